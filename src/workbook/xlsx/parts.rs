//! The parts of a workbook and how they refer to each other: relationships, the list of
//! sheets, defined names.

use std::collections::HashMap;

use quick_xml::events::Event;

use super::super::builder::check_sheets;
use super::super::error::ReadError;
use super::super::package::Package;
use super::super::xml::{Xml, attribute, is_true, push_reference};
use super::super::{OWN_SHEET_NAME_PREFIX, Visibility};

/// A relationship of a part to another one.
pub(in super::super) struct Relationship {
    /// The last word of its type: `worksheet`, `drawing`, `sharedStrings`, …
    pub(in super::super) kind: String,
    /// The part it leads to, from the package's root; empty if it leads outside.
    pub(in super::super) target: String,
}

/// What a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SheetKind {
    /// Cells.
    Worksheet,
    /// A chart or a dialog.
    Pictorial,
    /// A sheet of old Excel macros.
    Macro,
}

/// A sheet as the workbook lists it.
pub(super) struct SheetEntry {
    pub(super) name: String,
    pub(super) visibility: Visibility,
    pub(super) kind: SheetKind,
    pub(super) part: String,
    pub(super) own: bool,
}

/// The workbook part.
pub(super) struct Book {
    pub(super) sheets: Vec<SheetEntry>,
    pub(super) since_1904: bool,
    pub(super) strings_part: Option<String>,
    pub(super) styles_part: Option<String>,
    relationships: HashMap<String, Relationship>,
}

/// The main part that the package's relationships name.
pub(in super::super) fn main_part(package: &mut Package<'_>) -> Result<Option<String>, ReadError> {
    let relationships = relationships(package, "")?;
    Ok(relationships.into_values().find(|r| r.kind == "officeDocument").map(|r| r.target))
}

impl Book {
    /// The part that a relationship of the workbook leads to, or the one of the usual name.
    pub(super) fn part(&self, package: &Package<'_>, kind: &str, usual: &str) -> Option<String> {
        part_of(&self.relationships, package, kind, usual)
    }

    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, ReadError> {
        let main = main_part(package)?
            .filter(|part| package.has(part))
            .unwrap_or_else(|| "xl/workbook.xml".to_owned());
        let relationships = relationships(package, &main)?;
        let Some(part) = package.part(&main)? else {
            return Err(ReadError::damaged("压缩包里缺了工作簿的目录"));
        };
        let mut listing = read_listing(Xml::new(part))?;
        let strings_part =
            part_of(&relationships, package, "sharedStrings", "xl/sharedStrings.xml");
        let styles_part = part_of(&relationships, package, "styles", "xl/styles.xml");
        let mut sheets = Vec::new();
        for listed in std::mem::take(&mut listing.sheets) {
            let Some(relationship) = relationships.get(&listed.relationship) else {
                return Err(ReadError::damaged(format!("找不到工作表“{}”的内容", listed.name)));
            };
            let kind = match relationship.kind.as_str() {
                "worksheet" => SheetKind::Worksheet,
                "chartsheet" | "dialogsheet" => SheetKind::Pictorial,
                _ => SheetKind::Macro,
            };
            sheets.push(SheetEntry {
                own: listing.own.iter().any(|own| own.eq_ignore_ascii_case(&listed.name)),
                name: listed.name,
                visibility: listed.visibility,
                kind,
                part: relationship.target.clone(),
            });
        }
        let since_1904 = listing.since_1904;
        Ok(Self { sheets, since_1904, strings_part, styles_part, relationships })
    }
}

fn part_of(
    relationships: &HashMap<String, Relationship>,
    package: &Package<'_>,
    kind: &str,
    usual: &str,
) -> Option<String> {
    let named = relationships.values().find(|r| r.kind == kind).map(|r| r.target.clone());
    named.or_else(|| Some(usual.to_owned())).filter(|part| package.has(part))
}

#[derive(Default)]
struct Listing {
    sheets: Vec<Listed>,
    since_1904: bool,
    /// Names of the sheets that our defined names refer to.
    own: Vec<String>,
}

struct Listed {
    name: String,
    visibility: Visibility,
    relationship: String,
}

fn read_listing(mut xml: Xml<'_>) -> Result<Listing, ReadError> {
    let mut listing = Listing::default();
    let mut defined: Option<String> = None;
    let mut complete = false;
    loop {
        match xml.next()? {
            Event::Start(e) => match e.local_name().as_ref() {
                "sheet" => {
                    check_sheets(listing.sheets.len() + 1)?;
                    listing.sheets.push(Listed {
                        name: attribute(&e, "name").unwrap_or_default().into_owned(),
                        visibility: match attribute(&e, "state").as_deref() {
                            None | Some("visible") => Visibility::Visible,
                            Some(_) => Visibility::Hidden,
                        },
                        relationship: attribute(&e, "id").unwrap_or_default().into_owned(),
                    });
                }
                "workbookPr" => {
                    listing.since_1904 |= is_true(attribute(&e, "date1904").as_deref());
                }
                "definedName" => {
                    let ours = attribute(&e, "name")
                        .is_some_and(|name| name.starts_with(OWN_SHEET_NAME_PREFIX));
                    defined = ours.then(String::new);
                }
                _ => (),
            },
            Event::Text(text) => {
                if let Some(formula) = &mut defined {
                    formula.push_str(&text.xml10_content());
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(formula) = &mut defined {
                    push_reference(formula, &reference)?;
                }
            }
            Event::End(e) => match e.local_name().as_ref() {
                "definedName" => {
                    listing.own.extend(defined.take().as_deref().and_then(sheet_of_formula));
                }
                "workbook" => complete = true,
                _ => (),
            },
            Event::Eof => break,
            _ => (),
        }
    }
    if complete { Ok(listing) } else { Err(ReadError::damaged("工作簿的目录没有写完")) }
}

/// The sheet that a reference such as `'修改 记录'!$A$1` names.
fn sheet_of_formula(formula: &str) -> Option<String> {
    let (sheet, _) = formula.trim().trim_start_matches('=').rsplit_once('!')?;
    let quoted = sheet.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    Some(quoted.map_or_else(|| sheet.to_owned(), |inner| inner.replace("''", "'")))
}

/// More of them than this lead to no signature; each takes memory.
const MOST_RELATIONSHIPS: usize = 1_000_000;

/// The relationships of a part (of the package itself for an empty name), by their id.
pub(in super::super) fn relationships(
    package: &mut Package<'_>,
    part: &str,
) -> Result<HashMap<String, Relationship>, ReadError> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let separator = if folder.is_empty() { "" } else { "/" };
    let mut found = HashMap::new();
    let Some(rels) = package.part(&format!("{folder}{separator}_rels/{file}.rels"))? else {
        return Ok(found);
    };
    let mut xml = Xml::new(rels);
    loop {
        match xml.next()? {
            Event::Start(e) if e.local_name().as_ref() == "Relationship" => {
                let id = attribute(&e, "Id").unwrap_or_default().into_owned();
                let kind = attribute(&e, "Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let outside = attribute(&e, "TargetMode").as_deref() == Some("External");
                let target = match attribute(&e, "Target") {
                    Some(target) if !outside => resolve(folder, &target),
                    _ => String::new(),
                };
                found.insert(id, Relationship { kind, target });
                if found.len() > MOST_RELATIONSHIPS {
                    return Err(ReadError::over_limit(format!(
                        "文件里的部分互相引用超过 {} 万处",
                        MOST_RELATIONSHIPS / 10_000
                    )));
                }
            }
            Event::Eof => return Ok(found),
            _ => (),
        }
    }
}

/// A target seen from a folder of the package. Steps above the root stay at the root:
/// nothing is ever read from or written to a disk by these names.
pub(crate) fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> =
        if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => (),
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved_from_their_folder() {
        assert_eq!(resolve("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl/worksheets", "../drawings/d.xml"), "xl/drawings/d.xml");
        assert_eq!(resolve("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolve("", "xl\\workbook.xml"), "xl/workbook.xml");
        assert_eq!(resolve("xl", "../../../etc/passwd"), "etc/passwd");
    }

    #[test]
    fn references_name_their_sheet() {
        assert_eq!(sheet_of_formula("剩余问题!$A$1").as_deref(), Some("剩余问题"));
        assert_eq!(sheet_of_formula("='修改 ''记录'!$A$1").as_deref(), Some("修改 '记录"));
        assert_eq!(sheet_of_formula("$A$1"), None);
    }
}
