//! P401: one identity number more than once on the same visit.

use crate::form::{Field, RowView, Visit};
use crate::policy::article;
use crate::rule::groups::{self, Shared};
use crate::rule::{Change, Check, Context, FixKind, FormView, Put, Severity, Sink, rule};
use crate::value::Reading;
use crate::value::money::MoneyFault;
use std::collections::HashMap;

rule! {
    /// # 什么问题
    /// 同一次慰问里，同一个身份证号出现了不止一行。
    ///
    /// # 为什么
    /// 一个人一次慰问领两份，就是重复发放；也可能是复制上一行时忘了改号码。
    /// 一行发慰问金、一行发慰问品的，不算重复；日期不同的，是不同的慰问。
    ///
    /// # 怎么改
    /// 重复的行请删掉；号码填错的，请对照证件改正；确是两次慰问的，请把慰问日期写清楚。
    P401 {
        title: "同一身份证号重复",
        severity: Severity::Error,
        articles: &[article::ART_11, article::ART_16],
        help: "重复的行请删掉；号码填错的请对照证件改正；确是两次慰问的请写清慰问日期。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[
            Change::Cell(1, Field::Name, Put::Text("陈桂芳")),
            Change::Cell(1, Field::IdNumber, Put::Text("310101196803120025")),
            Change::Cell(1, Field::Sex, Put::Text("女")),
            Change::Cell(1, Field::Signature, Put::Text("陈桂芳")),
            Change::Cash(1, 300),
            Change::Cell(1, Field::Payment, Put::Text("现金和实物")),
            Change::Cell(1, Field::Note, Put::Text("银行卡冻结，本人申请领取现金")),
        ],
        right: &[
            Change::Cell(1, Field::Name, Put::Text("陈桂芳")),
            Change::Cell(1, Field::IdNumber, Put::Text("310101196803120025")),
            Change::Cell(1, Field::Sex, Put::Text("女")),
            Change::Cell(1, Field::Signature, Put::Text("陈桂芳")),
        ],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    for group in view.groups.by(Shared::IdNumber) {
        for visit in visits(view.people(group)) {
            if let Some((last, others)) = visit.split_last()
                && is_double(&visit)
                && let Some(id) = last.id_number()
            {
                sink.at(
                    &id,
                    format!(
                        "这个身份证号在同一次慰问里已经出现过：{}。",
                        groups::row_numbers(others)
                    ),
                )
                .related(others.iter().filter_map(|row| row.place(Field::IdNumber)));
            }
        }
    }
}

/// Splits one person's rows by visit.
fn visits(rows: Vec<RowView<'_>>) -> Vec<Vec<RowView<'_>>> {
    let mut at: HashMap<Visit, usize> = HashMap::new();
    let mut visits: Vec<Vec<RowView<'_>>> = Vec::new();
    for row in rows {
        // 1月5日 and 2月5日 are two visits, whichever year was meant.
        let visit = match row.record.date.known() {
            Some(date) => Visit::On(*date),
            None => row.form.visit(row.record),
        };
        let index = *at.entry(visit).or_insert_with(|| {
            visits.push(Vec::new());
            visits.len() - 1
        });
        if let Some(visit) = visits.get_mut(index) {
            visit.push(row);
        }
    }
    visits
}

/// Whether something was given twice: a row of cash alone and a row of goods alone are
/// one visit on two lines.
fn is_double(visit: &[RowView<'_>]) -> bool {
    let (mut cash, mut goods) = (0, 0);
    for row in visit {
        let record = row.record;
        let gives_cash = is_given(&record.cash);
        let gives_goods = !record.goods.is_nothing() || is_given(&record.goods_value);
        let unknown = !gives_cash && !gives_goods;
        cash += u32::from(gives_cash || unknown);
        goods += u32::from(gives_goods || unknown);
    }
    cash > 1 || goods > 1
}

/// A zero in the other column is no gift.
const fn is_given<T>(reading: &Reading<T, MoneyFault>) -> bool {
    !reading.is_nothing() && !matches!(reading, Reading::Bad(MoneyFault::NotPositive(_)))
}
