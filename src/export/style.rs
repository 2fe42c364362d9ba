//! How our sheets look: plain lines on white, made to be printed in black.

use super::layout::Official;
use crate::form::Field;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// Amounts keep a gap to the line at their right.
const AMOUNT: &str = "#,##0.00_ ";

/// The formats of a workbook we make.
pub(super) struct Style {
    /// The form's title.
    pub title: Format,
    /// A head line.
    pub head: Format,
    /// A table's header.
    pub header: Format,
    /// Text.
    text: Format,
    /// Text in the middle of its cell.
    centred: Format,
    /// Numbers that are text by nature.
    digits: Format,
    /// Amounts.
    pub amount: Format,
    /// Plain numbers.
    pub number: Format,
    /// Dates.
    pub date: Format,
    /// The word 合计.
    pub sum_label: Format,
    /// Sums.
    pub sum: Format,
    /// The sum in words.
    pub words: Format,
    /// A box to sign.
    pub sign: Format,
    /// A value to fill in beside its label: a line to write on.
    pub fill_in: Format,
    /// A note under the table.
    pub note: Format,
    /// The receipt.
    pub receipt: Format,
    /// Text in a list of ours.
    pub list: Format,
}

impl Style {
    pub(super) fn new() -> Self {
        let plain = Format::new().set_font_name("宋体").set_font_size(10);
        let line = Color::RGB(0x0080_7565);
        let boxed = plain
            .clone()
            .set_border(FormatBorder::Thin)
            .set_border_color(line)
            .set_align(FormatAlign::VerticalCenter);
        let wrapped = boxed.clone().set_text_wrap();
        let middle = plain.clone().set_align(FormatAlign::VerticalCenter);
        let centred = wrapped.clone().set_align(FormatAlign::Center);
        let shaded = Color::RGB(0x00F3_ECDF);
        Self {
            title: middle.clone().set_font_size(20).set_bold().set_align(FormatAlign::Center),
            head: middle.clone().set_font_size(11),
            fill_in: middle
                .clone()
                .set_font_size(11)
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(line),
            receipt: middle.clone().set_font_size(9).set_font_color(Color::RGB(0x006E_6254)),
            header: centred.clone().set_bold().set_background_color(shaded),
            digits: centred.clone().set_num_format("@"),
            amount: boxed.clone().set_num_format(AMOUNT),
            number: boxed.clone().set_num_format("0").set_align(FormatAlign::Center),
            date: boxed.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
            sum_label: centred.clone().set_bold(),
            sum: boxed.clone().set_bold().set_num_format(AMOUNT),
            words: boxed.clone().set_bold().set_font_size(12),
            sign: boxed.clone().set_font_size(12),
            note: plain.set_text_wrap().set_align(FormatAlign::Top),
            list: wrapped.clone(),
            text: wrapped,
            centred,
        }
    }

    /// The format for a look.
    pub(super) const fn format(&self, look: Look) -> &Format {
        match look {
            Look::Text => &self.text,
            Look::Centred => &self.centred,
            Look::Digits => &self.digits,
            Look::Amount => &self.amount,
            Look::Number => &self.number,
            Look::Date => &self.date,
        }
    }

    /// The format of a column's text.
    pub(super) const fn of(&self, field: Option<Field>) -> &Format {
        self.format(Look::text(field))
    }

    /// The format of a column's empty box.
    pub(super) const fn blank(&self, field: Option<Field>) -> &Format {
        self.format(Look::blank(field))
    }

    /// Writes a value with the format of its column.
    pub(super) fn put(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        col: u16,
        value: &Official,
        field: Option<Field>,
    ) -> Result<(), XlsxError> {
        let format = self.format(Look::of(field, value));
        match value {
            Official::Empty => sheet.write_blank(row, col, format)?,
            Official::Text(text) => sheet.write_string_with_format(row, col, text, format)?,
            _ => {
                let number = value.number().unwrap_or_default();
                sheet.write_number_with_format(row, col, number, format)?
            }
        };
        Ok(())
    }
}

/// How a cell of a person's row looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Text.
    Text,
    /// Text in the middle of its cell.
    Centred,
    /// Numbers that are text by nature.
    Digits,
    /// Amounts.
    Amount,
    /// Plain numbers.
    Number,
    /// Dates.
    Date,
}

impl Look {
    /// All of them, each at the place of its number.
    pub(super) const ALL: [Self; 6] =
        [Self::Text, Self::Centred, Self::Digits, Self::Amount, Self::Number, Self::Date];

    /// How a value looks in a column.
    pub(super) const fn of(field: Option<Field>, value: &Official) -> Self {
        match value {
            Official::Empty => Self::blank(field),
            Official::Text(_) => Self::text(field),
            Official::Amount(_) => Self::Amount,
            Official::Number(_) => Self::Number,
            Official::Date(_) => Self::Date,
        }
    }

    /// How an empty box looks: what is typed into it is taken as what it is.
    const fn blank(field: Option<Field>) -> Self {
        match field {
            Some(Field::Cash | Field::GoodsValue | Field::Total | Field::UnitPrice) => Self::Amount,
            Some(Field::Date) => Self::Date,
            _ => Self::text(field),
        }
    }

    const fn text(field: Option<Field>) -> Self {
        match field {
            Some(Field::IdNumber | Field::Account | Field::Phone) => Self::Digits,
            Some(
                Field::Name
                | Field::Sex
                | Field::Serial
                | Field::Payment
                | Field::Unit
                | Field::Post
                | Field::AccountName
                | Field::Agent
                | Field::Signature
                | Field::Date,
            ) => Self::Centred,
            _ => Self::Text,
        }
    }
}
