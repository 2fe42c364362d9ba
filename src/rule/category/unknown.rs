//! C102: none of the six categories can be seen in the cell.

use crate::form::{Field, RowView};
use crate::policy::{CategoryFault, article};
use crate::rule::quote::quoted;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;

rule! {
    /// # 什么问题
    /// 类别这一格填了字，但看不出是第三条六类对象里的哪一类，例如“其他”“见附件”“职工”。
    ///
    /// # 为什么
    /// 第三条写明了六类对象，录入帮扶工作管理系统时也要从六类里选。写法可以有出入，意思要落在其中一类上。
    ///
    /// # 怎么改
    /// 请写成第三条的类别名称，写“（一）”“第二类”或“患病致困”这样的简称也认得。如果六类都不合适，请先与上级工会核实是否属于慰问范围。
    C102 {
        title: "看不出属于哪一类慰问对象",
        severity: Severity::Error,
        articles: &[article::ART_3],
        help: "请按本人的实际情况，改写成第三条六类里的一类。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Category, Put::Text("见附件"))],
        right: &[Change::Cell(0, Field::Category, Put::Text("（一）家庭生活困难的职工"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(category) = row.category() else { return };
    if matches!(category.value, Reading::Bad(CategoryFault::Unknown)) {
        let text = quoted(&category.raw());
        sink.at(&category, format!("这一格写{text}，看不出是第三条六类对象里的哪一类。"));
    }
}
