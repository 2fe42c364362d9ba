//! What a cell's paragraphs show.

/// The text of paragraphs, with white space as OpenDocument means it (6.1.2).
pub(super) struct Paragraphs {
    pub(super) text: String,
    /// Bytes past which any text is too long and will be cut.
    most: usize,
    paragraphs: u32,
    inside: bool,
}

impl Paragraphs {
    pub(super) const fn new(chars: usize) -> Self {
        // No UTF-16 unit takes more than three bytes of UTF-8.
        Self { text: String::new(), most: chars * 3 + 8, paragraphs: 0, inside: false }
    }

    pub(super) fn begin(&mut self) {
        if self.paragraphs > 0 {
            self.push("\n");
        }
        self.paragraphs += 1;
        self.inside = true;
    }

    pub(super) const fn end(&mut self) {
        self.inside = false;
    }

    pub(super) fn push(&mut self, text: &str) {
        if self.text.len() <= self.most {
            self.text.push_str(text);
        }
    }

    pub(super) fn spaces(&mut self, count: u32) {
        let room = (self.most + 1).saturating_sub(self.text.len());
        self.text.extend(std::iter::repeat_n(' ', (count as usize).min(room)));
    }

    /// Runs of white space are one space; more are written with an element of their own.
    pub(super) fn text(&mut self, text: &str) {
        if !self.inside {
            return;
        }
        let mut blank = false;
        for c in text.chars() {
            let space = matches!(c, ' ' | '\t' | '\r' | '\n');
            if space && blank {
                continue;
            }
            blank = space;
            if self.text.len() > self.most {
                return;
            }
            self.text.push(if space { ' ' } else { c });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_what_opendocument_means_by_it() {
        let mut shown = Paragraphs::new(100);
        shown.text("\n  outside\n");
        shown.begin();
        shown.text("李四\n   一组");
        shown.spaces(3);
        shown.end();
        shown.text("\n");
        shown.begin();
        shown.text("二");
        shown.end();
        assert_eq!(shown.text, "李四 一组   \n二");
    }

    #[test]
    fn text_without_end_is_kept_only_so_far() {
        let mut shown = Paragraphs::new(10);
        shown.begin();
        shown.spaces(u32::MAX);
        for _ in 0..100 {
            shown.text("长");
            shown.push("长");
        }
        assert!(shown.text.len() < 50 && shown.text.chars().count() > 10);
    }
}
