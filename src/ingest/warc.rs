//! Web archives (WARC 1.1, ISO 28500): pages as they were fetched, or only their text (WET).

use std::io::{self, BufRead, Read as _};

/// Bytes of one record that are read at most: 16 MiB.
const MAX_RECORD_BYTES: u64 = 16 << 20;

/// Bytes of the headers of one record at most.
const MAX_HEADER_BYTES: u64 = 64 << 10;

/// Bytes to which a packed body may unpack.
const MAX_BODY_BYTES: u64 = 64 << 20;

/// A page or text of an archive.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// Its number among all records, from 1.
    pub(super) number: usize,
    /// The address that it was fetched from.
    pub(super) url: Option<String>,
    /// When it was fetched, as the archive writes it.
    pub(super) fetched: Option<String>,
    /// The page.
    pub(super) body: Vec<u8>,
}

/// Whether a file begins as a web archive.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"WARC/1.") || bytes.starts_with(b"WARC/0.")
}

/// Passes every record that holds a page or text to `take`, until it returns `false`.
///
/// # Errors
/// Where the archive ends early or is no archive; what was read before was passed on.
pub(super) fn records(
    mut input: impl BufRead,
    mut take: impl FnMut(Record) -> bool,
) -> io::Result<()> {
    let mut number = 0;
    while let Some(headers) = headers(&mut input)? {
        number += 1;
        let length = field(&headers, "content-length").and_then(|length| length.parse().ok());
        let length: u64 = length.ok_or_else(|| broken("a record does not state its length"))?;
        let kind = field(&headers, "warc-type").unwrap_or_default();
        let is_page = matches!(kind, "response" | "resource" | "conversion");
        let mut content = Vec::new();
        let wanted = if is_page { length.min(MAX_RECORD_BYTES) } else { 0 };
        input.by_ref().take(wanted).read_to_end(&mut content)?;
        if (content.len() as u64) < wanted {
            return Err(broken("the last record is cut off"));
        }
        io::copy(&mut input.by_ref().take(length - wanted), &mut io::sink())?;
        let media = field(&headers, "content-type").unwrap_or("text/html").to_lowercase();
        let address = field(&headers, "warc-target-uri").unwrap_or_default();
        let body = match kind {
            "response" => page(&content),
            _ => Some(content).filter(|_| is_readable(&media)),
        };
        let is_wanted = is_page && !is_of_crawler(address.trim_matches(['<', '>']));
        let Some(body) = body.filter(|body| is_wanted && !body.is_empty()) else { continue };
        let own = |name: &str| field(&headers, name).map(str::to_owned);
        let url = own("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
        let record = Record { number, url, fetched: own("warc-date"), body };
        if !take(record) {
            break;
        }
    }
    Ok(())
}

/// The headers of the next record; `None` at the end.
fn headers(input: &mut impl BufRead) -> io::Result<Option<Vec<(String, String)>>> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut left = MAX_HEADER_BYTES;
    let mut has_begun = false;
    loop {
        let mut line = Vec::new();
        let read = input.by_ref().take(left).read_until(b'\n', &mut line)? as u64;
        left -= read;
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        match (read, has_begun) {
            (0, false) => return Ok(None),
            (0, true) => return Err(broken("the headers of a record are cut off")),
            _ if line.is_empty() && has_begun => return Ok(Some(found)),
            _ if line.is_empty() => {}
            (_, false) if line.starts_with("WARC/") => has_begun = true,
            (_, false) => return Err(broken("a record does not begin with its version")),
            (_, true) => {
                if let Some((name, value)) = line.split_once(':') {
                    found.push((name.trim().to_lowercase(), value.trim().to_owned()));
                }
            }
        }
    }
}

fn field<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn broken(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

/// Whether what is of a media type may be a document.
fn is_readable(kind: &str) -> bool {
    [
        "text/",
        "application/xhtml",
        "application/pdf",
        "application/json",
        "application/octet-stream",
    ]
    .iter()
    .any(|readable| kind.starts_with(readable))
        && !kind.contains("css")
        && !kind.contains("javascript")
}

/// Whether an address names what crawlers read or write for themselves: logs, and what they may read of a site.
fn is_of_crawler(address: &str) -> bool {
    address.starts_with("metadata:")
        || address.starts_with("dns:")
        || address.ends_with("/robots.txt")
}

/// The body of an answer of a web server; `None` where it holds no page.
fn page(answer: &[u8]) -> Option<Vec<u8>> {
    // Some servers end their lines as they should not.
    let ends: [&[u8]; 2] = [b"\r\n\r\n", b"\n\n"];
    let ends = ends.map(|end| Some((memchr::memmem::find(answer, end)?, end.len())));
    let (end, length) = ends.into_iter().flatten().min()?;
    let head = String::from_utf8_lossy(answer.get(..end)?).to_lowercase();
    let body = answer.get(end + length..)?;
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?;
    let value = |name: &str| {
        head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim)
    };
    let kind = value("content-type").unwrap_or("text/html");
    if !status.starts_with('2') || !is_readable(kind) {
        return None;
    }
    let is_chunked = value("transfer-encoding").is_some_and(|coding| coding.contains("chunked"));
    let body = if is_chunked { unchunked(body) } else { body.to_vec() };
    let is_deflated = value("content-encoding").is_some_and(|coding| coding.contains("deflate"));
    if is_deflated && body.first().is_some_and(|first| first & 0x0f == 8) {
        let mut unpacked = Vec::new();
        _ = flate2::read::ZlibDecoder::new(body.as_slice())
            .take(MAX_BODY_BYTES)
            .read_to_end(&mut unpacked);
        return Some(unpacked);
    }
    let is_packed = value("content-encoding").is_some_and(|coding| coding.contains("gzip"));
    if !is_packed || !body.starts_with(b"\x1f\x8b") {
        return Some(body);
    }
    let mut unpacked = Vec::new();
    // A body that was cut off still gives its beginning.
    _ = flate2::read::MultiGzDecoder::new(body.as_slice())
        .take(MAX_BODY_BYTES)
        .read_to_end(&mut unpacked);
    Some(unpacked)
}

/// A body without the lengths of its chunks; as it is where it has none.
fn unchunked(body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(end) = memchr::memmem::find(rest, b"\r\n") {
        let line = String::from_utf8_lossy(rest.get(..end).unwrap_or_default()).into_owned();
        let digits = line.split(';').next().unwrap_or_default().trim();
        let Ok(length) = usize::from_str_radix(digits, 16) else {
            return if whole.is_empty() { body.to_vec() } else { whole };
        };
        let begin = end + 2;
        let Some(chunk) = rest.get(begin..begin.saturating_add(length)) else { break };
        if length == 0 {
            return whole;
        }
        whole.extend_from_slice(chunk);
        rest = rest.get(begin + length + 2..).unwrap_or_default();
    }
    whole.extend_from_slice(rest);
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, url: &str, content: &str) -> String {
        let length = content.len();
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2022-10-30T01:02:03Z\r\nContent-Length: {length}\r\n\r\n{content}\r\n\r\n"
        )
    }

    #[track_caller]
    fn check(archive: &str, expected: &[(usize, &str, &str)]) {
        let mut found = Vec::new();
        records(archive.as_bytes(), |record| {
            found.push((
                record.number,
                record.url.unwrap(),
                String::from_utf8(record.body).unwrap(),
            ));
            true
        })
        .unwrap();
        let found: Vec<_> = found
            .iter()
            .map(|(number, url, body)| (*number, url.as_str(), body.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn pages_and_texts_are_found_among_other_records() {
        let ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>One";
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nTwo\r\n2\r\n.\n\r\n0\r\n\r\n";
        let lost = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nLost";
        let picture = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nxx";
        let archive = [
            record("warcinfo", "x", "software: y"),
            record("response", "http://a.example/1", ok),
            record("response", "http://a.example/2", lost),
            record("request", "http://a.example/1", "GET / HTTP/1.1\r\n\r\n"),
            record("response", "http://a.example/3", chunked),
            record("response", "http://a.example/4", picture),
            record("conversion", "http://a.example/5", "Plain words."),
        ];
        check(
            &archive.concat(),
            &[
                (2, "http://a.example/1", "<p>One"),
                (5, "http://a.example/3", "Two.\n"),
                (7, "http://a.example/5", "Plain words."),
            ],
        );
    }

    #[test]
    fn what_crawlers_keep_for_themselves_is_no_document() {
        let ok = "HTTP/1.0 200 OK\nContent-Type: text/html\n\n<p>One";
        let robots = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nDisallow: /2019";
        let archive = [
            record("response", "http://a.example/1", ok),
            record("response", "http://a.example/robots.txt", robots),
            record("resource", "metadata://gnu.org/software/wget/warc/wget.log", "--2021-05-01--"),
        ];
        check(&archive.concat(), &[(1, "http://a.example/1", "<p>One")]);
    }

    #[test]
    fn what_is_cut_off_or_lies_is_an_error() {
        let cut =
            record("conversion", "x", "Words.").replace("Content-Length: 6", "Content-Length: 60");
        for archive in [cut.as_str(), "WARC/1.0\r\nWARC-Type: x\r\n\r\n", "no archive"] {
            assert!(records(archive.as_bytes(), |_| true).is_err(), "{archive}");
        }
    }
}
