//! GB18030, with GBK and GB2312 inside it → characters, as the WHATWG Encoding Standard has it.
//!
//! encoding_rs knows it too, but can't leave out its tables for the other encodings of the
//! world: a tenth of what the page loads. The tests compare with it, byte for byte.

use std::sync::LazyLock;

/// The characters of two bytes in the order of their bytes, each as its distance from the one
/// after its neighbour's: zigzag, seven bits a byte, the lowest first. Most are neighbours in
/// Unicode too, so this compresses to half of a plain table.
static DISTANCES: &[u8] = include_bytes!("gb18030.bin");

/// Trail bytes of two-byte characters: 0x40 to 0xFE without 0x7F.
const TRAILS: usize = 190;

/// Four bytes reach the other planes from this place on.
const OTHER_PLANES: usize = 189_000;

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::new);

struct Tables {
    /// By place in the order of two bytes.
    two: Vec<u16>,
    /// By place in the order of four bytes, as far as the basic plane goes.
    four: Vec<u16>,
}

impl Tables {
    fn new() -> Self {
        let two: Vec<u16> = distances(DISTANCES)
            .scan(0_i32, |code, distance| {
                *code += 1 + distance;
                u16::try_from(*code).ok()
            })
            .collect();
        let mut taken = vec![false; 0x1_0000];
        for code in &two {
            if let Some(taken) = taken.get_mut(usize::from(*code)) {
                *taken = true;
            }
        }
        // Four bytes hold, in order, what two don't. Of those that moved to two bytes since
        // then, some are still found here too, and U+E7C7 has the place of U+1E3F.
        let four = (0x80..=0xFFFF)
            .filter(|code| match code {
                0xD800..=0xDFFF | 0xE5E5 | 0xE78D..=0xE796 | 0xE7C7 => false,
                0xE81E | 0xE826 | 0xE82B | 0xE82C | 0xE832 | 0xE843 | 0xE854 | 0xE864 => false,
                0x1E3F | 0x9FB4..=0x9FBB | 0xFE10..=0xFE19 => true,
                code => taken.get(usize::from(*code)) == Some(&false),
            })
            .map(|code| if code == 0x1E3F { 0xE7C7 } else { code })
            .collect();
        Self { two, four }
    }
}

/// The distances as they were before they were packed.
fn distances(packed: &[u8]) -> impl Iterator<Item = i32> + '_ {
    packed.split_inclusive(|byte| byte & 0x80 == 0).map(|bytes| {
        let zigzag = bytes.iter().rev().fold(0, |sum, byte| sum << 7 | i32::from(byte & 0x7F));
        if zigzag & 1 == 0 { zigzag >> 1 } else { -(zigzag >> 1) - 1 }
    })
}

/// Decodes a text; `None` if some of its bytes are no character.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    // Two bytes of Chinese are three in UTF-8.
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
    let mut rest = bytes;
    while !rest.is_empty() {
        let (c, behind) = split_char(rest)?;
        text.push(c);
        rest = behind;
    }
    Some(text)
}

/// Decodes a text; a byte with which no character begins becomes U+FFFD.
pub(super) fn decode_lossy(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut rest = bytes;
    while let Some((_, after_one)) = rest.split_first() {
        let (c, behind) = split_char(rest).unwrap_or((char::REPLACEMENT_CHARACTER, after_one));
        text.push(c);
        rest = behind;
    }
    text
}

/// The first character, and what follows it.
fn split_char(bytes: &[u8]) -> Option<(char, &[u8])> {
    let place = |byte: u8, first: u8| usize::from(byte - first);
    Some(match *bytes {
        [ascii @ ..=0x7F, ref rest @ ..] => (char::from(ascii), rest),
        // Windows' euro sign.
        [0x80, ref rest @ ..] => ('€', rest),
        [a @ 0x81..=0xFE, b @ (0x40..=0x7E | 0x80..=0xFE), ref rest @ ..] => {
            let trail = place(b, 0x40) - usize::from(b > 0x7F);
            let code = *TABLES.two.get(place(a, 0x81) * TRAILS + trail)?;
            (char::from_u32(code.into())?, rest)
        }
        [a @ 0x81..=0xFE, b @ b'0'..=b'9', c @ 0x81..=0xFE, d @ b'0'..=b'9', ref rest @ ..] => {
            let line = (place(a, 0x81) * 10 + place(b, b'0')) * 126 + place(c, 0x81);
            let at = line * 10 + place(d, b'0');
            let code = match at.checked_sub(OTHER_PLANES) {
                Some(above) => 0x1_0000 + u32::try_from(above).ok()?,
                None => u32::from(*TABLES.four.get(at)?),
            };
            (char::from_u32(code)?, rest)
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::GB18030;

    /// What encoding_rs makes of the same bytes.
    fn theirs(bytes: &[u8]) -> Option<String> {
        let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes);
        text.map(|text| text.into_owned())
    }

    #[test]
    fn every_one_and_two_bytes_are_what_encoding_rs_says() {
        for a in 0..=u8::MAX {
            assert_eq!(decode(&[a]), theirs(&[a]), "{a:02x}");
            for b in 0..=u8::MAX {
                assert_eq!(decode(&[a, b]), theirs(&[a, b]), "{a:02x} {b:02x}");
            }
        }
    }

    #[test]
    fn every_four_bytes_are_what_encoding_rs_says() {
        for a in 0x81..=0xFE {
            // All of the basic plane; above it, the ends of each line are enough.
            let step = if a < 0x85 { 1 } else { 9 };
            for (b, c) in (b'0'..=b'9').flat_map(|b| (0x81..=0xFE).map(move |c| (b, c))) {
                for d in (b'0'..=b'9').step_by(step) {
                    let bytes = [a, b, c, d];
                    assert_eq!(decode(&bytes), theirs(&bytes), "{bytes:02x?}");
                }
            }
        }
    }

    #[test]
    fn broken_bytes_are_refused_or_replaced() {
        for bytes in [&b"\xd5"[..], b"\x81\x30\x81", b"\x81\x30\x20\x30", b"\xff\x41", b"\x81\x7f"]
        {
            assert_eq!(decode(bytes), None, "{bytes:02x?}");
        }
        assert_eq!(decode_lossy(b"\xcb\xcd\xce\xc2\xc5\xaf\xff.csv"), "送温暖\u{FFFD}.csv");
    }
}
