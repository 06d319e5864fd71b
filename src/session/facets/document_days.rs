//! When the documents themselves are dated, for ticks beside the events that they tell.

use crate::model::Chronology;
use std::collections::BTreeMap;

/// Documents of one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentDay {
    /// Its first and last second: a day, or the month or year where no more is known.
    pub secs: (i64, i64),
    /// Numbers of the documents, rising.
    pub documents: Vec<usize>,
}

impl DocumentDay {
    /// The dates of all documents that have one, in order of time.
    pub(crate) fn of(chronology: &Chronology) -> Vec<Self> {
        let mut days: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
        for (number, annotated) in chronology.documents.iter().enumerate() {
            let bounds = annotated.document.dct.as_ref().map(|dct| dct.when.bounds);
            if let Some(secs) = bounds.and_then(|it| it.earliest.zip(it.latest)) {
                days.entry(secs).or_default().push(number);
            }
        }
        days.into_iter().map(|(secs, documents)| Self { secs, documents }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Annotated, Document};
    use crate::view::sample::{Sample, when};
    use std::sync::Arc;

    #[test]
    fn documents_of_one_date_share_it_and_a_month_stays_a_month() {
        let mut chronology = Sample::default().event("A bridge opens", "1999", "RU").build();
        let first = Annotated::clone(&chronology.documents[0]);
        for date in ["2023-05", "2023-05-28", ""] {
            let mut dct = first.document.dct.clone().filter(|_| !date.is_empty());
            if let Some(dct) = &mut dct {
                dct.when = when(date);
            }
            let document = Document { dct, ..first.document.clone() };
            chronology.documents.push(Arc::new(Annotated { document, ..first.clone() }));
        }
        let days = DocumentDay::of(&chronology);
        let documents: Vec<_> = days.iter().map(|day| day.documents.clone()).collect();
        assert_eq!(documents, [vec![1], vec![0, 2]]);
        let lengths: Vec<i64> = days.iter().map(|day| day.secs.1 + 1 - day.secs.0).collect();
        assert_eq!(lengths, [31 * 86_400, 86_400]);
    }
}
