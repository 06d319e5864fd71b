//! `TimeML`: the text of every document with its time expressions marked as TIMEX3.

use super::xml::escape;
use crate::model::edtf::End;
use crate::model::{Annotated, Chronology, Edtf, Modifier};

/// One `TimeML` element a document, in one root.
pub fn documents(chronology: &Chronology) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<corpus>\n");
    for annotated in &chronology.documents {
        document(&mut out, annotated);
    }
    out.push_str("</corpus>\n");
    out
}

fn document(out: &mut String, annotated: &Annotated) {
    let document = &annotated.document;
    let text = document.text.as_ref();
    out.push_str("<TimeML>\n<DOCID>");
    escape(out, document.id.as_str());
    out.push_str("</DOCID>\n");
    if let Some(dct) = &document.dct {
        let text = dct.when.edtf.to_string();
        // "1453 or later" is an interval to EDTF and a date with a modifier to TIMEX3.
        let (value, modifier) = match dct.when.edtf {
            Edtf::Interval { start: End::At(start), end: End::Open } => {
                (start.to_string(), Some(Modifier::OnOrAfter.word()))
            }
            _ => (text.clone(), None),
        };
        out.push_str("<DCT>");
        timex(out, 0, "DATE", &value, modifier, &text);
        out.push_str("</DCT>\n");
    }
    out.push_str("<TEXT>");
    let mut at = 0;
    for (number, mention) in annotated.times.iter().enumerate() {
        escape(out, text.get(at..mention.span.start as usize).unwrap_or(""));
        let modifier = mention.timex.modifier.map(Modifier::word);
        let kind = mention.timex.kind.word();
        timex(out, number + 1, kind, &mention.timex.value, modifier, mention.span.of(text));
        at = mention.span.end as usize;
    }
    escape(out, text.get(at..).unwrap_or(""));
    out.push_str("</TEXT>\n</TimeML>\n");
}

fn timex(
    out: &mut String,
    number: usize,
    kind: &str,
    value: &str,
    modifier: Option<&str>,
    text: &str,
) {
    out.push_str(&format!("<TIMEX3 tid=\"t{number}\" type=\"{kind}\" value=\""));
    escape(out, value);
    if let Some(modifier) = modifier {
        out.push_str("\" mod=\"");
        out.push_str(modifier);
    }
    out.push_str("\">");
    escape(out, text);
    out.push_str("</TIMEX3>");
}
