//! Drop-downs for the columns that have canonical wordings, and the hints that appear
//! when a cell of the blank form is chosen.

use crate::form::Field;
use crate::policy::{Category, Funding, Payment};
use rust_xlsxwriter::{DataValidation, XlsxError};

/// What a column's cells offer; `None` if nothing.
pub(super) fn choices(field: Field, with_hint: bool) -> Result<Option<DataValidation>, XlsxError> {
    let list: Option<Vec<&str>> = match field {
        Field::Category => Some(Category::ALL.map(Category::wording).to_vec()),
        Field::Funding => Some(Funding::ALL.map(Funding::wording).to_vec()),
        Field::Payment => Some(Payment::ALL.map(Payment::wording).to_vec()),
        Field::Sex => Some(vec!["男", "女"]),
        _ => None,
    };
    // A hint, not a fence: a local form may have its own words.
    let validation = match list {
        Some(list) => DataValidation::new().allow_list_strings(&list)?.show_error_message(false),
        None if with_hint => DataValidation::new().allow_any_value(),
        None => return Ok(None),
    };
    if !with_hint {
        return Ok(Some(validation));
    }
    let validation = validation.set_input_title(field.title())?.set_input_message(field.hint())?;
    Ok(Some(validation))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn every_column_of_the_blank_form_has_a_hint() {
        for field in Field::ALL {
            assert!(choices(field, true).unwrap().is_some(), "{field:?}");
        }
        assert!(choices(Field::Name, false).unwrap().is_none());
    }
}
