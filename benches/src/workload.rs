//! A 送温暖慰问实名制汇总表 of any length, of made-up people.

use nuanbiao::value::account;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};
use std::ops::Range;

/// The columns, as the official form titles them.
pub const COLUMNS: [&str; 17] = [
    "序号",
    "姓名",
    "性别",
    "身份证号码",
    "工作单位",
    "联系电话",
    "慰问类别",
    "慰问事由",
    "慰问日期",
    "慰问金",
    "慰问品",
    "慰问品价值",
    "合计",
    "资金渠道",
    "发放方式",
    "银行账号",
    "备注",
];

const SURNAMES: [&str; 10] = ["陈", "刘", "孙", "何", "吕", "施", "张", "许", "曹", "顾"];
const GIVEN: [&str; 12] = [
    "桂芳", "建国", "志强", "永康", "晓东", "明华", "庆生", "家宁", "立平", "秀兰", "国良", "丽萍",
];
const UNITS: [&str; 6] = ["一车间", "二车间", "动力科", "运输队", "质检科", "锅炉房"];
const REASONS: [(&str, &str); 3] = [
    ("（一）家庭生活困难的职工", "爱人下岗，家庭收入偏低"),
    ("（二）患病、灾害、意外致困的职工", "本人患大病，医药费负担重"),
    ("（五）艰苦行业岗位一线职工", "长期在高温岗位工作"),
];

/// The form with so many people, as rust_xlsxwriter writes it.
///
/// # Errors
/// What rust_xlsxwriter can't write.
pub fn xlsx(people: u32) -> Result<Vec<u8>, XlsxError> {
    xlsx_of(0..people, 0)
}

/// [`xlsx`] where, evenly among the people, so many have an identity number whose check digit is
/// wrong.
///
/// # Errors
/// What rust_xlsxwriter can't write.
pub fn xlsx_with_mistakes(people: u32, mistakes: u32) -> Result<Vec<u8>, XlsxError> {
    xlsx_of(0..people, mistakes)
}

/// [`xlsx_with_mistakes`] of other people: those with these numbers.
///
/// # Errors
/// What rust_xlsxwriter can't write.
pub fn xlsx_of(numbers: Range<u32>, mistakes: u32) -> Result<Vec<u8>, XlsxError> {
    let people = numbers.end.saturating_sub(numbers.start);
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let money = Format::new().set_num_format("#,##0.00");
    let sheet = book.add_worksheet().set_name("汇总表")?;
    sheet.merge_range(0, 0, 0, 16, "送温暖慰问实名制汇总表（2021年春节）", &Format::new())?;
    for (row, texts) in [
        ["填报单位（公章）：", "浦江机电厂工会委员会", "填报日期：", "2021-02-08"],
        ["填报人：", "周慧敏", "联系电话：", "021-50001234"],
    ]
    .into_iter()
    .enumerate()
    {
        for (col, text) in [0, 2, 8, 9].into_iter().zip(texts) {
            sheet.write(row as u32 + 1, col, text)?;
        }
    }
    for (col, title) in (0..).zip(COLUMNS) {
        sheet.write(3, col, title)?;
    }
    let visit = ExcelDateTime::from_ymd(2021, 2, 5)?;
    let mut all: u64 = 0;
    for (row, person) in (4..).zip(numbers) {
        let at = person as usize;
        let pick = |of: &[&'static str], step: usize| -> &'static str {
            of.get(at / step % of.len().max(1)).copied().unwrap_or_default()
        };
        let name = [pick(&SURNAMES, 1), pick(&GIVEN, 10)].concat();
        let (category, reason) = REASONS.get(at % 3).copied().unwrap_or_default();
        let amount = 500 + 100 * (person % 16);
        all += u64::from(amount);
        let woman = at.is_multiple_of(2);
        sheet.write(row, 0, row - 3)?;
        sheet.write(row, 1, &name)?;
        sheet.write(row, 2, if woman { "女" } else { "男" })?;
        let share = |upto: u32| u64::from(upto) * u64::from(mistakes) / u64::from(people.max(1));
        let wrong = share(row - 3) > share(row - 4);
        sheet.write(row, 3, id_number(person, woman, wrong))?;
        sheet.write(row, 4, pick(&UNITS, 1))?;
        sheet.write(row, 5, format!("138{:08}", person + 10_000))?;
        sheet.write(row, 6, category)?;
        sheet.write(row, 7, reason)?;
        sheet.write_with_format(row, 8, &visit, &date)?;
        sheet.write_with_format(row, 9, amount, &money)?;
        sheet.write_with_format(row, 12, amount, &money)?;
        sheet.write(row, 13, "各级工会经费预算安排资金")?;
        sheet.write(row, 14, "银行转账")?;
        sheet.write(row, 15, card(person))?;
        if at.is_multiple_of(7) {
            sheet.write(row, 16, "已电话核实")?;
        }
    }
    sheet.write(people + 4, 0, "合计")?;
    sheet.write_with_format(people + 4, 12, all as f64, &money)?;
    book.save_to_buffer()
}

/// An identity number with its check digit (GB 11643), or another one, that differs for 30
/// million people.
fn id_number(person: u32, woman: bool, wrong: bool) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let (serial, day) = (person / 2 % 499, person / 998);
    let (date, month, year) = (1 + day % 28, 1 + day / 28 % 12, 1962 + day / 336 % 38);
    let number = format!("310101{year}{month:02}{date:02}{:03}", 2 * serial + 1 + u32::from(woman));
    let digits = number.chars().filter_map(|c| c.to_digit(10));
    let sum: u32 = digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let check =
        b"10X98765432".get(((sum + u32::from(wrong)) % 11) as usize).copied().unwrap_or(b'0');
    format!("{number}{}", char::from(check))
}

/// A card number that passes Luhn.
fn card(person: u32) -> String {
    account::with_check_digit(&format!("62220202{person:010}"))
}
