//! Teaching: what a page shows, and an exercise from its making to its score.

use super::session::{from_js, to_js};
use nuanbiao::wasm::{self, Exercise};
use serde_json::{Value, json};
use tsify::{Ts, Tsify};
use wasm_bindgen_test::wasm_bindgen_test;

fn items<T: Tsify>(list: &Ts<T>) -> Vec<Value> {
    from_js(&list.js_value())["items"].as_array().unwrap().clone()
}

#[wasm_bindgen_test]
fn the_form_is_explained_field_by_field() {
    let guide = items(&wasm::field_guide().unwrap());
    let id = guide.iter().find(|it| it["key"] == "id_number").unwrap();
    assert_eq!(id["article"]["name"], "第十一条");
    let wrong = id["wrong"].as_array().unwrap();
    assert!(wrong.iter().any(|it| it["value"] == "3.10104E+17" && it["code"] == "P206"));
}

#[wasm_bindgen_test]
fn the_policy_is_read_by_article() {
    let text = from_js(&wasm::policy_text().unwrap().js_value());
    let articles = text["chapters"][5]["articles"].as_array().unwrap().clone();
    let eleventh = articles.iter().find(|it| it["name"] == "第十一条").unwrap();
    assert!(eleventh["paragraphs"][0].as_str().unwrap().contains("实名制发放"));
}

#[wasm_bindgen_test]
fn an_example_form_opens() {
    let forms = items(&wasm::built_in_forms().unwrap());
    let key = forms[1]["key"].as_str().unwrap();
    let made = wasm::built_in_form(key).unwrap();
    let options = to_js(&json!({"today": "2021-02-20"}));
    let session = wasm::open(&made.name, made.bytes, options, None).unwrap();
    let found = session.findings(to_js(&json!({"offset": 0, "limit": 50}))).unwrap();
    // The mistakes, and the hint to stamp the printed form.
    assert_eq!(items(&found).len(), forms[1]["codes"].as_array().unwrap().len() + 1);
    assert!(wasm::built_in_form("no such").is_err());
}

#[wasm_bindgen_test]
fn an_exercise_is_made_and_scored() {
    let wishes = json!({
        "level": "beginner", "rows": 10, "mistakes": 3, "seed": "一班", "layout": "two-rows"
    });
    let layouts = items(&wasm::layouts().unwrap());
    assert!(layouts.iter().any(|it| it["key"] == "two-rows" && it["label"] == "两行表头"));
    let exercise = Exercise::new(to_js(&wishes)).unwrap();
    let answers = items(&exercise.answers().unwrap());
    assert_eq!(answers.len(), 3);
    let marks: Vec<Value> = answers.iter().map(|it| json!({"cell": it["cell"]})).collect();
    let score = exercise.score(to_js(&json!({"items": marks}))).unwrap();
    assert_eq!(from_js(&score.js_value())["percent"], 100);
    assert!(exercise.answer_sheet().unwrap().bytes.len() > exercise.form().unwrap().bytes.len());
    let Err(why) = Exercise::new(to_js(&json!({"codes": ["R001"]}))) else {
        unreachable!("bytes can't be planted")
    };
    assert_eq!(from_js(&why.into())["code"], "exercise");
}
