//! G104: goods to look at twice.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::policy::goods::to_check;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 慰问品里有提货券、蛋糕券、电影票、烟、酒、高档礼盒或土特产。
    ///
    /// # 为什么
    /// 第十六条不许用送温暖资金购买党风廉政明令禁止的物品。这几样不一定都在禁止之列，但审计时常被问到：是不是职工生活需要的，价钱合不合适。
    ///
    /// # 怎么改
    /// 请核对是否确有必要，建议换成米、油、被褥、药品这类生活用品。确需发放的，请在备注里写明品名、价格和理由。
    G104 {
        title: "慰问品需要再核对",
        severity: Severity::Warning,
        articles: &[article::ART_16_GOODS],
        help: "建议换成米、油、被褥这类生活用品；确需发放的，请在备注里说明理由。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(1, Field::Goods, Put::Text("蛋糕券一张"))],
        right: &[Change::Cell(1, Field::Goods, Put::Text("料酒、酒精棉片、防暑茶"))],
    }
}

fn check(row: &RowView<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(goods) = row.goods() else { return };
    if let Some(word) = to_check(context.profile, &goods.raw()) {
        sink.at(&goods, format!("这一格写了“{word}”，这类东西审计时常被问到，建议再核对一遍。"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Profile;

    #[test]
    fn look_alikes_are_left_alone() {
        for text in ["料酒", "酒精消毒液", "烟灶清洁剂", "防暑茶", "烟台苹果", "无烟灶具"]
        {
            assert_eq!(to_check(Profile::built_in(), text), None, "{text}");
        }
        for text in ["黄酒两瓶", "中华烟", "料酒和白酒", "崇明土特产", "高档礼盒", "提 货 券"]
        {
            assert!(to_check(Profile::built_in(), text).is_some(), "{text}");
        }
    }
}
