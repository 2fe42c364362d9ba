//! `mark`, `unmark` and `clean --keep-layout`: the user's own workbook, given back.

use crate::args::Common;
use crate::clean;
use crate::files::{Trouble, extension, open_with_bytes, options, write};
use nuanbiao::export::{self, ExportError, Exported};
use nuanbiao::fix::Selection;
use std::path::Path;
use std::process::ExitCode;

/// Writes what was made, under an extension that fits it: Excel refuses to open a workbook
/// with macros that is called `.xlsx`.
fn save(made: Result<Exported, ExportError>, output: &Path, source: &Path) -> Result<(), Trouble> {
    let made = made.map_err(|error| error.to_string())?;
    let wanted = made.name.rsplit('.').next().unwrap_or_default();
    if extension(output) != wanted {
        return Err(Trouble(format!("请另存为 .{wanted}：扩展名不合，Excel 和 WPS 会打不开。")));
    }
    write(output, &made.bytes, &[source])
}

/// Marks the findings in the workbook.
pub fn mark(file: &Path, output: &Path, common: &Common) -> Result<ExitCode, Trouble> {
    let (session, bytes) = open_with_bytes(file, options(common)?)?;
    save(export::marked(&session, &bytes), output, file)?;
    if !common.quiet {
        eprintln!("已标注 {} 处，清单在最后一张工作表。", session.findings().len());
    }
    Ok(ExitCode::SUCCESS)
}

/// Takes the marks off.
pub fn unmark(file: &Path, output: &Path, common: &Common) -> Result<ExitCode, Trouble> {
    let (session, bytes) = open_with_bytes(file, options(common)?)?;
    save(export::unmarked(&session, &bytes), output, file)?;
    if !common.quiet {
        eprintln!("已去掉标注。");
    }
    Ok(ExitCode::SUCCESS)
}

/// Mends cells in the workbook itself.
pub fn mend(
    file: &Path,
    output: &Path,
    guesses: bool,
    common: &Common,
) -> Result<ExitCode, Trouble> {
    let (mut session, bytes) = open_with_bytes(file, options(common)?)?;
    let edits = session.apply_fixes(&Selection { guesses, ..Selection::default() });
    save(export::kept_layout(&session, &bytes), output, file)?;
    clean::tell(&session, edits.len(), common);
    Ok(ExitCode::SUCCESS)
}
