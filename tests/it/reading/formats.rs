//! Every format that people keep documents in gives its text, its date, and where a sentence stands.

use crate::reading::fixture::{Printed, docx, epub, gzip, odt, pdf, pdf_of, warc, xlsx, zip};
use annals::ingest::{self, Options};
use annals::model::{Document, Span};
use std::fs;

/// Reads one file; the documents in it and what was said about it.
fn read(name: &str, bytes: &[u8]) -> (Vec<Document>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let (origins, mut warnings) = ingest::find(&[path]).unwrap();
    let mut documents = Vec::new();
    for origin in &origins {
        let reading = ingest::read(origin, &Options::default());
        documents.extend(reading.documents);
        warnings.extend(reading.warnings);
    }
    let said = warnings.iter().map(|w| format!("{}: {}", w.document, w.message)).collect();
    (documents, said)
}

/// The one document of a file.
#[track_caller]
fn one(name: &str, bytes: &[u8]) -> Document {
    let (mut documents, said) = read(name, bytes);
    assert_eq!((documents.len(), said), (1, Vec::new()), "{name}");
    documents.remove(0)
}

/// Id, date and text of each document, page chrome in brackets.
fn shown(documents: &[Document]) -> String {
    let mut all = Vec::new();
    for document in documents {
        let mut text = String::new();
        let mut at = 0;
        for chrome in &document.chrome {
            text.push_str(Span { start: at, end: chrome.start }.of(&document.text));
            text.push_str(&format!("[{}]", chrome.of(&document.text)));
            at = chrome.end;
        }
        text.push_str(Span::new(at as usize, document.text.len()).of(&document.text));
        let date =
            document.dct.as_ref().map_or("no date".to_owned(), |dct| dct.when.edtf.to_string());
        let title = document.metadata.title.as_deref().unwrap_or("no title");
        all.push(format!("{} ({}, {title}, {date})\n{text}", document.id, document.format.word()));
    }
    all.join("\n---\n")
}

/// Where in its file the first sentence that begins with `words` stands.
fn place(document: &Document, words: &str) -> String {
    let at = document.text.find(words).unwrap_or_else(|| panic!("{words} in {}", document.text));
    let span = Span::new(at, at + words.len());
    document.locator(span).map_or("nowhere".to_owned(), |locator| locator.to_string())
}

#[test]
fn word_documents() {
    let body = "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>A vote</w:t></w:r></w:p>\
        <w:p><w:r><w:t xml:space='preserve'>The deputies </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>met &amp; agreed</w:t></w:r></w:ins><w:r><w:tab/><w:t>on Monday</w:t><w:br/><w:t>at noon.</w:t></w:r></w:p>\
        <w:p><w:pPr><w:numPr><w:ilvl w:val='0'/></w:numPr></w:pPr><w:r><w:t>first item</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>\
        <w:p><w:r><w:t>Page one ends.</w:t></w:r><w:r><w:lastRenderedPageBreak/><w:t>Page two begins.</w:t></w:r></w:p>\
        <w:p><w:r><w:t>Beside a box.</w:t></w:r><w:r><w:txbxContent><w:p><w:r><w:t>In the box\u{ad}es.</w:t></w:r></w:p></w:txbxContent></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>1999</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>A treaty</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let document = one("vote.docx", &docx(body));
    insta::assert_snapshot!(shown(std::slice::from_ref(&document)), @r#"
    vote.docx (docx, A vote, 2021-03-04)
    A vote

    The deputies met & agreed on Monday
    at noon.

    • first item

    Page one ends.Page two begins.

    Beside a box.

    In the boxes.

    1999 | A treaty

    See the minutes.
    "#);
    assert_eq!(place(&document, "A vote"), "p. 1");
    assert_eq!(place(&document, "Page two"), "p. 2");
    assert_eq!(place(&document, "1999"), "p. 2");
}

#[test]
fn open_documents() {
    let body = "<text:h><text:title>A vote</text:title></text:h><text:p>The <text:span>deputies</text:span><text:s/>met\n   on Monday<text:note><text:note-citation>1</text:note-citation>\
        <text:note-body><text:p>See the minutes.</text:p></text:note-body></text:note>, at noon.</text:p>\
        <text:list><text:list-item><text:p>first item</text:p></text:list-item></text:list>\
        <table:table><table:table-row><table:table-cell><text:p>1999</text:p></table:table-cell><table:table-cell><text:p>A treaty</text:p></table:table-cell></table:table-row></table:table>\
        <text:p>A frame<draw:frame><draw:text-box><text:p>in it.</text:p></draw:text-box></draw:frame></text:p><text:p><text:soft-page-break/>Page two.</text:p>";
    let document = one("vote.odt", &odt(body));
    insta::assert_snapshot!(shown(std::slice::from_ref(&document)), @r#"
    vote.odt (odt, A vote, 2021-03-04)
    A vote

    The deputies met on Monday, at noon.

    • first item

    1999 | A treaty

    A frame

    in it.

    Page two.

    See the minutes.
    "#);
    assert_eq!(place(&document, "Page two"), "p. 2");
}

#[test]
fn books() {
    let book = epub(&["<h1>One</h1><p>It began in 1974.</p>", "<h1>Two</h1><p>It ended.</p>"]);
    let document = one("dam.epub", &book);
    insta::assert_snapshot!(shown(std::slice::from_ref(&document)), @r#"
    dam.epub (epub, The dam, 1998-05-02)
    One

    It began in 1974.

    Two

    It ended.
    "#);
    assert_eq!(place(&document, "It ended"), "ch. 2");
}

#[test]
fn books_that_name_their_parts_as_references() {
    let container = b"<container><rootfile full-path='My%20book/b.opf'/></container>";
    let opf = b"<package><manifest><item id='c' href='one%201.xhtml'/></manifest><spine><itemref idref='c'/></spine></package>";
    for folder in ["My book", "My%20book"] {
        let (opf_name, chapter) = (format!("{folder}/b.opf"), format!("{folder}/one 1.xhtml"));
        let book = zip(&[
            ("META-INF/container.xml", container),
            (&opf_name, opf),
            (&chapter, b"<p>It began in 1974.</p>"),
        ]);
        assert_eq!(&*one("dam.epub", &book).text, "It began in 1974.");
    }
}

#[test]
fn books_that_name_each_place_of_a_chapter() {
    let container = b"<container><rootfile full-path='b.opf'/></container>";
    let opf = b"<package><metadata><dc:title>Dams &amp; mills</dc:title><dc:creator>Jane Doe &lt;jane@x.example&gt;</dc:creator><dc:date opf:event='conversion'>2019-01-01</dc:date>\
        <dc:date opf:event='published'>2015-09-22</dc:date><dc:date>0101-01-01T00:00:00+00:00</dc:date></metadata>\
        <manifest><item id='a' href='one.xhtml'/><item id='b' href='one.xhtml#end'/></manifest><spine><itemref idref='a'/><itemref idref='b'/></spine></package>";
    let chapter = b"<html><head><title/></head><body><p>It began in 1974.</p></body></html>";
    let book =
        zip(&[("META-INF/container.xml", container), ("b.opf", opf), ("one.xhtml", chapter)]);
    insta::assert_snapshot!(shown(&[one("dam.epub", &book)]), @r#"
    dam.epub (epub, Dams & mills, 2015-09-22)
    It began in 1974.
    "#);
}

#[test]
fn a_message_that_only_its_addressee_can_read_says_so() {
    let mail = b"From: a@example.org\nSubject: x\nDate: Wed, 2 Nov 2022 09:00:00 +0000\nContent-Type: multipart/encrypted; boundary=b\n\n\
        --b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----\n--b--\n";
    let said = ["locked.eml: The message is encrypted, so only its addressee can read it"];
    assert_eq!(read("locked.eml", mail), (Vec::new(), said.map(str::to_owned).to_vec()));
}

#[test]
fn rich_texts() {
    let rtf = br"{\rtf1\ansi{\info{\title A vote}{\creatim\yr2021\mo3\dy4}}The deputies met{\footnote See the {\b minutes}.} in K\'f6ln.\par They agreed.\par}";
    insta::assert_snapshot!(shown(&[one("vote.rtf", rtf)]), @r#"
    vote.rtf (rtf, A vote, 2021-03-04)
    The deputies met in Köln.

    They agreed.

    See the minutes.
    "#);
}

#[test]
fn portable_documents() {
    let head = (72, 800, 9, "Report of the commission");
    let pages: [&[_]; 3] = [
        &[
            head,
            (72, 740, 20, "The dam of Sarybel"),
            (
                72,
                700,
                11,
                "The commission met on 4 March 2021 in the town hall and heard the engi-",
            ),
            (
                72,
                686,
                11,
                "neers of the works, who had measured the water of the lake for years and",
            ),
            (72, 672, 11, "kept their books with care."),
            (
                72,
                646,
                11,
                "A second paragraph stands apart from the first one, and it goes on over",
            ),
            (290, 40, 9, "1"),
        ],
        &[
            head,
            (72, 760, 11, "the end of the page, as the text of a long report does when it is set."),
            (72, 734, 11, "Then it ends."),
            (290, 40, 9, "2"),
        ],
        &[head, (72, 760, 11, "Annex."), (290, 40, 9, "3")],
    ];
    let document = one("report.pdf", &pdf(&pages));
    insta::assert_snapshot!(shown(std::slice::from_ref(&document)), @r#"
    report.pdf (pdf, A vote, 2021-03-04)
    [Report of the commission]

    The dam of Sarybel

    The commission met on 4 March 2021 in the town hall and heard the engineers of the works, who had measured the water of the lake for years and kept their books with care.

    A second paragraph stands apart from the first one, and it goes on over the end of the page, as the text of a long report does when it is set.

    [1]

    [Report of the commission]

    Then it ends.

    [2]

    [Report of the commission]

    Annex.

    [3]
    "#);
    assert_eq!(place(&document, "The commission met"), "p. 1");
    assert_eq!(place(&document, "the end of the page"), "p. 2");
    assert_eq!(place(&document, "Annex"), "p. 3");
}

#[test]
fn who_signs_a_portable_document_stands_above_its_text() {
    let signed = |byline| {
        let page: &[Printed<'_>] = &[
            (72, 780, 20, "The dam of Sarybel"),
            (72, 740, 11, byline),
            (
                72,
                726,
                11,
                "The commission met in the town hall and heard the engineers of the works, who",
            ),
            (
                72,
                712,
                11,
                "had measured the water of the lake for years and kept their books with care,",
            ),
            (72, 698, 11, "and then it went home."),
        ];
        one("signed.pdf", &pdf(&[page])).text.to_string()
    };
    let paragraphs = |byline| signed(byline).split("\n\n").count();
    assert_eq!(paragraphs("By Jane Doe and John Roe of Tura, 3 May 2021"), 3);
    assert_eq!(paragraphs("By the end of spring the lake had risen and"), 2);
}

#[test]
fn portable_documents_in_columns_and_with_actual_text() {
    let content = "BT /F1 10 Tf 12 TL 72 700 Td (The left column stands first and) Tj T* (its text is read to its end) Tj T* (before that of the) Tj ET\n\
                   BT /F1 10 Tf 12 TL 320 700 Td (right one, which follows, and) Tj T* (ends here.) Tj ET\n\
                   BT /F1 10 Tf 72 600 Td /Span << /ActualText (Straight) >> BDC (Strxxxxx) Tj EMC ( words.) Tj ET";
    let document = one("columns.pdf", &pdf_of(&[content]));
    insta::assert_snapshot!(document.text, @r#"
    The left column stands first and its text is read to its end before that of the right one, which follows, and ends here.

    Straight words.
    "#);
}

#[test]
fn messages_with_attachments() {
    let mail = "From: Jane Doe <jane@example.org>\r\nTo: x@example.org\r\nSubject: The minutes\r\nDate: Wed, 2 Nov 2022 09:00:00 +0000\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nPlease find the minutes.\r\n\
        --b\r\nContent-Type: text/plain; name=minutes.txt\r\nContent-Disposition: attachment; filename=minutes.txt\r\n\r\nThe council met on 30 October 2022.\r\n\
        --b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=logo.png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgoAAAANSUhEUgAA\r\n--b--\r\n";
    let (documents, said) = read("minutes.eml", mail.as_bytes());
    assert_eq!(said, Vec::<String>::new());
    insta::assert_snapshot!(shown(&documents), @r#"
    minutes.eml (email, The minutes, 2022-11-02)
    Please find the minutes.
    ---
    minutes.eml/minutes.txt (text, no title, 2022-11-02)
    The council met on 30 October 2022.
    "#);
}

#[test]
fn messages_in_the_encodings_of_east_asia() {
    let mail = b"Subject: =?iso-2022-jp?B?GyRCRWw1fhsoQg==?=\nDate: Mon, 2 Jan 2012 08:00:00 +0900\nContent-Type: text/plain; charset=iso-2022-jp\n\nThe talks in \x1b$BEl5~\x1b(B failed.\n";
    let document = one("talks.eml", mail);
    assert_eq!(document.metadata.title.as_deref(), Some("東京"));
    assert_eq!(document.text.trim(), "The talks in 東京 failed.");
}

#[test]
fn mailboxes() {
    let mailbox = "From jane@example.org Wed Nov  2 09:00:00 2022\nFrom: jane@example.org\nSubject: One\nDate: Wed, 2 Nov 2022 09:00:00 +0000\n\nThe talks failed.\n\n\
        From john@example.org Thu Nov  3 09:00:00 2022\nFrom: john@example.org\nSubject: Two\nDate: Thu, 3 Nov 2022 09:00:00 +0000\n\nThey resumed.\n";
    let (documents, _) = read("box", mailbox.as_bytes());
    insta::assert_snapshot!(shown(&documents), @r#"
    box#1 (email, One, 2022-11-02)
    The talks failed.


    ---
    box#2 (email, Two, 2022-11-03)
    They resumed.
    "#);
    assert_eq!(place(&documents[1], "They resumed"), "message 2");
}

#[test]
fn saved_pages() {
    let page = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/2021/03/04/vote\r\nSubject: A vote\r\nDate: Mon, 9 Jan 2023 10:00:00 -0000\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        <h1>A vote</h1><p>The deputies met in K=C3=B6ln.</p>\r\n--b\r\nContent-Type: text/css\r\n\r\np {}\r\n--b--\r\n";
    let document = one("page.mhtml", page.as_bytes());
    insta::assert_snapshot!(shown(std::slice::from_ref(&document)), @r#"
    page.mhtml (mhtml, A vote, 2021-03-04)
    A vote

    The deputies met in Köln.
    "#);
    assert_eq!(document.metadata.url.as_deref(), Some("https://example.org/2021/03/04/vote"));
}

#[test]
fn entries_of_feeds() {
    let feed = "\u{feff}<?xml version='1.0'?><rss version='2.0'><channel><title>Valley news</title><link>https://x.example</link>\
        <item><title>A vote</title><link>https://x.example/a</link><pubDate>Thu, 04 Mar 2021 10:22:00 GMT</pubDate><description>The deputies met on Monday.</description></item>\
        <item><title>Talks</title><link>https://x.example/b</link><dc:date>2022-11-02</dc:date><content:encoded><![CDATA[<p>The talks</p><p>failed.</p><p><a href='/c'>Read more</a></p>]]></content:encoded></item></channel></rss>";
    let (documents, said) = read("news.txt", feed.as_bytes());
    assert_eq!(said, Vec::<String>::new());
    insta::assert_snapshot!(shown(&documents), @r#"
    news.txt#1 (html, A vote, 2021-03-04)
    The deputies met on Monday.
    ---
    news.txt#2 (html, Talks, 2022-11-02)
    The talks

    failed.

    [Read more]
    "#);
    assert_eq!(documents[1].metadata.url.as_deref(), Some("https://x.example/b"));
    assert_eq!(place(&documents[1], "failed"), "record 2");
    let (documents, said) =
        read("none.xml", b"<rss><channel><title>Valley news</title></channel></rss>");
    assert_eq!(
        (documents.len(), said),
        (0, vec!["none.xml: No entries were found in the feed".to_owned()])
    );
}

#[test]
fn articles_in_json() {
    let list = r#"{"articles": [{"headline": "A vote", "date": "2021-03-04", "url": "https://example.org/a", "body": "The deputies met."},
        {"headline": "Talks", "publishedAt": "2022-11-02T09:00:00Z", "content": "<p>The talks</p><p>failed.</p>"}]}"#;
    let (documents, said) = read("list.json", list.as_bytes());
    assert_eq!(said, Vec::<String>::new());
    insta::assert_snapshot!(shown(&documents), @r#"
    list.json#1 (json, A vote, 2021-03-04)
    The deputies met.
    ---
    list.json#2 (json, Talks, 2022-11-02)
    The talks

    failed.
    "#);
    assert_eq!(place(&documents[1], "failed"), "record 2");
}

#[test]
fn articles_in_json_within_other_objects() {
    let answer = r#"{"response": {"docs": [{"headline": {"main": "A vote"}, "pub_date": "2021-03-04T10:00:00+0000", "lead_paragraph": "The deputies met."}, {"headline": {"main": "Talks"}, "pub_date": "2022-11-02", "abstract": "They failed."}]}}"#;
    let (documents, _) = read("answer.json", answer.as_bytes());
    insta::assert_snapshot!(shown(&documents), @r#"
    answer.json#1 (json, A vote, 2021-03-04)
    The deputies met.
    ---
    answer.json#2 (json, Talks, 2022-11-02)
    They failed.
    "#);
    let lines = "{\"webTitle\": \"A vote\", \"webPublicationDate\": \"2021-03-04T10:00:00Z\", \"fields\": {\"bodyText\": \"The deputies met.\"}}\n\
        {\"webTitle\": \"Talks\", \"webPublicationDate\": \"2022-11-02T10:00:00Z\", \"fields\": {\"bodyText\": \"They failed.\"}}\n";
    let (documents, _) = read("lines.jsonl", lines.as_bytes());
    insta::assert_snapshot!(shown(&documents), @r#"
    lines.jsonl#1 (json, A vote, 2021-03-04)
    The deputies met.
    ---
    lines.jsonl#2 (json, Talks, 2022-11-02)
    They failed.
    "#);
    let (documents, said) = read("none.jsonl", b"{\"a\": 1}\n{\"a\": 2}\n");
    assert!(documents.is_empty());
    assert!(said[0].contains("No articles were found"), "{said:?}");
}

/// A paragraph of an article.
const PARAGRAPH: &str = "The deputies of the northern district met in the town hall on Monday and agreed, \
                         after six hours of debate, to hold the vote in spring.";

/// Id, title, date, author and the text that is no chrome of each article in a file; `@` stands for a
/// paragraph.
#[track_caller]
fn check_articles(name: &str, text: &str, expected: &[&str]) {
    let (documents, said) = read(name, text.replace('@', PARAGRAPH).as_bytes());
    assert_eq!(said, Vec::<String>::new());
    let shown = documents.iter().map(|document| {
        let mut kept = document.text.to_string();
        for chrome in document.chrome.iter().rev() {
            kept.replace_range(chrome.range(), "");
        }
        let kept: Vec<_> = kept.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let date = document.dct.as_ref().map(|dct| dct.when.edtf.to_string()).unwrap_or_default();
        let of = |field: &Option<String>| field.clone().unwrap_or_default();
        let (title, author) = (of(&document.metadata.title), of(&document.metadata.author));
        let kept = kept.join(" | ").replace(PARAGRAPH, "@");
        format!("{} {title}, {date}, {author}: {kept}", document.id)
    });
    assert_eq!(shown.collect::<Vec<_>>(), expected);
}

#[test]
fn downloads_of_press_databases_are_one_document_an_article() {
    let article = |title: &str, day: &str| {
        format!(
            "{title}\n\nThe Herald\n\n{day}\n\nCopyright 2022 The Herald All Rights Reserved\n\nSection: A; \
             Pg. 4\n\nLength: 312 words\n\nByline: By Jane Doe\n\nBody\n\n@\n\n@\n\nClassification\n\nLanguage: \
             ENGLISH\n\nLoad-Date: May 3, 2023\n\nEnd of Document\n\n"
        )
    };
    let cover =
        "Job Number: 2183\n\nDocuments (2)\n\n1. A vote in the north\n\nSearch Terms: vote\n\n";
    let first = article("A vote in the north", "October 30, 2022 Sunday");
    check_articles(
        "search.txt",
        &format!("{cover}{first}{}", article("Storm", "2 November 2022 Wednesday 10:12 PM GMT")),
        &[
            "search.txt#1 A vote in the north, 2022-10-30, Jane Doe: A vote in the north | @ | @",
            "search.txt#2 Storm, 2022-11-02, Jane Doe: Storm | @ | @",
        ],
    );
    let alone =
        ["alone.txt A vote in the north, 2022-10-30, Jane Doe: A vote in the north | @ | @"];
    check_articles("alone.txt", &first, &alone);

    let article = |number: usize, title: &str, day: &str| {
        format!(
            "    {number} of 2 DOCUMENTS\n\n    The Herald\n\n    {day}\n\n{title}\n\nBYLINE: By JANE DOE\n\nLENGTH: \
             312 words\n\n@\n\nLOAD-DATE: May 9, 1999\n\nLANGUAGE: ENGLISH\n\n    Copyright 1998 The Herald\n\n\n"
        )
    };
    check_articles(
        "older.txt",
        &(article(1, "A vote in\nthe north", "May 3, 1998 Sunday")
            + &article(2, "Storm", "June 1998")),
        &[
            "older.txt#1 A vote in the north, 1998-05-03, JANE DOE: A vote in | the north | @",
            "older.txt#2 Storm, 1998-06, JANE DOE: Storm | @",
        ],
    );

    let article = |title: &str, code: &str| {
        format!(
            "Foreign Desk\n\n{title}\n\nBy Jane Doe\n\n312 words\n\n30 October 2022\n\nThe Herald\n\nEnglish\n\n\
             Copyright 2022 The Herald\n\n@\n\nDocument {code}\n\n"
        )
    };
    let first = article("A vote in the north", "HERA000020221030eiau0001x");
    check_articles(
        "coded.txt",
        &(first
            + &article("Storm", "HERA000020221030eiau0002x")
            + "Search Summary\n\nResults Found 2"),
        &[
            "coded.txt#1 A vote in the north, 2022-10-30, Jane Doe: A vote in the north | @",
            "coded.txt#2 Storm, 2022-10-30, Jane Doe: Storm | @",
        ],
    );

    let article = |number: usize, title: &str| {
        format!(
            "____\n\nDocument {number} of 2\n\n{title}\n\nAuthor: Doe, Jane\n\nAbstract: None.\n\nFull text: \
             @\n\nSubject: Votes\n\nTitle: {title}\n\nPublication date: Oct 30, 2022\n\nLast updated: \
             2023-11-18\n\nDatabase: News\n\n"
        )
    };
    check_articles(
        "records.txt",
        &(article(1, "A vote in the north") + &article(2, "Storm")),
        &[
            "records.txt#1 A vote in the north, 2022-10-30, Doe, Jane: A vote in the north | @",
            "records.txt#2 Storm, 2022-10-30, Doe, Jane: Storm | @",
        ],
    );
}

#[test]
fn a_text_that_speaks_of_documents_is_one() {
    let text =
        format!("Document 1 of the annex\n\n{PARAGRAPH}\n\nEnd of Document\n\n{PARAGRAPH}\n");
    assert_eq!(one("annex.txt", text.as_bytes()).text.as_ref(), text);
}

#[test]
fn tables_of_events_and_of_texts() {
    let events = "Date,Event,Place,Source\n1999-04-02,\"A treaty was signed, at last\",Paris,https://example.org\n2001,It lapsed.,,\n";
    let document = one("events.csv", events.as_bytes());
    insta::assert_snapshot!(shown(std::slice::from_ref(&document)), @r#"
    events.csv (csv, no title, no date)
    1999-04-02: A treaty was signed, at last. Paris

    2001: It lapsed.
    "#);
    assert_eq!(place(&document, "It lapsed"), "row 3");
    let counted = one("days.csv", b"date;event\n36252;A treaty was signed\n36253;It lapsed\n");
    assert!(counted.text.starts_with("1999-04-02: A treaty was signed"), "{}", counted.text);
    let long = "The deputies met in the town hall. ".repeat(8);
    let texts =
        format!("headline;published;content\nA vote;2021-03-04;{long}\nTalks;2022;{long}\n");
    let (documents, _) = read("texts.csv", texts.as_bytes());
    let ids: Vec<_> = documents.iter().map(|document| document.id.as_str()).collect();
    assert_eq!(ids, ["texts.csv#2", "texts.csv#3"]);
    assert_eq!(documents[0].dct.as_ref().unwrap().when.edtf.to_string(), "2021-03-04");
}

#[test]
fn workbooks() {
    let cell = |text: &str| format!("<c t='inlineStr'><is><t>{text}</t></is></c>");
    let rows = format!(
        "<row>{}{}</row><row><c s='1'><v>36252</v></c>{}</row>",
        cell("Date"),
        cell("Event"),
        cell("A treaty was signed")
    );
    let document = one("events.xlsx", &xlsx(&[("Events", &rows)]));
    insta::assert_snapshot!(shown(std::slice::from_ref(&document)), @r#"
    events.xlsx (spreadsheet, no title, no date)
    1999-04-02: A treaty was signed
    "#);
    assert_eq!(place(&document, "A treaty"), "row 2");
    // The day in a cell that holds two rows is that of both.
    let more = "<row r='3'><c r='B3' t='inlineStr'><is><t>It was read out</t></is></c></row>";
    let rows_of_day = rows.replacen("<row><c s", "<row r='2'><c r='A2' s", 1) + more;
    let merged = rows_of_day + "<mergeCells count='1'><mergeCell ref='A2:A3'/></mergeCells>";
    let document = one("merged.xlsx", &xlsx(&[("Events", &merged)]));
    insta::assert_snapshot!(shown(std::slice::from_ref(&document)), @r#"
    merged.xlsx (spreadsheet, no title, no date)
    1999-04-02: A treaty was signed

    1999-04-02: It was read out
    "#);
    let (documents, _) = read("two.xlsx", &xlsx(&[("One", &rows), ("Two", &rows)]));
    let ids: Vec<_> = documents.iter().map(|document| document.id.as_str()).collect();
    assert_eq!(ids, ["two.xlsx/One", "two.xlsx/Two"]);
}

#[test]
fn web_archives() {
    let answer =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>A vote</h1><p>The deputies met.</p>";
    let records = [
        warc("warcinfo", "x", "software: y"),
        warc("response", "https://example.org/2021/03/04/vote", answer),
    ];
    let plain = records.concat();
    let packed: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    for (name, bytes) in [("crawl.warc", plain), ("crawl.warc.gz", packed)] {
        let document = one(name, &bytes);
        assert_eq!(document.id.as_str(), format!("{name}#2"));
        assert_eq!(document.text.as_ref(), "A vote\n\nThe deputies met.");
        assert_eq!(document.dct.as_ref().unwrap().when.edtf.to_string(), "2021-03-04");
        assert_eq!(place(&document, "The deputies"), "record 2");
    }
    let text = one("crawl.wet", &warc("conversion", "https://example.org/", "The deputies met."));
    assert_eq!(text.text.as_ref(), "The deputies met.");
}

#[test]
fn archives_within_archives_and_packed_texts() {
    let inner = zip(&[
        ("a/one.txt", b"First words."),
        ("two.docx", &docx("<w:p><w:r><w:t>Second.</w:t></w:r></w:p>")),
    ]);
    let (documents, said) =
        read("outer.zip", &zip(&[("inner.zip", &inner), ("three.txt.gz", &gzip(b"Third."))]));
    assert_eq!(said, Vec::<String>::new());
    let ids: Vec<_> = documents.iter().map(|document| document.id.as_str()).collect();
    assert_eq!(ids, ["inner.zip/a/one.txt", "inner.zip/two.docx", "three.txt.gz"]);
    let mut deep = zip(&[("deep.txt", b"Words.")]);
    for _ in 0..6 {
        deep = zip(&[("next.zip", &deep)]);
    }
    let (documents, said) = read("deep.zip", &deep);
    assert!(documents.is_empty());
    assert!(said[0].contains("too many archives within archives"), "{said:?}");
}

#[test]
fn names_do_not_matter() {
    let document = one("report.txt", &pdf(&[&[(72, 700, 11, "The commission met.")]]));
    assert_eq!(document.text.as_ref(), "The commission met.");
    let document = one("letter.doc", br"{\rtf1 Dear Jane.}");
    assert_eq!(document.text.as_ref(), "Dear Jane.");
}
