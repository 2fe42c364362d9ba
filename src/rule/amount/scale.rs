//! A106: an amount whose scale has to be confirmed.

use super::parts::{self, Amount};
use crate::form::{Field, MoneyScale, RowView};
use crate::policy::article;
use crate::rule::quote::quoted;
use crate::rule::{
    Change, Check, Context, Entry, Fix, FixEdit, FixKind, FormView, Put, Safety, Severity, Sink,
    rule,
};
use crate::value::Reading;
use crate::value::money::{MoneyFault, display};
use crate::workbook::{CellRef, CellValue};
use rust_decimal::Decimal;

rule! {
    /// # 什么问题
    /// 金额带了要换算的单位，例如“0.05万”“500/人”“200×2”，或者整张表以万元、千元为单位。
    ///
    /// # 为什么
    /// 差一个“万”字，钱就差一万倍。暖表按字面换算了一次，要请您确认，才敢把它算进合计。
    ///
    /// # 怎么改
    /// 请改成以元为单位、发给这一位职工的实际金额。以万元、千元为单位的表，请把标题里的“万元”“千元”改成“元”，金额一起换算。
    A106 {
        title: "金额的单位需要确认",
        severity: Severity::Warning,
        articles: &[article::ART_11, article::FORM],
        help: "请改成以元为单位、发给这一位职工的实际金额。",
        fix: FixKind::Unsafe,
        check: Check::RowAndForm(check, check_form),
        wrong: &[Change::Cell(0, Field::Cash, Put::Text("0.1万"))],
        right: &[Change::Cell(0, Field::Cash, Put::Number(1000.0))],
    }
}

/// The amount that a reading guesses.
const fn guessed(amount: &Amount<'_>) -> Option<Decimal> {
    match *amount.value {
        Reading::Guess { value, fault: MoneyFault::Scale | MoneyFault::SheetScale } => Some(value),
        _ => None,
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    if row.form.scale == MoneyScale::Yuan {
        parts::of_row(row).for_each(|amount| report(&amount, sink));
    }
}

fn check_form(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    if view.form.scale == MoneyScale::Yuan {
        parts::of_totals(view).for_each(|sum| report(&sum, sink));
    } else {
        check_sheet(view, sink);
    }
}

fn report(amount: &Amount<'_>, sink: &mut Sink<'_>) {
    if let Some(value) = guessed(amount).map(|value| value.normalize()) {
        let (text, shown) = (quoted(&amount.raw()), display(value));
        sink.at(amount, format!("这一格写{text}，看起来是 {shown} 元，请确认。"))
            .guess(Entry::Number(value), format!("改成 {shown} 元"));
    }
}

/// A sheet in 万元 or 千元 is one thing to confirm; its fix turns all amounts and the statement of
/// the unit together, since each alone would change what the sheet says.
fn check_sheet(view: &FormView<'_>, sink: &mut Sink<'_>) {
    let mut amounts: Vec<(CellRef, Decimal)> = Vec::new();
    let mut first = None;
    for amount in parts::of_form(view) {
        if let Some(value) = guessed(&amount) {
            amounts.push((amount.place, value));
            first.get_or_insert((amount, value));
        }
    }
    let Some((cell, value)) = first else { return };
    let unit = view.form.scale.name();
    let edits = amounts
        .iter()
        .map(|(place, value)| FixEdit::Cell { place: *place, entry: Entry::Number(*value) })
        .chain(statements(view))
        .collect();
    let finding = sink.at(
        &cell,
        format!(
            "这张表的金额以{unit}为单位，合计先按{unit}换算；这一格换算是 {} 元，请确认。",
            display(value)
        ),
    );
    finding.related(amounts.into_iter().skip(1).map(|(place, _)| place));
    if view.form.scale_is_shared {
        return;
    }
    finding.fix = Some(Fix {
        safety: Safety::Unsafe,
        edits,
        description: format!("全表金额换算成元，“{unit}”改成“元”"),
    });
}

/// The ways the unit of a sheet is written, the usual one first.
const fn spellings(scale: MoneyScale) -> &'static [&'static str] {
    match scale {
        MoneyScale::Yuan => &[],
        MoneyScale::Thousand => &["千元", "仟元"],
        MoneyScale::TenThousand => &["万元", "萬元"],
    }
}

/// The cells above the people that say 万元 or 千元, saying 元.
fn statements<'a>(view: &FormView<'a>) -> impl Iterator<Item = FixEdit> + use<'a> {
    let (first, last) = (view.form.area.first.row, *view.form.header_rows.end());
    let units = spellings(view.form.scale);
    let above = view.sheet.rows().iter().take_while(move |row| row.index <= last);
    above.skip_while(move |row| row.index < first).flat_map(|row| {
        row.cells.iter().filter_map(|cell| match &cell.value {
            CellValue::Text(text) if units.iter().any(|unit| text.contains(unit)) => {
                let text =
                    units.iter().fold(text.to_string(), |text, unit| text.replace(unit, "元"));
                let place = CellRef::new(row.index, cell.col);
                Some(FixEdit::Cell { place, entry: Entry::Text(text) })
            }
            _ => None,
        })
    })
}
