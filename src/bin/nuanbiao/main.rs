//! The command line: the same core as the page, for reviewers with a folder, for
//! scripts and for tests. The only room that knows the terminal.

mod across;
mod args;
mod catalogue;
mod check;
mod clean;
mod exercise;
mod files;
mod own_file;
mod words;
mod zipped;

use args::{Cli, Verb};
use clap::Parser;
use files::Trouble;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return args::usage(&error),
    };
    match run(cli) {
        Ok(code) => code,
        Err(Trouble(message)) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn run(cli: Cli) -> Result<ExitCode, Trouble> {
    let common = cli.common;
    match cli.verb {
        Verb::Check { paths, format, output } => {
            check::check(&paths, format, output.as_deref(), &common)
        }
        Verb::Clean { file, output, guesses, keep_layout: true, .. } => {
            own_file::mend(&file, &output, guesses, &common)
        }
        Verb::Clean { file, output, guesses, masked, .. } => {
            clean::clean(&file, &output, guesses, masked, &common)
        }
        Verb::Merge { paths, output, masked } => across::merge(&paths, &output, masked, &common),
        Verb::Sample(args) => across::sample(&args, &common),
        Verb::Evaluate { worksheet, format } => across::evaluate(&worksheet, format, &common),
        Verb::Compare { old, new, format } => across::compare(&old, &new, format, &common),
        Verb::Mark { file, output } => own_file::mark(&file, &output, &common),
        Verb::Unmark { file, output } => own_file::unmark(&file, &output, &common),
        Verb::Template { output, rows } => clean::template(&output, rows, &common),
        Verb::Exercise(args) => exercise::exercise(&args, &common),
        Verb::Verify { file } => clean::verify(&file, &common),
        Verb::Rules { code, format } => catalogue::rules(code.as_deref(), format),
        Verb::Profile { print, check } => catalogue::profile(print, check.as_deref(), &common),
    }
}
