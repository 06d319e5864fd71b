//! What must hold when any bytes are read for dates. Used by the fuzz target and, on its corpus, by
//! the tests.

use annals::model::{Date, Dct, DctMethod, Document, TimeMention, When};

/// Reads bytes as a text with a date and as one without.
pub(crate) fn read(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for date in [None, Date::new(2022, 11, 2)] {
        let document = document(&text, date);
        let sentences = annals::text::sentences(&document);
        let tagged = annals::temporal::tag(&document, &sentences);
        let mut end = 0;
        for mention in &tagged.mentions {
            assert!(end <= mention.span.start && mention.span.start < mention.span.end);
            assert!(text.get(mention.span.range()).is_some());
            check(mention);
            end = mention.span.end;
        }
    }
}

fn check(mention: &TimeMention) {
    assert!((0.0..=1.0).contains(&mention.confidence));
    if let Some(when) = &mention.when {
        let text = when.edtf.to_string();
        assert_eq!(text.parse().as_ref(), Ok(&when.edtf), "{text}");
        let bounds = when.bounds;
        assert!(bounds.earliest.zip(bounds.latest).is_none_or(|(from, to)| from <= to), "{text}");
    }
}

fn document(text: &str, date: Option<Date>) -> Document {
    Document {
        dct: date.map(|date| Dct {
            when: When::day(date),
            method: DctMethod::Manifest,
            evidence: String::new(),
            span: None,
            score: 1.0,
        }),
        ..Document::of_text("fuzz", text)
    }
}
