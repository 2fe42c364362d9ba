//! From a keystroke to the findings it changed: how long the clerk waits on a big form.
//!
//! `cargo bench --bench edit`. The targets are in the specification's quality page: at most
//! 16 ms at 10,000 rows, 50 ms at 100,000, duplicates and sums included.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a bench may stop where its own table is wrong"
)]

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use nuanbiao::session::{Options, Session};
use nuanbiao::workbook::{CellRef, Flow};
use std::fmt::Write;

const HEADER: &str = "序号,姓名,性别,身份证号,工作单位,联系电话,慰问对象类别,慰问事由,慰问日期,慰问金额,\
慰问品,折价,合计金额,资金来源,发放方式,开户行,银行账号,领取人签字\n";
const SURNAMES: [&str; 8] = ["陈", "李", "王", "张", "刘", "杨", "赵", "黄"];
const GIVEN: [&str; 8] = ["桂芳", "建国", "志强", "秀英", "敏", "伟", "丽娟", "海燕"];
/// Among so many rows there is one with a mistake.
const MISTAKE_EVERY: usize = 20;

/// An identity number that nobody has: its area code was never given out.
fn id_number(row: usize) -> String {
    let digits = format!("3101991970{:02}{:02}{:03}", row / 28 % 12 + 1, row % 28 + 1, row / 336);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 =
        digits.bytes().zip(weights).map(|(digit, by)| u32::from(digit - b'0') * by).sum();
    let check = "10X98765432".chars().nth((sum % 11) as usize).unwrap();
    format!("{digits}{check}")
}

/// An account number whose last digit checks (Luhn).
fn account(row: usize) -> String {
    let digits = format!("622200{row:012}");
    let doubled = |(at, digit): (usize, u8)| {
        let digit = u32::from(digit - b'0') * if at % 2 == 0 { 2 } else { 1 };
        digit / 10 + digit % 10
    };
    let sum: u32 = digits.bytes().rev().enumerate().map(doubled).sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

/// A form of so many people, most of them without a mistake.
fn form(rows: usize) -> String {
    let mut csv = String::from(
        "送温暖慰问实名制汇总表（2021年春节）\n填报单位：,浦江机电厂工会,,填报人：,周慧敏\n",
    );
    csv.push_str(HEADER);
    for row in 0..rows {
        let name = format!("{}{}", SURNAMES[row % 8], GIVEN[row / 8 % 8]);
        let id = id_number(row);
        let sex = if (id.as_bytes()[16] - b'0') % 2 == 1 { "男" } else { "女" };
        let category = if row % MISTAKE_EVERY == 0 {
            "普惠"
        } else {
            "（一）家庭生活困难的职工"
        };
        writeln!(
            csv,
            "{},{name},{sex},{id},一车间,139{row:08},{category},爱人下岗,2021-02-05,1000,,,1000,\
             各级工会经费预算安排资金,银行转账,工商银行浦东支行,{},",
            row + 1,
            account(row)
        )
        .unwrap();
    }
    writeln!(csv, "合计,,,,,,,,,{0},,,{0}", rows * 1000).unwrap();
    csv
}

fn open(rows: usize) -> Session {
    let csv = form(rows);
    let options = Options::on(jiff::civil::date(2021, 2, 20));
    Session::open("表.csv", csv.as_bytes(), options, &mut |_| Flow::Continue).unwrap()
}

/// Types two texts in turn, so that every keystroke changes something.
fn typing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("edit");
    group.sample_size(20);
    for rows in [10_000, 100_000] {
        let mut session = open(rows);
        let middle = u32::try_from(rows / 2).unwrap();
        let places = [
            ("name", CellRef::new(middle, 1), ["王芳", "李芳"]),
            ("id_number", CellRef::new(middle, 3), ["310199197001010018", "310199197001010019"]),
            ("cash", CellRef::new(middle, 9), ["800", "1000"]),
            ("total", CellRef::new(u32::try_from(rows + 3).unwrap(), 9), ["1", "2"]),
        ];
        for (what, place, texts) in places {
            let mut turn = 0;
            group.bench_function(BenchmarkId::new(what, rows), |bencher| {
                bencher.iter_batched(
                    || {
                        turn += 1;
                        texts[turn % 2]
                    },
                    |text| session.edit(0, place, text).unwrap(),
                    BatchSize::PerIteration,
                );
            });
        }
        group.bench_function(BenchmarkId::new("open", rows), |bencher| {
            bencher.iter(|| open(rows));
        });
    }
    group.finish();
}

criterion_group!(benches, typing);
criterion_main!(benches);
