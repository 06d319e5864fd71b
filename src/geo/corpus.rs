//! What the documents of a corpus speak of: a weak prior for names that their own document leaves open.
//!
//! "A fire in Birmingham" alone may be anywhere. Among reports on Alabama it is the one there. The others
//! are heard only on countries and regions of which a document itself says nothing, and only between places
//! of one level: no number of reports on Texas makes Paris the town there.

use super::explain::{confidence, lies_elsewhere, via};
use super::gazetteer::past::{country_of_today, past};
use super::gazetteer::{self, PlaceNumber};
use crate::model::{Annotated, Beside, Lack, PlaceCode, PlaceKind, PlaceMention, Rival};
use std::collections::HashMap;
use std::sync::Arc;

/// Most that the other documents speak for a place by its country, and by its region besides.
const BY_COUNTRY: f32 = 1.2;
const BY_REGION: f32 = 0.6;
/// A reading so far ahead is sure without the other documents.
const SURE_LEAD: f32 = BY_COUNTRY + BY_REGION;
/// A place of the document so near says which one is meant.
const NEAR_KM: f32 = 100.0;
/// A town lighter than this, some two hundred thousand people, is no place that everybody knows.
pub(super) const LONE_TOWN: f32 = 5.3;
/// One of so many is meant by its bare name wherever others of the name may lie: some million people.
const KNOWN_TOWN: f32 = 6.3;

/// The countries and regions of which each document of a corpus speaks.
#[derive(Debug, Default)]
pub struct Corpus {
    /// Those of each document, in order, each once; none for a copy of another.
    spoken: Vec<Vec<PlaceNumber>>,
    /// How many documents speak of each.
    counts: HashMap<PlaceNumber, u32>,
    /// Documents that are no copies.
    documents: u32,
}

/// A reading of a name with what the other documents say.
#[derive(Clone, Copy, Debug)]
struct Weighed {
    reading: Rival,
    /// What speaks for it, above what its own document says for the one that was chosen.
    score: f32,
    beside: Beside,
}

impl Corpus {
    /// Reads what is sure in each document. Names that were left open, or settled by the other documents,
    /// do not count, so that it makes no difference whether these are settled yet.
    pub fn new(documents: &[Arc<Annotated>]) -> Self {
        let is_own = |it: &Annotated| it.document.duplicate_of.is_none();
        let mut known = HashMap::new();
        let spoken_in = |annotated: &Arc<Annotated>| {
            if is_own(annotated) { spoken(&annotated.places, &mut known) } else { Vec::new() }
        };
        let spoken: Vec<Vec<PlaceNumber>> = documents.iter().map(spoken_in).collect();
        let mut counts = HashMap::new();
        for place in spoken.iter().flatten() {
            *counts.entry(*place).or_default() += 1;
        }
        let documents = documents.iter().filter(|it| is_own(it)).count() as u32;
        Self { spoken, counts, documents }
    }

    /// Whether the other documents have something to say on a name of these.
    pub fn is_asked(&self, mentions: &[PlaceMention]) -> bool {
        self.documents > 1 && mentions.iter().any(is_open)
    }

    /// Weighs what the other documents speak of for the names that a document, told by its number, leaves
    /// open; on how many of them they say anything.
    pub fn settle(&self, document: usize, mentions: &mut [PlaceMention]) -> usize {
        let own = self.spoken.get(document).map_or(&[][..], Vec::as_slice);
        let open = mentions.iter_mut().filter(|mention| is_open(mention));
        open.map(|mention| usize::from(self.settle_one(own, mention))).sum()
    }

    fn settle_one(&self, own: &[PlaceNumber], mention: &mut PlaceMention) -> bool {
        let Some(chosen) = gazetteer::by_code(&mention.place) else { return false };
        let grounds = &mut mention.grounds;
        let first = Rival { number: chosen.0, how: grounds.how, behind: 0.0, lack: Lack::Corpus };
        let readings = [first].into_iter().chain(grounds.rivals.iter().copied());
        let mut readings: Vec<Weighed> = readings.map(|it| self.weigh(own, it)).collect();
        if readings.iter().all(|it| it.beside.of_country + it.beside.of_region == 0) {
            return false;
        }
        let is_lower = |it: &Weighed| level(chosen) < level(PlaceNumber(it.reading.number));
        readings.sort_by(|one, other| {
            is_lower(one).cmp(&is_lower(other)).then(other.score.total_cmp(&one.score))
        });
        let Some((best, others)) = readings.split_first() else { return false };
        let place = PlaceNumber(best.reading.number);
        let is_elsewhere = |other: &&Weighed| {
            let other = PlaceNumber(other.reading.number);
            lies_elsewhere((other, other.region()), (place, place.region()))
        };
        if let Some(next) = others.iter().find(is_elsewhere) {
            grounds.lead = best.score - next.score;
        }
        let behind = |other: &Weighed| Rival { behind: best.score - other.score, ..other.reading };
        grounds.rivals = others.iter().map(behind).collect();
        grounds.how = best.reading.how;
        grounds.beside = Some(best.beside);
        mention.confidence = confidence(place, place.kind(), grounds);
        if place != chosen {
            mention.place = place.shared_code();
            mention.country = country_of_today(place, place.kind()).map(PlaceNumber::shared_code);
            mention.via = via(best.reading.how, place.kind());
            let others = grounds.rivals.iter().map(|it| PlaceNumber(it.number));
            mention.past = past(place, place.kind(), others);
        }
        true
    }

    /// A reading with what the documents besides one that speaks of `own` speak for it.
    fn weigh(&self, own: &[PlaceNumber], reading: Rival) -> Weighed {
        let place = PlaceNumber(reading.number);
        let of_others = |area: Option<PlaceNumber>| {
            let area = area.filter(|area| own.binary_search(area).is_err());
            area.and_then(|area| self.counts.get(&area)).copied().unwrap_or(0)
        };
        let beside = Beside {
            documents: self.documents.saturating_sub(1),
            of_country: of_others(place.country()),
            of_region: of_others(place.region()),
        };
        let by = |count| share(count, beside.documents);
        let gain = BY_COUNTRY * by(beside.of_country) + BY_REGION * by(beside.of_region);
        Weighed { score: gain - reading.behind, reading, beside }
    }
}

/// The share of documents that speak of something; that of a few says little.
pub(super) fn share(count: u32, documents: u32) -> f32 {
    const FEW: f32 = 4.0;
    count as f32 / (documents as f32 + FEW)
}

/// How much a place holds: countries and their regions the most, towns the least.
fn level(place: PlaceNumber) -> u8 {
    match place.kind() {
        PlaceKind::Country | PlaceKind::Admin1 => 0,
        PlaceKind::Admin2 => 1,
        _ => 2,
    }
}

/// Whether a document leaves open which place a name means: nothing in it speaks for the one that was
/// chosen, which is neither far ahead of the next nor a town that everybody knows.
fn is_open(mention: &PlaceMention) -> bool {
    let grounds = &mention.grounds;
    let is_settled = mention.in_chrome
        || grounds.beside.is_some()
        || grounds.qualifier.is_some()
        || grounds.said_kind.is_some()
        || grounds.country_mentions > 0
        || grounds.region_mentions > 0
        || grounds.nearest_km.is_some_and(|km| km < NEAR_KM);
    // What is not behind was taken back by a rule.
    let is_ruled = |rival: &Rival| rival.behind <= 0.0;
    let is_close = |rival: &Rival| rival.behind < SURE_LEAD;
    if is_settled || grounds.rivals.iter().any(is_ruled) {
        return false;
    }
    let has_rival = grounds.rivals.iter().any(is_close);
    let is_town = mention.place.is_town();
    (has_rival || is_town)
        && gazetteer::by_code(&mention.place).is_some_and(|place| match place.kind() {
            PlaceKind::City => place.weight() < if has_rival { KNOWN_TOWN } else { LONE_TOWN },
            PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Admin2 => has_rival,
            PlaceKind::Historic
            | PlaceKind::Macro
            | PlaceKind::Organisation
            | PlaceKind::Physical => false,
        })
}

/// Where a place lies: its country and its region; nothing for one of the past.
type Areas = [Option<PlaceNumber>; 2];

fn areas_of(code: &PlaceCode) -> Areas {
    let is_of_today = |place: &PlaceNumber| place.kind() != PlaceKind::Historic;
    let place = gazetteer::by_code(code).filter(is_of_today);
    place.map_or([None; 2], |place| [place.country(), place.region()])
}

/// The countries and regions that mentions speak of for sure, each once; `known` remembers where places
/// lie.
fn spoken(mentions: &[PlaceMention], known: &mut HashMap<PlaceCode, Areas>) -> Vec<PlaceNumber> {
    let is_sure = |it: &&PlaceMention| !it.in_chrome && it.grounds.beside.is_none() && !is_open(it);
    let mut found: Vec<PlaceNumber> = Vec::new();
    for mention in mentions.iter().filter(is_sure) {
        let areas = match known.get(&mention.place) {
            Some(areas) => *areas,
            None => *known.entry(mention.place.clone()).or_insert(areas_of(&mention.place)),
        };
        found.extend(areas.into_iter().flatten());
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;

    const FIRE: &str = "A fire in Pasadena killed two.";

    fn read(number: usize, text: &str) -> Arc<Annotated> {
        let document = Document::of_text(&number.to_string(), text);
        let sentences = crate::text::sentences(&document);
        let places = super::super::tag(&document, &sentences);
        Arc::new(Annotated { document, sentences, times: Vec::new(), places })
    }

    /// The places of the first of these documents, once all have spoken.
    fn settled(texts: &[&str]) -> Vec<PlaceMention> {
        let documents: Vec<_> = texts.iter().enumerate().map(|(i, text)| read(i, text)).collect();
        let mut first = documents[0].places.clone();
        Corpus::new(&documents).settle(0, &mut first);
        first
    }

    /// What the only name of a document means among five others.
    fn among_five(text: &str, others: &str) -> String {
        let of = settled(&[text, others, others, others, others, others]);
        of[0].place.to_string()
    }

    #[test]
    fn the_other_documents_settle_what_one_leaves_open() {
        let texas = "The mayor of Austin went to Dallas, Texas.";
        let california = "The mayor of Fresno went to Sacramento, California.";
        assert_eq!(among_five(FIRE, "Snow fell in Oslo."), "G4717782");
        assert_eq!(among_five(FIRE, texas), "G4717782");
        assert_eq!(among_five(FIRE, california), "G5381396");
    }

    #[test]
    fn what_a_document_says_itself_is_stronger() {
        let others = "The mayor of Fresno went to Sacramento, California.";
        assert_eq!(among_five("A fire in Pasadena, Texas, killed two.", others), "G4717782");
        assert_eq!(among_five("A fire in Pasadena near Houston killed two.", others), "G4717782");
    }

    #[test]
    fn no_corpus_makes_a_hamlet_of_what_everybody_knows() {
        let others = "The mayor of Fresno went to Sacramento, California.";
        assert_eq!(among_five("A fire in London killed two.", others), "G2643743");
        assert_eq!(among_five("A fire in Jamaica killed two.", others), "JM");
    }

    #[test]
    fn one_document_says_nothing_on_itself() {
        let alone = read(0, FIRE);
        let documents = [Arc::clone(&alone)];
        let mut places = alone.places.clone();
        assert_eq!(Corpus::new(&documents).settle(0, &mut places), 0);
        assert_eq!(places, alone.places);
    }

    #[test]
    fn a_copy_is_no_second_document() {
        let texts = [FIRE, "The mayor of Fresno went to Sacramento, California."];
        let mut documents: Vec<_> =
            texts.iter().enumerate().map(|(i, text)| read(i, text)).collect();
        let alone = Corpus::new(&documents);
        let mut copy = Annotated::clone(&documents[1]);
        copy.document.duplicate_of = Some(documents[1].document.id.clone());
        documents.push(Arc::new(copy));
        let with_copy = Corpus::new(&documents);
        let [mut one, mut other] = [documents[0].places.clone(), documents[0].places.clone()];
        assert_eq!([alone.settle(0, &mut one), with_copy.settle(0, &mut other)], [1, 1]);
        assert_eq!(one, other);
    }

    #[test]
    fn what_is_settled_makes_no_difference_to_the_others() {
        let texts = [FIRE, FIRE, "The mayor of Fresno went to Sacramento, California."];
        let documents: Vec<_> = texts.iter().enumerate().map(|(i, text)| read(i, text)).collect();
        let corpus = Corpus::new(&documents);
        let mut again = documents.clone();
        assert_eq!(corpus.settle(1, &mut Arc::make_mut(&mut again[1]).places), 1);
        let [mut one, mut other] = [documents[0].places.clone(), documents[0].places.clone()];
        let settled = [corpus.settle(0, &mut one), Corpus::new(&again).settle(0, &mut other)];
        assert_eq!(settled, [1, 1]);
        assert_eq!(one, other);
    }

    #[test]
    fn says_what_the_other_documents_speak_of() {
        let others = "The mayor of Fresno went to Sacramento, California.";
        let found = settled(&[FIRE, others, others, "Snow fell in Oslo."]);
        let trail = super::super::trail(FIRE, &found[0]);
        assert!(
            trail.contains(&"2 of the 3 other documents speak of California".to_owned()),
            "{trail:?}"
        );
    }
}
