//! A101: a row with neither cash nor goods.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, given, rule};

rule! {
    /// # 什么问题
    /// 这一行既没有慰问金额，也没有慰问品。
    ///
    /// # 为什么
    /// 第七条写的慰问方式是慰问金和慰问品。两样都空着，看不出这位职工领到了什么，合计也就没有依据。
    ///
    /// # 怎么改
    /// 发了钱的填慰问金额，发了东西的填慰问品和折价。如果还没有慰问，请先把这一行拿掉，等发放后再报。
    A101 {
        title: "没有填慰问金额或慰问品",
        severity: Severity::Error,
        articles: &[article::ART_7, article::FORM],
        help: "请填上慰问金额；发实物的，请填慰问品和折价。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[
            Change::Cell(0, Field::Cash, Put::Empty),
            Change::Cell(0, Field::Total, Put::Empty),
            Change::Total(Field::Cash, Put::Number(800.0)),
            Change::Total(Field::Total, Put::Number(1000.0)),
        ],
        right: &[
            Change::Cell(0, Field::Cash, Put::Empty),
            Change::Cell(0, Field::Goods, Put::Text("米、油各一份")),
            Change::Cell(0, Field::GoodsValue, Put::Number(1000.0)),
            Change::Cell(0, Field::Payment, Put::Text("实物")),
            Change::Cell(0, Field::Signature, Put::Text("陈桂芳")),
            Change::Total(Field::Cash, Put::Number(800.0)),
            Change::Total(Field::GoodsValue, Put::Number(1200.0)),
        ],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    if given::cash(row) || given::goods(row) {
        return;
    }
    if let Some(cash) = row.cash() {
        let message = if row.form.has(Field::Goods) || row.form.has(Field::GoodsValue) {
            "这一行没有慰问金额，也没有慰问品。"
        } else {
            "这一行没有填慰问金额。"
        };
        sink.at(&cash, message);
    } else if let Some(goods) = row.goods() {
        sink.at(&goods, "这一行没有填慰问品。");
    }
}
