//! Letters with a mark: old fonts draw the mark and the letter one over the other, as two glyphs.

/// A mark as it is drawn by itself and as it follows its letter, with letters and what becomes of them.
const MARKS: [(&[char], &str, &str); 13] = [
    (&['´', '\u{301}'], "AEIOUYCLNRSZaeiouyclnrszıæøÆØ", "ÁÉÍÓÚÝĆĹŃŔŚŹáéíóúýćĺńŕśźíǽǿǼǾ"),
    (&['`', '\u{300}'], "AEIOUNaeiounı", "ÀÈÌÒÙǸàèìòùǹì"),
    (&['ˆ', '^', '\u{302}'], "AEIOUCGHJSWYaeioucghjswyıȷ", "ÂÊÎÔÛĈĜĤĴŜŴŶâêîôûĉĝĥĵŝŵŷîĵ"),
    (&['˜', '~', '\u{303}'], "ANOIUanoiuı", "ÃÑÕĨŨãñõĩũĩ"),
    (&['¨', '\u{308}'], "AEIOUYaeiouyı", "ÄËÏÖÜŸäëïöüÿï"),
    (&['¸', '\u{327}'], "CSTGKLNRcstgklnr", "ÇŞŢĢĶĻŅŖçşţģķļņŗ"),
    (&['˛', '\u{328}'], "AEIUaeiuı", "ĄĘĮŲąęįųį"),
    (&['ˇ', '\u{30c}'], "CDENRSTZGLcdenrstzgl", "ČĎĚŇŘŠŤŽǦĽčďěňřšťžǧľ"),
    (&['˘', '\u{306}'], "AGUEIOagueioı", "ĂĞŬĔĬŎăğŭĕĭŏĭ"),
    (&['˚', '°', '\u{30a}'], "AUau", "ÅŮåů"),
    (&['˙', '\u{307}'], "CEGIZcegz", "ĊĖĠİŻċėġż"),
    (&['˝', '\u{30b}'], "OUou", "ŐŰőű"),
    (&['¯', '\u{304}'], "AEIOUaeiouı", "ĀĒĪŌŪāēīōūī"),
];

/// A letter with a mark over or under it; `None` where the one is no mark or the other bears none of its kind.
pub(super) fn marked(mark: char, letter: char) -> Option<char> {
    let (_, letters, marked) = MARKS.iter().find(|(marks, _, _)| marks.contains(&mark))?;
    let at = letters.chars().position(|it| it == letter)?;
    marked.chars().nth(at)
}

/// Whether a mark follows its letter in the text, wherever it is drawn.
pub(super) fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{328}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_one_with_its_mark() {
        for (marks, letters, marked) in MARKS {
            assert_eq!(letters.chars().count(), marked.chars().count(), "{marks:?}");
        }
        assert_eq!(marked('¨', 'u'), Some('ü'));
        assert_eq!(marked('´', 'ı'), Some('í'));
        assert_eq!(marked('\u{301}', 's'), Some('ś'));
        assert_eq!(marked('¨', 'k'), None);
        assert_eq!(marked('u', 'u'), None);
    }
}
