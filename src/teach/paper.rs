//! An exercise as files: the form for the class, and its answers for the trainer.

use super::exercise::{Exercise, is_same};
use super::layout::Layout;
use crate::export::{self, ExportError, Exported};
use crate::rule::{Finding, example};
use crate::session::{Codes, Options, Session};
use crate::workbook::Flow;

/// What both files are called before the dot.
const NAME: &str = "送温暖慰问实名制汇总表_练习";

impl Exercise {
    /// The form for the class, in the look of the official layout; nothing in it tells where
    /// the mistakes are.
    ///
    /// # Errors
    /// [`ExportError`] if the workbook can't be written.
    pub fn form(&self) -> Result<Exported, ExportError> {
        let options = Options::on(example::TODAY);
        let session = Session::new(NAME, &[], self.workbook.clone(), options);
        export::verbatim(&session, &format!("{NAME}.xlsx"))
    }

    /// The answers for the trainer: the same form with every mistake marked, and a list of
    /// them.
    ///
    /// # Errors
    /// [`ExportError`] if the workbook can't be written.
    pub fn answer_sheet(&self) -> Result<Exported, ExportError> {
        let made = self.form()?;
        // What is said of every form isn't an answer.
        let codes = self.besides.iter().map(|it| it.code().to_owned());
        let codes = Codes { select: Vec::new(), ignore: codes.collect() };
        let options = Options { codes, ..Options::on(example::TODAY) };
        let session = Session::open(&made.name, &made.bytes, options, &mut |_| Flow::Continue)
            .map_err(|error| ExportError::Write(error.message))?;
        let before = |finding: &Finding| {
            let planted = self.planted.iter().find(|it| is_same(&it.finding, finding))?;
            planted.right.clone().filter(|text| !text.trim().is_empty())
        };
        let wishes = &self.wishes;
        let which = if wishes.codes.is_empty() {
            format!("难度：{}", wishes.level.label())
        } else {
            format!("规则：{}", wishes.codes.join("、"))
        };
        let layout = match wishes.layout {
            Layout::Official => String::new(),
            other => format!("；版式：{}", other.label()),
        };
        let remarks = vec![
            format!(
                "{which}{layout}；{} 人，{} 处；种子：{}。同样的选择、同样的种子，出的题也一样。",
                wishes.rows, wishes.mistakes, wishes.seed
            ),
            "表里的人、单位、号码都是编的。".to_owned(),
        ];
        export::answers(&session, &made.bytes, &format!("{NAME}_答案.xlsx"), before, remarks)
    }
}
