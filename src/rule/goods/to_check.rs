//! G104: goods to look at twice.

use super::money_card;
use crate::form::{Field, RowView};
use crate::policy::article;
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
        help: "请核对是否合适，建议换成生活用品；确需发放的，请在备注里说明。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(1, Field::Goods, Put::Text("蛋糕券一张"))],
        right: &[Change::Cell(1, Field::Goods, Put::Text("料酒、酒精棉片、防暑茶"))],
    }
}

/// Words that hold one of [`ASKED`] and mean something else.
const HARMLESS: [&str; 19] = [
    "料酒", "酒精", "黄酒醋", "酒酿", "烟灶", "油烟机", "无烟", "禁烟", "戒烟", "烟雾", "烟感",
    "防烟", "烟台", "酒店", "解酒", "酒窝", "防暑茶", "凉茶", "烟机",
];

/// What is asked about. 高档礼盒 stands for boxes of the dear kind; a plain 礼盒 of fruit
/// is nothing to ask about.
const ASKED: [&str; 19] = [
    "提货券", "提货卡", "提货单", "蛋糕券", "蛋糕卡", "面包券", "月饼券", "电影票", "电影券",
    "观影券", "高档礼盒", "高档", "土特产", "特产", "香烟", "烟", "酒", "名贵", "奢侈",
];

/// What a text names that should be looked at.
fn asked(text: &str) -> Option<&'static str> {
    let mut text: String = text.chars().filter(|c| !crate::value::text::is_space(*c)).collect();
    for word in HARMLESS {
        text = text.replace(word, "/");
    }
    ASKED.into_iter().find(|word| text.contains(word))
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(goods) = row.goods() else { return };
    if money_card::card(&goods.raw).is_some() {
        return;
    }
    if let Some(word) = asked(&goods.raw) {
        sink.at(&goods, format!("这一格写了“{word}”。请核对是否属于不宜发放的物品。"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_are_left_alone() {
        for text in ["料酒", "酒精消毒液", "烟灶清洁剂", "防暑茶", "烟台苹果", "无烟灶具"] {
            assert_eq!(asked(text), None, "{text}");
        }
        for text in ["黄酒两瓶", "中华烟", "料酒和白酒", "崇明土特产", "高档礼盒", "提 货 券"] {
            assert!(asked(text).is_some(), "{text}");
        }
    }
}
