//! XML in many legal ways: one workbook keeps to its habits, with exceptions.

use super::dice::Dice;

/// How a workbook's parts are written.
pub struct Pen {
    pub dice: Dice,
    pub xml: String,
    /// `x:` or nothing.
    prefix: &'static str,
    quote: char,
    /// Whether blanks and comments stand between elements.
    airy: bool,
    /// Whether text is written in odd ways.
    odd_text: bool,
    /// Whether CDATA is among the odd ways, and values that are no text are written oddly too.
    pub odd_everywhere: bool,
}

impl Pen {
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        Self {
            prefix: if dice.once_in(3) { *dice.pick(&["x:", "main:", "ss-1.0:"]) } else { "" },
            quote: if dice.once_in(3) { '\'' } else { '"' },
            airy: dice.once_in(2),
            odd_text: dice.once_in(2),
            odd_everywhere: dice.once_in(3),
            xml: String::new(),
            dice,
        }
    }

    /// The finished part; the pen begins a new one.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.xml).into_bytes()
    }

    /// Begins a part: declaration, root with its namespaces.
    pub fn root(&mut self, name: &str, namespace: &str, relationships: &str) {
        if self.dice.once_in(8) {
            self.xml.push('\u{feff}');
        }
        match self.dice.below(3) {
            0 => (),
            1 => self
                .xml
                .push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"),
            _ => self.xml.push_str("<?xml version='1.0' encoding='utf-8'?><!-- a > b & c -->\n"),
        }
        let xmlns = match self.prefix.strip_suffix(':') {
            Some(prefix) => format!("xmlns:{prefix}"),
            None => "xmlns".to_owned(),
        };
        self.open(name, &[(&xmlns, namespace), ("xmlns:r", relationships)]);
    }

    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.xml.push('>');
    }

    pub fn close(&mut self, name: &str) {
        let blank = if self.dice.once_in(20) { " " } else { "" };
        self.xml.push_str(&format!("</{}{name}{blank}>", self.prefix));
    }

    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        if self.dice.once_in(10) {
            self.open(name, attributes);
            self.close(name);
        } else {
            self.tag(name, attributes);
            self.xml.push_str(if self.airy { " />" } else { "/>" });
        }
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.xml.push_str(&format!("<{}{name}", self.prefix));
        let mut order: Vec<_> = attributes.to_vec();
        if self.dice.once_in(3) {
            self.dice.shuffle(&mut order);
        }
        for (name, value) in order {
            let gap = if self.airy { *self.dice.pick(&[" ", "  ", "\n", "\t"]) } else { " " };
            let equals = if self.airy && self.dice.once_in(9) { " = " } else { "=" };
            let quote = if self.dice.once_in(9) { '"' } else { self.quote };
            let value = value.replace('&', "&amp;").replace('<', "&lt;");
            let value = value.replace('"', "&quot;").replace('\'', "&apos;");
            self.xml.push_str(&format!("{gap}{name}{equals}{quote}{value}{quote}"));
        }
    }

    /// What may stand between elements and means nothing.
    pub fn air(&mut self) {
        if self.airy {
            let air = ["", "\n  ", "\r\n", " ", "<!-- <c r=\"A1\"><v>1</v></c> -->", "<?a b?>"];
            let air = *self.dice.pick(&air);
            self.xml.push_str(air);
        }
    }

    /// Character data.
    pub fn text(&mut self, text: &str) {
        for c in text.chars() {
            let must = matches!(c, '&' | '<' | '>');
            if !must && (!(self.odd_text || self.odd_everywhere) || !self.dice.once_in(6)) {
                self.xml.push(c);
                continue;
            }
            match (self.dice.below(4), c) {
                (0, _) if self.odd_everywhere && c != ']' && c != '>' => {
                    self.xml.push_str(&format!("<![CDATA[{c}]]>"))
                }
                (1, _) => self.xml.push_str(&format!("&#x{:x};", u32::from(c))),
                (2, _) => self.xml.push_str(&format!("&#{:04};", u32::from(c))),
                (_, '&') => self.xml.push_str("&amp;"),
                (_, '<') => self.xml.push_str("&lt;"),
                (_, '>') => self.xml.push_str("&gt;"),
                (_, '"') => self.xml.push_str("&quot;"),
                (_, c) => self.xml.push(c),
            }
        }
    }

    /// `<t>`, with the mark that keeps blanks where there are any.
    pub fn t(&mut self, text: &str) {
        let blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
        if blank(text.chars().next()) || blank(text.chars().last()) || self.dice.once_in(9) {
            self.open("t", &[("xml:space", "preserve")]);
        } else {
            self.open("t", &[]);
        }
        self.text(text);
        self.close("t");
    }

    /// What `<si>` and `<is>` hold: plain, in runs, with readings.
    pub fn runs(&mut self, text: &str) {
        let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
        if self.dice.once_in(3) && middle > 0 {
            for (run, properties) in [(&text[..middle], false), (&text[middle..], true)] {
                self.open("r", &[]);
                if properties {
                    self.open("rPr", &[]);
                    self.empty("b", &[]);
                    self.empty("sz", &[("val", "11")]);
                    self.close("rPr");
                }
                self.t(run);
                self.close("r");
            }
        } else {
            self.t(text);
        }
        if self.dice.once_in(4) {
            self.open("rPh", &[("sb", "0"), ("eb", "1")]);
            self.t("yīn");
            self.close("rPh");
            self.empty("phoneticPr", &[("fontId", "1"), ("type", "noConversion")]);
        }
    }
}
