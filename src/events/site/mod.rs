//! Where an event happened: the place that its clause puts it in, before places merely named.

mod around;
mod body;
mod byline;
mod described;
mod earlier;
pub(super) mod focus;
mod host;
mod outsider;
mod party;
pub(super) mod past;
mod place_list;
mod rank;
mod seat;
mod section;
mod spot;
mod whole;

use super::clause::{Clauses, Opener, Segment};
use crate::model::calendar::DAY_SECS;
use crate::model::{Annotated, PlaceCode, PlaceRef, PlaceScope, Span, Via};
use focus::Focus;
use place_list::with_list;
use rank::{ACTOR, ASIDE, ON_THE_SPOT, PARTY, Ranked, is_actor, is_locative, meant, ranked};
pub(super) use section::Headings;
use std::ops::Range;
use whole::{drop_wholes, is_whole, names_parts};

/// Places that an event has, at most.
pub(super) const MAX_PLACES: usize = 5;
/// Two years: what the same sentence tells of a time so much later may have been anywhere.
const LONG_SECS: i64 = 2 * 366 * DAY_SECS;
/// The places of an event, where it happened first.
///
/// Those of its clause; where it has none those of its sentence, else of its paragraph, else what
/// the document is about.
pub(super) fn places(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    clause: Range<usize>,
    number: usize,
    about: About<'_>,
) -> Vec<PlaceRef> {
    let mut found = of_clause(annotated, clauses, clause.clone(), number, about);
    let home = about.home();
    found.retain(|it| !outsider::is_outsider(annotated, clauses, it.mention, home));
    // "Japan's state television said", in a report on Norway.
    let is_press = |mention, place: &PlaceCode| {
        about.focus.is_some_and(|focus| !focus.holds(place))
            && outsider::is_of_press(clauses, mention)
    };
    if !found.iter().all(|it| is_press(it.mention, &it.place)) {
        found.retain(|it| !is_press(it.mention, &it.place));
    }
    if found.is_empty() {
        let mut near = nearest(annotated, clauses, clause.start, u8::MAX, about);
        // "The US Mill Survey said | it had closed": its own deed.
        let reporter = party::reporter(clauses, clause.start);
        let is_own = |it: &Ranked| reporter.is_some() && word_of(clauses, it) == reporter;
        near.retain(|it| is_own(it) || !outsider::is_beside(annotated, clauses, it.mention, home));
        if !near.iter().all(|it| is_press(Some(it.mention), &it.place)) {
            near.retain(|it| !is_press(Some(it.mention), &it.place));
        }
        let describes = |it: &Ranked| {
            let via = annotated.places.get(it.mention).map(|mention| mention.via);
            it.rank == ASIDE && via == Some(Via::Demonym)
        };
        let is_told = near.iter().any(|it| !describes(it));
        if is_told || home.is_none() {
            found = refs(near, PlaceScope::Sentence);
        }
    }
    if let Some(home) = about.home.filter(|it| found.iter().all(|at| at.place != it.place)) {
        found.truncate(MAX_PLACES - 1);
        found.push(home.clone());
    }
    if found.is_empty() {
        body::add_lands(annotated, clauses, clause.clone(), body::Which::Chambers, &mut found);
    }
    // "The Storting promised help", in a report on Haiti.
    if let [land] = found.as_slice()
        && land.scope == PlaceScope::Body
        && let Some(focus) = about.focus.filter(|it| it.is_sole && !it.holds(&land.place))
    {
        found.push(focus.as_ref());
    }
    if found.is_empty() {
        found = refs(described::of_time(annotated, about.dated_by), PlaceScope::Sentence);
    }
    if found.is_empty() && !described::names_unknown(clauses, clause.clone()) {
        let told = carried_on(annotated, clauses, clause.clone(), number, about);
        found = refs(told, PlaceScope::Paragraph);
    }
    if found.is_empty() {
        found = refs(section::of_heading(annotated, number, about.headings), PlaceScope::Paragraph);
    }
    if found.is_empty() {
        found.extend(about.focus.map(Focus::as_ref));
    }
    body::add_lands(annotated, clauses, clause.clone(), body::Which::All, &mut found);
    if found.is_empty() {
        let whole = 0..clauses.words.len();
        body::add_lands(annotated, clauses, whole, body::Which::All, &mut found);
    }
    seat::add_countries(annotated, about.focus, &mut found);
    found
}

/// The places of the paragraph before an event that names none, where what it tells goes on there.
fn carried_on(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    clause: Range<usize>,
    number: usize,
    about: About<'_>,
) -> Vec<Ranked> {
    let country = about.focus.and_then(|focus| focus.country.as_ref());
    let mut told = described::of_paragraph(annotated, number, country);
    told.retain(|it| outsider::goes_on(annotated, clauses, clause.clone(), it, about));
    // "The largest rally in Norway", in a report on Vestland: what goes on does so in Vestland.
    let is_part = about.focus.is_some_and(Focus::is_part);
    if is_part && told.iter().all(|it| Some(&it.place) == country) {
        told.clear();
    }
    if described::names_village(clauses, clause) {
        described::widen(annotated, &mut told);
    }
    told
}

/// The places of the clause of an event; none where it names none.
fn of_clause(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    clause: Range<usize>,
    number: usize,
    about: About<'_>,
) -> Vec<PlaceRef> {
    let start = clause.start;
    let clause = with_list(clauses, clause);
    let own = clause.clone();
    let mut inside = ranked(annotated, clauses, clause.clone());
    earlier::give_way(annotated, clauses, about.verb, &mut inside);
    // "Keller, who had been ill in Wales in 1911": the date says that it is told in passing.
    let told = told_in_passing(annotated, clauses, &clause, about);
    let is_passing = told.is_some();
    inside = told.unwrap_or(inside);
    inside.extend(described::described(annotated, clauses, clause, &inside, about.focus));
    if inside.is_empty() {
        return Vec::new();
    }
    add_unnamed(annotated, clauses, start, number, &mut inside);
    if inside.iter().all(|it| it.rank > PARTY) {
        inside.extend(described::of_time(annotated, about.dated_by));
    }
    give_way(annotated, clauses, start, about, &mut inside);
    inside.extend(around::scene(annotated, clauses, start));
    drop_wholes(annotated, clauses, &mut inside);
    let tells_one = about.tells_one && !is_passing;
    let mut others = if tells_one {
        around::elsewhere(annotated, clauses, &own, &inside, about.title)
    } else {
        Vec::new()
    };
    // "Norwegian counties, such as Finnmark".
    let parts: Vec<PlaceCode> = others.iter().map(|it| it.place.clone()).collect();
    inside.retain(|it| {
        let is_whole = is_whole(&it.place, &parts) || names_parts(clauses, it) && !parts.is_empty();
        it.rank < ASIDE || !is_whole
    });
    inside.sort_unstable();
    // "Soviet troops fired": who acts.
    let acts_for = |it: &Ranked| {
        let via = annotated.places.get(it.mention).map(|mention| mention.via);
        via == Some(Via::Demonym) && it.rank == ACTOR
    };
    let is_placed = inside.iter().any(|it| {
        let is_land = matches!(it.place.as_str().get(..2), Some("M:" | "H:"));
        it.rank <= ON_THE_SPOT || is_land && !acts_for(it)
    });
    whole::drop_others(annotated, clauses, &inside, &mut others);
    let mut found = refs(inside, PlaceScope::Clause);
    for place in refs(others, PlaceScope::Sentence) {
        if found.len() < MAX_PLACES && found.iter().all(|known| known.place != place.place) {
            found.push(place);
        }
    }
    if !is_placed && !is_passing {
        add_focus(annotated, clauses, about, &mut found);
    }
    found
}

/// Asides and institutions give way to a name nearby that does more.
fn give_way(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    start: usize,
    about: About<'_>,
    inside: &mut Vec<Ranked>,
) {
    let via = |it: &Ranked| annotated.places.get(it.mention).map(|mention| mention.via);
    let gives_way = |it: &Ranked| {
        let is_person = it.rank == ASIDE && via(it) == Some(Via::Demonym);
        it.rank >= ASIDE && !is_person && via(it) != Some(Via::Macro)
    };
    if !inside.iter().all(gives_way) {
        return;
    }
    // "joined a French club which fights in Spain": what only describes gives way to any name, all
    // else to one in the next piece.
    let is_described = inside.iter().all(|it| via(it) == Some(Via::Demonym));
    let most = if is_described { PARTY } else { u8::MAX };
    let near = nearest(annotated, clauses, start, most, about);
    if near.iter().any(|it| it.rank <= PARTY) {
        *inside = near;
    }
}

/// The places of the relative clause with the date of an event, where it has one and names any.
fn told_in_passing(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    clause: &Range<usize>,
    about: About<'_>,
) -> Option<Vec<Ranked>> {
    let date = about.dated_by?;
    let word = clauses.words.iter().position(|word| date.start <= word.span.start)?;
    let segment = clauses.words.get(word).filter(|_| clause.contains(&word))?.segment;
    let is_passing = clauses.opener(segment) == Opener::Relative;
    let piece = clauses.segments.get(segment).filter(|_| is_passing)?;
    Some(ranked(annotated, clauses, piece.words.clone())).filter(|it| !it.is_empty())
}

/// "Canada promised help", in a report on Haiti: who acts, and for what.
fn add_focus(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    about: About<'_>,
    found: &mut Vec<PlaceRef>,
) {
    let acts_for_state = |it: &PlaceRef| {
        let is_it = |word: &super::words::Word| word.place.is_some() && word.place == it.mention;
        let at = clauses.words.iter().position(is_it);
        at.is_some_and(|at| party::is_of_state(clauses, at) && party::deals(clauses, at))
    };
    let is_told_of =
        |focus: &&Focus| focus.is_sole || focus.is_main && found.iter().all(acts_for_state);
    let Some(focus) = about.focus.filter(is_told_of) else { return };
    let home = focus.country.as_ref();
    let is_at_home = |known: &PlaceRef| home.is_some() && lies_in(annotated, known) == home;
    let is_known = found.iter().any(|known| known.place == focus.place || is_at_home(known));
    if found.len() < MAX_PLACES && !is_known {
        found.push(focus.as_ref());
    }
}

/// Adds where the sentence before says that it happened, and whose act it is, where a clause that names
/// places says neither.
fn add_unnamed(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    start: usize,
    number: usize,
    inside: &mut Vec<Ranked>,
) {
    if inside.iter().all(|it| it.rank > 0) {
        inside.extend(described::scene_before(annotated, clauses, start, number));
    }
    if inside.iter().all(|it| it.rank > ACTOR) {
        inside.extend(actor(annotated, clauses, party::introduction(clauses, start)));
        inside.extend(actor(annotated, clauses, party::reporter(clauses, start)));
    }
}

/// "The Russian painter, | Ivan Petrov, | wrote on Wales": whose act it is, by the word that says so.
fn actor(annotated: &Annotated, clauses: &Clauses<'_>, at: Option<usize>) -> Option<Ranked> {
    let at = at?;
    let mention = clauses.words.get(at)?.place?;
    let place = annotated
        .places
        .get(mention)
        .filter(|place| !place.in_chrome && matches!(place.via, Via::Demonym | Via::Metonym))?;
    Some(Ranked { rank: ACTOR, mention, place: meant(place, ACTOR) })
}

/// The word that the mention of a place is.
fn word_of(clauses: &Clauses<'_>, it: &Ranked) -> Option<usize> {
    clauses.words.iter().position(|word| word.place == Some(it.mention))
}

/// The country that a place of an event lies in.
fn lies_in<'a>(annotated: &'a Annotated, place: &PlaceRef) -> Option<&'a PlaceCode> {
    annotated.places.get(place.mention?)?.country.as_ref()
}

/// What is known of an event beyond its clause.
#[derive(Clone, Copy, Debug)]
pub(super) struct About<'a> {
    /// The place that the document is about.
    pub focus: Option<&'a Focus>,
    /// Where who says "we" in it belongs.
    pub home: Option<&'a PlaceRef>,
    /// The words of the time that dates it: "after the landing in Wales".
    pub dated_by: Option<Span>,
    /// The headings of the document.
    pub headings: &'a Headings,
    /// Whether its sentence tells no other event.
    pub tells_one: bool,
    /// Its title.
    pub title: &'a str,
    /// The word that tells it, where that is a verb.
    pub verb: Option<usize>,
}

impl<'a> About<'a> {
    /// What the document is about, where most of its places lie there.
    fn home(self) -> Option<&'a Focus> {
        self.focus.filter(|focus| focus.is_main)
    }

    /// The country in which the places of the document lie, but for some.
    pub(super) fn home_country(self) -> Option<&'a PlaceCode> {
        self.home().and_then(|focus| focus.country.as_ref())
    }
}

/// The places of the piece of the sentence that is nearest to the clause at a word and names one of this
/// rank at most: those before it first, asides last; with what a sentence of one event describes.
fn nearest(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    at: usize,
    most: u8,
    about: About<'_>,
) -> Vec<Ranked> {
    let segment = clauses.words.get(at).map_or(0, |word| word.segment);
    let order = || (0..segment).rev().chain(segment..clauses.segments.len());
    let is_aside = |at: &usize| matches!(clauses.opener(*at), Opener::Relative | Opener::Bracket);
    // "In Wales, which belongs to Britain, they voted": Wales before Britain.
    let order = order().filter(|at| !is_aside(at)).chain(order().filter(is_aside));
    // "was freed in 1990, | and died in Wales in 1995": what was so much later was elsewhere.
    let time_of = |piece: &Segment| {
        let mut times = piece.words.clone().filter_map(|at| clauses.words.get(at)?.time);
        times.find_map(|it| annotated.times.get(it)?.when.as_ref()?.bounds.earliest)
    };
    let own = clauses.segments.get(segment).and_then(time_of);
    let is_later = |piece: &Segment| {
        let later = time_of(piece).zip(own).map_or(0, |(later, own)| later - own);
        at < piece.words.start && piece.opener == Opener::Coordinate && later > LONG_SECS
    };
    // Most sentences name no place.
    let names_any = clauses.words.iter().any(|word| word.place.is_some());
    let pieces = order.filter(|_| names_any).filter_map(|segment| clauses.segments.get(segment));
    let pieces = pieces.filter(|piece| about.focus.is_none() || !is_later(piece));
    let mut found =
        pieces.map(|piece| ranked(annotated, clauses, with_list(clauses, piece.words.clone())));
    let found = found.find(|places| places.iter().any(|it| it.rank <= most));
    let Some(mut found) = found else { return Vec::new() };
    if about.tells_one {
        let whole = 0..clauses.words.len();
        found.extend(described::described(annotated, clauses, whole, &[], about.focus));
    }
    found
}

fn refs(found: Vec<Ranked>, scope: PlaceScope) -> Vec<PlaceRef> {
    let mut refs: Vec<PlaceRef> = Vec::new();
    for Ranked { mention, place, .. } in found {
        if refs.len() < MAX_PLACES && refs.iter().all(|known| known.place != place) {
            refs.push(PlaceRef { place, mention: Some(mention), scope });
        }
    }
    refs
}
