//! Small chronologies for tests: one call an event.

use crate::model::{
    Annotated, Chronology, Claim, DateStatus, Dct, DctMethod, Document, Edtf, Event, EventId,
    Factuality, Metadata, Place, PlaceCode, PlaceKind, PlaceTable, Resolution, Shape, Source, Span,
    When,
};
use std::sync::Arc;

/// A chronology in the making.
#[derive(Debug, Default)]
pub(crate) struct Sample {
    events: Vec<Event>,
}

/// A date from EDTF text.
pub(crate) fn when(edtf: &str) -> When {
    When::from_edtf(edtf.parse::<Edtf>().unwrap())
}

impl Sample {
    /// An event with a date in EDTF (`""` for none) at a place (`""` for none).
    pub(crate) fn event(mut self, title: &str, edtf: &str, place: &str) -> Self {
        let when = (!edtf.is_empty()).then(|| when(edtf));
        let places: Vec<PlaceCode> =
            Some(place).filter(|p| !p.is_empty()).map(PlaceCode::new).into_iter().collect();
        self.events.push(Event {
            id: EventId(self.events.len() as u64),
            title: title.to_owned(),
            date_status: DateStatus::of(when.as_ref()),
            sources: vec![source(when.clone())],
            when,
            undated_reason: None,
            factuality: Factuality::Happened,
            confidence: 0.9,
            salience: 0.5,
            regions: places.clone(),
            places,
            review: None,
        });
        self
    }

    /// Changes the event added last.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Event)) -> Self {
        change(self.events.last_mut().unwrap());
        self
    }

    /// Gives the event added last another reading of its bounds.
    pub(crate) fn shape(self, shape: Shape) -> Self {
        self.with(|event| {
            event.when.as_mut().unwrap().shape = shape;
            event.date_status = DateStatus::of(event.when.as_ref());
        })
    }

    /// Adds a source that claims another date.
    pub(crate) fn claim(self, edtf: &str) -> Self {
        self.with(|event| {
            event.sources.push(source(Some(when(edtf))));
            event.date_status = DateStatus::Conflict;
        })
    }

    /// The chronology, with one document that all sources stand in.
    pub(crate) fn build(self) -> Chronology {
        let mut events = self.events;
        events.sort_by_key(Event::sort_key);
        let places = places();
        for event in &mut events {
            let mut regions: Vec<_> =
                event.places.iter().flat_map(|place| places.with_ancestors(place)).collect();
            regions.sort();
            regions.dedup();
            event.regions = regions;
        }
        Chronology {
            documents: vec![Arc::new(document())],
            events,
            places,
            ..Chronology::default()
        }
    }
}

/// One event of every kind of date and style.
pub(crate) fn encodings() -> Chronology {
    Sample::default()
        .event("Full-scale invasion begins", "2022-02-24", "UA")
        .with(|event| event.salience = 0.9)
        .event("Referendum on sovereignty held in Tatarstan", "1992", "RU-TA")
        .event("First campaign in the mountains", "1994-12-11/1996-08-31", "RU-CE")
        .event("Oil boom of the early and late years", "200X~/2008~", "RU-TA")
        .event("Battery plant planned about that time", "2016~", "KZ")
        .event("Separatist attempts supported by neighbours", "1991/..", "KZ")
        .event("Old constitution in force", "../1993-12-25", "RU")
        .event("Congress declares independence", "../1997-10-30", "RU-KL")
        .shape(Shape::Before)
        .event("Amnesty announced", "2011-05/..", "RU-CE")
        .shape(Shape::After)
        .event("Ceasefire signed at the border", "2016-03-02", "UA")
        .claim("2018-06-09")
        .event("The archive burns down", "2004-05-03", "RU-TA")
        .claim("2004")
        .claim("1999-08-12")
        .event("President will return to the capital", "2019/2024", "RU")
        .with(|event| event.factuality = Factuality::Planned)
        .event("Summit expected in the capital", "2025-03-09", "KZ")
        .with(|event| event.factuality = Factuality::Predicted)
        .event("Troops crossed the river", "2008-08-08", "UA")
        .with(|event| event.factuality = Factuality::Denied)
        .event("In June, at a forum", "2005-06", "KZ")
        .with(|event| event.confidence = 0.3)
        .event("A forum spoke of autonomy", "2004-06-02", "RU-KL")
        .with(|event| event.confidence = 0.3)
        .event("Union collapses", "1991", "H:SUHH")
        .event("Speech on suicidal nationalism", "1991-08-01", "H:SUHH")
        .event("Reforms of the decade", "199X", "RU")
        .event("Recently a statement was made", "", "RU")
        .event("A meeting of elders", "2001-09", "")
        .build()
}

fn source(when: Option<When>) -> Source {
    Source {
        document: 0,
        sentence: Span::new(0, 43),
        clause: Span::new(0, 43),
        head: None,
        time: None,
        when,
        resolution: Resolution::Explicit,
        places: Vec::new(),
        claimed_by: None,
        actors: Vec::new(),
        factuality: Factuality::Happened,
    }
}

fn document() -> Annotated {
    let dct = Dct {
        when: when("2023-05-28"),
        method: DctMethod::Metadata,
        evidence: String::new(),
        span: None,
        score: 1.0,
    };
    let document = Document {
        metadata: Metadata { title: Some("A short history".to_owned()), ..Metadata::default() },
        dct: Some(dct.clone()),
        dct_candidates: vec![dct],
        ..Document::of_text(
            "notes/history.txt",
            "The elders met and spoke of what had passed. They left.",
        )
    };
    Annotated { document, sentences: Vec::new(), times: Vec::new(), places: Vec::new() }
}

fn places() -> PlaceTable {
    let claim = |by: &str, holds| Claim {
        parent: PlaceCode::new(by),
        by: PlaceCode::new(by),
        holds,
        claims: true,
    };
    let place = |code: &str, name: &str, kind, parents: &[&str], country: &str| Place {
        code: PlaceCode::new(code),
        name: name.to_owned(),
        kind,
        parents: parents.iter().map(|code| PlaceCode::new(code)).collect(),
        claims: if code == "UA-43" {
            vec![claim("UA", false), claim("RU", true)]
        } else {
            Vec::new()
        },
        country: Some(country).filter(|c| !c.is_empty()).map(PlaceCode::new),
        region: (kind == PlaceKind::Admin1).then(|| PlaceCode::new(code)),
        geonames: None,
        position: match code {
            "RU-TA" => Some((55.4, 50.6)),
            "KZ" => Some((48.0, 67.0)),
            _ => None,
        },
        years: if kind == PlaceKind::Historic { (Some(1922), Some(1991)) } else { (None, None) },
    };
    PlaceTable::new([
        place("M:EU", "Europe", PlaceKind::Macro, &[], ""),
        place("UA-43", "Crimea", PlaceKind::Admin1, &["UA", "RU"], "UA"),
        place("RU", "Russia", PlaceKind::Country, &["M:EU"], "RU"),
        place("RU-TA", "Tatarstan", PlaceKind::Admin1, &["RU"], "RU"),
        place("RU-CE", "Chechnya", PlaceKind::Admin1, &["RU"], "RU"),
        place("RU-KL", "Kalmykia", PlaceKind::Admin1, &["RU"], "RU"),
        place("UA", "Ukraine", PlaceKind::Country, &["M:EU"], "UA"),
        place("KZ", "Kazakhstan", PlaceKind::Country, &[], "KZ"),
        place("H:SUHH", "Soviet Union", PlaceKind::Historic, &["M:EU"], ""),
    ])
}
