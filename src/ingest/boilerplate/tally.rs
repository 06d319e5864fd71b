//! What a page counts of its readers: comments, views, votes.

use std::collections::BTreeSet;

/// `12.3K views`, `View 45 upvotes`: what a page counts of its readers.
pub(super) fn is_count(line: &str, counted: &BTreeSet<String>) -> bool {
    let is_number = |word: &str| {
        let digits = word.trim_end_matches(['K', 'k', 'M', '+']);
        digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
    };
    let (mut numbers, mut words) = (0, 0);
    for word in line.split_whitespace() {
        if is_number(word) {
            numbers += 1;
        } else if counted.contains(&word.to_lowercase()) {
            words += 1;
        } else {
            return false;
        }
    }
    0 < numbers && 0 < words
}
