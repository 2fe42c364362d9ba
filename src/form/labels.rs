//! Pairs of label and value within one cell of head or foot.

use super::fold::{Glyph, glyphs, trim, without_brackets};
use super::{HeadField, MoneyScale};
use crate::policy::Profile;

/// How many characters of a cell are searched for labels; a longer cell is a note.
const SEARCHED: usize = 120;
/// The longest label, in characters.
const LABEL: usize = 8;

/// The longest remark in brackets behind a label.
const BRACKETS: usize = 12;

/// One label found in a cell's text, with the text that follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair<'t> {
    /// Which field the label names.
    pub(super) field: HeadField,
    /// What follows, up to the next label, trimmed.
    pub(super) value: &'t str,
    /// A colon stood between them.
    pub(super) colon: bool,
}

/// Before a label they make it somebody else's: 财务负责人 is not the 负责人 who answers for
/// the form.
const OTHERS: [&str; 5] = ["财务", "会计", "纪检", "监察", "人事"];

/// A label's place among the glyphs; one that is none of ours (编号:, 财务负责人:) ends the
/// value before it all the same.
struct Hit {
    field: Option<HeadField>,
    start: usize,
    value: usize,
    colon: bool,
}

/// Finds every label in a cell: 「填报人：张三　联系电话：021-…」 gives two pairs.
///
/// With a colon behind it a label may follow anything; without one it must stand free
/// (「负责人签字　　经办人签字」), so that a word inside a sentence is no label.
/// 「单位：元」 is no 填报单位: it states the unit of the amounts, see [`amount_unit`].
pub(super) fn pairs<'t>(text: &'t str, profile: &Profile) -> Vec<Pair<'t>> {
    let all = glyphs(text, SEARCHED);
    let hits = hits(&all, profile);
    let mut found = Vec::with_capacity(hits.len());
    for (index, hit) in hits.iter().enumerate() {
        let Some(field) = hit.field else { continue };
        let from = all.get(hit.value).map_or(text.len(), |glyph| glyph.at);
        let to = hits
            .get(index + 1)
            .and_then(|next| all.get(next.start))
            .map_or(text.len(), |glyph| glyph.at);
        let value = trim(text.get(from..to).unwrap_or_default());
        if field == HeadField::Unit && amount_unit(value).is_some() {
            continue;
        }
        found.push(Pair { field, value, colon: hit.colon });
    }
    found
}

/// Whether a text is nothing but a label that isn't ours: 财务负责人签字, 监督人:.
pub(super) fn is_another(text: &str, profile: &Profile) -> bool {
    let folded = without_brackets(&super::fold::fold_start(text, 4 * LABEL));
    let closed = folded.len() > 1 && folded.ends_with(':');
    let bare = folded.trim_end_matches(':');
    let named = bare.char_indices().skip(1).any(|(at, _)| {
        let label = bare.get(at..).unwrap_or_default();
        label.chars().count() >= 3 && head_field(label, profile).is_some()
    });
    (closed || named) && pairs(text, profile).is_empty()
}

/// What stands before the first label of a cell, ours or another: all of it where there is
/// none. In a cell beside a label that is the label's value: 「张三　电话：021-…」.
pub(super) fn before<'t>(text: &'t str, profile: &Profile) -> &'t str {
    let all = glyphs(text, SEARCHED);
    let first = hits(&all, profile).first().and_then(|hit| all.get(hit.start));
    trim(text.get(..first.map_or(text.len(), |glyph| glyph.at)).unwrap_or_default())
}

fn hits(all: &[Glyph], profile: &Profile) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut at = 0;
    while at < all.len() {
        match label_at(all, at, profile).or_else(|| other_label_at(all, at, profile)) {
            Some(hit) => {
                at = hit.value.max(at + 1);
                hits.push(hit);
            }
            None => at += 1,
        }
    }
    hits
}

/// A label we don't know, at the beginning of a word: a few Chinese characters and a colon.
fn other_label_at(all: &[Glyph], start: usize, profile: &Profile) -> Option<Hit> {
    if start > 0 && !all.get(start)?.gap {
        return None;
    }
    let length = all.get(start..)?.iter().take(LABEL + 1).position(|glyph| glyph.c == ':')?;
    let word: String = all.get(start..start + length)?.iter().map(|glyph| glyph.c).collect();
    let chinese = word.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    // 「上级工会负责人：」 ends with one of ours, which is found there.
    let ours = word.char_indices().skip(1).any(|(at, _)| {
        let (before, label) = word.split_at(at);
        let others = OTHERS.iter().any(|it| before.ends_with(it));
        !others && label.chars().count() >= 3 && head_field(label, profile).is_some()
    });
    (length >= 2 && chinese && !ours).then_some(Hit {
        field: None,
        start,
        value: start + length + 1,
        colon: true,
    })
}

/// Whether a text begins with a label: enough to know a line of head or foot by.
pub(super) fn begins(text: &str, profile: &Profile) -> bool {
    label_at(&glyphs(text, 4 * LABEL), 0, profile).is_some()
}

/// The label that begins at a glyph, longest first.
fn label_at(all: &[Glyph], start: usize, profile: &Profile) -> Option<Hit> {
    let free = start == 0
        || all.get(start)?.gap
        || all.get(start - 1).is_some_and(|glyph| is_break(glyph.c));
    // Within a word only a label with a colon counts: look no further without one.
    let window = all.get(start..all.len().min(start + 2 * LABEL))?;
    if !free && !window.iter().any(|glyph| glyph.c == ':') {
        return None;
    }
    let mut label: String = window.iter().take(LABEL).map(|glyph| glyph.c).collect();
    let mut length = window.len().min(LABEL);
    while length >= 2 {
        if let Some(field) = head_field(&label, profile)
            && (free || !is_others(all, start))
            && let Some((value, colon)) = behind(all, start + length)
        {
            let stands_free = free
                && all.get(value).is_none_or(|next| {
                    next.gap || next.c == '_' || field == HeadField::Date && next.c.is_ascii_digit()
                });
            // 「【填报单位】某某工会」: the bracket behind the label is as good as a colon.
            let closed = all.get(start + length).is_some_and(|glyph| glyph.c == ')');
            if closed && start > 0 && all.get(start - 1).is_some_and(|glyph| glyph.c == '(') {
                return Some(Hit {
                    field: Some(field),
                    start: start - 1,
                    value: value.max(start + length + 1),
                    colon: true,
                });
            }
            if colon && (free || length >= 3) || !colon && stands_free {
                return Some(Hit { field: Some(field), start, value, colon });
            }
        }
        label.pop();
        length -= 1;
    }
    None
}

/// Whether what stands right before a label makes it somebody else's.
fn is_others(all: &[Glyph], start: usize) -> bool {
    let before: String =
        all.get(start.saturating_sub(2)..start).into_iter().flatten().map(|it| it.c).collect();
    OTHERS.contains(&before.as_str())
}

/// The field of a label; brackets and punctuation are no part of one.
fn head_field(label: &str, profile: &Profile) -> Option<HeadField> {
    if label.contains([':', '(', ')']) {
        return None;
    }
    profile.head_label(label)
}

/// Where the value begins behind a label, and whether a colon led to it. Passes over
/// 「(公章)」.
fn behind(all: &[Glyph], mut at: usize) -> Option<(usize, bool)> {
    let mut colon = false;
    loop {
        match all.get(at).map(|glyph| glyph.c) {
            Some('(') => {
                let inside = all.get(at..all.len().min(at + BRACKETS))?;
                let Some(close) = inside.iter().position(|glyph| glyph.c == ')') else {
                    return Some((at, colon));
                };
                // 「(021)…」 behind a colon is a value, not a remark on the label.
                if colon && inside.iter().any(|glyph| glyph.c.is_ascii_digit()) {
                    return Some((at, colon));
                }
                at += close + 1;
            }
            Some(':') => {
                colon = true;
                at += 1;
            }
            _ => return Some((at, colon)),
        }
    }
}

/// Characters that end a word.
const fn is_break(c: char) -> bool {
    matches!(c, '_' | ',' | ';' | ')' | '(' | '*' | '★' | '※' | '/' | '|' | '。' | '—' | '-')
}

/// The unit of amounts that a text names, if it names one and nothing else.
pub(super) fn amount_unit(text: &str) -> Option<MoneyScale> {
    let folded = super::fold::fold_start(text, 16);
    let unit: String = folded
        .chars()
        .filter(|c| !matches!(c, '(' | ')' | '/' | ',' | ':' | '.' | '。'))
        .filter(|c| !matches!(c, '人' | '民' | '币' | '份' | '户' | '名' | '次' | '套'))
        .collect();
    match unit.as_str() {
        "元" | "圆" | "元元" => Some(MoneyScale::Yuan),
        "千元" | "千圆" | "仟元" => Some(MoneyScale::Thousand),
        "万元" | "万圆" | "万" => Some(MoneyScale::TenThousand),
        _ => None,
    }
}

/// The unit of amounts a cell of title or head states: 「单位：万元」, 「金额(万元)」.
pub(super) fn stated_unit(text: &str) -> Option<MoneyScale> {
    let folded = super::fold::fold_start(text, SEARCHED);
    if let Some((_, behind)) = folded.split_once("单位:") {
        let word: String = behind.chars().take_while(|c| *c != ')').take(6).collect();
        if let Some(unit) = amount_unit(&word) {
            return Some(unit);
        }
    }
    [
        ("万元", MoneyScale::TenThousand),
        ("千元", MoneyScale::Thousand),
        ("仟元", MoneyScale::Thousand),
    ]
    .into_iter()
    .find(|(unit, _)| {
        [format!("({unit})"), format!("单位{unit}"), format!("单位({unit}")]
            .iter()
            .any(|said| folded.contains(said))
    })
    .map(|(_, scale)| scale)
}
