//! Placed expressions → mentions, with the two ends of a range linked.

use super::language::tables::Language;
use super::normalize;
use super::recognize::{Found, Join};
use super::resolve::Placed;
use crate::model::{Document, Edtf, RangeRole, TimeMention, When};

/// One mention for each expression, in order.
pub(super) fn mentions(
    language: &'static Language,
    document: &Document,
    found: &[Found],
    placed: Vec<Placed>,
) -> Vec<TimeMention> {
    let mut mentions: Vec<TimeMention> = found
        .iter()
        .zip(placed)
        .map(|(found, placed)| {
            let rule = language.rules.get(found.rule);
            TimeMention {
                span: found.span,
                phrase: found.phrase,
                timex: placed.timex,
                when: placed.when,
                resolution: placed.resolution,
                anchor: placed.anchor,
                event: placed.event.map(Box::new),
                range: None,
                rule: rule.map_or("", |rule| rule.name.as_str()),
                confidence: placed.confidence,
                is_julian: placed.calendar.is_some_and(|calendar| calendar.is_julian),
                in_chrome: document.is_chrome(found.span),
                reasons: placed.trail,
                alternatives: placed.alternatives,
            }
        })
        .collect();
    for (at, found) in found.iter().enumerate() {
        match found.join {
            Join::Range => link_range(&mut mentions, at),
            Join::Or => join_choice(&mut mentions, at),
            Join::List | Join::None => {}
        }
    }
    mentions
}

/// Leaves the event out of "a week before the vote" where its date is not known, as `TimeML` does.
pub(super) fn leave_unknown_events(found: &[Found], mentions: &mut [TimeMention]) {
    for (found, mention) in found.iter().zip(mentions) {
        if mention.when.is_none() {
            mention.span.end = mention.span.end.min(found.length_end);
        }
    }
}

fn link_range(mentions: &mut [TimeMention], at: usize) {
    let (Some(first), Some(second)) = (mentions.get(at), mentions.get(at + 1)) else { return };
    let Some(whole) = whole_of(first, second) else { return };
    let start = Box::new(RangeRole { other: at + 1, is_start: true, whole: whole.clone() });
    let end = Box::new(RangeRole { other: at, is_start: false, whole });
    if let Some(mention) = mentions.get_mut(at) {
        mention.range = Some(start);
    }
    if let Some(mention) = mentions.get_mut(at + 1) {
        mention.range = Some(end);
    }
}

/// The whole interval; `None` where the ends are in the wrong order.
fn whole_of(first: &TimeMention, second: &TimeMention) -> Option<When> {
    let (from, to) = (first.when.as_ref()?, second.when.as_ref()?);
    let start = normalize::edge(from)?;
    let end = normalize::last_edge(to)?;
    let is_in_order = start.bounds().earliest <= end.bounds().latest;
    is_in_order.then(|| When::from_edtf(Edtf::interval(start, end)))
}

/// "In 1223 or 1224": the first says one of the two.
fn join_choice(mentions: &mut [TimeMention], at: usize) {
    let (Some(first), Some(second)) = (mentions.get(at), mentions.get(at + 1)) else { return };
    let (Some(one), Some(other)) = (&first.when, &second.when) else { return };
    let (Edtf::Point(one), Edtf::Point(other)) = (&one.edtf, &other.edtf) else { return };
    if one.granularity() != other.granularity() || one.bounds() == other.bounds() {
        return;
    }
    let choice = When::from_edtf(Edtf::OneOf(vec![*one, *other]));
    if let Some(mention) = mentions.get_mut(at) {
        mention.reasons.push(format!("one of the two: {}", choice.edtf).into());
        mention.when = Some(choice);
    }
}
