//! Sentences → [`PlaceMention`]s: recognise and resolve against the gazetteer.

mod corpus;
mod explain;
mod gazetteer;
mod recognize;
mod resolve;

use crate::model::{Document, Place, PlaceCode, PlaceMention, PlaceTable, Sentence, Span};
pub use corpus::Corpus;
pub use explain::{alternatives, trail};
use gazetteer::{PlaceNumber, format, past};
use recognize::Hit;
use recognize::context::Context;
use recognize::words::Words;
use resolve::Resolved;
use resolve::rank::Found;

/// Finds the place names of a document and resolves each to a place.
pub fn tag(document: &Document, sentences: &[Sentence]) -> Vec<PlaceMention> {
    let words = Words::new(document, sentences);
    let hits = recognize::hits(&words);
    let mut context = Context::new(&words, &hits);
    let is_chrome = |hit: &Hit| {
        let sentence = words.get(hit.first).and_then(|word| sentences.get(word.sentence as usize));
        sentence.is_some_and(|s| s.in_chrome) || document.is_chrome(span_of(&words, hit))
    };
    let found = resolve::resolve(&words, &hits, &mut context, &is_chrome);
    let mut mentions: Vec<PlaceMention> = Vec::with_capacity(found.resolved.len());
    for resolved in &found.resolved {
        mentions.extend(mention(&words, &hits, &found, resolved));
    }
    mentions
}

/// The places of `codes` with all that contains them.
pub fn table(codes: impl IntoIterator<Item = PlaceCode>) -> PlaceTable {
    gazetteer::table(codes)
}

/// The place of a code, as records give it or as it is called here, or else of a usual name.
pub fn code_of(words: &str) -> Option<PlaceCode> {
    let code = PlaceCode::from_exported(words);
    if table([code.clone()]).get(&code).is_some() {
        return Some(code);
    }
    let found = search(words, 8).into_iter();
    found.filter(|place| place.name.eq_ignore_ascii_case(words)).map(|place| place.code).next()
}

/// Places one of whose names, old or new, starts with `prefix`, best known first.
pub fn search(prefix: &str, limit: usize) -> Vec<Place> {
    gazetteer::search(prefix, limit)
}

fn mention(
    words: &Words<'_>,
    hits: &[Hit],
    found: &Found,
    resolved: &Resolved,
) -> Option<PlaceMention> {
    let hit = hits.get(resolved.hit)?;
    let ranked = found.ranked(resolved);
    let best = ranked.first()?;
    let span = span_of(words, hit);
    let after = resolved.qualifier.and_then(|at| hits.get(at));
    let qualifier = after.map(|hit| span_of(words, hit));
    let place = best.reading.place;
    let grounds = explain::grounds(resolved, ranked, best, qualifier);
    Some(PlaceMention {
        span,
        place: place.shared_code(),
        country: past::country_of_today(place, best.kind).map(PlaceNumber::shared_code),
        region: past::region_of_today(place, best.kind).map(PlaceNumber::shared_code),
        via: explain::via(best.reading.how, best.kind),
        confidence: explain::confidence(place, best.kind, &grounds),
        in_chrome: !resolved.is_evidence,
        past: past::past(place, best.kind, ranked.iter().map(|it| it.reading.place)),
        grounds,
    })
}

/// Where a hit stands; an abbreviation with its dot.
fn span_of(words: &Words<'_>, hit: &Hit) -> Span {
    let span = |at: usize| words.get(at).map_or_else(Span::default, |word| word.span);
    let mut whole = span(hit.first).join(span(hit.last));
    if hit.readings.iter().any(|reading| reading.how == format::how::DOT) {
        whole.end += 1;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::gazetteer::PlaceNumber;
    use super::*;
    use crate::model::{PlaceKind, Via, work};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn document(text: &str) -> Document {
        Document::of_text("a", text)
    }

    fn tagged(text: &str) -> Vec<PlaceMention> {
        let document = document(text);
        let whole = Span::new(0, text.len());
        let sentence = Sentence { span: whole, paragraph: 0, is_heading: false, in_chrome: false };
        tag(&document, &[sentence])
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = tagged(text);
        let pairs: Vec<_> = found.iter().map(|m| (m.span.of(text), m.place.as_str())).collect();
        assert_eq!(pairs, expected);
    }

    #[test]
    fn who_governs_a_town_names_it() {
        check("Leeds City Council met.", &[("Leeds", "G2644688")]);
        check("The Tucson School District met.", &[("Tucson", "G5318313")]);
        check("Leicester City Football Club met.", &[]);
        check("The Bristol City Academy met.", &[]);
        check("The Paris School District met.", &[]);
    }

    #[test]
    fn a_word_before_a_name_is_no_part_of_it() {
        check("They marched near East Timor.", &[("East Timor", "TL")]);
    }

    #[test]
    fn a_name_in_quotation_marks_is_of_something_else() {
        check(
            "The channel “Baza” and the ship \"Lugo\" were named in Kazan.",
            &[("Kazan", "G551487")],
        );
        check("Talks in Baza and Granada.", &[("Baza", "G2521215"), ("Granada", "G2517117")]);
    }

    #[test]
    fn a_further_name_is_of_the_place_itself_and_not_of_what_holds_it() {
        check(
            "He lived in South Tyrol and in Oskemen.",
            &[("South Tyrol", "A2:IT-BZ"), ("Oskemen", "G1520316")],
        );
    }

    #[test]
    fn peoples_stand_for_their_states() {
        check(
            "Kyrgyz guards shot at Uzbek and Azeri troops.",
            &[("Kyrgyz", "KG"), ("Uzbek", "UZ"), ("Azeri", "AZ")],
        );
        check("The Mauritanian army left.", &[("Mauritanian", "MR")]);
    }

    #[test]
    fn tells_a_country_from_a_state_of_the_same_name() {
        check("Farmers in Georgia drove to Tbilisi.", &[("Georgia", "GE"), ("Tbilisi", "G611717")]);
        let found = tagged("Voters in Georgia queued from Atlanta to Savannah.");
        assert_eq!(found[0].place.as_str(), "US-GA");
    }

    #[test]
    fn a_thing_or_a_person_of_a_rare_name_is_no_town() {
        check("He drove a Bedford with a painted eagle.", &[]);
        check("He came from Bedford with a painted eagle.", &[("Bedford", "G2656046")]);
        check("Aman Sagidullayev was arrested.", &[]);
        check("They flew from Amman to Aqaba.", &[("Amman", "G250441"), ("Aqaba", "JO-AQ")]);
    }

    #[test]
    fn says_in_which_country_a_place_lies() {
        let country = |text: &str| {
            let country = tagged(text).first().and_then(|mention| mention.country.clone());
            country.map(|country| country.as_str().to_owned())
        };
        assert_eq!(country("Snow fell in Bergen.").as_deref(), Some("NO"));
        assert_eq!(country("Snow fell in Norway.").as_deref(), Some("NO"));
        assert_eq!(country("The Soviet Union collapsed."), None);
    }

    #[test]
    fn a_saint_is_no_town() {
        check("The houses burned on the eve of Saint John.", &[]);
        check("The earth shook on the feast of St Paul.", &[]);
        check("The earth shook on Saint Paul’s day.", &[]);
        check(
            "A ship left Saint John in New Brunswick.",
            &[("Saint John", "G6138517"), ("New Brunswick", "CA-NB")],
        );
    }

    #[test]
    fn what_bears_the_name_of_a_saint_is_no_town() {
        check("The bells of St. Peter's are old. St. Peter's in Vik burned.", &[]);
        check("A fire burned St. Peter's, and the tower fell.", &[]);
        let towns = "She left St. Peter's harbour for Jersey.";
        check(towns, &[("St. Peter", "JE.3237221"), ("Jersey", "JE")]);
    }

    #[test]
    fn what_a_ship_is_called_means_the_ship_all_through() {
        check("The Space Shuttle Atlantis rose. Atlantis came back in May.", &[]);
        check(
            "They lived in Atlantis. Atlantis is hot.",
            &[("Atlantis", "G3370352"), ("Atlantis", "G3370352")],
        );
        check("HMS Belfast was sold. Belfast is cold.", &[("Belfast", "G2655984")]);
    }

    #[test]
    fn who_bears_the_name_of_a_country_is_a_person() {
        check("Michael Jordan left. Jordan said that it was over.", &[]);
        let country =
            |told: &str| check(&format!("Michael Jordan left. {told}."), &[("Jordan", "JO")]);
        country("The army of Jordan came");
        country("They made peace with Jordan");
        country("A match between Vik and Jordan was off");
    }

    #[test]
    fn takes_names_that_and_joins_for_places_of_one_kind() {
        let georgia = |text: &str| {
            let found = tagged(text);
            let place = found.iter().find(|mention| mention.span.of(text) == "Georgia");
            place.map(|mention| mention.place.as_str().to_owned())
        };
        let of_states =
            "The senator of Texas spoke in Washington. Georgia and Alabama vote in May.";
        assert_eq!(georgia(of_states).as_deref(), Some("US-GA"));
        let of_countries = "The envoy left Washington and Boston. Georgia and Armenia signed.";
        assert_eq!(georgia(of_countries).as_deref(), Some("GE"));
    }

    #[test]
    fn believes_the_region_after_a_comma() {
        let text = "She left Moscow, Idaho, for good.";
        let found = tagged(text);
        let table = table(found.iter().map(|mention| mention.place.clone()));
        assert_eq!(
            table.path(&found[0].place),
            "Moscow › Idaho › United States › North America › Americas"
        );
        assert!(trail(text, &found[0]).iter().any(|line| line.contains("Idaho")));
    }

    #[test]
    fn finds_peoples_and_adjectives() {
        check("Ukrainian farmers met Poles.", &[("Ukrainian", "UA"), ("Poles", "PL")]);
        check("A Bavarian court ruled.", &[("Bavarian", "DE-BY")]);
        check("The Kazakh envoy left.", &[("Kazakh", "KZ")]);
    }

    #[test]
    fn tells_peoples_from_what_is_called_like_them() {
        check("Amundsen reached the South Pole.", &[("South Pole", "M:XSPO")]);
        check("An Arab fleet lay before it.", &[("Arab", "M:XARW")]);
        check("The Arab League met.", &[("Arab League", "M:XARL")]);
    }

    #[test]
    fn leaves_possessive_endings_out() {
        check("Norway’s fleet sailed.", &[("Norway", "NO")]);
        check("Norway's fleet sailed.", &[("Norway", "NO")]);
        check("The Americans’ plan failed.", &[("Americans", "US")]);
    }

    #[test]
    fn reads_each_part_of_a_hyphened_word() {
        check("A pro-Russian mayor fled.", &[("Russian", "RU")]);
        check("The UK-based firm sold out.", &[("UK", "GB")]);
        check("The Russian-Turkish border closed.", &[("Russian", "RU"), ("Turkish", "TR")]);
    }

    #[test]
    fn takes_the_longest_name_without_its_article() {
        check("The Netherlands voted.", &[("Netherlands", "NL")]);
        check("The West Virginia delegation left.", &[("West Virginia", "US-WV")]);
        check("A ship left Northern Ireland.", &[("Northern Ireland", "GB-NIR")]);
        check("She moved to South Sudan.", &[("South Sudan", "SS")]);
    }

    #[test]
    fn finds_the_country_in_capitals_and_not_the_pronoun() {
        check("US officials told us more.", &[("US", "US")]);
        check("The U.S. Senate sat.", &[("U.S.", "US")]);
    }

    #[test]
    fn leaves_papers_and_firms_alone() {
        check("The Moscow Times ran the story.", &[]);
        check("Der Spiegel wrote of Norway.", &[("Norway", "NO")]);
        check("The Springfield Gazette ran the story.", &[]);
        check("The Tampa Tribune closed.", &[]);
    }

    #[test]
    fn tells_people_from_places() {
        check("Denzel Washington thanked Chad Thompson.", &[]);
        check("Nelson resigned, and Mr. Lincoln followed.", &[]);
        check("Franklin was late. Harvey laughed.", &[]);
        check("Harvey was born in Springfield.", &[("Springfield", "G4409896")]);
        check("She flew to Paris with Paris Hilton.", &[("Paris", "G2988507")]);
    }

    #[test]
    fn leaves_everyday_words_and_directions_alone() {
        check("Fighting went on in eastern districts.", &[]);
        check("Most bars split the bill. Reading is nice.", &[]);
        check("The valley was flooded.", &[]);
        check("The Bank raised rates. The Centre is shut.", &[]);
    }

    #[test]
    fn parts_of_other_names_are_no_places() {
        check("Their house, St. Peter's, was sold in Leeds.", &[("Leeds", "G2644688")]);
        check("He showed it at the Salon, and sold it in Paris.", &[("Paris", "G2988507")]);
        check("They saw Eden of the Lakes in Egypt.", &[("Egypt", "EG")]);
        check("USS Texas sailed to Norway. Texas voted.", &[("Norway", "NO"), ("Texas", "US-TX")]);
        check("HMS Belfast sailed to Norway.", &[("Norway", "NO")]);
        check("The Cairo Cup was played.", &[("Cairo", "G360630")]);
        check("They won the Stanley Cup in Canada.", &[("Canada", "CA")]);
        check("Mets fans came to Canada.", &[("Canada", "CA")]);
    }

    #[test]
    fn provinces_go_by_their_own_names() {
        check(
            "Khuzestan province and Fars province voted.",
            &[("Khuzestan", "IR-06"), ("Fars", "IR-07")],
        );
        check("Bushehr province voted.", &[("Bushehr", "IR-18")]);
        check("They met in Dien Bien.", &[("Dien Bien", "VN-71")]);
        check("Hai Duong province voted.", &[("Hai Duong", "VN-HP")]);
    }

    #[test]
    fn tells_places_of_one_name_by_their_company() {
        check(
            "Washington state and Oregon voted.",
            &[("Washington", "US-WA"), ("Oregon", "US-OR")],
        );
        check("Talks opened in Washington.", &[("Washington", "G4140963")]);
        check("Rebels crossed the Congo.", &[("Congo", "CD")]);
        check("Korea was divided.", &[("Korea", "M:XKOR")]);
    }

    #[test]
    fn a_direction_is_a_region_only_of_a_land_that_is_spoken_of() {
        check("The Southern District Military Court sentenced three men on Thursday.", &[]);
        check("The Western Region Command lost the Northern Province.", &[]);
        check("The Northern Territory voted.", &[("Northern Territory", "AU-NT")]);
        check(
            "Israel called up men. The Southern District was shelled.",
            &[("Israel", "IL"), ("Southern District", "IL-D")],
        );
    }

    #[test]
    fn takes_a_name_of_world_rank_for_no_hamlet_far_from_all_else() {
        let meant = |text: &str, name: &str| {
            let found = tagged(text).into_iter().find(|it| it.span.of(text) == name);
            found.map(|it| it.place.as_str().to_owned()).unwrap_or_default()
        };
        let paper = "LOS ANGELES - A Burbank judge heard of concerts in London. Police in Pasadena and \
                     Los Angeles searched houses in Burbank.";
        assert_eq!(meant(paper, "London"), "G2643743");
        let local =
            "LIMA, Ohio - A chase that began in Delphos ended near Cairo, Lima police said.";
        assert_eq!(meant(local, "Cairo"), "G5148876");
        check("An expert of the University of Ulster came.", &[]);
    }

    #[test]
    fn takes_neither_ships_nor_villages_elsewhere_for_towns() {
        check("Whalers reached Red Bay in Labrador.", &[("Labrador", "M:XLAB")]);
        check("The Westgate mall in Nairobi shut.", &[("Nairobi", "G184745")]);
        check("A galleon, the San Juan, sank.", &[]);
        check("San Juan, the capital, burned.", &[("San Juan", "G4568127")]);
        check("England played at Twickenham.", &[("England", "GB-ENG"), ("Twickenham", "M:XTWI")]);
    }

    #[test]
    fn knows_states_of_the_past_on_every_continent() {
        check("The Ashanti Empire fell.", &[("Ashanti Empire", "H:ASHA")]);
        check("The Khmer Empire fell.", &[("Khmer Empire", "H:KHME")]);
        check("The Sasanian Empire fell.", &[("Sasanian Empire", "H:SASA")]);
        check("The Empire of Brazil fell.", &[("Empire of Brazil", "H:BRAE")]);
    }

    #[test]
    fn believes_what_a_comma_or_a_word_after_the_name_says() {
        check("A fire in Gary, Ind., killed two.", &[("Gary", "G4920607"), ("Ind.", "US-IN")]);
        check("He left Beckley, W.Va., in May.", &[("Beckley", "G4798308"), ("W.Va.", "US-WV")]);
        check("He was held in Santander in Spain.", &[("Santander", "G3109718"), ("Spain", "ES")]);
        check("A fire in Gary, IN killed two.", &[("Gary", "G4920607"), ("IN", "US-IN")]);
        check("Troops entered Kursk oblast.", &[("Kursk", "RU-KRS")]);
        check("Troops entered Kursk.", &[("Kursk", "G538560")]);
    }

    #[test]
    fn puts_a_town_that_it_lacks_into_the_region_named_after_it() {
        check("LISBON, Mont. — A man drowned.", &[("LISBON", "US-MT"), ("Mont.", "US-MT")]);
        let text = "LISBON, Mont. — A man drowned.";
        assert_eq!(
            trail(text, &tagged(text)[0])[0],
            "“LISBON” is a town too small for the gazetteer, in Montana, United States"
        );
    }

    #[test]
    fn finds_towns_by_where_a_report_comes_from() {
        check(
            "GILLETTE — The mine near Sheridan shut.",
            &[("GILLETTE", "G5826027"), ("Sheridan", "G5838198")],
        );
        check(
            "The driver, 55, of Park Ridge died in Chicago.",
            &[("Park Ridge", "G4905367"), ("Chicago", "G4887398")],
        );
        check(
            "A girl from Clacton, Essex, won.",
            &[("Clacton", "G2652974"), ("Essex", "A2:GB-ESS")],
        );
    }

    #[test]
    fn knows_towns_by_what_belongs_to_them() {
        check("Ryan Cole is a Boston native.", &[("Boston", "G4930956")]);
        check("It was done at a Dallas clinic.", &[("Dallas", "G4684888")]);
    }

    #[test]
    fn believes_what_the_first_sentence_says_of_a_place() {
        check(
            "Athens is a city in Ohio, United States. Athens has mills.",
            &[
                ("Athens", "G4505542"),
                ("Ohio", "US-OH"),
                ("United States", "US"),
                ("Athens", "G4505542"),
            ],
        );
        check(
            "Rome is a hamlet in Nevada. Rome has a mill.",
            &[("Rome", "US-NV"), ("Nevada", "US-NV"), ("Rome", "US-NV")],
        );
    }

    #[test]
    fn finds_towns_named_as_people_by_their_company() {
        check(
            "ROME, N.Y. — Fire struck Utica. Eugene wept.",
            &[("ROME", "G5134295"), ("N.Y.", "US-NY"), ("Utica", "G5142056")],
        );
        check(
            "MANCHESTER, N.H. — Crews from Bedford and Derry came to Nashua, N.H.",
            &[
                ("MANCHESTER", "G5089178"),
                ("N.H.", "US-NH"),
                ("Bedford", "G5083221"),
                ("Derry", "G5085374"),
                ("Nashua", "G5090046"),
                ("N.H.", "US-NH"),
            ],
        );
        check("A Modesto man wept.", &[("Modesto", "G5373900")]);
        check(
            "In Oregon so said a Medford Republican.",
            &[("Oregon", "US-OR"), ("Medford", "G5740099")],
        );
    }

    #[test]
    fn leaves_nobles_relatives_and_ends_of_names_alone() {
        check("The Duke of Wellington met her sons Chad and Paul.", &[]);
        check("A ferry left Port aux Basques.", &[]);
        check("They dug along the Tennessee Creek.", &[]);
    }

    #[test]
    fn takes_a_capital_that_acts_for_its_government() {
        let found = "Shares fell in London after Washington imposed duties. In Leeds all was calm.";
        check(found, &[("London", "G2643743"), ("Washington", "G4140963"), ("Leeds", "G2644688")]);
    }

    #[test]
    fn finds_names_with_small_foreign_words_inside() {
        check("They flew to Port-au-Prince.", &[("Port-au-Prince", "G3718426")]);
        check("She lives in Chester-le-Street.", &[("Chester-le-Street", "G2653224")]);
    }

    #[test]
    fn takes_no_country_for_a_town_of_another() {
        check("Of talks in Russia, U.S. aides knew.", &[("Russia", "RU"), ("U.S.", "US")]);
    }

    #[test]
    fn takes_peoples_within_a_people_for_no_place() {
        check("Native Americans and African Americans met.", &[]);
    }

    #[test]
    fn takes_a_state_that_few_people_are_called_for_the_state() {
        check(
            "Missouri Forage grew. Now Missouri has cattle.",
            &[("Missouri", "US-MO"), ("Missouri", "US-MO")],
        );
        check("Virginia Woolf wrote. Virginia was tired.", &[]);
    }

    #[test]
    fn leaves_a_countrys_name_to_the_country() {
        check(
            "Mexico City flooded; Mexico sent its army.",
            &[("Mexico City", "G3530597"), ("Mexico", "MX")],
        );
        check("Ships queue at Panama.", &[("Panama", "PA")]);
    }

    #[test]
    fn leaves_ships_alone() {
        check("The Victoria sailed home. Spain had lost sight of Victoria.", &[("Spain", "ES")]);
        check(
            "Unrest grew in Victoria; the Victoria police sent guards.",
            &[("Victoria", "AU-VIC"), ("Victoria", "AU-VIC")],
        );
    }

    #[test]
    fn leaves_sums_of_money_alone() {
        check("The dam cost US$58 million.", &[]);
    }

    #[test]
    fn tells_the_west_from_the_direction() {
        check("In May the West fell silent.", &[("West", "M:XWST")]);
        check("So did some Western capitals.", &[("Western", "M:XWST")]);
        check("Rain came from the west to Western Australia.", &[("Western Australia", "AU-WA")]);
    }

    #[test]
    fn takes_a_seat_of_government_for_a_place_where_something_happens() {
        check("She met aides at the White House.", &[("White House", "US-DC")]);
        check("One White House aide resigned.", &[]);
        check("One White House aide flew to Oslo.", &[("Oslo", "G3143244")]);
    }

    #[test]
    fn reads_headlines_in_capitals() {
        check("QUAKE HITS TURKEY AND SYRIA", &[("TURKEY", "TR"), ("SYRIA", "SY")]);
    }

    #[test]
    fn finds_states_of_the_past_with_their_years() {
        check("He fled East Germany.", &[("East Germany", "H:DDDE")]);
        let years = |code| table([PlaceCode::new(code)]).get(&PlaceCode::new(code)).unwrap().years;
        assert_eq!(years("H:DDDE"), (Some(1949), Some(1990)));
        assert_eq!(years("H:OTTO"), (Some(1299), Some(1922)));
        assert_eq!(years("FR"), (None, None));
    }

    #[test]
    fn lists_a_region_once_under_its_country() {
        let path = |code| table([PlaceCode::new(code)]).path(&PlaceCode::new(code));
        assert_eq!(path("RU-CE"), "Chechnya › North Caucasus › Russia › Eastern Europe › Europe");
        let parents = |code| {
            table([PlaceCode::new(code)]).get(&PlaceCode::new(code)).unwrap().parents.clone()
        };
        assert_eq!(parents("RU"), [PlaceCode::new("M:XEEU")]);
        assert_eq!(parents("UA-43"), [PlaceCode::new("UA"), PlaceCode::new("RU")]);
        assert_eq!(parents("M:XPSS"), []);
    }

    #[test]
    fn a_disputed_place_stands_under_its_holder_and_under_its_claimants() {
        use crate::model::Claims;
        let check = |code: &str, held: &str, claimed: &str| {
            let code = PlaceCode::new(code);
            let table = table([code.clone()]);
            let under = |claims: &Claims| {
                let parents = table.parents_under(&code, claims);
                parents.into_iter().map(PlaceCode::as_str).collect::<Vec<_>>().join(" ")
            };
            assert_eq!(under(&Claims::Held), held, "{code}");
            let claimants = table.get(&code).unwrap().claims.iter().filter(|claim| claim.claims);
            let claimants: Vec<_> = claimants.map(|claim| claim.by.as_str()).collect();
            assert_eq!(claimants.join(" "), claimed, "{code}");
            for country in claimants {
                let claims = Claims::By(PlaceCode::new(country));
                assert!(under(&claims).split(' ').any(|parent| parent == country), "{code}");
            }
        };
        check("UA-43", "RU", "UA RU");
        check("TW", "M:X030", "CN");
        check("XK", "M:XBLK", "RS");
        check("GE-AB", "M:XCAU", "GE");
        check("FK", "M:X005 GB", "GB AR");
        check("IN-LA", "IN", "IN PK CN");
        check("M:XSEN", "JP", "JP CN TW");
        check("GY-BA", "GY", "GY VE");
    }

    #[test]
    fn finds_peoples_metonyms_and_states_of_the_past() {
        let found = tagged("The Kremlin deported Chechens; Soviet papers kept silent.");
        let read: Vec<_> = found.iter().map(|m| (m.place.as_str(), m.via)).collect();
        assert_eq!(
            read,
            [("RU-MOW", Via::Metonym), ("RU-CE", Via::Demonym), ("H:SUHH", Via::Demonym)]
        );
    }

    #[test]
    fn every_parent_is_a_place_and_no_place_holds_itself() {
        let all = (0..gazetteer::place_count()).map(PlaceNumber);
        let regions = all.filter(|number| number.kind() != PlaceKind::City);
        let codes: BTreeSet<_> = regions.map(PlaceNumber::code).collect();
        let table = table(codes);
        for place in table.iter() {
            for parent in &place.parents {
                let above = table.with_ancestors(parent);
                assert!(table.get(parent).is_some(), "{parent}");
                assert!(!above.contains(&place.code), "{} holds itself", place.code);
            }
            let is_rooted = !place.parents.is_empty() || place.kind != PlaceKind::Country;
            assert!(is_rooted, "{} lies nowhere", place.code);
        }
    }

    #[test]
    fn states_of_the_past_stand_by_themselves_with_their_years() {
        let code = PlaceCode::new("H:SUHH");
        let table = table([code.clone()]);
        let union = table.get(&code).unwrap();
        assert_eq!((union.years, union.parents.len()), ((Some(1922), Some(1991)), 0));
    }

    #[test]
    fn the_packed_gazetteer_stays_small() {
        assert!(gazetteer::packed_len() <= 4_000_000, "{}", gazetteer::packed_len());
    }

    #[test]
    fn every_code_leads_to_its_place() {
        for number in (0..gazetteer::place_count()).map(PlaceNumber) {
            assert_eq!(gazetteer::by_code(&number.code()), Some(number));
        }
        for code in ["", "G", "G0", "G99999999", "ZZ", "ÄÖ"] {
            assert_eq!(gazetteer::by_code(&PlaceCode::new(code)), None);
        }
    }

    #[test]
    fn searches_by_old_names() {
        assert_eq!(search("Kiev", 1)[0].name, "Kyiv");
        assert_eq!(search("", 5), []);
    }

    #[test]
    fn work_grows_as_the_text_does() {
        let units = [
            "a",
            "A",
            "1",
            " ",
            "\n",
            ".",
            "A.",
            "A. ",
            "é",
            "’s",
            "’s ",
            "-",
            "É",
            "U.S",
            "St. ",
            "New ",
            "Paris",
            "Paris ",
            "Paris, ",
            "Paris-",
            "Paris, Texas, ",
            "Paris. ",
            "Paris and ",
            "Springfield ",
            "Springfield or ",
            "Springfield, Ind., ",
            "Springfield and Georgia met. ",
            "San Jose ",
            "the ",
            "Mr. Lincoln ",
            "in Nice ",
            "nice Nice ",
            "the White House ",
            "Saint Saint ",
            "of the ",
            "Київ ",
            "Republic of ",
            "US$",
            "Chad Jordan ",
            "Kursk oblast ",
            "PARIS ",
            "Moscow Times ",
        ];
        work::assert_linear(&units, 200, |text| {
            let document = document(text);
            tag(&document, &crate::text::sentences(&document));
        });
    }

    proptest! {
        #[test]
        fn odd_text_gives_sound_mentions(text in "([A-Z][a-z]{0,6}|[ .,’'U.S(-]|Paris|Иркутск|\\PC){0,40}") {
            for mention in tagged(&text) {
                prop_assert!(!mention.span.of(&text).is_empty());
                prop_assert!((0.0..=1.0).contains(&mention.confidence));
            }
        }
    }
}
