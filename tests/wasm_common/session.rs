//! The boundary as a page uses it: plain objects in, plain objects out.

use js_sys::{Function, JSON};
use nuanbiao::wasm::{self, Session};
use serde_json::{Value, json};
use tsify::{Ts, Tsify};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// Two people. The first has a wrong check digit (B3), the second a name with a space
/// in it (A4), which is safe to mend.
const FORM: &str = "填报单位：某某厂工会\n\
                    姓名,身份证号,慰问金额\n\
                    陈桂芳,310101196803120021,1000\n\
                    李 明,11010519491231002X,500\n";

pub fn to_js<T: Tsify>(value: &Value) -> Ts<T> {
    Ts::new_unchecked(JSON::parse(&value.to_string()).unwrap())
}

pub fn from_js(value: &JsValue) -> Value {
    let text = JSON::stringify(value).unwrap();
    serde_json::from_str(&String::from(text)).unwrap()
}

fn try_open(bytes: &[u8], progress: Option<Function>) -> Result<Session, Value> {
    let options = to_js(&json!({"today": "2021-02-20"}));
    wasm::open("表.csv", bytes.to_vec(), options, progress).map_err(|error| from_js(&error.into()))
}

fn opened() -> Session {
    try_open(FORM.as_bytes(), None).unwrap()
}

fn findings(session: &Session, query: &Value) -> Vec<Value> {
    let page = session.findings(to_js(query)).unwrap();
    from_js(&page.js_value())["items"].as_array().unwrap().clone()
}

fn of_code(session: &Session, code: &str) -> Vec<Value> {
    findings(session, &json!({"codes": [code], "limit": 100}))
}

#[wasm_bindgen_test]
fn a_mistake_is_found_at_its_cell_and_told_masked() {
    let found = of_code(&opened(), "P203");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["cell"], "B3");
    assert_eq!(found[0]["severity"], "error");
    let told = found[0].to_string();
    assert!(!told.contains("310101196803120021"), "{told}");
    assert!(told.contains("310***"), "{told}");
}

#[wasm_bindgen_test]
fn a_page_of_findings_holds_no_more_than_asked_for() {
    let session = opened();
    let all = findings(&session, &json!({"limit": 1000}));
    assert!(all.len() > 2);
    assert_eq!(findings(&session, &json!({"offset": 1, "limit": 1})), all[1..2]);
}

#[wasm_bindgen_test]
fn an_edit_changes_the_findings_and_undo_brings_them_back() {
    let mut session = opened();
    let before = findings(&session, &json!({"limit": 1000}));
    session.edit(0, "B3", "11010519491231002X").unwrap();
    assert_eq!(of_code(&session, "P203"), [] as [Value; 0]);
    // Two people of different names have the same number now.
    assert_eq!(of_code(&session, "P402").len(), 1);
    session.undo().unwrap();
    assert_eq!(findings(&session, &json!({"limit": 1000})), before);
    session.redo().unwrap();
    assert_eq!(of_code(&session, "P203"), [] as [Value; 0]);
}

#[wasm_bindgen_test]
fn safe_fixes_mend_and_are_on_record() {
    let mut session = opened();
    assert_eq!(session.raw_text(0, "A4").unwrap(), "李 明");
    let change = from_js(&session.apply_fixes(to_js(&json!({}))).unwrap().js_value());
    let cells = change["cells"].as_array().unwrap();
    assert!(cells.contains(&json!({"sheet": 0, "cell": "A4"})), "{change}");
    assert_eq!(session.raw_text(0, "A4").unwrap(), "李明");
    // What can't be known isn't guessed.
    assert_eq!(session.raw_text(0, "B3").unwrap(), "310101196803120021");
    let edits = from_js(&session.edits().unwrap().js_value());
    assert_eq!(edits["items"].as_array().unwrap().len(), cells.len());
}

#[wasm_bindgen_test]
fn a_pasted_block_is_one_step_and_one_cell_of_it_can_be_reverted() {
    let mut session = opened();
    session.paste(0, "A3", "王芳\t11010519491231002X\r\n李明\t\r\n").unwrap();
    assert_eq!(session.raw_text(0, "A4").unwrap(), "李明");
    assert_eq!(session.raw_text(0, "B4").unwrap(), "");
    let cells = |session: &Session| -> Vec<String> {
        let edits = from_js(&session.edits().unwrap().js_value());
        let items = edits["items"].as_array().unwrap().clone();
        items.iter().map(|edit| edit["cell"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(cells(&session), ["A3", "B3", "A4", "B4"]);
    session.revert(2).unwrap();
    assert_eq!(session.raw_text(0, "A4").unwrap(), "李 明");
    assert_eq!(cells(&session), ["A3", "B3", "B4"]);
    session.undo().unwrap();
    session.undo().unwrap();
    assert_eq!(cells(&session), [""; 0]);
    assert_eq!(session.raw_text(0, "B3").unwrap(), "310101196803120021");
}

#[wasm_bindgen_test]
fn the_rows_with_problems_are_told() {
    let session = opened();
    let rows = session.marked_rows(0);
    assert!(rows.contains(&2) && rows.contains(&3), "{rows:?}");
    assert!(rows.is_sorted() && !rows.contains(&99));
    assert_eq!(session.marked_rows(7), [0; 0]);
}

#[wasm_bindgen_test]
fn the_cleaned_workbook_can_be_opened_again() {
    let mut session = opened();
    let made = session.export(Ts::new_unchecked("cleaned".into()), to_js(&json!({}))).unwrap();
    assert!(made.name.ends_with(".xlsx"), "{}", made.name);
    let again = try_open(&made.bytes, None).unwrap();
    let report = from_js(&again.report().unwrap().js_value());
    assert_eq!(report["format"], "xlsx");
    assert_eq!(report["totals"]["people"], 2);
    assert_eq!(report["totals"]["cash_total"], "1500.00");
    assert_eq!(of_code(&again, "P203").len(), 1);
}

#[wasm_bindgen_test]
fn what_is_no_table_is_refused_in_words() {
    for (bytes, code) in [(&b"%PDF-1.7\n"[..], "R001"), (b"PK\x03\x04cut", "R003"), (b"", "R005")] {
        let error = try_open(bytes, None).unwrap_err();
        assert_eq!(error["code"], code, "{error}");
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(|c| ('一'..='龥').contains(&c)), "{error}");
        assert!(!message.contains(code), "{error}");
        assert_ne!(error["advice"], json!([]), "{error}");
    }
}

#[wasm_bindgen_test]
fn progress_that_answers_false_stops_the_work() {
    let stop = Function::new_with_args("event", "return false");
    let error = try_open(FORM.as_bytes(), Some(stop)).unwrap_err();
    assert_eq!(error["code"], "cancelled");

    let listen = Function::new_with_args("event", "if (typeof event.stage !== 'string') throw 1");
    assert!(try_open(FORM.as_bytes(), Some(listen)).is_ok());
}

#[wasm_bindgen_test]
fn a_request_of_the_wrong_shape_is_an_error_and_no_trap() {
    let options = to_js(&json!({"today": "gestern"}));
    let error = wasm::open("表.csv", FORM.as_bytes().to_vec(), options, None).unwrap_err();
    assert_eq!(from_js(&error.into())["code"], "bad_request");

    let mut session = opened();
    for (sheet, cell) in [(0, "Z"), (7, "A1")] {
        let error = session.edit(sheet, cell, "x").unwrap_err();
        assert_eq!(from_js(&error.into())["code"], "bad_request", "{cell}");
    }
    // The session is as good as before.
    assert_eq!(of_code(&session, "P203").len(), 1);
}
