//! What one sentence tells already.

use super::{Clauses, Date, Reader};
use crate::events::predicate::Predicate;
use crate::events::title::Title;
use crate::model::Event;

impl Reader<'_> {
    /// Whether the sentence has told an event: two verbs of one clause, the second of which has no room in a line, or
    /// "sold the mill and moved to Oslo", told with the first verb.
    pub(super) fn is_told(
        &self,
        clauses: &Clauses<'_>,
        predicate: Option<&Predicate>,
        title: &Title,
        date: &Date,
    ) -> bool {
        let is_here = |it: &&Event| it.sources.iter().all(|it| it.sentence == clauses.sentence);
        let verb = predicate.map_or("", |it| clauses.word_text(it.first));
        let tail = title.text.find(verb).and_then(|at| title.text.get(at..)).unwrap_or_default();
        let is_same = |told: &Event| date.time.is_none() && told.title == title.text;
        let is_joined = |told: &Event| {
            let before = told.title.strip_suffix(tail).filter(|_| !verb.is_empty());
            before.is_some_and(|it| it.ends_with(" and "))
                && told.when.as_ref() == date.dated.when()
        };
        let mut here = self.events.iter().rev().take_while(is_here);
        here.any(|told| is_same(told) || is_joined(told))
    }
}
