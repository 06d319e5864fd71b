//! Text as XML and HTML hold it.

use std::fmt::{self, Write as _};

/// Text between marks or in an attribute. Control characters that XML 1.0 forbids are left out.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '&' => f.write_str("&amp;")?,
                '"' => f.write_str("&quot;")?,
                '\t' | '\n' | '\r' | ' '.. => f.write_char(c)?,
                _ => {}
            }
        }
        Ok(())
    }
}

/// The same at the end of `out`.
pub(super) fn escape(out: &mut String, text: &str) {
    // To write to a text cannot fail.
    _ = write!(out, "{}", Escaped(text));
}
