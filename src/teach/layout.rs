//! 版式: the ways in which people lay the form out. A class gets its exercise in one of them,
//! and the tests hold every rule to all of them.

use super::relaid::{self, Laid};
use crate::rule::example::FormSheet;
use crate::workbook::Workbook;
use serde::{Deserialize, Serialize};

/// 版式.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Layout {
    /// 统一格式: as the blank form has it; label and value of head and foot share a cell.
    #[default]
    Official,
    /// 表头分格: the values of head and foot stand in cells of their own.
    Apart,
    /// 不从左上角起: the form begins at F12.
    Offset,
    /// 两行表头: amounts and account have a common title above their own.
    TwoRows,
    /// 调换列序: the columns in another order.
    Reordered,
    /// 分页小计: in the middle 小计, and the header once more.
    Pages,
    /// 一表多单位: a form of another unit above it, without a mistake.
    Stacked,
}

impl Layout {
    /// All of them, the official one first.
    pub const ALL: [Self; 7] = [
        Self::Official,
        Self::Apart,
        Self::Offset,
        Self::TwoRows,
        Self::Reordered,
        Self::Pages,
        Self::Stacked,
    ];

    /// The key of the command line.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Apart => "apart",
            Self::Offset => "offset",
            Self::TwoRows => "two-rows",
            Self::Reordered => "reordered",
            Self::Pages => "pages",
            Self::Stacked => "stacked",
        }
    }

    /// The words users see.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Official => "统一格式",
            Self::Apart => "表头分格",
            Self::Offset => "不从左上角起",
            Self::TwoRows => "两行表头",
            Self::Reordered => "调换列序",
            Self::Pages => "分页小计",
            Self::Stacked => "一表多单位",
        }
    }

    /// What it looks like.
    #[must_use]
    pub const fn looks(self) -> &'static str {
        match self {
            Self::Official => "和暖表的空白表一样",
            Self::Apart => "“填报单位”等写一格，内容写在右边另一格",
            Self::Offset => "上面、左边空着，表从 F12 开始",
            Self::TwoRows => "金额、账户几列上面还有一层大标题",
            Self::Reordered => "列都在，先后与空白表不同",
            Self::Pages => "中间有一行小计，表头再印一遍",
            Self::Stacked => "上面另有一个单位的表，是填对的",
        }
    }

    /// A form whose values of head and foot stand beside their labels, brought into the layout.
    ///
    /// # Errors
    /// Why this form can't be laid out so.
    pub fn lay(self, book: &Workbook) -> Result<Laid, &'static str> {
        match self {
            Self::Official => relaid::joined(book),
            Self::Apart => relaid::apart(book),
            Self::Offset => relaid::offset(book),
            Self::TwoRows => relaid::two_rows(book),
            Self::Reordered => relaid::reordered(book),
            Self::Pages => relaid::pages(book),
            Self::Stacked => relaid::stacked(book),
        }
    }

    /// The workbook a class gets: in all layouts but one, label and value of head and foot
    /// share a cell, as on the official form.
    pub(super) fn workbook(self, form: FormSheet) -> Result<Workbook, &'static str> {
        let book = form.into_workbook();
        let laid = match self {
            Self::Official | Self::Apart => self.lay(&book)?,
            // The other unit's form is like it.
            Self::Stacked => relaid::joined(&self.lay(&book)?.workbook)?,
            _ => self.lay(&relaid::joined(&book)?.workbook)?,
        };
        Ok(laid.workbook)
    }
}

/// A layout to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct LayoutDoc {
    /// Which one.
    pub key: Layout,
    /// Its name.
    pub label: String,
    /// What it looks like.
    pub looks: String,
}

/// The layouts, the official one first.
#[must_use]
pub fn layouts() -> Vec<LayoutDoc> {
    let doc = |key: Layout| LayoutDoc {
        key,
        label: key.label().to_owned(),
        looks: key.looks().to_owned(),
    };
    Layout::ALL.into_iter().map(doc).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn the_keys_are_those_of_the_wishes() {
        for layout in Layout::ALL {
            assert_eq!(serde_json::to_value(layout).unwrap(), layout.key());
        }
    }
}
