//! Files in, results out.

use crate::args::Common;
use crate::words::{unreadable, why};
use crate::zipped;
use indicatif::{ProgressBar, ProgressStyle};
use nuanbiao::limits::Limits;
use nuanbiao::policy::Profile;
use nuanbiao::report::Privacy;
use nuanbiao::session::{Codes, Options, Session};
use nuanbiao::workbook::Flow;
use rayon::prelude::*;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use textwrap::WordSeparator;
use textwrap::core::Word;

/// Why a verb could not be done, in words for the user.
pub struct Trouble(pub String);

impl From<String> for Trouble {
    fn from(message: String) -> Self {
        Self(message)
    }
}

pub fn options(common: &Common) -> Result<Options, Trouble> {
    let profile = match &common.profile {
        None => Profile::built_in().clone(),
        Some(path) => load_profile(path)?,
    };
    let today = common.today.unwrap_or_else(|| jiff::ZonedDateTime::now().date());
    let codes = Codes { select: common.select.clone(), ignore: common.ignore.clone() };
    Ok(Options { profile: Arc::new(profile), today, limits: Limits::DEFAULT, codes })
}

pub fn load_profile(path: &Path) -> Result<Profile, Trouble> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("标准文件 {}", unreadable(path, &error)))?;
    Profile::from_toml(&text).map_err(|error| {
        let (line, column) = (error.line, error.column);
        Trouble(format!("{} 第 {line} 行第 {column} 列：{}", path.display(), error.message))
    })
}

pub const fn privacy(common: &Common) -> Privacy {
    if common.show_personal { Privacy::Shown } else { Privacy::Masked }
}

/// The bytes of a file, which may lie in a zip: `街道.zip/一组/表.xlsx`.
pub fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    match std::fs::read(path) {
        Err(error) => match zipped::read(path) {
            Some(bytes) => {
                bytes.map_err(|why| Trouble(format!("{} 读不了：{why}", path.display())))
            }
            None => Err(Trouble(unreadable(path, &error))),
        },
        Ok(bytes) => Ok(bytes),
    }
}

/// Opens one file, which must be readable.
pub fn open(path: &Path, options: Options) -> Result<Session, Trouble> {
    open_with_bytes(path, options).map(|(session, _)| session)
}

/// Reads and checks a file; gives its bytes too, for what is taken over from them.
pub fn open_with_bytes(path: &Path, options: Options) -> Result<(Session, Vec<u8>), Trouble> {
    let name = path.to_string_lossy();
    let bytes = read(path)?;
    let session = Session::open(&name, &bytes, options, &mut |_| Flow::Continue)
        .map_err(|error| Trouble(format!("{name}：{}", error.message)))?;
    Ok((session, bytes))
}

/// Writes a file made from `sources`, which must stay as they are.
pub fn write(path: &Path, bytes: &[u8], sources: &[&Path]) -> Result<(), Trouble> {
    let to = std::fs::canonicalize(path).ok();
    // A source in a zip is a path through the zip.
    let same = |source: &&Path| {
        let mut files = source.ancestors().map(std::fs::canonicalize);
        to.as_ref().is_some_and(|to| files.any(|file| file.is_ok_and(|file| file == *to)))
    };
    if sources.iter().any(same) {
        return Err(Trouble("请另存为别的名字：暖表不改动原来的文件。".to_owned()));
    }
    std::fs::write(path, bytes)
        .map_err(|error| Trouble(format!("{} 写不了：{}", path.display(), why(&error))))
}

/// A path's extension in small letters; empty if there is none.
pub fn extension(path: &Path) -> String {
    path.extension().map(|it| it.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// The files of a directory that we read, by path bytes.
pub const EXTENSIONS: [&str; 9] = ["xlsx", "xlsm", "xls", "xlsb", "ods", "et", "csv", "tsv", "zip"];

/// Collects files: one that is named is taken whatever its name; a directory is walked,
/// temporary and dot files passed over; a zip of files gives what is in it. A link to a folder
/// it lies in is passed over: its files are there already.
pub fn collect(path: &Path, named: bool, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if path.is_dir() {
        let start = files.len();
        let entries = std::fs::read_dir(path).and_then(|entries| {
            entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()
        });
        let entries = match entries {
            // Whoever reads it says why it can't be read, and goes on.
            Err(_) if !named => {
                files.push(path.to_owned());
                return Ok(());
            }
            entries => entries?,
        };
        for entry in entries {
            let name = entry.file_name().map(|name| name.to_string_lossy().into_owned());
            if name.is_some_and(|name| !name.starts_with('.') && !name.starts_with("~$"))
                && !leads_back(&entry)
            {
                collect(&entry, false, files)?;
            }
        }
        // Of the whole paths, as the page has it: 甲.xlsx stands before 甲/表.xlsx.
        if let Some(found) = files.get_mut(start..).filter(|_| named) {
            let bytes = |path: &PathBuf| path.as_os_str().as_encoded_bytes().to_owned();
            found.sort_by_cached_key(bytes);
        }
    } else if named {
        if !zipped::holds(path) {
            path.metadata()?;
        }
        zipped::expand(path, files);
    } else {
        let extension = path.extension().map(|it| it.to_string_lossy().to_lowercase());
        if extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str())) {
            zipped::expand(path, files);
        }
    }
    Ok(())
}

/// Whether a path is a link to a folder it lies in.
fn leads_back(path: &Path) -> bool {
    let to = path.is_symlink().then(|| path.canonicalize().ok()).flatten();
    let from = path.parent().and_then(|parent| parent.canonicalize().ok());
    to.zip(from).is_some_and(|(to, from)| from.starts_with(to))
}

/// The files of several paths; none at all, or one that isn't there, is trouble.
pub fn collect_all(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Trouble> {
    let mut files = Vec::new();
    for path in paths {
        collect(path, true, &mut files).map_err(|error| unreadable(path, &error))?;
    }
    if files.is_empty() {
        return Err(Trouble("这里没有可以核对的表格。".to_owned()));
    }
    Ok(files)
}

/// Does the same with each file, several at a time, with a bar on a terminal; the results
/// come in the order of the files.
pub fn each<T: Send>(
    files: &[PathBuf],
    common: &Common,
    work: impl Fn(&PathBuf) -> T + Sync,
) -> Result<Vec<T>, Trouble> {
    let progress = progress(files.len(), common.quiet);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(common.jobs.unwrap_or(0))
        .build()
        .map_err(|error| format!("开不了 {:?} 个线程：{error}", common.jobs))?;
    let results = pool.install(|| {
        let each = |path: &PathBuf| {
            let result = work(path);
            progress.inc(1);
            result
        };
        files.par_iter().map(each).collect()
    });
    progress.finish_and_clear();
    Ok(results)
}

/// A bar on a terminal, for more than a few files.
fn progress(files: usize, quiet: bool) -> ProgressBar {
    if quiet || files < 8 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("核对 {wide_bar} {pos}/{len} 份") {
        bar.set_style(style);
    }
    bar
}

pub fn json<T: serde::Serialize>(value: &T) -> Result<String, Trouble> {
    let mut text = serde_json::to_string_pretty(value).map_err(|error| error.to_string())?;
    text.push('\n');
    Ok(text)
}

/// Onto the screen. A reader that closes the pipe early (head) is no trouble.
pub fn put(text: &str) -> Result<(), Trouble> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Trouble(format!("写不了：{}", why(&error))))
        }
        _ => Ok(()),
    }
}

/// As [`put`]; on a terminal, lines too long for it go on below their own beginning.
pub fn put_lines(text: &str) -> Result<(), Trouble> {
    if !std::io::stdout().is_terminal() {
        return put(text);
    }
    put(&wrapped(text, textwrap::termwidth()))
}

/// Each line in as many as the width in columns needs (a Chinese character takes two). What
/// goes on stands two columns deeper, but not deeper than a finding's second line does.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let words = line.trim_start_matches(' ');
        let indent = " ".repeat(line.len() - words.len());
        let further = format!("{indent}{}", if indent.len() < 6 { "  " } else { "" });
        let options = textwrap::Options::new(width.max(40))
            .word_separator(WordSeparator::Custom(words_of))
            .break_words(false)
            .initial_indent(&indent)
            .subsequent_indent(&further);
        out.push_str(&textwrap::fill(words, options));
        out.push('\n');
    }
    out
}

/// Where a line may be broken: after spaces and between Chinese characters, but not before what
/// closes or after what opens.
fn words_of(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    const CLOSING: &[char] = &['，', '。', '、', '；', '：', '？', '”', '）', '〕', '》'];
    const OPENING: &[char] = &['“', '（', '〔', '《'];
    let mut chars = line.char_indices().peekable();
    let mut start = 0;
    Box::new(std::iter::from_fn(move || {
        while let Some((_, one)) = chars.next() {
            let (end, next) = chars.peek().copied().unwrap_or((line.len(), ' '));
            let after_space = one == ' ' && next != ' ';
            let between = (!one.is_ascii() || !next.is_ascii()) && one != ' ' && next != ' ';
            let breaks = after_space
                || between && !OPENING.contains(&one) && !CLOSING.contains(&next)
                || end == line.len();
            if breaks {
                let word = line.get(start..end).unwrap_or_default();
                start = end;
                return Some(Word::from(word));
            }
        }
        None
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_goes_on_below_its_beginning_and_no_line_begins_with_a_comma() {
        let text = "表.xlsx\n    ✕ 必须改正  D5  身份证号最后一位对不上：按前 17 位推算，末位应是 5。也可能是前面某一位写错了。\n";
        let lines = wrapped(text, 48);
        assert_eq!(
            lines,
            "表.xlsx\n    ✕ 必须改正  D5  身份证号最后一位对不上：按前\n      17 位推算，末位应是 5。也可能是前面某一位\n      写错了。\n"
        );
        assert_eq!(wrapped(text, 200), text);
        for width in 40..90 {
            let lines = wrapped(text, width);
            assert!(
                lines.lines().all(|it| !it.trim_start().starts_with(['，', '。', '：'])),
                "{lines}"
            );
        }
    }
}
