//! Eight bytes of text at once: which of them are letters and digits of ASCII.
//!
//! ```text
//!  text    1  8  t  h  ,     d  a
//!  digits  80 80 .  .  .  .  .  .     the top bit of a byte says yes, so that one number holds
//!  lower   .  .  80 80 .  .  80 80    the answers for all eight
//! ```
//! (After Lamport, "Multiple byte processing with full-word instructions", CACM 18, 1975.)

/// Eight bytes in the order of the text, the first one lowest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block(u64);

/// What the bytes of a block are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kinds {
    /// Letters in upper case, by the top bits of their bytes.
    pub upper: u64,
    /// Letters in lower case.
    pub lower: u64,
    /// Digits.
    pub digits: u64,
}

const ONES: u64 = 0x0101_0101_0101_0101;
const TOPS: u64 = 0x80 * ONES;

/// Calls `found` with where each letter of ASCII in upper case stands, in order.
pub fn each_capital(bytes: &[u8], mut found: impl FnMut(usize)) {
    let mut at = 0;
    while at < bytes.len() {
        let mut capitals = Block::at(bytes, at).within(b'A', b'Z');
        while capitals != 0 {
            found(at + capitals.trailing_zeros() as usize / 8);
            capitals &= capitals - 1;
        }
        at += Block::BYTES;
    }
}

impl Block {
    /// How many bytes it has.
    pub(super) const BYTES: usize = 8;
    /// All bits of its first byte.
    pub(super) const FIRST: u64 = 0xff;

    /// The block that begins at a byte, with zeros behind the end of the text.
    #[inline]
    pub(super) fn at(bytes: &[u8], at: usize) -> Self {
        let eight = bytes.get(at..at + Self::BYTES).and_then(<[u8]>::first_chunk);
        Self(eight.map_or_else(|| Self::last(bytes, at), |eight| u64::from_le_bytes(*eight)))
    }

    /// The bytes at the end of the text.
    #[cold]
    fn last(bytes: &[u8], at: usize) -> u64 {
        let rest = bytes.get(at..).unwrap_or_default();
        rest.iter().rev().fold(0, |eight, byte| eight << 8 | u64::from(*byte))
    }

    /// Which bytes are letters and digits.
    #[inline]
    pub(super) fn kinds(self) -> Kinds {
        let letters = Self(self.folded()).within(b'a', b'z');
        // The bit that tells lower case, moved to the top of its byte.
        let upper = letters & !(self.0 << 2);
        Kinds { upper, lower: letters & !upper, digits: self.within(b'0', b'9') }
    }

    /// How many letters in lower case it begins with, and these letters with zeros behind them.
    #[inline]
    pub(super) fn lower(self) -> (usize, u64) {
        let end = !self.within(b'a', b'z') & TOPS;
        (length(end), self.0 & run(end))
    }

    /// Which bytes lie between two of ASCII, both included.
    #[inline]
    fn within(self, low: u8, high: u8) -> u64 {
        let ascii = self.0 & !TOPS;
        let from = ascii + ONES * u64::from(0x80 - low);
        let beyond = ascii + ONES * u64::from(0x7f - high);
        from & !beyond & !self.0 & TOPS
    }

    /// Which bytes lie beyond ASCII.
    #[inline]
    pub(super) fn beyond_ascii(self) -> u64 {
        self.0 & TOPS
    }

    /// Its letters in lower case; its digits as they are.
    #[inline]
    pub(super) fn folded(self) -> u64 {
        self.0 | (0x20 * ONES)
    }
}

impl Kinds {
    /// How many letters and digits it begins with.
    #[inline]
    pub(super) fn length(self) -> usize {
        length(self.neither())
    }

    /// All bits of these.
    #[inline]
    pub(super) fn run(self) -> u64 {
        run(self.neither())
    }

    /// Letters and digits, by the top bits of their bytes.
    #[inline]
    pub(super) fn any(self) -> u64 {
        self.upper | self.lower | self.digits
    }

    /// The top bits of all other bytes.
    #[inline]
    fn neither(self) -> u64 {
        !self.any() & TOPS
    }
}

/// How many bytes stand before the first of those at the ends of a run.
#[inline]
fn length(ends: u64) -> usize {
    ends.trailing_zeros() as usize / 8
}

/// All bits of these bytes.
#[inline]
fn run(ends: u64) -> u64 {
    ((ends & ends.wrapping_neg()) >> 7).wrapping_sub(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_every_capital_once(text in "[A-Za-z é@\\[.]{0,40}") {
            let mut found = Vec::new();
            super::each_capital(text.as_bytes(), |at| found.push(at));
            let is_capital = |(at, c): (usize, char)| c.is_ascii_uppercase().then_some(at);
            prop_assert_eq!(found, text.char_indices().filter_map(is_capital).collect::<Vec<_>>());
        }
    }
}
