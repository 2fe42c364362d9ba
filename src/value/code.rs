//! Codes: identity and account numbers, tidied of what doesn't belong to them.

use super::text::{half_width, is_space};
use super::{Way, Ways};

/// The longest code kept; no code of the form has more than 30 characters.
const CAPACITY: usize = 32;

/// A code without spaces, separators and full-width characters, on the stack.
pub struct Code {
    bytes: [u8; CAPACITY],
    kept: usize,
    /// How many characters there are once tidied, those that can't be in a code included.
    pub count: usize,
    /// What was tidied.
    pub ways: Ways,
}

impl Code {
    /// Takes spaces, separators between characters and a leading apostrophe out, and folds
    /// full-width letters and digits. Case is kept.
    pub fn tidy(text: &str) -> Self {
        let mut code = Self { bytes: [0; CAPACITY], kept: 0, count: 0, ways: Ways::NONE };
        // Most codes have nothing to tidy.
        let plain = text.bytes().take(CAPACITY).take_while(u8::is_ascii_alphanumeric).count();
        let (plain, rest) = text.split_at_checked(plain).unwrap_or(("", text));
        for (slot, byte) in code.bytes.iter_mut().zip(plain.bytes()) {
            *slot = byte;
        }
        (code.kept, code.count) = (plain.len(), plain.len());
        for c in rest.chars() {
            if c.is_ascii_alphanumeric() {
                code.push(c);
            } else if is_space(c) {
                code.ways = code.ways.with(Way::Spaces);
            } else if is_apostrophe(c) && code.count == 0 {
                code.ways = code.ways.with(Way::Apostrophe);
            } else if is_separator(c) {
                code.ways = code.ways.with(Way::Separators);
            } else if half_width(c).is_ascii_alphanumeric() {
                code.ways = code.ways.with(Way::FullWidth);
                code.push(half_width(c));
            } else {
                code.count += 1;
            }
        }
        code
    }

    fn push(&mut self, c: char) {
        if let (Some(slot), Ok(byte)) = (self.bytes.get_mut(self.kept), u8::try_from(c)) {
            *slot = byte;
            self.kept += 1;
        }
        self.count += 1;
    }

    /// The code, if it holds only letters and digits and isn't too long.
    pub fn alphanumeric(&self) -> Option<&str> {
        if self.kept != self.count {
            return None;
        }
        std::str::from_utf8(self.bytes.get(..self.kept)?).ok()
    }

    /// The code, if it holds only digits and isn't too long.
    pub fn digits(&self) -> Option<&str> {
        self.alphanumeric().filter(|code| code.bytes().all(|b| b.is_ascii_digit()))
    }
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '`' | '´' | '＇' | '′')
}

/// What people put between groups of digits.
const fn is_separator(c: char) -> bool {
    matches!(c, '-' | '‐'..='―' | '−' | '－' | '.' | '．' | '·' | ',' | '，' | '_')
}

/// The largest number that Excel keeps to the last digit has fewer digits than this.
const LOSSY: f64 = 1e15;

/// A number cell that should have been text.
pub(super) enum NumberCell {
    /// All its digits are there.
    Whole(u64),
    /// More than 15 digits: those past the fifteenth are lost.
    LostDigits,
    /// Negative, a fraction, or no number.
    NoCode,
}

/// What a number cell tells of the code typed into it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole and between 0 and 10^15"
)]
pub(super) fn number_cell(number: f64) -> NumberCell {
    if number >= LOSSY {
        NumberCell::LostDigits
    } else if number >= 0.0 && number.fract() == 0.0 {
        NumberCell::Whole(number as u64)
    } else {
        NumberCell::NoCode
    }
}

/// Whether a text is a number in exponent form (`3.10101E+17`): what a CSV keeps of a long
/// number that Excel saved.
pub(super) fn is_exponent_form(text: &str) -> bool {
    // Without an E there is nothing to look at; most codes have none, and are ASCII.
    if !text.bytes().any(|b| matches!(b, b'e' | b'E') || !b.is_ascii()) {
        return false;
    }
    let (mut mantissa, mut points, mut exponent, mut in_exponent, mut signed) =
        (0, 0, 0, false, false);
    for c in
        text.chars().filter(|&c| !is_space(c)).map(half_width).skip_while(|&c| is_apostrophe(c))
    {
        match c {
            '0'..='9' if in_exponent => exponent += 1,
            '0'..='9' => mantissa += 1,
            '.' if !in_exponent && points == 0 => points = 1,
            'e' | 'E' if !in_exponent => in_exponent = true,
            '+' if in_exponent && exponent == 0 && !signed => signed = true,
            _ => return false,
        }
    }
    mantissa > 0 && (1..=3).contains(&exponent)
}
