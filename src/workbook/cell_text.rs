//! Text of a cell, without a copy of what the file shares.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// Text of a cell: its own, or a stretch of the text that all cells of a file share. Cheap
/// to clone either way.
#[derive(Clone)]
pub struct CellText(Kept);

#[derive(Clone)]
enum Kept {
    Own(Arc<str>),
    Shared { all: Arc<String>, from: u32, to: u32 },
}

impl CellText {
    /// The bytes from `from` to `to` of a text; empty if they are no text.
    pub(super) const fn shared(all: Arc<String>, from: u32, to: u32) -> Self {
        Self(Kept::Shared { all, from, to })
    }
}

impl Deref for CellText {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        match &self.0 {
            Kept::Own(text) => text,
            Kept::Shared { all, from, to } => {
                all.get(*from as usize..*to as usize).unwrap_or_default()
            }
        }
    }
}

impl AsRef<str> for CellText {
    fn as_ref(&self) -> &str {
        self
    }
}

impl<T: Into<Arc<str>>> From<T> for CellText {
    fn from(text: T) -> Self {
        Self(Kept::Own(text.into()))
    }
}

impl PartialEq for CellText {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for CellText {}

impl fmt::Debug for CellText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for CellText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_and_shared_text_are_alike() {
        let all = Arc::new("张三李四".to_owned());
        let shared = CellText::shared(Arc::clone(&all), 6, 12);
        assert_eq!(shared, CellText::from("李四"));
        assert_eq!(format!("{shared:?} {shared}"), "\"李四\" 李四");
        assert_eq!(&*CellText::shared(all, 7, 99), "");
    }
}
