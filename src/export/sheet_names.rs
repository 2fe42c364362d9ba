//! Names of the sheets we make: safe for Excel, none twice.

/// The names taken so far.
#[derive(Default)]
pub(super) struct Names(Vec<String>);

impl Names {
    /// A name like the one wanted: without what Excel refuses, at most 31 units long, with
    /// a number where it is taken.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let safe: String = wanted
            .chars()
            .map(|c| if c.is_control() || "[]:*?/\\".contains(c) { '_' } else { c })
            .collect();
        let safe = safe.trim_matches('\'').trim();
        let base = if safe.is_empty() { "汇总表" } else { safe };
        let fit = |suffix: &str| {
            let mut units = 31_usize.saturating_sub(suffix.encode_utf16().count());
            let mut name = String::new();
            for c in base.chars() {
                if c.len_utf16() > units {
                    break;
                }
                units -= c.len_utf16();
                name.push(c);
            }
            name + suffix
        };
        let mut name = fit("");
        let mut number = 2;
        while self.0.iter().any(|taken| taken.to_lowercase() == name.to_lowercase()) {
            name = fit(&format!("_{number}"));
            number += 1;
        }
        self.0.push(name.clone());
        name
    }
}

/// A sheet's name as formulas write it.
pub(super) fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_differ() {
        let mut names = Names::default();
        for (wanted, name) in [
            ("一月/二月", "一月_二月"),
            ("一月/二月", "一月_二月_2"),
            ("'", "汇总表"),
            ("A", "A"),
            ("a", "a_2"),
        ] {
            assert_eq!(names.take(wanted), name);
        }
        assert_eq!(names.take(&"长".repeat(40)).chars().count(), 31);
        assert!(names.take(&"长".repeat(40)).ends_with("长_2"));
    }
}
