//! The boundary to JavaScript: the only file that knows of it.
//!
//! Everything that crosses is a plain typed object; the TypeScript declarations are
//! generated from the Rust types. Errors cross as `{code, title, message, advice}`.

mod archive;
mod batch;
mod teach;
mod types;

pub use teach::{
    AnswerList, BuiltInForms, Exercise, FieldGuideList, LayoutList, Marks, PlantableList,
    PolicyText, built_in_form, built_in_forms, field_guide, layouts, plantable, policy_text,
};
pub use types::{
    ApiError, Change, ChangedCell, EditList, ExportKind, ExportOptions, FixRequest, MadeFile,
    OpenOptions, ProfileForm, ProfileInfo, ProgressEvent, RuleExampleList, RuleList,
    TemplateOptions,
};

use crate::export::{self, Verification};
use crate::fix::{Selection, Target};
use crate::limits::Limits;
use crate::policy::{Profile, Settings};
use crate::report::Privacy;
use crate::session::{
    Advance, Codes, EditError, FindingPage, FindingQuery, Options, Overview, RowPage,
};
use crate::workbook::{self, CellRef, Flow};
use jiff::civil::Date;
use std::sync::Arc;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

/// One open file, and its bytes: what is marked or mended in place is made from them.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Session(crate::session::Session, Vec<u8>);

fn options(today: &str, profile: Option<&str>) -> Result<Options, ApiError> {
    let today: Date = today
        .parse()
        .map_err(|_| ApiError::new("bad_request", "日期不对", "今天的日期写法不对。"))?;
    let profile = self::profile(profile)?;
    Ok(Options {
        profile: Arc::new(profile),
        today,
        limits: Limits::DEFAULT,
        codes: Codes::default(),
    })
}

/// A local profile, or the built-in one.
fn profile(toml: Option<&str>) -> Result<Profile, ApiError> {
    Ok(toml.map(Profile::from_toml).transpose()?.unwrap_or_else(|| Profile::built_in().clone()))
}

/// Tells the page how far the work has come; it answers `false` to stop.
fn tell(progress: Option<&js_sys::Function>, advance: &Advance) -> Flow {
    let Some(progress) = progress else { return Flow::Continue };
    #[expect(clippy::cast_precision_loss, reason = "rows are far below 2^53")]
    let event =
        ProgressEvent { stage: advance.stage, rows: advance.rows as f64, done: advance.done };
    let Ok(event) = event.into_ts() else { return Flow::Continue };
    match progress.call1(&JsValue::NULL, &event.js_value()) {
        Ok(answer) if answer == JsValue::FALSE => Flow::Cancel,
        _ => Flow::Continue,
    }
}

/// Reads a file and checks it. `progress` may answer `false` to stop.
///
/// # Errors
/// [`ApiError`] with the R code if the bytes can't be read.
#[wasm_bindgen]
pub fn open(
    name: &str,
    bytes: Vec<u8>,
    with: Ts<OpenOptions>,
    #[wasm_bindgen(unchecked_param_type = "(event: ProgressEvent) => boolean | void")]
    progress: Option<js_sys::Function>,
) -> Result<Session, ApiError> {
    let with = with.to_rust()?;
    let mut report = |advance: Advance| tell(progress.as_ref(), &advance);
    let mut session = crate::session::Session::open(
        name,
        &bytes,
        options(&with.today, with.profile.as_deref())?,
        &mut report,
    )?;
    session.privacy = privacy(with.show_personal);
    Ok(Session(session, bytes))
}

/// Checks a table pasted from Excel or WPS.
///
/// # Errors
/// [`ApiError`] if there is no table in the text.
#[wasm_bindgen(js_name = openPasted)]
pub fn open_pasted(text: &str, with: Ts<OpenOptions>) -> Result<Session, ApiError> {
    let with = with.to_rust()?;
    let workbook = workbook::open_pasted(text, &Limits::DEFAULT, &mut |_| Flow::Continue)?;
    let mut session = crate::session::Session::new(
        "粘贴的表格",
        text.as_bytes(),
        workbook,
        options(&with.today, with.profile.as_deref())?,
    );
    session.privacy = privacy(with.show_personal);
    Ok(Session(session, text.as_bytes().to_vec()))
}

const fn privacy(show: bool) -> Privacy {
    if show { Privacy::Shown } else { Privacy::Masked }
}

#[wasm_bindgen]
impl Session {
    /// The file at a glance.
    pub fn report(&self) -> Result<Ts<Overview>, ApiError> {
        Ok(self.0.overview().into_ts()?)
    }

    /// A page of findings.
    pub fn findings(&self, query: Ts<FindingQuery>) -> Result<Ts<FindingPage>, ApiError> {
        Ok(self.0.finding_page(&query.to_rust()?).into_ts()?)
    }

    /// A page of a sheet's rows, from a zero-based offset.
    pub fn rows(&self, sheet: usize, offset: u32, limit: u32) -> Result<Ts<RowPage>, ApiError> {
        Ok(self.0.row_page(sheet, offset, limit).into_ts()?)
    }

    /// A cell's unmasked text, for the one cell the user is about to edit.
    #[wasm_bindgen(js_name = rawText)]
    pub fn raw_text(&self, sheet: usize, cell: &str) -> Result<String, ApiError> {
        Ok(self.0.raw_text(sheet, address(cell)?))
    }

    /// Gets ready for edits, so that the first one is as quick as the others. Called while
    /// the user is still typing.
    #[wasm_bindgen(js_name = prepareEdits)]
    pub fn prepare_edits(&mut self) {
        self.0.prepare_edits();
    }

    /// Puts what the user typed into a cell, and checks again.
    pub fn edit(&mut self, sheet: usize, cell: &str, text: &str) -> Result<Ts<Change>, ApiError> {
        let edits = self.0.edit(sheet, address(cell)?, text)?;
        self.change(edits.iter().map(|edit| (edit.sheet, edit.target())))
    }

    /// Puts a block copied from a spreadsheet (lines of cells between tabs) into the cells
    /// right and below of one, and checks again.
    pub fn paste(&mut self, sheet: usize, cell: &str, text: &str) -> Result<Ts<Change>, ApiError> {
        let edits = self.0.paste(sheet, address(cell)?, text)?;
        self.change(edits.iter().map(|edit| (edit.sheet, edit.target())))
    }

    /// Takes one edit of [`Session::edits`] back, and checks again.
    pub fn revert(&mut self, edit: usize) -> Result<Ts<Change>, ApiError> {
        let touched = self.0.revert(edit);
        self.change(touched)
    }

    /// Takes several edits of [`Session::edits`] back as one step, and checks again.
    #[wasm_bindgen(js_name = revertAll)]
    pub fn revert_all(&mut self, edits: Vec<usize>) -> Result<Ts<Change>, ApiError> {
        let touched = self.0.revert_all(&edits);
        self.change(touched)
    }

    /// The zero-based rows of a sheet that findings mark.
    #[wasm_bindgen(js_name = markedRows)]
    pub fn marked_rows(&self, sheet: usize) -> Vec<u32> {
        self.0.marked_rows(sheet)
    }

    /// Applies fixes, and checks again.
    #[wasm_bindgen(js_name = applyFixes)]
    pub fn apply_fixes(&mut self, request: Ts<FixRequest>) -> Result<Ts<Change>, ApiError> {
        let FixRequest { guesses, ids, codes } = request.to_rust()?;
        let edits = self.0.apply_fixes(&Selection { guesses, findings: ids, codes });
        self.change(edits.iter().map(|edit| (edit.sheet, edit.target())))
    }

    /// Takes the last step back.
    pub fn undo(&mut self) -> Result<Ts<Change>, ApiError> {
        let touched = self.0.undo();
        self.change(touched)
    }

    /// Brings the last step taken back again.
    pub fn redo(&mut self) -> Result<Ts<Change>, ApiError> {
        let touched = self.0.redo();
        self.change(touched)
    }

    /// Recomputes the receipts (核验回执) of a cleaned workbook: was it changed since?
    pub fn verify(&self) -> Result<Ts<Verification>, ApiError> {
        Ok(export::verify(self.0.workbook()).into_ts()?)
    }

    /// The edits in force, oldest first.
    pub fn edits(&self) -> Result<Ts<EditList>, ApiError> {
        Ok(EditList { items: self.0.edit_records() }.into_ts()?)
    }

    /// Checks by a local profile (TOML) from now on, or by the built-in one; the edits stay.
    #[wasm_bindgen(js_name = setProfile)]
    pub fn set_profile(&mut self, toml: Option<String>) -> Result<Ts<Overview>, ApiError> {
        self.0.set_profile(profile(toml.as_deref())?);
        self.report()
    }

    /// Shows or masks personal numbers from now on.
    #[wasm_bindgen(js_name = setShowPersonal)]
    pub fn set_show_personal(&mut self, show: bool) {
        self.0.privacy = privacy(show);
    }

    /// Makes a file to take away, and remembers that the edits are in it.
    pub fn export(
        &mut self,
        kind: Ts<ExportKind>,
        with: Ts<ExportOptions>,
    ) -> Result<MadeFile, ApiError> {
        let (kind, with) = (kind.to_rust()?, with.to_rust()?);
        let privacy = privacy(!with.masked);
        let made = match kind {
            ExportKind::Cleaned => export::cleaned(&self.0, &self.1, privacy),
            ExportKind::Marked => export::marked(&self.0, &self.1),
            ExportKind::Kept => export::kept_layout(&self.0, &self.1),
            ExportKind::Csv => export::csv(&self.0, privacy),
            ExportKind::Public => export::public(&self.0),
            ExportKind::Json => export::json(&self.0, privacy),
            ExportKind::Html => Ok(export::page(&self.0, privacy)),
        };
        let made =
            made.map_err(|error| ApiError::new("export", "没有导出成", error.to_string()))?;
        if matches!(kind, ExportKind::Cleaned | ExportKind::Kept | ExportKind::Csv) {
            self.0.mark_saved();
        }
        Ok(made.into())
    }

    fn change(
        &self,
        touched: impl IntoIterator<Item = (usize, Target)>,
    ) -> Result<Ts<Change>, ApiError> {
        let cells = touched.into_iter().map(|(sheet, target)| ChangedCell {
            sheet,
            cell: self.0.cell_to_show(sheet, target).to_string(),
        });
        let cells = cells.collect();
        Ok(Change { overview: self.0.overview(), cells }.into_ts()?)
    }
}

fn address(text: &str) -> Result<CellRef, ApiError> {
    text.parse().map_err(|_| EditError::BadAddress.into())
}

/// The rule catalogue.
#[wasm_bindgen]
pub fn rules() -> Result<Ts<RuleList>, ApiError> {
    Ok(RuleList { items: export::rule_docs(None) }.into_ts()?)
}

/// Wrong and right of a rule, or of every rule, as little tables: the examples are run for them.
#[wasm_bindgen(js_name = ruleExamples)]
pub fn rule_examples(code: Option<String>) -> Result<Ts<RuleExampleList>, ApiError> {
    Ok(RuleExampleList { items: export::rule_examples(code.as_deref()) }.into_ts()?)
}

/// The built-in standards.
#[wasm_bindgen(js_name = profileInfo)]
pub fn profile_info() -> Result<Ts<ProfileInfo>, ApiError> {
    Ok(info(Profile::built_in()).into_ts()?)
}

fn info(profile: &Profile) -> ProfileInfo {
    ProfileInfo {
        name: profile.name.clone(),
        title: profile.title().to_owned(),
        hash: profile.hash().to_owned(),
    }
}

/// A local profile (TOML) as the form shows it; the built-in one if the text is empty.
///
/// # Errors
/// [`ApiError`] with line and column of what is wrong in it.
#[wasm_bindgen(js_name = readProfile)]
pub fn read_profile(toml: &str) -> Result<Ts<ProfileForm>, ApiError> {
    let profile = Profile::from_toml(toml)?;
    Ok(ProfileForm { info: info(&profile), settings: profile.settings() }.into_ts()?)
}

/// A local profile with the form's settings written into it.
///
/// # Errors
/// [`ApiError`] if the profile or an amount of the form can't be read.
#[wasm_bindgen(js_name = writeProfile)]
pub fn write_profile(toml: &str, settings: Ts<Settings>) -> Result<String, ApiError> {
    Profile::with_settings(toml, &settings.to_rust()?).map_err(|error| {
        // The place is that in a file nobody has seen.
        ApiError::new("bad_profile", "有一项填得不对", error.message)
    })
}

/// This tool's version.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// The blank official form.
///
/// # Errors
/// [`ApiError`] if the workbook can't be written.
#[wasm_bindgen]
pub fn template(with: Ts<TemplateOptions>) -> Result<MadeFile, ApiError> {
    let TemplateOptions { today, profile, rows } = with.to_rust()?;
    let options = options(&today, profile.as_deref())?;
    let made = export::template(options, rows.unwrap_or(export::TEMPLATE_ROWS));
    Ok(made.map_err(|error| ApiError::new("export", "没有导出成", error.to_string()))?.into())
}
