//! H — head and foot (附表, Art. 11).

mod date_missing;
mod date_wrong;
mod dated_before_visit;
mod handler_missing;
mod phone_missing;
mod phone_shape;
mod preparer_missing;
mod responsible_missing;
mod same_person;
mod seal;
mod unit_missing;

use super::quote::quoted_in_full;
use super::{FormView, Rule, Sink};
use crate::form::HeadField;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[
    &unit_missing::H101,
    &preparer_missing::H102,
    &phone_missing::H103,
    &phone_shape::H104,
    &date_missing::H105,
    &date_wrong::H106,
    &responsible_missing::H107,
    &handler_missing::H108,
    &seal::H109,
    &same_person::H110,
    &dated_before_visit::H111,
];

/// Reports a field of head or foot in which nothing was filled in.
fn missing(view: &FormView<'_>, field: HeadField, sink: &mut Sink<'_>) {
    let head = view.form.head.get(field);
    if head.is_missing() {
        sink.head(head, field, missing_message(view, field));
    }
}

/// Says whether the label is there with nothing beside it, or not there at all.
fn missing_message(view: &FormView<'_>, field: HeadField) -> String {
    let head = view.form.head.get(field);
    let title = field.title();
    if head.label.is_none() {
        match view.sheet.text_boxes {
            _ if is_continued(view) => format!("表上没有找到“{title}”。{CONTINUED}"),
            0 => format!("表上没有找到“{title}”。"),
            boxes => format!("表上没有找到“{title}”。{}", boxed(boxes)),
        }
    } else if let Some(written) = quoted_in_full(&head.text) {
        format!("“{title}”写的是{written}，等于没有填。")
    } else {
        format!("“{title}”还空着。")
    }
}

/// Whether a table says that it goes on with the one of another sheet, whose head it then lacks.
pub(super) fn is_continued(view: &FormView<'_>) -> bool {
    let title = view.form.title.as_ref().map_or("", |title| &title.at.text);
    [title, &view.sheet.name]
        .iter()
        .any(|name| ["续表", "续页", "(续)", "（续）"].iter().any(|word| name.contains(word)))
}

/// What to do about a table in two sheets.
pub(super) const CONTINUED: &str =
    "这张是续表：请把名单接到前一张表的下面，表头、合计、签字各留一份。";

/// What to say where something may stand in a text box, whose words aren't read.
pub(super) fn boxed(boxes: u32) -> String {
    format!("表上有 {boxes} 个文本框，里面的字看不到；写在文本框里的，请改写到格子里。")
}
