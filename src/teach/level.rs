//! How hard an exercise is: which mistakes a class looks for.

use super::plant::why_not;
use crate::rule::{Rule, registry};
use serde::{Deserialize, Serialize};

/// 难度.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Difficulty {
    /// 初学: something is left blank, or plainly isn't what belongs there.
    Beginner,
    /// 常见错误: what forms are sent back for.
    #[default]
    Usual,
    /// 审计: what only shows when rows, people and articles are held beside each other.
    Audit,
}

impl Difficulty {
    /// All three, the easiest first.
    pub const ALL: [Self; 3] = [Self::Beginner, Self::Usual, Self::Audit];

    /// The key of the command line.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Beginner => "beginner",
            Self::Usual => "usual",
            Self::Audit => "audit",
        }
    }

    /// The word users see.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Beginner => "初学",
            Self::Usual => "常见错误",
            Self::Audit => "审计",
        }
    }

    /// The codes of its rules.
    #[must_use]
    pub const fn codes(self) -> &'static [&'static str] {
        match self {
            Self::Beginner => &[
                "H101", "H102", "H103", "H105", "P101", "P201", "P202", "P206", "C101", "C109",
                "A101", "A102", "A105", "A110", "B101", "B103", "S101", "M101", "D101", "D102",
            ],
            Self::Usual => &[
                "F010", "F012", "F013", "H104", "H106", "H107", "H108", "P102", "P103", "P105",
                "P203", "P206", "P209", "P211", "P401", "C102", "C103", "C104", "C105", "A102",
                "A103", "A105", "A109", "A110", "A111", "G101", "G103", "B104", "B105", "B106",
                "B107", "B112", "B114", "S101", "S102", "S109", "M105", "M106", "D103", "D104",
                "D105", "D106",
            ],
            Self::Audit => &[
                "F006", "F008", "F015", "H110", "H111", "P204", "P207", "P210", "P303", "P401",
                "P402", "P403", "C105", "C106", "C107", "C108", "A106", "A108", "A110", "A113",
                "G103", "G104", "G105", "B108", "B109", "B110", "B113", "S102", "S103", "S104",
                "S105", "M102", "M103", "M104", "K101", "K102",
            ],
        }
    }

    /// Its rules.
    pub fn rules(self) -> impl Iterator<Item = &'static Rule> {
        self.codes().iter().filter_map(|code| registry::rule(code))
    }
}

/// A rule as something to be found.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Plantable {
    /// Its code.
    pub code: String,
    /// Its name.
    pub title: String,
    /// The levels it is in.
    pub levels: Vec<Difficulty>,
    /// Why it can't be in an exercise; `None` if it can.
    pub why_not: Option<String>,
}

/// Every rule, and whether it can be in an exercise.
#[must_use]
pub fn plantable() -> Vec<Plantable> {
    registry::rules()
        .map(|rule| Plantable {
            code: rule.code.to_owned(),
            title: rule.title.to_owned(),
            levels: Difficulty::ALL
                .into_iter()
                .filter(|it| it.codes().contains(&rule.code))
                .collect(),
            why_not: why_not(rule).map(str::to_owned),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_of_a_level_can_be_planted() {
        for level in Difficulty::ALL {
            assert_eq!(level.rules().count(), level.codes().len(), "{level:?}");
            for rule in level.rules() {
                assert_eq!(why_not(rule), None, "{}", rule.code);
            }
        }
    }
}
