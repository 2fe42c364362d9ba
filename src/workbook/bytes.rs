//! Little-endian numbers at places that may not be there.

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(pair.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

pub(super) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    let eight = bytes.get(at..at.checked_add(8)?)?;
    Some(f64::from_le_bytes(eight.try_into().ok()?))
}

/// UTF-16 as text; a broken surrogate becomes the replacement character.
pub(super) fn utf16(bytes: &[u8]) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| u16::from_le_bytes(*pair));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// A number packed into 30 bits (RkNumber: [MS-XLS] 2.5.217, [MS-XLSB] 2.5.122): the upper
/// half of a float or an integer, either perhaps a hundred times too large.
pub(super) fn rk(packed: u32) -> f64 {
    let number = if packed & 2 == 0 {
        f64::from_bits(u64::from(packed & !3) << 32)
    } else {
        f64::from(packed.cast_signed() >> 2)
    };
    if packed & 1 == 0 { number } else { number / 100.0 }
}

/// An error value by its code (BErr: [MS-XLS] 2.5.10, [MS-XLSB] 2.5.97.2).
pub(super) const fn error_value(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        0x2b => "#GETTING_DATA",
        _ => "#ERROR!",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers_are_unpacked() {
        for (packed, number) in [
            (0x3ff0_0000, 1.0),
            (0x0000_07d2, 500.0),
            (0x0000_07d3, 5.0),
            (0xffff_fffe, -1.0),
            (0x405e_dccd, 1.2345),
        ] {
            assert!((rk(packed) - number).abs() < 1e-4, "{packed:x}: {}", rk(packed));
        }
    }

    #[test]
    fn what_is_not_there_is_none() {
        assert_eq!(u16_at(&[1, 2, 3], 1), Some(0x0302));
        assert_eq!(u16_at(&[1, 2, 3], 2), None);
        assert_eq!(u32_at(&[1, 2, 3, 4], usize::MAX), None);
        assert_eq!(utf16(&[0x20, 0x5f, 0x00, 0xd8, 0x41]), "张\u{fffd}");
    }
}
