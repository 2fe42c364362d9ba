//! Pictures that are the value of a cell.
//!
//! Excel leads from the cell's `vm` to the image in five steps ([MS-XLSX] 2.6.5, 2.3.7):
//! `metadata.xml` (the value's metadata, then the future metadata of its type) →
//! `rdrichvalue.xml` (the value, laid out as its structure says) → `richValueRel.xml` →
//! its relationships → the media part. WPS names the image in the formula
//! `DISPIMG("ID_…",1)`, and `cellimages.xml` says which media part has that name.

use std::collections::HashMap;

use quick_xml::events::Event;

use super::super::error::{ReadCode, ReadError};
use super::super::media::Media;
use super::super::package::Package;
use super::super::sheet::ImageId;
use super::super::xml::{Xml, attribute};
use super::parts::{Book, relationships};

/// More pictures, or steps to them, than this are no signatures.
const MOST: usize = 1_000_000;

/// The pictures that cells of the workbook can show.
#[derive(Default)]
pub(super) struct InCell {
    /// Whether there is a list of images for cells, whatever else is readable.
    has_images: bool,
    /// By `vm`, beginning at 1.
    rich: Vec<Rich>,
    /// By the name in the formula.
    wps: HashMap<String, Option<ImageId>>,
}

/// What a rich value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rich {
    /// A picture, with its image if that is found.
    Picture(Option<ImageId>),
    /// Something else, such as `#SPILL!` or a share's price.
    Other,
    /// The steps to it can't be followed.
    Lost,
}

impl InCell {
    /// Reads what leads to the images. Damage on the way leaves pictures without image,
    /// it doesn't refuse the workbook.
    pub(super) fn read(
        package: &mut Package<'_>,
        book: &Book,
        media: &mut Media,
    ) -> Result<Self, ReadError> {
        let mut found =
            Self { has_images: package.has_folder("xl/richdata/richvaluerel"), ..Self::default() };
        if found.has_images {
            found.rich = forgiving(rich(package, book, media))?;
        }
        if let Some(part) = book.part(package, "cellImage", "xl/cellimages.xml") {
            found.wps = forgiving(wps(package, &part, media))?;
        }
        Ok(found)
    }

    /// The image of a cell whose error value has metadata; `None` if it is no picture.
    pub(super) fn rich(&self, vm: u32) -> Option<Option<ImageId>> {
        let index = (vm as usize).checked_sub(1)?;
        match self.rich.get(index) {
            Some(Rich::Picture(image)) => Some(*image),
            Some(Rich::Other) => None,
            Some(Rich::Lost) | None => self.has_images.then_some(None),
        }
    }

    /// The image that WPS shows by a name.
    pub(super) fn wps(&self, name: &str) -> Option<ImageId> {
        self.wps.get(name).copied().flatten()
    }
}

fn forgiving<T: Default>(read: Result<T, ReadError>) -> Result<T, ReadError> {
    match read {
        Err(error) if error.code == ReadCode::R003 => Ok(T::default()),
        read => read,
    }
}

fn bounded<T>(list: &mut Vec<T>, item: T) -> Result<(), ReadError> {
    if list.len() >= MOST {
        return Err(ReadError::over_limit(format!("单元格里的图片超过 {} 万张", MOST / 10_000)));
    }
    list.push(item);
    Ok(())
}

fn rich(package: &mut Package<'_>, book: &Book, media: &mut Media) -> Result<Vec<Rich>, ReadError> {
    let metadata = book.part(package, "sheetMetadata", "xl/metadata.xml");
    let values = book.part(package, "rdRichValue", "xl/richData/rdrichvalue.xml");
    let structures =
        book.part(package, "rdRichValueStructure", "xl/richData/rdrichvaluestructure.xml");
    let images = book.part(package, "richValueRel", "xl/richData/richValueRel.xml");
    let (Some(metadata), Some(values), Some(structures), Some(images)) =
        (metadata, values, structures, images)
    else {
        return Ok(Vec::new());
    };
    let indices = value_indices(package, &metadata)?;
    let layouts = layouts(package, &structures)?;
    let values = pictures(package, &values, &layouts)?;
    let images = image_list(package, &images, media)?;
    let follow = |index: Option<usize>| match index.and_then(|index| values.get(index)) {
        None => Rich::Lost,
        Some(Value::Other) => Rich::Other,
        Some(Value::Picture(at)) => {
            Rich::Picture(at.and_then(|at| images.get(at)).copied().flatten())
        }
    };
    Ok(indices.into_iter().map(follow).collect())
}

/// For each `vm`, which rich value it leads to.
fn value_indices(package: &mut Package<'_>, part: &str) -> Result<Vec<Option<usize>>, ReadError> {
    let Some(part) = package.part(part)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(part);
    let mut types: Vec<bool> = Vec::new();
    let mut future: Vec<Option<usize>> = Vec::new();
    let mut value: Vec<Option<usize>> = Vec::new();
    #[derive(PartialEq, Clone, Copy)]
    enum In {
        Elsewhere,
        Future,
        Value,
    }
    let mut place = In::Elsewhere;
    loop {
        match xml.next()? {
            Event::Start(e) => match (e.local_name().as_ref(), place) {
                ("metadataType", _) => {
                    let rich = attribute(&e, "name").as_deref() == Some("XLRICHVALUE");
                    bounded(&mut types, rich)?;
                }
                ("futureMetadata", _) => {
                    let rich = attribute(&e, "name").as_deref() == Some("XLRICHVALUE");
                    place = if rich { In::Future } else { In::Elsewhere };
                }
                ("valueMetadata", _) => place = In::Value,
                ("bk", In::Future) => bounded(&mut future, None)?,
                ("rvb", In::Future) => {
                    let index = attribute(&e, "i").and_then(|i| i.trim().parse().ok());
                    if let Some(last) = future.last_mut() {
                        *last = index;
                    }
                }
                ("bk", In::Value) => bounded(&mut value, None)?,
                ("rc", In::Value) => {
                    let number =
                        |name| attribute(&e, name).and_then(|n| n.trim().parse::<usize>().ok());
                    let kind = number("t").and_then(|t| t.checked_sub(1));
                    let rich = kind.and_then(|kind| types.get(kind)).copied().unwrap_or(false);
                    if let Some(last) = value.last_mut().filter(|_| rich) {
                        *last = number("v");
                    }
                }
                _ => (),
            },
            Event::End(e) => {
                if matches!(e.local_name().as_ref(), "futureMetadata" | "valueMetadata") {
                    place = In::Elsewhere;
                }
            }
            Event::Eof => break,
            _ => (),
        }
    }
    // Some writers leave the future metadata out and point at the values directly.
    if future.is_empty() {
        return Ok(value);
    }
    Ok(value.into_iter().map(|index| future.get(index?).copied().flatten()).collect())
}

/// How values of one structure are laid out.
#[derive(Clone, Copy)]
struct Layout {
    picture: bool,
    /// Which of its values is the image's index.
    image_at: Option<usize>,
}

fn layouts(package: &mut Package<'_>, part: &str) -> Result<Vec<Layout>, ReadError> {
    let Some(part) = package.part(part)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(part);
    let mut found = Vec::new();
    let mut keys = 0;
    loop {
        match xml.next()? {
            Event::Start(e) => match e.local_name().as_ref() {
                "s" => {
                    let kind = attribute(&e, "t");
                    let picture = matches!(kind.as_deref(), Some("_localImage" | "_webimage"));
                    bounded(&mut found, Layout { picture, image_at: None })?;
                    keys = 0;
                }
                "k" => {
                    if attribute(&e, "n").as_deref() == Some("_rvRel:LocalImageIdentifier")
                        && let Some(last) = found.last_mut()
                    {
                        *last = Layout { picture: true, image_at: Some(keys) };
                    }
                    keys += 1;
                }
                _ => (),
            },
            Event::Eof => return Ok(found),
            _ => (),
        }
    }
}

/// A rich value: a picture with the index of its image, or something else.
enum Value {
    Picture(Option<usize>),
    Other,
}

fn pictures(
    package: &mut Package<'_>,
    part: &str,
    layouts: &[Layout],
) -> Result<Vec<Value>, ReadError> {
    let Some(part) = package.part(part)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(part);
    let mut found = Vec::new();
    let mut layout: Option<Layout> = None;
    let mut values = 0;
    let mut text = String::new();
    loop {
        match xml.next()? {
            Event::Start(e) => match e.local_name().as_ref() {
                "rv" => {
                    let structure = attribute(&e, "s").and_then(|s| s.trim().parse().ok());
                    layout = structure.and_then(|s: usize| layouts.get(s)).copied();
                    let picture = layout.is_some_and(|layout| layout.picture);
                    bounded(&mut found, if picture { Value::Picture(None) } else { Value::Other })?;
                    values = 0;
                }
                "v" => text.clear(),
                _ => (),
            },
            Event::Text(t) => text.push_str(&t.xml10_content()),
            Event::End(e) if e.local_name().as_ref() == "v" => {
                if layout.is_some_and(|layout| layout.image_at == Some(values))
                    && let Some(last) = found.last_mut()
                {
                    *last = Value::Picture(text.trim().parse().ok());
                }
                values += 1;
            }
            Event::Eof => return Ok(found),
            _ => (),
        }
    }
}

/// The images that rich values refer to by their index.
fn image_list(
    package: &mut Package<'_>,
    part: &str,
    media: &mut Media,
) -> Result<Vec<Option<ImageId>>, ReadError> {
    let relationships = relationships(package, part)?;
    let mut ids = Vec::new();
    if let Some(part) = package.part(part)? {
        let mut xml = Xml::new(part);
        loop {
            match xml.next()? {
                Event::Start(e) if e.local_name().as_ref() == "rel" => {
                    bounded(&mut ids, attribute(&e, "id").unwrap_or_default().into_owned())?;
                }
                Event::Eof => break,
                _ => (),
            }
        }
    }
    let mut images = Vec::with_capacity(ids.len());
    for id in ids {
        images.push(match relationships.get(&id) {
            Some(relationship) => media.id(package, &relationship.target)?,
            None => None,
        });
    }
    Ok(images)
}

/// The images of `cellimages.xml` by their names.
fn wps(
    package: &mut Package<'_>,
    part: &str,
    media: &mut Media,
) -> Result<HashMap<String, Option<ImageId>>, ReadError> {
    let relationships = relationships(package, part)?;
    let mut named: Vec<(String, String)> = Vec::new();
    if let Some(part) = package.part(part)? {
        let mut xml = Xml::new(part);
        let mut name = String::new();
        loop {
            match xml.next()? {
                Event::Start(e) => match e.local_name().as_ref() {
                    "cellImage" => name.clear(),
                    "cNvPr" => name = attribute(&e, "name").unwrap_or_default().into_owned(),
                    "blip" => {
                        let image = attribute(&e, "embed").unwrap_or_default().into_owned();
                        bounded(&mut named, (std::mem::take(&mut name), image))?;
                    }
                    _ => (),
                },
                Event::Eof => break,
                _ => (),
            }
        }
    }
    let mut images = HashMap::with_capacity(named.len());
    for (name, id) in named {
        let image = match relationships.get(&id) {
            Some(relationship) => media.id(package, &relationship.target)?,
            None => None,
        };
        images.insert(name, image);
    }
    Ok(images)
}

/// The function by which WPS shows a picture in a cell.
pub(super) const WPS_FUNCTION: &str = "DISPIMG(";

/// The name of the image in the function by which WPS shows a picture in a cell; `None`
/// if the text is no such formula.
pub(in super::super) fn wps_name(formula: &str) -> Option<&str> {
    let formula = formula.trim();
    // Every text cell is asked.
    if !formula.starts_with(['=', '_', 'D']) {
        return None;
    }
    let formula = formula.trim_start_matches('=');
    let formula = formula.strip_prefix("_xlfn.").unwrap_or(formula);
    let arguments = formula.strip_prefix(WPS_FUNCTION)?;
    let quoted = arguments.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"'));
    Some(quoted.map_or("", |(name, _)| name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wps_pictures_are_known_by_their_function() {
        for (formula, name) in [
            ("DISPIMG(\"ID_1\",1)", "ID_1"),
            ("=DISPIMG( \"ID_1\",1)", "ID_1"),
            ("_xlfn.DISPIMG(\"ID\",1)", "ID"),
            ("DISPIMG(A1,1)", ""),
        ] {
            assert_eq!(wps_name(formula), Some(name), "{formula}");
        }
        assert_eq!(wps_name("SUM(A1)"), None);
    }
}
