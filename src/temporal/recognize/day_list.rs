//! Lists of days that share their month: "on 3, 5 and 9 May 1871", "on May 3, 5 and 9".

use super::guard::Around;
use crate::phrase::lexicon::ClassId;
use crate::temporal::language::class;
use crate::temporal::meaning::Piece;
use crate::temporal::meaning::expression::{Calendar, Expression};

/// Adds the days of a list that stand apart from their month, and gives it to one that was found alone
/// at its head ("the 4th, 6th and 11th of May").
pub(super) fn extend(around: Around<'_>, pieces: &mut Vec<(usize, Piece)>) {
    let mut listed = Vec::new();
    let mut free = 0;
    for number in 0..pieces.len() {
        let next = pieces.get(number + 1).map_or(usize::MAX, |(_, next)| next.first);
        let Some((before, [(rule, piece), ..])) = pieces.split_at_mut_checked(number) else {
            break;
        };
        if let Some(month) = month_of(piece) {
            let head = before.last_mut().map(|(_, head)| head).filter(|head| is_bare_day(head));
            let days = days_before(around, piece, free, head, month);
            let days = days.into_iter().chain(days_behind(around, piece, next));
            listed.extend(days.map(|(at, day)| {
                let expression = Expression::Calendar(Calendar { day: Some(day), ..month });
                (*rule, Piece { first: at, end: at + 1, expression, modifier: None })
            }));
        }
        free = piece.end;
    }
    if !listed.is_empty() {
        pieces.extend(listed);
        pieces.sort_by_key(|(_, piece)| piece.first);
    }
}

fn is_bare_day(piece: &Piece) -> bool {
    let Expression::Calendar(calendar) = &piece.expression else { return false };
    calendar.day.is_some() && *calendar == Calendar { day: calendar.day, ..Calendar::default() }
}

/// The month and year of a day that is said by its number alone.
fn month_of(piece: &Piece) -> Option<Calendar> {
    let Expression::Calendar(calendar) = &piece.expression else { return None };
    let month = Calendar { year: calendar.year, month: calendar.month, ..Calendar::default() };
    let is_plain = *calendar == Calendar { day: calendar.day, ..month };
    (is_plain && calendar.month.is_some() && calendar.day.is_some()).then_some(month)
}

/// "3, 5" before "9 May", the last one first: each smaller than the next, the first behind a word that
/// leads to a day, or behind a day that is led.
fn days_before(
    around: Around<'_>,
    piece: &Piece,
    free: usize,
    head: Option<&mut Piece>,
    month: Calendar,
) -> Vec<(usize, u8)> {
    let mut days = Vec::new();
    let Some(mut least) = day_at(around, piece.first) else { return days };
    let mut first = piece.first;
    while let Some(at) = first.checked_sub(2).filter(|&at| free <= at && joins(around, at + 1)) {
        let Some(day) = day_at(around, at).filter(|&day| day < least) else { break };
        days.push((at, day));
        (first, least) = (at, day);
    }
    let is_joined = |head: &&mut Piece| head.end + 1 == first && joins(around, head.end);
    if let Some(head) = head.filter(is_joined)
        && let Some(day) = day_at(around, head.end - 1).filter(|&day| day < least)
    {
        head.expression = Expression::Calendar(Calendar { day: Some(day), ..month });
        return days;
    }
    let lead = if around.has_before(first, class::DET) { first - 1 } else { first };
    let is_led = [class::DAYLEAD, class::NUMBERLEAD];
    if !is_led.into_iter().any(|class| around.has_before(lead, class)) {
        days.clear();
    }
    days
}

/// "5 and 9" after "May 3": the last one behind "and", with nothing counted after it.
fn days_behind(around: Around<'_>, piece: &Piece, next: usize) -> Vec<(usize, u8)> {
    let mut days = Vec::new();
    let last = piece.end.saturating_sub(1);
    let Some(mut most) = day_at(around, last).filter(|_| around.has_before(last, class::MONTH))
    else {
        return days;
    };
    let (mut end, mut is_closed) = (piece.end, false);
    while end + 1 < next && joins(around, end) && !is_closed {
        let Some(day) = day_at(around, end + 1).filter(|&day| day > most) else { break };
        is_closed = around.word(end) != Some(",");
        days.push((end + 1, day));
        (end, most) = (end + 2, day);
    }
    if !is_closed || !around.is_end_of_phrase(end) {
        days.clear();
    }
    days
}

/// The day of the month whose number a token is.
fn day_at(around: Around<'_>, at: usize) -> Option<u8> {
    let day = |class: ClassId| around.lattice.find(at, class).map(|arc| arc.number);
    let day = day(class::DAY).or_else(|| day(class::DAYORD))?;
    u8::try_from(day).ok()
}

fn joins(around: Around<'_>, at: usize) -> bool {
    around.word(at) == Some(",") || around.has(at, class::ANDWORD) || around.has(at, class::ORWORD)
}

#[cfg(test)]
mod tests {
    use crate::temporal::tests::check;

    #[test]
    fn days_of_a_list_share_their_month() {
        let told = "3 = 1871-05-03; 5 = 1871-05-05; 9 May 1871 = 1871-05-09";
        check("Spans were closed on 3, 5 and 9 May 1871.", told);
        check("They met on May 3, 5 and 9.", "May 3 = 2022-05-03; 5 = 2022-05-05; 9 = 2022-05-09");
        check(
            "The court sat on the 4th, 6th, 11th and 12th of March 1902.",
            "the 4th = 1902-03-04; 6th = 1902-03-06; 11th = 1902-03-11; 12th of March 1902 = 1902-03-12",
        );
    }

    #[test]
    fn what_is_counted_beside_a_day_is_none() {
        check("On May 3, 5 people and 9 dogs were lost.", "May 3 = 2022-05-03");
        check("It rose from 8, 5 on 9 May.", "9 May = 2022-05-09");
    }
}
