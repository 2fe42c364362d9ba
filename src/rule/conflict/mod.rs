//! K — conflicts of interest (Art. 16): those who hand out among those who receive.

mod across;
mod official;
mod preparers_phone;

use super::Rule;
use crate::form::{Form, HeadField};
use crate::value::name::{names_in, same_person};

pub(super) use across::{officials as officials_across, phones as phones_across};
pub(super) use official::K101;
pub(super) use preparers_phone::K102;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[&K101, &K102];

/// Whether a name is one of those in a field of head or foot, which may hold several
/// (张三、李四) and an honorific or a phone behind a name.
pub(super) fn is_named(form: &Form, field: HeadField, name: &str) -> bool {
    let head = form.head.get(field);
    !head.is_missing() && names_in(&head.text).any(|part| same_person(part, name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Profile;
    use crate::rule::example::{self, TODAY};
    use crate::rule::{Change, Example};

    fn named(example: Example) -> bool {
        let Some(workbook) = example::workbook(example) else { return false };
        let found = crate::form::find(&workbook, Profile::built_in(), TODAY);
        found.forms.iter().any(|form| is_named(form, HeadField::Handler, "陈桂芳"))
    }

    #[test]
    fn names_are_found_as_they_are_written() {
        assert!(named(&[Change::Head(HeadField::Handler, "陈桂芳")]));
        assert!(named(&[Change::Head(HeadField::Handler, "陈　桂芳")]));
        assert!(named(&[Change::Head(HeadField::Handler, "沈一平、陈桂芳")]));
        assert!(named(&[Change::Head(HeadField::Handler, "沈一平 陈桂芳")]));
        assert!(named(&[Change::Head(HeadField::Handler, "陈桂芳（工会）")]));
        assert!(!named(&[Change::Head(HeadField::Handler, "陈桂芳芳")]));
        assert!(!named(&[Change::Head(HeadField::Handler, "无")]));
    }
}
