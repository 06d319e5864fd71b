//! One line of at most 80 characters for an event, made by deletion alone.
//!
//! Attribution, joining words, the date with its preposition, appositions, relative clauses and
//! trailing phrases go, in this order; subject, verb and object stay. A pronoun gives way to the
//! person it means, in brackets.

pub(super) mod line;
pub(super) mod prune;
mod repeats;
pub(super) mod shorten;
#[cfg(test)]
mod tests;
pub(super) mod told_time;
mod trailing;

use super::bind;
use super::bind::aside;
use super::clause::beyond;
use super::clause::extent::{self, content, is_content};
use super::clause::head::Head;
use super::clause::{Clauses, Opener, noun};
use super::people::claim::{self, People};
use super::predicate::gapped::{self, Gap};
use super::predicate::{Predicate, Tense, gerund, inverted, participle};
use super::words::Word;
use super::words::lexicon::{Class, ENGLISH};
use super::words::tagger::Tag;
use line::{fits, line, line_with_object};
use prune::is_one_of;
use shorten::shorten;
use std::ops::Range;

/// A title, and the words of the sentence that tell the event.
#[derive(Clone, Debug)]
pub(super) struct Title {
    /// The line.
    pub text: String,
    /// The clause it was made of.
    pub clause: Range<usize>,
    /// Whether it only tells that somebody says something, not what.
    pub is_bare: bool,
}

impl Title {
    /// Whether it speaks of "me" or "us" without saying who that is.
    pub(super) fn is_first_person(&self) -> bool {
        ENGLISH.phrase_len_in_any_case("first_person", [opening(&self.text)]) > 0
    }
}

/// The title of an event; `None` where too little is left to say anything.
pub(super) fn title(clauses: &Clauses<'_>, head: Head, people: &People) -> Option<Title> {
    if let Head::Gap(at) = head {
        return of_gap(clauses, at, people);
    }
    let (subject, body) = parts(clauses, head, people)?;
    let verb = bind::order(clauses, head);
    let predicate = head.predicate(clauses);
    let end = if predicate.is_some() { subject.end.max(body.end) } else { body.end };
    let clause = if subject.is_empty() { body.clone() } else { subject.start.min(body.start)..end };
    if let Some(text) = predicate.and_then(|it| explained(clauses, it, &subject, &body)) {
        return Some(Title { text, clause: clause.start..clauses.words.len(), is_bare: false });
    }
    if let Some(title) = predicate.and_then(|it| of_relative(clauses, it, &subject, people)) {
        return Some(title);
    }
    let body = body.start..end_of(clauses, predicate, (&subject, &body), verb);
    let mut kept = prune::pruned(clauses, subject.chain(body), verb);
    drop_being(clauses, &mut kept, head);
    if let Some(predicate) = predicate {
        put_auxiliary(clauses, &mut kept, predicate);
        let is_bare = |kept: &[usize]| {
            let has_subject = extent::is_contracted(clauses, predicate);
            kept.first()
                .is_none_or(|at| !has_subject && (predicate.first..=predicate.at).contains(at))
        };
        if is_bare(&kept) && clauses.opener(predicate.segment) == Opener::Subordinate {
            return None;
        }
        if is_bare(&kept) {
            kept = prune::pruned(clauses, whole(clauses, predicate), verb);
        }
        let is_loose = kept.first().is_some_and(|&at| clauses.is_of("loose", at));
        if is_loose
            || is_bare(&kept) && !is_noted(clauses, predicate)
            || says_nothing(clauses, &kept, predicate)
        {
            return None;
        }
        prune::drop_existential(clauses, &mut kept, predicate);
        prune::drop_coming(clauses, &mut kept);
        prune::drop_vague_time(clauses, &mut kept, predicate);
        prune::drop_passive(clauses, &mut kept, predicate);
        prune::drop_idle(clauses, &mut kept, predicate);
        let has_name = antecedent(clauses, &kept, people, predicate).is_some();
        if has_name || prune::opens_with_noun(clauses, &kept) {
            prune::drop_auxiliaries(clauses, &mut kept, predicate);
        }
    }
    let behind = head.participle().and_then(|at| doer(clauses, at));
    let antecedent = predicate.or(behind).and_then(|it| antecedent(clauses, &kept, people, it));
    if behind.is_some() && antecedent.is_none() {
        prune::drop_pronoun(clauses, &mut kept);
    }
    if antecedent.is_none() {
        prune::drop_owner(clauses, &mut kept);
    }
    let text = shorten(clauses, &mut kept, verb, antecedent.as_deref());
    let is_report = predicate.is_some_and(Predicate::is_reporting);
    // "Nine have died, the committee said on Monday": the committee alone is nothing.
    if is_report && kept.last().is_some_and(|&last| last < verb) {
        return None;
    }
    let part = |at: usize| clauses.words.get(at).map(|word| word.segment);
    let is_bare = is_report && !kept.iter().any(|&at| verb < at && part(at) != part(verb));
    let told = kept.iter().filter(|&&at| is_content(clauses, at)).count();
    let is_deed = antecedent.is_some() || predicate.is_some_and(|it| is_dated(clauses, &kept, it));
    let is_told = 2 <= told + usize::from(is_deed) && !is_of_nobody(clauses, &kept, head);
    is_told.then_some(Title { text, clause, is_bare })
}

/// Where the words end that tell an event, with what follows as far as there is room for it.
fn end_of(
    clauses: &Clauses<'_>,
    predicate: Option<&Predicate>,
    (subject, body): (&Range<usize>, &Range<usize>),
    verb: usize,
) -> usize {
    // "Tanks rolled in and shelled the fort": both, where there is room.
    let more = predicate.and_then(|it| {
        beyond::compound(clauses, it, body).or_else(|| beyond::whereabouts(clauses, body.end))
    });
    let more = more.filter(|end| {
        let kept = prune::pruned(clauses, subject.clone().chain(body.start..*end), verb);
        fits(&line(clauses, &kept, None))
    });
    let more = more.or_else(|| beyond::restriction(clauses, predicate?, body.end));
    more.unwrap_or(body.end)
}

/// "Army | did | withdraw": the auxiliary that stands before its subject goes before its verb.
fn put_auxiliary(clauses: &Clauses<'_>, kept: &mut Vec<usize>, predicate: &Predicate) {
    let did = inverted::auxiliary(clauses, predicate);
    if let Some((did, at)) = did.zip(kept.iter().position(|&at| at == predicate.at)) {
        kept.insert(at, did);
    }
}

/// What is told where no subject was found: the sentence as it stands says more than a bare verb, unless it leaves out
/// who did so.
fn whole(clauses: &Clauses<'_>, predicate: &Predicate) -> Range<usize> {
    if is_noted(clauses, predicate) {
        return extent::words_of(clauses, predicate.segment);
    }
    0..clauses.words.len()
}

/// "Anchored in the bay on 4 May", "Joined the firm in 2004 as a clerk": whether a diary or an account of a life leaves
/// out who did so. Forms that describe a thing ("Guided tours on 4 May") or tell what was done to one ("Signed in Vik")
/// leave out nobody, nor does what goes on from a time or up to one.
fn is_noted(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let at = predicate.at;
    let opens = clauses.words.iter().position(|word| word.mark.is_none() && word.time.is_none());
    // "Tuesday | began with a song".
    let has_subject = at.checked_sub(1).is_some_and(|at| clauses.is_time(at))
        || clauses.predicates.iter().any(|it| it.at != at && !clauses.depends(it.segment));
    let is_done_to = clauses.is_in_any_case("noted_deed", at)
        && clauses
            .words
            .get(at + 1)
            .is_some_and(|it| it.is_plain() && (it.has(Class::Determiner) || it.tag == Tag::Owner));
    let is_somewhere = clauses.is_in_any_case("noted_way", at) && clauses.is_of("noted_at", at + 1);
    let goes_on = (at..clauses.words.len())
        .any(|at| clauses.is_of("going_on", at) && clauses.is_time(at + 1));
    opens == Some(at)
        && predicate.tense == Tense::Past
        && !has_subject
        && (is_done_to || is_somewhere)
        && !goes_on
        && clauses.words.get(at).is_some_and(|it| !it.is_quoted)
}

/// "before | entering parliament": whether who did so has no name.
fn is_of_nobody(clauses: &Clauses<'_>, kept: &[usize], head: Head) -> bool {
    let form = head.participle().filter(|&at| gerund::joint(clauses, at).is_some());
    form.zip(kept.first()).is_some_and(|(at, &first)| at <= first)
}

/// "before | being elected": what was done says enough.
fn drop_being(clauses: &Clauses<'_>, kept: &mut Vec<usize>, head: Head) {
    let form = head.participle().filter(|&at| clauses.is_of("passive_form", at));
    let is_done = |at: usize| clauses.words.get(at).is_some_and(|it| it.has(Class::Participle));
    if let Some(form) = form.filter(|&at| is_done(at + 1)) {
        kept.retain(|&at| at != form);
    }
}

/// The clause of whose subject a participle or an -ing form beside it tells.
fn doer<'a>(clauses: &'a Clauses<'_>, at: usize) -> Option<&'a Predicate> {
    participle::told_behind(clauses, at).or_else(|| gerund::doer(clauses, at))
}

/// The subject of an event, empty where it has none, and what is told of it.
fn parts(
    clauses: &Clauses<'_>,
    head: Head,
    people: &People,
) -> Option<(Range<usize>, Range<usize>)> {
    Some(match head {
        Head::Predicate(i) => {
            let predicate = clauses.predicates.get(i)?;
            if let Some(parts) = inverted::parts(clauses, predicate) {
                return Some(parts);
            }
            let is_inside = extent::is_contracted(clauses, predicate);
            let none = predicate.first..predicate.first;
            let subject = if is_inside { none } else { subject(clauses, predicate, people) };
            let body = extent::body(clauses, predicate, content(clauses, subject.clone()));
            (with_auxiliary(clauses, predicate, subject), body)
        }
        Head::Noun(at) => (0..0, noun::noun_phrase(clauses, at)),
        Head::Aside(at) => (0..0, aside::phrase(clauses, at)),
        Head::Participle(at) => participle::phrase(clauses, at),
        Head::Gap(at) => (0..0, gapped::gap(clauses, at)?.rest),
        Head::Line => (0..0, extent::line(clauses)),
    })
}

/// "They divorced in 1971", "It was drained in May", but not "It lasted until noon": a deed with a date,
/// whoever did it.
fn is_dated(clauses: &Clauses<'_>, kept: &[usize], predicate: &Predicate) -> bool {
    let mut words = clauses.segment_words(predicate.segment).iter();
    let opens = kept.first().map_or("", |&at| clauses.word_text(at));
    let opens_with = |all: &[&str]| all.iter().any(|it| opens.eq_ignore_ascii_case(it));
    let is_passive = predicate.is_passive(&clauses.words);
    let is_done = opens_with(&["he", "she", "they"]) || is_passive && opens_with(&["it"]);
    is_done
        && !predicate.is_copula
        && !predicate.is_reporting()
        && predicate.tense == Tense::Past
        && words.any(|word| word.time.is_some())
}

/// "He was | convicted in 1990 and | released in 1994": a pronoun with the auxiliary that the clause before has for both,
/// but not "He was exiled in 1990 and | published a book".
fn with_auxiliary(
    clauses: &Clauses<'_>,
    predicate: &Predicate,
    subject: Range<usize>,
) -> Range<usize> {
    let is_form = clauses.words.get(predicate.at).is_some_and(|it| {
        let next = clauses.words.get(predicate.at + 1);
        let has_object =
            next.is_some_and(|it| it.mark.is_none() && it.time.is_none() && !it.is_preposition());
        it.has(Class::Participle)
            && (it.has(Class::Transitive) || clauses.is_of("done_to_once", predicate.at))
            && predicate.first == predicate.at
            && !(it.has(Class::Past) && has_object)
    });
    // "2. | He": the item of a list.
    let last = subject.end.checked_sub(1).and_then(|at| clauses.words.get(at));
    let is_pronoun = last.is_some_and(|it| it.tag == Tag::Pronoun);
    let mut before = clauses.predicates.iter().filter(|it| it.at < predicate.at);
    let led = before.find(|it| it.first == subject.end && it.is_passive(&clauses.words));
    match led.filter(|_| is_form && is_pronoun) {
        Some(led) => {
            let auxiliaries = clauses.words.iter().skip(led.first);
            let count = auxiliaries.take_while(|it| it.classes.is_auxiliary()).count();
            subject.start..led.first + count
        }
        None => subject,
    }
}

/// The subject of a predicate; of "she is a nurse who saved him" it is she.
fn subject(clauses: &Clauses<'_>, predicate: &Predicate, people: &People) -> Range<usize> {
    let own = extent::subject(clauses, predicate);
    let Some(copula) = extent::called_so(clauses, predicate, &own) else { return own };
    // "There was a protest against the tax | that took effect": the tax.
    let opens = claim::subject_of(clauses, copula).start;
    if clauses.words.get(opens).is_some_and(Word::is_existential) {
        return own;
    }
    if !extent::is_contracted(clauses, copula) {
        return Some(extent::subject(clauses, copula)).filter(|it| !it.is_empty()).unwrap_or(own);
    }
    match people.meant_by(clauses, copula.first) {
        Some(_) => copula.first..copula.first + 1,
        None => own,
    }
}

/// "The answer has been simple: we stay": the answer and what it is, where there is room.
fn explained(
    clauses: &Clauses<'_>,
    predicate: &Predicate,
    subject: &Range<usize>,
    body: &Range<usize>,
) -> Option<String> {
    let rest = beyond::explanation(clauses, predicate, body)?;
    let kept = prune::pruned(clauses, subject.clone().chain(rest), predicate.first);
    let text = line(clauses, &kept, None);
    (!subject.is_empty() && fits(&text) && prune::opens_with_noun(clauses, &kept)).then_some(text)
}

/// "the dam that the army blew up": who did it, and to what in brackets.
fn of_relative(
    clauses: &Clauses<'_>,
    predicate: &Predicate,
    subject: &Range<usize>,
    people: &People,
) -> Option<Title> {
    let object = extent::relative_object(clauses, predicate)?;
    let end = clauses.segments.get(predicate.segment)?.words.end;
    let before =
        prune::pruned(clauses, subject.clone().chain(predicate.first..=predicate.at), predicate.at);
    let after = prune::pruned(clauses, predicate.at + 1..end, predicate.at);
    let named = clauses.span_of(object.clone()).of(clauses.text);
    let antecedent = antecedent(clauses, &before, people, predicate);
    let antecedent = antecedent.filter(|it| !named.ends_with(it.trim_matches(['[', ']'])));
    let line = |after: &[usize]| {
        line_with_object(clauses, (&before, after), object.clone(), antecedent.as_deref())
    };
    let text = Some(line(&after)).filter(|text| fits(text)).unwrap_or_else(|| line(&[]));
    let clause = subject.start.min(predicate.first)..end;
    fits(&text).then_some(Title { text, clause, is_bare: false })
}

/// "Wales followed in 1990 and Ulster in 1991": what is written, with the verb of the clause before.
fn of_gap(clauses: &Clauses<'_>, at: usize, people: &People) -> Option<Title> {
    let Gap { predicate, rest, verb, is_subject } = gapped::gap(clauses, at)?;
    let predicate = clauses.predicates.get(predicate)?;
    let is_article = |at: &usize| is_one_of(clauses, *at, &["the", "a", "an"]);
    let mut kept: Vec<usize> = if is_subject {
        rest.clone().skip_while(is_article).chain(verb).collect()
    } else {
        let subject = subject(clauses, predicate, people);
        let said = prune::pruned(clauses, subject.chain(verb), predicate.at);
        said.into_iter().chain(rest.clone()).collect()
    };
    // "His brother died in 1994, | his father in 1996": nobody's but his own.
    let is_owned = is_subject
        && clauses.words.get(rest.start).is_some_and(|it| it.is_plain() && it.tag == Tag::Owner);
    let antecedent = antecedent(clauses, &kept, people, predicate).filter(|_| !is_owned);
    let text = shorten(clauses, &mut kept, predicate.at, antecedent.as_deref());
    let is_told = is_owned || prune::opens_with_noun(clauses, &kept) || antecedent.is_some();
    is_told.then_some(Title { text, clause: rest, is_bare: false })
}

/// The title of an event, and what it is made of: where a report has no room for what is said, that.
pub(super) fn best(clauses: &Clauses<'_>, head: Head, people: &People) -> Option<(Head, Title)> {
    let own = title(clauses, head, people).map(|title| (head, title));
    let is_whole = own.as_ref().is_some_and(|(_, title)| !title.is_bare);
    // "was quoted by the agency as saying the bridge had been blown up": that it had.
    let is_quoted = report(clauses, head)
        .is_some_and(|it| it.is_passive(&clauses.words) && clauses.is_of("quoted_as", it.at));
    if let Some(told) = reported(clauses, head, people, is_quoted).filter(|_| is_quoted) {
        return Some(told);
    }
    // "ruled | that the strike is against the law" without room for it.
    let is_cut = own.as_ref().is_some_and(|(head, title)| {
        let verb = head.predicate(clauses).map_or("", |it| clauses.word_text(it.at));
        !verb.is_empty() && title.text.ends_with(verb)
    });
    if is_whole {
        let short = is_cut.then(|| in_short(clauses, head, people)).flatten();
        return short.map(|title| (head, title)).or(own);
    }
    said(clauses, head, people)
        .or_else(|| reported(clauses, head, people, false))
        .or_else(|| in_short(clauses, head, people).map(|title| (head, title)))
        .or(own)
}

/// "The judge ruled that nine miners of the pits in the north | were wrong to strike": the saying, with as much of what is
/// said as there is room for.
fn in_short(clauses: &Clauses<'_>, head: Head, people: &People) -> Option<Title> {
    let report = head.predicate(clauses)?;
    let is_said = |it: &&Predicate| {
        it.segment == report.segment + 1
            && clauses.opener(it.segment) == Opener::Complement
            && !it.is_reporting()
    };
    let told = clauses.predicates.iter().find(|it| report.at < it.at).filter(is_said)?;
    let (subject, _) = parts(clauses, head, people)?;
    let own = extent::subject(clauses, told);
    let opens = clauses.segments.get(told.segment)?.words.start;
    let that = opens..opens + usize::from(is_one_of(clauses, opens, &["that"]));
    if subject.is_empty() || own.is_empty() || own.start < opens {
        return None;
    }
    let body = extent::body(clauses, told, content(clauses, own.clone()));
    let clause = subject.start.min(report.first)..body.end;
    let says = prune::pruned(clauses, subject.chain(report.first..=report.at), report.at);
    let antecedent = antecedent(clauses, &says, people, report);
    if antecedent.is_none() && !prune::opens_with_noun(clauses, &says) {
        return None;
    }
    let mut kept = prune::pruned(clauses, own.chain(body), told.at);
    let &first = kept.first()?;
    let lead = line(clauses, &says, antecedent.as_deref());
    let that = if that.is_empty() { "" } else { "that " };
    let lead = format!("{lead} {that}{}", clauses.word_text(first));
    let ends = kept.last().copied();
    let text = shorten(clauses, &mut kept, told.at, Some(&lead));
    let is_told = kept.first() == Some(&first) && kept.contains(&told.at) && first < told.at;
    let says_what = kept.last().is_some_and(|&last| told.at < last || ends == Some(last));
    let is_whole = is_told && says_what && fits(&text);
    is_whole.then_some(Title { text, clause, is_bare: false })
}

/// The saying that a head is, outside quotations.
fn report<'a>(clauses: &'a Clauses<'_>, head: Head) -> Option<&'a Predicate> {
    let report = head.predicate(clauses).filter(|it| it.is_reporting())?;
    let is_quoted = clauses.words.get(report.at).is_some_and(|word| word.is_quoted);
    (!is_quoted).then_some(report)
}

/// "The prime minister said that more than ten thousand bodies had been buried": what a long report tells; where
/// it is of what somebody is quoted to have said, also how things were.
fn reported(
    clauses: &Clauses<'_>,
    head: Head,
    people: &People,
    is_quoted: bool,
) -> Option<(Head, Title)> {
    let report = report(clauses, head)?;
    let is_told = |it: &Predicate| {
        it.segment == report.segment + 1
            && clauses.opener(it.segment) == Opener::Complement
            && it.is_done()
            && !it.is_reporting()
            && !it.classes.has(Class::Belief)
            && (is_quoted || !it.is_stative())
    };
    let told = clauses.predicates.iter().position(|it| report.at < it.at)?;
    clauses.predicates.get(told).filter(|it| is_told(it))?;
    let head = Head::Predicate(told);
    let is_clear = |title: &Title| !leans(title) && !title.text.starts_with('[');
    title(clauses, head, people).filter(is_clear).map(|title| (head, title))
}

/// The word that a title opens with.
pub(super) fn opening(title: &str) -> &str {
    title.split([' ', '’', '\'']).next().unwrap_or_default()
}

/// Whether a title opens with a pronoun.
pub(super) fn opens_with_pronoun(title: &str) -> bool {
    ENGLISH.classes_in_any_case(opening(title)).has(Class::Pronoun)
}

/// Whether a title does not say whom it is about.
fn leans(title: &Title) -> bool {
    opens_with_pronoun(&title.text) || title.is_first_person()
}

/// What somebody says to be so, where the report has no room for it or tells nothing else: “The town is
/// cut off,” he told a newspaper.
fn said(clauses: &Clauses<'_>, head: Head, people: &People) -> Option<(Head, Title)> {
    let report = report(clauses, head)?;
    let is_quoted = |at: usize| clauses.words.get(at).is_some_and(|word| word.is_quoted);
    let is_so = |it: &&Predicate| {
        let is_now = matches!(it.tense, Tense::Present | Tense::Perfect);
        let before = clauses.predicates.iter().rev().find(|before| before.at < it.at);
        let is_said = before.is_some_and(|before| before.at == report.at)
            && clauses.opener(it.segment) == Opener::Complement
            && it.is_copula;
        let is_plain = !it.is_reporting() && !clauses.depends(it.segment);
        is_plain && (is_now && is_quoted(it.at) || is_said)
    };
    let told = clauses.predicates.iter().position(|it| is_so(&it))?;
    let head = Head::Predicate(told);
    title(clauses, head, people).filter(|title| !leans(title)).map(|title| (head, title))
}

/// What a leading pronoun means, in brackets. "It was clear that" means nothing, and what
/// "was held" is no body of people.
fn antecedent(
    clauses: &Clauses<'_>,
    kept: &[usize],
    people: &People,
    predicate: &Predicate,
) -> Option<String> {
    let &first = kept.first()?;
    let word = clauses.words.get(first).filter(|word| word.is_plain())?;
    // "His forum", "its troops".
    if word.tag == Tag::Owner {
        let is_his =
            ["his", "her"].iter().any(|it| clauses.word_text(first).eq_ignore_ascii_case(it));
        let owned = clauses.words.get(first + 1)?;
        if !is_his && !owned.has(Class::People) {
            return None;
        }
        return Some(format!("[{}’s]", people.meant_by(clauses, first)?));
    }
    if word.tag != Tag::Pronoun {
        return None;
    }
    let is_active = predicate.first == predicate.at || predicate.is_progressive;
    let acts = !predicate.is_copula && is_active;
    // "[The crews]’ve never seen it".
    let is_contracted =
        kept.get(1).is_some_and(|&at| clauses.word_text(at).starts_with(['’', '\'']));
    let is_empty = is_contracted && predicate.is_negated
        || !acts && clauses.word_text(first).eq_ignore_ascii_case("it");
    // "I am" and "I have" do not go with a name.
    let is_own = clauses.word_text(first) == "I"
        && matches!(predicate.tense, Tense::Present | Tense::Perfect);
    if is_empty || is_own {
        return None;
    }
    let name = people.meant_by(clauses, first)?;
    Some(format!("[{name}]"))
}

/// "The next slot was on 9 February": a title without its date says nothing.
fn says_nothing(clauses: &Clauses<'_>, kept: &[usize], predicate: &Predicate) -> bool {
    let date = predicate.at + 1..predicate.at + 4;
    // "It’s noon in Oslo".
    let opens = kept.first().map_or("", |&at| clauses.word_text(at));
    let is_it = matches!(opens, "It" | "it" | "It’s" | "It's" | "it’s" | "it's");
    if is_it && predicate.is_copula && clauses.is_time(predicate.at + 1) {
        return true;
    }
    // "was 27 years old in 1599".
    let tells = |&&at: &&usize| predicate.at < at && is_content(clauses, at);
    let mut told = kept.iter().filter(tells);
    let is_age = told.clone().any(|&at| told_time::is_age(clauses, at))
        && told.all(|&at| told_time::is_age(clauses, at) || is_one_of(clauses, at, &["old"]));
    if predicate.is_copula && is_age {
        return true;
    }
    predicate.is_copula
        && kept.last().is_some_and(|&last| last <= predicate.at)
        && date.into_iter().any(|at| clauses.is_time(at))
}

/// A headline as it stands, cut where it is too long.
pub(super) fn headline(clauses: &Clauses<'_>) -> String {
    let mut kept: Vec<usize> = (0..clauses.words.len()).collect();
    // "Fires and riots in Tula as guards march": what it tells first has no verb.
    let main = clauses.predicates.iter().find(|it| !clauses.depends(it.segment));
    let verb = main.map_or(0, |predicate| predicate.at);
    shorten(clauses, &mut kept, verb, None)
}
