//! What is done with the bytes, target by target. A body returns, or there is a defect: it
//! panics where something doesn't hold that must, whatever the bytes.

use nuanbiao::export::{self, ExportError};
use nuanbiao::fix::Selection;
use nuanbiao::limits::Limits;
use nuanbiao::policy::Profile;
use nuanbiao::report::Privacy;
use nuanbiao::session::{Options, Session};
use nuanbiao::value::{Raw, account, date, id_number, mask, money, money_in_words, name, phone};
use nuanbiao::workbook::{self, Archive, Flow, Format, Workbook};

use super::{script, sound};

/// Smaller than the published ones, so that what is slow within them shows.
const LIMITS: Limits = Limits {
    inflated_bytes: 16 << 20,
    ratio_from_bytes: 4 << 20,
    cells: 200_000,
    ..Limits::DEFAULT
};

fn options() -> Options {
    Options { limits: LIMITS, ..Options::on(jiff::civil::date(2021, 2, 20)) }
}

fn read(bytes: &[u8], limits: &Limits) -> Option<Workbook> {
    match workbook::open("表", bytes, limits, &mut |_| Flow::Continue) {
        Ok(workbook) => {
            sound::workbook(&workbook, limits);
            Some(workbook)
        }
        Err(error) => {
            sound::refusal(&error);
            None
        }
    }
}

fn session(bytes: &[u8]) -> Option<Session> {
    Session::open("表", bytes, options(), &mut |_| Flow::Continue).ok()
}

/// Any container within the published limits: told by its bytes, then read.
pub fn open(bytes: &[u8]) {
    read(bytes, &Limits::DEFAULT);
}

/// xlsx and xlsm.
pub fn xlsx(bytes: &[u8]) {
    read(bytes, &LIMITS);
}

/// xlsb.
pub fn xlsb(bytes: &[u8]) {
    read(bytes, &LIMITS);
}

/// ods.
pub fn ods(bytes: &[u8]) {
    read(bytes, &LIMITS);
}

/// xls and et.
pub fn xls(bytes: &[u8]) {
    read(bytes, &LIMITS);
}

/// Text in any encoding, as a file and from the clipboard.
pub fn text(bytes: &[u8]) {
    read(bytes, &LIMITS);
    if let Ok(pasted) = std::str::from_utf8(bytes)
        && let Ok(workbook) = workbook::open_pasted(pasted, &LIMITS, &mut |_| Flow::Continue)
    {
        sound::workbook(&workbook, &LIMITS);
    }
}

/// A zip of files: each of them is read.
pub fn archive(bytes: &[u8]) {
    let Ok(Some(archive)) = Archive::open(bytes, &LIMITS) else { return };
    for path in archive.paths() {
        let steps = path.split('/');
        assert!(steps.clone().all(|step| !matches!(step, "" | "." | "..")), "{path}");
        assert!(!path.contains('\\') && !path.contains(':'), "{path}");
        match archive.read(path) {
            Ok(file) => drop(read(&file.unwrap_or_else(|| panic!("{path} is gone")), &LIMITS)),
            Err(error) => sound::refusal(&error),
        }
    }
}

/// From bytes to the report: forms, every rule, sums, what is shown of it.
pub fn check(bytes: &[u8]) {
    let Some(session) = session(bytes) else { return };
    sound::session(&session);
    drop(session.overview());
    let json = |session| export::json(session, Privacy::Masked).map(|it| it.bytes).ok();
    let report = json(&session).expect("a report can be written");
    let again = json(&self::session(bytes).expect("what opened once opens again"));
    assert!(again == Some(report), "two runs differ");
    drop(export::page(&session, Privacy::Masked));
}

/// A text, as each kind of value.
pub fn values(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let today = jiff::civil::date(2021, 2, 20);
    for raw in [Raw::text(text), Raw::csv(text)] {
        if let Some(amount) = money::read(&raw).good() {
            let shown = amount.to_string();
            assert_eq!(money::read(&Raw::csv(&shown)).good(), Some(amount), "{shown}");
            let words = money_in_words::write(*amount).expect("a good amount has words");
            let back = money_in_words::read(&words).expect("words that were written are read");
            assert!(back.amount == *amount && back.good_style, "{words}");
            drop(money::display(*amount));
        }
        let _ = money::read_quantity(&raw);
        if let Some(day) = date::read(&raw, today).good() {
            let shown = day.to_string();
            assert_eq!(date::read(&Raw::csv(&shown), today).good(), Some(day), "{shown}");
        }
        if let Some(id) = id_number::read(&raw, today).good() {
            assert_eq!(id_number::read(&Raw::text(id.as_str()), today).good(), Some(id));
            let _ = (id.birthday(), id.sex());
        }
        let _ = id_number::read_sex(&raw);
        if let Some(account) = account::read(&raw).good() {
            assert_eq!(account::read(&Raw::text(account.as_str())).good(), Some(account));
        }
        if let Some(phone) = phone::read(&raw).good() {
            assert_eq!(phone::read(&Raw::text(phone.as_str())).good(), Some(phone));
        }
        if let Some(name) = name::read(&raw).good() {
            assert_eq!(name::read(&Raw::text(name.as_str())).good(), Some(name));
            assert!(name::same_person(name.as_str(), name.as_str()));
        }
    }
    let _ = money_in_words::read(text);
    masked(text);
}

/// Never more than half of a value shows, and what is masked stays masked.
fn masked(text: &str) {
    let of_value = |c: &char| c.is_alphanumeric();
    let length = text.chars().filter(of_value).count();
    for mask in [mask::id_number, mask::account, mask::phone] {
        let shown = mask(text).chars().filter(of_value).count();
        assert!(shown <= length / 2, "{shown} of {length}");
    }
    drop(mask::name_public(text));
    let once = mask::digits_in_text(text);
    assert_eq!(mask::digits_in_text(&once), once);
}

/// Edits: what is found after each is what a check from the start finds.
pub fn edits(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (table, acts) = script::parse(text);
    let Some(mut session) = session(table.as_bytes()) else { return };
    for act in &acts {
        act.perform(&mut session);
        let workbook = session.workbook().clone();
        let anew = Session::new("表", table.as_bytes(), workbook, options());
        let state = |it: &Session| format!("{:#?}\n{:#?}", it.forms(), it.findings());
        assert_eq!(state(&session), state(&anew), "after {act:?}");
    }
    // A step that only took others off the record touches nothing.
    while session.overview().can_undo {
        session.undo();
    }
    let opened = self::session(table.as_bytes()).expect("what opened once opens again");
    assert_eq!(format!("{:?}", session.workbook()), format!("{:?}", opened.workbook()));
}

/// The own workbook, marked, unmarked and mended in place.
pub fn patch(bytes: &[u8]) {
    let Some(mut session) = session(bytes) else { return };
    if session.workbook().format != Format::Xlsx {
        return;
    }
    let findings = |session: &Session| format!("{:#?}", session.findings());
    match export::marked(&session, bytes) {
        Ok(marked) => {
            let reopened = self::session(&marked.bytes).expect("a marked workbook opens");
            assert_eq!(findings(&reopened), findings(&session), "marks change findings");
            let plain = export::unmarked(&reopened, &marked.bytes).expect("marks come off").bytes;
            let plain = self::session(&plain).expect("an unmarked workbook opens");
            assert_eq!(findings(&plain), findings(&session), "unmarking changes findings");
        }
        Err(error) => assert!(matches!(error, ExportError::Patch(_)), "{error:?}"),
    }
    session.apply_fixes(&Selection::default());
    if let Ok(mended) = export::kept_layout(&session, bytes) {
        self::session(&mended.bytes).expect("a mended workbook opens");
    }
}

/// A profile: what is in force, printed and read again, is the same.
pub fn profile(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Profile::from_toml(text) {
        Ok(profile) => {
            let printed = profile.to_toml();
            let again = Profile::from_toml(&printed).expect("a printed profile is read");
            assert_eq!(again.hash(), profile.hash(), "{printed}");
        }
        Err(error) => {
            assert!(error.line >= 1 && error.column >= 1, "{error:?}");
            assert!(!error.message.is_empty());
        }
    }
}
