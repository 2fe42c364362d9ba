//! Pictures: where they lie, what they show, and drawings that lie about it.

use super::super::super::{ImageId, Picture};
use super::super::art;
use super::super::art::kind as art_kind;
use super::*;
use sha2::{Digest, Sha256};

const STORE: u16 = 0xf001;
const PNG: u16 = 0xf01e;
const JPEG: u16 = 0xf01d;
const WMF: u16 = 0xf01b;
/// A picture frame's number among the kinds of shapes.
const FRAME: u16 = 75;

/// A record of a drawing.
fn art(kind: u16, version: u16, instance: u16, data: &[u8]) -> Vec<u8> {
    let length = (data.len() as u32).to_le_bytes();
    [&words(&[version | instance << 4, kind])[..], &length, data].concat()
}

fn container(kind: u16, inner: &[Vec<u8>]) -> Vec<u8> {
    art(kind, 0xf, 0, &inner.concat())
}

/// An image in its entry of the store, with the name that old programs gave it.
fn stored(kind: u16, instance: u16, before: usize, file: &[u8]) -> Vec<u8> {
    let blip = art(kind, 0, instance, &[&vec![7; before], file].concat());
    let name = b"a\0\0\0";
    let mut entry = [0; 36];
    entry[33] = name.len() as u8;
    art(art_kind::STORE_ENTRY, 2, 6, &[&entry[..], name, &blip].concat())
}

/// The book's record of images, continued as Excel continues it.
fn store(images: &[Vec<u8>]) -> Vec<u8> {
    let group = container(0xf000, &[art(0xf006, 0, 0, &[1; 16]), container(STORE, images)]);
    let third = group.len() / 3;
    let (first, rest) = group.split_at(third);
    let (second, last) = rest.split_at(third);
    [
        record(kind::DRAWING_GROUP, first),
        record(kind::DRAWING_GROUP, second),
        record(kind::CONTINUE, last),
    ]
    .concat()
}

fn png_store() -> Vec<u8> {
    store(&[
        stored(PNG, 0x6e0, 17, b"first"),
        art(art_kind::STORE_ENTRY, 2, 0, &[0; 36]),
        stored(JPEG, 0x46b, 33, b"third"),
        stored(WMF, 0x216, 16, b"fourth"),
    ])
}

fn id(file: &[u8]) -> ImageId {
    ImageId::of(&Sha256::digest(file))
}

fn flags(instance: u16, flags: u32) -> Vec<u8> {
    let data = [1_u32.to_le_bytes(), flags.to_le_bytes()].concat();
    art(art_kind::SHAPE_FLAGS, 2, instance, &data)
}

fn properties(list: &[(u16, u32)]) -> Vec<u8> {
    let data: Vec<u8> = list
        .iter()
        .flat_map(|(name, value)| [&name.to_le_bytes()[..], &value.to_le_bytes()].concat())
        .collect();
    art(art_kind::PROPERTIES, 3, list.len() as u16, &data)
}

/// Column and its 1024th part, row and its 256th part, of both corners.
fn anchor(corners: [u16; 8]) -> Vec<u8> {
    art(art_kind::ANCHOR, 0, 0, &words(&[&[2][..], &corners].concat()))
}

const HERE: [u16; 8] = [2, 100, 3, 10, 2, 900, 3, 200];

/// A picture that shows the image of that number, with what else is said of it.
fn picture(number: u32, also: &[(u16, u32)]) -> Vec<u8> {
    let list = [&[(0x4104, number)], also].concat();
    container(art_kind::SHAPE, &[flags(FRAME, 0xa00), properties(&list), anchor(HERE)])
}

/// The records of a sheet with these shapes: a drawing in two records, an object for each.
fn sheet(shapes: &[Vec<u8>], objects: usize) -> Vec<u8> {
    let own = container(art_kind::SHAPE, &[flags(0, 5)]);
    let all = container(art_kind::GROUP, &[&[own][..], shapes].concat());
    let drawing = container(art_kind::DRAWING, &[art(0xf008, 0, 1, &[0; 8]), all]);
    let (first, rest) = drawing.split_at(drawing.len() / 2);
    let object = record(kind::OBJECT, &words(&[0x15, 0x12, 8, 1, 0, 0, 0, 0, 0, 0, 0]));
    let mut records = record(kind::TEXT, &[words(&[0, 0, 0]), narrow("a")].concat());
    records.extend(record(kind::DRAWING, first));
    // Excel goes on behind the object.
    records.extend(&object);
    records.extend(record(kind::CONTINUE, rest));
    (1..objects).for_each(|_| records.extend(&object));
    records
}

fn pictures(shapes: &[Vec<u8>]) -> Vec<Picture> {
    let workbook = read(&png_store(), &sheet(shapes, shapes.len()));
    workbook.sheets[0].pictures.clone()
}

#[test]
fn pictures_are_known_by_their_image_in_every_form_it_is_kept_in() {
    let shown: Vec<_> = pictures(&[1, 2, 3, 4, 0, 5, u32::MAX].map(|number| picture(number, &[])))
        .iter()
        .map(|it| it.image)
        .collect();
    let [first, third, fourth] = [&b"first"[..], b"third", b"fourth"].map(|it| Some(id(it)));
    assert_eq!(shown, [first, None, third, fourth, None, None, None]);
}

#[test]
fn a_picture_lies_where_its_centre_does_whatever_the_sizes() {
    let high = record(kind::ROW, &words(&[4, 0, 1, 3000, 0, 0, 0, 0]));
    let wide = record(kind::COLUMN, &words(&[1, 1, 30_000, 0, 0, 0]));
    let over = container(
        art_kind::SHAPE,
        &[flags(FRAME, 0xa00), properties(&[(0x4104, 1)]), anchor([1, 0, 3, 0, 3, 0, 5, 0])],
    );
    for (sizes, centre) in [(vec![], "C4"), ([wide, high].concat(), "B5")] {
        let workbook = read(&png_store(), &[sizes, sheet(std::slice::from_ref(&over), 1)].concat());
        let found = &workbook.sheets[0].pictures[0];
        assert_eq!(found.centre.to_string(), centre);
        assert_eq!(found.range.to_string(), "B4:C5");
        assert!(!found.altered);
    }
}

#[test]
fn what_is_cropped_turned_or_mirrored_is_altered() {
    let tenth = 6_554;
    let shapes = [
        picture(1, &[(0x0102, tenth)]),
        picture(1, &[(0x0103, tenth)]),
        picture(1, &[(0x0004, 90 << 16)]),
        picture(1, &[(0x0004, 2 << 16), (0x0100, 3)]),
        container(
            art_kind::SHAPE,
            &[flags(FRAME, 0xa40), properties(&[(0x4104, 1)]), anchor(HERE)],
        ),
    ];
    let found = pictures(&shapes);
    let altered: Vec<_> = found.iter().map(|it| it.altered).collect();
    assert_eq!(altered, [true, true, true, false, true]);
    let whole = Some(id(b"first"));
    assert!(found[0].image != whole && found[0].image != found[1].image);
    assert_eq!([found[2].image, found[3].image, found[4].image], [whole; 3]);
}

#[test]
fn of_a_group_the_first_picture_stands_for_all() {
    let inner = |number| {
        let list = properties(&[(0x4104, number)]);
        container(art_kind::SHAPE, &[flags(FRAME, 0xa02), list, art(0xf00f, 0, 0, &[0; 16])])
    };
    let whole = container(art_kind::SHAPE, &[flags(0, 1), anchor(HERE)]);
    let line = container(art_kind::SHAPE, &[flags(20, 0xa02)]);
    let alone = container(art_kind::GROUP, &[whole.clone(), line.clone(), inner(3)]);
    let nested =
        container(art_kind::GROUP, &[container(art_kind::SHAPE, &[flags(0, 3)]), inner(1)]);
    let both = container(art_kind::GROUP, &[whole, nested, inner(3), line]);
    let workbook = read(&png_store(), &sheet(&[alone, both], 3));
    let sheet = &workbook.sheets[0];
    let found: Vec<_> = sheet.pictures.iter().map(|it| (it.image, it.altered)).collect();
    assert_eq!(found, [(Some(id(b"third")), false), (Some(id(b"first")), true)]);
    assert_eq!(sheet.unseen_pictures, 0);
    assert_eq!(sheet.pictures[0].centre.to_string(), "C4");
}

#[test]
fn what_is_no_picture_or_deleted_is_passed_over_and_the_rest_is_counted() {
    let deleted = container(
        art_kind::SHAPE,
        &[flags(FRAME, 0xa08), properties(&[(0x4104, 1)]), anchor(HERE)],
    );
    let rectangle = container(art_kind::SHAPE, &[flags(1, 0xa00), anchor(HERE)]);
    let nowhere = container(art_kind::SHAPE, &[flags(FRAME, 0xa00), properties(&[(0x4104, 1)])]);
    let workbook = read(&png_store(), &sheet(&[deleted, rectangle, nowhere, picture(1, &[])], 3));
    let sheet = &workbook.sheets[0];
    assert_eq!((sheet.pictures.len(), sheet.unseen_pictures), (1, 2));
    assert!(workbook.not_checked[0].contains("2 张图片"), "{:?}", workbook.not_checked);
}

#[test]
fn drawings_and_images_that_lie_cost_nothing_but_the_pictures() {
    let good = sheet(&[picture(1, &[])], 1);
    let mut deep = picture(1, &[]);
    for _ in 0..2_000 {
        deep = container(art_kind::GROUP, &[deep]);
    }
    let endless = [&words(&[0xf, art_kind::DRAWING])[..], &u32::MAX.to_le_bytes()].concat();
    let short = container(
        art_kind::SHAPE,
        &[art(art_kind::ANCHOR, 0, 0, &[9; 3]), properties(&[(0x4104, 1)])],
    );
    for shapes in [deep, endless, short, vec![0xff; 7], art(0xf00b, 3, 4_000, &[0xff; 12])] {
        let workbook = read(&png_store(), &sheet(&[shapes], 1));
        let sheet = &workbook.sheets[0];
        assert_eq!((sheet.pictures.len(), sheet.unseen_pictures), (0, 1));
    }
    for images in [vec![0xff; 30], art(PNG, 0, 0x6e0, &[1; 3]), art(PNG, 0, 0, &[])] {
        let workbook = read(&store(&[images]), &good);
        assert_eq!(workbook.sheets[0].pictures[0].image, None);
    }
}

#[test]
fn more_images_than_anybody_keeps_are_refused() {
    let empty = art(art_kind::STORE_ENTRY, 2, 0, &[0; 36]);
    let mut records = record(kind::DRAWING_GROUP, &art(0xf000, 0xf, 0, &[]));
    let many = empty.repeat(180);
    for _ in 0..=100_000 / 180 {
        records.extend(record(kind::CONTINUE, &many));
    }
    let mut pieces = super::super::records::Records::new(&records);
    let first = pieces.next().unwrap();
    let refused = art::images(pieces.with_continued(first)).unwrap_err();
    assert_eq!(refused.code, super::super::super::ReadCode::R004);
}
