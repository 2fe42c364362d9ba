//! Which columns the costly rules over a whole form look at, and whether at its sums.
//!
//! After an edit elsewhere they needn't run again. A rule that isn't listed runs after every
//! edit: nothing goes stale for want of a line here. That the lines are true is tested by
//! edits at random (`tests/recheck.rs`).

use super::kept::Touched;
use crate::form::Field;

/// A rule that looks at nothing but some columns of the people's rows, and maybe at sums.
struct Reads {
    code: &'static str,
    fields: &'static [Field],
    totals: bool,
}

const fn reads(code: &'static str, fields: &'static [Field]) -> Reads {
    Reads { code, fields, totals: false }
}

const fn reads_sums_and(code: &'static str, fields: &'static [Field]) -> Reads {
    Reads { code, fields, totals: true }
}

/// What a row's amounts are made of.
const AMOUNTS: &[Field] = &[
    Field::Cash,
    Field::Goods,
    Field::Quantity,
    Field::UnitPrice,
    Field::GoodsValue,
    Field::Total,
];

static TABLE: &[Reads] = &[
    reads("F010", &[Field::Serial]),
    reads(
        "F012",
        &[Field::Unit, Field::Category, Field::Date, Field::Funding, Field::Payment, Field::Bank],
    ),
    reads("H111", &[Field::Date]),
    reads("P212", &[Field::IdNumber]),
    reads("P303", &[Field::Phone, Field::Name]),
    reads("P401", &[Field::IdNumber, Field::Date, Field::Cash, Field::Goods, Field::GoodsValue]),
    reads("P402", &[Field::IdNumber, Field::Name]),
    reads("P403", &[Field::IdNumber, Field::Name]),
    reads(
        "A108",
        &[
            Field::Category,
            // It breaks the ties of categories.
            Field::Reason,
            Field::Funding,
            Field::Date,
            Field::Cash,
            Field::Goods,
            Field::GoodsValue,
            // Cash and goods of one person may stand on two rows.
            Field::IdNumber,
        ],
    ),
    reads_sums_and("A104", AMOUNTS),
    reads_sums_and("A106", AMOUNTS),
    reads_sums_and(
        "A110",
        &[
            Field::Cash,
            Field::Goods,
            Field::Quantity,
            Field::UnitPrice,
            Field::GoodsValue,
            Field::Total,
            // Whom the sums of kinds add up, here and in A113.
            Field::Category,
            Field::Unit,
            Field::Funding,
            Field::Payment,
            Field::Post,
        ],
    ),
    reads_sums_and(
        "A113",
        &[
            Field::IdNumber,
            // A line without name and number may go on with the person above.
            Field::Name,
            Field::Category,
            Field::Unit,
            Field::Funding,
            Field::Payment,
            Field::Post,
        ],
    ),
    reads("G105", &[Field::Goods, Field::Quantity, Field::GoodsValue]),
    reads(
        "B104",
        &[
            Field::Cash,
            // A zero beside goods is no cash.
            Field::Goods,
            Field::GoodsValue,
            Field::Payment,
            Field::Account,
            Field::Reason,
            Field::Note,
        ],
    ),
    reads("B108", &[Field::Account, Field::IdNumber, Field::Name]),
    reads("M103", &[Field::Funding, Field::Category, Field::Reason, Field::Date]),
    reads("M104", &[Field::Funding]),
    reads("S104", &[Field::Agent, Field::IdNumber, Field::Name]),
];

/// Whether what was touched may change what a rule over a whole form finds.
pub(super) fn concerns(code: &str, touched: &Touched) -> bool {
    match TABLE.iter().find(|reads| reads.code == code) {
        Some(reads) => {
            reads.totals && touched.totals
                || reads.fields.iter().any(|field| touched.fields.contains(field))
        }
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::{Check, registry};

    #[test]
    fn only_rules_over_a_whole_form_are_listed_each_once() {
        for (at, Reads { code, fields, .. }) in TABLE.iter().enumerate() {
            let form = registry::rule(code)
                .is_some_and(|it| matches!(it.check, Check::Form(_) | Check::RowAndForm(..)));
            assert!(form, "{code}");
            assert!(!fields.is_empty(), "{code}");
            assert!(!TABLE.iter().skip(at + 1).any(|other| other.code == *code), "{code}");
        }
    }
}
