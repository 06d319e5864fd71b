//! Where a clause begins: at a joining word, or where one was left out.
//!
//! ```text
//! The ministry said | the dam it had built | was safe
//!                   Complement  Relative     Return
//! ```

use super::{Opener, Segment};
use crate::events::words::Word;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;

/// What the joining word at `i` opens; `start` is where its segment begins.
pub(crate) fn word_opener(text: &str, words: &[Word], i: usize, start: usize) -> Option<Opener> {
    let word = words.get(i).filter(|word| word.is_plain())?;
    let before = i.checked_sub(1).and_then(|before| words.get(before));
    let next = words.get(i + 1);
    let follows_verb = before.is_some_and(|word| word.classes.is_verb());
    if word.has(Class::Complement) {
        return that(text, words, i, start, follows_verb);
    }
    if word.has(Class::Conditional) {
        return Some(Opener::Conditional);
    }
    if word.has(Class::Simultaneous) {
        let is_comparison = word.span.of(text) == "as"
            && next.is_some_and(|next| next.classes.has_any(&[Class::Adverb, Class::Determiner]))
            && follows_verb;
        return (!is_comparison).then_some(Opener::Simultaneous);
    }
    // The longest of them has five letters.
    let form = if word.span.len() <= 5 { word.span.of(text) } else { "" };
    let is_asked = matches!(form, "what" | "how" | "why" | "where" | "who");
    let is_governed = || {
        follows_verb
            || before.is_some_and(|word| {
                word.is_plain() && matches!(word.tag, Tag::Preposition | Tag::To | Tag::Particle)
            })
    };
    // "showed the world how weak it is": no clause that describes a noun opens with "how".
    let is_manner = form == "how" && start < i;
    if is_asked && is_governed() || is_manner {
        return Some(Opener::Complement);
    }
    if word.has(Class::Relative) {
        return Some(Opener::Relative);
    }
    if word.has(Class::Subordinator) {
        // "after the quake struck": a time with an article is what the clause is about.
        let is_subject = next.is_some_and(|next| {
            next.span.of(text).starts_with("the ")
                && words.get(i + 2).is_some_and(|verb| verb.is_plain() && verb.tag == Tag::Past)
        });
        // "Since then the town has grown".
        let is_preposition = !is_subject
            && next.is_some_and(|next| next.time.is_some() || next.span.of(text) == "then");
        return (!is_preposition).then_some(Opener::Subordinate);
    }
    let joins = word.has(Class::Coordinator) && word.tag != Tag::Adverb;
    joins.then_some(Opener::Coordinate)
}

/// Words within which the verb of a line that begins is looked for.
const NEAR: usize = 6;

/// "Crowds in Paris The minister said": a caption or heading that runs into the next line.
pub(crate) fn is_glued(text: &str, words: &[Word], i: usize, start: usize) -> bool {
    let (Some(word), Some(before), Some(next)) =
        (words.get(i), i.checked_sub(1).and_then(|at| words.get(at)), words.get(i + 1))
    else {
        return false;
    };
    // Names and what opens a line are all that can begin one.
    if !word.is_capitalised && word.tag != Tag::Name {
        return false;
    }
    let tells = |words: &[Word]| words.iter().any(|word| word.tag.is_finite());
    let begins_line = || words.iter().skip(i + 1).take(NEAR).any(|word| word.tag.is_finite());
    // "died in 2009 Michael Keller was in good spirits".
    let follows_date = || {
        before.time.is_some()
            && word.is_plain()
            && word.is_capitalised
            && word.tag.is_noun()
            && !is_said_on(words, i)
            && (words.get(start..i).is_some_and(tells) || is_caption(text, words, i, start))
    };
    // "Aid has reached Oslo Swedish ships have come".
    let follows_place = || {
        before.place.is_some()
            && !before.is_possessive
            && word.place.is_some()
            && words.get(start..i).is_some_and(tells)
    };
    let two_before = i.checked_sub(2).and_then(|at| words.get(at));
    // "12 May 2010 08:02 UK Jermaine Keller has died": the clock of a page.
    let follows_clock = || {
        let is_clock = |word: &Word| word.time.is_some() && word.span.of(text).contains(':');
        word.is_plain()
            && word.is_capitalised
            && two_before.is_some_and(is_clock)
            && before.is_of("zone", text)
    };
    // "By Ola Dahl, Bergen Anna Keller has died": the line of the writer.
    let follows_byline = || {
        let writer = i.checked_sub(3).and_then(|at| words.get(at));
        before.place.is_some()
            && two_before.is_some_and(|word| word.mark == Some(','))
            && writer.is_some_and(|word| word.is_plain() && word.is_capitalised)
            && word.is_plain()
            && word.tag == Tag::Name
            && (next.tag == Tag::Name || next.tag.is_finite())
            && !words.get(..i).is_some_and(tells)
    };
    // "looking for food and water The ministry has".
    let is_named = || {
        matches!(word.span.of(text), "The" | "A" | "An")
            && before.is_plain()
            && !before.is_capitalised
            && before.tag.is_noun()
            && words.get(..i).is_some_and(tells)
    };
    let may_begin = names_again(text, words, i, start)
        || is_named()
        || follows_date()
        || follows_place()
        || follows_byline()
        || follows_clock();
    if may_begin && begins_line() || follows_slug(text, words, i, start) {
        return true;
    }
    // "fending for themselves | Nearly a week after".
    const OPENING: [Class; 3] = [Class::Preposition, Class::Subordinator, Class::Adverb];
    let follows_lower = !before.is_capitalised && !before.is_number && before.time.is_none();
    let is_opening = word.classes.has_any(&[Class::Determiner, Class::SubjectPronoun])
        || follows_lower && word.classes.has_any(&OPENING);
    let opens = word.is_plain() && word.is_capitalised && is_opening && word.span.of(text) != "I";
    let goes_on = next.mark.is_none() && !next.is_capitalised;
    opens && goes_on && before.mark.is_none() && before.is_quoted == word.is_quoted
}

/// "Ola Dahl visited the port | Minister Ola Dahl has": whether the two words that open a piece that tells something stand
/// again in a run of capitals behind a noun.
fn names_again(text: &str, words: &[Word], i: usize, start: usize) -> bool {
    const LONGEST: usize = 6;
    let name = |at: usize| {
        let word = words.get(at).filter(|it| it.mark.is_none() && it.is_capitalised)?;
        Some(word.span.of(text))
    };
    let Some(opens) = name(start).zip(name(start + 1)) else { return false };
    let is_noun = |it: &Word| it.is_plain() && !it.is_capitalised && it.tag.is_noun();
    let before = words.get(start..i).unwrap_or(&[]);
    if !before.last().is_some_and(is_noun) || !before.iter().any(|it| it.tag.is_finite()) {
        return false;
    }
    // "left the firm Bill Gates founded": what he founded is the firm.
    let verb = (i..words.len()).find(|&at| words.get(at).is_some_and(|it| it.tag.is_finite()));
    let lacks_object = verb.is_some_and(|verb| {
        words.get(verb).is_some_and(|it| it.has(Class::Transitive))
            && !words.get(verb + 1).is_some_and(has_object)
    });
    let mut run = (i..i + LONGEST).take_while(|&at| name(at).is_some());
    !lacks_object && run.any(|at| name(at).zip(name(at + 1)) == Some(opens))
}

/// "PORT OF OSLO | Even the calmest": at least two words in capitals alone, before one that is not.
fn follows_slug(text: &str, words: &[Word], i: usize, start: usize) -> bool {
    const LEAST: usize = 2;
    /// What is shorter may be an acronym: "UN, US".
    const LONG: usize = 5;
    let letters = |word: &Word| word.span.of(text).chars().filter(|c| c.is_alphabetic()).count();
    // Most words have a letter in lower case early on.
    let is_slug =
        |word: &Word| !word.span.of(text).contains(char::is_lowercase) && LEAST <= letters(word);
    let before = words.get(start..i).unwrap_or(&[]).iter().rev();
    let run = before.take_while(|&word| word.mark.is_none() && is_slug(word));
    let count: usize = run.clone().map(|word| word.span.of(text).split(' ').count()).sum();
    let is_plain = || words.get(i).is_some_and(|word| !is_slug(word) && word.mark.is_none());
    let goes_on = || words.get(i + 1).is_some_and(|next| !is_slug(next));
    LEAST <= count && run.clone().any(|word| LONG <= letters(word)) && is_plain() && goes_on()
}

/// "said on Tuesday | President Keller had left": what is said needs no "that".
fn is_said_on(words: &[Word], i: usize) -> bool {
    let mut before = words.iter().take(i).rev().take(4).filter(|word| word.time.is_none());
    before.any(|word| word.is_plain() && word.has(Class::Reporting) && word.tag.is_verb())
}

/// "The raid on the clinic 21 May 2009 | Court papers show": a day that nothing leads to ends a caption.
fn is_caption(text: &str, words: &[Word], i: usize, start: usize) -> bool {
    let Some(date) = i.checked_sub(1).and_then(|at| words.get(at)) else { return false };
    let led = i.checked_sub(2).filter(|&at| start <= at).and_then(|at| words.get(at));
    let follows_noun = led.is_some_and(|word| {
        word.place.is_some() || word.is_plain() && word.tag.is_noun() && !word.is_possessive
    });
    let date = date.span.of(text);
    let parts = date.split(' ');
    let is_day = parts.clone().count() >= 3 && parts.clone().any(is_year);
    follows_noun && is_day
}

/// "2010".
pub(crate) fn is_year(part: &str) -> bool {
    part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// "that" points, or opens what a verb says, or tells more about a noun.
fn that(text: &str, words: &[Word], i: usize, start: usize, follows_verb: bool) -> Option<Opener> {
    let is_told = || words.get(start..i).unwrap_or(&[]).iter().any(|word| word.tag.is_verb());
    match words.get(i)?.tag {
        Tag::Determiner if !follows_verb => None,
        Tag::Determiner if words.get(i + 1).is_some_and(|next| next.tag.is_noun()) => {
            opens_clause(words, i, start).then_some(Opener::Complement)
        }
        Tag::Preposition if is_told() => Some(Opener::Complement),
        _ if follows_verb || is_told_whom(text, words, i, start) => Some(Opener::Complement),
        _ if is_said_of_name(text, words, i, start) => Some(Opener::Complement),
        _ => Some(Opener::Relative),
    }
}

/// "said | that prices rose", "said | that work on the dam, begun in 1990, had stopped", but not "said that
/// much": a noun in the singular may be what "that" points to.
fn opens_clause(words: &[Word], i: usize, start: usize) -> bool {
    let says = verb_before(words, i, start).is_some_and(|verb| verb.is_direct);
    if !says {
        return false;
    }
    let is_comma = |at: &usize| words.get(*at).is_some_and(|word| word.mark == Some(','));
    let mut commas = (i + 1..words.len()).filter(is_comma);
    let insertion = commas.next().zip(commas.next());
    let goes_on = insertion.is_some_and(|(open, close)| {
        let ends = |at: usize| words.get(at).is_some_and(|word| word.mark.is_some());
        let is_told = words.get(open..close).unwrap_or(&[]).iter().any(|it| it.tag.is_finite());
        let follows = words.get(close + 1).is_some_and(|next| next.tag.is_finite());
        !(i + 1..open).any(ends) && !is_told && follows
    });
    finite_after(words, i + 2).is_some() || goes_on
}

/// "said during a visit to Norway | that": a name is no thing of which "that" says which one.
fn is_said_of_name(text: &str, words: &[Word], i: usize, start: usize) -> bool {
    let is_name = i.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|before| {
        before.place.is_some() || before.is_plain() && before.tag == Tag::Name
    });
    let inside = words.get(start..i).unwrap_or(&[]);
    let says = |word: &Word| word.is_plain() && word.has(Class::Clausal) && word.tag.is_finite();
    let Some(said) = inside.iter().rposition(says) else { return false };
    // "found with a clear majority | that the king".
    let is_aside = inside.get(said + 1).is_some_and(|next| {
        next.time.is_some() || next.is_preposition() && next.span.of(text) != "of"
    });
    (is_name || is_aside) && words.get(i + 1).is_some_and(opens_phrase)
}

/// "assured the allies | that".
fn is_told_whom(text: &str, words: &[Word], i: usize, start: usize) -> bool {
    let verb = verb_before(words, i, start).and_then(|verb| words.get(verb.at));
    verb.is_some_and(|verb| is_telling(verb, text))
}

/// What begins at word `i` without a joining word; `open` is what opened its segment.
pub(crate) fn implied(
    text: &str,
    words: &[Word],
    i: usize,
    start: usize,
    open: Opener,
) -> Option<Opener> {
    let word = words.get(i)?;
    // "the bridge that the army blew up | was rebuilt": after its subject a participle is a verb.
    let is_verb = |at: usize| {
        let word = words.get(at);
        let before = at.checked_sub(1).filter(|&at| start < at).and_then(|at| words.get(at));
        word.is_some_and(|it| it.tag.is_finite())
            || open == Opener::Relative
                && word.is_some_and(|it| it.tag == Tag::Participle && it.has(Class::Past))
                && before.is_some_and(|it| it.tag.is_noun() && !it.is_possessive)
    };
    let has_verb = || (start..i).any(is_verb);
    if word.tag.is_finite() {
        let follows_report = words.get(i.checked_sub(1)?)?.has(Class::Reporting);
        // "Estimates of how many people died vary."
        let is_asked = words.get(start).is_some_and(|word| word.span.of(text) == "how");
        let is_inside = open == Opener::Relative || open == Opener::Complement && is_asked;
        return (is_inside && !follows_report && has_verb()).then_some(Opener::Return);
    }
    if opens_said(text, words, i, start) {
        return Some(Opener::Complement);
    }
    let is_part = matches!(open, Opener::Simultaneous | Opener::Subordinate | Opener::Conditional);
    let is_main = is_part && is_nominative(text, word) && finite_near(words, i).is_some();
    if is_main && has_verb() {
        return Some(Opener::Return);
    }
    let is_relative = opens_relative(text, words, i, has_verb) && !(is_part && has_verb());
    is_relative.then_some(Opener::Relative)
}

/// "a man he knew", "the day the king died".
fn opens_relative(text: &str, words: &[Word], i: usize, has_verb: impl Fn() -> bool) -> bool {
    let (Some(word), Some(before)) = (words.get(i), i.checked_sub(1).and_then(|at| words.get(at)))
    else {
        return false;
    };
    let follows_noun =
        before.is_plain() && matches!(before.tag, Tag::Noun | Tag::Nouns) && !before.is_possessive;
    let finite = if follows_noun { finite_near(words, i) } else { None };
    let Some(finite) = finite else { return false };
    if is_nominative(text, word) {
        return has_verb() || finite_after(words, finite + 1).is_some();
    }
    is_joint(words, i) && has_verb()
}

/// "he", "they": never an object.
fn is_nominative(text: &str, word: &Word) -> bool {
    word.is_plain()
        && word.has(Class::SubjectPronoun)
        && word.tag == Tag::Pronoun
        && !matches!(word.span.of(text), "it" | "you")
}

/// The finite verb of the noun phrase that begins at `i`, within a few words.
fn finite_near(words: &[Word], i: usize) -> Option<usize> {
    finite_after(words, i + 1).filter(|&finite| finite <= i + 4)
}

/// Whether what somebody says begins at `i`: "said the dam was safe", "told them the dam was safe".
fn opens_said(text: &str, words: &[Word], i: usize, start: usize) -> bool {
    if !words.get(i).is_some_and(opens_phrase) {
        return false;
    }
    let Some(verb) = verb_before(words, i, start) else { return false };
    let is_told = |at: usize| words.get(at).is_some_and(|word| is_telling(word, text));
    // "declared the union dissolved", but "said the union dissolved": what is only said has a verb of its own.
    let is_clausal = words.get(verb.at).is_some_and(|word| word.has(Class::Clausal));
    let past = || first_finite(words, i + 1, |_| false).filter(|_| is_clausal);
    let Some(finite) = finite_after(words, i + 1).or_else(past) else { return false };
    // "reported losses and closed the mill".
    let before = finite.checked_sub(1).and_then(|at| words.get(at));
    if before.is_some_and(|word| word.is_plain() && word.has(Class::Coordinator)) {
        return false;
    }
    let next_phrase = (i + 1..finite).find(|&at| is_joint(words, at));
    if verb.is_direct {
        !is_told(verb.at) || next_phrase.is_none()
    } else {
        is_told(verb.at) && is_joint(words, i)
    }
}

/// The verb of saying or believing before a word.
struct Verb {
    at: usize,
    /// Whether nothing but adverbs and dates stand between.
    is_direct: bool,
}

fn verb_before(words: &[Word], i: usize, start: usize) -> Option<Verb> {
    let mut is_direct = true;
    for at in (start..i).rev() {
        let word = words.get(at)?;
        let is_saying = word.is_plain()
            && word.tag.is_verb()
            && word.classes.has_any(&[Class::Reporting, Class::Belief]);
        if is_saying {
            return Some(Verb { at, is_direct });
        }
        let is_adverb = word.time.is_some() || word.tag == Tag::Adverb;
        let is_phrase = word.place.is_some()
            || word.tag.is_noun()
            || matches!(word.tag, Tag::Determiner | Tag::Adjective | Tag::Pronoun | Tag::Owner);
        if word.mark.is_some() || !is_adverb && !is_phrase {
            return None;
        }
        is_direct &= is_adverb;
    }
    None
}

/// Verbs that take whom they tell before what they tell.
fn is_telling(word: &Word, text: &str) -> bool {
    let form = word.span.of(text);
    ["tell", "told", "inform", "warn", "remind", "assur"].iter().any(|stem| form.starts_with(stem))
}

fn opens_phrase(word: &Word) -> bool {
    word.place.is_some()
        || word.tag.is_noun()
        || matches!(
            word.tag,
            Tag::Determiner
                | Tag::Pronoun
                | Tag::Owner
                | Tag::Adjective
                | Tag::Number
                | Tag::Existential
        )
}

/// Whether a new noun phrase begins at `at`, right after another one.
pub(crate) fn is_joint(words: &[Word], at: usize) -> bool {
    let (Some(word), Some(before)) =
        (words.get(at), at.checked_sub(1).and_then(|at| words.get(at)))
    else {
        return false;
    };
    let opens = word.is_plain()
        && (matches!(word.tag, Tag::Determiner | Tag::Owner | Tag::Existential)
            || word.tag == Tag::Pronoun && word.has(Class::SubjectPronoun));
    let follows_noun = before.place.is_some()
        || before.time.is_some()
        || before.is_plain() && (before.tag.is_noun() || before.tag == Tag::Pronoun);
    opens && follows_noun && !before.is_possessive
}

/// The first finite verb from `at` on that is no participle, before a mark or another clause.
fn finite_after(words: &[Word], at: usize) -> Option<usize> {
    // "declared the union dissolved": a participle tells nothing of its own.
    let may_be_participle = |at: usize| {
        let word = words.get(at).filter(|word| !word.classes.is_auxiliary());
        word.is_some_and(|word| word.has(Class::Participle) && !word.has(Class::Intransitive))
            && !words.get(at + 1).is_some_and(has_object)
    };
    first_finite(words, at, may_be_participle)
}

/// The first finite verb from `at` on but for some, before a mark or another clause.
fn first_finite(words: &[Word], at: usize, is_left_out: impl Fn(usize) -> bool) -> Option<usize> {
    let mut is_aside = false;
    for (i, word) in words.iter().enumerate().skip(at) {
        // "about 270 million dollars (165 million pounds) had been pledged".
        is_aside = (is_aside || word.mark == Some('(')) && word.mark != Some(')');
        if is_aside || word.mark == Some(')') {
            continue;
        }
        let is_clause = word.is_plain()
            && word.tag == Tag::Preposition
            && word.classes.has_any(&[Class::Complement, Class::Conditional]);
        let is_mark =
            word.mark.is_some_and(|mark| !matches!(mark, '-' | '‘' | '’' | '“' | '”' | '"'));
        if is_mark || is_clause {
            return None;
        }
        if word.tag.is_finite() && !is_left_out(i) {
            return Some(i);
        }
    }
    None
}

fn has_object(next: &Word) -> bool {
    // "asked the troops stationed there to leave".
    let is_thing = opens_phrase(next) && next.tag != Tag::Existential;
    is_thing && next.time.is_none() || matches!(next.mark, Some('“' | '‘' | '"'))
}

/// "and on 18 June the port, | …": a date, and whom it is told of, behind the joining word.
pub(super) fn opens_with_date(segment: &Segment, words: &[Word]) -> bool {
    let inside = words.get(segment.words.start + 1..segment.words.end).unwrap_or(&[]);
    let is_lead = |word: &&Word| word.is_plain() && word.has(Class::Temporal);
    let mut inside = inside.iter().skip_while(is_lead);
    matches!(segment.opener, Opener::Coordinate | Opener::Stop)
        && inside.next().is_some_and(|word| word.time.is_some())
        && inside.any(|word| word.tag.is_noun())
        && words.get(segment.words.end).is_some_and(|word| word.mark == Some(','))
}

/// "but two days later, | they came back": a time behind the joining word is that of what follows.
pub(super) fn sets_scene(segment: &Segment, words: &[Word]) -> bool {
    let is_coordinator = |at: usize| {
        words.get(at).is_some_and(|word| word.is_plain() && word.has(Class::Coordinator))
    };
    let inside = words.get(segment.words.start + 1..segment.words.end).unwrap_or(&[]);
    let leads = |word: &Word| word.time.is_some() || word.is_plain() && word.has(Class::Temporal);
    segment.opener == Opener::Coordinate
        && is_coordinator(segment.words.start)
        && inside.iter().any(|word| word.time.is_some())
        && inside.iter().all(leads)
        && words.get(segment.words.end).is_some_and(|word| word.mark == Some(','))
        && !is_coordinator(segment.words.end + 1)
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn what_somebody_named_again_founded_is_part_of_the_clause() {
        check(
            "Ola Dahl left the firm Ola Dahl founded in <NO|Oslo> in {1975|1975}.",
            &[("1975", "Ola Dahl left the firm Ola Dahl founded in Oslo")],
        );
    }

    #[test]
    fn who_is_named_in_full_again_opens_a_sentence() {
        check(
            "Ola Dahl visited the burned harbour of the fleet Admiral Ola Dahl came to see the damage on {2022-10-24|Monday}.",
            &[("2022-10-24", "Admiral Ola Dahl came to see the damage")],
        );
    }
}
