//! The tables of the gazetteer: whose they are, and that they agree with each other.

use crate::repository;
use std::collections::BTreeSet;

fn rows(file: &str) -> Vec<Vec<String>> {
    let text = repository::text(&format!("assets/gazetteer/{file}"));
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn field(row: &[String], at: usize) -> &str {
    row.get(at).map_or("", String::as_str)
}

#[test]
fn every_table_names_its_origin_and_licence() {
    let note = repository::text("assets/gazetteer/README.md");
    let licence = |file: &str| {
        let row = note.lines().find(|line| line.starts_with('|') && line.contains(file));
        row.is_some_and(|row| row.split('|').filter(|cell| !cell.trim().is_empty()).count() >= 4)
    };
    for entry in std::fs::read_dir(repository::path("assets/gazetteer")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(name == "README.md" || licence(&format!("`{name}`")), "{name} has no licence");
    }
}

#[test]
fn the_notice_credits_every_source() {
    let notice = repository::text("NOTICE");
    for source in ["GeoNames", "Unicode CLDR", "rigour", "WordNet", "Faker", "SCOWL"] {
        assert!(notice.contains(source), "{source}");
    }
}

#[test]
fn every_parent_country_and_region_stands_in_the_table() {
    let places = rows("places.tsv");
    let codes: BTreeSet<&str> = places.iter().map(|row| field(row, 0)).collect();
    for row in &places {
        for code in field(row, 2).split(',').chain([field(row, 3), field(row, 4)]) {
            let is_known = code.is_empty() || codes.contains(code);
            assert!(is_known, "{}: no place has code {code}", field(row, 0));
        }
    }
}

#[test]
fn states_of_the_past_have_years_and_successors() {
    for row in rows("historic.tsv") {
        assert!(!field(&row, 2).is_empty(), "{} has no first year", field(&row, 1));
        assert!(!field(&row, 4).is_empty(), "{} has no successor", field(&row, 1));
    }
}
