//! The policy's text, by chapter and article, for reading beside the rules.

use super::Article;

/// 《上海工会送温暖工作实施办法》 (沪工总权〔2020〕178号), a paragraph a line.
const TEXT: &str = include_str!("shanghai-2020-178.txt");

/// 章: a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// 第六章 资金使用.
    pub title: &'static str,
    /// Its articles.
    pub articles: Vec<FullArticle>,
}

/// 条: an article, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FullArticle {
    /// 第十一条: the name by which rules cite it ([`Article::name`]).
    pub name: &'static str,
    /// Its paragraphs, without the name.
    pub paragraphs: Vec<&'static str>,
}

impl FullArticle {
    /// What rules quote of it.
    pub fn quoted(&self) -> impl Iterator<Item = Article> {
        super::articles::by_name(self.name)
    }
}

/// The chapters, in order.
#[must_use]
pub fn chapters() -> Vec<Chapter> {
    let mut chapters: Vec<Chapter> = Vec::new();
    for line in TEXT.lines().filter(|line| !line.is_empty()) {
        if numbered(line, '章').is_some() {
            chapters.push(Chapter { title: line, articles: Vec::new() });
            continue;
        }
        let Some(chapter) = chapters.last_mut() else { continue };
        if let Some((name, rest)) = numbered(line, '条') {
            chapter.articles.push(FullArticle { name, paragraphs: vec![rest] });
        } else if let Some(article) = chapter.articles.last_mut() {
            article.paragraphs.push(line);
        }
    }
    chapters
}

/// A line that begins with 第…条 or 第…章: that, and the rest.
fn numbered(line: &'static str, unit: char) -> Option<(&'static str, &'static str)> {
    let (number, rest) = line.split_once(' ')?;
    (number.starts_with('第') && number.ends_with(unit)).then_some((number, rest))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::policy::articles::{ALL, FORM};

    fn squeezed(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
    }

    #[test]
    fn the_text_has_its_chapters_and_articles() {
        let chapters = chapters();
        assert_eq!(chapters.len(), 9);
        let names: Vec<_> = chapters.iter().flat_map(|it| &it.articles).map(|it| it.name).collect();
        assert_eq!(names.len(), 20);
        assert_eq!(names.get(10), Some(&"第十一条"));
        let third = chapters.iter().flat_map(|it| &it.articles).nth(2).unwrap();
        assert_eq!(third.paragraphs.len(), 7, "six categories below its first sentence");
    }

    /// A link from a rule leads to the words it quotes.
    #[test]
    fn what_rules_quote_stands_in_the_article_they_name() {
        let chapters = chapters();
        for cited in ALL.iter().filter(|it| it.is_policy() && it.name != FORM.name) {
            let own = chapters.iter().flat_map(|it| &it.articles).find(|it| it.name == cited.name);
            let text = own.unwrap().paragraphs.concat();
            assert!(squeezed(&text).contains(&squeezed(cited.quote)), "{}", cited.name);
        }
    }

    #[test]
    fn the_text_is_the_policys_own() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../shared/policy/shanghai-2020-178.txt");
        let Ok(original) = std::fs::read_to_string(&path) else {
            println!("SKIPPED: no policy text at {}", path.display());
            return;
        };
        assert!(squeezed(&original).contains(&squeezed(TEXT)));
    }
}
