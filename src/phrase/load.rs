//! TOML → words and rules. Errors name the file, the line and the rule. The build script reads the files of a
//! language by this; the program has them packed.

use super::grammar::{Grammar, Points};
use super::lexicon::{Case, ClassId, Lexicon};
use super::rule::{Named, Rule};
use std::collections::BTreeMap;
use toml::Spanned;

/// What is wrong with a file of rules.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub struct LoadError {
    /// Name of the file.
    pub file: &'static str,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong, with the rule's name.
    pub what: String,
}

/// A rule as written in `rules.toml`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleText {
    name: String,
    /// The forms it has, over classes, fragments and words.
    #[serde(default)]
    form: Vec<Spanned<String>>,
    means: Spanned<String>,
    guard: Option<Spanned<String>>,
    #[serde(default)]
    yes: BTreeMap<String, String>,
    #[serde(default)]
    no: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    #[serde(default)]
    fragment: BTreeMap<String, Vec<Spanned<String>>>,
    rule: Vec<Spanned<RuleText>>,
}

/// A file to load: its name for messages, and its text.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// Name.
    pub file: &'static str,
    /// TOML.
    pub text: &'static str,
}

impl Source {
    /// An error at a byte of this file.
    pub fn error(self, byte: usize, what: impl Into<String>) -> LoadError {
        let before = self.text.get(..byte).unwrap_or("");
        LoadError { file: self.file, line: before.matches('\n').count() + 1, what: what.into() }
    }

    /// Reads the file as a type.
    pub fn parse<T: serde::de::DeserializeOwned>(self) -> Result<T, LoadError> {
        toml::from_str(self.text).map_err(|error: toml::de::Error| {
            self.error(error.span().map_or(0, |span| span.start), error.message())
        })
    }
}

/// Adds `class → value → surface forms` to a lexicon. A table `exact` within a class holds forms
/// whose case must agree.
pub fn lexicon(source: Source, lexicon: &mut Lexicon) -> Result<(), LoadError> {
    let classes: toml::Table = source.parse()?;
    for (name, values) in &classes {
        let class = lexicon.class(name);
        let Some(values) = values.as_table() else {
            return Err(source.error(0, format!("class {name} is not a table")));
        };
        for (value, forms) in values {
            match forms {
                toml::Value::Table(exact) if value == "exact" => {
                    for (value, forms) in exact {
                        add_forms(source, lexicon, class, value, forms, Case::Exact)?;
                    }
                }
                _ => add_forms(source, lexicon, class, value, forms, Case::Any)?,
            }
        }
    }
    Ok(())
}

fn add_forms(
    source: Source,
    lexicon: &mut Lexicon,
    class: ClassId,
    value: &str,
    forms: &toml::Value,
    case: Case,
) -> Result<(), LoadError> {
    let wrong = || {
        let name = lexicon.class_name(class);
        source.error(0, format!("{name}.{value} is not a list of words"))
    };
    let forms: Option<Vec<&str>> =
        forms.as_array().and_then(|forms| forms.iter().map(toml::Value::as_str).collect());
    for form in forms.ok_or_else(wrong)? {
        lexicon.add(class, value, form, case);
    }
    if lexicon.is_full() {
        return Err(source.error(0, "there are more classes or values than can be numbered"));
    }
    Ok(())
}

/// Rules and the grammar of their forms, which names them by number.
pub type Rules<M, G> = (Grammar, Vec<Rule<M, G>>);

/// Reads rules into a grammar. A meaning or a check that the program does not know is an error.
pub fn rules<M: Named, G: Named>(
    source: Source,
    lexicon: &mut Lexicon,
) -> Result<Rules<M, G>, LoadError> {
    let file: RuleFile = source.parse()?;
    let mut grammar = Grammar::default();
    let mut rules: Vec<Rule<M, G>> = Vec::new();
    let mut writer = Writer { source, fragments: &file.fragment, lexicon, grammar: &mut grammar };
    for spanned in file.rule {
        let at = spanned.span().start;
        let RuleText { name, form, means, guard, yes, no } = spanned.into_inner();
        let wrong = |what: &str, word: &Spanned<String>| {
            source.error(word.span().start, format!("rule {name}: no {what} {:?}", word.get_ref()))
        };
        if yes.is_empty() || no.is_empty() {
            return Err(source.error(at, format!("rule {name} needs `yes` and `no` examples")));
        }
        if rules.iter().any(|known| known.name == name) {
            return Err(source.error(at, format!("rule {name} is there twice")));
        }
        let meaning = M::from_name(means.get_ref()).ok_or_else(|| wrong("meaning", &means))?;
        let check = match &guard {
            Some(guard) => {
                Some(G::from_name(guard.get_ref()).ok_or_else(|| wrong("guard", guard))?)
            }
            None => None,
        };
        for form in &form {
            let start = form.span().start;
            let ends = writer.form(form.get_ref(), start, &name, &Points::start())?;
            writer.grammar.end(&ends, rules.len());
        }
        rules.push(Rule { name, means: meaning, guard: check, yes, no });
    }
    Ok((grammar.shared(), rules))
}

/// Writes forms into the grammar: a way for each choice of optional parts and alternatives.
struct Writer<'a> {
    source: Source,
    fragments: &'a BTreeMap<String, Vec<Spanned<String>>>,
    lexicon: &'a mut Lexicon,
    grammar: &'a mut Grammar,
}

/// Where a part of a form has come to, and whether it may have done so without a word.
struct Part {
    ends: Points,
    may_be_empty: bool,
}

/// One form may have this many ways: more is a mistake of the writer.
const MAX_WAYS: usize = 40_000;

impl Writer<'_> {
    /// Where a form goes on to from some points.
    fn form(
        &mut self,
        form: &str,
        at: usize,
        rule: &str,
        from: &Points,
    ) -> Result<Points, LoadError> {
        let mut words = form_words(form).into_iter().peekable();
        let whole = self.sequence(&mut words, at, rule, from)?;
        match words.next() {
            Some(word) => Err(self.source.error(at, format!("rule {rule}: stray {word:?}"))),
            None if whole.may_be_empty => {
                Err(self.source.error(at, format!("rule {rule}: a form may not be empty")))
            }
            None => Ok(whole.ends),
        }
    }

    /// `item item …` up to a closing bracket or the end; `|` between items makes them alternatives.
    fn sequence(
        &mut self,
        words: &mut Words<'_>,
        at: usize,
        rule: &str,
        from: &Points,
    ) -> Result<Part, LoadError> {
        let mut whole = Part { ends: from.clone(), may_be_empty: true };
        while let Some(word) = words.peek() {
            if matches!(*word, "]" | ")") {
                break;
            }
            let mut choices = self.item(words, at, rule, &whole.ends)?;
            while words.next_if(|word| *word == "|").is_some() {
                let other = self.item(words, at, rule, &whole.ends)?;
                choices.ends.join(other.ends);
                choices.may_be_empty |= other.may_be_empty;
            }
            whole.ends = choices.ends;
            whole.may_be_empty &= choices.may_be_empty;
            if whole.ends.count() > MAX_WAYS {
                return Err(self.source.error(at, format!("rule {rule}: too many choices")));
            }
        }
        Ok(whole)
    }

    fn item(
        &mut self,
        words: &mut Words<'_>,
        at: usize,
        rule: &str,
        from: &Points,
    ) -> Result<Part, LoadError> {
        let Some(word) = words.next() else {
            return Err(self.source.error(at, format!("rule {rule}: a form ends too early")));
        };
        if let "[" | "(" = word {
            let mut inner = self.sequence(words, at, rule, from)?;
            let close = if word == "[" { "]" } else { ")" };
            if words.next() != Some(close) {
                return Err(self.source.error(at, format!("rule {rule}: {close} is missing")));
            }
            if word == "[" {
                inner.ends.join(from.clone());
                inner.may_be_empty = true;
            }
            return Ok(inner);
        }
        let fragment = word.strip_prefix('{').and_then(|word| word.strip_suffix('}'));
        let ends = if let Some(name) = fragment {
            self.fragment(name, at, rule, from)?
        } else {
            let class = self.class(word);
            self.grammar.go_on(from, class)
        };
        Ok(Part { ends, may_be_empty: false })
    }

    fn fragment(
        &mut self,
        name: &str,
        at: usize,
        rule: &str,
        from: &Points,
    ) -> Result<Points, LoadError> {
        let Some(forms) = self.fragments.get(name) else {
            return Err(self.source.error(at, format!("rule {rule}: no fragment {name:?}")));
        };
        let mut all = Points::none();
        for form in forms {
            all.join(self.form(form.get_ref(), form.span().start, name, from)?);
        }
        Ok(all)
    }

    /// A known class, else the word itself.
    fn class(&mut self, word: &str) -> ClassId {
        if let Some(class) = self.lexicon.find_class(word) {
            return class;
        }
        let literal = format!("={word}");
        self.lexicon.find_class(&literal).unwrap_or_else(|| {
            let literal = self.lexicon.class(&literal);
            self.lexicon.add(literal, word, word, Case::Any);
            literal
        })
    }
}

type Words<'f> = std::iter::Peekable<std::vec::IntoIter<&'f str>>;

fn form_words(form: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for piece in form.split_whitespace() {
        let mut rest = piece;
        while let Some(at) = rest.find(['[', ']', '(', ')', '|']) {
            let (word, behind) = rest.split_at(at);
            let (sign, behind) = behind.split_at(1);
            words.extend(Some(word).filter(|word| !word.is_empty()));
            words.push(sign);
            rest = behind;
        }
        words.extend(Some(rest).filter(|rest| !rest.is_empty()));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::rule::named_by_rules;
    use super::*;

    named_by_rules! { Meaning { Date = "date", } }
    named_by_rules! { Check { Alone = "alone", } }

    #[track_caller]
    fn check(rules_text: &'static str, expected: &str) {
        let mut words = Lexicon::default();
        let source = Source { file: "rules.toml", text: rules_text };
        let result = rules::<Meaning, Check>(source, &mut words);
        assert_eq!(result.unwrap_err().to_string(), expected);
    }

    #[test]
    fn says_where_a_rule_is_wrong() {
        check(
            "\n[[rule]]\nname = 'a'\nform = ['b']\nmeans = 'date'\n",
            "rules.toml:2: rule a needs `yes` and `no` examples",
        );
        check(
            "[[rule]]\nname = 'a'\nform = ['b [c']\nmeans = 'date'\nyes = { b = '1' }\nno = ['c']\n",
            "rules.toml:3: rule a: ] is missing",
        );
        check(
            "[[rule]]\nname = 'a'\nform = ['{x}']\nmeans = 'date'\nyes = { b = '1' }\nno = ['c']\n",
            "rules.toml:3: rule a: no fragment \"x\"",
        );
        check(
            "[[rule]]\nname = 'a'\nmeans = 'dat'\nyes = { b = '1' }\nno = ['c']\n",
            "rules.toml:3: rule a: no meaning \"dat\"",
        );
        check(
            "[[rule]]\nname = 'a'\nmeans = 'date'\nguard = 'x'\nyes = { b = '1' }\nno = ['c']\n",
            "rules.toml:4: rule a: no guard \"x\"",
        );
    }
}
