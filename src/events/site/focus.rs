//! What a document is about: the place that it names most.

use super::body;
use super::byline;
use super::described;
use super::host;
use super::seat;
use crate::model::{Annotated, PlaceCode, PlaceMention, PlaceRef, PlaceScope, Via};
use std::collections::{BTreeMap, BTreeSet};

/// What a document names less often than by a name and an adjective is not what it is about.
const LEAST: usize = 3;
/// One name.
const ONE_NAME: usize = 2;
/// A region is what a document is about where its places are named so many times as often as those of every
/// other region of its country.
const OF_OTHERS: usize = 2;
/// A region beside a capital is what a document is about where this many times its name is all that is named of the
/// country.
const LEAST_PART: usize = 4;
/// What a document names in its title weighs so much more.
const IN_TITLE: usize = 4;
/// Places "in" a country that make it the stage of a document.
const SOME_STAGES: usize = 3;

/// Bytes behind the title in which lines say who wrote a document, where and when.
const HEAD_BYTES: u32 = 300;

/// What a document is about.
#[derive(Clone, Debug)]
pub(crate) struct Focus {
    /// Its code.
    pub place: PlaceCode,
    /// The country that it lies in, itself for one.
    pub country: Option<PlaceCode>,
    /// The first-level region that it lies in, itself for one; `None` for a country, and for a capital, which
    /// mostly stands for one.
    pub region: Option<PlaceCode>,
    /// Whether half of all that it names is this place, or two thirds lie in the same country.
    pub is_sole: bool,
    /// Whether half of all that it names lies in the same country, or twice as much as in any other, or it puts
    /// most of what it tells there.
    pub is_main: bool,
    /// The countries in which the document puts something, more than once, and a quarter as much as here.
    pub stages: Vec<PlaceCode>,
    /// The other of the two countries that the document is about: it is named two thirds as often, and every
    /// third country less than half as often as it.
    pub other: Option<PlaceCode>,
}

impl Focus {
    /// Whether the document puts nothing in a country, or hardly anything; `None` for what is no country.
    pub(crate) fn is_strange(&self, country: Option<&PlaceCode>) -> bool {
        country != self.country.as_ref() && country.is_none_or(|it| !self.stages.contains(it))
    }

    /// Whether a country or a region lies where the document is about, or the other way round.
    pub(crate) fn holds(&self, place: &PlaceCode) -> bool {
        let country = place.as_str().split('-').next();
        self.place == *place || self.country.as_ref().map(PlaceCode::as_str) == country
    }

    /// Whether it is a region or a town of a country.
    pub(crate) fn is_part(&self) -> bool {
        self.region.is_some()
    }

    /// As a place of an event.
    pub(crate) fn as_ref(&self) -> PlaceRef {
        PlaceRef { place: self.place.clone(), mention: None, scope: PlaceScope::Document }
    }
}

/// The place that a document names most, outside page chrome; where that is named once, or lies abroad from
/// what is named most, the country in which most of it lies.
pub(crate) fn focus(annotated: &Annotated) -> Option<Focus> {
    // "By Ann Jones, Malmo" says where a text is from that names no other place.
    focus_of(annotated, false).or_else(|| focus_of(annotated, true))
}

/// The same with or without the lines that say who wrote the document.
fn focus_of(annotated: &Annotated, with_bylines: bool) -> Option<Focus> {
    let bodies = body::lands(annotated);
    // "Moscow warned": a capital mostly stands for its government.
    let seats = annotated.places.iter().filter(|it| seat::is_seat(annotated, it));
    let seats: BTreeSet<&PlaceCode> = seats.map(|it| &it.place).collect();
    let Counts { places, countries, regions, stages, titled, all } =
        Counts::of(annotated, &bodies, &seats, with_bylines);
    let (place, weight) = places.most()?;
    // "Fire in Norway", and no other place all through: one name will do, as will "the Storting", twice.
    let is_at_home = bodies.iter().any(|it| it.is_at_home);
    let is_only = weight == all && (is_set_by_title(annotated, place) || is_at_home);
    let least = if is_only { ONE_NAME } else { LEAST };
    let (place, weight) =
        places.part_beside(annotated, place, weight, &countries).unwrap_or((place, weight));
    let lies_in = country_of(annotated, place);
    // "Protesters in Minsk and all over Belarus": a capital gives way to its country as well.
    let whole = lies_in.filter(|country| seats.contains(place) && weight <= 2 * places.of(country));
    let place = whole.unwrap_or(place);
    // One town in the east of Norway, and many in the west; but not where it opens with that one.
    let is_outdone = || region_of(annotated, place).is_some_and(|it| regions.is_outdone(it));
    let of_many = lies_in.filter(|_| is_outdone() && !opens_with(annotated, place));
    let place = of_many.unwrap_or(place);
    let most = countries.most();
    let is_abroad = lies_in.is_some() && most.is_some_and(|(country, _)| Some(country) != lies_in);
    let (place, country, weight) = if weight >= least && !is_abroad {
        (place, lies_in, weight)
    } else {
        let (country, weight) = most.filter(|&(_, weight)| weight > LEAST)?;
        (country, Some(country), weight)
    };
    let region = region_of(annotated, place).filter(|_| !seats.contains(place));
    let part = country
        .filter(|_| region.is_none())
        .and_then(|country| {
            let named = (places.of(country), countries.of(country));
            regions.part_of(country, named, &titled_regions(annotated, &titled))
        })
        .filter(|&(_, part)| places.of(place) <= 2 * part);
    // "Norway and rebels in Finnmark sign accord": the part is what it is about.
    let of_title = country
        .filter(|&country| region.is_none() && country == place)
        .and_then(|country| regions.part_of_title(country, places.of(country), &titled));
    let part = part.or(of_title);
    let (place, weight) = part.unwrap_or((place, weight));
    let of_country = most.filter(|_| country.is_some()).map_or(0, |(_, weight)| weight);
    let of_next = country.map_or(0, |country| countries.most_but(country));
    // Many a place abroad, each of another country, leaves the document at home.
    let stands_out = country.is_some() && 2 * of_next <= of_country;
    let staged = country.map_or(0, |country| stages.of(country));
    let is_stage = SOME_STAGES <= staged && 2 * stages.all() <= 3 * staged;
    Some(Focus {
        place: place.clone(),
        country: country.cloned(),
        region: region.or(part.map(|(region, _)| region)).cloned(),
        is_sole: 2 * weight >= all || 3 * of_country >= 2 * all,
        is_main: stands_out || is_stage || 2 * weight.max(of_country) >= all,
        stages: stages.often(2.max(staged.div_ceil(4))).cloned().collect(),
        other: country.and_then(|country| countries.other(country)).cloned(),
    })
}

/// How often a document names what.
#[derive(Debug, Default)]
struct Counts<'a> {
    places: Tally<'a>,
    countries: Tally<'a>,
    regions: Tally<'a>,
    /// Places "in" a country.
    stages: Tally<'a>,
    /// What the title names.
    titled: BTreeSet<&'a PlaceCode>,
    /// The weight of all of it.
    all: usize,
}

impl<'a> Counts<'a> {
    fn of(
        annotated: &'a Annotated,
        bodies: &'a [body::Land],
        seats: &BTreeSet<&PlaceCode>,
        with_bylines: bool,
    ) -> Self {
        let mut counts = Self::default();
        let title_end = title_end(annotated);
        // "Norwegian Wood", "Letter from America": a title is about what the text speaks of as well.
        let speaks_of = |place: &PlaceCode| {
            let body = annotated.places.iter().filter(|it| title_end <= it.span.start);
            let is_there = |it: &PlaceMention| {
                it.place == *place || [&it.country, &it.region].contains(&&Some(place.clone()))
            };
            body.into_iter().any(|it| !it.in_chrome && is_there(it))
        };
        for (i, mention) in annotated.places.iter().enumerate().filter(|(_, m)| !m.in_chrome) {
            let is_at_head = mention.span.start < title_end + HEAD_BYTES;
            let is_signed = !with_bylines && is_at_head && byline::is_in_byline(annotated, mention);
            let is_signed = is_signed && !byline::says_where(annotated, mention);
            let mut weight = if is_signed { 0 } else { weight(annotated, mention) };
            let is_titled = 0 < weight
                && mention.span.end <= title_end
                && mention.via != Via::Demonym
                && speaks_of(&mention.place);
            let bonus =
                if is_titled && counts.titled.insert(&mention.place) { IN_TITLE } else { 0 };
            // A country in the title says which country it is about, and not that it is about all of that.
            let is_whole = mention.country.as_ref() == Some(&mention.place);
            counts.places.add(&mention.place, if is_whole { weight } else { weight + bonus }, i);
            weight += bonus;
            counts.all += weight;
            let region = mention.region.as_ref().filter(|_| !seats.contains(&mention.place));
            if let Some(region) = region {
                counts.regions.add(region, weight, i);
            }
            if let Some(country) = &mention.country {
                counts.countries.add(country, weight, i);
                if mention.via == Via::Name && described::is_located(annotated, mention) {
                    counts.stages.add(country, 1, i);
                }
            }
        }
        for land in bodies {
            counts.places.add(&land.place, 1, land.at);
            counts.countries.add(&land.country, 1, land.at);
            if land.place != land.country {
                counts.regions.add(&land.place, 1, land.at);
            }
            counts.all += 1;
        }
        counts
    }
}

/// What a mention says of what its document is about.
fn weight(annotated: &Annotated, mention: &PlaceMention) -> usize {
    match mention.via {
        // "signed in Oslo".
        Via::Name | Via::Metonym if host::is_host(annotated, mention) => 0,
        Via::Name | Via::Historic => 2,
        Via::Demonym | Via::Metonym => 1,
        Via::Macro | Via::Organisation => 0,
    }
}

/// Where the title of a document ends: its first line behind datelines and bylines where that is no sentence, and
/// the headings before its first sentence; 0 where there are none.
fn title_end(annotated: &Annotated) -> u32 {
    let text: &str = &annotated.document.text;
    let line = byline::first_line_behind(annotated);
    let is_sentence = line.ends_with(['.', '!', '?', '”', '"']) || line.len() == text.trim().len();
    let own = if is_sentence { 0 } else { line.len() + byline::offset(text, line) };
    let headings = annotated.sentences.iter().filter(|it| !it.in_chrome);
    let headings = headings.take_while(|it| it.is_heading).last().map_or(0, |it| it.span.end);
    headings.max(own as u32)
}

/// Whether the title, the dateline or the first sentence of a document names a place.
fn opens_with(annotated: &Annotated, place: &PlaceCode) -> bool {
    let mut sentences = annotated.sentences.iter().filter(|it| !it.in_chrome && !it.is_heading);
    let end = sentences.next().map_or(0, |first| first.span.end).max(title_end(annotated));
    annotated.places.iter().any(|it| !it.in_chrome && it.place == *place && it.span.end <= end)
}

/// "Fire in Norway", but not "Norway retires" or "Letter from Norway": whether the title of a document says that
/// something was at a place.
fn is_set_by_title(annotated: &Annotated, place: &PlaceCode) -> bool {
    let mut named = annotated.places.iter().filter(|it| !it.in_chrome && it.place == *place);
    named.next().is_some_and(|it| {
        it.span.end <= title_end(annotated) && described::is_located(annotated, it)
    })
}

/// The country that a place which a document names lies in.
fn country_of<'a>(annotated: &'a Annotated, place: &PlaceCode) -> Option<&'a PlaceCode> {
    annotated.places.iter().find(|it| it.place == *place)?.country.as_ref()
}

/// The first-level region that a place which a document names lies in.
fn region_of<'a>(annotated: &'a Annotated, place: &PlaceCode) -> Option<&'a PlaceCode> {
    annotated.places.iter().find(|it| it.place == *place)?.region.as_ref()
}

/// The code of the country of a first-level region; `None` for what is none.
fn land_of(region: &PlaceCode) -> Option<&str> {
    region.as_str().split_once('-').map(|(country, _)| country)
}

/// The regions that a title names, or places of which it names.
fn titled_regions<'a>(
    annotated: &'a Annotated,
    titled: &BTreeSet<&PlaceCode>,
) -> BTreeSet<&'a PlaceCode> {
    titled.iter().filter_map(|place| region_of(annotated, place)).collect()
}

/// How often each place is named, and where first.
#[derive(Debug, Default)]
struct Tally<'a>(BTreeMap<&'a PlaceCode, (usize, usize)>);

impl<'a> Tally<'a> {
    fn add(&mut self, place: &'a PlaceCode, weight: usize, at: usize) {
        self.0.entry(place).or_insert((0, usize::MAX - at)).0 += weight;
    }

    fn of(&self, place: &PlaceCode) -> usize {
        self.0.get(place).map_or(0, |&(weight, _)| weight)
    }

    fn all(&self) -> usize {
        self.0.values().map(|&(weight, _)| weight).sum()
    }

    /// The places of so much weight at least.
    fn often(&self, least: usize) -> impl Iterator<Item = &'a PlaceCode> {
        self.0.iter().filter(move |(_, rank)| least <= rank.0).map(|(place, _)| *place)
    }

    /// The place of most weight, the first of equals.
    fn most(&self) -> Option<(&'a PlaceCode, usize)> {
        let most = self.0.iter().max_by_key(|&(_, rank)| rank);
        most.map(|(place, &(weight, _))| (*place, weight))
    }

    /// The region of a capital's country that is named half as often as the capital, whose name mostly stands
    /// for its government there, and a quarter as often as all of that country, by the tally of countries.
    fn part_beside(
        &self,
        annotated: &'a Annotated,
        capital: &PlaceCode,
        weight: usize,
        all_of: &Tally<'_>,
    ) -> Option<(&'a PlaceCode, usize)> {
        let named = annotated.places.iter().find(|it| it.place == *capital)?;
        let country = named.country.as_ref().filter(|_| seat::is_seat(annotated, named))?;
        let regions = self.0.iter().filter(|&(place, &(often, _))| {
            let is_often = weight <= 2 * often && all_of.of(country) <= LEAST_PART * often;
            *place != capital && land_of(place) == Some(country.as_str()) && is_often
        });
        let most = regions.max_by_key(|&(_, rank)| rank)?;
        Some((*most.0, most.1.0))
    }

    /// Whether another region of the same country weighs more.
    fn is_outdone(&self, region: &PlaceCode) -> bool {
        let (own, weight) = (land_of(region), self.of(region));
        let outdoes = |(it, &(other, _)): (&&PlaceCode, &(usize, usize))| {
            weight < other && land_of(it) == own
        };
        own.is_some() && self.0.iter().any(outdoes)
    }

    /// The region whose places stand out among those of its country, which is named so often itself: two thirds
    /// as often at most, or as often where the title names the region or a place of it, or it is the only one;
    /// or all that is named of its country, so often, lies there.
    fn part_of(
        &self,
        country: &PlaceCode,
        (named, all): (usize, usize),
        titled: &BTreeSet<&PlaceCode>,
    ) -> Option<(&'a PlaceCode, usize)> {
        let lies_in = |region: &PlaceCode| land_of(region) == Some(country.as_str());
        let regions = self.0.iter().filter(|(region, _)| lies_in(region));
        let (region, &(weight, _)) = regions.max_by_key(|&(_, rank)| rank)?;
        let others = self.0.iter().filter(|(it, _)| lies_in(it) && it != &region);
        let next = others.map(|(_, &(weight, _))| weight).max().unwrap_or(0);
        let is_alone = next == 0 || titled.contains(*region);
        let is_often = 3 * named <= 2 * weight || is_alone && named <= weight;
        let stands_out = 2 * LEAST <= weight && is_often && OF_OTHERS * next <= weight;
        // "Dorset, England": all that it names of the country lies there.
        let is_all = weight == all && LEAST < weight;
        (stands_out || is_all).then_some((*region, weight))
    }

    /// The region that the title names, and the document half as often as its country.
    fn part_of_title(
        &self,
        country: &PlaceCode,
        named: usize,
        titled: &BTreeSet<&PlaceCode>,
    ) -> Option<(&'a PlaceCode, usize)> {
        let is_part = |region: &PlaceCode| {
            land_of(region) == Some(country.as_str()) && titled.contains(region)
        };
        let regions =
            self.0.iter().filter(|&(region, &(weight, _))| is_part(region) && named <= 2 * weight);
        let most = regions.max_by_key(|&(_, rank)| rank)?;
        Some((*most.0, most.1.0))
    }

    /// The place that is named two thirds as often as one, where no third is named half as often as that.
    fn other(&self, place: &PlaceCode) -> Option<&'a PlaceCode> {
        let others = || self.0.iter().filter(|(it, _)| **it != place);
        let (other, &(weight, _)) = others().max_by_key(|&(_, rank)| rank)?;
        let thirds = others().filter(|(it, _)| *it != other);
        let third = thirds.map(|(_, &(weight, _))| weight).max().unwrap_or(0);
        let is_pair = LEAST <= weight && 2 * self.of(place) <= 3 * weight && 2 * third < weight;
        is_pair.then_some(*other)
    }

    /// The most weight of a place other than one.
    fn most_but(&self, place: &PlaceCode) -> usize {
        let others = self.0.iter().filter(|(it, _)| **it != place);
        others.map(|(_, &(weight, _))| weight).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use crate::events::fixture;

    #[track_caller]
    fn check(marked: &str, expected: Option<&str>) {
        let focus = super::focus(&fixture::dated(marked));
        assert_eq!(focus.as_ref().map(|it| it.place.as_str()), expected, "{marked}");
    }

    #[test]
    fn a_document_is_about_what_it_names_most() {
        check("Ships left <NO-46|Bergen>. They came back to <NO-46|Bergen>.", Some("NO-46"));
        check("Ships left <NO-46|Bergen> for <NO-03|Oslo>.", Some("NO"));
        check("Ships left <NO-46|Bergen> for <SE|Sweden>.", None);
        check("Ships left.", None);
    }

    #[test]
    fn a_town_is_not_what_it_is_about_where_another_region_is_named_more() {
        let told = "They left <G1@NO-46|Bergen>, and came back to <G1@NO-46|Bergen>.";
        check(told, Some("G1"));
        let bergen = &format!("Ships were lost. {told}");
        let north = "<G2@NO-55|Alta> and <G3@NO-55|Vadso> saw them, as did <G4@NO-55|Vardo>.";
        check(&format!("{bergen} {north}"), Some("NO"));
        check(&format!("{told} {north}"), Some("G1"));
    }

    #[test]
    fn the_title_says_what_it_is_about() {
        let told = "<SE|Sweden> sent ships. <SE|Sweden> sent men to <NO|Norway>.";
        check(told, Some("SE"));
        check(&format!("# The war for <NO|Norway>\n{told}"), Some("NO"));
        check(&format!("The war for <NO|Norway>\n{told}"), Some("NO"));
        check(&format!("{told}\n# The war for <NO|Norway>"), Some("SE"));
        let told = &format!("{told} <SE|Sweden> won.");
        check(&format!("The war for <NO|Norway>\n{told}"), Some("NO"));
        check(&format!("<NO|Norway>, {{2015-03-05|5 March 2015}} (Wire)\n{told}"), Some("SE"));
        check(&format!("A <~NO|Norwegian> wood\n{told}"), Some("SE"));
        check(&format!("Letter from <DK|Denmark>\n{told}"), Some("SE"));
        let rebels = "Rebels in <NO-46|Vestland> rose. <NO|Norway> sent <~NO|Norwegian> guards.";
        check(&format!("# <NO|Norway> and <NO-46|Vestland> at war\n{rebels}"), Some("NO-46"));
    }

    #[test]
    fn a_title_says_what_it_is_about_where_the_text_goes_there() {
        let told = "They sailed to <SE|Sweden>. A <~DK|Danish> ship sank.";
        check(&format!("<NO|Norway>'s fleet\n{told}"), None);
        check(&format!("A walk in <NO|Norway>\n{told}"), None);
        check(&format!("Fire in <NO|Norway>\n{told} A mill burned in <G1@NO|Vik>."), Some("NO"));
    }

    #[test]
    fn a_byline_says_where_a_text_is_from_that_names_nothing_else() {
        let told = "The bus broke down. The driver was robbed.";
        check(&format!("Fire!\nBy Ann Jones, <G1@NO|Vik>, <NO|Norway>\n{told}"), Some("NO"));
        check(&format!("Fire!\nBy Ann Jones in <G1@NO|Vik>, <NO|Norway>\n{told}"), Some("NO"));
        let more = format!("{told} <SE|Sweden> sent a bus. <SE|Sweden> paid.");
        check(&format!("Fire!\nBy Ann Jones, <G1@NO|Vik>, <NO|Norway>\n{more}"), Some("SE"));
    }

    #[test]
    fn who_lends_a_room_to_talks_is_not_what_it_is_about() {
        let told =
            "The truce was signed in <G1@SE|Malmo>. They met in <G1@SE|Malmo> for more talks.";
        check(&format!("{told} The <~NO|Norwegian> king and <NO|Norway> were tired."), Some("NO"));
    }

    #[test]
    fn the_bodies_of_a_land_speak_for_it() {
        let told = "The Storting voted. The Storting voted again, and the Storting rose.";
        check(&format!("{told} They saw <SE|Sweden>."), Some("NO"));
    }

    #[test]
    fn two_words_on_a_body_will_do_where_nothing_else_is_named() {
        check("The Storting voted. The Storting rose.", Some("NO"));
        check("The Storting voted. The <~NO|Norwegian> king rose.", Some("NO"));
        check("The Storting voted.", None);
        check("The <~NO|Norwegian> king rose. A <~NO|Norwegian> mill burned.", None);
        check("The Storting voted. The Storting rose. They saw <SE|Sweden>.", None);
        check("The Gestapo came. The Gestapo left.", None);
    }

    #[test]
    fn a_capital_gives_way_to_a_region_named_half_as_often() {
        let told = |town: &str, region: &str| {
            let ships = format!("Ships left {town}. They came back to {town}. They are of {town}.");
            format!("{ships} They saw {region}, and {region} was cold.")
        };
        check(&told("<G1@NO|Oslo>", "<NO-46|Vestland>"), Some("NO-46"));
        check(&told("<G1@NO|Oslo>", "<SE-M|Scania>"), Some("G1"));
        check(&told("<G1@NO|Vik>", "<NO-46|Vestland>"), Some("G1"));
    }

    #[test]
    fn a_region_whose_places_stand_out_is_what_it_is_about() {
        let towns = "Ships left <G1@NO-46|Bergen>, <G2@NO-46|Voss> and <G3@NO-46|Odda>.";
        check(&format!("{towns} <NO|Norway> paid."), Some("NO-46"));
        check(
            &format!(
                "{towns} <NO|Norway> paid, and <NO|Norway> built, so <NO|Norway> won. <NO|Norway> sang."
            ),
            Some("NO"),
        );
        check(&format!("{towns} They saw <G4@NO-15|Molde> and <G5@NO-15|Volda>."), Some("NO"));
    }

    #[test]
    fn places_of_many_other_countries_leave_a_document_at_home() {
        let is_main = |marked: &str| super::focus(&fixture::dated(marked)).unwrap().is_main;
        let home = "Ships left <G1@NO|Bergen> for <G2@NO|Oslo>.";
        let abroad = "They had been in <SE|Sweden>, <DK|Denmark>, <NL|Holland> and <ES|Spain>";
        assert!(is_main(&format!("{home} {abroad}.")));
        assert!(!is_main(&format!("{home} {abroad}, and in <G3@SE|Malmö>.")));
    }

    #[test]
    fn a_title_with_the_only_place_says_what_it_is_about() {
        check("# Fire in <NO|Norway>\nThe mill burned.", Some("NO"));
        check("# <NO|Norway>\nHe was in a film.", None);
        check("# Letter from <NO|Norway>\nThe mill burned.", None);
        check("# Fire!\nThe mill burned in <NO|Norway>.", None);
    }

    #[test]
    fn places_of_one_region_alone_are_what_it_is_about() {
        let told = "Ships left <G1@NO-46|Voss> for <G2@NO-46|Odda>.";
        check(told, Some("NO-46"));
        check(&format!("{told} <NO|Norway> paid."), Some("NO"));
    }

    #[test]
    fn towns_of_one_country_together_are_what_it_is_about() {
        check("Ships left <G1@NO|Bergen> for <G2@NO|Oslo>.", Some("NO"));
        check("Ships left <G1@NO|Bergen> for <G2@SE|Malmö>.", None);
        let from = "<DK|Denmark> sent ships, and <DK|Denmark> men.";
        let towns = "They burned <G1@NO|Bergen>, <G2@NO|Vik> and <G3@NO|Molde>.";
        check(&format!("{from} {towns}"), Some("NO"));
        check(&format!("{from} They burned <G1@NO|Bergen>."), Some("DK"));
    }
}
