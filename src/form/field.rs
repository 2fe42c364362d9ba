//! The form's fields: the columns of its table, and its head and foot.

use serde::{Deserialize, Serialize};

/// A column of the table. Keys are those of the JSON report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Field {
    /// 序号: serial number.
    Serial,
    /// 姓名: the recipient's real name.
    Name,
    /// 性别: sex.
    Sex,
    /// 身份证号: resident identity number, GB 11643.
    IdNumber,
    /// 工作单位: work unit.
    Unit,
    /// 岗位/职务: post.
    Post,
    /// 联系电话: the recipient's phone.
    Phone,
    /// 慰问对象类别: one of the six categories of 第三条.
    Category,
    /// 慰问事由: reason, hardship.
    Reason,
    /// 慰问日期: date of the visit.
    Date,
    /// 慰问金额: cash grant, in yuan.
    Cash,
    /// 慰问品: goods given.
    Goods,
    /// 数量: quantity of goods.
    Quantity,
    /// 单价: unit price of goods, in yuan.
    UnitPrice,
    /// 慰问品折价: value of the goods, in yuan.
    GoodsValue,
    /// 合计金额: cash and goods, in yuan.
    Total,
    /// 资金来源: one of the seven sources of 第四条.
    Funding,
    /// 发放方式: bank, cash, goods or mixed.
    Payment,
    /// 户名: account holder.
    AccountName,
    /// 开户行: bank.
    Bank,
    /// 银行账号: account number.
    Account,
    /// 领取人签字: recipient's signature.
    Signature,
    /// 代领人: who received it for the recipient.
    Agent,
    /// 备注: note.
    Note,
}

impl Field {
    /// How many there are.
    pub const COUNT: usize = 24;

    /// All fields in the order of the official layout.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Serial,
        Self::Name,
        Self::Sex,
        Self::IdNumber,
        Self::Unit,
        Self::Post,
        Self::Phone,
        Self::Category,
        Self::Reason,
        Self::Date,
        Self::Cash,
        Self::Goods,
        Self::Quantity,
        Self::UnitPrice,
        Self::GoodsValue,
        Self::Total,
        Self::Funding,
        Self::Payment,
        Self::AccountName,
        Self::Bank,
        Self::Account,
        Self::Signature,
        Self::Agent,
        Self::Note,
    ];

    /// The key of the JSON report and the profile.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Serial => "serial",
            Self::Name => "name",
            Self::Sex => "sex",
            Self::IdNumber => "id_number",
            Self::Unit => "unit",
            Self::Post => "post",
            Self::Phone => "phone",
            Self::Category => "category",
            Self::Reason => "reason",
            Self::Date => "date",
            Self::Cash => "cash",
            Self::Goods => "goods",
            Self::Quantity => "quantity",
            Self::UnitPrice => "unit_price",
            Self::GoodsValue => "goods_value",
            Self::Total => "total",
            Self::Funding => "funding",
            Self::Payment => "payment",
            Self::AccountName => "account_name",
            Self::Bank => "bank",
            Self::Account => "account",
            Self::Signature => "signature",
            Self::Agent => "agent",
            Self::Note => "note",
        }
    }

    /// The title of the official layout.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Serial => "序号",
            Self::Name => "姓名",
            Self::Sex => "性别",
            Self::IdNumber => "身份证号",
            Self::Unit => "工作单位",
            Self::Post => "岗位",
            Self::Phone => "联系电话",
            Self::Category => "慰问对象类别",
            Self::Reason => "慰问事由",
            Self::Date => "慰问日期",
            Self::Cash => "慰问金额",
            Self::Goods => "慰问品",
            Self::Quantity => "数量",
            Self::UnitPrice => "单价",
            Self::GoodsValue => "折价",
            Self::Total => "合计金额",
            Self::Funding => "资金来源",
            Self::Payment => "发放方式",
            Self::AccountName => "户名",
            Self::Bank => "开户行",
            Self::Account => "银行账号",
            Self::Signature => "领取人签字",
            Self::Agent => "代领人",
            Self::Note => "备注",
        }
    }

    /// What to write in a column, in a sentence or two.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Serial => "从 1 起，一人一号。",
            Self::Name => "写真实姓名，一格一人；不写“等几人”，不加同志、师傅等称呼。",
            Self::Sex => "男或女，要与身份证号对得上。",
            Self::IdNumber => {
                "18 位，末位可能是 X。这一列已设成文本，请逐位录入，不要从数字格粘贴。"
            }
            Self::Unit => "写到车间、科室或班组。每人都写，不写“同上”。",
            Self::Post => "写岗位或职务。",
            Self::Phone => "11 位手机号，或带区号的座机。",
            Self::Category => "从六类里选一类（第三条）。",
            Self::Reason => "一两句话写清本人的困难，例如：本人患大病，医药费负担重。",
            Self::Date => "走访的日子，例如 2021-02-05。",
            Self::Cash => "慰问金，单位元，只写数字。没有发钱的空着。",
            Self::Goods => "写品名和数量，例如：米油一份。不得发购物卡、代金券。没有发物的空着。",
            Self::Quantity => "只写数字。",
            Self::UnitPrice => "单位元，只写数字。",
            Self::GoodsValue => "慰问品折合的金额，单位元，只写数字。",
            Self::Total => "慰问金加折价，自动算出。",
            Self::Funding => "从七种来源里选一种（第四条）。",
            Self::Payment => "慰问金原则上通过银行转账（第十一条）；发现金的，请在备注写明原因。",
            Self::AccountName => "户名应是受慰问人本人。",
            Self::Bank => "写到支行。",
            Self::Account => "这一列已设成文本，请逐位录入，不要从数字格粘贴。",
            Self::Signature => {
                "领现金或慰问品的，打印后由本人签字；银行转账的可以空着，附银行回单。"
            }
            Self::Agent => "代领的写代领人姓名和与本人的关系，例如：李梅（妻子）。",
            Self::Note => "需要说明的都写在这里，例如为什么发现金。",
        }
    }

    /// Whether its values are amounts in yuan.
    #[must_use]
    pub const fn is_money(self) -> bool {
        matches!(self, Self::Cash | Self::UnitPrice | Self::GoodsValue | Self::Total)
    }
}

/// A field above or below the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum HeadField {
    /// 填报单位(公章): the union that reports.
    Unit,
    /// 填报人: who filled the form in.
    Preparer,
    /// 联系电话: the preparer's phone.
    Phone,
    /// 年 月 日: date of the form.
    Date,
    /// 负责人签字: signature of the person responsible.
    Responsible,
    /// 经办人签字: signature of the person who handled it.
    Handler,
    /// 审核: reviewer, where a form has one.
    Reviewer,
}

impl HeadField {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 7] = [
        Self::Unit,
        Self::Preparer,
        Self::Phone,
        Self::Date,
        Self::Responsible,
        Self::Handler,
        Self::Reviewer,
    ];

    /// The key of the JSON report.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Preparer => "preparer",
            Self::Phone => "phone",
            Self::Date => "date",
            Self::Responsible => "responsible",
            Self::Handler => "handler",
            Self::Reviewer => "reviewer",
        }
    }

    /// The label of the official layout.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Unit => "填报单位",
            Self::Preparer => "填报人",
            Self::Phone => "联系电话",
            Self::Date => "填报日期",
            Self::Responsible => "负责人签字",
            Self::Handler => "经办人签字",
            Self::Reviewer => "审核",
        }
    }

    /// What to write there, in a sentence or two.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Unit => "工会的全称；打印后在这里盖章。",
            Self::Preparer => "填这张表的人的姓名。",
            Self::Phone => "填报人的手机号，或带区号的座机。",
            Self::Date => "填好表的日子，例如 2021-02-08。",
            Self::Responsible => "打印后由工会负责人亲笔签。",
            Self::Handler => "打印后由具体经办的人亲笔签；与负责人是两个人。",
            Self::Reviewer => "没有这一栏的表不用加。",
        }
    }
}
