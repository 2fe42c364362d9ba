//! Bytes of a text → characters, strictly: what no supported encoding knows is refused,
//! never replaced.

use super::error::ReadError;
use super::gb18030;
use super::sniff::Seems;

/// Decodes UTF-8 and UTF-16 with or without a mark, GB18030 and GBK without one.
pub(super) fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    let text = if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        utf8(rest).unwrap_or_else(|| Err(unknown_encoding()))?
    } else if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        utf16(rest, u16::from_le_bytes)?
    } else if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        utf16(rest, u16::from_be_bytes)?
    } else if bytes.contains(&0) {
        // Eight-bit text has no zeros; UTF-16 has them in every digit and comma.
        unmarked_utf16(bytes).ok_or_else(|| with_nuls(bytes))?
    } else {
        match utf8(bytes) {
            Some(text) => text?,
            None => gb18030::decode(bytes).ok_or_else(unknown_encoding)?,
        }
    };
    if text.contains('\0') {
        return Err(ReadError::unknown(Seems::TextWithNuls));
    }
    // Text has no control characters but line ends, tabs, form feeds and the end mark of
    // old systems.
    let control =
        |c: char| c < ' ' && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1a}');
    if text.contains(control) {
        return Err(ReadError::unknown(Seems::Unknown));
    }
    Ok(text)
}

fn unknown_encoding() -> ReadError {
    ReadError::unknown(Seems::TextOfUnknownEncoding)
}

/// Zeros among other control characters are no text at all.
fn with_nuls(bytes: &[u8]) -> ReadError {
    let controls = bytes.iter().filter(|&&b| b != 0 && b < 32 && !matches!(b, 9..=13)).count();
    let seems = if controls * 100 > bytes.len() { Seems::Unknown } else { Seems::TextWithNuls };
    ReadError::unknown(seems)
}

/// The order of the two bytes of a UTF-16 unit.
type Order = fn([u8; 2]) -> u16;

/// Whole units only: an odd byte at the end is left out.
fn units(bytes: &[u8], order: Order) -> Option<String> {
    let units = bytes.as_chunks().0.iter().map(|pair| order(*pair));
    char::decode_utf16(units).collect::<Result<_, _>>().ok()
}

fn utf16(bytes: &[u8], order: Order) -> Result<String, ReadError> {
    if !bytes.len().is_multiple_of(2) {
        return Err(ReadError::damaged("文字在一个字的中间断了"));
    }
    units(bytes, order).ok_or_else(unknown_encoding)
}

/// UTF-8, or why it is a spoilt one; `None` if it was never meant to be UTF-8.
fn utf8(bytes: &[u8]) -> Option<Result<String, ReadError>> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Some(Ok(text.to_owned())),
        Err(error) => error,
    };
    // A handful of three-byte characters can't be chance: GBK text is almost never valid
    // UTF-8 in that way.
    let mut wide = 0_usize;
    let mut broken = 0_usize;
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().chars().filter(|c| c.len_utf8() >= 3).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if wide < 4 || wide < broken * 8 {
        return None;
    }
    let cut_off = error.error_len().is_none() && broken == 1;
    Some(Err(if cut_off {
        ReadError::damaged("文字在一个字的中间断了")
    } else {
        unknown_encoding()
    }))
}

/// UTF-16 without a mark: the order of bytes in which nearly everything is a character
/// that such tables hold, and there are line ends, as every table has.
fn unmarked_utf16(bytes: &[u8]) -> Option<String> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let orders: [Order; 2] = [u16::from_le_bytes, u16::from_be_bytes];
    orders
        .into_iter()
        .filter_map(|order| units(bytes, order))
        .filter(|text| text.contains(['\r', '\n']))
        .map(|text| (plausible(&text), text))
        .filter(|(share, _)| *share >= 0.9)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, text)| text)
}

/// The share of characters that are ASCII text, Chinese, or Chinese punctuation.
fn plausible(text: &str) -> f64 {
    let (mut good, mut all) = (0_u32, 0_u32);
    for c in text.chars().take(100_000) {
        all += 1;
        good += u32::from(matches!(c,
            ' '..='~' | '\t' | '\r' | '\n' | '·' | '￥' | '¥' | '×' | '\u{2010}'..='\u{2030}'
            | '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}'));
    }
    f64::from(good) / f64::from(all.max(1))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

    use super::super::ReadCode;
    use super::*;
    use encoding_rs::GB18030;

    const TABLE: &str =
        "姓名,身份证号,金额\r\n张一三,310101199001011234,500\r\n阿依古丽·买买提,,一千\r\n";

    fn utf16_bytes(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() })
            .collect()
    }

    #[test]
    fn every_encoding_gives_the_same_chinese_text() {
        let with = |mark: &[u8], body: Vec<u8>| [mark, &body].concat();
        let gb = GB18030.encode(TABLE).0.into_owned();
        for bytes in [
            TABLE.as_bytes().to_vec(),
            with(b"\xef\xbb\xbf", TABLE.as_bytes().to_vec()),
            with(b"\xff\xfe", utf16_bytes(TABLE, false)),
            with(b"\xfe\xff", utf16_bytes(TABLE, true)),
            utf16_bytes(TABLE, false),
            utf16_bytes(TABLE, true),
            gb,
        ] {
            assert_eq!(decode(&bytes).unwrap(), TABLE, "{:?}", &bytes[..8]);
        }
        // Beyond the BMP, in four bytes of GB18030.
        let rare = "姓名,字\n𠮷田,㐂\n";
        assert_eq!(decode(&GB18030.encode(rare).0).unwrap(), rare);
    }

    #[test]
    fn what_no_encoding_knows_is_refused() {
        for (bytes, seems) in [
            (&b"\xff\xff\xff\xff,a\n"[..], Seems::TextOfUnknownEncoding),
            (b"name\0,a\nb,c\n", Seems::TextWithNuls),
            (b"\xff\xfea\0,\0\0\0b\0", Seems::TextWithNuls),
            (b"\x01\x02\x03\x04\x05", Seems::Unknown),
        ] {
            let error = decode(bytes).unwrap_err();
            assert_eq!((error.code, error.seems), (ReadCode::R001, Some(seems)), "{bytes:?}");
        }
        // One spoilt byte in UTF-8 must not turn the whole text into GBK nonsense.
        let mut spoilt = TABLE.as_bytes().to_vec();
        spoilt[4] = 0xff;
        assert_eq!(decode(&spoilt).unwrap_err().seems, Some(Seems::TextOfUnknownEncoding));
    }

    #[test]
    fn text_cut_inside_a_character_is_said_to_be_cut() {
        let name_end = TABLE.find("张").unwrap() + 4;
        assert_eq!(decode(&TABLE.as_bytes()[..name_end]).unwrap_err().code, ReadCode::R003);
        let mut odd = vec![0xff, 0xfe];
        odd.extend(utf16_bytes(TABLE, false));
        odd.pop();
        assert_eq!(decode(&odd).unwrap_err().code, ReadCode::R003);
    }
}
