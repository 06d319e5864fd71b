//! One document → its events.

mod beside;
mod caption;
mod heading;
mod identity;
mod odds;
mod thread;
mod twice;
mod under;
mod wording;

use super::bind::shared::Bound;
use super::bind::{self, Binding, bindable, led};
use super::clause::head::Head;
use super::clause::{Clauses, Opener};
use super::dating::news::{self, News, Telling};
use super::dating::{self, Dated, headed, programme};
use super::factuality;
use super::factuality::called_off;
use super::people::actor::{self, Names};
use super::people::claim::{self, People};
use super::people::home::Homes;
use super::predicate::{Predicate, Tense, gerund};
use super::site;
use super::site::{Headings, focus, past};
use super::title::{self, Title};
use super::words::Room;
use super::words::lexicon::Class;
use crate::model::{
    Annotated, DateStatus, DctMethod, Event, Factuality, Resolution, Sentence, Shape, Source,
    TimeRef, When,
};
use identity::event_id;
use odds::{is_of_standing_text, is_unreal};
use thread::Thread;
use wording::{
    is_denied, is_of_the_day, is_of_then, is_request, names_a_deed, names_something, refers_back,
    says_no, says_what_may_be, tells_of_text,
};

/// The events that one document tells, each with one source.
pub(super) fn detect(index: usize, annotated: &Annotated) -> Vec<Event> {
    let mut room = Room::default();
    let is_body = |sentence: &&Sentence| !sentence.in_chrome && !sentence.is_heading;
    let first = annotated.sentences.iter().filter(is_body).take(2);
    let mut first: Vec<Clauses<'_>> =
        first.map(|sentence| Clauses::of(annotated, sentence.span, &mut room)).collect();
    let headed = headed::headed(annotated);
    let written =
        annotated.document.dct.as_ref().filter(|it| !headed::is_of_head(annotated, it, &headed));
    let mut reader = Reader {
        index,
        annotated,
        focus: focus::focus(annotated),
        is_programme: programme::is_programme(annotated, &headed),
        past_entries: 0,
        written: written.map(|dct| &dct.when),
        news: written.and_then(|_| News::of(annotated, &first)),
        headed,
        headings: Headings::of(annotated),
        people: People::default(),
        homes: Homes::default(),
        inherited: None,
        past_until: 0,
        past: None,
        thread: None,
        tells_one: true,
        events: Vec::with_capacity(annotated.sentences.len()),
    };
    for (number, sentence) in annotated.sentences.iter().enumerate() {
        if sentence.in_chrome {
            reader.inherited = None;
            continue;
        }
        let read = first.iter().position(|it| it.sentence == sentence.span);
        let read = read.map(|at| first.remove(at));
        let clauses = read.unwrap_or_else(|| Clauses::of(annotated, sentence.span, &mut room));
        reader.sentence(number, *sentence, &clauses);
        room.take_back(clauses.words);
    }
    let mut events = reader.events;
    for source in events.iter_mut().flat_map(|event| &mut event.sources) {
        actor::settle(&mut source.actors, &reader.people.full_names);
    }
    events
}

/// Sentences that open a document and tell what it is about.
const LEAD: usize = 4;

/// What is kept while a document is read from start to end.
struct Reader<'a> {
    index: usize,
    annotated: &'a Annotated,
    focus: Option<focus::Focus>,
    /// Of each sentence the date in a line above that heads it.
    headed: Vec<Option<headed::Under>>,
    headings: Headings,
    /// Whether the text is a programme, which tells in the present what is to come.
    is_programme: bool,
    /// How many more deeds under dates were told in the past so far than in the present.
    past_entries: i32,
    /// The document's date as far as it says when the text was written.
    written: Option<&'a When>,
    /// What the document's date gives to what is told without one; `None` where it has no date.
    news: Option<News>,
    people: People,
    homes: Homes,
    /// The time mention that the sentence before was about.
    inherited: Option<usize>,
    /// Sentences below this number still tell of an older date.
    past_until: usize,
    /// The time mention of an older date that was told last, and in which sentence.
    past: Option<(usize, usize)>,
    /// The time that the sentences just read tell of.
    thread: Option<Thread>,
    /// Whether the sentence tells at most one event.
    tells_one: bool,
    events: Vec<Event>,
}

/// How an event of a sentence got its date.
#[derive(Clone, Debug)]
struct Date {
    dated: Dated,
    time: Option<TimeRef>,
    resolution: Resolution,
    confidence: f32,
}

impl Reader<'_> {
    fn sentence(&mut self, number: usize, sentence: Sentence, clauses: &Clauses<'_>) {
        let under = self.headed.get(number).copied().flatten();
        let opens = clauses.words.first().and_then(|word| word.time);
        let is_entry = |time| bindable::is_clock_of_entry(self.annotated, clauses, time);
        if sentence.is_heading && !opens.is_some_and(is_entry) {
            self.people.note_names(clauses);
            match under {
                Some(under) => self.under(number, clauses, under, &[]),
                None => self.heading(number, clauses),
            }
            return;
        }
        if claim::opens_comment(clauses)
            || self.is_caption(number, clauses)
            || tells_of_text(clauses)
        {
            self.inherited = None;
            return;
        }
        self.follow_thread(sentence, clauses);
        let bindings = self.bindings(number, clauses, under);
        let before = self.events.len();
        self.tells_one = bindings.len() < 2;
        let mut tells = false;
        for binding in &bindings {
            let before = self.events.len();
            self.bound(number, clauses, *binding);
            let is_beside = binding.head.is_aside() || bind::is_in_another(clauses, *binding);
            tells |= before < self.events.len() && !is_beside;
        }
        if let Some(under) = under {
            let before = self.events.len();
            self.under(number, clauses, under, &bindings);
            tells |= before < self.events.len();
        }
        // Durations and habits date nothing, nor does what is told in passing: such a sentence is as good as
        // one without a date.
        let is_in_passing = bindings.iter().all(|it| it.head.is_aside());
        let first = if tells { before } else { self.events.len() };
        if tells && under.is_none() {
            self.beside_plan(number, clauses, before);
        }
        if self.events.len() == first {
            // "The law, passed in 1990, was repealed": of another time than what was told before.
            let told = self.events.get(before..).unwrap_or_default();
            let is_apart = |it: &Event| self.thread.as_ref().is_some_and(|thread| thread.lacks(it));
            if is_in_passing && !bindings.is_empty() || told.iter().any(is_apart) {
                self.thread = None;
            }
            self.without_date(number, clauses);
            // "They met near the court where he was tried in May": what is only so tells nothing more.
            if before < first && !is_in_passing {
                let says_who = |it: &Event| !title::opens_with_pronoun(&it.title);
                let tells = |it: &Event| !news::is_state(it) && (it.when.is_some() || says_who(it));
                let told = self.events.split_off(first);
                self.events.extend(told.into_iter().filter(tells));
            }
        }
        let before = if is_in_passing { first } else { before };
        self.thread = self.thread_after(number, before, clauses, &bindings);
        self.inherited = match bindings.first() {
            Some(binding) if self.events.len() > before && !is_in_passing => Some(binding.time),
            _ if self.events.len() > before && refers_back(clauses) => self.inherited,
            _ => None,
        };
        self.people.read(clauses);
        self.homes.read(self.annotated, clauses, &self.people);
    }

    /// What a sentence tells without a date of its own: at a time told before, else at the document's.
    fn without_date(&mut self, number: usize, clauses: &Clauses<'_>) {
        let inherited = self.inherited.filter(|_| refers_back(clauses));
        let past = self.past.filter(|&(_, at)| number <= at + 6 && is_of_then(clauses));
        match inherited.or(past.map(|(time, _)| time)).zip(main_predicate(clauses)) {
            Some((time, main)) => {
                let mention = self.annotated.times.get(time);
                let dated = mention.map(|it| dating::dated(self.annotated, it));
                let dated = dated.map_or(Dated::Nothing, |it| since_then(clauses, main, it));
                self.inheriting(number, clauses, (time, dated), Head::Predicate(main));
            }
            None => self.undated(number, clauses),
        }
    }

    /// An event with a date of its own.
    fn bound(&mut self, number: usize, clauses: &Clauses<'_>, binding: Binding) {
        let Some(mention) = self.annotated.times.get(binding.time) else { return };
        let dated = self.dated(clauses, binding);
        let predicate = binding.head.predicate(clauses);
        let is_to_author = predicate.is_some_and(|it| factuality::is_to_author(clauses, it));
        if matches!(dated, Dated::Nothing) || is_to_author {
            return;
        }
        if !bind::is_in_passing(clauses, binding) && dating::is_old(self.annotated, &dated) {
            self.past_until = number + 3;
            self.past = Some((binding.time, number));
        }
        let nearness = if binding.is_near() { 1.0 } else { 0.8 };
        let date = Date {
            dated,
            time: Some(TimeRef { mention: binding.time, is_inherited: false }),
            resolution: mention.resolution,
            confidence: mention.confidence * nearness * 0.95,
        };
        let said = predicate
            .map_or_else(Vec::new, |report| news::told_before(self.annotated, clauses, report));
        for told in &said {
            self.push(number, clauses, Head::Predicate(*told), date.clone().about());
        }
        if said.is_empty() {
            self.push(number, clauses, binding.head, date);
        }
    }

    /// The date that a binding gives to its head.
    fn dated(&self, clauses: &Clauses<'_>, binding: Binding) -> Dated {
        let Some(mention) = self.annotated.times.get(binding.time) else { return Dated::Nothing };
        let predicate = binding.head.predicate(clauses);
        let dated = match (&mention.event, binding.bound) {
            (Some(event), Bound::Counted) => Dated::At((**event).clone()),
            _ => dating::dated(self.annotated, mention),
        };
        let is_now = mention.timex.value == "PRESENT_REF";
        match (&dated, predicate.map(|predicate| predicate.tense)) {
            // "left him his title until the end of his term in 2025", told in 2023.
            (Dated::At(when), Some(Tense::Past)) if self.is_to_come(clauses, binding, when) => {
                Dated::Nothing
            }
            // "could return to the demands of 1994", "a 1962 judgment does not explain the border".
            (Dated::At(_), Some(tense))
                if is_unreal(clauses, tense, predicate)
                    && (led::is_of_thing(clauses, binding.time)
                        || led::describes_thing(clauses, binding.time)) =>
            {
                Dated::Nothing
            }
            (Dated::At(when), Some(_))
                if self.has_stood(when)
                    && predicate
                        .is_some_and(|it| is_of_standing_text(clauses, binding.time, it)) =>
            {
                Dated::Nothing
            }
            // "The army had now reached the river": the now of the story.
            (Dated::At(_), Some(Tense::Past)) if is_now => Dated::Nothing,
            (Dated::At(_), _) if is_now && self.is_quoted_then(clauses, predicate) => {
                Dated::Nothing
            }
            (Dated::At(_), Some(Tense::Conditional | Tense::Possible)) if is_now => {
                Dated::Unknown(odds::ONLY_THOUGHT.to_owned())
            }
            (Dated::At(_), Some(_))
                if is_now && predicate.is_some_and(|it| is_denied(clauses, it)) =>
            {
                Dated::Unknown("part of what is denied".to_owned())
            }
            (Dated::Nothing, None) => dating::ago(self.annotated, mention),
            (Dated::Nothing, Some(Tense::Perfect)) => {
                let is_planned =
                    predicate.is_some_and(|it| bind::is_of_purpose(clauses, it, binding.time));
                if is_planned { dated } else { dating::lasting(self.annotated, mention) }
            }
            (Dated::At(when), Some(Tense::Perfect)) if led::is_since(clauses, binding.time) => {
                Dated::At(dating::since(when))
            }
            (Dated::At(when), _) if led::is_late(clauses, binding.time) => {
                Dated::At(dating::turning(when))
            }
            // "served until the fall of the empire in 1917".
            (Dated::At(when), Some(Tense::Past))
                if when.shape == Shape::Within && led::is_until(clauses, binding.time) =>
            {
                dating::bounded(self.annotated, when, Bound::Until, predicate)
            }
            // "as of 28 January, three had died": on that day.
            (Dated::At(when), Some(Tense::Past | Tense::Perfect) | None)
                if led::is_as_of(clauses, binding.time) =>
            {
                Dated::At(dating::turning(when))
            }
            (Dated::At(when), _) if binding.bound != Bound::At => {
                dating::bounded(self.annotated, when, binding.bound, predicate)
            }
            // "since 1994, when the dam broke", "since the start of the war", "after the 2015 vote, she left".
            (Dated::At(when), _) if bind::opens_time(clauses, binding) => {
                Dated::At(dating::turning(when))
            }
            _ => dated,
        }
    }

    fn has_stated_day(&self) -> bool {
        let dct = self.annotated.document.dct.as_ref();
        dct.is_some_and(|dct| dct.method != DctMethod::Inferred)
    }

    /// "That's when …", "The town fell": the date of the sentence before.
    fn inheriting(
        &mut self,
        number: usize,
        clauses: &Clauses<'_>,
        (time, dated): (usize, Dated),
        head: Head,
    ) {
        let Some(mention) = self.annotated.times.get(time) else { return };
        if matches!(dated, Dated::Nothing) {
            return;
        }
        let date = Date {
            dated,
            time: Some(TimeRef { mention: time, is_inherited: true }),
            resolution: Resolution::Anaphora,
            confidence: mention.confidence * 0.7,
        };
        self.push(number, clauses, head, date);
    }

    /// A sentence without a date: at the document's date, about, or undated with its reason.
    fn undated(&mut self, number: usize, clauses: &Clauses<'_>) {
        let told = news::told(clauses);
        self.tells_one = told.len() < 2;
        let state = main_predicate(clauses)
            .filter(|_| told.is_empty() && names_something(clauses) && names_a_deed(clauses));
        if let Some(main) = state {
            let date = Date::of_document(news::state(), 0.3);
            self.push(number, clauses, Head::Predicate(main), date);
        }
        for (told, telling) in told {
            let predicate = clauses.predicates.get(told);
            let is_quoted = predicate
                .and_then(|predicate| clauses.words.get(predicate.at))
                .is_some_and(|word| word.is_quoted);
            let is_act = |it: &Predicate| it.classes.has(Class::SpeechAct);
            // What stands below another date is not of the document's.
            let news =
                self.news.as_ref().filter(|_| !matches!(self.headed.get(number), Some(Some(_))));
            let is_news = news.is_some_and(News::is_current);
            let goes_on = number < self.past_until && !is_of_the_day(clauses);
            let is_history = goes_on
                && names_something(clauses)
                && self.tells_of_long_ago()
                && !predicate.is_some_and(|it| self.is_newcomer(number, clauses, it));
            let may_go_on = (!is_news || is_history)
                && !says_no(clauses)
                && (telling != Telling::Said || predicate.is_some_and(is_act));
            let dated = match (news, telling) {
                (Some(_), Telling::Done) if is_quoted => {
                    Dated::Unknown("said in a quotation, without a date".to_owned())
                }
                (Some(news), Telling::Done)
                    if self.past.is_none() && self.is_among_first(number, LEAD) =>
                {
                    news.lead()
                }
                // "Norway has launched a ferry. It sailed on Sunday."
                (Some(news), Telling::Current)
                    if predicate.is_some_and(|it| it.tense == Tense::Perfect)
                        && self.is_among_first(number, 1) =>
                {
                    news.lead()
                }
                (Some(news), telling) => news.date(telling, goes_on),
                (None, Telling::Said) => Dated::Nothing,
                (None, _) => Dated::Unknown(self.no_date_at_all().to_owned()),
            };
            let time = self.continued(number, telling, is_quoted);
            if let Some((time, when)) = time.filter(|_| may_go_on && dated.when().is_none()) {
                let head = Head::Predicate(told);
                self.inheriting(number, clauses, (time, Dated::At(when)), head);
                continue;
            }
            let is_dated = self.annotated.document.dct.is_some();
            if is_dated && dated.when().is_none() && !names_something(clauses) {
                continue;
            }
            let confidence = if telling == Telling::Done { 0.45 } else { 0.35 };
            let date = Date::of_document(dated, confidence);
            self.push(number, clauses, Head::Predicate(told), date);
        }
    }

    /// Whether a sentence is among the first `count` of the document's own.
    fn is_among_first(&self, number: usize, count: usize) -> bool {
        let before = self.annotated.sentences.iter().take(number);
        before.filter(|it| !it.in_chrome && !it.is_heading).take(count).count() < count
    }

    /// Why neither the sentence nor the document dates what is told.
    fn no_date_at_all(&self) -> &'static str {
        match self.annotated.document.dct {
            Some(_) => "no date in the sentence, and the document’s own date is not sure",
            None => "no date in the sentence, and the document has none",
        }
    }

    fn push(&mut self, number: usize, clauses: &Clauses<'_>, head: Head, date: Date) {
        let told = head.predicate(clauses);
        if is_request(clauses, told) || told.is_some_and(|it| says_what_may_be(clauses, it)) {
            return;
        }
        let Some((head, title)) = title::best(clauses, head, &self.people) else { return };
        let document_date = self.written;
        let when = date.dated.when().cloned();
        let when = when.as_ref();
        let mention = date.time.and_then(|time| self.annotated.times.get(time.mention));
        let said = mention.map_or("", |mention| mention.timex.value.as_str());
        let factuality = match head {
            Head::Predicate(i) => clauses.predicates.get(i).map_or(Factuality::Happened, |p| {
                factuality::of_predicate(clauses, p, when, document_date, said)
            }),
            Head::Participle(at) if gerund::is_set(clauses, at) => Factuality::Planned,
            Head::Noun(at) | Head::Participle(at) | Head::Aside(at) => {
                factuality::of_noun(clauses, at, when, document_date, said)
            }
            Head::Line => factuality::of_noun(clauses, 0, when, document_date, said),
            Head::Gap(_) => Factuality::Happened,
        };
        let time = date.time.map(|it| it.mention);
        let is_off = called_off::is_called_off(clauses, head, time, factuality);
        let factuality = match factuality {
            _ if is_off => Factuality::Denied,
            real if self.is_to_be(clauses, head, when) && real.is_real() => Factuality::Planned,
            told => told,
        };
        let dated = self.placed(clauses, (told, time), factuality, date.dated);
        self.record(number, clauses, head, title, Date { dated, ..date }, factuality);
    }

    fn record(
        &mut self,
        number: usize,
        clauses: &Clauses<'_>,
        head: Head,
        title: Title,
        date: Date,
        factuality: Factuality,
    ) {
        let predicate = head.predicate(clauses);
        let at = predicate.map_or(title.clause.start, |predicate| predicate.at);
        let claimed_by = self.people.claimant(clauses, predicate, at);
        let is_loose = claimed_by.is_none() && title.is_first_person()
            || opens_with_verb(clauses, predicate, &title);
        if date.time.is_none() && is_loose || self.is_told(clauses, predicate, &title, &date) {
            return;
        }
        let clause = clauses.span_of(title.clause.clone());
        let names = head.is_aside() || matches!(head, Head::Noun(_));
        let tells_one = self.tells_one && !names;
        let speaker = claimed_by.as_deref().or(self.people.speaker()).unwrap_or_default();
        let home = self.homes.of_speaker(clauses, title.clause.clone(), speaker);
        let named = date.time.filter(|time| !time.is_inherited);
        let named = named.and_then(|time| self.annotated.times.get(time.mention));
        let about = site::About {
            focus: self.focus.as_ref(),
            home,
            dated_by: named.map(|mention| mention.span),
            headings: &self.headings,
            tells_one,
            title: &title.text,
            verb: predicate.map(|it| it.at),
        };
        let mut places = site::places(self.annotated, clauses, title.clause.clone(), number, about);
        let (when, undated_reason) = match date.dated {
            Dated::At(when) => (Some(when), None),
            Dated::Unknown(reason) => (None, Some(reason)),
            Dated::Nothing => return,
        };
        past::follow(self.annotated, when.as_ref(), &mut places);
        let mut names = Names::new(self.annotated, clauses, &mut self.people);
        let clause_of = (title.clause, title.text.as_str());
        let actors = names.actors(head, clause_of, claimed_by.as_deref());
        let id = event_id(self.annotated, clauses, head, when.as_ref(), &title.text);
        let source = Source {
            document: self.index,
            sentence: clauses.sentence,
            clause,
            head: head.word(clauses).map(|word| word.span),
            time: date.time,
            when: when.clone(),
            resolution: date.resolution,
            places,
            claimed_by,
            actors,
            factuality,
        };
        self.events.push(Event {
            id,
            title: title.text,
            date_status: DateStatus::of(when.as_ref()),
            when,
            undated_reason,
            factuality,
            confidence: date.confidence * if factuality.is_real() { 1.0 } else { 0.8 },
            salience: 0.0,
            places: source.places.iter().map(|place| place.place.clone()).collect(),
            regions: Vec::new(),
            sources: vec![source],
            review: None,
        });
    }
}

impl Date {
    /// Of what was done by the day on which somebody told it, most likely just before.
    fn about(mut self) -> Self {
        if let Dated::At(when) = &self.dated {
            self.dated = Dated::At(dating::about(when));
        }
        self.confidence *= 0.8;
        self
    }

    fn of_document(dated: Dated, confidence: f32) -> Self {
        Self { dated, time: None, resolution: Resolution::Dct, confidence }
    }
}

/// The predicate of the main clause: the first that does not depend on another and does not only
/// report, else the first that reports.
fn main_predicate(clauses: &Clauses<'_>) -> Option<usize> {
    let is_main = |predicate: &Predicate| !clauses.depends(predicate.segment);
    let mains = || clauses.predicates.iter().enumerate().filter(|(_, p)| is_main(p));
    let telling = mains().find(|(_, predicate)| !predicate.is_reporting());
    let back = || {
        let relative = |p: &Predicate| matches!(clauses.opener(p.segment), Opener::Simultaneous);
        clauses.predicates.iter().enumerate().find(|(_, p)| relative(p) && refers_back(clauses))
    };
    back().or(telling).or_else(|| mains().next()).map(|(i, _)| i)
}

/// "Came over with the first boat": whether a title leaves out who did so.
fn opens_with_verb(clauses: &Clauses<'_>, predicate: Option<&Predicate>, title: &Title) -> bool {
    let opens = title::opening(&title.text);
    predicate.is_some_and(|it| {
        it.tense == Tense::Past && clauses.word_text(it.first).eq_ignore_ascii_case(opens)
    })
}

/// "Since then the town has grown": from the date of the sentence before on.
fn since_then(clauses: &Clauses<'_>, main: usize, dated: Dated) -> Dated {
    let opens = clauses.words.iter().position(|word| word.mark.is_none()).unwrap_or_default();
    let is_since = clauses.word_text(opens).eq_ignore_ascii_case("since");
    let is_perfect = clauses.predicates.get(main).is_some_and(|it| it.tense == Tense::Perfect);
    match dated {
        Dated::At(when) if is_since && is_perfect => Dated::At(dating::since(&when)),
        _ => dated,
    }
}
