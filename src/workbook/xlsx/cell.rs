//! One `<c>` element: its type, its texts, and the value they make.

use std::borrow::Cow;

use jiff::civil;

use super::super::error::ReadError;
use super::super::xml::unescape_units;
use super::super::{CellRef, CellText, CellValue, ImageId};
use super::in_cell::{InCell, wps_name};
use super::scan::{CellKind, PlainCell, PlainValue, Tag, bad_character};
use super::strings::Strings;
use super::styles::NumberKind;

/// Days from the first day of the 1900 system to that of the 1904 system.
const DAYS_TO_1904: f64 = 1462.0;

/// What the whole workbook tells about its cells.
pub(super) struct Context<'a> {
    pub(super) strings: &'a Strings,
    pub(super) formats: &'a [NumberKind],
    pub(super) since_1904: bool,
    /// The pictures that are values of cells.
    pub(super) in_cell: &'a InCell,
    /// Declared bytes of all parts, for the progress bar.
    pub(super) total: u64,
}

/// A cell whose end hasn't come yet.
pub(super) struct Pending {
    pub(super) at: CellRef,
    kind: CellKind,
    style: u32,
    /// The value's metadata, beginning at 1: for an error value, what it really is.
    vm: u32,
    pub(super) formula: bool,
    /// The name of the picture that the formula shows in WPS.
    wps_picture: Option<Box<str>>,
    /// Whether a value has been gathered, if only an empty one.
    pub(super) has_value: bool,
    /// Whether inline text has been gathered.
    pub(super) has_inline: bool,
}

/// What a finished cell comes to.
pub(super) enum Stored<'a> {
    /// No content.
    Nothing,
    /// Text of its own, not yet cut.
    Text(Cow<'a, str>),
    /// Shared text, and whether it was cut.
    Shared(CellText, bool),
    /// Any other value.
    Value(CellValue),
    /// A picture that lives in the cell, with its image if that is known.
    Picture(Option<ImageId>),
}

impl Pending {
    const fn empty(at: CellRef) -> Self {
        Self {
            at,
            kind: CellKind::Number,
            style: 0,
            vm: 0,
            formula: false,
            wps_picture: None,
            has_value: false,
            has_inline: false,
        }
    }

    /// A cell by its attributes; `here` is where it stands if it doesn't say so itself.
    /// `None` if its address can't be read.
    pub(super) fn new(here: CellRef, tag: &Tag<'_>) -> Option<Self> {
        let mut pending = Self::empty(here);
        for (name, value) in tag.attributes() {
            match name {
                b"r" => pending.at = std::str::from_utf8(value).ok()?.trim().parse().ok()?,
                b"s" => pending.style = number(value).unwrap_or(0),
                b"vm" => pending.vm = number(value).unwrap_or(0),
                b"t" => pending.kind = CellKind::of(value),
                _ => (),
            }
        }
        Some(pending)
    }

    /// What a cell of the usual form comes to, as [`Pending::store`] would tell it; most
    /// cells are numbers or shared text, which need none of its questions.
    #[inline]
    pub(super) fn store_plain<'a>(
        cell: &PlainCell<'a>,
        context: &Context<'a>,
    ) -> Result<Stored<'a>, ReadError> {
        let text = match cell.value {
            PlainValue::Nothing => return Ok(Stored::Nothing),
            PlainValue::Whole(index) if cell.kind == CellKind::Shared => {
                return shared(usize::try_from(index).ok(), cell.at, false, context);
            }
            PlainValue::Whole(number) => {
                return Ok(Stored::Value(number_value(number as f64, cell.style, context)));
            }
            PlainValue::Text(text) => std::str::from_utf8(text).map_err(|_| bad_character())?,
        };
        let mut pending = Self::empty(cell.at);
        pending.kind = cell.kind;
        pending.style = cell.style;
        pending.has_inline = cell.kind == CellKind::Inline;
        pending.has_value = !pending.has_inline;
        pending.store(text, text, context)
    }

    pub(super) fn take_formula(&mut self, formula: &str) {
        self.formula = true;
        self.wps_picture = wps_name(formula).map(Into::into);
    }

    /// What the gathered texts come to; an error only if the cell refers to text that
    /// isn't there.
    pub(super) fn store<'a>(
        &self,
        value: &'a str,
        inline: &'a str,
        context: &Context<'a>,
    ) -> Result<Stored<'a>, ReadError> {
        if let Some(name) = &self.wps_picture {
            return Ok(Stored::Picture(context.in_cell.wps(name)));
        }
        if self.has_inline && (self.kind == CellKind::Inline || !self.has_value) {
            return Ok(text(inline.into(), self.formula, context));
        }
        if !self.has_value {
            return Ok(self.without_value());
        }
        let trimmed = value.trim();
        Ok(match self.kind {
            CellKind::Shared => shared(trimmed.parse().ok(), self.at, self.formula, context)?,
            CellKind::Text | CellKind::Inline => text(unescape_units(value), self.formula, context),
            CellKind::Error => {
                // What Excel versions before pictures in cells are shown in their stead.
                let picture = (trimmed == "#VALUE!").then(|| context.in_cell.rich(self.vm));
                match picture.flatten() {
                    Some(image) => Stored::Picture(image),
                    None => Stored::Value(CellValue::Error(trimmed.into())),
                }
            }
            _ if trimmed.is_empty() => self.without_value(),
            CellKind::Bool => match trimmed {
                "1" | "true" | "TRUE" => Stored::Value(CellValue::Bool(true)),
                "0" | "false" | "FALSE" => Stored::Value(CellValue::Bool(false)),
                _ => Stored::Text(value.into()),
            },
            CellKind::Date => match iso_serial(trimmed) {
                Some(serial) => Stored::Value(CellValue::Date(serial)),
                None => Stored::Text(value.into()),
            },
            CellKind::Number => match trimmed.parse::<f64>() {
                Ok(number) if number.is_finite() => {
                    Stored::Value(number_value(number, self.style, context))
                }
                _ => Stored::Text(value.into()),
            },
        })
    }

    /// A formula that nobody computed, or nothing but a style.
    fn without_value(&self) -> Stored<'static> {
        if self.formula { Stored::Value(CellValue::NoValue) } else { Stored::Nothing }
    }
}

/// Text; an empty one is content only as the result of a formula.
fn text<'a>(text: Cow<'a, str>, formula: bool, context: &Context<'_>) -> Stored<'a> {
    if text.is_empty() && !formula {
        Stored::Nothing
    } else if let Some(name) = wps_name(&text) {
        Stored::Picture(context.in_cell.wps(name))
    } else {
        Stored::Text(text)
    }
}

/// Shared text; an error if there is none of this index.
#[inline]
fn shared(
    index: Option<usize>,
    at: CellRef,
    formula: bool,
    context: &Context<'_>,
) -> Result<Stored<'static>, ReadError> {
    let found = index.and_then(|index| context.strings.get(index)).ok_or_else(|| missing(at))?;
    let is_text = found.is_plain || !(found.text.is_empty() || wps_name(&found.text).is_some());
    Ok(if is_text {
        Stored::Shared(found.text, found.was_cut)
    } else {
        text(found.text.to_string().into(), formula, context)
    })
}

fn number(digits: &[u8]) -> Option<u32> {
    std::str::from_utf8(digits).ok()?.trim().parse().ok()
}

fn missing(at: CellRef) -> ReadError {
    ReadError::damaged(format!("{at} 的文字找不到了"))
}

fn number_value(number: f64, style: u32, context: &Context<'_>) -> CellValue {
    match context.formats.get(style as usize) {
        Some(NumberKind::Date) if context.since_1904 => CellValue::Date(number + DAYS_TO_1904),
        Some(NumberKind::Date) => CellValue::Date(number),
        _ => CellValue::Number(number),
    }
}

/// An ISO 8601 date, with or without time, as a serial of the 1900 system.
pub(in super::super) fn iso_serial(text: &str) -> Option<f64> {
    let text = text.trim_end_matches('Z');
    let at = text
        .parse::<civil::DateTime>()
        .ok()
        .or_else(|| Some(text.parse::<civil::Date>().ok()?.to_datetime(civil::Time::midnight())))?;
    let span = at.date().since(civil::date(1899, 12, 30)).ok()?;
    let time = at.time();
    let seconds = f64::from(time.hour()) * 3600.0
        + f64::from(time.minute()) * 60.0
        + f64::from(time.second());
    Some(f64::from(span.get_days()) + seconds / 86_400.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_dates_become_serials() {
        assert_eq!(iso_serial("2021-02-08"), Some(44_235.0));
        assert_eq!(iso_serial("2021-02-08T12:00:00Z"), Some(44_235.5));
        assert_eq!(iso_serial("2月8日"), None);
    }
}
