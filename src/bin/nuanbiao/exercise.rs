//! `exercise`: a form with planted mistakes for a class, and its answers.

use crate::args::{Common, ExerciseArgs};
use crate::files::{Trouble, extension, write};
use nuanbiao::teach::{Exercise, Wishes};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub fn exercise(args: &ExerciseArgs, common: &Common) -> Result<ExitCode, Trouble> {
    if extension(&args.output) != "xlsx" {
        return Err(Trouble("请另存为 .xlsx。".to_owned()));
    }
    let exercise = Exercise::new(&Wishes {
        codes: args.codes.clone(),
        level: args.level,
        rows: args.rows,
        mistakes: args.mistakes,
        seed: args.seed.clone(),
        layout: args.layout,
    });
    let exercise = exercise.map_err(|error| Trouble(error.to_string()))?;
    let (form, answers) = (exercise.form(), exercise.answer_sheet());
    let form = form.map_err(|error| error.to_string())?;
    let answers = answers.map_err(|error| error.to_string())?;
    let answers_to = answers_beside(&args.output);
    write(&args.output, &form.bytes, &[])?;
    write(&answers_to, &answers.bytes, &[])?;
    if !common.quiet {
        let planted = exercise.planted.len();
        eprintln!("埋了 {planted} 处错；答案在 {}。", answers_to.display());
        for rule in &exercise.left_out {
            eprintln!("{} {}：这一次没有放下。", rule.code, rule.title);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// 练习.xlsx → 练习-答案.xlsx: the class's copy must not show them.
fn answers_beside(output: &Path) -> PathBuf {
    let stem = output.file_stem().map(|it| it.to_string_lossy()).unwrap_or_default();
    output.with_file_name(format!("{stem}-答案.xlsx"))
}
