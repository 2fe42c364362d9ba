//! Teaching: the form field by field, the policy's text, example forms, exercises.

use super::{ApiError, MadeFile};
use crate::export::ExportError;
use crate::policy::text;
use crate::teach::{
    self, Answer, BuiltInForm, ExerciseError, FieldGuide, LayoutDoc, Mark, Plantable, Score, Wishes,
};
use serde::{Deserialize, Serialize};
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

/// The example forms.
#[derive(Debug, Serialize, Tsify)]
pub struct BuiltInForms {
    /// The one without a mistake first.
    pub items: Vec<BuiltInForm>,
}

/// The example forms, each with its story; [`built_in_form`] makes one.
#[wasm_bindgen(js_name = builtInForms)]
pub fn built_in_forms() -> Result<Ts<BuiltInForms>, ApiError> {
    Ok(BuiltInForms { items: teach::built_in() }.into_ts()?)
}

/// An example form as a workbook.
///
/// # Errors
/// [`ApiError`] if there is none of that key.
#[wasm_bindgen(js_name = builtInForm)]
pub fn built_in_form(key: &str) -> Result<MadeFile, ApiError> {
    let made = teach::built_in_form(key)
        .ok_or_else(|| ApiError::new("bad_request", "没有这份例表", "没有这份例表。"))?;
    Ok(made?.into())
}

/// Which rules can be in an exercise.
#[derive(Debug, Serialize, Tsify)]
pub struct PlantableList {
    /// In the catalogue's order.
    pub items: Vec<Plantable>,
}

/// Every rule: the levels it is in, and why it can't be in an exercise, if it can't.
#[wasm_bindgen]
pub fn plantable() -> Result<Ts<PlantableList>, ApiError> {
    Ok(PlantableList { items: teach::plantable() }.into_ts()?)
}

/// The layouts an exercise can be given in.
#[derive(Debug, Serialize, Tsify)]
pub struct LayoutList {
    /// The official one first.
    pub items: Vec<LayoutDoc>,
}

/// The layouts an exercise can be given in, each with what it looks like.
#[wasm_bindgen]
pub fn layouts() -> Result<Ts<LayoutList>, ApiError> {
    Ok(LayoutList { items: teach::layouts() }.into_ts()?)
}

/// The answers of an exercise.
#[derive(Debug, Serialize, Tsify)]
pub struct AnswerList {
    /// From the top to the bottom of the sheet.
    pub items: Vec<Answer>,
    /// Codes that were named in full and found no room.
    pub left_out: Vec<String>,
}

/// Marks to be scored.
#[derive(Debug, Deserialize, Tsify)]
pub struct Marks {
    /// In the order in which they were made.
    pub items: Vec<Mark>,
}

/// A form of made-up people with planted mistakes.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Exercise(teach::Exercise);

#[wasm_bindgen]
impl Exercise {
    /// Makes an exercise; the same wishes make the same one everywhere.
    #[wasm_bindgen(constructor)]
    pub fn new(wishes: Ts<Wishes>) -> Result<Self, ApiError> {
        Ok(Self(teach::Exercise::new(&wishes.to_rust()?)?))
    }

    /// The form for the class: `open` it to show it.
    pub fn form(&self) -> Result<MadeFile, ApiError> {
        Ok(self.0.form()?.into())
    }

    /// The answers for the trainer, as a workbook.
    #[wasm_bindgen(js_name = answerSheet)]
    pub fn answer_sheet(&self) -> Result<MadeFile, ApiError> {
        Ok(self.0.answer_sheet()?.into())
    }

    /// The answers.
    pub fn answers(&self) -> Result<Ts<AnswerList>, ApiError> {
        let left_out = self.0.left_out.iter().map(|rule| rule.code.to_owned()).collect();
        Ok(AnswerList { items: self.0.answers(), left_out }.into_ts()?)
    }

    /// What came of the marks.
    pub fn score(&self, marks: Ts<Marks>) -> Result<Ts<Score>, ApiError> {
        Ok(self.0.score(&marks.to_rust()?.items).into_ts()?)
    }
}

impl From<ExerciseError> for ApiError {
    fn from(error: ExerciseError) -> Self {
        Self::new("exercise", "这份练习出不成", error.to_string())
    }
}

impl From<ExportError> for ApiError {
    fn from(error: ExportError) -> Self {
        Self::new("export", "没有导出成", error.to_string())
    }
}
