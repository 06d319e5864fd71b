//! Mailboxes: messages one after another, each behind a line that begins with `From ` (RFC 4155).

use std::borrow::Cow;

/// Lines of headers below an envelope that does not say when it came.
const MIN_HEADERS: usize = 4;

/// Whether a file begins as a mailbox.
pub(crate) fn is_mailbox(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|&b| b == b'\n');
    let envelope = lines.next().unwrap_or_default();
    let names_year = || {
        envelope.windows(4).any(|four| {
            four.starts_with(b"19")
                || four.starts_with(b"20") && four.iter().all(u8::is_ascii_digit)
        })
    };
    if !envelope.starts_with(b"From ") {
        return false;
    }
    let mut heads = lines.take(MIN_HEADERS);
    if names_year() {
        return heads.next().is_some_and(is_header);
    }
    // Who gives away mail removes the sender and the time.
    let is_head =
        |line: &[u8]| is_header(line) || line.starts_with(b"\t") || line.starts_with(b" ");
    let heads: Vec<&[u8]> = heads.collect();
    heads.len() == MIN_HEADERS
        && heads.first().is_some_and(|first| is_header(first))
        && heads.into_iter().all(is_head)
}

/// The messages, without their envelope lines.
pub(crate) fn messages(bytes: &[u8]) -> Vec<&[u8]> {
    let mut found = Vec::new();
    let mut begin = 0;
    let mut at = 0;
    let mut was_blank = true;
    let mut rest = bytes;
    while !rest.is_empty() {
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let (line, after) = rest.split_at_checked(end).unwrap_or((rest, &[]));
        if was_blank && line.starts_with(b"From ") && is_header(first_line(after)) {
            found.push(bytes.get(begin..at).unwrap_or_default());
            begin = at + end;
        }
        was_blank = line.trim_ascii().is_empty();
        at += end;
        rest = after;
    }
    found.push(bytes.get(begin..).unwrap_or_default());
    found.retain(|message| !message.trim_ascii().is_empty());
    found
}

/// A message without the marks that keep its lines apart from envelopes: `>From here on` → `From here on`.
pub(crate) fn unquoted(message: &[u8]) -> Cow<'_, [u8]> {
    let is_quoted = |line: &[u8]| {
        let bare = line.iter().position(|&b| b != b'>').and_then(|at| line.get(at..));
        line.starts_with(b">") && bare.is_some_and(|bare| bare.starts_with(b"From "))
    };
    let lines = || message.split_inclusive(|&b| b == b'\n');
    if !lines().any(is_quoted) {
        return Cow::Borrowed(message);
    }
    let lines =
        lines().map(|line| if is_quoted(line) { line.get(1..).unwrap_or_default() } else { line });
    Cow::Owned(lines.collect::<Vec<_>>().concat())
}

fn first_line(bytes: &[u8]) -> &[u8] {
    bytes.split(|&b| b == b'\n').next().unwrap_or_default()
}

/// `Name: value`.
fn is_header(line: &[u8]) -> bool {
    let name = line.split(|&b| b == b':').next().unwrap_or_default();
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-' || *b == b'_';
    !name.is_empty() && name.len() < line.len() && name.iter().all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_told_from_lines_that_begin_alike() {
        let mailbox = b"From a@x Mon Jan  3 10:00:00 2022\nSubject: one\n\nFrom here on we walked.\n\nFrom there too.\n\nFrom b@x Tue Jan  4 2022\nSubject: two\n\nWords.\n";
        assert!(is_mailbox(mailbox));
        let subjects: Vec<_> = messages(mailbox).into_iter().map(first_line).collect();
        assert_eq!(subjects, [b"Subject: one", b"Subject: two"]);
        assert!(!is_mailbox(b"From the hills of 1999 we came.\nIt rained."));
        assert!(is_mailbox(
            b"From \nReceived: from x\n\tby y\nSubject: one\nDate: today\n\nWords.\n"
        ));
        assert!(!is_mailbox(b"From the hills\nwe came: all of us.\nIt rained.\nWe slept.\n"));
    }

    #[test]
    fn lines_that_were_marked_are_read_as_they_were_written() {
        let message = b"Subject: x\n\n>From here on.\n>>From afar.\n> From x.\n";
        assert_eq!(
            unquoted(message).as_ref(),
            b"Subject: x\n\nFrom here on.\n>From afar.\n> From x.\n"
        );
    }
}
