//! Group K across files: those who hand out by one form among those who receive by another.

use crate::ledger::keys::Key;
use crate::ledger::{LineRef, Official, Place, Table, TableId};
use crate::rule::{AcrossView, CrossSink};
use crate::value::name;
use crate::workbook::CellRef;
use std::collections::HashMap;

/// An official of a form, with the form.
type OfficialOf<'a> = (TableId, &'a Table, &'a Official);

/// K101: an official of one form receives by another. Equal names are many in a district, so
/// that the name alone says something only where the forms are of one unit; elsewhere the
/// phone must be the same as well.
pub(in crate::rule) fn officials(view: &AcrossView<'_>, sink: &mut CrossSink<'_>) {
    let mut by_name: HashMap<String, Vec<OfficialOf<'_>>> = HashMap::new();
    for (id, table) in tables(view) {
        for official in &table.officials {
            by_name.entry(name::folded(&official.name)).or_default().push((id, table, official));
        }
    }
    for it in view.lines() {
        let Some(named) = it.line.name.as_deref().and_then(|own| by_name.get(&name::folded(own)))
        else {
            continue;
        };
        // On their own form they are found when that file is checked.
        if named.iter().any(|(id, ..)| *id == it.id) {
            continue;
        }
        let also: Vec<_> = named.iter().filter(|(_, table, of)| is_same(&it, table, of)).collect();
        let Some((id, table, official)) = also.last() else { continue };
        let title = official.role.title();
        let role = title.strip_suffix("签字").unwrap_or(title);
        let whose = if it.table.same_unit(table) {
            "同一家单位另一份表".to_owned()
        } else {
            format!("{}那份表", table.unit_name())
        };
        let same = if it.table.same_unit(table) { "同名" } else { "同名，电话也相同" };
        let message =
            format!("{}的这一位慰问对象，与{whose}的{role}{same}。", it.table.unit_name());
        sink.line(&it, it.table.name_col, at(*id, official.at), message);
    }
}

fn is_same(it: &LineRef<'_>, table: &Table, official: &Official) -> bool {
    let phones = it.line.phone.zip(table.preparer_phone().filter(|_| official.is_preparer()));
    it.table.file != table.file
        && (it.table.same_unit(table) || phones.is_some_and(|(own, theirs)| own == theirs))
}

/// K102: a recipient is reached at the phone of who prepared another form.
pub(in crate::rule) fn phones(view: &AcrossView<'_>, sink: &mut CrossSink<'_>) {
    let mut by_phone: HashMap<Key, Vec<(TableId, &Table)>> = HashMap::new();
    for (id, table) in tables(view) {
        if let Some(phone) = table.preparer_phone() {
            by_phone.entry(phone).or_default().push((id, table));
        }
    }
    for it in view.lines() {
        let Some(theirs) = it.line.phone.and_then(|phone| by_phone.get(&phone)) else { continue };
        let own_name = it.line.name.as_deref().unwrap_or_default();
        // On their own form it is found when that file is checked; and who prepares a form
        // has that phone rightly.
        let settled = theirs.iter().any(|(id, table)| {
            let mut preparers = table.officials.iter().filter(|official| official.is_preparer());
            *id == it.id || preparers.any(|of| name::same_person(&of.name, own_name))
        });
        let Some((id, table)) = theirs.last().filter(|_| !settled) else { continue };
        let Some((_, place)) = table.phone else { continue };
        let message = format!("这个电话与{}另一份表的填报人联系电话相同。", table.unit_name());
        sink.line(&it, it.table.phone_col, at(*id, place), message);
    }
}

/// The tables that count, with their positions.
fn tables<'a>(view: &AcrossView<'a>) -> impl Iterator<Item = (TableId, &'a Table)> {
    let tables = view.ledger.tables().iter().enumerate();
    tables.filter(|(id, _)| !view.copies.is_superseded(*id))
}

const fn at(table: TableId, (row, col): (u32, u32)) -> Place {
    Place { table, cell: CellRef::new(row, col) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use crate::across;
    use crate::ledger::Ledger;
    use crate::ledger::keys::Secret;
    use crate::session::{Options, Session};
    use crate::workbook::Flow;

    /// What is found of group K across forms of (unit, preparer and phone, recipient and
    /// phone), as `code file cell, file cell`.
    fn found(forms: &[(&str, &str, &str)]) -> Vec<String> {
        let options = Options::on(jiff::civil::date(2021, 2, 20));
        let mut ledger = Ledger::default();
        for (number, (unit, preparer, recipient)) in forms.iter().enumerate() {
            let csv = format!(
                "填报单位：,{unit}\n填报人：,{preparer}\n姓名,电话,慰问金额\n{recipient},{number}00\n"
            );
            let session =
                Session::open("a.csv", csv.as_bytes(), options.clone(), &mut |_| Flow::Continue)
                    .unwrap();
            ledger.add(number.to_string(), across::extract(&session, Secret::new(1)));
        }
        let found = across::cross(&ledger, &options.profile, &options.codes);
        let of_group = found.iter().filter(|it| it.code().starts_with('K'));
        let text = |it: &crate::rule::CrossFinding| {
            let place = |place: &crate::ledger::Place| {
                let table = ledger.tables().get(place.table).unwrap();
                format!("{} {}", ledger.path(table), place.cell)
            };
            format!("{} {}", it.code(), it.places.iter().map(place).collect::<Vec<_>>().join(", "))
        };
        of_group.map(text).collect()
    }

    const OFFICE: &str = "周慧敏,,联系电话：,13800001001";
    const OTHER: &str = "沈一平,,联系电话：,13800001002";

    #[test]
    fn who_prepares_one_form_of_a_unit_receives_by_another() {
        let second = ("甲厂工会", OTHER, "周慧敏,13900001001");
        assert_eq!(
            found(&[("甲厂工会", OFFICE, "陈桂芳,13900001009"), second]),
            ["K101 1 A4, 0 B2"]
        );
        // Written otherwise, the name is the same.
        let spaced = ("甲厂工会", OTHER, "周　慧敏,13900001001");
        assert_eq!(found(&[("甲厂工会", OFFICE, "陈桂芳,"), spaced]), ["K101 1 A4, 0 B2"]);
    }

    #[test]
    fn a_name_alone_says_nothing_of_another_unit() {
        let first = ("甲厂工会", OFFICE, "陈桂芳,13900001009");
        assert_eq!(found(&[first, ("乙厂工会", OTHER, "周慧敏,13900001001")]), [""; 0]);
        assert_eq!(found(&[first, ("乙厂工会", OTHER, "周慧敏,13800001001")]), ["K101 1 A4, 0 B2"]);
    }

    #[test]
    fn a_recipient_reached_at_the_phone_of_another_forms_preparer() {
        let first = ("甲厂工会", OFFICE, "陈桂芳,13900001009");
        assert_eq!(
            found(&[first, ("乙厂工会", OTHER, "刘建国,138 0000 1001")]),
            ["K102 1 B4, 0 E2"]
        );
    }

    #[test]
    fn what_a_file_tells_by_itself_is_not_told_again() {
        // Both forms are prepared by the same person at the same phone.
        let first = ("甲厂工会", OFFICE, "陈桂芳,13900001009");
        assert_eq!(found(&[first, ("甲厂工会", OFFICE, "周慧敏,13800001001")]), [""; 0]);
        assert_eq!(found(&[first, ("甲厂工会", OFFICE, "刘建国,13800001001")]), [""; 0]);
    }
}
