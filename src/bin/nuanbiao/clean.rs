//! `clean`, `template` and `verify`: the official form, filled, blank and looked at again.

use crate::args::Common;
use crate::files::{Trouble, extension, open, open_with_bytes, options, put, write};
use nuanbiao::export;
use nuanbiao::fix::Selection;
use nuanbiao::report::Privacy;
use nuanbiao::rule::Severity;
use nuanbiao::session::Session;
use std::path::Path;
use std::process::ExitCode;

pub fn clean(
    file: &Path,
    output: &Path,
    guesses: bool,
    masked: bool,
    common: &Common,
) -> Result<ExitCode, Trouble> {
    let (mut session, bytes) = open_with_bytes(file, options(common)?)?;
    let edits = session.apply_fixes(&Selection { guesses, ..Selection::default() });
    let made = match (extension(output).as_str(), masked) {
        ("xlsx", false) => export::cleaned(&session, &bytes, Privacy::Shown),
        ("xlsx", true) => export::public(&session),
        ("csv", false) => export::csv(&session, Privacy::Shown),
        ("csv", true) => export::public_csv(&session),
        _ => return Err(Trouble("请另存为 .xlsx 或 .csv。".to_owned())),
    };
    write(output, &made.map_err(|error| error.to_string())?.bytes, &[file])?;
    tell(&session, edits.len(), common);
    Ok(ExitCode::SUCCESS)
}

/// Says what was mended and what is left.
pub fn tell(session: &Session, edits: usize, common: &Common) {
    if !common.quiet {
        let left = session.findings().iter().filter(|it| it.severity == Severity::Error).count();
        eprintln!("已修正 {edits} 处，还有 {left} 处需要改正。");
    }
}

pub fn template(output: &Path, rows: u32, common: &Common) -> Result<ExitCode, Trouble> {
    if extension(output) != "xlsx" {
        return Err(Trouble("请另存为 .xlsx。".to_owned()));
    }
    let made = export::template(options(common)?, rows).map_err(|error| error.to_string())?;
    write(output, &made.bytes, &[])?;
    Ok(ExitCode::SUCCESS)
}

pub fn verify(file: &Path, common: &Common) -> Result<ExitCode, Trouble> {
    let session = open(file, options(common)?)?;
    let verified = export::verify(session.workbook());
    if !verified.has_receipt() {
        return Err(Trouble(
            "这份文件里没有核验回执：请用“核验后”导出的表，或者重新核对一次。".to_owned(),
        ));
    }
    put(&verified.text())?;
    Ok(ExitCode::from(u8::from(!verified.unchanged())))
}
