//! The file of word lists → [`Lexicon`], for the build script, which packs it.

use super::hash::ByText;
use super::word_lists::{Class, Classes, Kinds, Lexicon, Lists, opening};
use crate::phrase::fold::{hash_in_any_case, hash_of};
use crate::phrase::load::{LoadError, Source};
use crate::phrase::stem::stem;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    verbs: BTreeMap<String, Vec<String>>,
    irregular: BTreeMap<String, [String; 2]>,
    words: BTreeMap<String, Vec<String>>,
    phrases: BTreeMap<String, Vec<String>>,
    endings: HashMap<String, Vec<String>, ByText>,
    seats: HashMap<String, String, ByText>,
    bodies: BTreeMap<String, Vec<String>>,
    alike: BTreeMap<String, Vec<String>>,
    kinds: BTreeMap<String, Vec<String>>,
    called: BTreeMap<String, Vec<String>>,
}

/// The word lists of English, packed; where the file is wrong, what is.
pub(crate) fn packed() -> Result<Vec<u8>, String> {
    let english = Lexicon::read().map_err(|error| error.to_string())?;
    postcard::to_allocvec(&english).map_err(|error| error.to_string())
}

fn source() -> Source {
    Source { file: "events.toml", text: include_str!("../../../assets/lang/en/events.toml") }
}

impl Lexicon {
    /// Reads the lists.
    fn read() -> Result<Self, LoadError> {
        let source = source();
        let file: File = source.parse()?;
        let unknown = |name: &str| source.error(0, format!("no class {name:?}"));
        let mut lexicon = Self { seats: file.seats, endings: file.endings, ..Self::default() };
        for (name, verbs) in &file.verbs {
            let extra = match name.as_str() {
                "known" => None,
                name => Some(verb_class(name).ok_or_else(|| unknown(name))?),
            };
            for base in verbs {
                lexicon.add_verb(base, file.irregular.get(base), extra);
            }
        }
        for (word, others) in &file.alike {
            let alike = others.iter().map(|other| (hash_of(&stem(other)), hash_of(&stem(word))));
            lexicon.alike.extend(alike);
        }
        for (name, others) in file.called {
            let all = others.into_iter().chain([name.clone()]);
            for other in all {
                lexicon.add_phrase("called", &other);
                lexicon.called.insert(other, name.clone());
            }
        }
        // "found" is said of what was founded as well.
        let bases: HashSet<&String> = file.verbs.values().flatten().collect();
        for (base, forms) in &file.irregular {
            let meant = lexicon.alike(hash_of(&stem(base)));
            for form in forms.iter().filter(|form| !bases.contains(form)) {
                lexicon.alike.entry(hash_of(&stem(form))).or_insert(meant);
            }
        }
        for (number, words) in (0..).zip(file.kinds.values()) {
            let kind =
                1_u64.checked_shl(number).ok_or_else(|| source.error(0, "too many kinds"))?;
            for word in words {
                let meant = lexicon.alike(hash_of(&stem(word)));
                let known = lexicon.kinds.entry(meant).or_default();
                *known = known.with(Kinds(kind));
            }
        }
        for (base, irregular) in &file.irregular {
            lexicon.add_verb(base, Some(irregular), None);
        }
        for (name, words) in &file.words {
            let classes = word_classes(name).ok_or_else(|| unknown(name))?;
            for word in words {
                let entry = lexicon.form(word);
                for &class in classes {
                    entry.add(class);
                }
            }
        }
        for (name, phrases) in file.phrases {
            for phrase in phrases {
                lexicon.add_phrase(&name, &phrase);
            }
        }
        for (code, names) in file.bodies {
            for name in names {
                lexicon.add_phrase("body", &name);
                lexicon.bodies.insert(name, code.clone());
            }
        }
        Ok(lexicon)
    }

    fn add_phrase(&mut self, list: &str, phrase: &str) {
        let words: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
        let first = words.first().map_or("", String::as_str);
        let first = hash_in_any_case(first);
        self.begun.entry(first).or_default().add(list);
        self.phrases.entry(opening(list, first)).or_default().push(words);
    }

    fn add_verb(&mut self, base: &str, irregular: Option<&[String; 2]>, extra: Option<Class>) {
        let past = regular_past(base);
        let (past, participle) = match irregular {
            Some([past, participle]) => (past.clone(), participle.clone()),
            None => (past.clone(), past),
        };
        let forms = [
            (base.to_owned(), Class::Base),
            (third_person(base), Class::Third),
            (past, Class::Past),
            (participle, Class::Participle),
            (gerund(base), Class::Gerund),
        ];
        for (form, class) in forms {
            let entry = self.form(&form);
            entry.add(class);
            if let Some(extra) = extra {
                entry.add(extra);
            }
        }
    }

    fn form(&mut self, form: &str) -> &mut Classes {
        self.forms.entry(hash_of(form)).or_default()
    }
}

impl Lists {
    /// Puts a list in.
    fn add(&mut self, list: &str) {
        let (part, bit) = Self::bit(list);
        if let Some(part) = self.0.get_mut(part) {
            *part |= bit;
        }
    }
}

fn verb_class(name: &str) -> Option<Class> {
    Some(match name {
        "reporting" => Class::Reporting,
        "speech_act" => Class::SpeechAct,
        "belief" => Class::Belief,
        "planning" => Class::Planning,
        "phase" => Class::Phase,
        "stative" => Class::Stative,
        "transitive" => Class::Transitive,
        "intransitive" => Class::Intransitive,
        "clausal" => Class::Clausal,
        _ => return None,
    })
}

fn word_classes(name: &str) -> Option<&'static [Class]> {
    use Class as C;
    Some(match name {
        // What is known as no verb.
        "noun" | "person" | "alongside" => &[],
        "be_present" => &[C::BePresent],
        "be_past" => &[C::BePast],
        "be_other" => &[C::BeOther],
        "be_negated" => &[C::BePresent, C::Negation],
        "have_present" => &[C::HavePresent],
        "have_past" => &[C::HavePast],
        "have_other" => &[C::HaveOther],
        "have_negated" => &[C::HavePresent, C::Negation],
        "do_present" => &[C::DoPresent],
        "do_past" => &[C::DoPast],
        "will" => &[C::Will],
        "would" => &[C::Would],
        "may" => &[C::May],
        "negation" => &[C::Negation],
        "determiner" => &[C::Determiner],
        "preposition" => &[C::Preposition],
        "locative" => &[C::Locative],
        "temporal" => &[C::Temporal],
        "subordinator" => &[C::Subordinator],
        "simultaneous" => &[C::Simultaneous],
        "conditional" => &[C::Conditional, C::Subordinator],
        "relative" => &[C::Relative],
        "complement" => &[C::Complement],
        "coordinator" => &[C::Coordinator],
        "pronoun" => &[C::Pronoun],
        "subject_pronoun" => &[C::SubjectPronoun],
        "adverb" => &[C::Adverb],
        "connective" => &[C::Connective],
        "trailing" => &[C::Trailing],
        "event_noun" => &[C::EventNoun],
        "against" => &[C::Against],
        "time_adjective" => &[C::TimeAdjective],
        "opinion_cue" => &[C::OpinionCue],
        "people" => &[C::People],
        _ => return None,
    })
}

fn third_person(base: &str) -> String {
    match consonant_y(base) {
        Some(stem) => format!("{stem}ies"),
        None if base.ends_with(['s', 'x', 'z', 'o']) => format!("{base}es"),
        None if base.ends_with("ch") || base.ends_with("sh") => format!("{base}es"),
        None => format!("{base}s"),
    }
}

fn regular_past(base: &str) -> String {
    match consonant_y(base) {
        Some(stem) => format!("{stem}ied"),
        None if base.ends_with('e') => format!("{base}d"),
        None => format!("{}ed", doubled(base)),
    }
}

fn gerund(base: &str) -> String {
    if let Some(stem) = base.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    match base.strip_suffix('e') {
        Some(stem) if !base.ends_with("ee") && stem.len() > 1 => format!("{stem}ing"),
        _ => format!("{}ing", doubled(base)),
    }
}

fn consonant_y(base: &str) -> Option<&str> {
    let stem = base.strip_suffix('y')?;
    (!stem.ends_with(['a', 'e', 'o', 'u'])).then_some(stem)
}

/// Short verbs that end in consonant, vowel, consonant double the last letter, as do the longer
/// ones that are stressed on their last syllable.
fn doubled(base: &str) -> String {
    const STRESSED_LAST: [&str; 8] =
        ["admit", "annex", "commit", "defer", "occur", "permit", "refer", "transfer"];
    let mut last = base.bytes().rev();
    let is_vowel = |b: u8| b"aeiou".contains(&b);
    let (Some(c), Some(b), Some(a)) = (last.next(), last.next(), last.next()) else {
        return base.to_owned();
    };
    let pattern = !is_vowel(c) && !b"wxy".contains(&c) && is_vowel(b) && !is_vowel(a);
    let one_syllable = base.bytes().filter(|&b| is_vowel(b)).count() == 1;
    if pattern && (one_syllable || STRESSED_LAST.contains(&base)) {
        format!("{base}{}", char::from(c))
    } else {
        base.to_owned()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_program_has_what_the_file_says() {
        let packed = super::packed().unwrap_or_else(|error| panic!("{error}"));
        assert!(packed == include_bytes!(concat!(env!("OUT_DIR"), "/events.bin")));
    }
}
