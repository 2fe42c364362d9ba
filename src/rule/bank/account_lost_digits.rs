//! B107: an account number that Excel has ruined.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;
use crate::value::account::AccountFault;
use crate::workbook::CellValue;

rule! {
    /// # 什么问题
    /// 银行账号被 Excel 存成了数字。Excel 只保留 15 位，后面的都变成了 0，或者显示成 6.22E+18 的样子。
    ///
    /// # 为什么
    /// 丢掉的位数找不回来，照着它转账，钱会退回，或者进了别人的账户。
    ///
    /// # 怎么改
    /// 请先把这一列的单元格格式设成“文本”，再对照银行卡或存折重新录入。只改格式、不重新录入是不行的。
    /// CSV 里没有单元格格式可设：请打开导出它的原表，把这一列设成“文本”，再重新导出。
    B107 {
        title: "银行账号存成数字，位数已丢失",
        severity: Severity::Error,
        articles: &[article::ART_11_BANK],
        help: "请把这一列设成“文本”，对照银行卡或存折重新录入。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Account, Put::Number(6.222_020_200_112_233e18))],
        right: &[Change::Cell(0, Field::Account, Put::Text("6222020200112233446"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(account) = row.account() else { return };
    if !matches!(account.value, Reading::Bad(AccountFault::LostDigits)) {
        return;
    }
    if account.cell().is_some_and(|cell| matches!(cell.value, CellValue::Number(_))) {
        sink.at(&account, "银行账号存成了数字，15 位以后的数字已经丢失，找不回来。");
        return;
    }
    let message = "银行账号变成了 6.22E+18 这样的写法，后面的数字已经丢失，从这个文件里找不回来。";
    let finding = sink.at(&account, message);
    // A CSV has no formats to set: the one it was made from has.
    if row.form.csv {
        finding.help(
            "请打开导出这份 CSV 的原表，把银行账号这一列设成“文本”，再重新导出；原表里也是这样的，\
             请对照银行卡或存折重新录入。",
        );
    }
}
