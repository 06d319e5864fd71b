//! States of the past against the date of an event: what East Germany was in 1980, Germany is in 2009.

use super::described::is_located;
use crate::model::calendar::DateTime;
use crate::model::{Annotated, PlaceCode, PlaceMention, PlaceRef, When};

/// Years after its end in which a state's name still says where something was.
const GONE_YEARS: i32 = 400;

/// Puts what is told of later years than a state had into what its name stands for since. A state with
/// several successors is where nothing happens any more: it stays only where no other place is named.
pub(crate) fn follow(annotated: &Annotated, when: Option<&When>, places: &mut Vec<PlaceRef>) {
    let Some(earliest) = when.and_then(|when| when.bounds.earliest) else { return };
    let year = DateTime::from_seconds(earliest).date.year;
    // Most places are of today, so that no mention is looked for.
    let past_of = |code: &PlaceCode| {
        let is_it = |it: &&PlaceMention| it.place == *code;
        let mention = code.is_of_past().then(|| annotated.places.iter().find(is_it))??;
        mention.past.as_deref().filter(|past| past.until < year)
    };
    // "Dacia opened a plant in Tangier in 2012": so old a name is that of something else, but for "in Dacia".
    let is_gone = |it: &PlaceRef, until: i32| {
        let mention = it.mention.and_then(|it| annotated.places.get(it));
        GONE_YEARS < year - until && !mention.is_some_and(|it| is_located(annotated, it))
    };
    let mut lost = Vec::new();
    for at in 0..places.len() {
        let Some(state) = places.get(at) else { continue };
        let Some(past) = past_of(&state.place) else { continue };
        let is_gone = is_gone(state, past.until);
        let is_known = |code: &PlaceCode| places.iter().any(|it| it.place == *code);
        let since = past.since.clone().filter(|code| !is_known(code));
        match since.filter(|code| !is_gone || code.is_town()) {
            Some(since) => {
                if let Some(place) = places.get_mut(at) {
                    place.place = since;
                }
            }
            None => lost.push(at),
        }
    }
    if lost.len() < places.len() {
        let mut number = 0..;
        places.retain(|_| number.next().is_none_or(|at| !lost.contains(&at)));
    }
}

#[cfg(test)]
mod tests {
    use crate::events::{detect, fixture};
    use crate::model::PlaceCode;

    #[track_caller]
    fn check(marked: &str, expected: &[&str]) {
        let events = detect::detect(0, &fixture::dated(marked));
        let places: Vec<_> = events[0].places.iter().map(PlaceCode::as_str).collect();
        assert_eq!(places, expected, "{marked}");
    }

    #[test]
    fn what_is_told_of_later_years_is_where_the_state_was() {
        let land = "<H:DDDE 1990 DE|East Germany>";
        check(&format!("Workers rose in {land} in {{1953|1953}}."), &["H:DDDE"]);
        check(&format!("Workers rose in {land} in {{1990-10|October 1990}}."), &["H:DDDE"]);
        check(&format!("A museum on {land} opened in {{2006|2006}}."), &["DE"]);
    }

    #[test]
    fn a_state_that_ended_long_ago_gives_way_to_what_else_is_named() {
        let land = "<H:DACI 275 RO|Dacia>";
        check(&format!("{land} opened a plant in <NO|Norway> in {{2012|2012}}."), &["NO"]);
        check(&format!("A coin was found in {land} in {{2012|2012}}."), &["RO"]);
    }

    #[test]
    fn a_state_with_several_successors_gives_way_to_what_else_is_named() {
        let union = "<H:SUHH 1991|Soviet Union>";
        check(&format!("The {union} collapsed in {{1991|1991}}."), &["H:SUHH"]);
        check(&format!("Norway mourned the {union} in {{2006|2006}}."), &["H:SUHH"]);
        let both = format!("<NO|Norway> signed with heirs of the {union} in {{2006|2006}}.");
        check(&both, &["NO"]);
    }
}
