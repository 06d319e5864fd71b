//! Capitals that stand for their countries: "Washington warned", "talks in Washington".

use super::focus::Focus;
use super::outsider::is_people;
use super::place_list::{list_end, list_start};
use super::{MAX_PLACES, is_actor, is_locative};
use crate::events::clause::Clauses;
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::events::words::tagger::Tag;
use crate::model::{Annotated, PlaceCode, PlaceMention, PlaceRef, PlaceScope, Via};

/// Bytes between a town and the country that says where it lies, at most: " / ".
const JOINT_BYTES: u32 = 3;

/// "talks in Washington", in a report on another country: a capital abroad stands for its country too, where the
/// report speaks of that elsewhere.
pub(super) fn add_countries(
    annotated: &Annotated,
    focus: Option<&Focus>,
    found: &mut Vec<PlaceRef>,
) {
    let Some(focus) = focus else { return };
    let home = focus.country.as_ref().map_or("", PlaceCode::as_str);
    for at in 0..found.len() {
        let Some(place) = found.get(at) else { return };
        if place.scope != PlaceScope::Clause {
            continue;
        }
        let mention = place.mention.and_then(|mention| annotated.places.get(mention));
        let Some(mention) = mention.filter(|mention| mention.via == Via::Name) else { continue };
        let name = mention.span.of(&annotated.document.text);
        let Some(country) = seat(name, mention).filter(|&country| country != home) else {
            continue;
        };
        // "in the Ghanaian capital, Accra", "in Accra, Ghana": that is not elsewhere.
        let sentence = |it: &PlaceMention| annotated.sentence_at(it.span.start as usize);
        let is_apart = |it: &PlaceMention| {
            sentence(it) != sentence(mention) || mention.span.end + JOINT_BYTES < it.span.start
        };
        let is_elsewhere =
            |it: &PlaceMention| !it.in_chrome && it.place.as_str() == country && is_apart(it);
        if !annotated.places.iter().any(is_elsewhere) {
            continue;
        }
        let country = PlaceRef { place: PlaceCode::new(country), ..place.clone() };
        let is_known = found.iter().any(|known| known.place == country.place);
        if !is_known && found.len() < MAX_PLACES {
            found.push(country);
        }
    }
}

/// The country whose government a capital's name stands for, as in "declared by Moscow" and
/// "Washington warned"; `None` where the town itself is meant.
pub(super) fn government(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    at: usize,
    mention: &PlaceMention,
) -> Option<PlaceCode> {
    let country = seat(mention.span.of(&annotated.document.text), mention)?;
    let before = at.checked_sub(1).and_then(|before| clauses.words.get(before));
    let is_dealt_with = before.is_some_and(|word| {
        let text = word.span.of(clauses.text);
        word.is_plain() && matches!(text, "by" | "with" | "against") || text == "-"
    });
    // "asked Oslo and Copenhagen to", "accused Moscow of".
    let first = list_start(clauses, at).checked_sub(1);
    // "warned Kampala traders": the people of the town.
    let names_people = clauses
        .words
        .get(at + 1)
        .is_some_and(|it| it.is_plain() && !it.is_capitalised && it.tag.is_noun());
    let is_told = !names_people && first.is_some_and(|verb| clauses.is_of("demanding", verb));
    let acts = is_actor(clauses, at) && !is_of_town(clauses, at) && !befalls(clauses, at);
    (is_dealt_with || is_told || acts).then(|| PlaceCode::new(country))
}

/// "Oslo was sacked", "Oslo burned", "Oslo hosted the games": whether a name stands before what befalls towns.
pub(super) fn befalls(clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(word) = clauses.words.get(at).filter(|it| !it.is_possessive) else { return false };
    let last = list_end(clauses, at);
    let told = clauses.predicates.iter().find(|it| it.segment == word.segment && last < it.first);
    told.is_some_and(|it| {
        let is_of = |list| clauses.is_of(list, it.at);
        let next = it.at + 1;
        let is_told = if it.is_passive(&clauses.words) {
            is_of("befalls_town") && (is_whole(clauses, next) || is_done_by(clauses, next, "by"))
                || is_of("may_befall_town") && is_struck_by(clauses, next)
        } else {
            let falls = is_of("happens_to_town");
            is_of("plays_host")
                || falls && (is_whole(clauses, next) || is_done_by(clauses, next, "to"))
        };
        is_told && !names_other(clauses, it.at)
    })
}

/// "Oslo burned.", "Oslo burned in 1624", "Oslo burned before help came", but not "Oslo was destroyed in the vote".
fn is_whole(clauses: &Clauses<'_>, at: usize) -> bool {
    let ends = |at: usize| {
        let next = clauses.words.get(at);
        next.is_none_or(|next| next.mark.is_some() || next.time.is_some())
    };
    ends(at)
        || clauses.is_of("happens_joint", at)
        || clauses.is_of("happens_at", at)
            && (ends(past_adjectives(clauses, at + 1)) || is_stroke(clauses, at + 1))
}

/// "by rioters", "to the Danish army", but not "by requests": whether those follow who take towns.
fn is_done_by(clauses: &Clauses<'_>, at: usize, joint: &str) -> bool {
    let is_noun = |at: usize| {
        let word = clauses.words.get(at).filter(|it| it.is_plain() && it.time.is_none());
        word.is_some_and(|it| it.place.is_none() && it.tag.is_noun())
    };
    let mut noun = past_adjectives(clauses, at + 1);
    if !is_noun(noun) && at + 1 < noun {
        noun -= 1;
    } else if is_noun(noun + 1) {
        noun += 1;
    }
    let word = clauses.words.get(noun);
    let is_name = word.is_some_and(|it| it.place.is_some() || it.is_plain() && it.is_capitalised);
    clauses.word_text(at) == joint
        && (is_name
            || is_people(clauses, noun)
            || clauses.is_of("takes_town", noun)
            || is_stroke(clauses, at + 1))
}

/// "by a huge bomb", but not "by new sanctions after the bomb" and "by the bomb scandal".
fn is_struck_by(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.word_text(at) == "by" && is_stroke(clauses, at + 1)
}

/// Whether what strikes towns stands at a word, behind an article and adjectives.
fn is_stroke(clauses: &Clauses<'_>, at: usize) -> bool {
    let noun = past_adjectives(clauses, at);
    let next = clauses.words.get(noun + 1);
    let is_longer = next.is_some_and(|it| it.is_plain() && it.time.is_none() && it.tag.is_noun());
    // "a storm of protest", "a political earthquake".
    let is_figure = clauses.word_text(noun + 1) == "of"
        || noun.checked_sub(1).is_some_and(|before| clauses.is_of("figurative", before));
    let is_raid = || ["strikes_town", "raid"].iter().any(|list| clauses.is_of(list, noun + 1));
    clauses.is_of("strikes_town", noun) && !is_figure && (!is_longer || is_raid())
}

/// The first word from one on that is neither an article nor an adjective.
fn past_adjectives(clauses: &Clauses<'_>, mut at: usize) -> usize {
    let leads = |at: usize| {
        let word = clauses.words.get(at).filter(|it| it.mark.is_none() && it.time.is_none());
        word.is_some_and(|it| {
            it.place.is_some() || it.has(Class::Determiner) || it.tag == Tag::Adjective
        })
    };
    while leads(at) {
        at += 1;
    }
    at
}

/// "was hit by a bomb in Belfast": whether its piece of a sentence says behind a word that it was in another place.
fn names_other(clauses: &Clauses<'_>, at: usize) -> bool {
    let segment = clauses.words.get(at).map(|word| word.segment);
    let behind = clauses.words.iter().enumerate().skip(at + 1);
    let mut own = behind.take_while(|(_, word)| Some(word.segment) == segment);
    own.any(|(at, word)| word.place.is_some() && is_locative(clauses, at - 1))
}

/// "The people of Oslo rose", "Oslo's metro opened", but not "the jets of Oslo bombed": whether something of a
/// capital acts that is the town's own.
fn is_of_town(clauses: &Clauses<'_>, at: usize) -> bool {
    /// "Oslo's new central station".
    const REACH: usize = 3;
    let is_owner = clauses.words.get(at).is_some_and(|it| it.is_possessive);
    let is_described = |at: &usize| {
        let is_told = clauses.predicates.iter().any(|it| (it.first..=it.at).contains(at));
        let word = clauses.words.get(*at).filter(|_| !is_told);
        word.is_some_and(|it| it.is_plain() && (it.tag.is_noun() || it.tag == Tag::Adjective))
    };
    let owned = (at + 1..=at + REACH).take_while(is_described).last();
    if is_owner && owned.is_some_and(|it| clauses.is_of("owned_by_town", it)) {
        return !names_other(clauses, at);
    }
    let of = list_start(clauses, at).checked_sub(1);
    let of = of.filter(|&of| clauses.word_text(of) == "of");
    let owned = of.and_then(|of| of.checked_sub(1));
    owned.is_some_and(|it| clauses.is_of("of_town", it))
}

/// Whether a mention names the capital of a country of today.
pub(super) fn is_seat(annotated: &Annotated, mention: &PlaceMention) -> bool {
    seat(mention.span.of(&annotated.document.text), mention).is_some()
}

/// The country that a capital governs; `None` for another place of its name, as a state may be.
fn seat<'a>(name: &str, mention: &PlaceMention) -> Option<&'a str> {
    let code = mention.place.as_str();
    let of = code.split_once('-').map(|(of, _)| of);
    if of.is_none() && !mention.place.is_town() {
        return None;
    }
    let (country, region) = ENGLISH.seat(&name.to_lowercase())?;
    let is_seat = of.is_none_or(|of| of == country && region.is_none_or(|region| region == code));
    is_seat.then_some(country)
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check_places;

    #[test]
    fn who_asks_a_capital_asks_its_government() {
        let told = |end: &str| format!("In {{1911|1911}} the envoys {end}");
        check_places(&told("asked <G1@NO|Oslo> and <G2@DK|Copenhagen> to wait."), "NO DK");
        check_places(&told("met in <G1@NO|Oslo> to wait."), "G1");
        check_places(&told("warned <G1@NO|Oslo> traders to wait."), "G1");
        check_places("The people of <G1@NO|Oslo> rose in {1911|1911}.", "G1");
        check_places("The leaders of <G1@NO|Oslo> wrote in {1911|1911}.", "NO");
        check_places("The jets of <G1@NO|Oslo> bombed <SE|Sweden> in {1911|1911}.", "SE NO");
        check_places("The tanks of <G1@NO|Oslo> entered <SE|Sweden> in {1911|1911}.", "SE NO");
    }

    #[test]
    fn what_befalls_a_capital_befalls_the_town() {
        let check = |told: &str, place| check_places(&format!("<G1@NO|Oslo> {told}."), place);
        check("was sacked by soldiers in {1527|1527}", "G1");
        check("burned in {1624|1624}", "G1");
        check("burned the ships in {1624|1624}", "NO");
        check("hosted the games in {1952|1952}", "G1");
        check("was warned in {1911|1911}", "NO");
        check("was hit by rockets in {1911|1911}", "G1");
        check("was hit by <~SE|Swedish> rockets in {1911|1911}", "G1 SE");
        check("was hit by rocket attacks in {1911|1911}", "G1");
        check("was hit by new sanctions in {1911|1911}", "NO");
        check("was hit by new sanctions after the bomb in {1911|1911}", "NO");
        check("was hit by the bomb scandal in {1911|1911}", "NO");
        check("was hit by a storm of protest in {1911|1911}", "NO");
        check("was shaken by a political earthquake in {1911|1911}", "NO");
        check("was overrun by <~SE|Swedish> exports in {1911|1911}", "NO SE");
        check("was overrun by the Red Army in {1911|1911}", "G1");
        check("was flooded with complaints in {1911|1911}", "NO");
        check("was besieged by requests in {1911|1911}", "NO");
        check("was besieged by rebels in {1911|1911}", "G1");
        check("was destroyed in the vote of {1911|1911}", "NO");
        check("fell for the trick in {1911|1911}", "NO");
        check("fell to the rebels in {1911|1911}", "G1");
        check("was hit by a bomb in <SE|Kiruna> in {1911|1911}", "SE NO");
        check_places("<G1@NO|Oslo>'s metro opened in {1966|1966}.", "G1");
        check_places("<G1@NO|Oslo>'s troops left in {1966|1966}.", "NO");
    }
}
