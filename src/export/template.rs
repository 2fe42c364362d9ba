//! The blank official form.

use super::{ExportError, Exported, cleaned};
use crate::form::{Field, HeadField};
use crate::session::{Options, Session};
use crate::workbook::{Cell, CellRef, CellValue, Format, Sheet, Workbook};

/// Rows to fill in: about what fits one page.
const ROWS: u32 = 15;

/// Columns that only some forms need: they come in when a form has them.
const SELDOM: [Field; 3] = [Field::Post, Field::Quantity, Field::UnitPrice];

/// The blank official form, with drop-downs, text-typed number columns and sums.
///
/// # Errors
/// [`ExportError::Write`] if the workbook can't be written.
pub fn template(options: Options) -> Result<Exported, ExportError> {
    let workbook = Workbook { format: Format::Xlsx, sheets: vec![head()], not_checked: Vec::new() };
    let session = Session::new("空白标准表", &[], workbook, options);
    Ok(Exported {
        name: "送温暖慰问实名制汇总表_空白.xlsx".to_owned(),
        mime: super::XLSX,
        bytes: cleaned::template(&session, ROWS)?,
    })
}

/// A form without people: title, labels, header. The layout does the rest.
fn head() -> Sheet {
    let mut sheet = Sheet::new("汇总表");
    let mut put = |row, col, text: &str| {
        let at = CellRef::new(row, col);
        sheet.set(at, Some(Cell::new(col, CellValue::text(text))));
    };
    put(0, 0, "送温暖慰问实名制汇总表");
    for (row, field) in (1..).zip(HeadField::ALL) {
        put(row, 0, &format!("{}：", field.title()));
    }
    let fields = Field::ALL.into_iter().filter(|field| !SELDOM.contains(field));
    for (col, field) in (0..).zip(fields) {
        put(9, col, field.title());
    }
    sheet
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::rule::example::TODAY;
    use crate::workbook::Flow;

    #[test]
    fn the_blank_form_is_found_and_only_wants_filling_in() {
        let made = template(Options::on(TODAY)).unwrap();
        let session =
            Session::open(&made.name, &made.bytes, Options::on(TODAY), &mut |_| Flow::Continue)
                .unwrap();
        let codes: Vec<_> = session.findings().iter().map(|it| it.code()).collect();
        assert_eq!(session.forms().len(), 1);
        assert!(codes.contains(&"F014"), "{codes:?}");
        assert!(
            codes.iter().all(|it| it.starts_with('H') || matches!(*it, "F014" | "S108")),
            "{codes:?}"
        );
    }
}
