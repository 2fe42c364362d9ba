//! Teaching: the form field by field, the policy's text.

use super::ApiError;
use crate::policy::text;
use crate::teach::{self, FieldGuide};
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

/// The form field by field.
#[derive(Debug, Serialize, Tsify)]
pub struct FieldGuideList {
    /// In the order in which the form is filled in.
    pub items: Vec<FieldGuide>,
}

/// The policy's text.
#[derive(Debug, Serialize, Tsify)]
pub struct PolicyText {
    /// Its chapters.
    pub chapters: Vec<PolicyChapter>,
}

/// 章: a chapter.
#[derive(Debug, Serialize, Tsify)]
pub struct PolicyChapter {
    /// 第六章 资金使用.
    pub title: String,
    /// Its articles.
    pub articles: Vec<PolicyArticle>,
}

/// 条: an article, whole.
#[derive(Debug, Serialize, Tsify)]
pub struct PolicyArticle {
    /// 第十一条: as rules and fields cite it (`ArticleDoc.name`).
    pub name: String,
    /// Its paragraphs, without the name; quotations stand in them word for word but for
    /// spaces.
    pub paragraphs: Vec<String>,
}

/// The form field by field: what to write, why, right and wrong.
#[wasm_bindgen(js_name = fieldGuide)]
pub fn field_guide() -> Result<Ts<FieldGuideList>, ApiError> {
    Ok(FieldGuideList { items: teach::guide() }.into_ts()?)
}

/// The text of 沪工总权〔2020〕178号, by chapter and article.
#[wasm_bindgen(js_name = policyText)]
pub fn policy_text() -> Result<Ts<PolicyText>, ApiError> {
    let article = |it: text::FullArticle| PolicyArticle {
        name: it.name.to_owned(),
        paragraphs: it.paragraphs.into_iter().map(str::to_owned).collect(),
    };
    let chapter = |it: text::Chapter| PolicyChapter {
        title: it.title.to_owned(),
        articles: it.articles.into_iter().map(article).collect(),
    };
    Ok(PolicyText { chapters: text::chapters().into_iter().map(chapter).collect() }.into_ts()?)
}
