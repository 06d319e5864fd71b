use super::*;
use crate::model::{Date, DctMethod, DocumentId, Format, Metadata, Span, When};

/// A document with one sentence a line, written on `dct`.
fn document(text: &str, dct: Option<(i32, u8, u8)>) -> (Document, Vec<Sentence>) {
    let dct = dct.and_then(|(y, m, d)| Date::new(y, m, d)).map(|date| Dct {
        when: When::day(date),
        method: DctMethod::Dateline,
        evidence: String::new(),
        span: None,
        score: 1.0,
    });
    let document = Document {
        id: DocumentId::new("test"),
        path: None,
        format: Format::Text,
        text: text.into(),
        metadata: Metadata::default(),
        dct,
        dct_candidates: Vec::new(),
        chrome: Vec::new(),
        hash: [0; 32],
        duplicate_of: None,
        warnings: Vec::new(),
    };
    let mut sentences = Vec::new();
    let mut start = 0;
    for (number, line) in text.split('\n').enumerate() {
        let span = Span::new(start, start + line.len()).trimmed(text);
        let is_heading = !line.ends_with('.') && text.contains('\n');
        if !span.is_empty() {
            sentences.push(Sentence {
                span,
                paragraph: number as u32,
                is_heading,
                in_chrome: false,
            });
        }
        start += line.len() + 1;
    }
    (document, sentences)
}

fn tagged(text: &str) -> Vec<TimeMention> {
    let (document, sentences) = document(text, Some((2022, 11, 2)));
    tag(&document, &sentences).mentions
}

#[test]
fn every_rule_does_what_its_examples_say() {
    let language = language::load_english().unwrap_or_else(|error| panic!("{error}"));
    let mut wrong = Vec::new();
    for rule in &language.rules {
        for (text, value) in &rule.yes {
            let mentions = tagged(text);
            let own: Vec<_> = mentions
                .iter()
                .filter(|m| m.rule == rule.name)
                .map(|m| m.timex.value.as_str())
                .collect();
            if own.join(" ") != *value {
                let all: Vec<_> = mentions
                    .iter()
                    .map(|m| format!("{}={} ({})", m.span.of(text), m.timex.value, m.rule))
                    .collect();
                wrong.push(format!("{}: {text:?} gives {all:?}, not {value}", rule.name));
            }
        }
        for text in &rule.no {
            let mentions = tagged(text);
            if mentions.iter().any(|mention| mention.rule == rule.name) {
                wrong.push(format!("{}: finds something in {text:?}", rule.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
