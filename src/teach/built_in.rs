//! 例表: forms to look at, from one without a mistake to one for each kind of trouble, each
//! with its story.

use super::exercise::{Exercise, ExerciseError, Wishes};
use crate::export::{ExportError, Exported};
use crate::rule::example::Head;
use serde::Serialize;

/// An example form, before it is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct BuiltInForm {
    /// Its key.
    pub key: String,
    /// Its name in a few words.
    pub title: String,
    /// Who filled it in, and what went wrong: two sentences.
    pub story: String,
    /// The rules it breaks, once for each time; none for the form without a mistake.
    pub codes: Vec<String>,
}

struct Table {
    key: &'static str,
    title: &'static str,
    story: &'static str,
    head: Head<'static>,
    codes: &'static [&'static str],
}

const TABLES: [Table; 14] = [
    Table {
        key: "perfect",
        title: "填好了的表",
        story: "浦江水泵厂的贺美云对着证件和银行回单，一行一行填好了这份表。打印、签字、盖章以后就可以提交。",
        head: ["浦江水泵厂工会委员会", "021-50002345", "贺美云", "严国梁", "汤一鸣"],
        codes: &[],
    },
    Table {
        key: "mixed",
        title: "常见的毛病都有一点",
        story: "沪东锅炉厂的纪慧兰赶在截止前一天填完了这份表，没来得及再看一遍。电话、证号、性别、金额、账号、类别、日期、慰问品、签字各有一点毛病，合计也没有跟着改。",
        head: ["沪东锅炉厂工会委员会", "021-50007788", "纪慧兰", "顾长林", "谢文斌"],
        codes: &[
            "A105", "A110", "B106", "C105", "D104", "G103", "H103", "P203", "P206", "P209", "S101",
        ],
    },
    Table {
        key: "blank-head",
        title: "表头没有填全",
        story: "申江纺织厂的钟雅琴先录了名单，想着表头最后再填。交的时候忘了：单位、填报人、电话和日期都空着。",
        head: ["申江纺织厂工会委员会", "021-50003456", "钟雅琴", "金伯年", "卢向东"],
        codes: &["H101", "H102", "H103", "H105"],
    },
    Table {
        key: "lost-digits",
        title: "证号和账号成了数字",
        story: "滨江客运公司的姜淑文从人事系统里导出名单，粘到了普通的格子里。Excel 把长号码当成数字，末几位变成了 0，再也找不回来。",
        head: ["滨江客运公司工会委员会", "021-50004567", "姜淑文", "魏长河", "范立新"],
        codes: &["B107", "B107", "P206", "P206"],
    },
    Table {
        key: "id-slips",
        title: "证号录错了",
        story: "临江医院的陆婉如照着手写的名单录身份证号。有的少一位，有的末位不对，有的出生日期不存在，还有一位的性别对不上。",
        head: ["临江医院工会委员会", "021-50006789", "陆婉如", "石守诚", "康建业"],
        codes: &["P202", "P203", "P204", "P209"],
    },
    Table {
        key: "as-above",
        title: "用“同上”和合并格省事",
        story: "东滨码头的齐慧敏觉得同一个部门的人不用每行都写。于是有的格写“同上”，有的几个人合并成一格，审核时分不清谁是谁。",
        head: ["东滨码头工会委员会", "021-50007890", "齐慧敏", "尹长顺", "骆文达"],
        codes: &["F008", "F012", "F013"],
    },
    Table {
        key: "sums",
        title: "合计对不上",
        story: "西江电缆厂的柏素云改过一个人的金额，没有改后面的合计。行合计、总合计和人数各差一点，与银行回单对不上。",
        head: ["西江电缆厂工会委员会", "021-50008901", "柏素云", "毛志坚", "殷国庆"],
        codes: &["A109", "A110", "A113"],
    },
    Table {
        key: "cash",
        title: "发了现金，手续不全",
        story: "南浦环卫所的倪秀珍当天带着现金走访，回来才补表。有的没写为什么发现金，有的没有签字，有的签了别人的名字，有的只打了勾。",
        head: ["南浦环卫所工会委员会", "021-50009012", "倪秀珍", "庄德明", "柳成林"],
        codes: &["B104", "S101", "S102", "S109"],
    },
    Table {
        key: "cards",
        title: "慰问品不合规定",
        story: "北苑百货的穆春兰图方便，在慰问品里发了购物卡，还有蛋糕券。另有一份慰问品没有写折价，标准高低说不清。",
        head: ["北苑百货工会委员会", "021-50001122", "穆春兰", "季永年", "喻志远"],
        codes: &["G101", "G103", "G104"],
    },
    Table {
        key: "scope",
        title: "看不出是哪一类对象",
        story: "中原物业的葛佩芬把年底福利也写进了这张表。“全体职工”不在六类对象里，“见附件”看不出是哪一类，还有一位类别空着。",
        head: ["中原物业工会委员会", "021-50002233", "葛佩芬", "席建平", "鲍国强"],
        codes: &["C101", "C102", "C105"],
    },
    Table {
        key: "twice",
        title: "一人领了两次",
        story: "龙华机械厂的路美玲把两个车间的名单拼在一起。同一个人报了两次，还有两个人用了同一个账号。",
        head: ["龙华机械厂工会委员会", "021-50003344", "路美玲", "沙振声", "祝家驹"],
        codes: &["B108", "P401"],
    },
    Table {
        key: "own-interest",
        title: "经手人牵涉在里面",
        story: "安亭汽配厂的一位工会干事自己填表，名单里也有他。还有一份慰问品是经办人代领的，说不清到没到本人手里。",
        head: ["安亭汽配厂工会委员会", "021-50004455", "甘玉洁", "裴志国", "应子良"],
        codes: &["K101", "S105"],
    },
    Table {
        key: "wording",
        title: "写法不统一",
        story: "闵行印染厂的闻月琴请各车间自己填，再合成一张。意思都对，写法各样：金额带元、日期用点，类别、资金来源、发放方式用简称，证号、账号加空格；可以放心一键整理。",
        head: ["闵行印染厂工会委员会", "021-50005566", "闻月琴", "边守义", "乐卫东"],
        codes: &["A105", "B112", "B114", "C104", "D104", "M105", "P211"],
    },
    Table {
        key: "unsigned",
        title: "还没有人签字",
        story: "奉城电子厂的官雪梅填好了表，等着打印。除了签字都齐了：先核对再打印，就不用签两遍。",
        head: ["奉城电子厂工会委员会", "021-50006677", "官雪梅", "古长明", "井立功"],
        codes: &["S108"],
    },
];

/// How many people an example has.
const ROWS: usize = 12;

/// The example forms; the one without a mistake is the first.
#[must_use]
pub fn built_in() -> Vec<BuiltInForm> {
    TABLES.iter().map(Table::told).collect()
}

/// An example form as a workbook; `None` if there is none of that key.
///
/// # Errors
/// [`ExportError::Write`] if the workbook can't be written.
pub fn built_in_form(key: &str) -> Option<Result<Exported, ExportError>> {
    let table = TABLES.iter().find(|it| it.key == key)?;
    Some(table.file())
}

impl Table {
    fn told(&self) -> BuiltInForm {
        BuiltInForm {
            key: self.key.to_owned(),
            title: self.title.to_owned(),
            story: self.story.to_owned(),
            codes: self.codes.iter().map(|code| (*code).to_owned()).collect(),
        }
    }

    fn exercise(&self) -> Result<Exercise, ExerciseError> {
        let mut codes: Vec<String> = self.codes.iter().map(|code| (*code).to_owned()).collect();
        codes.dedup();
        let (rows, mistakes, seed) = (ROWS, self.codes.len(), self.key.to_owned());
        Exercise::of(&Wishes { codes, rows, mistakes, seed, ..Wishes::default() }, self.head)
    }

    fn file(&self) -> Result<Exported, ExportError> {
        let exercise = self.exercise().map_err(|error| ExportError::Write(error.to_string()))?;
        let name = format!("例表_{}.xlsx", self.title);
        Ok(Exported { name, ..exercise.form()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words that promise mistakes, and the rules these break.
    type Promise = (&'static str, &'static [&'static str]);

    /// What each story promises.
    const PROMISES: [(&str, &[Promise]); 14] = [
        ("perfect", &[]),
        (
            "mixed",
            &[
                ("电话", &["H103"]),
                ("证号", &["P203", "P206"]),
                ("性别", &["P209"]),
                ("金额", &["A105"]),
                ("账号", &["B106"]),
                ("类别", &["C105"]),
                ("日期", &["D104"]),
                ("慰问品", &["G103"]),
                ("签字", &["S101"]),
                ("合计也没有跟着改", &["A110"]),
            ],
        ),
        (
            "blank-head",
            &[("单位", &["H101"]), ("填报人", &["H102"]), ("电话", &["H103"]), ("日期", &["H105"])],
        ),
        ("lost-digits", &[("Excel 把长号码当成数字", &["B107", "P206"])]),
        (
            "id-slips",
            &[
                ("少一位", &["P202"]),
                ("末位不对", &["P203"]),
                ("出生日期不存在", &["P204"]),
                ("性别对不上", &["P209"]),
            ],
        ),
        ("as-above", &[("写“同上”", &["F012", "F013"]), ("合并成一格", &["F008"])]),
        ("sums", &[("行合计", &["A109"]), ("总合计", &["A110"]), ("人数", &["A113"])]),
        (
            "cash",
            &[
                ("没写为什么发现金", &["B104"]),
                ("没有签字", &["S101"]),
                ("签了别人的名字", &["S102"]),
                ("只打了勾", &["S109"]),
            ],
        ),
        ("cards", &[("购物卡", &["G103"]), ("蛋糕券", &["G104"]), ("没有写折价", &["G101"])]),
        ("scope", &[("全体职工", &["C105"]), ("见附件", &["C102"]), ("类别空着", &["C101"])]),
        ("twice", &[("同一个人报了两次", &["P401"]), ("同一个账号", &["B108"])]),
        ("own-interest", &[("名单里也有他", &["K101"]), ("代领", &["S105"])]),
        (
            "wording",
            &[
                ("金额带元", &["A105"]),
                ("日期用点", &["D104"]),
                ("类别", &["C104"]),
                ("资金来源", &["M105"]),
                ("发放方式用简称", &["B114"]),
                ("证号、账号加空格", &["B112", "P211"]),
            ],
        ),
        ("unsigned", &[("除了签字", &["S108"])]),
    ];

    /// That a file has these very codes, a test of what a check finds in it makes sure of.
    #[test]
    fn a_story_promises_the_mistakes_that_are_in_its_file() {
        for (table, (key, promises)) in TABLES.iter().zip(PROMISES) {
            assert_eq!(table.key, key);
            for (phrase, _) in promises {
                assert!(table.story.contains(phrase), "{key}: {phrase}");
            }
            let mut promised: Vec<&str> =
                promises.iter().flat_map(|(_, codes)| codes.iter().copied()).collect();
            promised.sort_unstable();
            let mut planted = table.codes.to_vec();
            planted.dedup();
            assert_eq!(promised, planted, "{key}");
        }
    }
}
