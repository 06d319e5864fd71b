//! Deeds that a participle tells in passing: "the law passed in 1990 was repealed", "Keller, born in
//! 1950, resigned". A date beside it is its own, not that of the predicate.

use super::gerund;
use super::{Predicate, Tense, is_adverb};
use crate::events::bind::shared::has_date;
use crate::events::clause::{Clauses, Opener, extent, noun};
use crate::events::words::Word;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;
use std::ops::Range;

/// How far a date may stand from its participle, in words.
const REACH: usize = 10;

/// The participle that the date at a word belongs to; `None` where a predicate is nearer.
pub(crate) fn of_date(clauses: &Clauses<'_>, date: usize) -> Option<usize> {
    let segment = clauses.words.get(date)?.segment;
    let start = clauses.segments.get(segment)?.words.start;
    let is_told = |at: usize| clauses.predicates.iter().any(|it| (it.first..=it.at).contains(&at));
    let is_passed = |at: &usize| {
        let word = clauses.words.get(*at);
        let is_joint = |mark| matches!(mark, '-' | '$' | '€' | '£');
        word.is_some_and(|word| word.mark.is_none_or(is_joint)) && !is_told(*at)
    };
    let mut way = (start..date).rev().take(REACH).take_while(is_passed);
    // "a fund set up in 1990".
    let is_set_up = |at: usize| clauses.word_text(at) == "set" && clauses.word_text(at + 1) == "up";
    let at = way.find(|&at| {
        clauses.words.get(at).is_some_and(|it| is_participle(clauses.text, it)) || is_set_up(at)
    })?;
    let describes = follows_noun(clauses, at) && has_predicate_around(clauses, at, date);
    let is_apart = opens_insertion(clauses, at)
        || closes(clauses, at, date)
        || is_of_apposition(clauses, at, date).is_some();
    let has_doer = || doer_of_having(clauses, at).or_else(|| told_behind(clauses, at)).is_some();
    let is_made_so = clauses.is_of("made_so", at)
        && clauses
            .predicates
            .iter()
            .rev()
            .any(|it| it.segment == segment && it.at < at && clauses.is_of("making", it.at));
    if is_made_so {
        return None;
    }
    (describes || is_apart || has_doer() || is_absolute(clauses, at, date)).then_some(at)
}

/// "With three witnesses already called on Monday, | the case could go to the jury": beside what may be or is to come, what
/// "with" opens was done then.
fn is_absolute(clauses: &Clauses<'_>, at: usize, date: usize) -> bool {
    let Some(segment) = clauses.words.get(at).map(|word| word.segment) else { return false };
    let start = clauses.content_start(segment);
    let is_idle = |at: &usize| clauses.words.get(*at).is_some_and(is_adverb);
    let noun = (start..at).rev().find(|at| !is_idle(at));
    let is_last = clauses.segments.get(segment).is_some_and(|it| it.words.end == date + 1);
    let is_open = |it: &Predicate| {
        it.segment == segment + 1 && !matches!(it.tense, Tense::Past | Tense::Perfect)
    };
    clauses.is_in_any_case("absolute", start)
        && noun.is_some_and(|it| start < it && clauses.words.get(it).is_some_and(is_noun))
        && is_last
        && clauses.opener(segment + 1) == Opener::Comma
        && clauses.predicates.iter().any(is_open)
}

/// What is done to whom, and the participle with what belongs to it.
pub(crate) fn phrase(clauses: &Clauses<'_>, at: usize) -> (Range<usize>, Range<usize>) {
    if gerund::is_gerund(clauses, at) {
        return gerund::phrase(clauses, at);
    }
    let segment = clauses.words.get(at).map_or(0, |word| word.segment);
    let end = clauses.segments.get(segment).map_or(at + 1, |segment| segment.words.end);
    let next = clauses.predicates.iter().map(|it| it.first).find(|&first| at < first);
    let end = next.map_or(end, |next| end.min(next));
    if let Some(doer) = doer_of_having(clauses, at).or_else(|| told_behind(clauses, at)) {
        let is_dated = |next: usize| (next..end).any(|at| clauses.is_time(at));
        let next = (at + 1..end).find(|&next| goes_on(clauses, next) && is_dated(next));
        let joins =
            |at: &usize| clauses.words.get(*at).is_some_and(|it| it.has(Class::Coordinator));
        let end = next.and_then(|next| (at..next).rev().find(joins)).unwrap_or(end);
        // "Opened in 1905, the mine | never | paid": it was opened.
        let mut subject = extent::subject(clauses, doer);
        let is_idle = |word: &Word| is_adverb(word) || word.has(Class::Negation);
        while clauses.words.get(subject.end.wrapping_sub(1)).is_some_and(is_idle) {
            subject.end -= 1;
        }
        return (subject, at..end);
    }
    let is_mark = |at: &usize| clauses.words.get(*at).is_some_and(|word| word.mark.is_some());
    // "the bridge, first | opened in 1990".
    let is_first = |at: &usize| clauses.is_of("at_first", *at);
    let at = at.checked_sub(1).filter(is_first).unwrap_or(at);
    let opens = clauses.content_start(segment);
    let from = if is_having(clauses, opens) { opens } else { at };
    let noun = (0..from).rev().find(|at| !is_mark(at)).map_or(at, |last| last + 1);
    let named =
        is_of_apposition(clauses, at, at + 1).and_then(|comma| named_before(clauses, comma));
    let whole = named.or_else(|| opening_phrase(clauses, segment, noun));
    let whole = whole.unwrap_or_else(|| whole_phrase(clauses, noun));
    (called_so(clauses, whole.start, segment).unwrap_or(whole), at..end)
}

/// "Dahl is | a lawyer | born in 1950", "The mill is | a hotel, | built in 1850": who or what is called so.
fn called_so(clauses: &Clauses<'_>, phrase: usize, segment: usize) -> Option<Range<usize>> {
    let is_article = |at: usize| matches!(clauses.word_text(at), "a" | "an" | "one");
    let copula = clauses.predicates.iter().find(|it| it.at + 1 == phrase && it.is_copula)?;
    let is_be = clauses.words.get(copula.at)?.has(Class::BePresent);
    let subject = extent::subject(clauses, copula);
    // "The answer is a law passed in 1990": the law.
    let is_apart = clauses.opener(segment) == Opener::Comma;
    let is_name = |word: &Word| word.place.is_some() || word.is_plain() && word.tag == Tag::Name;
    let is_named =
        clauses.words.get(subject.clone())?.iter().any(|it| is_name(it) || is_apart && is_noun(it));
    (is_be && is_named && !copula.is_negated && is_article(phrase)).then_some(subject)
}

/// "A request for a meeting with the mayor, | sent in 1990, | failed": all that opens the sentence was sent.
fn opening_phrase(clauses: &Clauses<'_>, segment: usize, end: usize) -> Option<Range<usize>> {
    let before = segment.checked_sub(1)?;
    let opens_clause = matches!(clauses.opener(before), Opener::Start | Opener::Complement);
    let is_first = (before == 0 || opens_clause) && !clauses.is_finite(before);
    let start = clauses.content_start(before);
    let opens = clauses.words.get(start)?;
    // "Work on the dam, begun in 1990, stopped".
    let is_phrase = opens.is_plain()
        && (opens.has(Class::Determiner) || matches!(opens.tag, Tag::Noun | Tag::Nouns));
    (is_first && is_phrase && clauses.opener(segment) == Opener::Comma).then_some(start..end)
}

/// "the Treaty of Vik": the noun phrase that ends at a word, with what it is of.
fn whole_phrase(clauses: &Clauses<'_>, end: usize) -> Range<usize> {
    let part = noun::phrase_up_to(clauses, end);
    let of = part.start.checked_sub(1).filter(|&of| clauses.word_text(of) == "of");
    let owner = of.and_then(|of| of.checked_sub(1)).and_then(|at| clauses.words.get(at));
    let is_noun = owner.is_some_and(|it| it.place.is_some() || it.is_plain() && it.tag.is_noun());
    // "the result of a deal struck in May": the deal.
    let is_new = matches!(clauses.word_text(part.start), "a" | "an");
    match of.filter(|_| is_noun && !is_new) {
        Some(of) => whole_phrase(clauses, of).start..end,
        None => part,
    }
}

fn is_participle(text: &str, word: &Word) -> bool {
    word.is_plain()
        && word.has(Class::Participle)
        && matches!(word.tag, Tag::Participle | Tag::Past)
        // "the vote, planned for May", but "the truce, agreed in May".
        && !word.classes.is_auxiliary()
        && (!word.has(Class::Planning) || word.is_of("agreed_form", text))
}

/// "a law | passed", "the bridge at Vik | built".
fn follows_noun(clauses: &Clauses<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| clauses.words.get(before));
    before.is_some_and(|word| {
        !word.is_possessive && (word.place.is_some() || word.is_plain() && word.tag.is_noun())
    })
}

/// Whether the segment goes on to its predicate after the date, or has it before the noun, which the
/// participle then describes for sure.
fn has_predicate_around(clauses: &Clauses<'_>, at: usize, date: usize) -> bool {
    let segment = clauses.words.get(at).map(|word| word.segment);
    let is_sure = clauses.words.get(at).is_some_and(|word| word.tag == Tag::Participle);
    // "was freed by the guard helped by the fleet in May": the two are of one time.
    let is_by = clauses.word_text(at + 1) == "by";
    let mut own = clauses.predicates.iter().filter(|it| Some(it.segment) == segment);
    // "A truce signed in May, | under which they left, | was broken".
    let goes_on = segment == Some(0) && resumes(clauses);
    goes_on
        || own.any(|it| {
            date < it.first || is_sure && it.at < at && !(is_by && it.is_passive(&clauses.words))
        })
}

/// Whether the first piece of a sentence has its verb, with a time of its own, behind clauses that describe it.
fn resumes(clauses: &Clauses<'_>) -> bool {
    let is_verb = |it: &usize| {
        let opens = clauses.content_start(*it);
        let is_told =
            clauses.predicates.iter().any(|told| told.segment == *it && told.first == opens);
        matches!(clauses.opener(*it), Opener::Comma | Opener::Return) && is_told
    };
    let verb = (1..clauses.segments.len()).find(is_verb);
    let describes = |it: usize| clauses.opener(it) == Opener::Relative;
    // "A strike called on Monday, in which miners took part, closed the port": on that day, for all that is said.
    let is_apart = |it: &Predicate| {
        it.tense != Tense::Past || it.is_pluperfect(&clauses.words) || has_date(clauses, it.segment)
    };
    let mut told = clauses.predicates.iter();
    !clauses.is_finite(0)
        && told.any(|it| Some(it.segment) == verb && is_apart(it))
        && verb.is_some_and(|verb| {
            (1..verb).any(describes) && (1..verb).all(|it| describes(it) || !clauses.is_finite(it))
        })
}

/// "Keller, | born in 1950, | resigned": between a subject and its predicate.
fn opens_insertion(clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(segment) = clauses.words.get(at).map(|word| word.segment) else { return false };
    let Some(before) = segment.checked_sub(1) else { return false };
    let opens = opens_piece(clauses, at);
    // "The bridge, built in 1905 by Dahl, who drew it himself, was blown up".
    let is_described = match clauses.opener(segment + 1) {
        Opener::Relative => true,
        // "The mill, bought by Dahl in 1905 and sold in 1911, closed".
        Opener::Coordinate => has_form(clauses, segment + 1),
        _ => false,
    };
    let main = segment + 1 + usize::from(is_described);
    let is_apart = matches!(clauses.opener(segment), Opener::Comma | Opener::Bracket)
        && matches!(clauses.opener(main), Opener::Comma | Opener::Return)
        && !clauses.is_finite(segment)
        && clauses.is_finite(main);
    // "The treaty of 1921, | renewed in 1931".
    let is_date = |word: &&Word| word.time.is_some() || word.is_preposition();
    let noun = clauses.segment_words(before).iter().rev().find(|word| !is_date(word));
    let is_subject = noun.is_some_and(is_noun);
    let follows_predicate = clauses.content_start(main);
    let is_shared =
        clauses.predicates.iter().any(|it| it.segment == main && it.first == follows_predicate);
    opens && is_apart && is_subject && is_shared && !is_of_either(clauses, at, segment)
}

/// "Dahl, | a novelist jailed in 1996, | fled": where the comma stands before an apposition that a participle with a date
/// ends, behind a name that opens the clause and before its verb.
fn is_of_apposition(clauses: &Clauses<'_>, at: usize, date: usize) -> Option<usize> {
    const NEAR: usize = 4;
    let segment = clauses.words.get(at).map(|word| word.segment)?;
    let before = segment.checked_sub(1)?;
    let opens = clauses.content_start(segment);
    let is_article = clauses
        .words
        .get(opens)
        .is_some_and(|it| it.is_plain() && it.has(Class::Determiner) && it.time.is_none());
    let is_bare = (opens..at).all(|at| {
        let word = clauses.words.get(at);
        word.is_some_and(|it| it.time.is_none() && it.mark.is_none())
    });
    // "Dahl, | a novelist jailed in 1996, | fled", but not "Dahl, | a barn built in 1850, | a mill were sold".
    let verb = clauses.content_start(segment + 1);
    let is_closed = matches!(clauses.opener(segment + 1), Opener::Comma | Opener::Return)
        && clauses.predicates.iter().any(|it| it.segment == segment + 1 && it.first == verb);
    // "The widow of Dahl", "His father", "They bought Dahl": not known of whom, or when the rest was.
    let comma = clauses.segments.get(segment).map(|it| it.words.start)?;
    let opens_clause = matches!(clauses.opener(before), Opener::Start | Opener::Complement)
        && !clauses.is_finite(before);
    let is_named = || {
        let name = named_before(clauses, comma);
        name.is_some_and(|it| it.start == clauses.content_start(before))
    };
    (opens < at
        && is_article
        && is_bare
        && date <= at + NEAR
        && clauses.opener(segment) == Opener::Comma
        && !clauses.is_finite(segment)
        && follows_noun(clauses, at)
        && is_closed
        && opens_clause
        && is_named())
    .then_some(comma)
}

/// The name before the comma of an apposition: "Ann Dahl, | a novelist jailed in 1996". "In Vik, a man killed in 1990, …" has
/// none.
fn named_before(clauses: &Clauses<'_>, comma: usize) -> Option<Range<usize>> {
    let phrase = noun::phrase_up_to(clauses, comma);
    let is_name = |word: &Word| word.place.is_some() || word.is_plain() && word.tag == Tag::Name;
    let led = phrase.start.checked_sub(1).and_then(|at| clauses.words.get(at));
    let is_led = led.is_some_and(|it| it.is_plain() && it.is_preposition());
    let is_named = clauses.words.get(phrase.clone())?.iter().all(is_name);
    (is_named && !phrase.is_empty() && !is_led).then_some(phrase)
}

/// "The son of King Ole (crowned in 1190)", "Dahl (pictured in 1990)": whether it is not said of which of two a bracket
/// tells, or it tells of the page.
fn is_of_either(clauses: &Clauses<'_>, at: usize, segment: usize) -> bool {
    let opens = clauses.segments.get(segment).map_or(0, |it| it.words.start);
    clauses.opener(segment) == Opener::Bracket
        && (clauses.is_of("of_the_page", at) || (0..opens).any(|at| clauses.is_of("of_either", at)))
}

/// "They signed the pact, | drawn up in 1990": after the object, with its date at once; behind what only says how things
/// are, as in "The fund is a charity, | set up by the mayor in 1990", wherever it stands.
fn closes(clauses: &Clauses<'_>, at: usize, date: usize) -> bool {
    const NEAR: usize = 4;
    let Some(segment) = clauses.words.get(at).map(|word| word.segment) else { return false };
    let Some(before) = segment.checked_sub(1) else { return false };
    let noun = clauses.segment_words(before).last();
    let main = clauses.predicates.iter().rfind(|it| it.segment == before);
    let is_near = date <= at + NEAR && clauses.word_text(at + 1) != "by";
    // "Among them was Ann Dahl, | shot by the guards in 1990".
    let opens = clauses.words.get(clauses.content_start(before));
    let is_state = main.is_some_and(|it| {
        let is_inverted =
            opens.is_some_and(Word::is_preposition) && extent::subject(clauses, it).is_empty();
        it.is_copula && (it.tense == Tense::Present || is_inverted)
    });
    opens_piece(clauses, at)
        && (is_near || is_state)
        && clauses.opener(segment) == Opener::Comma
        && !clauses.is_finite(segment)
        && main.is_some()
        && noun.is_some_and(is_noun)
}

/// "The mill was proud, | having won a prize in 1990, | and grew": the clause before of whose subject it is told.
fn doer_of_having<'a>(clauses: &'a Clauses<'_>, at: usize) -> Option<&'a Predicate> {
    let segment = clauses.words.get(at)?.segment;
    let opens = clauses.content_start(segment);
    let is_apart = clauses.opener(segment) == Opener::Comma && !clauses.is_finite(segment);
    let mut before = clauses.predicates.iter().rev().filter(|it| it.at < opens);
    before.find(|it| is_having(clauses, opens) && is_apart && !clauses.depends(it.segment))
}

/// "Sued in 1990 by its tenants, | the council paid": the clause behind, of whose subject it is told.
pub(crate) fn told_behind<'a>(clauses: &'a Clauses<'_>, at: usize) -> Option<&'a Predicate> {
    let segment = clauses.words.get(at).map(|word| word.segment)?;
    let is_joined = segment == 1 && clauses.opener(segment) == Opener::Coordinate;
    let opens = (opens_piece(clauses, at) || goes_on(clauses, at))
        && !(0..=segment).any(|it| clauses.is_finite(it));
    let main = clauses.predicates.iter().find(|it| !clauses.depends(it.segment))?;
    let is_behind = (segment == 0 || is_joined)
        && matches!(clauses.opener(main.segment), Opener::Comma | Opener::Return)
        && clauses.content_start(main.segment) < main.first;
    (opens && is_behind).then_some(main)
}

/// "Built in 1890 and | extended in 1920, | the house": whether a participle goes on with the one that opens its piece.
fn goes_on(clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(segment) = clauses.words.get(at).map(|word| word.segment) else { return false };
    let joins =
        |word: &Word| word.is_plain() && (word.has(Class::Coordinator) || word.has(Class::Adverb));
    let opens = clauses.content_start(segment);
    let joint = (opens..at).rev().take_while(|&at| clauses.words.get(at).is_some_and(joins)).last();
    has_form(clauses, segment)
        && joint
            .is_some_and(|at| clauses.words.get(at).is_some_and(|it| it.has(Class::Coordinator)))
        && clauses.words.get(at).is_some_and(|it| is_participle(clauses.text, it))
}

/// Whether a piece opens with a participle: "and sold in 1911".
fn has_form(clauses: &Clauses<'_>, segment: usize) -> bool {
    clauses
        .words
        .get(clauses.content_start(segment))
        .is_some_and(|it| is_participle(clauses.text, it))
}

fn is_having(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.words.get(at).is_some_and(|it| it.is_plain() && it.has(Class::HaveOther))
}

/// Whether nothing but adverbs or "having" stands before a participle in its piece: ", first sold in 1990,".
fn opens_piece(clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(segment) = clauses.words.get(at).map(|word| word.segment) else { return false };
    let own = clauses.content_start(segment);
    own == at || own + 1 == at && (clauses.is_of("at_first", own) || is_having(clauses, own))
}

fn is_noun(word: &Word) -> bool {
    word.time.is_none() && (word.place.is_some() || word.is_plain() && word.tag.is_noun())
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn a_date_beside_a_participle_is_not_that_of_the_verb() {
        check(
            "A pact signed in <FR|Paris> in {1990|1990} ended the war in {1991|1991}.",
            &[("1990", "Pact signed in Paris"), ("1991", "Pact signed in Paris ended the war")],
        );
        check(
            "The Pact of <NO|Vik>, signed in {1990|1990}, ended the war in {1991|1991}.",
            &[("1990", "Pact of Vik signed"), ("1991", "Pact of Vik ended the war")],
        );
        check(
            "A fund set up in {1990|1990} paid for the dam in {1995|1995}.",
            &[("1990", "Fund set up"), ("1995", "Fund set up paid for the dam")],
        );
        check(
            "Keller, born in <NO|Oslo> in {1950|1950}, resigned in {2011|2011}.",
            &[("1950", "Keller born in Oslo"), ("2011", "Keller resigned")],
        );
    }

    #[test]
    fn who_is_called_so_is_whom_a_participle_tells_of() {
        check(
            "The fund is a charity, set up under the will of Ola Dahl in {1936|1936}.",
            &[("1936", "Fund set up under the will of Ola Dahl"), ("", "Fund is a charity")],
        );
        check(
            "Eva Berg is a lawyer born in <NO|Oslo> in {1950|1950}.",
            &[("1950", "Eva Berg born in Oslo"), ("", "Eva Berg is a lawyer born in Oslo")],
        );
    }

    #[test]
    fn how_things_are_is_not_of_the_date_of_a_thing() {
        check("The book includes a plan of the old {17XX|18th-century} choir.", &[]);
        check("The bridge of {1905|1905} is a ruin.", &[]);
    }

    #[test]
    fn what_stands_around_a_participle_is_told_without_a_date_too() {
        check(
            "The hall, begun in {1990|1990}, has been put off by {P3Y|three years}.",
            &[("1990", "Hall begun"), ("2022-10-30", "Hall has been put off")],
        );
    }

    #[test]
    fn a_participle_between_commas_keeps_its_date() {
        check(
            "The council has announced that building of the hall, begun in {1990|1990}, has been put off.",
            &[
                ("1990", "Building of the hall begun"),
                ("2022-10-30", "Council announced that building of the hall has been put off"),
            ],
        );
        check(
            "The trams, first driven in {1990|1990}, were sold to <NO|Oslo> in {1995|1995}.",
            &[("1990", "Trams first driven"), ("1995", "Trams were sold to Oslo")],
        );
        check(
            "In {1995|1995} they broke the Pact of <NO|Vik>, signed in {1990|1990}.",
            &[("1995", "They broke the Pact of Vik"), ("1990", "Pact of Vik signed")],
        );
    }

    #[test]
    fn an_apposition_keeps_its_date() {
        check(
            "Dahl, a novelist jailed in {1996|1996}, has fled.",
            &[("1996", "Dahl jailed"), ("2022-10-30", "Dahl fled")],
        );
        check(
            "The council bought Dahl, a bank founded in {1816|1816}.",
            &[("1816", "Council bought Dahl")],
        );
        check(
            "According to Dahl, a group founded in {2016|2016}, ten people were shot in {2019|2019}.",
            &[("2019", "Ten people were shot")],
        );
        check(
            "The widow of Ola Dahl, a doctor killed in {2019|2019}, was freed.",
            &[("2019", "Widow of Ola Dahl freed")],
        );
        check(
            "His father, a priest jailed in {1937|1937}, died in the camp.",
            &[("1937", "His father died in the camp")],
        );
        check(
            "A house, a barn built in {1850|1850} and a mill burned.",
            &[("1850", "Mill burned")],
        );
        check(
            "In <NO|Vik>, the bridge collapsed in {1996|1996}, killing ten.",
            &[("1996", "Bridge collapsed, killing ten")],
        );
    }

    #[test]
    fn what_opens_a_sentence_is_told_whole() {
        check(
            "A request for a meeting with the mayor, sent in {1990|1990}, failed in {1991|1991}.",
            &[
                ("1990", "Request for a meeting with the mayor sent"),
                ("1991", "Request for a meeting with the mayor failed"),
            ],
        );
    }

    #[test]
    fn what_the_subject_had_done_before_keeps_its_date() {
        check(
            "The mill, having won a prize in {1990|1990}, is building a hall.",
            &[("1990", "Mill won a prize"), ("2022-10-30", "Mill building a hall")],
        );
        check(
            "The mill is proud, having won a prize in {1990|1990}, and has grown fast.",
            &[("1990", "Mill won a prize"), ("2022-10-30", "Mill has grown fast")],
        );
    }

    #[test]
    fn what_opens_a_sentence_is_told_of_the_subject_behind_it() {
        check(
            "Sued in {1990|1990} by its tenants, the council paid in {1995|1995}.",
            &[("1990", "Council sued by its tenants"), ("1995", "Council paid")],
        );
        check(
            "Founded in {1990|1990} by a smith who had been sent away, the mill grew fast in {1995|1995}.",
            &[("1990", "Mill founded by a smith"), ("1995", "Mill grew fast")],
        );
        check(
            "Built in {1990|1990} and extended in {1995|1995}, the hall became a school in {2000|2000}.",
            &[("1990", "Hall built"), ("1995", "Hall extended"), ("2000", "Hall became a school")],
        );
        check(
            "Keller (born in {1950|1950}) left the party in {1990|1990}.",
            &[("1950", "Keller born"), ("1990", "Keller left the party")],
        );
        check(
            "The son of Keller (crowned in {1950|1950}) left the party in {1990|1990}.",
            &[("1990", "Son of Keller left the party")],
        );
        check(
            "Founded in {1990|1990} and led by Keller, the club won the cup in {1995|1995}.",
            &[("1990", "Club founded and led by Keller"), ("1995", "Club won the cup")],
        );
        check(
            "In {1990|1990}, sued by its tenants, the council paid.",
            &[("1990", "Council paid")],
        );
    }

    #[test]
    fn work_on_a_thing_is_told_whole() {
        check(
            "Work on the dam, begun in {1990|1990}, was halted in {1991|1991}.",
            &[("1990", "Work on the dam begun"), ("1991", "Work on the dam was halted")],
        );
    }

    #[test]
    fn what_is_made_known_is_no_deed_of_its_own() {
        check(
            "The council made the plan known in {1990|1990}.",
            &[("1990", "Council made the plan known")],
        );
        check(
            "The council made a film shown in {1990|1990}.",
            &[("1990", "Film shown"), ("2022-10-30", "Council made a film shown")],
        );
    }

    #[test]
    fn an_age_tells_nothing() {
        check(
            "Ann Keller died at her home in <NO|Vik> on {1990-06-25|25 June 1990} aged 50.",
            &[("1990-06-25", "Ann Keller died at her home in Vik aged 50")],
        );
    }

    #[test]
    fn who_helped_did_so_when_it_was_done() {
        check(
            "Vik was freed by the guard assisted by the northern fleet in {1990|1990}.",
            &[("1990", "Vik freed by the guard assisted by the northern fleet")],
        );
    }

    #[test]
    fn a_date_after_the_verb_is_its_own() {
        check(
            "The bridge was closed and the road opened in {1990|1990}.",
            &[("1990", "Road opened")],
        );
        check("The mill burned down in {1990|1990}.", &[("1990", "Mill burned down")]);
    }

    #[test]
    fn a_clause_may_stand_between_a_participle_and_the_verb() {
        check(
            "A truce signed in <NO|Oslo> on {1993-07-27|27 July 1993}, under which the army left, was broken in {1994|1994}.",
            &[
                ("1993-07-27", "Truce signed in Oslo"),
                ("1994", "Truce signed in Oslo, under which the army left, broken"),
            ],
        );
        check(
            "A strike called in {1994|1994}, in which the guards took part, closed the port.",
            &[("1994", "Strike called, in which the guards took part, closed the port")],
        );
        check(
            "A law passed in {1994|1994}, which shut the port, is unpopular.",
            &[("1994", "Law passed")],
        );
    }
}
