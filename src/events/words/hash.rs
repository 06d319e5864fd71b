//! Words looked up by a hash that is made on the way, without the care against attackers that keys from
//! strangers need: these tables are our own.

use crate::phrase::fold::hash_with;
use std::hash::{BuildHasherDefault, Hasher};

/// For tables whose keys are words.
pub(crate) type ByText = BuildHasherDefault<Text>;

/// Text, eight bytes at a time.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Text(u64);

impl Hasher for Text {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash_with(self.0, bytes);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// For tables whose keys are hashes already.
pub(crate) type ByHash = BuildHasherDefault<Same>;

/// A key that is its own hash.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Same(u64);

impl Hasher for Same {
    fn write(&mut self, _bytes: &[u8]) {}

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// For tables whose keys are a few numbers.
pub(crate) type Quick = BuildHasherDefault<Numbers>;

/// Numbers, each mixed with those before it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Numbers(u64);

impl Hasher for Numbers {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_i64(&mut self, number: i64) {
        self.write_u64(number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.write_u64(number as u64);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}
