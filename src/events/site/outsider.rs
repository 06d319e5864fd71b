//! Names that only say where somebody or something comes from: "Danish pirates burned the mill" in a book on
//! Norway is told of Norway, and of Denmark as well where its army did.

use super::described;
use super::focus::Focus;
use super::party;
use super::place_list::{list_end, list_start};
use super::seat;
use super::{About, Ranked, is_locative};
use crate::events::clause::Clauses;
use crate::events::predicate::Predicate;
use crate::events::words::Word;
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::events::words::tagger::Tag;
use crate::model::{Annotated, Via};
use std::ops::Range;

/// Words between an adjective and its noun, and between a verb and "from", at most.
const NEAR: usize = 4;

/// Whether a mention says nothing of where an event was: it leaves a country out, names an embassy, or is of a
/// country in which a document about another one puts nothing, and only describes who or what came from there.
pub(super) fn is_outsider(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    mention: Option<usize>,
    home: Option<&Focus>,
) -> bool {
    let Some(place) = mention.and_then(|it| annotated.places.get(it)) else { return false };
    let at = clauses.words.iter().position(|word| word.place == mention && mention.is_some());
    // "in every country except Japan".
    if at.is_some_and(|at| is_left_out(clauses, at)) {
        return true;
    }
    let Some(home) = home.filter(|it| it.country.is_some() && it.country != place.country) else {
        return false;
    };
    let is_envoy = |at: usize| {
        let next = clauses.words.get(at + 1);
        let is_led = next.is_some_and(|it| it.is_plain() && it.tag == Tag::Adjective);
        place.via == Via::Demonym && clauses.is_of("legation", at + 1 + usize::from(is_led))
    };
    if at.is_some_and(|at| is_envoy(at) && !speaks(clauses, at)) {
        return true;
    }
    // "married a Danish woman": she may be of wherever she likes.
    if at.is_some_and(|at| place.via == Via::Demonym && is_one_of_people(clauses, at)) {
        return true;
    }
    if at.is_some_and(|at| is_observer(clauses, at)) {
        return true;
    }
    if !home.is_strange(place.country.as_ref()) {
        return false;
    }
    let Some(at) = at else { return false };
    match place.via {
        Via::Demonym => {
            let is_land = place.country.is_some() || place.place.is_of_past();
            !is_land || !is_told_at_home(clauses, at)
        }
        Via::Name | Via::Historic => comes_from(clauses, at) || describes_person(clauses, at),
        Via::Metonym => describes_person(clauses, at),
        // "Atlantic Island Links": the name of something else.
        Via::Macro => {
            clauses.words.get(at + 1).is_some_and(|next| next.is_plain() && next.is_capitalised)
        }
        Via::Organisation => true,
    }
}

/// "married a Danish woman", but not "a Danish soldier", who may act for his state.
fn is_one_of_people(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_one = at.checked_sub(1).is_some_and(|it| clauses.is_of("one_of", it));
    let segment = clauses.words.get(at).map(|word| word.segment);
    let is_object = clauses.predicates.iter().any(|it| Some(it.segment) == segment && it.at < at);
    let is_bearer = |at: usize| {
        ["state_office", "armed", "legation", "service"].iter().any(|it| clauses.is_of(it, at))
    };
    is_one && is_object && is_people(clauses, at + 1) && !is_bearer(at + 1)
}

/// "The Danish Mill Survey said": whether a body that only watches says something, by the end of its name.
fn is_observer(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_name = |at: &usize| {
        clauses.words.get(*at).is_some_and(|word| word.is_plain() && word.is_capitalised)
    };
    let last = (at + 1..=at + NEAR).take_while(is_name).last();
    // "The Danish Mill Survey said it would close", "said that floods had wrecked its office".
    let is_own = |it: &Predicate| {
        let opens = it.at + 1..=it.at + 2;
        let of_itself =
            |at: usize| matches!(clauses.word_text(at), "it" | "they" | "their" | "we" | "our");
        opens.clone().any(of_itself)
            || (it.at + 1..clauses.words.len()).any(|at| clauses.word_text(at) == "its")
    };
    let tells_of_itself = clauses.predicates.iter().any(|it| it.is_reporting() && is_own(it));
    last.is_some_and(|last| clauses.is_of("observer", last))
        && speaks(clauses, at)
        && !tells_of_itself
}

/// Whether a mention near an event without a place does not tell where that happened: "The mill was opened by
/// the mayor, who had been in Denmark."
pub(super) fn is_beside(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    mention: usize,
    home: Option<&Focus>,
) -> bool {
    let country = annotated.places.get(mention).and_then(|place| place.country.as_ref());
    let is_abroad =
        home.is_some_and(|home| home.country.is_some() && country != home.country.as_ref());
    let word = clauses.words.iter().find(|word| word.place == Some(mention));
    let is_apart = word.is_some_and(|word| {
        let opens = clauses.segments.get(clauses.begun(word.segment));
        let mut opens = opens.map_or(0..0, |it| it.words.clone()).take(2);
        opens.any(|at| clauses.is_of("told_beside", at))
    });
    let at = clauses.words.iter().position(|word| word.place == Some(mention));
    let is_described = at.is_some_and(|at| is_in_apposition(clauses, at));
    is_abroad && (is_apart || is_described) || is_outsider(annotated, clauses, Some(mention), home)
}

/// Whether an event without a place happened where an earlier sentence of its paragraph was. What a text at
/// home told of abroad is over where another deed has a date of its own: "He went to Paris. In 1925 Norway's
/// king died." To a text on a region all the rest of its country is abroad.
pub(super) fn goes_on(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    clause: Range<usize>,
    told: &Ranked,
    about: About<'_>,
) -> bool {
    let Some(place) = annotated.places.get(told.mention) else { return false };
    let home = about.home_country();
    let region = about.focus.and_then(|focus| focus.region.as_ref());
    let is_elsewhere =
        region.is_some() && place.region.is_some() && place.region.as_ref() != region;
    let points_back = |at: usize| {
        let is_pronoun = |it: &Word| it.has(Class::SubjectPronoun) && !it.has(Class::Relative);
        clauses.is_of("pointing_back", at)
            || clauses.words.get(at).is_some_and(|it| it.is_plain() && is_pronoun(it))
            || is_thing(clauses, at)
    };
    let mut told = clauses.predicates.iter().map(|it| it.first);
    let verb = told.find(|first| clause.contains(first)).unwrap_or(clause.end);
    let is_dated = about.dated_by.is_some();
    // "In 1925 the envoys shot him in his bed": that is nobody's before.
    let is_own = |at: usize| {
        verb < at
            && clauses.words.get(at).is_some_and(|it| it.has(Class::Determiner))
            && !is_thing(clauses, at)
    };
    let is_new = is_dated && !(0..clause.end).any(|at| points_back(at) && !is_own(at));
    let is_there = || clause.clone().any(|at| clauses.word_text(at) == "there");
    if home.is_none() || place.country.as_ref() == home && !is_elsewhere {
        // "They met in Oslo. In 1925 the law was passed.": a capital stands for its country.
        let is_whole = about.focus.is_some_and(|focus| Some(&focus.place) == home);
        return !is_dated || !is_whole || !seat::is_seat(annotated, place) || is_there();
    }
    let is_located = described::is_reached(annotated, place);
    if place.country.is_none() {
        return is_located || is_there();
    }
    let comes_home = clause.clone().any(|at| {
        let verb = at.checked_sub(1).and_then(|verb| clauses.words.get(verb));
        clauses.word_text(at) == "home" && verb.is_some_and(|it| it.is_plain() && it.tag.is_verb())
    });
    !is_new && !comes_home && is_located
}

/// "the hall": something known, and nobody who may be anywhere.
fn is_thing(clauses: &Clauses<'_>, at: usize) -> bool {
    let noun = clauses.words.get(at + 1);
    matches!(clauses.word_text(at), "the" | "The")
        && !is_people(clauses, at + 1)
        && noun.is_some_and(|it| it.is_plain() && it.tag.is_noun() && !it.has(Class::EventNoun))
}

/// "the Danish parliament voted", "Danish officials said": that was in their own country.
fn is_told_at_home(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_within = |at: &usize| {
        clauses
            .words
            .get(*at)
            .is_some_and(|it| it.mark.is_none() && it.time.is_none() && !it.has(Class::Preposition))
    };
    let is_one = at.checked_sub(1).is_some_and(|it| clauses.is_of("one_of", it));
    let is_seat = |at: usize| {
        let is_place = clauses.words.get(at).is_some_and(|word| word.place.is_some());
        let used = clauses.phrase_len("homebound", at);
        is_place || used > 0 && !(is_one && party::is_service(clauses, at + used - 1))
    };
    let mut phrase = (at + 1..=at + NEAR).take_while(is_within);
    speaks(clauses, at) || phrase.any(is_seat) || party::is_raider(clauses, at)
}

/// "Danish officials said".
fn speaks(clauses: &Clauses<'_>, at: usize) -> bool {
    let segment = clauses.words.get(at).map(|word| word.segment);
    let mut predicates = clauses.predicates.iter();
    predicates.any(|it| Some(it.segment) == segment && at < it.first && it.is_reporting())
}

/// "a crew from Denmark", "came back from Denmark".
fn comes_from(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_article = |at: &usize| {
        clauses.words.get(*at).is_some_and(|it| it.is_plain() && it.has(Class::Determiner))
    };
    let from = (0..list_start(clauses, at)).rev().find(|at| !is_article(at));
    let Some(from) = from.filter(|&from| clauses.word_text(from) == "from") else { return false };
    let Some(before) = from.checked_sub(1) else { return false };
    let segment = clauses.words.get(at).map(|word| word.segment);
    // "refugees from Denmark told of it": what drove them out was there, unless they did something elsewhere.
    if clauses.is_in_any_case("displaced", before) {
        return (0..clauses.words.len()).any(|other| {
            let word = clauses.words.get(other).filter(|it| Some(it.segment) == segment);
            let is_site = word.is_some_and(|it| it.place.is_some()) && other != at;
            is_site && other.checked_sub(1).is_some_and(|it| is_locative(clauses, it))
        });
    }
    let is_told = |it: &Predicate| Some(it.segment) == segment;
    let mut told = clauses.predicates.iter().filter(|it| is_told(it));
    let is_noun = clauses.words.get(before).is_some_and(|it| it.is_plain() && it.tag.is_noun());
    let last = list_end(clauses, at);
    let is_subject =
        is_noun && told.next().is_some_and(|it| (last + 1..=last + 2).contains(&it.first));
    is_people(clauses, before)
        || is_subject
        || (from.saturating_sub(NEAR)..from).any(|at| clauses.phrase_len("arriving", at) > 0)
}

/// "They paid Keller, a bank in Denmark, to": whether a name stands within what says more of somebody.
fn is_in_apposition(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_noun = |at: usize| {
        let word = clauses.words.get(at);
        word.is_some_and(|it| it.is_plain() && !it.tag.is_verb() && !it.is_capitalised)
    };
    let joint =
        at.checked_sub(1).filter(|&at| matches!(clauses.word_text(at), "in" | "of" | "from"));
    let Some(joint) = joint else { return false };
    let article = (joint.saturating_sub(NEAR)..joint)
        .rev()
        .take_while(|&at| is_noun(at))
        .find(|&at| matches!(clauses.word_text(at), "a" | "an"));
    let comma = article.and_then(|article| article.checked_sub(1));
    comma.is_some_and(|comma| clauses.word_text(comma) == ",")
}

/// "Japan's state television reported", "told a Japanese newspaper": whose press something was told by or to.
pub(super) fn is_of_press(clauses: &Clauses<'_>, mention: Option<usize>) -> bool {
    let at = clauses.words.iter().position(|word| word.place == mention && mention.is_some());
    let Some(at) = at else { return false };
    let is_inside = |at: &usize| {
        let word = clauses.words.get(*at);
        word.is_some_and(|it| it.is_plain() && !it.has(Class::Preposition) && !it.tag.is_finite())
    };
    let mut phrase = (at + 1..=at + NEAR).take_while(is_inside);
    if !phrase.any(|at| clauses.phrase_len("press", at) > 0) {
        return false;
    }
    let is_article =
        |at: &usize| clauses.words.get(*at).is_some_and(|it| it.has(Class::Determiner));
    let before = (0..at).rev().find(|at| !is_article(at));
    speaks(clauses, at) || before.is_some_and(|before| clauses.is_of("told_to_press", before))
}

/// "in every country except Japan".
fn is_left_out(clauses: &Clauses<'_>, at: usize) -> bool {
    let opens = |back: usize| {
        let start = at.checked_sub(back);
        start.is_some_and(|start| clauses.phrase_len("except", start) == back)
    };
    (1..=3).any(opens)
}

/// "a Moscow banker".
fn describes_person(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_owner = clauses.words.get(at).is_some_and(|word| word.is_possessive);
    !is_owner && is_people(clauses, at + 1)
}

/// Whether a word is a common noun for people.
pub(super) fn is_people(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.words.get(at).is_some_and(|word| {
        let form = word.span.of(clauses.text).to_lowercase();
        let opens = at == clauses.content_start(word.segment);
        word.is_plain()
            && (opens || !word.is_capitalised)
            && (word.has(Class::People)
                || word.tag.is_noun()
                    && (ENGLISH.ends_like("people_ending", &form)
                        || ENGLISH.ends_like("person_ending", &form)))
    })
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check_places;

    const HOME: &str = "Ships left <G1@NO|Bergen> for <G2@NO|Oslo>. They came to <G3@NO|Molde>.";

    #[track_caller]
    fn check(told: &str, expected: &str) {
        check_places(&format!("{HOME}\n{told}"), expected);
    }

    #[test]
    fn who_comes_from_abroad_does_not_say_where() {
        check("<~DK|Danish> soldiers burned the mill in {1711|1711}.", "NO");
        check("Pirates from <DK|Denmark> burned the mill in {1711|1711}.", "NO");
        check("The mill was sold to the <~NL|Dutch> trader Halvern in {1911|1911}.", "NO");
        check("Keller came back from <GB-ENG|Leeds> in {2003|2003}.", "NO");
        check("A <G4@DK|Copenhagen> banker paid for the mill in {1911|1911}.", "NO");
    }

    #[test]
    fn of_which_people_somebody_is_does_not_say_where() {
        let staged = "They stayed in <DK|Denmark>, and built a mill in <DK|Denmark>.\n";
        check(&format!("{staged}Keller married a <~DK|Danish> woman in {{1911|1911}}."), "NO");
        check(&format!("{staged}A <~DK|Danish> woman left in {{1911|1911}}."), "DK NO");
        check("The <US|US> Mill Survey said that a dam burst in {1911|1911}.", "NO");
        check("The <US|US> Mill Museum said that it closed in {1911|1911}.", "US");
        check("The <US|US> Mill Survey said that fire wrecked its hall in {1911|1911}.", "US");
        check("The <US|US> Mill Museum said that fire wrecked a ship in {1911|1911}.", "US");
    }

    #[test]
    fn who_somebody_is_does_not_say_where() {
        let told = "and Keller was shot in {1997|1997}.";
        check(&format!("The mill paid Holm, a bank in <DK|Denmark>, to buy ships, {told}"), "NO");
        check(&format!("They had bought the ships in <DK|Denmark>, {told}"), "DK");
    }

    #[test]
    fn what_is_done_abroad_is_told_of_abroad() {
        check("The <~DK|Danish> parliament voted in {1911|1911}.", "DK NO");
        check("<~DK|Danish> forces burned the mill in {1711|1711}.", "DK NO");
        check("A <~DK|Danish> army surgeon opened a mill in <GB|Britain> in {1711|1711}.", "GB");
        check("The <~DK|Danish> embassy was closed in {1911|1911}.", "NO");
        check("The <~DK|Danish> embassy warned of a flood in {1911|1911}.", "DK NO");
        check("Pirates burned a mill in <DK|Denmark> in {1711|1711}.", "DK");
        check("Keller fled from <DK|Denmark> in {1711|1711}.", "DK");
        check("The mill was full of refugees from <DK|Denmark> in {1711|1711}.", "DK");
        check(
            "Refugees from <DK|Denmark> built a mill in <GB-ENG|Leeds> in {1711|1711}.",
            "GB-ENG",
        );
    }

    #[test]
    fn whose_press_told_it_does_not_say_where() {
        check(
            "<SE|Sweden>'s news agency said that a mill in <NO-46|Vik> burned in {1911|1911}.",
            "NO-46",
        );
        check("Keller told a <~SE|Swedish> newspaper in {1911|1911} that he was ill.", "NO");
        check("A <~SE|Swedish> newspaper burned in {1911|1911} in <SE|Sweden>.", "SE");
        check_places("<SE|Sweden>'s news agency said in {1911|1911} that the mill burned.", "SE");
    }

    #[test]
    fn a_capital_gives_way_to_its_country_at_another_date() {
        let told = |next: &str| {
            let about = "<NO|Norway> is cold, and <NO|Norway> is long. <NO|Norway> is old.";
            format!("{about}\nThe envoys met in <G1@NO|Oslo>. In {{1925|1925}} {next}")
        };
        check_places(&told("a mill burned."), "NO");
        check_places(&told("a mill burned there."), "G1");
        check_places(&told("a mill burned.").replace("{1925|1925}", "1925"), "G1");
    }

    #[test]
    fn a_country_in_which_something_is_put_is_no_stranger() {
        let there = "They stayed in <DK|Denmark>, and built a mill in <DK|Denmark>.";
        check(&format!("{there}\n<~DK|Danish> soldiers burned it in {{1711|1711}}."), "DK NO");
    }

    #[test]
    fn what_is_left_out_is_not_where() {
        check("The song was sung in every country except <JP|Japan> in {1911|1911}.", "NO");
    }

    #[test]
    fn what_the_text_told_of_abroad_ends_with_another_date() {
        let abroad = "Two ships were built in <DK|Denmark> in {1994|1994}.";
        check(&format!("{abroad} In {{1997|1997}} the parties agreed on a ceasefire."), "NO");
        check(&format!("{abroad} They were sold in {{1997|1997}}."), "DK");
        let home = "Ships left <NO-46|Vestland>, <G1@NO-46|Bergen> and <G2@NO-46|Voss>.";
        let told = "The law was passed in <G3@NO-03|Oslo>. In {1997|1997} Keller was elected.";
        check_places(&format!("{home}\n{told}"), "NO-46");
    }
}
