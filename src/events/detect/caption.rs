//! Lines below a picture.

use super::Reader;
use crate::events::clause::Clauses;
use crate::events::words::Word;
use crate::events::words::tagger::Tag;

impl Reader<'_> {
    /// "A view of burnt cars after protests linked to the vote, in Oslo, on 3 May": what opens a paragraph and says what a
    /// picture shows.
    pub(super) fn is_caption(&self, number: usize, clauses: &Clauses<'_>) -> bool {
        let is_told = |at: usize| clauses.words.get(at).is_some_and(|it| it.tag.is_finite());
        clauses.phrase_len("caption", 0) > 0
            && self.opens_paragraph(number)
            && !clauses.predicates.iter().any(|it| it.first < it.at || is_told(it.at))
            && !(0..clauses.words.len()).any(|at| dates_participle(clauses, at))
    }

    /// Whether a sentence is the first of its paragraph.
    fn opens_paragraph(&self, number: usize) -> bool {
        let paragraph = |at: usize| self.annotated.sentences.get(at).map(|it| it.paragraph);
        let before = number.checked_sub(1).and_then(paragraph);
        before != paragraph(number)
    }
}

/// "a picture of the general burned by rebels in 1966": with no mark before the date.
fn dates_participle(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_participle = |it: &Word| it.is_plain() && matches!(it.tag, Tag::Past | Tag::Participle);
    let mut behind = clauses.words.iter().skip(at + 1).take_while(|it| it.mark.is_none());
    clauses.words.get(at).is_some_and(is_participle) && behind.any(|it| it.time.is_some())
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn only_a_line_below_a_picture_tells_nothing() {
        check(
            "A view of burnt cars amid protests linked to a debate, in <NO|Oslo>, on {2001-05-03|3 May 2001}.",
            &[],
        );
        check(
            "A picture of the general burned by rebels in <NO|Oslo> in {1966|1966}.",
            &[("1966", "Picture of the general burned by rebels in Oslo")],
        );
    }
}
