//! Packs `assets/gazetteer`, the weights of the tagger and what is known about a language into tables that the
//! program reads without building much.

use std::path::PathBuf;
use std::{env, fs};

/// What a language is made of, which the program has for reading as well.
#[path = "src/model"]
#[expect(dead_code, unreachable_pub, reason = "the program uses more of it")]
mod model {
    pub(crate) mod calendar;
    pub(crate) mod edtf;
    pub(crate) mod span;
    pub(crate) use calendar::Date;
    pub(crate) use edtf::Edtf;
    pub(crate) use span::Span;
}
#[path = "src/phrase"]
#[expect(dead_code, unreachable_pub, reason = "the program uses more of it")]
mod phrase {
    mod block;
    pub(crate) mod fold;
    pub(crate) mod grammar;
    pub(crate) mod lattice;
    pub(crate) mod letters;
    pub(crate) mod lexicon;
    pub(crate) mod load;
    pub(crate) mod note;
    pub(crate) mod rule;
    pub(crate) mod stem;
    pub(crate) mod token;
}
#[path = "src/events/words"]
#[expect(dead_code, reason = "the program uses more of it")]
mod words {
    mod hash;
    pub(crate) mod load;
    mod word_lists;
}
#[path = "src/temporal/language"]
#[expect(dead_code, reason = "the program uses more of it")]
mod temporal {
    mod class;
    mod feast;
    pub(crate) mod load;
    mod named;
    mod tables;
}
#[path = "src/geo/gazetteer/format.rs"]
#[expect(dead_code, reason = "the program reads what is not written here")]
mod format;
#[path = "script/read_gazetteer.rs"]
mod gazetteer;
#[path = "script/pack_language.rs"]
mod language;
#[path = "script/pack_gazetteer.rs"]
mod places;
#[path = "src/events/words/tag_format.rs"]
#[expect(dead_code, reason = "the program reads what is not written here")]
mod tag_format;
#[path = "script/pack_tags.rs"]
mod tags;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    // Cargo itself watches what is compiled into this script.
    for read in ["gazetteer", "lang/en/given.tsv", "lang/en/tags.tsv"] {
        println!("cargo::rerun-if-changed=assets/{read}");
    }
    let package = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    language::write(&package.join("assets/lang/en"), &out)?;
    tags::write(&fs::read_to_string(package.join("assets/lang/en/tags.tsv"))?, &out)?;
    places::write(&gazetteer::read(&package.join("assets/gazetteer"))?, &out)
}
