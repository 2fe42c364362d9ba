//! Below the people: sums, the sum in words, boxes to sign, notes.

use super::{FIRST_ROW, FormWriter, measure};
use crate::export::ExportError;
use crate::export::layout;
use crate::export::signatures::Signer;
use crate::form::receipt::is_receipt;
use crate::form::{Field, HeadField};
use crate::value::{money, money_in_words};
use crate::workbook::{CellRef, CellValue, column_letters};
use rust_decimal::Decimal;
use rust_xlsxwriter::Formula;

/// The columns that are summed.
const SUMMED: [Field; 3] = [Field::Cash, Field::GoodsValue, Field::Total];

impl FormWriter<'_, '_> {
    /// The row of sums, then the sum in words; gives the first free row.
    pub(super) fn write_totals(&mut self) -> Result<u32, ExportError> {
        let style = self.style;
        let row = self.table_end();
        for (col, column) in (0_u16..).zip(self.columns.clone()) {
            let sum = column.field.filter(|field| SUMMED.contains(field)).and_then(|field| {
                let blank = self.is_blank().then_some(Decimal::ZERO);
                layout::sum(self.form, field).filter(|sum| !sum.is_zero()).or(blank)
            });
            if col == 0 {
                self.text(row, col, "合计", &style.sum_label)?;
            } else if let Some(sum) = sum {
                let letters = column_letters(col.into());
                let formula = format!("=SUM({letters}{}:{letters}{row})", FIRST_ROW + 1);
                let result = sum.normalize().to_string();
                let value = CellValue::Number(result.parse().unwrap_or_default());
                let formula = Formula::new(formula).set_result(result);
                self.worksheet.write_formula_with_format(row, col, formula, &style.sum)?;
                self.written.content.add(CellRef::new(row, col.into()), &value);
            } else {
                self.worksheet.write_blank(row, col, &style.sum)?;
            }
            if let (Some(source), Some(total)) = (column.source, self.form.grand_total()) {
                self.moved(CellRef::new(total.row, source), CellRef::new(row, col.into()));
            }
        }
        self.worksheet.set_row_height(row, measure::SUM)?;
        self.write_words(row + 1)?;
        Ok(row + 2)
    }

    /// 合计（大写）: a text where the amount is known, a formula where it is to come.
    fn write_words(&mut self, row: u32) -> Result<(), ExportError> {
        const LABEL: &str = "合计（大写）：";
        let style = self.style;
        let total = self.grand_total();
        let words = money_in_words::write(total).filter(|_| !total.is_zero());
        let text = words.map_or_else(
            || LABEL.to_owned(),
            |words| format!("{LABEL}{words}　￥{}", money::display(total)),
        );
        self.across(row, (0, self.last_col()), &text, &style.words)?;
        self.worksheet.set_row_height(row, measure::SUM)?;
        if self.is_blank() {
            let parts = [Field::Cash, Field::GoodsValue].into_iter();
            let cells: Vec<_> =
                parts.filter_map(|field| Some(format!("{}{row}", self.letters(field)?))).collect();
            if !cells.is_empty() {
                let formula = Formula::new(words_formula(LABEL, &cells.join("+")));
                let formula = formula.set_result(LABEL);
                self.worksheet.write_formula_with_format(row, 0, formula, &style.words)?;
            }
        }
        if let Some(words) = &self.form.words {
            self.moved(words.place, CellRef::new(row, 0));
        }
        Ok(())
    }

    /// Cash and goods of everyone, as the rows say.
    fn grand_total(&self) -> Decimal {
        let cash = layout::sum(self.form, Field::Cash).unwrap_or_default();
        let goods = layout::sum(self.form, Field::GoodsValue).unwrap_or_default();
        cash.saturating_add(goods)
    }

    /// Boxes to sign, tall enough for a pen; then the notes of the source.
    pub(super) fn write_foot(&mut self, row: u32) -> Result<u32, ExportError> {
        let style = self.style;
        let signers = [HeadField::Responsible, HeadField::Handler];
        self.write_pair(row, signers, [&style.sign, &style.sign], measure::OFFICIALS)?;
        let mut next = row + 1;
        let reviewer = self.form.head.get(HeadField::Reviewer);
        if !reviewer.is_missing() {
            let line = layout::head_line(self.form, HeadField::Reviewer, self.privacy);
            let whole = (0, self.last_col());
            self.across(next, whole, &line, &style.head)?;
            if reviewer.picture {
                self.worksheet.set_row_height(next, measure::OFFICIALS)?;
                let room = self.line_box(next, whole, &line, measure::OFFICIALS);
                self.sign(Signer::Head(HeadField::Reviewer), room)?;
            }
            next += 1;
        }
        let whole: f64 = self.columns.iter().map(measure::width).sum();
        for note in self.form.notes.iter().filter(|note| !is_receipt(&note.text)) {
            let text = self.privacy.text(&note.text);
            self.across(next, (0, self.last_col()), &text, &style.note)?;
            self.worksheet.set_row_height(next, measure::note(measure::lines_in(&text, whole)))?;
            next += 1;
        }
        Ok(next)
    }
}

/// An amount in words as a formula. Excel and WPS take `[DBNum2]` alone, in whatever
/// language they run; LibreOffice wants it with a language.
fn words_formula(label: &str, amount: &str) -> String {
    let cents = format!("ROUND(({amount})*100,0)");
    let yuan = format!("INT({cents}/100)");
    let rest = format!("MOD({cents},100)");
    let jiao = format!("INT({rest}/10)");
    let fen = format!("MOD({cents},10)");
    let style = r#"IF(TEXT(1,"[DBNum2]")="壹","[DBNum2]","[DBNum2][$-804]General")"#;
    let words = |number: &str| format!("TEXT({number},{style})");
    let in_yuan = format!("IF({yuan}=0,\"\",{}&\"元\")", words(&yuan));
    let in_jiao = format!("IF({jiao}=0,IF({yuan}=0,\"\",\"零\"),{}&\"角\")", words(&jiao));
    let in_fen = format!("IF({fen}=0,\"\",{}&\"分\")", words(&fen));
    let figures = format!("\"　￥\"&TEXT({amount},\"#,##0.00\")");
    format!(
        "=IF({cents}<=0,\"{label}\",\"{label}\"&{in_yuan}&IF({rest}=0,\"整\",{in_jiao}&{in_fen})&{figures})"
    )
}
