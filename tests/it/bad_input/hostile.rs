//! A folder as an attacker would send it: nothing crashes, hangs or fills the memory; every bad file
//! is named, and every good one is read.

use crate::reading::fixture::{docx, epub, gzip, odt, pdf, pdf_of, warc, xlsx, zip};
use crate::repository::{self, Said, program};
use std::fs;
use std::path::Path;
use std::process::Command;

const GOOD: &str = "The treaty was signed in Paris on 3 September 1783.";

/// What must become of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It is read, at least in part.
    Read,
    /// It is named in a message and not read.
    Refused,
    /// Either will do, if it is quick.
    Either,
}
use Fate::{Either, Read, Refused};

type File = (&'static str, Vec<u8>, Fate);

/// Many bytes that pack to few.
fn bomb(size: usize) -> Vec<u8> {
    vec![b'x'; size]
}

fn word(body: &str) -> Vec<u8> {
    docx(&format!("<w:p><w:r><w:t>{GOOD}</w:t></w:r></w:p>{body}"))
}

fn archives() -> Vec<File> {
    let mut nested = zip(&[("good.txt", GOOD.as_bytes())]);
    for _ in 0..10 {
        nested = zip(&[("next.zip", &nested)]);
    }
    let names: Vec<String> = (0..3_000).map(|number| format!("{number}")).collect();
    let many: Vec<(&str, &[u8])> =
        names.iter().map(|name| (name.as_str(), b"x".as_slice())).collect();
    let good = zip(&[("good.txt", GOOD.as_bytes())]);
    let truncated = good[..good.len() / 2].to_vec();
    let traversing =
        zip(&[("../../evil.txt", b"x"), ("/etc/evil.txt", b"x"), ("good.txt", GOOD.as_bytes())]);
    vec![
        ("zip-bomb.zip", zip(&[("bomb.txt", &bomb(32 << 20))]), Refused),
        ("zip-nested.zip", nested, Refused),
        ("zip-many.zip", zip(&many), Read),
        ("zip-truncated.zip", truncated, Refused),
        ("zip-traversing.zip", traversing, Read),
        ("zip-empty.zip", zip(&[]), Either),
        ("zip-good.zip", good, Read),
        ("zip-hidden.zip", zip(&[(".hidden", b"x"), ("__MACOSX/x", b"x")]), Either),
        ("gzip-bomb.gz", gzip(&bomb(32 << 20)), Refused),
        ("gzip-good.txt.gz", gzip(GOOD.as_bytes()), Read),
        ("gzip-cut.gz", gzip(GOOD.as_bytes())[..12].to_vec(), Either),
        ("gzip-gzip.gz", gzip(&gzip(&gzip(&gzip(&gzip(&gzip(GOOD.as_bytes())))))), Refused),
        ("warc-cut.warc", warc("conversion", "x", GOOD)[..150].to_vec(), Refused),
        (
            "warc-lying.warc",
            b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 99999999999\r\n\r\nx".to_vec(),
            Refused,
        ),
        (
            "warc-negative.warc",
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\nx".to_vec(),
            Refused,
        ),
        ("warc-good.warc", warc("conversion", "https://example.org", GOOD), Read),
    ]
}

fn office() -> Vec<File> {
    let entities = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>\
        <w:document xmlns:w='w'><w:p><w:r><w:t>The treaty. &c;</w:t></w:r></w:p></w:document>";
    let external = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><w:document xmlns:w='w'><w:p><w:r><w:t>Words. &a;</w:t></w:r></w:p></w:document>";
    let package = |document: &str| {
        zip(&[("[Content_Types].xml", b"<x/>"), ("word/document.xml", document.as_bytes())])
    };
    let sparse = "<row r='1'><c r='A1' t='inlineStr'><is><t>x</t></is></c></row><row r='1048576'><c r='XFD1048576' t='inlineStr'><is><t>y</t></is></c></row>";
    vec![
        ("docx-good.docx", word(""), Read),
        ("docx-entities.docx", package(entities), Read),
        ("docx-external.docx", package(external), Read),
        ("docx-tables.docx", word(&"<w:tbl><w:tr><w:tc>".repeat(20_000)), Read),
        ("docx-deep.docx", word(&"<w:x>".repeat(200_000)), Read),
        ("docx-bomb.docx", word(&format!("<w:p>{}</w:p>", " ".repeat(70 << 20))), Refused),
        ("docx-empty.docx", package(""), Refused),
        ("docx-cut.docx", word("")[..300].to_vec(), Refused),
        ("docx-tags.docx", package("<w:document><w:p><w:t>Words"), Either),
        ("odt-good.odt", odt(&format!("<text:p>{GOOD}</text:p>")), Read),
        ("odt-spaces.odt", odt("<text:p>Words<text:s text:c='999999999'/>on.</text:p>"), Read),
        (
            "odt-repeated.odt",
            odt(
                "<table:table><table:table-row table:number-rows-repeated='9999999'><table:table-cell table:number-columns-repeated='9999999'><text:p>Words.</text:p></table:table-cell></table:table-row></table:table>",
            ),
            Read,
        ),
        ("epub-good.epub", epub(&[&format!("<p>{GOOD}</p>")]), Read),
        (
            "epub-none.epub",
            zip(&[("mimetype", b"application/epub+zip"), ("META-INF/container.xml", b"<x/>")]),
            Refused,
        ),
        ("epub-deep.epub", epub(&[&"<div><ul><li>".repeat(30_000)]), Refused),
        ("xlsx-sparse.xlsx", xlsx(&[("S", sparse)]), Either),
        ("xlsx-broken.xlsx", xlsx(&[("S", "<row><c><v>")]), Refused),
        (
            "xlsx-good.xlsx",
            xlsx(&[(
                "S",
                "<row><c t='inlineStr'><is><t>The treaty was signed.</t></is></c></row>",
            )]),
            Read,
        ),
        ("rtf-good.rtf", format!("{{\\rtf1 {GOOD}}}").into_bytes(), Read),
        ("rtf-deep.rtf", format!("{{\\rtf1 {}", "{".repeat(400_000)).into_bytes(), Refused),
        ("rtf-binary.rtf", b"{\\rtf1 Words.\\bin2147483647 x}".to_vec(), Read),
        ("rtf-cut.rtf", b"{\\rtf1 Words.{\\*\\pict 00".to_vec(), Read),
        (
            "ole.doc",
            [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), vec![0; 2_000]].concat(),
            Refused,
        ),
        (
            "ole-book.xls",
            [
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0k\0b\0o\0o\0k\0".to_vec(),
                vec![255; 2_000],
            ]
            .concat(),
            Refused,
        ),
    ]
}

/// A PDF whose one page has these objects; the page is number 3, its content number 4.
fn raw_pdf(objects: &str) -> Vec<u8> {
    format!("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n{objects}\ntrailer << /Root 1 0 R >>\n%%EOF\n").into_bytes()
}

fn portable() -> Vec<File> {
    let good = pdf(&[&[(72, 700, 11, GOOD)]]);
    let cut = good[..good.len() / 2].to_vec();
    let loops = raw_pdf("2 0 obj\n<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>\nendobj");
    let counted = raw_pdf(
        "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj",
    );
    let form = raw_pdf(
        "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>\nendobj\n\
         4 0 obj\n<< /Length 5 >>\nstream\n/F Do\nendstream\nendobj\n\
         5 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >> /Length 11 >>\nstream\n/F Do /F Do\nendstream\nendobj",
    );
    vec![
        ("pdf-good.pdf", good, Read),
        ("pdf-cut.pdf", cut, Either),
        ("pdf-loop.pdf", loops, Refused),
        ("pdf-count.pdf", counted, Refused),
        ("pdf-form.pdf", form, Refused),
        ("pdf-deep.pdf", raw_pdf(&format!("2 0 obj\n{}", "<< /A ".repeat(400_000))), Refused),
        ("pdf-array.pdf", raw_pdf(&format!("2 0 obj\n{}", "[".repeat(400_000))), Refused),
        (
            "pdf-garbage.pdf",
            [b"%PDF-1.4\n".to_vec(), (0..20_000_u32).map(|i| ((i * 7_919) >> 3) as u8).collect()]
                .concat(),
            Refused,
        ),
        ("pdf-head.pdf", b"%PDF-1.7\n".to_vec(), Refused),
        ("pdf-nothing.pdf", pdf_of(&[""]), Refused),
        ("pdf-stack.pdf", pdf_of(&[&"q ".repeat(200_000)]), Refused),
        (
            "pdf-numbers.pdf",
            pdf_of(&["BT /F1 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (Words) Tj ET"]),
            Either,
        ),
    ]
}

fn texts() -> Vec<File> {
    let years =
        (0..8_000).map(|year| format!("{} ", 1000 + year % 1_000)).collect::<Vec<_>>().concat();
    let headers =
        (0..20_000).map(|number| format!("X-{number}: a\r\n")).collect::<Vec<_>>().concat();
    let mut mime = String::from("From: a@x\r\nSubject: x\r\nMIME-Version: 1.0\r\n");
    for number in 0..2_000 {
        mime.push_str(&format!(
            "Content-Type: multipart/mixed; boundary=b{number}\r\n\r\n--b{number}\r\n"
        ));
    }
    vec![
        ("good.txt", GOOD.as_bytes().to_vec(), Read),
        ("html-deep.html", format!("<html>{}", "<div><ul><li>".repeat(20_000)).into_bytes(), Refused),
        ("html-attributes.html", format!("<html><p {}>{GOOD}</p>", "a=1 b=2 ".repeat(400_000)).into_bytes(), Read),
        ("html-open.html", format!("<html><p>{GOOD}</p><p <div <b").into_bytes(), Read),
        ("html-amps.html", format!("<html><p>{GOOD}</p>{}", "&amp;".repeat(100_000)).into_bytes(), Read),
        ("html-json.html", format!("<html><script type='application/ld+json'>{}</script><p>{GOOD}</p>", "[".repeat(200_000)).into_bytes(), Read),
        ("html-remote.html", format!("<html><img src='http://127.0.0.1:9/x'><iframe src='file:///etc/passwd'></iframe><p>{GOOD}</p>").into_bytes(), Read),
        ("html-nul.html", format!("<html><p>{}\0\0</p>", GOOD.repeat(500)).into_bytes(), Read),
        ("text-signs.txt", format!("{GOOD}\n{}", "© ".repeat(20_000)).into_bytes(), Read),
        ("text-mail.txt", format!("{GOOD}\n{}@", "a".repeat(1 << 20)).into_bytes(), Read),
        ("text-line.txt", format!("{GOOD} {}", "word ".repeat(20_000)).into_bytes(), Read),
        ("text-years.txt", years.into_bytes(), Read),
        ("text-binary.txt", (0..=255).cycle().take(5_000).collect(), Refused),
        ("text-empty.txt", Vec::new(), Refused),
        ("text-utf16.txt", format!("\u{feff}{GOOD}").encode_utf16().flat_map(u16::to_le_bytes).collect(), Read),
        ("mail-headers.eml", format!("From: a@x\r\nTo: b@x\r\nSubject: x\r\n{headers}\r\n{GOOD}").into_bytes(), Read),
        ("mail-nested.eml", mime.into_bytes(), Either),
        ("mail-cut.eml", b"From: a@x\r\nTo: b@x\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b".to_vec(), Either),
        ("box.mbox", "From a@x Mon Jan  3 10:00:00 2022\nSubject: x\nFrom: a@x\n\nThe treaty was signed.\n\n".repeat(50).into_bytes(), Read),
        ("json-deep.json", format!("{{\"a\":{}", "[".repeat(100_000)).into_bytes(), Refused),
        ("json-none.json", b"{\"points\": [1, 2, 3]}".to_vec(), Refused),
        ("json-cut.json", b"[{\"text\": \"Words".to_vec(), Refused),
        ("table-wide.csv", format!("date,event{}\n1783,The treaty{}\n", ",x".repeat(500), ",y".repeat(500)).into_bytes(), Read),
        ("table-quote.csv", b"date,event\n1783,The treaty\n1784,\"open".to_vec(), Read),
    ]
}

/// Whether a document is this file or a part of it.
fn is_of(id: &str, name: &str) -> bool {
    id.strip_prefix(name).is_some_and(|part| !part.starts_with(|it: char| it.is_alphanumeric()))
}

fn write(folder: &Path, files: &[File]) {
    for (name, bytes, _) in files {
        fs::write(folder.join(name), bytes).unwrap();
    }
}

/// Kilobytes of address space of the program, which leave its workers their budget of 576 MiB in 1 GB.
const MAIN_KILOBYTES: usize = 400_000;

/// Runs the program with so little address space that it could not go on if it and its workers ever took
/// 1 GB of memory together. Its threads share what the allocator sets aside.
fn bounded(arguments: &[&str]) -> Said {
    let mut program = program();
    if cfg!(unix) {
        let annals = program.get_program().to_owned();
        program = repository::isolated(Command::new("sh"));
        let limited = format!("ulimit -v {MAIN_KILOBYTES} && exec \"$@\"");
        program.args(["-c", &limited, "sh"]).arg(annals);
        program.env("MALLOC_ARENA_MAX", "2");
    }
    Said::of(&program.args(arguments).output().expect("the program starts"))
}

#[test]
fn a_hostile_folder_is_read_without_harm() {
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<File> =
        [archives(), office(), portable(), texts()].into_iter().flatten().collect();
    assert!(files.len() >= 60, "{} files", files.len());
    write(folder.path(), &files);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(".", folder.path().join("loop")).unwrap();
        std::os::unix::fs::symlink("/dev/zero", folder.path().join("device.txt")).unwrap();
        std::os::unix::fs::symlink("/nowhere", folder.path().join("broken.txt")).unwrap();
        // What is read by its name is no file in these folders.
        for name in ["endless", "waiting"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let endless = folder.path().join("endless/manifest.jsonl");
        std::os::unix::fs::symlink("/dev/zero", endless).unwrap();
        let waiting = folder.path().join("waiting/manifest.jsonl");
        assert!(Command::new("mkfifo").arg(waiting).status().unwrap().success());
    }
    let said =
        bounded(&["documents", folder.path().to_str().unwrap(), "--no-cache", "--threads", "2"]);
    assert_eq!(said.status, Some(0), "{}", said.messages);
    assert!(!said.messages.contains("panicked"), "{}", said.messages);
    let ids: Vec<&str> = said.data.lines().filter_map(|line| line.split('"').nth(3)).collect();
    let read = |name: &str| ids.iter().any(|id| is_of(id, name));
    let told = |name: &str| said.messages.contains(name);
    let mut wrong = String::new();
    for (name, _, fate) in &files {
        let is_wrong = match fate {
            Read => !read(name),
            Refused => read(name) || !told(name),
            Either => !read(name) && !told(name),
        };
        if is_wrong {
            let lines = said.messages.lines().filter(|line| line.contains(name)).take(2);
            wrong.push_str(&format!("{name}: {:?}\n", lines.collect::<Vec<_>>()));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    for name in ["device.txt", "broken.txt", "endless/manifest.jsonl", "waiting/manifest.jsonl"] {
        assert!(cfg!(not(unix)) || said.messages.contains(name), "{}", said.messages);
    }
}
