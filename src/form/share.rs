//! One head for several tables of a sheet.

use super::{Form, HeadField};

/// Tables that stand under one 填报单位 share its head, and the foot below the last of
/// them: each takes over what it lacks itself.
pub(super) fn heads(forms: &mut [Form]) {
    let mut rest = forms;
    while !rest.is_empty() {
        let more = rest.iter().skip(1).position(has_own_unit).unwrap_or(rest.len() - 1);
        let (group, others) = rest.split_at_mut((more + 1).min(rest.len()));
        if group.len() > 1 {
            share(group);
        }
        rest = others;
    }
}

/// Whether a table has its own 填报单位 above it.
fn has_own_unit(form: &Form) -> bool {
    form.head.get(HeadField::Unit).label.is_some_and(|label| label.row < *form.header_rows.start())
}

fn share(group: &mut [Form]) {
    let seal = group.iter().any(|form| form.head.seal);
    for form in group.iter_mut() {
        form.head.seal = seal;
    }
    for field in HeadField::ALL {
        let known = |form: &&Form| {
            let value = form.head.get(field);
            value.label.is_some() || value.place.is_some()
        };
        let filled = |form: &&Form| !form.head.get(field).is_missing();
        let donor = group.iter().find(filled).or_else(|| group.iter().find(known));
        let Some((value, date)) = donor.map(|it| (it.head.get(field).clone(), it.date)) else {
            continue;
        };
        for form in group.iter_mut().filter(|form| !known(&&**form)) {
            *form.head.get_mut(field) = value.clone();
            if field == HeadField::Date {
                form.date = date;
            }
        }
    }
}
