//! Words that only the window needs.

use crate::model::{
    DateStatus, DctMethod, Factuality, Resolution, ReviewState, Severity, Source, SourceType,
    Stage, Via, year_in_words,
};
use crate::view::words::day;
pub(super) use crate::view::words::{
    description, event_date as date, grouped, precision, timex, when,
};

use crate::model::{
    Annotated, Chronology, Claims, Coverage, Date, DateTime, Dct, Document, Event, Granularity,
    PlaceKind, PlaceTable, Span, When,
};
use crate::pipeline::Progress;

/// What is said to somebody who types a date that is none.
pub(super) const NO_DATE: &str =
    "Not understood as a date; write it as 13 March 1992, May 1991, c. 1850 or 44 BC";

/// Number and noun: `1 event`, `2 events`, `12,345 events`.
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// Words of a text in quotation marks, without the marks that it begins or ends with itself.
pub(super) fn quoted(text: &str) -> String {
    let marks = ['“', '”', '"', '«', '»', ' '];
    format!("“{}”", text.trim_matches(marks))
}

/// A kind of date as the filter panel names it.
pub(super) fn status(status: DateStatus) -> &'static str {
    match status {
        DateStatus::Exact => "Exact",
        DateStatus::Partial => "Partial (month, year)",
        DateStatus::Approximate => "Approximate or inferred",
        DateStatus::Open => "Open-ended",
        DateStatus::Undated => "Undated",
        DateStatus::Conflict => "Sources disagree",
    }
}

/// A kind of factuality as the filter panel names it.
pub(super) fn factuality(kind: Factuality) -> &'static str {
    match kind {
        Factuality::Happened => "Happened",
        Factuality::Ongoing => "Ongoing",
        Factuality::Planned => "Planned",
        Factuality::Predicted => "Predicted",
        Factuality::Hypothetical => "Hypothetical",
        Factuality::Denied => "Denied",
        Factuality::Opinion => "Opinion",
    }
}

/// A way of naming a place as the filter panel names it, and what that means.
pub(super) fn via(via: Via) -> (&'static str, &'static str) {
    match via {
        Via::Demonym => ("Peoples and adjectives", "Chechens, Ukrainian: count as their region"),
        Via::Metonym => ("Seats of power", "The Kremlin: counts as its region"),
        Via::Name | Via::Historic | Via::Macro | Via::Organisation => (via.word(), ""),
    }
}

/// A source type, as the filter panel names it.
pub(super) fn source_type(source_type: SourceType) -> &'static str {
    match source_type {
        SourceType::Article => "Article or web page",
        SourceType::Mail => "E-mail",
        SourceType::Chat => "Chat",
        SourceType::Pdf => "PDF",
        SourceType::Office => "Word processor",
        SourceType::Book => "Book",
        SourceType::Table => "Table",
        SourceType::Text => "Plain text",
    }
}

/// Which files such a source comes from.
pub(super) fn about_source_type(source_type: SourceType) -> &'static str {
    match source_type {
        SourceType::Article => "HTML, saved pages, web archives, articles in JSON or a manifest",
        SourceType::Mail => "Messages and mailboxes",
        SourceType::Chat => "Exports of WhatsApp, Signal, Telegram and others",
        SourceType::Pdf => "PDF documents",
        SourceType::Office => "Word, OpenDocument and RTF",
        SourceType::Book => "EPUB",
        SourceType::Table => "Rows of CSV files and workbooks",
        SourceType::Text => "Text and Markdown files",
    }
}

/// How far an event was looked at, as the filter panel names it.
pub(super) fn review(state: ReviewState) -> &'static str {
    match state {
        ReviewState::New => "New",
        ReviewState::Open => "Undecided",
        ReviewState::Accepted => "Accepted",
        ReviewState::Dismissed => "Dismissed",
    }
}

/// How a document's date was found, in words.
pub(super) fn method(method: DctMethod) -> &'static str {
    match method {
        DctMethod::User => "set by you",
        DctMethod::Manifest => "from the list of documents",
        DctMethod::Metadata => "from its metadata",
        DctMethod::Dateline => "dateline",
        DctMethod::Url => "from its address",
        DctMethod::Inferred => "worked out from the text",
        DctMethod::Default => "default",
        DctMethod::FileName => "from the file name",
        DctMethod::Chrome => "beside the article, not used",
    }
}

/// How the date in use of a document was found, or one that it could have.
pub(super) fn how_dated(dct: &Dct) -> &'static str {
    if dct.method == DctMethod::Inferred && dct.when.is_open() {
        "latest time that it tells of"
    } else {
        method(dct.method)
    }
}

/// Whose claims on disputed places are shown, in words.
pub(super) fn claims(claims: &Claims, places: &PlaceTable) -> String {
    match claims {
        Claims::All => "All claims".to_owned(),
        Claims::Held => "As held".to_owned(),
        Claims::By(country) => format!("As {} claims", places.name(country)),
    }
}

/// How a source's date was found, in words.
pub(super) fn resolution(resolution: Resolution) -> &'static str {
    match resolution {
        Resolution::Explicit => "stated in the text",
        Resolution::Dct => "counted from the document's date",
        Resolution::Narrative => "completed from the text around it",
        Resolution::Anaphora => "counted from an earlier date in the text",
        Resolution::Heading => "completed from a heading",
        Resolution::Named => "from a named event or period",
        Resolution::Weekday => "from the weekday",
        Resolution::None => "not resolved",
    }
}

/// How bad a warning is.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "Note",
        Severity::Warning => "Warning",
        Severity::Skipped => "Not read",
    }
}

/// What is being done, and how much of it is.
pub(super) fn progress(progress: &Progress) -> String {
    if progress.total == 0 {
        return stage(progress.stage).to_owned();
    }
    let (done, total) = (grouped(progress.done), grouped(progress.total));
    format!("{}, {done} of {total}", stage(progress.stage))
}

/// What is being done, as the progress line says it.
fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Find => "Finding files",
        Stage::Read => "Reading text",
        Stage::Dates => "Finding dates and places",
        Stage::Places => "Finding places",
        Stage::Events => "Linking events",
    }
}

/// How far a stage is, how quickly it goes, and how long it will still take.
pub(super) fn pace(progress: &Progress, elapsed_secs: f64) -> String {
    let mb = |bytes: f64| format!("{:.1} MB", bytes / 1e6);
    let done = match progress.total_bytes {
        0 => String::new(),
        total => format!("{} of {}", mb(progress.bytes as f64), mb(total as f64)),
    };
    match progress.pace(elapsed_secs) {
        Some((rate, left)) => format!("{done} · {} · {}", speed(rate), time_left(left)),
        None if done.is_empty() => format!("{elapsed_secs:.0} s"),
        None => done,
    }
}

/// How quickly bytes are read.
fn speed(bytes_per_sec: f64) -> String {
    if bytes_per_sec < 100_000.0 {
        format!("{:.0} kB/s", bytes_per_sec / 1e3)
    } else {
        format!("{:.1} MB/s", bytes_per_sec / 1e6)
    }
}

/// How long something still takes, as exactly as one can know it.
fn time_left(secs: f64) -> String {
    match secs {
        0.0..100.0 => format!("{secs:.0} s left"),
        100.0..5_400.0 => format!("{:.0} min left", secs / 60.0),
        _ => format!("{:.0} h left", secs / 3_600.0),
    }
}

/// A document's short name: its title, else the last part of its id.
pub(super) fn short_label(document: &Document) -> &str {
    let id = document.id.as_str();
    document.metadata.title.as_deref().unwrap_or_else(|| id.rsplit('/').next().unwrap_or(id))
}

/// Letters of a file's name that are left at least and at most.
const NAME_LETTERS: (usize, usize) = (6, 20);

/// Where a source stands: `courier.html · sentence 9`. The name is cut where both have more than `most`
/// letters.
pub(super) fn place_of(chronology: &Chronology, source: &Source, most: usize) -> String {
    let Some(document) = chronology.document_of(source) else { return String::new() };
    let id = document.document.id.as_str();
    let name = id.rsplit('/').next().unwrap_or(id);
    match document.sentence_at(source.sentence.start as usize) {
        Some(number) => within(name, &format!(" · sentence {}", number + 1), most),
        None => name.to_owned(),
    }
}

/// A sentence with all that a footnote needs: its words, author and title, the day and place in the document, and where
/// that is found.
pub(super) fn citation(annotated: &Annotated, sentence: Span) -> String {
    let document = &annotated.document;
    let said = one_line(sentence.of(&document.text));
    let metadata = &document.metadata;
    let found = metadata.url.as_deref().unwrap_or(document.id.as_str());
    let told = [
        metadata.author.clone(),
        metadata.title.as_deref().map(|title| quoted(&one_line(title))),
        document.dct.as_ref().map(|dct| when(&dct.when)),
        annotated.locator(sentence).map(|locator| locator.to_string()),
        Some(found.to_owned()),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    format!("{} — {}", quoted(&said), told.join(", "))
}

/// A name and what follows it, with the name cut where both have more than `most` letters.
fn within(name: &str, rest: &str, most: usize) -> String {
    // The dots that stand for what was cut are a letter too.
    let room = most.saturating_sub(rest.chars().count() + 1);
    shortened(name, room.clamp(NAME_LETTERS.0, NAME_LETTERS.1)) + rest
}

/// Visible time: years; days where less than three years, times where less than two days are
/// visible.
pub(super) fn span(start: i64, end: i64) -> String {
    if end - start < 2 * 86_400 {
        return times(start, end);
    }
    let (from, to) = (DateTime::from_seconds(start).date, DateTime::from_seconds(end).date);
    let is_short = to.days() - from.days() < 3 * 366;
    match is_short {
        true if from == to => short_day(from),
        true => format!("{} – {}", short_day(from), short_day(to)),
        false => format!("{} – {}", year_in_words(from.year), year_in_words(to.year)),
    }
}

/// A day in figures; in words where its year is BC, which figures would count one off.
fn short_day(date: Date) -> String {
    if date.year <= 0 { day(date) } else { date.to_string() }
}

/// Two times of day, with the seconds where they differ by less than two minutes.
fn times(start: i64, end: i64) -> String {
    let day = |seconds: i64| short_day(DateTime::from_seconds(seconds).date);
    let time = |seconds: i64| {
        let of_day = seconds.rem_euclid(86_400);
        let (hours, minutes) = (of_day / 3_600, of_day / 60 % 60);
        if end - start < 120 {
            format!("{hours:02}:{minutes:02}:{:02}", of_day % 60)
        } else {
            format!("{hours:02}:{minutes:02}")
        }
    };
    if day(start) == day(end) {
        format!("{} {} – {}", day(start), time(start), time(end))
    } else {
        format!("{} {} – {} {}", day(start), time(start), day(end), time(end))
    }
}

/// What is known about an event's date, for its chip: `year only`, `about`, `sources disagree`.
pub(super) fn chip(event: &Event) -> String {
    match (event.date_status, &event.when) {
        (DateStatus::Partial, Some(when)) if !precision(when).is_empty() => {
            precision(when).to_owned()
        }
        (DateStatus::Partial, _) => "partial".to_owned(),
        (DateStatus::Exact, Some(when)) => match when.granularity {
            Granularity::DayPart => "exact to a part of the day".to_owned(),
            fine @ (Granularity::Second | Granularity::Minute | Granularity::Hour) => {
                format!("exact to the {}", fine.word())
            }
            other => format!("exact {}", other.word()),
        },
        (DateStatus::Approximate, _) => "approximate".to_owned(),
        (DateStatus::Open, _) => "open-ended".to_owned(),
        (DateStatus::Conflict, _) => "sources disagree".to_owned(),
        (status, _) => status.word().to_owned(),
    }
}

/// What a kind of date means, in a sentence.
pub(super) fn about_status(status: DateStatus) -> &'static str {
    match status {
        DateStatus::Exact => "The day, or the beginning and the end, are known",
        DateStatus::Partial => {
            "No more is known than a month, a season, a year or a longer time; the mark covers all of it"
        }
        DateStatus::Approximate => {
            "The source says “about”, or the date was worked out from other dates in the text"
        }
        DateStatus::Open => "Only one end is known: since, until, before or after a date",
        DateStatus::Undated => "No date was found; these events are listed below the timeline",
        DateStatus::Conflict => "The sources give different dates; the mark shows all of them",
    }
}

/// What a kind of factuality means, in a sentence.
pub(super) fn about_factuality(kind: Factuality) -> &'static str {
    match kind {
        Factuality::Happened => "Told as something that took place",
        Factuality::Ongoing => "Told as something that was still going on",
        Factuality::Planned => "Somebody means to do it: “plans to”, “will meet”",
        Factuality::Predicted => "Somebody expects it: “will fall”, “is likely to”",
        Factuality::Hypothetical => "Only if something else were so: “could”, “would have”",
        Factuality::Denied => "Told as something that did not take place",
        Factuality::Opinion => "What somebody thinks, not what took place",
    }
}

/// What a state of review means, in a sentence.
pub(super) fn about_review(state: ReviewState) -> &'static str {
    match state {
        ReviewState::New => "Told only by documents that came since you looked last",
        ReviewState::Open => "You decided nothing about it yet",
        ReviewState::Accepted => "You said that it is as it should be",
        ReviewState::Dismissed => "You said that it is no event",
    }
}

/// What the number beside “Confidence” means.
pub(super) const ABOUT_CONFIDENCE: &str = "How sure the program is of event, date and place together: 1 is certain, and below 0.5 it is drawn \
     with a question mark";

/// What the code of a date is for.
pub(super) const ABOUT_EDTF: &str = "The date as other programs read it: a code of ISO 8601-2 (EDTF), in which ~ means about, \
     X an unknown figure, / from–to, and .. an open end";

/// A reason with the codes of dates in it as words: `(1939-09-01/1945-09-02)` as `(1 September 1939 –
/// 2 September 1945)`. A day in figures stays one.
pub(super) fn without_codes(reason: &str) -> String {
    let word = |word: &str| {
        let code = word.trim_matches(['(', ')', ';', ',']);
        let has_figures = code.contains(|letter: char| letter.is_ascii_digit());
        let is_code = has_figures && (code.contains('/') || code.starts_with(['[', '-']));
        if is_code { word.replace(code, &timex(code)) } else { word.to_owned() }
    };
    reason.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Earliest and latest day of a date: `1992-01-01 / 1992-12-31`.
pub(super) fn bounds(when: Option<&When>) -> String {
    let Some(when) = when else { return "no date".to_owned() };
    let is_fine = when.granularity < Granularity::Day;
    let text = |seconds: Option<i64>| match seconds.map(DateTime::from_seconds) {
        Some(at) if is_fine => at.to_string().replace('T', " "),
        Some(at) => at.date.to_string(),
        None => "…".to_owned(),
    };
    let (from, to) = (text(when.bounds.earliest), text(when.bounds.latest));
    if from == to { from } else { format!("{from} / {to}") }
}

/// The first words within `most` characters, with `…` where there were more. A word is cut only where it would
/// take away more than a third.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let Some((end, next)) = text.char_indices().nth(most) else { return text.to_owned() };
    let all = text.get(..end).unwrap_or(text);
    let last = if next.is_whitespace() { None } else { all.rfind(char::is_whitespace) };
    let words = last.filter(|last| end - last <= end / 3).and_then(|last| all.get(..last));
    let is_loose = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | ':');
    format!("{}…", words.unwrap_or(all).trim_end_matches(is_loose))
}

/// What a place is, told from another of its name.
pub(super) fn place_kind(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Country => "country",
        PlaceKind::Admin1 => "region",
        PlaceKind::Admin2 => "district",
        PlaceKind::City => "town",
        PlaceKind::Historic => "of the past",
        PlaceKind::Macro => "part of the world",
        PlaceKind::Organisation => "organisation",
        PlaceKind::Physical => "sea, river or range",
    }
}

/// Why boxes stand where letters should, for scripts that `whose` lack.
pub(super) fn boxes(scripts: &[&str], whose: &str) -> String {
    format!("Boxes stand for letters of {}, which {whose} lack", scripts.join(", "))
}

/// A sentence on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reasons that a list of figures names at most.
const MOST_REASONS: usize = 8;

/// What became of sentences and dates, a line for each figure.
pub(super) fn coverage(coverage: &Coverage) -> String {
    let mut lines = Vec::new();
    if coverage.documents > 1 {
        let documents = counted(coverage.documents, "document", "documents");
        lines.push(format!("{documents}, {} repeated", grouped(coverage.duplicates)));
    }
    let sentences = counted(coverage.sentences, "sentence", "sentences");
    lines.push(match coverage.chrome {
        0 => sentences,
        chrome => format!("{sentences}, {} of menus, footers and notices", grouped(chrome)),
    });
    lines.push(counted(coverage.times, "date or time named", "dates and times named"));
    let placed =
        counted(coverage.placed, "event told with its date", "events told with their date");
    lines.push(format!("{placed}, {} without", grouped(coverage.undated)));
    let mut reasons: Vec<_> = coverage.reasons.iter().collect();
    reasons.sort_by_key(|&(reason, count)| (std::cmp::Reverse(*count), reason));
    lines.extend(
        reasons.into_iter().take(MOST_REASONS).map(|(why, n)| format!("{why}: {}", grouped(*n))),
    );
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_long_is_told_in_minutes_and_what_is_slow_in_small_units() {
        assert_eq!(time_left(7.4), "7 s left");
        assert_eq!(time_left(185.0), "3 min left");
        assert_eq!(time_left(7_300.0), "2 h left");
        assert_eq!(speed(740_000.0), "0.7 MB/s");
        assert_eq!(speed(4_200.0), "4 kB/s");
    }

    #[test]
    fn what_is_shortened_ends_with_a_whole_word() {
        let check = |most: usize, expected: &str| {
            assert_eq!(shortened("The mayor of Bergen, who resigned, came back", most), expected);
        };
        check(44, "The mayor of Bergen, who resigned, came back");
        check(43, "The mayor of Bergen, who resigned, came…");
        check(20, "The mayor of Bergen…");
        check(12, "The mayor of…");
        assert_eq!(shortened("Donaudampfschiff", 9), "Donaudamp…");
        assert_eq!(shortened("On Donaudampfschiff", 9), "On Donaud…");
    }

    #[test]
    fn a_narrow_panel_cuts_the_name_of_a_file_and_not_the_sentence() {
        let check = |most: usize, expected: &str| {
            assert_eq!(within("letters-of-the-mayor.txt", " · sentence 9", most), expected);
        };
        check(40, "letters-of-the-mayor… · sentence 9");
        check(26, "letters-of-t… · sentence 9");
        check(0, "letter… · sentence 9");
    }

    #[test]
    fn codes_of_dates_in_reasons_are_told_in_words() {
        let check = |reason: &str, expected: &str| assert_eq!(without_codes(reason), expected);
        check(
            "counted from the war (1939-09-01/1945-09-02)",
            "counted from the war (1 September 1939 – 2 September 1945)",
        );
        check(
            "the invasion is known: 2022-02-24/..",
            "the invasion is known: since 24 February 2022",
        );
        check("one of the two: [1992-05,1993-05]", "one of the two: May 1992 or May 1993");
        check("the battle (-0489-09-12)", "the battle (12 September 490 BC)");
        check("document date 2010-01-12 (dateline)", "document date 2010-01-12 (dateline)");
        check("“1992” → 1992-01-01 / 1992-12-31", "“1992” → 1992-01-01 / 1992-12-31");
        check(
            "“3/4 of the town” - either (a/b), or none",
            "“3/4 of the town” - either (a/b), or none",
        );
    }

    #[test]
    fn a_chip_says_how_fine_a_date_is_without_jargon() {
        let chips = ["2010-01-12", "2010-01-12T05", "2010-01-12T05:07"].map(|edtf| {
            let when = crate::view::sample::when(edtf);
            let event = crate::view::sample::Sample::default().event("A dam", edtf, "").build();
            assert_eq!(event.events[0].when.as_ref(), Some(&when));
            chip(&event.events[0])
        });
        assert_eq!(chips, ["exact day", "exact to the hour", "exact to the minute"]);
        let morning = crate::view::sample::Sample::default().event("A dam", "2010-01-12", "");
        let mut morning = morning.build().events.remove(0);
        morning.when.as_mut().unwrap().granularity = Granularity::DayPart;
        assert_eq!(chip(&morning), "exact to a part of the day");
    }

    #[test]
    fn groups_digits_and_counts_nouns() {
        assert_eq!(counted(1, "event", "events"), "1 event");
        assert_eq!(counted(1_234_567, "event", "events"), "1,234,567 events");
        assert_eq!(grouped(999), "999");
    }
}
