//! The files of a language → its [`Language`], for the build script, which packs it, and for tests.

use super::class;
use super::named::{self, NamedTimes};
use super::tables::{DateOrder, Edge, Endings, Language, WordNote};
use crate::phrase::fold;
use crate::phrase::lexicon::{ClassId, Lexicon, Need, Needed, WordId};
use crate::phrase::load::{self, LoadError, Source};

#[derive(serde::Deserialize)]
struct LanguageFile {
    tag: String,
    date_order: String,
    credits: Vec<String>,
    asking: Vec<String>,
    answering: Vec<String>,
    asking_now: Vec<String>,
    asking_then: Vec<String>,
    asking_on: Vec<String>,
    doers: Vec<String>,
    anew: Vec<String>,
    anew_beginnings: Vec<String>,
    looking_back: Vec<String>,
    comparing: Vec<String>,
    likening_ago: Vec<String>,
    stamps: Vec<String>,
    old_pictures: Vec<String>,
    triggers: Vec<String>,
    beside_numbers: Vec<String>,
    starts: Vec<String>,
    ends: Vec<String>,
    endings: Endings,
}

macro_rules! source {
    ($file:literal) => {
        Source { file: $file, text: include_str!(concat!("../../../assets/lang/en/", $file)) }
    };
}

/// English, packed; where one of its files is wrong, what is.
pub(crate) fn packed() -> Result<Vec<u8>, String> {
    let english = load_english().map_err(|error| error.to_string())?;
    postcard::to_allocvec(&english).map_err(|error| error.to_string())
}

/// Reads the files of English.
pub(crate) fn load_english() -> Result<Language, LoadError> {
    let language = source!("language.toml");
    let file: LanguageFile = language.parse()?;
    if file.tag.is_empty() {
        return Err(language.error(0, "the language has no tag"));
    }
    let mut lexicon = Lexicon::default();
    number_classes(&mut lexicon);
    load::lexicon(source!("lexicon.toml"), &mut lexicon)?;
    let NamedTimes { named, holidays } = named::load(source!("named.toml"), &mut lexicon)?;
    let rules = source!("rules.toml");
    let (grammar, rules) = load::rules(rules, &mut lexicon)?;
    let of = lexicon.word(fold::hash_of("of"));
    let mut classes =
        [&file.triggers, &file.beside_numbers, &file.starts, &file.ends].into_iter().flatten();
    if let Some(class) = classes.find(|it| lexicon.find_class(it).is_none()) {
        let at = language.text.find(&format!("\"{class}\"")).unwrap_or_default();
        return Err(language.error(at, format!("no class {class:?}")));
    }
    let needed = needed(&lexicon, &file.triggers);
    let words = word_notes(&lexicon, &grammar.first_classes(), &file, &needed);
    let beside = needed.into_iter().map(|it| it.beside).collect();
    if let Some(class) = class_without_forms(&lexicon) {
        return Err(language.error(0, format!("no words for the class {class}")));
    }
    let date_order =
        if file.date_order == "day-first" { DateOrder::DayFirst } else { DateOrder::MonthFirst };
    Ok(Language {
        lexicon,
        grammar,
        rules,
        words,
        beside,
        of,
        named,
        holidays,
        date_order,
        credits: file.credits,
        asking: file.asking,
        answering: file.answering,
        asking_now: file.asking_now,
        asking_then: file.asking_then,
        asking_on: file.asking_on,
        doers: file.doers,
        anew: file.anew,
        anew_beginnings: file.anew_beginnings,
        looking_back: file.looking_back,
        comparing: file.comparing,
        likening_ago: file.likening_ago,
        stamps: file.stamps,
        old_pictures: file.old_pictures,
        endings: file.endings,
    })
}

fn classes(lexicon: &Lexicon, names: &[String]) -> Vec<ClassId> {
    names.iter().filter_map(|name| lexicon.find_class(name)).collect()
}

/// For what each word is needed by classes of these names.
fn needed(lexicon: &Lexicon, names: &[String]) -> Vec<Needed> {
    lexicon.needed_words(&classes(lexicon, names))
}

/// What is known of each word; `triggers` is for what words are needed, `first` are the classes with which time expressions begin.
fn word_notes(
    lexicon: &Lexicon,
    first: &[ClassId],
    file: &LanguageFile,
    triggers: &[Needed],
) -> Vec<WordNote> {
    let classes = |names: &[String]| classes(lexicon, names);
    let numbers = lexicon.beginnings(&[class::CARDINAL, class::ORDWORD, class::SCALE]);
    let wars = lexicon.beginnings(&[class::WARWORD]);
    let starts = lexicon.beginnings(&classes(&file.starts));
    let ends = lexicon.beginnings(&classes(&file.ends));
    let opens = lexicon.beginnings(first);
    let is = |begins: &[bool], word: usize| begins.get(word) == Some(&true);
    let beside_numbers = needed(lexicon, &file.beside_numbers);
    let needs = triggers.iter().zip(beside_numbers).enumerate();
    needs
        .map(|(word, (needed, beside))| WordNote {
            need: needed.need,
            is_alone: needed.is_alone,
            tells_numbers: beside.need != Need::None,
            is_number: is(&numbers, word),
            is_war: is(&wars, word),
            edge: if is(&starts, word) {
                Some(Edge::Start)
            } else {
                is(&ends, word).then_some(Edge::End)
            },
            begins: lexicon.begins(WordId(word as u32)),
            opens: is(&opens, word),
        })
        .collect()
}

/// How many are computed from figures or come from `named.toml`: the first ones.
const COMPUTED: usize = 29;

/// Numbers the classes in a new lexicon.
fn number_classes(lexicon: &mut Lexicon) {
    for name in class::NAMES {
        lexicon.class(name);
    }
}

/// The first class that the lexicon gives no form: a name that words and program do not share.
fn class_without_forms(lexicon: &Lexicon) -> Option<&'static str> {
    let listed = class::NAMES.iter().skip(COMPUTED).copied();
    listed
        .into_iter()
        .find(|name| lexicon.find_class(name).is_none_or(|class| !lexicon.is_filled(class)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_program_has_what_the_files_say() {
        let packed = super::packed().unwrap_or_else(|error| panic!("{error}"));
        assert!(packed == include_bytes!(concat!(env!("OUT_DIR"), "/english.bin")));
    }
}
