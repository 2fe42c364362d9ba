//! Number formats: all that the styles are asked is whether a number is a date.

use std::collections::HashMap;

use quick_xml::events::Event;

use super::super::error::ReadError;
use super::super::package::Package;
use super::super::xml::{Xml, attribute};

/// What a number under a format is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum NumberKind {
    /// A plain number, an amount, a percentage; also a duration, `[h]:mm`.
    Number,
    /// A date or a time of day.
    Date,
}

/// The kinds of the cell formats, by the number a cell's `s` gives.
pub(super) fn read(package: &mut Package<'_>, part: &str) -> Result<Vec<NumberKind>, ReadError> {
    /// Excel's own limit is 65,490 formats.
    const MOST_FORMATS: usize = 1 << 20;
    let Some(part) = package.part(part)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(part);
    let mut custom: HashMap<u32, NumberKind> = HashMap::new();
    let mut kinds = Vec::new();
    let mut in_cell_formats = false;
    let mut complete = false;
    loop {
        match xml.next()? {
            Event::Start(e) => match e.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(&e, "numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&e, "formatCode")) {
                        custom.insert(id, kind_of_code(&code));
                    }
                }
                "cellXfs" => in_cell_formats = true,
                "xf" if in_cell_formats => {
                    let id = attribute(&e, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    kinds.push(custom.get(&id).copied().unwrap_or_else(|| built_in(id)));
                }
                _ => (),
            },
            Event::End(e) => match e.local_name().as_ref() {
                "cellXfs" => in_cell_formats = false,
                "styleSheet" => complete = true,
                _ => (),
            },
            Event::Eof => break,
            _ => (),
        }
        if kinds.len().max(custom.len()) > MOST_FORMATS {
            return Err(ReadError::over_limit(format!("单元格格式超过 {MOST_FORMATS} 种")));
        }
    }
    if complete { Ok(kinds) } else { Err(ReadError::damaged("单元格格式没有写完")) }
}

/// The built-in formats (ECMA-376, 18.8.30), with those that Chinese Excel and WPS add.
pub(in super::super) const fn built_in(id: u32) -> NumberKind {
    match id {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => NumberKind::Date,
        _ => NumberKind::Number,
    }
}

/// Whether a number format shows numbers as dates: by its own code, else by its number.
pub(crate) fn is_date(id: u32, code: Option<&str>) -> bool {
    code.map_or_else(|| built_in(id), kind_of_code) == NumberKind::Date
}

/// Reads a format code: dates and times have one of y, m, d, h, s, or three a (星期), out
/// of quotes; only the section for positive numbers counts.
pub(in super::super) fn kind_of_code(code: &str) -> NumberKind {
    let mut chars = code.chars();
    let mut weekday = 0;
    let mut date = false;
    while let Some(c) = chars.next() {
        match c.to_ascii_lowercase() {
            ';' => break,
            // The next character is shown, skipped or repeated as it is.
            '\\' | '_' | '*' => {
                chars.next();
            }
            '"' => {
                chars.by_ref().find(|&c| c == '"');
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|&c| c != ']').collect();
                let inside = inside.to_ascii_lowercase();
                if !inside.is_empty() && ["h", "m", "s"].iter().any(|&u| only(&inside, u)) {
                    return NumberKind::Number;
                }
            }
            'y' | 'm' | 'd' | 'h' | 's' => date = true,
            'a' => {
                weekday += 1;
                date |= weekday >= 3;
                continue;
            }
            _ => (),
        }
        weekday = 0;
    }
    if date { NumberKind::Date } else { NumberKind::Number }
}

/// Whether `text` is made of nothing but `unit`.
fn only(text: &str, unit: &str) -> bool {
    text.split(unit).all(str::is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn format_codes_tell_dates_from_numbers() {
        for code in [
            "yyyy-mm-dd",
            "yyyy\"年\"m\"月\"d\"日\";@",
            "[$-804]yyyy\"年\"m\"月\";@",
            "[$-404]e\"年\"m\"月\"d\"日\"",
            "[DBNum1][$-804]m\"月\"d\"日\"",
            "h:mm AM/PM",
            "m/d",
            "*-yyyy-mm-dd",
            "[$-804]aaaa;@",
        ] {
            assert_eq!(kind_of_code(code), NumberKind::Date, "{code}");
        }
        for code in [
            "General",
            "@",
            "0",
            "#,##0.00",
            "\"￥\"#,##0.00_);[Red](\"￥\"#,##0.00)",
            "0.00E+00",
            "0\"yd\"",
            "\\Y000000",
            "#,##0_d",
            "[DBNum2][$-804]General",
            "[h]:mm:ss",
            "[ss].00",
            "0;[Red]yyyy",
            "0*y",
            "[",
            "\"",
        ] {
            assert_eq!(kind_of_code(code), NumberKind::Number, "{code}");
        }
    }
}
