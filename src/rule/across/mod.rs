//! Group X, across files (第十一条, 第十六条): people and accounts in several files, forms
//! sent twice.

mod account_shared;
mod again;
mod repeated;
mod same_table;
mod two_names;
mod versions;
mod view;
mod year_total;

pub use view::{AcrossView, CrossFinding, CrossSink};

use super::Rule;

/// The rules, by number.
pub(super) const RULES: &[&Rule] = &[
    &repeated::X201,
    &again::X202,
    &account_shared::X203,
    &year_total::X204,
    &two_names::X205,
    &same_table::X206,
    &versions::X207,
];

/// A check over the lines of several files.
pub type AcrossCheck = fn(&AcrossView<'_>, &mut CrossSink<'_>);

/// Rules of other groups that hold across files as well, with what they look at there.
pub(super) const ALSO: &[(&Rule, AcrossCheck)] = &[
    (&super::person::P403, super::person::slips_across),
    (&super::conflict::K101, super::conflict::officials_across),
    (&super::conflict::K102, super::conflict::phones_across),
];
