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
        <xdr:twoCellAnchor><xdr:from><xdr:col>99999999</xdr:col><xdr:row>4294967295</xdr:row><xdr:rowOff>-9</xdr:rowOff></xdr:from>
          <xdr:to><xdr:col>0</xdr:col><xdr:row>0</xdr:row><xdr:rowOff>9223372036854775807</xdr:rowOff></xdr:to><xdr:pic><a:blip/></xdr:pic></xdr:twoCellAnchor>
        </xdr:wsDr>"#;
    let sheet = r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><drawing r:id="rId7"/></worksheet>"#;
    let rels = r#"<Relationships><Relationship Id="rId7" Type="x/drawing" Target="../drawings/drawing1.xml"/></Relationships>"#;
    let workbook = read(&package(&[
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/worksheets/_rels/sheet1.xml.rels", rels.as_bytes()),
        ("xl/drawings/drawing1.xml", drawing.as_bytes()),
    ]));
    let pictures = &workbook.sheets[0].pictures;
    assert_eq!(pictures.len(), 3, "a chart is no picture");
    // Two columns of 64 pixels; from the middle of row 10 to its next but one.
    assert_eq!(pictures[0].range, CellRange::new(at("B10"), at("C11")));
    assert_eq!(pictures[0].centre, at("C11"));
    assert_eq!(pictures[1].range, CellRange::new(at("A1"), at("A1")));
    assert_eq!(pictures[2].centre.row, 1_048_575);
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
}

#[test]
fn a_missing_drawing_is_said_and_stops_nothing() {
    let sheet = r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><drawing r:id="rId7"/></worksheet>"#;
    let workbook = read(&with_sheet(sheet));
    assert_eq!(workbook.not_checked, ["工作表“表一”里的图片没能看清，图片签字请人工核对。"]);
}
