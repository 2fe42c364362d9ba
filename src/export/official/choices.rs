//! Drop-downs for the columns that have canonical wordings, and the hints that appear
//! when a cell of the blank form is chosen.

use crate::form::Field;
use crate::policy::{Category, Funding, Payment};
use rust_xlsxwriter::{DataValidation, XlsxError};

/// What a column's cells offer; `None` if nothing.
pub(super) fn choices(field: Field, with_hint: bool) -> Result<Option<DataValidation>, XlsxError> {
    let list: Option<Vec<&str>> = match field {
        Field::Category => Some(Category::ALL.map(Category::wording).to_vec()),
        Field::Funding => Some(Funding::ALL.map(Funding::wording).to_vec()),
        Field::Payment => Some(Payment::ALL.map(Payment::wording).to_vec()),
        Field::Sex => Some(vec!["男", "女"]),
        _ => None,
    };
    // A hint, not a fence: a local form may have its own words.
    let validation = match list {
        Some(list) => DataValidation::new().allow_list_strings(&list)?.show_error_message(false),
        None if with_hint => DataValidation::new().allow_any_value(),
        None => return Ok(None),
    };
    if !with_hint {
        return Ok(Some(validation));
    }
    let validation = validation.set_input_title(field.title())?.set_input_message(hint(field))?;
    Ok(Some(validation))
}

/// What to write in a column, in a sentence or two.
const fn hint(field: Field) -> &'static str {
    match field {
        Field::Serial => "从 1 起，一人一号。",
        Field::Name => "写真实姓名，一格一人；不写“等几人”，不加同志、师傅等称呼。",
        Field::Sex => "男或女，要与身份证号对得上。",
        Field::IdNumber => "18 位，末位可能是 X。这一列已设成文本，请逐位录入，不要从数字格粘贴。",
        Field::Unit => "写到车间、科室或班组。每人都写，不写“同上”。",
        Field::Post => "写岗位或职务。",
        Field::Phone => "11 位手机号，或带区号的座机。",
        Field::Category => "从六类里选一类（第三条）。",
        Field::Reason => "一两句话写清本人的困难，例如：本人患大病，医药费负担重。",
        Field::Date => "走访的日子，例如 2021-02-05。",
        Field::Cash => "慰问金，单位元，只写数字。没有发钱的空着。",
        Field::Goods => "写品名和数量，例如：米油一份。不得发购物卡、代金券。没有发物的空着。",
        Field::Quantity => "只写数字。",
        Field::UnitPrice => "单位元，只写数字。",
        Field::GoodsValue => "慰问品折合的金额，单位元，只写数字。",
        Field::Total => "慰问金加折价，自动算出。",
        Field::Funding => "从七种来源里选一种（第四条）。",
        Field::Payment => "慰问金原则上通过银行转账（第十一条）；发现金的，请在备注写明原因。",
        Field::AccountName => "户名应是受慰问人本人。",
        Field::Bank => "写到支行。",
        Field::Account => "这一列已设成文本，请逐位录入，不要从数字格粘贴。",
        Field::Signature => "领现金或慰问品的，打印后由本人签字；银行转账的可以空着，附银行回单。",
        Field::Agent => "代领的写代领人姓名和与本人的关系，例如：李梅（妻子）。",
        Field::Note => "需要说明的都写在这里，例如为什么发现金。",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn every_column_of_the_blank_form_has_a_hint() {
        for field in Field::ALL {
            assert!(choices(field, true).unwrap().is_some(), "{field:?}");
        }
        assert!(choices(Field::Name, false).unwrap().is_none());
    }
}
