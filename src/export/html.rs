//! A chronology as one HTML page that needs nothing else.

use super::outline::{self, Entry};
use super::xml::escape;
use crate::model::Chronology;

const HEAD: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
<meta name=\"viewport\" content=\"width=device-width\">\n<title>Chronology</title>\n<style>\n\
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; }\n\
h2 { border-bottom: 1px solid #ccc; }\ntime { font-weight: 600; }\nsmall { color: #5b616b; }\n\
blockquote { margin: .3em 0 .3em 1.5em; color: #444; }\n</style>\n</head>\n<body>\n\
<h1>Chronology</h1>\n";

/// All events, undated ones last.
pub fn events(chronology: &Chronology) -> String {
    let mut out = String::from(HEAD);
    for section in outline::sections(chronology) {
        out.push_str("<h2>");
        escape(&mut out, &section.title);
        out.push_str("</h2>\n");
        for entry in section.entries {
            article(&mut out, &entry);
        }
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn article(out: &mut String, entry: &Entry<'_>) {
    out.push_str(&format!("<article id=\"e{}\">\n<p><time>", entry.event.id));
    escape(out, &entry.date);
    out.push_str("</time> ");
    escape(out, &entry.event.title);
    let notes = entry.notes();
    if !notes.is_empty() {
        out.push_str(" <small>");
        escape(out, &notes);
        out.push_str("</small>");
    }
    out.push_str("</p>\n");
    for source in &entry.sources {
        out.push_str("<blockquote>");
        escape(out, source.sentence);
        out.push_str(" <small>");
        if let Some(url) = source.url {
            out.push_str("<a href=\"");
            escape(out, url);
            out.push_str("\">");
            escape(out, source.label);
            out.push_str("</a>");
        } else {
            escape(out, source.label);
        }
        out.push_str("</small></blockquote>\n");
    }
    out.push_str("</article>\n");
}
