//! Names of sites and landscapes, "Stonehenge", "the Ruhr": others bear them, and what comes from there is elsewhere.

use super::host;
use super::outsider::is_people;
use super::party;
use crate::events::clause::Clauses;
use crate::events::predicate::Predicate;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;
use crate::model::{Annotated, PlaceMention, Via};

/// How the name of a place at a word is taken: one of a site or landscape of a single country as towns are, "in
/// Chibok"; no more than that of a wide land where it stands before a noun or behind "from", as does one of a state of
/// the past before a noun.
pub(super) fn taken_as(
    clauses: &Clauses<'_>,
    at: usize,
    mention: &PlaceMention,
    is_located: bool,
) -> Via {
    let is_site = mention.via == Via::Macro && mention.country.is_some();
    match mention.via {
        Via::Macro if is_site && (is_located || !describes(clauses, at)) => Via::Name,
        Via::Historic if !is_located && is_of_thing(clauses, at) => Via::Macro,
        other => other,
    }
}

/// "the cruiser Persepolis", "the World Trade Center in Dubai", "the Camp David accords": whether a site only lends
/// its name to something else.
pub(super) fn is_namesake(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    at: usize,
    mention: &PlaceMention,
) -> bool {
    if mention.via != Via::Macro || mention.country.is_none() {
        return false;
    }
    let is_borne = at.checked_sub(1).is_some_and(|before| {
        clauses.is_in_any_case("name_bearer", before) || clauses.is_of("honorific", before)
    });
    is_borne
        || host::names_deal(annotated, mention)
        || other_place(annotated, clauses, at).is_some_and(|other| {
            let is_abroad = other.country.is_some() && other.country != mention.country;
            let is_beside = other.region.is_some()
                && mention.region.is_some()
                && other.region != mention.region;
            is_abroad || is_beside
        })
}

/// The place that a name is said to lie in: "the Golden Temple in Kyoto".
fn other_place<'a>(
    annotated: &'a Annotated,
    clauses: &Clauses<'_>,
    at: usize,
) -> Option<&'a PlaceMention> {
    let mention = clauses.words.get(at)?.place;
    let is_own = |at: &usize| clauses.words.get(*at).is_some_and(|it| it.place == mention);
    let end = clauses.words.len();
    let joint = (at + 1..end).find(|at| !is_own(at))?;
    let is_joint = matches!(clauses.word_text(joint), "in" | "of");
    let is_article =
        |at: &usize| clauses.words.get(*at).is_some_and(|it| it.has(Class::Determiner));
    let named = (joint + 1..end).find(|at| !is_article(at)).filter(|_| is_joint)?;
    let other = annotated.places.get(clauses.words.get(named)?.place?)?;
    Some(other).filter(|it| it.via == Via::Name)
}

/// "a Harvard professor", "survivors of Buchenwald", "a play about Alcatraz": whether a name only says of somebody or
/// something what he or it is.
fn describes(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_article =
        |at: &usize| clauses.words.get(*at).is_some_and(|it| it.has(Class::Determiner));
    let joint = (0..at).rev().find(|at| !is_article(at));
    let is_of = joint.is_some_and(|joint| {
        let is_event = joint
            .checked_sub(1)
            .and_then(|it| clauses.words.get(it))
            .is_some_and(|it| it.has(Class::EventNoun));
        match clauses.word_text(joint) {
            "from" | "about" => true,
            "of" => !is_event,
            _ => false,
        }
    });
    let next = clauses.words.get(at + 1);
    let is_longer = next.is_some_and(|it| it.is_plain() && it.is_capitalised);
    let is_land = clauses.is_of("territory", at + 1);
    is_of || is_longer || is_before_noun(clauses, at) && !is_land
}

/// "Champa rice", but not "Champa troops".
fn is_of_thing(clauses: &Clauses<'_>, at: usize) -> bool {
    is_before_noun(clauses, at)
        && !is_people(clauses, at + 1)
        && !party::is_of_state(clauses, at)
        && clauses.phrase_len("homebound", at + 1) == 0
}

/// Whether a common noun that is no part of a predicate stands behind a name.
fn is_before_noun(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_told = clauses.predicates.iter().any(|it| (it.first..=it.at).contains(&(at + 1)));
    let is_owner = clauses.words.get(at).is_some_and(|it| it.is_possessive);
    let next = clauses.words.get(at + 1);
    let is_noun = |it: &crate::events::words::Word| {
        it.is_plain() && it.time.is_none() && !it.is_capitalised && it.tag.is_noun()
    };
    !is_told && !is_owner && next.is_some_and(is_noun)
}

/// "was arrested on her way to Oslo", but not "ships are on their way to Oslo": who is on the way is not there.
pub(super) fn is_aim(clauses: &Clauses<'_>, at: usize) -> bool {
    let is = |back: usize, word: &str| {
        at.checked_sub(back).is_some_and(|at| clauses.word_text(at).eq_ignore_ascii_case(word))
    };
    // "on her way to Oslo and | Lund", "to Oslo, in | Norway".
    let is_place = |at: usize| clauses.words.get(at).is_some_and(|it| it.place.is_some());
    let joints =
        (0..at).rev().take_while(|&at| matches!(clauses.word_text(at), "and" | "or" | "," | "in"));
    let (length, opens) =
        joints.fold((0, ""), |(length, _), at| (length + 1, clauses.word_text(at)));
    let before = at.checked_sub(length + 1).filter(|&before| opens != "in" && is_place(before));
    if let Some(before) = before.filter(|_| 0 < length) {
        return is_aim(clauses, before);
    }
    // "on | her | way | to | Oslo".
    const LENGTH: usize = 4;
    let is_adverb = |at: usize| clauses.words.get(at).is_some_and(|it| it.tag == Tag::Adverb);
    // "is well on its way to Oslo".
    let is_told = |it: &Predicate| {
        let mut between = (it.at + 1..at.saturating_sub(LENGTH)).rev();
        it.is_copula && it.at + LENGTH < at && between.all(is_adverb)
    };
    is(1, "to") && is(2, "way") && is(LENGTH, "on") && !clauses.predicates.iter().any(is_told)
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check_places as check;

    #[test]
    fn who_is_of_a_famous_site_is_elsewhere() {
        let mill = "<M:XMIL@SE-M|Alnarp>";
        check(&format!("A {mill} surgeon was robbed in <NO-03|Oslo> in {{1982|1982}}."), "NO-03");
        check(&format!("A letter from {mill} was read in <NO-03|Oslo> in {{1999|1999}}."), "NO-03");
        check(&format!("A film about {mill} opened in <NO-03|Oslo> in {{1999|1999}}."), "NO-03");
        check(&format!("A barn burned in {mill} in {{1986|1986}}."), "M:XMIL");
        check(&format!("The {mill} disaster began in {{1986|1986}}."), "M:XMIL");
    }

    #[test]
    fn what_is_called_after_a_site_is_elsewhere() {
        let mill = "<M:XMIL@SE-M|Alnarp>";
        check(&format!("The {mill} in <NO-03|Oslo> burned in {{1950|1950}}."), "NO-03");
        check(&format!("The {mill} in <SE|Sweden> burned in {{1984|1984}}."), "SE M:XMIL");
        check(&format!("The band {mill} played in <NO-03|Oslo> in {{1999|1999}}."), "NO-03");
        check(&format!("Judge {mill} ruled in <NO-03|Oslo> in {{1999|1999}}."), "NO-03");
        check(&format!("The cruiser {mill} was sunk in {{1988|1988}}."), "");
        check(&format!("The {mill} accords were signed in {{1978|1978}}."), "");
    }

    #[test]
    fn who_is_on_the_way_is_not_there() {
        check("Dahl was seized in {1911|1911} on her way to <NO-03|Oslo>.", "");
        check("Ships are on their way to <NO-03|Oslo> in {1911|1911}.", "NO-03");
        for aim in ["", ", <NO|Norway>", ", in <NO|Norway>", " and <NO-46|Bergen>"] {
            let told = format!(
                "Dahl was seized in <SE-M|Lund> on her way to <NO-03|Oslo>{aim} in {{1911|1911}}."
            );
            check(&told, "SE-M");
        }
        check("The ship is well on its way to <NO-03|Oslo> in {1911|1911}.", "NO-03");
    }
}
