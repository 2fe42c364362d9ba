//! Files in a zip, as if it were a folder.

use crate::words::why;
use nuanbiao::limits::Limits;
use nuanbiao::workbook::Archive;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The zip that was read last: its tables are asked for one after the other.
static LAST: Mutex<Option<(PathBuf, Arc<Archive<'static>>)>> = Mutex::new(None);

/// Adds the tables in a zip, each under its path there; anything else is added as it is.
/// So is a zip that can't be read, to be refused with its reason.
pub fn expand(path: &Path, files: &mut Vec<PathBuf>) {
    let before = files.len();
    let zip = path.extension().is_some_and(|it| it.eq_ignore_ascii_case("zip"));
    if zip && let Ok(Some(archive)) = archive(path) {
        files.extend(archive.paths().map(|inside| path.join(inside)));
    }
    if files.len() == before {
        files.push(path.to_owned());
    }
}

/// Whether a path leads into a file, as only one into a zip does.
pub fn holds(path: &Path) -> bool {
    split(path).is_some()
}

/// The bytes of a table in a zip; `None` if the path leads into no file.
pub fn read(path: &Path) -> Option<Result<Vec<u8>, String>> {
    let (zip, inside) = split(path)?;
    let read = || match archive(zip)? {
        Some(archive) => archive.read(&inside).map_err(|error| error.message),
        None => Ok(None),
    };
    Some(read().and_then(|bytes| bytes.ok_or_else(|| "压缩包里没有这份表".to_owned())))
}

/// A path into a file: the file, and the rest with forward slashes.
fn split(path: &Path) -> Option<(&Path, String)> {
    let zip = path.ancestors().skip(1).find(|it| it.is_file())?;
    let steps = path.strip_prefix(zip).ok()?.components();
    let steps: Vec<_> = steps.map(|step| step.as_os_str().to_string_lossy()).collect();
    Some((zip, steps.join("/")))
}

fn archive(zip: &Path) -> Result<Option<Arc<Archive<'static>>>, String> {
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, archive)) = last.as_ref().filter(|(path, _)| path == zip) {
        return Ok(Some(Arc::clone(archive)));
    }
    let bytes = std::fs::read(zip).map_err(|error| why(&error))?;
    let opened = Archive::open(bytes, &Limits::DEFAULT).map_err(|error| error.message)?;
    let Some(archive) = opened.map(Arc::new) else { return Ok(None) };
    *last = Some((zip.to_owned(), Arc::clone(&archive)));
    Ok(Some(archive))
}
