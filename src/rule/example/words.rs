//! Examples in words, for the handbook: which cells of the perfect form are changed, and
//! how.

use super::{Change, HEADER, Put, place};
use crate::form::{Field, HeadField};
use crate::workbook::{CellRange, CellRef, CellValue};

const OTHER_FILE: &str = "另有一份别的单位的表";
const SAME_FILE: &str = "另有一份同样的表";

/// An example in words, a sentence part per change; nothing for the perfect form itself.
#[must_use]
pub fn words(example: &[Change<'_>]) -> Vec<String> {
    example.iter().map(|change| change.words()).collect()
}

/// The same for the changes that the cells of a table don't show by themselves: a number
/// kept as such, a hidden row, a standard of the unit.
#[must_use]
pub fn notes(example: &[Change<'_>]) -> Vec<String> {
    example.iter().filter(|change| !change.is_shown()).map(|change| change.note()).collect()
}

impl Change<'_> {
    /// Whether it is seen in the cells' texts.
    fn is_shown(&self) -> bool {
        match *self {
            Self::Cell(_, field, put) => match put {
                Put::Number(_) => is_amount(field),
                Put::Text(text) => !is_amount(field) || text.parse::<f64>().is_err(),
                Put::NoValue => false,
                Put::Empty => true,
            },
            Self::Total(_, put) => put != Put::NoValue,
            Self::Cash(..)
            | Self::Head(..)
            | Self::Title(_)
            | Self::Rename(..)
            | Self::Extra(_)
            | Self::Column(..)
            | Self::Only(_)
            | Self::Words(_)
            | Self::Crowd(_) => true,
            _ => false,
        }
    }

    /// The same of a further file, whose cells are shown too.
    fn note(&self) -> String {
        let noted = |changes| {
            let notes = notes(changes);
            if notes.is_empty() { String::new() } else { format!("（{}）", notes.join("；")) }
        };
        match *self {
            Self::OtherFile(changes) => format!("{OTHER_FILE}{}", noted(changes)),
            Self::SameFile(changes) => format!("{SAME_FILE}{}", noted(changes)),
            _ => self.words(),
        }
    }

    fn words(&self) -> String {
        match *self {
            Self::Cell(person, field, put) => {
                format!("{} “{}”{}", place(person, field), field.title(), put.words())
            }
            Self::Cash(person, yuan) => {
                format!("{} “慰问金额”是 {yuan}，合计跟着变", place(person, Field::Cash))
            }
            Self::Total(field, put) => format!("合计行的“{}”{}", field.title(), put.words()),
            Self::Head(field, "") => format!("“{}”空着", field.title()),
            Self::Head(field, text) => format!("“{}”写“{}”", field.title(), visible(text)),
            Self::Title(text) => format!("标题是“{}”", visible(text)),
            Self::Without(field) => format!("没有“{}”这一列", field.title()),
            Self::Rename(field, text) => {
                format!("“{}”这一列的表头写“{}”", field.title(), visible(text))
            }
            Self::Extra(text) => format!("多出一列“{text}”"),
            Self::Column(field, puts) => {
                let puts = puts.map(Put::words).join("、");
                format!("多出一列“{}”，三个人依次{puts}", field.title())
            }
            Self::Sheet(text) if text.trim().is_empty() => "另有一张空的工作表".to_owned(),
            Self::Sheet(text) => format!("另有一张工作表，只写着“{text}”"),
            Self::Nobody => "表里一个人也没有填".to_owned(),
            Self::Only(text) => format!("工作表里只写着“{text}”"),
            Self::Unsigned => "领取人、负责人、经办人都还没有签字".to_owned(),
            Self::Seal => format!("“{}”上盖着公章（图片）", HeadField::Unit.title()),
            Self::SignaturePicture { person, rows: 1, image } => {
                format!("{} 贴着签字图片 {image}", place(person, Field::Signature))
            }
            Self::SignaturePicture { person, rows, image } => {
                let first = place(person, Field::Signature);
                let last = CellRef::new(first.row + rows.saturating_sub(1), first.col);
                format!("签字图片 {image} 盖住了 {}", CellRange::new(first, last))
            }
            Self::UnseenPictures(count) => format!("表上有 {count} 张看不到的图片（xls 文件）"),
            Self::Merge(person, field, rows) => {
                let first = place(person, field);
                let last = CellRef::new(first.row + rows.saturating_sub(1), first.col);
                format!("{} 合并成了一格（“{}”）", CellRange::new(first, last), field.title())
            }
            Self::HiddenRow(person) => format!("第 {} 行隐藏着", row_of(person)),
            Self::EmptyRow(person) => format!("第 {} 行是空行", row_of(person)),
            Self::Cut(person, field) => {
                format!("{} “{}”长过 32,767 个字", place(person, field), field.title())
            }
            Self::Words(text) => format!("合计大写写“{text}”"),
            Self::Crowd(amounts) => {
                let amounts: Vec<_> = amounts.iter().map(ToString::to_string).collect();
                format!("再加 {} 个人，慰问金额依次是 {}", amounts.len(), amounts.join("、"))
            }
            Self::Profile(toml) => {
                let lines: Vec<_> =
                    toml.lines().map(str::trim).filter(|it| !it.is_empty()).collect();
                format!("本单位的标准文件写着 `{}`", lines.join(" "))
            }
            Self::Bytes([]) => "文件是空的".to_owned(),
            Self::Bytes(bytes) => {
                format!("文件只有这 {} 个字节：{}", bytes.len(), beginning(bytes))
            }
            Self::OtherFile(changes) => {
                format!("{OTHER_FILE}{}", in_brackets(changes))
            }
            Self::SameFile(changes) => format!("{SAME_FILE}{}", in_brackets(changes)),
        }
    }
}

impl Put<'_> {
    /// What a cell holds, after its name.
    fn words(self) -> String {
        match self {
            Self::Text(text) => format!("写“{}”", visible(text)),
            Self::Number(number) => format!("存成数字 {}", CellValue::Number(number).display()),
            Self::NoValue => "是公式，没有结果".to_owned(),
            Self::Empty => "空着".to_owned(),
        }
    }
}

/// Whether a column holds numbers, so that nobody is astonished to see one there.
const fn is_amount(field: Field) -> bool {
    matches!(
        field,
        Field::Serial
            | Field::Cash
            | Field::Quantity
            | Field::UnitPrice
            | Field::GoodsValue
            | Field::Total
    )
}

/// The 1-based row of a person of the perfect form.
const fn row_of(person: usize) -> u32 {
    HEADER + 2 + person as u32
}

fn in_brackets(changes: &[Change<'_>]) -> String {
    if changes.is_empty() { String::new() } else { format!("（{}）", words(changes).join("；")) }
}

/// Text with what can't be seen named: a line break, a no-break space, a zero-width one.
pub(super) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let hidden = c.is_control()
            || matches!(c, '\u{A0}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
            || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..);
        match c {
            '\n' => out.push('⏎'),
            _ if hidden => out.push_str(&format!("〈U+{:04X}〉", u32::from(c))),
            _ => out.push(c),
        }
    }
    out
}

/// The first bytes: as text where they are, else in hex.
fn beginning(bytes: &[u8]) -> String {
    const SHOWN: usize = 16;
    let first: Vec<u8> = bytes.iter().copied().take(SHOWN).collect();
    let more = if bytes.len() > SHOWN { " …" } else { "" };
    let text = std::str::from_utf8(&first).ok().map(str::trim_end);
    let text = text.filter(|text| text.chars().all(|c| !c.is_control()));
    text.map_or_else(
        || {
            let hex: Vec<_> = first.iter().map(|byte| format!("{byte:02X}")).collect();
            format!("{}{more}", hex.join(" "))
        },
        |text| format!("“{text}”{more}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Example;

    #[test]
    fn an_example_names_its_cells() {
        let example: Example = &[
            Change::Cell(0, Field::IdNumber, Put::Text("31010119680312\u{A0}002x\n")),
            Change::Cell(1, Field::Cash, Put::NoValue),
            Change::Head(HeadField::Unit, ""),
            Change::Merge(0, Field::Cash, 2),
            Change::OtherFile(&[Change::HiddenRow(2)]),
        ];
        assert_eq!(
            words(example),
            [
                "D6 “身份证号”写“31010119680312〈U+00A0〉002x⏎”",
                "J7 “慰问金额”是公式，没有结果",
                "“填报单位”空着",
                "J6:J7 合并成了一格（“慰问金额”）",
                "另有一份别的单位的表（第 8 行隐藏着）",
            ]
        );
    }

    #[test]
    fn bytes_are_shown_as_what_they_are() {
        assert_eq!(beginning(b"%PDF-1.7\n"), "“%PDF-1.7”");
        assert_eq!(beginning(b"PK\x03\x04"), "50 4B 03 04");
    }
}
