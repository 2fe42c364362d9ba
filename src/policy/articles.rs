//! The articles that rules rest on.

/// An article of 沪工总权〔2020〕178号, or another source a rule rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Article {
    /// 第十一条, 附表, GB 11643.
    pub name: &'static str,
    /// The words that matter, quoted.
    pub quote: &'static str,
}

/// The article of a name; a test checks that every rule's article is here.
#[must_use]
pub fn article(_name: &str) -> Option<Article> {
    unimplemented!()
}
