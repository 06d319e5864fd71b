//! What must hold when any bytes are read for places. Used by the fuzz target and, on its corpus, by
//! the tests.

use annals::model::{Document, PlaceMention};

/// Reads bytes as a text.
pub(crate) fn read(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let document = Document::of_text("fuzz", &text);
    let sentences = annals::text::sentences(&document);
    let mentions = annals::geo::tag(&document, &sentences);
    let table = annals::geo::table(mentions.iter().map(|mention| mention.place.clone()));
    let mut end = 0;
    for mention in &mentions {
        assert!(end <= mention.span.start && mention.span.start < mention.span.end);
        assert!(text.get(mention.span.range()).is_some());
        assert!(table.get(&mention.place).is_some(), "{}", mention.place);
        check(&text, mention);
        end = mention.span.end;
    }
    // Names are looked up as they are typed, too.
    let typed: String = text.chars().take(20).collect();
    assert!(annals::geo::search(&typed, 5).len() <= 5);
}

fn check(text: &str, mention: &PlaceMention) {
    assert!((0.0..=1.0).contains(&mention.confidence));
    assert!(!annals::geo::trail(text, mention).is_empty());
    for other in annals::geo::alternatives(mention) {
        assert!((0.0..=1.0).contains(&other.confidence));
        assert_ne!(other.value, mention.place.as_str());
    }
}
