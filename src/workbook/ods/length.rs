//! Lengths as OpenDocument writes them (XSL, 5.9.13): `2.258cm`, `0.8299in`.

/// A length in EMU; `None` if it is none.
pub(super) fn emu(text: &str) -> Option<i64> {
    let text = text.trim();
    let unit = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = text.split_at_checked(unit)?;
    let emu_per_unit = match unit {
        "cm" => 360_000.0,
        "mm" => 36_000.0,
        "in" => 914_400.0,
        "pt" => 12_700.0,
        "pc" => 152_400.0,
        "px" => 9525.0,
        _ => return None,
    };
    let number: f64 = number.trim().parse().ok()?;
    Some((number.clamp(-1e6, 1e6) * emu_per_unit) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_in_every_unit() {
        for (text, length) in [
            ("1in", Some(914_400)),
            ("2.54cm", Some(914_400)),
            ("25.4mm", Some(914_400)),
            ("72pt", Some(914_400)),
            (" -0.5in", Some(-457_200)),
            ("1e9in", None),
            ("1", None),
            ("cm", None),
            ("1 em", None),
        ] {
            assert_eq!(emu(text), length, "{text}");
        }
    }
}
