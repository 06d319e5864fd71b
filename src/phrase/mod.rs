//! Words and phrases as data: shared by `temporal`, `geo` and `events`.

pub mod token;
