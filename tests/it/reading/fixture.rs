//! Small files of every format, made in code so that each byte can be explained.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip archive of named parts.
pub(crate) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Bytes packed with gzip.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// A Word document with this body, in the elements of `word/document.xml`.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version='1.0' encoding='UTF-8'?><w:document xmlns:w='w'><w:body>{body}</w:body></w:document>"
    );
    let notes = "<w:footnotes xmlns:w='w'><w:footnote w:type='separator'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
                 <w:footnote w:id='1'><w:p><w:r><w:t>See the minutes.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let core = "<cp:coreProperties xmlns:cp='cp' xmlns:dc='dc' xmlns:dcterms='t'><dc:title>A vote</dc:title>\
                <dc:creator>Jane Doe</dc:creator><dcterms:created>2021-03-04T10:00:00Z</dcterms:created>\
                <dcterms:modified>2021-03-09T10:00:00Z</dcterms:modified></cp:coreProperties>";
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
        ("docProps/core.xml", core.as_bytes()),
    ])
}

/// An `OpenDocument` text with this body, in the elements of `content.xml`.
pub(crate) fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version='1.0'?><office:document-content xmlns:office='o' xmlns:text='t' xmlns:table='b'>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let meta = "<office:document-meta xmlns:office='o' xmlns:meta='m' xmlns:dc='d'><office:meta><dc:title>A vote</dc:title>\
                <meta:initial-creator>Jane Doe</meta:initial-creator><meta:creation-date>2021-03-04T10:00:00</meta:creation-date>\
                </office:meta></office:document-meta>";
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("meta.xml", meta.as_bytes()),
    ])
}

/// A book with these chapters, each the body of a page.
pub(crate) fn epub(chapters: &[&str]) -> Vec<u8> {
    let mut items = String::new();
    let mut spine = String::new();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for (chapter, number) in chapters.iter().zip(1..) {
        write!(items, "<item id='c{number}' href='text/ch%20{number}.xhtml'/>").unwrap();
        write!(spine, "<itemref idref='c{number}'/>").unwrap();
        let page = format!("<html><head><title>x</title></head><body>{chapter}</body></html>");
        parts.push((format!("OEBPS/text/ch {number}.xhtml"), page.into_bytes()));
    }
    let opf = format!(
        "<package xmlns:dc='d'><metadata><dc:title>The dam</dc:title><dc:creator>Jane Doe</dc:creator><dc:date>1998-05-02</dc:date>\
         <dc:language>en</dc:language></metadata><manifest><item id='nav' properties='nav' href='nav.xhtml'/>{items}</manifest>\
         <spine><itemref idref='nav'/>{spine}</spine></package>"
    );
    let container =
        "<container><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>";
    let mut all: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", container.as_bytes()),
        ("OEBPS/book.opf", opf.as_bytes()),
        ("OEBPS/nav.xhtml", b"<html><body>Contents</body></html>"),
    ];
    all.extend(parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    zip(&all)
}

/// A workbook with these sheets: name, and rows of cells in the elements of a sheet; `<mergeCells>` may follow them.
pub(crate) fn xlsx(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut list = String::new();
    let mut relations = String::new();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    for ((name, rows), number) in sheets.iter().zip(1..) {
        write!(list, "<sheet name='{name}' sheetId='{number}' r:id='r{number}'/>").unwrap();
        write!(
            relations,
            "<Relationship Id='r{number}' Type='{namespace}/worksheet' Target='worksheets/s{number}.xml'/>"
        )
        .unwrap();
        let (rows, merged) = rows.split_at(rows.find("<mergeCells").unwrap_or(rows.len()));
        let sheet =
            format!("<worksheet xmlns='{main}'><sheetData>{rows}</sheetData>{merged}</worksheet>");
        parts.push((format!("xl/worksheets/s{number}.xml"), sheet.into_bytes()));
    }
    let book = format!(
        "<workbook xmlns='{main}' xmlns:r='{namespace}'><sheets>{list}</sheets></workbook>"
    );
    let relations = format!(
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{relations}</Relationships>"
    );
    // Format 1 is a date.
    let styles = format!(
        "<styleSheet xmlns='{main}'><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>"
    );
    let root = format!(
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
         <Relationship Id='r1' Type='{namespace}/officeDocument' Target='xl/workbook.xml'/></Relationships>"
    );
    let types = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>";
    let mut all: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
    ];
    all.extend(parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    zip(&all)
}

/// A line of a page of a PDF: left end and baseline in points from the lower left corner, size, text.
pub(crate) type Printed<'a> = (u32, u32, u32, &'a str);

/// A PDF with these pages, in Helvetica and without compression.
pub(crate) fn pdf(pages: &[&[Printed<'_>]]) -> Vec<u8> {
    let contents: Vec<String> = pages
        .iter()
        .map(|lines| {
            let line = |(x, y, size, text): &Printed<'_>| {
                let text = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
                format!("BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n")
            };
            lines.iter().map(line).collect()
        })
        .collect();
    pdf_of(&contents.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A PDF with pages of these drawing instructions.
pub(crate) fn pdf_of(contents: &[&str]) -> Vec<u8> {
    let kids: Vec<String> =
        (0..contents.len()).map(|page| format!("{} 0 R", 10 + 2 * page)).collect();
    let mut objects = vec![
        (1, "<< /Type /Catalog /Pages 2 0 R >>".to_owned()),
        (2, format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), contents.len())),
        (
            3,
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
                .to_owned(),
        ),
        (
            4,
            "<< /Author (Jane Doe) /Title (A vote) /CreationDate (D:20210304100000Z) >>".to_owned(),
        ),
    ];
    for (content, page) in contents.iter().zip(0..) {
        let (number, stream) = (10 + 2 * page, 11 + 2 * page);
        objects.push((number, format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {stream} 0 R >>"
        )));
        objects.push((
            stream,
            format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        ));
    }
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (number, body) in &objects {
        places.push((*number, file.len()));
        write!(file, "{number} 0 obj\n{body}\nendobj\n").unwrap();
    }
    let xref = file.len();
    file.push_str("xref\n0 1\n0000000000 65535 f \n");
    for (number, place) in places {
        write!(file, "{number} 1\n{place:010} 00000 n \n").unwrap();
    }
    let size = 10 + 2 * contents.len();
    write!(file, "trailer << /Size {size} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{xref}\n%%EOF\n")
        .unwrap();
    file.into_bytes()
}

/// A record of a web archive.
pub(crate) fn warc(kind: &str, url: &str, content: &str) -> Vec<u8> {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2023-01-09T01:02:03Z\r\n\
         Content-Length: {}\r\n\r\n{content}\r\n\r\n",
        content.len()
    )
    .into_bytes()
}
