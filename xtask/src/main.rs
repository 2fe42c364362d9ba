//! The project's chores, run as `cargo xtask <command>`.
//!
//! A command is one file with a `run` function and one line in [`COMMANDS`].

mod bench;
mod browser;
mod fuzz;
mod new_rule;
mod page;
mod process;
mod repo;
mod report;
mod rules;
mod serve;
mod setup;
mod test;
mod wasm;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::repo::Repo;

/// One sub-command.
struct Command {
    name: &'static str,
    /// What may follow the name, for the help.
    usage: &'static str,
    /// What it does, in one sentence.
    about: &'static str,
    run: fn(&Repo, &[String]) -> Result<()>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "serve",
        usage: "[--port N]",
        about: "build what is needed and serve the page on localhost",
        run: serve::run,
    },
    Command {
        name: "test",
        usage: "[--quick]",
        about: "run every check; --quick only the native ones (format, clippy, tests)",
        run: test::run,
    },
    Command {
        name: "setup",
        usage: "",
        about: "get what the other commands need; they do it themselves as well",
        run: setup::run,
    },
    Command {
        name: "wasm",
        usage: "[--release|--dev]",
        about: "compile the core to wasm, into www/src/pkg/",
        run: wasm::run,
    },
    Command {
        name: "build",
        usage: "",
        about: "build the wasm and the page, into dist/, and print their sizes",
        run: page::run,
    },
    Command {
        name: "rules",
        usage: "",
        about: "write what is generated from the rules anew: docs/handbook.md",
        run: rules::run,
    },
    Command {
        name: "new-rule",
        usage: "CODE name",
        about: "a new rule's file, listed in its group, to be filled in",
        run: new_rule::run,
    },
    Command {
        name: "bench",
        usage: "[--native|--wasm]",
        about: "measure reading and checking beside other readers, in one run",
        run: bench::run,
    },
    Command {
        name: "fuzz",
        usage: "[TARGET] [--minutes N]",
        about: "throw mutated files at what reads bytes, 10 minutes a target",
        run: fuzz::run,
    },
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = args.split_first() else {
        print!("{}", help());
        return ExitCode::SUCCESS;
    };
    match dispatch(name, rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask {name}: {error}");
            for cause in error.chain().skip(1) {
                eprintln!("  because: {cause}");
            }
            ExitCode::FAILURE
        }
    }
}

fn dispatch(name: &str, args: &[String]) -> Result<()> {
    if ["help", "--help", "-h"].contains(&name) {
        print!("{}", help());
        return Ok(());
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        bail!("there is no such command.\n\n{}", help());
    };
    (command.run)(&Repo::find()?, args)
}

fn help() -> String {
    let mut text = String::from("usage: cargo xtask <command>\n\n");
    for Command { name, usage, about, .. } in COMMANDS {
        let call = format!("{name} {usage}");
        text.push_str(&format!("  {call:<25} {about}\n"));
    }
    text
}

/// Complains about arguments a command doesn't know.
fn no_more(args: &[String]) -> Result<()> {
    match args.first() {
        None => Ok(()),
        Some(arg) => bail!("I don't know the argument {arg:?}; see `cargo xtask help`"),
    }
}
