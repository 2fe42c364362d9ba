//! Floating pictures: their anchors in a drawing part (ECMA-376, 20.5).

use quick_xml::events::Event;

use super::super::Picture;
use super::super::anchor::{Anchor, Corner};
use super::super::error::ReadError;
use super::super::media::Media;
use super::super::metrics::Metrics;
use super::super::package::Package;
use super::super::xml::{Xml, attribute};
use super::parts::relationships;

/// More pictures than this on one sheet are no signatures.
const MOST_PICTURES: usize = 100_000;

/// The pictures of the drawing that a sheet's relationship `id` leads to.
pub(in super::super) fn read(
    package: &mut Package<'_>,
    media: &mut Media,
    sheet_part: &str,
    id: &str,
    metrics: &Metrics,
) -> Result<Vec<Picture>, ReadError> {
    let relationships = relationships(package, sheet_part)?;
    let missing = || ReadError::damaged("找不到工作表的图片");
    let drawing = relationships.get(id).ok_or_else(missing)?;
    let images = self::relationships(package, &drawing.target)?;
    let mut pictures = placed(package, &drawing.target, metrics)?.ok_or_else(missing)?;
    for (picture, image) in &mut pictures {
        if let Some(relationship) = images.get(image.as_str()) {
            picture.image = media.id(package, &relationship.target)?;
        }
    }
    Ok(pictures.into_iter().map(|(picture, _)| picture).collect())
}

/// Pictures, each with the relationship to its image.
type Placed = Vec<(Picture, String)>;

/// The pictures of a drawing part; `None` if there is no such part.
fn placed(
    package: &mut Package<'_>,
    part: &str,
    metrics: &Metrics,
) -> Result<Option<Placed>, ReadError> {
    let Some(part) = package.part(part)? else { return Ok(None) };
    let mut xml = Xml::new(part);
    let mut pictures = Vec::new();
    let mut anchor: Option<Anchor> = None;
    // The relationship to the image; empty if that lies outside the file.
    let mut image: Option<String> = None;
    let mut corner = Corner::default();
    let mut number = String::new();
    loop {
        match xml.next()? {
            Event::Start(e) => {
                number.clear();
                match (e.local_name().as_ref(), &mut anchor) {
                    ("twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor", _) => {
                        anchor = Some(Anchor::default());
                        image = None;
                    }
                    ("from" | "to", Some(_)) => corner = Corner::default(),
                    ("pos", Some(anchor)) if anchor.position.is_none() => {
                        anchor.position = pair(attribute(&e, "x"), attribute(&e, "y"));
                    }
                    // Shapes inside have extents of their own, under another name or later.
                    ("ext", Some(anchor)) if anchor.extent.is_none() => {
                        anchor.extent = pair(attribute(&e, "cx"), attribute(&e, "cy"));
                    }
                    // Of grouped pictures the first stands for all.
                    ("blip", Some(_)) if image.is_none() => {
                        image = Some(attribute(&e, "embed").unwrap_or_default().into());
                    }
                    _ => (),
                }
            }
            Event::Text(text) => number.push_str(&text.xml10_content()),
            Event::End(e) => match (e.local_name().as_ref(), &mut anchor) {
                ("col", Some(_)) => corner.col = number.trim().parse().unwrap_or(0),
                ("colOff", Some(_)) => corner.col_offset = number.trim().parse().unwrap_or(0),
                ("row", Some(_)) => corner.row = number.trim().parse().unwrap_or(0),
                ("rowOff", Some(_)) => corner.row_offset = number.trim().parse().unwrap_or(0),
                ("from", Some(anchor)) => anchor.from = Some(corner),
                ("to", Some(anchor)) => anchor.to = Some(corner),
                ("twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor", _) => {
                    let placed = anchor.take().and_then(|anchor| anchor.place(metrics));
                    pictures.extend(placed.zip(image.take()));
                    if pictures.len() > MOST_PICTURES {
                        return Err(ReadError::over_limit(format!(
                            "一张表里超过 {} 万张图片",
                            MOST_PICTURES / 10_000
                        )));
                    }
                }
                _ => (),
            },
            Event::Eof => return Ok(Some(pictures)),
            _ => (),
        }
    }
}

type Attribute<'a> = Option<std::borrow::Cow<'a, str>>;

fn pair(x: Attribute<'_>, y: Attribute<'_>) -> Option<(i64, i64)> {
    Some((x?.trim().parse().ok()?, y?.trim().parse().ok()?))
}
