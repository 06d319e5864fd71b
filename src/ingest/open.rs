//! One origin → documents: finds out what the bytes are, opens what holds other files, and passes
//! texts on.

use super::archive;
use super::articles;
use super::articles::{Article, collected, feed};
use super::assemble::{self, decoded, page};
use super::chat;
use super::email;
use super::email::{mbox, quoted};
use super::extract::{Extract, Refusal};
use super::notice::{doubtful, skipped};
use super::office::{self, Packed};
use super::parts::Parts;
use super::plain;
use super::sniff::{self, Kind};
use super::table::{self, Table, fields};
use super::warc;
use super::worker::{self, Content, Risky};
use super::{Bytes, Options, Origin, Reading, Source, Stated};
use crate::model::{Dct, Format, LocatorUnit, Warning};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

/// Bytes of one file that are read at most: 64 MiB.
const MAX_BYTES: u64 = 64 << 20;

/// Files within files within files that are opened.
const MAX_DEPTH: usize = 4;

/// Bytes to which one origin may unpack, all its files together: 1 GiB.
const MAX_UNPACKED_BYTES: u64 = 1 << 30;

/// Documents that one origin may hold.
const MAX_DOCUMENTS: usize = 100_000;

/// How much larger than its packed form a packed text may be.
const MAX_EXPANSION: u64 = 200;

/// How much larger than its packed form a web archive may be; pages pack to a tenth.
const MAX_WEB_EXPANSION: u64 = 50;

const TOO_MUCH: &str = "The file around it holds too much, so this part is left out";
const SPLIT: &str = "Split it into smaller ones";

/// Bytes under a name, and what is known about them from outside.
#[derive(Clone, Debug, Default)]
pub(super) struct Item<'a> {
    /// What the user knows it by.
    pub(super) label: String,
    /// The file on disk that it is, or is in.
    pub(super) path: Option<PathBuf>,
    /// What a manifest, mailbox or archive says about it.
    pub(super) stated: Stated,
    /// When a web archive fetched it.
    pub(super) fetched: Option<String>,
    /// When the message was sent that it came with.
    pub(super) sent: Option<Dct>,
    /// Which part of its file it is.
    pub(super) part: Option<(LocatorUnit, usize)>,
    bytes: Cow<'a, [u8]>,
    /// Whether it came with a message, where what is no text is no loss.
    is_attachment: bool,
    is_cut: bool,
    depth: usize,
}

/// Reads one origin: every document in it, and a warning for what could not be read.
pub(super) fn origin(origin: &Origin, bytes: io::Result<Bytes<'_>>, options: &Options) -> Reading {
    let mut opener = Opener { options, reading: Reading::default(), left: MAX_UNPACKED_BYTES };
    let mut item = Item {
        label: origin.label.clone(),
        path: origin.path().map(Path::to_owned),
        stated: origin.stated.clone(),
        ..Item::default()
    };
    match (&origin.source, bytes) {
        (Source::List(path), _) => return table::list::read(path, &origin.label),
        (Source::Inline(text), _) => {
            let parts = Parts { format: Format::Inline, ..plain::text(text.to_string()) };
            opener.document(&item, parts, Vec::new());
        }
        (Source::File(_) | Source::Entry { .. }, Ok(Bytes { all, is_cut })) => {
            item.bytes = all;
            item.is_cut = is_cut;
            opener.open(&item);
        }
        (Source::File(_) | Source::Entry { .. }, Err(error)) => {
            opener.reading.may_change = true;
            opener.reading.warnings.push(unreadable(&item.label, &error));
        }
    }
    opener.reading
}

/// The beginning of a file, and whether there is more of it.
pub(super) fn first_bytes(path: &Path) -> io::Result<(Vec<u8>, bool)> {
    // A manifest may name anything; a pipe would never end.
    let metadata = path.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    // With a byte to spare the end is met without another allocation.
    let mut bytes = Vec::with_capacity(metadata.len().min(MAX_BYTES) as usize + 1);
    File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    let is_cut = bytes.len() as u64 > MAX_BYTES;
    bytes.truncate(MAX_BYTES as usize);
    Ok((bytes, is_cut))
}

/// Opens items within items, within the limits of one origin.
struct Opener<'a> {
    options: &'a Options,
    reading: Reading,
    left: u64,
}

impl Opener<'_> {
    fn open(&mut self, item: &Item<'_>) {
        let bytes = item.bytes.as_ref();
        let name = item.label.as_str();
        match sniff::kind(bytes, name) {
            Kind::Empty => self.refuse(item, "The file is empty", ""),
            Kind::Binary => self.refuse(
                item,
                "The file holds no text",
                "Leave it out, or save its content as text or HTML",
            ),
            Kind::Foreign(what, advice) => {
                self.refuse(item, &format!("This is {what}, which is not read"), advice);
            }
            Kind::Zip => self.zip(item),
            Kind::Gzip => self.gzip(item),
            Kind::WebArchive => self.web_archive(item),
            Kind::Mailbox => self.mailbox(item),
            Kind::Email => self.email(item),
            Kind::Feed => self.feed(item),
            Kind::Json => self.json(item),
            Kind::Table(delimiter) => self.table(item, delimiter),
            Kind::Pdf => self.risky(item, Risky::Pdf),
            Kind::Rtf => self.risky(item, Risky::Rtf),
            Kind::Workbook => self.risky(item, Risky::Workbook),
            Kind::Html => self.text(item, page),
            Kind::Markdown => self.text(item, |text, _, _| plain::markdown(text)),
            Kind::Text => self.text(item, |text, _, _| plain::text(text)),
        }
    }

    /// A file that is all text.
    fn text(&mut self, item: &Item<'_>, read: fn(String, &str, &mut Vec<Warning>) -> Parts) {
        let mut warnings = cut(item);
        let text = decoded(&item.bytes, &item.label, &mut warnings);
        let parts = read(text, &item.label, &mut warnings);
        self.document(item, parts, warnings);
    }

    /// A text, which may hold many articles of a press database, or the days of a chat.
    fn document(&mut self, item: &Item<'_>, parts: Parts, mut warnings: Vec<Warning>) {
        let is_known = item.stated.date.is_some() || item.stated.chrome.is_some();
        let articles = if is_known {
            vec![parts]
        } else {
            collected::articles(parts).into_iter().flat_map(chat::days).collect()
        };
        let is_alone = articles.len() == 1;
        for (article, number) in articles.into_iter().zip(1..) {
            if is_alone {
                return self.assembled(item, article, warnings);
            }
            let inner = Item {
                label: format!("{}#{number}", item.label),
                part: Some((LocatorUnit::Record, number)),
                ..inside(item)
            };
            self.assembled(&inner, article, std::mem::take(&mut warnings));
        }
    }

    fn assembled(&mut self, item: &Item<'_>, parts: Parts, warnings: Vec<Warning>) {
        match assemble::document(item, parts, warnings, self.options) {
            Ok(document) => self.reading.documents.push(document),
            Err(warning) => self.reading.warnings.push(*warning),
        }
    }

    fn refuse(&mut self, item: &Item<'_>, message: &str, advice: &str) {
        // Pictures and signatures in a message, or what a page was made of, are no documents.
        if !item.is_attachment {
            self.reading.warnings.push(skipped(&item.label, message, advice));
        }
    }

    /// Opens an item inside another one, unless that is too much.
    fn open_inner(&mut self, inner: &Item<'_>) {
        let size = inner.bytes.len() as u64;
        if inner.depth > MAX_DEPTH {
            let message = "This file lies in too many archives within archives";
            return self.refuse(inner, message, "Unpack them and open the folder");
        }
        if size > self.left || self.reading.documents.len() >= MAX_DOCUMENTS {
            return self.refuse(inner, TOO_MUCH, SPLIT);
        }
        self.left -= size;
        self.open(inner);
    }

    fn zip(&mut self, item: &Item<'_>) {
        match office::kind(&item.bytes) {
            Packed::Docx => self.risky(item, Risky::Docx),
            Packed::Odt => self.risky(item, Risky::Odt),
            Packed::Epub => self.risky(item, Risky::Epub),
            Packed::Workbook => self.risky(item, Risky::Workbook),
            Packed::Foreign => self.refuse(
                item,
                "This is an office document of a kind that is not read",
                "Open it in its program and save it as PDF, text or HTML",
            ),
            Packed::Archive => self.archive(item),
        }
    }

    fn archive(&mut self, item: &Item<'_>) {
        let prefix = format!("{}/", item.label);
        let archive = match archive::in_memory(&item.bytes) {
            Ok(archive) => archive,
            Err(error) => {
                let message = format!("The archive could not be opened: {error}");
                return self.refuse(item, &message, "Check that it was downloaded whole");
            }
        };
        let list = archive::list(&archive, &item.label, &prefix, &mut self.reading.warnings);
        for (label, index, size) in list {
            // What would not be read is not unpacked either.
            if size > self.left {
                self.refuse(&Item { label, ..inside(item) }, TOO_MUCH, SPLIT);
                continue;
            }
            match archive::bytes(&archive, index) {
                Ok((bytes, is_cut)) => {
                    let bytes = Cow::Owned(bytes);
                    let inner = Item { label, bytes, is_cut, ..inside(item) };
                    self.open_inner(&inner);
                }
                Err(error) => self.reading.warnings.push(unreadable(&label, &error)),
            }
        }
    }

    fn gzip(&mut self, item: &Item<'_>) {
        let unpacked = || flate2::bufread::MultiGzDecoder::new(item.bytes.as_ref());
        let mut head = Vec::new();
        // What is damaged further on may begin well.
        _ = unpacked().take(16).read_to_end(&mut head);
        if warc::is_archive(&head) {
            return self.web_archive(item);
        }
        let most =
            MAX_BYTES.min((item.bytes.len() as u64).saturating_mul(MAX_EXPANSION).max(1 << 20));
        let mut bytes = Vec::new();
        let read = unpacked().take(most + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > most && most < MAX_BYTES {
            let refusal = Refusal::Expands;
            return self.refuse(item, &refusal.to_string(), refusal.advice());
        }
        if let Err(error) = read {
            let message = format!("The file is damaged: {error}");
            let advice = "Check that it was downloaded whole";
            if bytes.is_empty() {
                return self.refuse(item, &message, advice);
            }
            self.reading.warnings.push(doubtful(&item.label, &message, advice));
        }
        let is_cut = bytes.len() as u64 > MAX_BYTES;
        bytes.truncate(MAX_BYTES as usize);
        let inner =
            Item { label: item.label.clone(), bytes: Cow::Owned(bytes), is_cut, ..inside(item) };
        self.open_inner(&Item { stated: item.stated.clone(), ..inner });
    }

    fn web_archive(&mut self, item: &Item<'_>) {
        // Such archives are larger than memory, so they are read from the disk, record by record.
        let from_disk = item.path.as_deref().filter(|_| item.is_cut && item.depth == 0);
        let mut size = item.bytes.len() as u64;
        let input: Box<dyn BufRead + '_> = match from_disk.map(File::open) {
            Some(Ok(file)) => {
                size = file.metadata().map_or(size, |metadata| metadata.len());
                Box::new(BufReader::with_capacity(1 << 18, file))
            }
            _ => Box::new(item.bytes.as_ref()),
        };
        let is_packed = item.bytes.starts_with(b"\x1f\x8b");
        let input: Box<dyn BufRead + '_> = if is_packed {
            let most = MAX_UNPACKED_BYTES.max(size.saturating_mul(MAX_WEB_EXPANSION));
            Box::new(BufReader::new(flate2::bufread::MultiGzDecoder::new(input).take(most)))
        } else {
            input
        };
        let before = self.reading.documents.len() + self.reading.warnings.len();
        let result = warc::records(input, |record| {
            let inner = Item {
                label: format!("{}#{}", item.label, record.number),
                bytes: Cow::Owned(record.body),
                stated: Stated { url: record.url, ..Stated::default() },
                fetched: record.fetched,
                part: Some((LocatorUnit::Record, record.number)),
                ..inside(item)
            };
            self.open_inner(&inner);
            self.left > 0
        });
        if let Err(error) = result {
            self.reading.warnings.push(doubtful(
                &item.label,
                &format!("The web archive is damaged, so it was read only in part: {error}"),
                "Check that it was downloaded whole",
            ));
        } else if self.reading.documents.len() + self.reading.warnings.len() == before {
            let advice = "Leave it out; such files may hold only pictures or lists of requests";
            self.refuse(item, "The web archive holds no pages", advice);
        }
    }

    fn mailbox(&mut self, item: &Item<'_>) {
        self.reading.warnings.extend(cut(item));
        for (message, number) in mbox::messages(&item.bytes).into_iter().zip(1..) {
            let inner = Item {
                label: format!("{}#{number}", item.label),
                bytes: mbox::unquoted(message),
                part: Some((LocatorUnit::Message, number)),
                ..inside(item)
            };
            self.left = self.left.saturating_sub(message.len() as u64);
            self.email(&inner);
        }
    }

    fn email(&mut self, item: &Item<'_>) {
        let mut warnings = cut(item);
        let Some(mail) = email::read(&item.bytes) else {
            let text = decoded(&item.bytes, &item.label, &mut warnings);
            return self.document(item, plain::text(text), warnings);
        };
        let has_attachments = !mail.attachments.is_empty();
        let sent = mail.parts.dates.first().cloned();
        if mail.is_encrypted {
            let advice = "Open it in its program and save its text";
            return self.refuse(
                item,
                "The message is encrypted, so only its addressee can read it",
                advice,
            );
        }
        if !(mail.parts.text.trim().is_empty() && has_attachments) {
            self.quoting(item, mail.parts, warnings);
        }
        for (attachment, number) in mail.attachments.into_iter().zip(1..) {
            let name = attachment.name.unwrap_or_else(|| format!("attachment {number}"));
            let name = name.replace(['/', '\\'], "_");
            let inner = Item {
                label: format!("{}/{name}", item.label),
                bytes: Cow::Owned(attachment.bytes),
                is_attachment: true,
                sent: sent.clone(),
                ..inside(item)
            };
            self.open_inner(&inner);
        }
    }

    /// A message, and those inside it.
    fn quoting(&mut self, item: &Item<'_>, parts: Parts, mut warnings: Vec<Warning>) {
        for (parts, number) in quoted::messages(parts).into_iter().zip(0..) {
            let label = match number {
                0 => item.label.clone(),
                _ => format!("{}/quoted {number}", item.label),
            };
            let inner =
                Item { label, part: item.part, stated: item.stated.clone(), ..inside(item) };
            self.document(&inner, parts, std::mem::take(&mut warnings));
        }
    }

    fn json(&mut self, item: &Item<'_>) {
        let mut warnings = cut(item);
        let text = decoded(&item.bytes, &item.label, &mut warnings);
        let advice = "Give each article a “text” and, if known, “title”, “date”, “url”";
        let found = match articles::read(&text) {
            Ok(found) => found,
            Err(why) => {
                return self.refuse(item, &format!("The JSON could not be read: {why}"), advice);
            }
        };
        self.reading.warnings.extend(warnings);
        if found.is_empty() {
            return self.refuse(item, "No articles were found in the JSON", advice);
        }
        self.articles(item, found, Format::Json);
    }

    fn feed(&mut self, item: &Item<'_>) {
        let mut warnings = cut(item);
        let text = decoded(&item.bytes, &item.label, &mut warnings);
        self.reading.warnings.extend(warnings);
        let (found, is_whole) = feed::read(&text, MAX_DOCUMENTS);
        if found.is_empty() {
            return self.refuse(item, "No entries were found in the feed", "");
        }
        if !is_whole {
            let message =
                "The feed was read only in part: it is damaged or has more than 100,000 entries";
            let advice = "Check that it was downloaded whole, or split it";
            self.reading.warnings.push(doubtful(&item.label, message, advice));
        }
        self.articles(item, found, Format::Html);
    }

    /// The articles of one file.
    fn articles(&mut self, item: &Item<'_>, mut found: Vec<Article>, format: Format) {
        fields::settle_dates(found.iter_mut().map(|article| &mut article.stated.date));
        let is_alone = found.len() == 1;
        for article in found {
            let number = article.number;
            let own = article.id.filter(|id| !id.is_empty() && id.len() <= 80);
            let name = own.unwrap_or_else(|| number.to_string());
            let label =
                if is_alone { item.label.clone() } else { format!("{}#{name}", item.label) };
            let part = Some((LocatorUnit::Record, number));
            let inner = Item { label, stated: article.stated, part, ..inside(item) };
            self.row(&inner, article.text, format);
        }
    }

    /// A text of a list; it may be HTML.
    fn row(&mut self, item: &Item<'_>, text: String, format: Format) {
        let mut warnings = Vec::new();
        let is_page = text.contains("</") || text.contains("<p>") || text.contains("<br");
        let parts =
            if is_page { page(text, &item.label, &mut warnings) } else { plain::text(text) };
        self.document(item, Parts { format, ..parts }, warnings);
    }

    fn table(&mut self, item: &Item<'_>, delimiter: u8) {
        let mut warnings = cut(item);
        let text = decoded(&item.bytes, &item.label, &mut warnings);
        self.reading.warnings.extend(warnings);
        let table = table::read("", &table::records(&text, delimiter));
        self.rows(item, table, Format::Csv);
    }

    fn rows(&mut self, item: &Item<'_>, table: Table, format: Format) {
        match table {
            Table::Paragraphs(extract) => self.extract(item, extract, format, LocatorUnit::Row),
            Table::Documents(mut rows) => {
                fields::settle_dates(rows.iter_mut().map(|row| &mut row.stated.date));
                for row in rows {
                    let inner = Item {
                        label: format!("{}#{}", item.label, row.number),
                        stated: row.stated,
                        part: Some((LocatorUnit::Row, row.number)),
                        ..inside(item)
                    };
                    self.row(&inner, row.text, format);
                }
            }
        }
    }

    fn extract(&mut self, item: &Item<'_>, extract: Extract, format: Format, unit: LocatorUnit) {
        let mut warnings = Vec::new();
        if extract.is_cut {
            warnings.push(doubtful(
                &item.label,
                "Only the first part of the file was read, because its text is longer than 32 MB",
                "Split the file into smaller ones",
            ));
        }
        self.document(item, extract.into_parts(format, unit), warnings);
    }

    fn risky(&mut self, item: &Item<'_>, kind: Risky) {
        if item.is_cut {
            let advice = "Open it in its program and split it";
            return self.refuse(item, "The file is larger than 64 MB", advice);
        }
        let answer = worker::read(kind, &item.bytes);
        let format = match kind {
            Risky::Pdf => Format::Pdf,
            Risky::Rtf => Format::Rtf,
            Risky::Docx => Format::Docx,
            Risky::Odt => Format::Odt,
            Risky::Epub => Format::Epub,
            Risky::Workbook => Format::Spreadsheet,
        };
        let unit = if kind == Risky::Epub { LocatorUnit::Chapter } else { LocatorUnit::Page };
        match answer {
            Ok(Content::Text(extract)) => self.extract(item, *extract, format, unit),
            Ok(Content::Sheets(sheets)) => self.sheets(item, sheets),
            Err(refusal) => {
                self.reading.may_change |= matches!(refusal, Refusal::Crashed | Refusal::Slow);
                self.refuse(item, &refusal.to_string(), refusal.advice());
            }
        }
    }

    fn sheets(&mut self, item: &Item<'_>, sheets: Vec<office::Sheet>) {
        if sheets.is_empty() {
            self.refuse(item, "The workbook has no cells with text", "");
        }
        let is_alone = sheets.len() == 1;
        for (name, rows) in sheets {
            let label =
                if is_alone { item.label.clone() } else { format!("{}/{name}", item.label) };
            let inner = Item { label, stated: item.stated.clone(), ..inside(item) };
            let title = if is_alone { "" } else { name.as_str() };
            self.rows(&inner, table::read(title, &rows), Format::Spreadsheet);
        }
    }
}

/// A warning where only the beginning of a file was read.
fn cut(item: &Item<'_>) -> Vec<Warning> {
    let warning = doubtful(
        &item.label,
        "Only the first 64 MB were read, because the file is larger",
        "Split the file into smaller ones",
    );
    if item.is_cut { vec![warning] } else { Vec::new() }
}

/// An item without bytes inside another one.
fn inside<'a>(item: &Item<'_>) -> Item<'a> {
    let (path, sent) = (item.path.clone(), item.sent.clone());
    Item { path, sent, depth: item.depth + 1, ..Item::default() }
}

/// A warning where a reader ended in a panic.
pub(super) fn broken_down(label: &str) -> Warning {
    skipped(label, &Refusal::Crashed.to_string(), Refusal::Crashed.advice())
}

fn unreadable(label: &str, error: &io::Error) -> Warning {
    match error.kind() {
        io::ErrorKind::NotFound => {
            skipped(label, "The file is not there", "Check the path, or whether the file was moved")
        }
        io::ErrorKind::PermissionDenied => {
            skipped(label, "The file may not be read", "Give yourself permission to read the file")
        }
        _ => skipped(
            label,
            &format!("The file could not be read: {error}"),
            "Check that the disk is connected and the file is whole",
        ),
    }
}
