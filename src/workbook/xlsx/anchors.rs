//! Floating pictures: their anchors in a drawing part (ECMA-376, 20.5).

use quick_xml::events::{BytesStart, Event};

use super::super::anchor::{Anchor, Corner};
use super::super::builder::check_pictures;
use super::super::error::ReadError;
use super::super::media::Media;
use super::super::metrics::Metrics;
use super::super::package::Package;
use super::super::shown::Shown;
use super::super::xml::{Xml, attribute, is_true};
use super::super::{Picture, Sheet};
use super::parts::relationships;

/// What lies upon a sheet's cells.
#[derive(Debug, Default)]
pub(in super::super) struct Drawing {
    pictures: Vec<Picture>,
    /// Text boxes and other shapes with text in them, which nobody reads.
    texts: u32,
}

impl Drawing {
    /// Gives a sheet its pictures, and says what else wasn't looked at.
    pub(in super::super) fn lay_on(self, sheet: &mut Sheet, not_checked: &mut Vec<String>) {
        sheet.pictures.extend(self.pictures);
        sheet.text_boxes = self.texts;
        if self.texts > 0 {
            not_checked.push(format!(
                "工作表“{}”里有 {} 个文本框，里面的字没有检查；要核对的请写在格子里。",
                sheet.name, self.texts
            ));
        }
    }
}

/// The drawing that a sheet's relationship `id` leads to.
pub(in super::super) fn read(
    package: &mut Package<'_>,
    media: &mut Media,
    sheet_part: &str,
    id: &str,
    metrics: &Metrics,
) -> Result<Drawing, ReadError> {
    let relationships = relationships(package, sheet_part)?;
    let missing = || ReadError::damaged("找不到工作表的图片");
    let drawing = relationships.get(id).ok_or_else(missing)?;
    let images = self::relationships(package, &drawing.target)?;
    let (mut pictures, texts) = placed(package, &drawing.target, metrics)?.ok_or_else(missing)?;
    for (picture, image) in &mut pictures {
        let whole = match images.get(image.embed.as_str()) {
            Some(relationship) => media.id(package, &relationship.target)?,
            None => None,
        };
        image.shown.tell(picture, whole);
    }
    let pictures = pictures.into_iter().map(|(picture, _)| picture).collect();
    Ok(Drawing { pictures, texts })
}

/// Which image is shown, and how.
#[derive(Default)]
struct Image {
    /// The relationship to the image; empty if that lies outside the file.
    embed: String,
    shown: Shown,
}

impl Image {
    fn crop(&mut self, e: &BytesStart<'_>) {
        let side = |name| attribute(e, name).and_then(|it| it.trim().parse().ok()).unwrap_or(0);
        self.shown.crop(["l", "t", "r", "b"].map(side));
    }

    fn turn(&mut self, e: &BytesStart<'_>) {
        self.shown.turn(attribute(e, "rot").and_then(|it| it.trim().parse().ok()).unwrap_or(0));
        let flipped = |name| is_true(attribute(e, name).as_deref());
        if flipped("flipH") || flipped("flipV") {
            self.shown.flip();
        }
    }
}

/// Pictures, each with its image.
type Placed = Vec<(Picture, Image)>;

/// The pictures of a drawing part, and how many shapes have text in them; `None` if there is
/// no such part.
fn placed(
    package: &mut Package<'_>,
    part: &str,
    metrics: &Metrics,
) -> Result<Option<(Placed, u32)>, ReadError> {
    let Some(part) = package.part(part)? else { return Ok(None) };
    let mut xml = Xml::new(part);
    let mut pictures = Vec::new();
    let mut anchor: Option<Anchor> = None;
    let mut image: Option<Image> = None;
    let mut corner = Corner::default();
    let mut number = String::new();
    let mut texts = 0;
    let mut says = false;
    loop {
        match xml.next()? {
            Event::Start(e) => {
                number.clear();
                match (e.local_name().as_ref(), &mut anchor) {
                    ("twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor", _) => {
                        anchor = Some(Anchor::default());
                        (image, says) = (None, false);
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
                    ("blip", Some(_)) => match &mut image {
                        Some(first) => first.shown.grouped = true,
                        None => {
                            let embed = attribute(&e, "embed").unwrap_or_default().into();
                            image = Some(Image { embed, ..Image::default() });
                        }
                    },
                    ("srcRect", Some(_)) => {
                        if let Some(image) = &mut image {
                            image.crop(&e);
                        }
                    }
                    // What stands within a picture comes behind its image.
                    ("xfrm", Some(_)) => {
                        if let Some(image) = &mut image {
                            image.turn(&e);
                        }
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
                ("t", Some(_)) => says |= !number.trim().is_empty(),
                ("twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor", _) => {
                    let placed = anchor.take().and_then(|anchor| anchor.place(metrics));
                    texts += u32::from(says);
                    pictures.extend(placed.zip(image.take()));
                    check_pictures(pictures.len())?;
                }
                _ => (),
            },
            Event::Eof => return Ok(Some((pictures, texts))),
            _ => (),
        }
    }
}

type Attribute<'a> = Option<std::borrow::Cow<'a, str>>;

fn pair(x: Attribute<'_>, y: Attribute<'_>) -> Option<(i64, i64)> {
    Some((x?.trim().parse().ok()?, y?.trim().parse().ok()?))
}
