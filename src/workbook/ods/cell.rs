//! One cell: its attributes, its text, and the value they make (OpenDocument 1.3,
//! 9.1.4 and 19.369–19.390).

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

use super::super::CellValue;
use super::super::xlsx::{iso_serial, wps_name};

/// A cell whose text hasn't been read yet.
#[derive(Default)]
pub(super) struct Opened {
    kind: Kind,
    value: Option<f64>,
    date: Option<String>,
    text: Option<String>,
    yes: bool,
    error: bool,
    pub(super) formula: bool,
    /// How many cells side by side are like this one.
    pub(super) repeated: u32,
    /// Columns and rows it is merged over.
    pub(super) spans: (u32, u32),
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Kind {
    #[default]
    None,
    Number,
    Date,
    Time,
    Bool,
    Text,
}

/// What a cell comes to.
pub(super) enum Content {
    Nothing,
    Text(String),
    Value(CellValue),
    Picture,
}

/// A count in an attribute; what can't be read counts as one.
pub(super) fn count(text: &str) -> u32 {
    text.trim().parse().unwrap_or(1).max(1)
}

impl Opened {
    pub(super) fn new(e: &BytesStart<'_>) -> Self {
        let mut cell = Self { repeated: 1, spans: (1, 1), ..Self::default() };
        for attribute in e.attributes().with_checks(false).flatten() {
            let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) else { continue };
            let key = attribute.key.as_ref();
            let (prefix, name) = key.split_once(':').unwrap_or(("", key));
            match name {
                // LibreOffice says in a name space of its own that a text is an error.
                "value-type" if prefix == "calcext" => cell.error = value == "error",
                "value-type" => {
                    cell.kind = match value.as_ref() {
                        "float" | "currency" | "percentage" => Kind::Number,
                        "date" => Kind::Date,
                        "time" => Kind::Time,
                        "boolean" => Kind::Bool,
                        "string" => Kind::Text,
                        _ => Kind::None,
                    };
                }
                "value" => cell.value = value.trim().parse().ok(),
                "date-value" | "time-value" => cell.date = Some(value.into_owned()),
                "string-value" => cell.text = Some(value.into_owned()),
                "boolean-value" => cell.yes = value == "true",
                "formula" => cell.formula = true,
                "number-columns-repeated" => cell.repeated = count(&value),
                "number-columns-spanned" => cell.spans.0 = count(&value),
                "number-rows-spanned" => cell.spans.1 = count(&value),
                _ => (),
            }
        }
        cell
    }

    /// What the cell comes to with the text it shows.
    pub(super) fn content(&mut self, shown: &str) -> Content {
        if self.error {
            return Content::Value(CellValue::Error(shown.trim().into()));
        }
        let date = self.date.as_deref();
        let value = match self.kind {
            Kind::Number => self.value.filter(|it| it.is_finite()).map(CellValue::Number),
            Kind::Date => date.and_then(iso_serial).map(CellValue::Date),
            Kind::Time => date.and_then(days).map(CellValue::Date),
            Kind::Bool => Some(CellValue::Bool(self.yes)),
            Kind::Text | Kind::None => None,
        };
        if let Some(value) = value {
            return Content::Value(value);
        }
        let text = self.text.take().unwrap_or_else(|| shown.to_owned());
        if wps_name(&text).is_some() {
            Content::Picture
        } else if !text.is_empty() || (self.formula && self.kind == Kind::Text) {
            Content::Text(text)
        } else if self.formula {
            Content::Value(CellValue::NoValue)
        } else {
            Content::Nothing
        }
    }
}

/// A time of day or a duration such as `PT14H30M00S`, as a part of days.
fn days(text: &str) -> Option<f64> {
    let mut rest = text.trim().strip_prefix("PT")?;
    let mut seconds = 0.0;
    while let Some(end) = rest.find(|c: char| c.is_ascii_alphabetic()) {
        let (number, unit) = rest.split_at_checked(end)?;
        let factor = match unit.as_bytes().first()? {
            b'H' => 3600.0,
            b'M' => 60.0,
            b'S' => 1.0,
            _ => return None,
        };
        seconds += number.parse::<f64>().ok().filter(|it| it.is_finite())? * factor;
        rest = unit.get(1..)?;
    }
    Some(seconds / 86_400.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_parts_of_days() {
        assert_eq!(days("PT12H00M00S"), Some(0.5));
        assert_eq!(days("PT36H"), Some(1.5));
        assert_eq!(days("PT00H01M30.0S"), Some(90.0 / 86_400.0));
        assert_eq!(days("P1D"), None);
        assert_eq!(days("PTxH"), None);
    }
}
