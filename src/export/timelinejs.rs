//! JSON for TimelineJS 3 (`https://timeline.knightlab.com/docs/json-format.html`).
//!
//! The format knows neither uncertainty nor open ends, so every event also carries its date in
//! words. Undated events are left out. Annotations are its eras. Its texts are HTML.

use super::outline;
use super::xml::Escaped;
use crate::model::{Chronology, DateTime, Event, Granularity};
use crate::view::{Band, words};
use serde_json::{Map, Value, json};

/// Every dated event with a known earliest bound, or else latest bound, and every annotation.
pub fn events(chronology: &Chronology, bands: &[Band]) -> String {
    let slides: Vec<_> = chronology.events.iter().filter_map(|it| slide(it, chronology)).collect();
    let mut timeline = json!({ "events": slides });
    if !bands.is_empty() {
        timeline["eras"] = bands.iter().filter_map(era).collect();
    }
    let mut out = serde_json::to_string_pretty(&timeline).unwrap_or_default();
    out.push('\n');
    out
}

fn slide(event: &Event, chronology: &Chronology) -> Option<Value> {
    let when = event.when.as_ref()?;
    let start = when.bounds.earliest.or(when.bounds.latest)?;
    let sources = event.sources.iter().filter_map(|source| {
        let document = &chronology.document_of(source)?.document;
        let sentence = source.sentence.of(&document.text);
        Some(Escaped(&format!("{sentence} ({})", document.label())).to_string())
    });
    let mut slide = Map::new();
    slide.insert("unique_id".to_owned(), json!(event.id.to_string()));
    slide.insert("start_date".to_owned(), date(start, when.granularity));
    if let Some(end) = when.bounds.latest.filter(|&end| end != start) {
        slide.insert("end_date".to_owned(), date(end, when.granularity));
    }
    slide.insert("display_date".to_owned(), json!(words::when(when)));
    // Readers of the format pass over what they do not know; ours takes the date from here.
    slide.insert("edtf".to_owned(), json!(when.edtf.to_string()));
    let who = Escaped(&outline::who(event, chronology)).to_string();
    let who = Some(who).filter(|who| !who.is_empty());
    let text = who.into_iter().chain(sources).collect::<Vec<_>>().join("<br>");
    slide.insert(
        "text".to_owned(),
        json!({ "headline": Escaped(&event.title).to_string(), "text": text }),
    );
    if let Some(place) = event.places.first() {
        slide.insert("group".to_owned(), json!(chronology.places.name(place)));
    }
    Some(Value::Object(slide))
}

fn era(band: &Band) -> Option<Value> {
    let when = band.time();
    Some(json!({
        "start_date": date(when.bounds.earliest?, when.granularity),
        "end_date": date(when.bounds.latest?, when.granularity),
        "text": { "headline": Escaped(band.name()).to_string() },
    }))
}

/// Only the units that the source states; years before 1 AD are negative, without a year 0.
fn date(seconds: i64, granularity: Granularity) -> Value {
    let at = DateTime::from_seconds(seconds);
    let year = if at.date.year > 0 { at.date.year } else { at.date.year - 1 };
    let mut date = Map::from_iter([("year".to_owned(), json!(year))]);
    if granularity < Granularity::Year {
        date.insert("month".to_owned(), json!(at.date.month));
    }
    if granularity < Granularity::Month {
        date.insert("day".to_owned(), json!(at.date.day));
    }
    if granularity < Granularity::Day {
        date.insert("hour".to_owned(), json!(at.hour));
        date.insert("minute".to_owned(), json!(at.minute));
    }
    Value::Object(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample::Sample;

    #[test]
    fn dates_are_shown_in_words_and_kept_in_edtf() {
        let sample = Sample::default().event("Separatists supported", "1991/..", "KZ").build();
        let timeline: Value = serde_json::from_str(&events(&sample, &[])).unwrap();
        let slide = &timeline["events"][0];
        assert_eq!(
            (slide["display_date"].as_str(), slide["edtf"].as_str()),
            (Some("since 1991"), Some("1991/.."))
        );
    }
}
