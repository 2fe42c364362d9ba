//! Floating pictures and pictures in cells.

use rust_xlsxwriter::{Image, ObjectMovement};

use super::super::super::CellRange;
use super::*;

/// The smallest PNG of one pixel.
pub(super) fn png() -> Vec<u8> {
    let mut png =
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89".to_vec();
    png.extend(
        b"\0\0\0\rIDATx\x9cc\xf8\xff\xff?\0\x05\xfe\x02\xfe\xa75\x81\x84\0\0\0\0IEND\xaeB`\x82",
    );
    png
}

fn book(movement: ObjectMovement) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "签字").unwrap();
    sheet.set_column_width(1, 30).unwrap();
    sheet.set_row_height(4, 60).unwrap();
    // 100 × 30 pixels.
    let image = Image::new_from_buffer(&png())
        .unwrap()
        .set_scale_to_size(100, 30, false)
        .set_object_movement(movement);
    // Over the lower border of row 3 (20 pixels high), most of it in row 4.
    sheet.insert_image_with_offset(2, 2, &image, 10, 12).unwrap();
    // Wholly in the tall row 5 and the wide column B.
    sheet.insert_image_with_offset(4, 1, &image, 20, 20).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn floating_pictures_belong_to_the_cell_of_their_centre() {
    for movement in [ObjectMovement::MoveAndSizeWithCells, ObjectMovement::MoveButDontSizeWithCells]
    {
        let workbook = read(&book(movement));
        let pictures: Vec<_> =
            workbook.sheets[0].pictures.iter().map(|p| (p.centre, p.range)).collect();
        assert_eq!(
            pictures,
            [
                (at("C4"), CellRange::new(at("C3"), at("D5"))),
                (at("B5"), CellRange::new(at("B5"), at("B5")))
            ],
            "{movement:?}"
        );
    }
}

#[test]
fn one_cell_and_absolute_anchors_are_placed_by_their_size() {
    let drawing = r#"<xdr:wsDr>
        <xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>9</xdr:row><xdr:rowOff>95250</xdr:rowOff></xdr:from>
          <xdr:ext cx="1219200" cy="285750"/><xdr:pic><a:blip r:embed="rId1"/></xdr:pic></xdr:oneCellAnchor>
        <xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="609600" cy="190500"/><xdr:pic><a:blip/></xdr:pic></xdr:absoluteAnchor>
        <xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>1</xdr:row></xdr:from><xdr:to><xdr:col>5</xdr:col><xdr:row>9</xdr:row></xdr:to>
          <xdr:graphicFrame/></xdr:twoCellAnchor>
        <xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>1</xdr:row></xdr:from><xdr:to><xdr:col>5</xdr:col><xdr:row>9</xdr:row></xdr:to>
          <xdr:sp><xdr:txBody><a:p><a:r><a:t>负责人签字：</a:t></a:r><a:r><a:t>方伟</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>
        <xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>1</xdr:row></xdr:from><xdr:to><xdr:col>5</xdr:col><xdr:row>9</xdr:row></xdr:to>
          <xdr:sp><xdr:txBody><a:p><a:r><a:t> </a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>
        <xdr:twoCellAnchor><xdr:from><xdr:col>99999999</xdr:col><xdr:row>4294967295</xdr:row><xdr:rowOff>-9</xdr:rowOff></xdr:from>
          <xdr:to><xdr:col>0</xdr:col><xdr:row>0</xdr:row><xdr:rowOff>9223372036854775807</xdr:rowOff></xdr:to><xdr:pic><a:blip/></xdr:pic></xdr:twoCellAnchor>
        <xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>4</xdr:row></xdr:from>
          <xdr:ext cx="304800" cy="381000"/><xdr:pic><a:blip/></xdr:pic></xdr:oneCellAnchor>
        </xdr:wsDr>"#;
    let sheet = r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><drawing r:id="rId7"/></worksheet>"#;
    let rels = r#"<Relationships><Relationship Id="rId7" Type="x/drawing" Target="../drawings/drawing1.xml"/></Relationships>"#;
    let workbook = read(&package(&[
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/worksheets/_rels/sheet1.xml.rels", rels.as_bytes()),
        ("xl/drawings/drawing1.xml", drawing.as_bytes()),
    ]));
    let pictures = &workbook.sheets[0].pictures;
    assert_eq!(pictures.len(), 4, "a chart is no picture");
    let said = "工作表“表一”里有 1 个文本框，里面的字没有检查；要核对的请写在格子里。";
    assert_eq!(workbook.not_checked[0], said, "nor is a text box, whose words aren't read");
    assert!(workbook.not_checked[1].contains("有 4 张图片在文件里找不到"));
    // Two columns of 64 pixels; from the middle of row 10 to its next but one.
    assert_eq!(pictures[0].range, CellRange::new(at("B10"), at("C11")));
    assert_eq!(pictures[0].centre, at("C11"));
    assert_eq!(pictures[1].range, CellRange::new(at("A1"), at("A1")));
    assert_eq!(pictures[2].centre.row, 1_048_575);
    // Twice as high as its row: its centre lies on the border, and it begins in row 5.
    assert_eq!(pictures[3].range, CellRange::new(at("B5"), at("B6")));
    assert_eq!(pictures[3].centre, at("B5"));
}

#[test]
fn pictures_in_cells_are_known_in_excel_and_wps() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "签字").unwrap();
    sheet.embed_image(1, 3, &Image::new_from_buffer(&png()).unwrap()).unwrap();
    let workbook = read(&book.save_to_buffer().unwrap());
    assert_eq!(value(&workbook.sheets[0], "D2"), Some(CellValue::Picture));
    assert_eq!(workbook.sheets[0].pictures[0].centre, at("D2"));

    let wps = read(&with_sheet(
        r#"<worksheet><sheetData><row r="1"><c r="A1" t="str"><f>_xlfn.DISPIMG(&quot;ID_1&quot;,1)</f><v>=DISPIMG("ID_1",1)</v></c>
        <c r="B1" t="e"><v>#VALUE!</v></c></row></sheetData></worksheet>"#,
    ));
    assert_eq!(value(&wps.sheets[0], "A1"), Some(CellValue::Picture));
    assert_eq!(value(&wps.sheets[0], "B1"), Some(CellValue::Error("#VALUE!".into())));
    assert_eq!(wps.sheets[0].pictures.len(), 1);
    assert_eq!(wps.sheets[0].pictures[0].image, None, "there is no list of images");
    assert!(wps.not_checked[0].contains("有 1 张图片在文件里找不到"), "and that is said");
}

/// The images of a sheet's pictures, each as the place of the first picture that shows it.
fn first_shown(sheet: &Sheet) -> Vec<Option<usize>> {
    let images: Vec<_> = sheet.pictures.iter().map(|picture| picture.image).collect();
    let first = |image| images.iter().position(|other| *other == image);
    images.iter().map(|image| image.and_then(|_| first(*image))).collect()
}

/// Another image than [`png`], as long as nobody looks at it.
fn other_png() -> Vec<u8> {
    let mut other = png();
    other.extend(b"behind the end");
    other
}

#[test]
fn pictures_are_known_by_their_image_wherever_they_lie() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "签字").unwrap();
    let image = |bytes: &[u8]| Image::new_from_buffer(bytes).unwrap();
    sheet.embed_image(1, 0, &image(&png())).unwrap();
    sheet.embed_image(2, 0, &image(&other_png())).unwrap();
    sheet.embed_image(3, 0, &image(&png())).unwrap();
    sheet.insert_image(4, 0, &image(&other_png())).unwrap();
    sheet.insert_image(5, 0, &image(&png())).unwrap();
    let workbook = read(&book.save_to_buffer().unwrap());
    let seen = first_shown(&workbook.sheets[0]);
    assert_eq!(seen, [Some(0), Some(1), Some(0), Some(1), Some(0)]);
}

#[test]
fn pictures_in_cells_of_wps_are_known_by_their_image() {
    let cell = |row: u32, name: &str| {
        format!(
            r#"<row r="{row}"><c r="A{row}" t="str"><f>DISPIMG("{name}",1)</f><v>=DISPIMG("{name}",1)</v></c></row>"#
        )
    };
    let cells: String =
        (1..).zip(["ID_1", "ID_2", "ID_3", "ID_9"]).map(|(row, name)| cell(row, name)).collect();
    let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    let image = |name: &str, id: &str| {
        format!(
            r#"<etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1" name="{name}"/></xdr:nvPicPr>
            <xdr:blipFill><a:blip r:embed="{id}"/></xdr:blipFill></xdr:pic></etc:cellImage>"#
        )
    };
    let images: String =
        [("ID_1", "rId1"), ("ID_2", "rId2"), ("ID_3", "rId3")].map(|(n, i)| image(n, i)).concat();
    let images = format!("<etc:cellImages>{images}</etc:cellImages>");
    // Two parts with the same bytes: WPS stores a picture again each time it is pasted.
    let rels = r#"<Relationships><Relationship Id="rId1" Type="x/image" Target="media/image1.png"/>
        <Relationship Id="rId2" Type="x/image" Target="media/image2.png"/>
        <Relationship Id="rId3" Type="x/image" Target="media/image3.png"/></Relationships>"#;
    let workbook = read(&package(&[
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/cellimages.xml", images.as_bytes()),
        ("xl/_rels/cellimages.xml.rels", rels.as_bytes()),
        ("xl/media/image1.png", &png()),
        ("xl/media/image2.png", &other_png()),
        ("xl/media/image3.png", &png()),
    ]));
    assert_eq!(first_shown(&workbook.sheets[0]), [Some(0), Some(1), Some(0), None]);
}

#[test]
fn a_broken_way_to_the_image_leaves_a_picture() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "签字").unwrap();
    sheet.embed_image(1, 3, &Image::new_from_buffer(&png()).unwrap()).unwrap();
    let whole = book.save_to_buffer().unwrap();
    for part in [
        "xl/metadata.xml",
        "xl/richData/rdrichvalue.xml",
        "xl/richData/rdrichvaluestructure.xml",
        "xl/richData/richValueRel.xml",
        "xl/richData/_rels/richValueRel.xml.rels",
    ] {
        let broken = patched(&whole, part, |text| text.get(..text.len() / 2).unwrap().to_owned());
        let workbook = read(&broken);
        assert_eq!(value(&workbook.sheets[0], "D2"), Some(CellValue::Picture), "{part}");
        assert_eq!(first_shown(&workbook.sheets[0]).len(), 1, "{part}");
    }
}

#[test]
fn a_missing_drawing_is_said_and_stops_nothing() {
    let sheet = r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><drawing r:id="rId7"/></worksheet>"#;
    let workbook = read(&with_sheet(sheet));
    assert_eq!(workbook.not_checked, ["工作表“表一”里的图片没能看清，图片签字请人工核对。"]);
}
