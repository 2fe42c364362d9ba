//! P403: the same name with numbers that differ in one or two digits.

use crate::form::Field;
use crate::ledger::LineRef;
use crate::policy::article;
use crate::rule::groups::{self, Shared};
use crate::rule::{
    AcrossView, Change, Check, Context, CrossSink, FixKind, FormView, Put, Severity, Sink, rule,
};

rule! {
    /// # 什么问题
    /// 表里有两行姓名相同，身份证号只差一两位。
    ///
    /// # 为什么
    /// 号码这么接近，多半是同一个人，其中一个写错了；那样就成了一个人领两份。也可能真是同名的两个人。
    ///
    /// # 怎么改
    /// 请对照证件看看是不是同一个人。确是两个人的，不用改，建议在备注里写一句。
    P403 {
        title: "同名且身份证号只差一两位",
        severity: Severity::Warning,
        articles: &[article::ART_11, article::ART_16],
        help: "请对照证件看看是不是同一个人；确是两个人的，建议在备注里写明。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[
            Change::Cell(1, Field::Name, Put::Text("陈桂芳")),
            Change::Cell(1, Field::Sex, Put::Text("女")),
            Change::Cell(1, Field::Signature, Put::Text("陈桂芳")),
            Change::Cell(1, Field::IdNumber, Put::Text("310101196803120041")),
        ],
        right: &[
            Change::Cell(1, Field::Name, Put::Text("陈桂芳")),
            Change::Cell(1, Field::Signature, Put::Text("陈桂芳")),
        ],
    }
}

/// More equal names than this are a placeholder or a very common name; comparing all of
/// them with each other would cost their square.
const MOST: usize = 20;

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    for group in view.groups.by(Shared::Name).iter().filter(|group| group.len() <= MOST) {
        let group = view.people(group);
        let numbers: Vec<&str> = group
            .iter()
            .filter_map(|row| row.record.id_number.good().map(|id| id.as_str()))
            .collect();
        let slips: Vec<_> = group
            .iter()
            .zip(&numbers)
            .filter(|(_, number)| numbers.iter().any(|other| is_slip(number, other)))
            .map(|(row, _)| *row)
            .collect();
        if let Some((last, others)) = slips.split_last()
            && let Some(id) = last.id_number()
        {
            let message = format!(
                "这个人与{}同名，身份证号只差一两位，请看看是不是写错了。",
                groups::row_numbers(others)
            );
            sink.at(&id, message)
                .related(others.iter().filter_map(|row| row.place(Field::IdNumber)));
        }
    }
}

/// Whether two numbers differ in one or two places.
fn is_slip(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && (1..=2).contains(&one.bytes().zip(other.bytes()).filter(|(a, b)| a != b).count())
}

/// P403 across files: people of one name whose numbers are a slip apart.
pub(in crate::rule) fn across(view: &AcrossView<'_>, sink: &mut CrossSink<'_>) {
    let named = |it: &LineRef<'_>| it.line.digits.and(it.line.name.clone());
    for lines in view.across(named).filter(|lines| lines.len() <= MOST) {
        let slips: Vec<_> = lines
            .iter()
            .filter(|a| lines.iter().any(|b| a.table.file != b.table.file && is_close(a, b)))
            .copied()
            .collect();
        if let Some((last, others)) = slips.split_last() {
            let units: Vec<_> = others.iter().map(|it| it.table.unit_name()).collect();
            let message = format!(
                "{}的表里有人和{}的同名，身份证号只差一两位，请看看是不是同一个人。",
                last.table.unit_name(),
                units.join("、")
            );
            sink.lines(&slips, |it| it.table.id_col, message);
        }
    }
}

fn is_close(a: &LineRef<'_>, b: &LineRef<'_>) -> bool {
    let digits = a.line.digits.zip(b.line.digits);
    digits.is_some_and(|(a, b)| (1..=2).contains(&a.distance(b)))
}
