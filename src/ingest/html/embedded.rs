//! Articles that a page keeps for its scripts and shows once these have run: its linked data has them whole
//! (`articleBody`), or the data that its scripts begin with, also where a script assigns it.

use super::meta::Head;
use super::{linked_data, state};
use crate::ingest::articles;
use crate::model::Span;
use serde_json::Value;

/// Bytes from which a text is an article.
const MIN_BYTES: usize = 200;

/// Bytes that the page shows of its article at most where it keeps the rest for its scripts.
const MAX_SHOWN_BYTES: usize = 1_000;

/// How many times longer the kept text must be than what is shown.
const TIMES: usize = 3;

/// Values within values that are searched.
const MAX_DEPTH: usize = 12;

/// An article that a page keeps for its scripts.
#[derive(Debug)]
pub(super) struct Kept {
    /// Its text, which may be HTML.
    pub(super) text: String,
    /// Its date, as it is stated beside it.
    pub(super) date: Option<String>,
}

/// The text of the article that a page keeps in its linked data, in data for its scripts or in what a script begins
/// with, where what it shows is no more than a beginning.
pub(super) fn text(head: &Head, title: &str, shown: usize) -> Option<Kept> {
    let (linked, data) = (&head.linked_data, &head.data);
    let states = || head.states.iter().filter(|script| !script.is_empty());
    if shown > MAX_SHOWN_BYTES || linked.is_empty() && data.is_empty() && states().next().is_none()
    {
        return None;
    }
    let mut kept = None;
    for block in linked {
        if let Ok(value) = serde_json::from_str::<Value>(block.trim()) {
            search(&value, 0, title, &mut kept);
        }
    }
    let of_state = || states().find_map(|script| of_data(&state::read(script)?.to_string(), title));
    let of_list = || {
        let listed =
            data.iter().find_map(|data| state::unlisted(&serde_json::from_str(data).ok()?));
        of_data(&listed?.to_string(), title)
    };
    let kept = kept.map(|text| Kept { text, date: None });
    let kept = kept.or_else(|| data.iter().find_map(|data| of_data(data, title)));
    let kept = kept.or_else(of_list).or_else(of_state)?;
    (kept.text.len() >= MIN_BYTES.max(shown * TIMES)).then_some(kept)
}

/// The longest article in linked data that is not another one by its title.
fn search(value: &Value, depth: usize, title: &str, kept: &mut Option<String>) {
    if depth > MAX_DEPTH {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|it| search(it, depth + 1, title, kept)),
        Value::Object(object) => {
            let text = |key: &str| object.get(key).and_then(Value::as_str);
            let is_other = text("headline").is_some_and(|own| !linked_data::is_same(own, title));
            let longest = kept.as_ref().map_or(0, String::len);
            if let Some(body) = text("articleBody").filter(|body| !is_other && body.len() > longest)
            {
                *kept = Some(body.to_owned());
            }
            object.values().for_each(|it| search(it, depth + 1, title, kept));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The article in the data of scripts that has the title of the page.
fn of_data(data: &str, title: &str) -> Option<Kept> {
    let found = articles::read(data).ok()?;
    let is_own =
        |own: &Option<String>| own.as_deref().is_some_and(|own| linked_data::is_same(own, title));
    let own = found.into_iter().find(|article| is_own(&article.stated.title))?;
    Some(Kept { text: own.text, date: own.stated.date })
}

/// The bytes of a page that are text of its article, its title left out.
pub(super) fn shown(page: &str, chrome: &[Span], title: Option<Span>) -> usize {
    let around: usize = chrome.iter().chain(&title).map(|span| span.of(page).len()).sum();
    page.len().saturating_sub(around)
}

#[cfg(test)]
mod tests {
    use crate::ingest::html::read;

    #[track_caller]
    fn check(body: &str, expected: &str) {
        let head = "<html><head><title>A vote in the north - Herald</title></head><body>";
        let parts = read(&format!("{head}{body}</body></html>"));
        assert_eq!(parts.text.replace('\n', "|"), expected);
    }

    #[test]
    fn an_article_that_only_scripts_show_is_read() {
        let text = "They met on 3 May 1961. ".repeat(20);
        let text = text.trim();
        let kept = format!("A vote in the north - Herald||{text}");
        check(
            &format!(
                r#"<p>Loading…</p><script type="application/ld+json">{{"@graph":[{{"@type":"NewsArticle","headline":"A vote in the north","articleBody":"{text}"}},
                {{"headline":"Another one","articleBody":"{text} More."}}]}}</script>"#
            ),
            &kept,
        );
        check(
            &format!(
                r#"<div id="root"></div><script id="__NEXT_DATA__" type="application/json">{{"props":{{"pageProps":{{"article":{{"title":"A vote in the north","body":"<p>{text}</p>"}}}}}}}}</script>"#
            ),
            &kept,
        );
    }

    #[test]
    fn an_article_in_the_state_of_a_script_is_read() {
        let text = "They met on 3 May 1961. ".repeat(20);
        let text = text.trim();
        let kept = format!("A vote in the north - Herald||{text}");
        let article = format!(r#"{{"title":"A vote in the north","body":"{text}"}}"#);
        check(
            &format!(
                "<p>Loading…</p><script>window.__INITIAL_STATE__ = {{\"a\":{article}}};(function(){{}}())</script>"
            ),
            &kept,
        );
        let quoted = serde_json::to_string(&format!("{{\"a\":{article}}}")).unwrap();
        check(
            &format!(
                "<div></div><script>window.__PRELOADED_STATE__=JSON.parse({quoted});</script>"
            ),
            &kept,
        );
        check(
            &format!(
                "<div></div><script>window.__NUXT__=(function(a,b){{return {{data:[{{article:{{title:a,'body':\"\\u003Cp\\u003E{text}\\u003C\\u002Fp\\u003E\",live:!1,x:void 0,tags:[b,,b]}}}}],err:null}}}}(\"A vote in the north\",\"x\"));</script>"
            ),
            &kept,
        );
        // A list of values, each of which names others by their numbers.
        check(
            &format!(
                r#"<div></div><script type="application/json" id="__NUXT_DATA__">[["Reactive",1],{{"data":2}},{{"a":3}},{{"title":4,"body":5}},"A vote in the north","{text}"]</script>"#
            ),
            &kept,
        );
        let code = "window.start = function() { return {title: 'A vote in the north'}; };";
        check(&format!("<p>They met.</p><script>{code}</script>"), "They met.");
    }

    #[test]
    fn what_a_page_shows_stays() {
        let text = "They met on 3 May 1961. ".repeat(50);
        let text = text.trim();
        check(
            &format!(
                r#"<p>{text}</p><script type="application/ld+json">{{"articleBody":"{text} More. {text}"}}</script>"#
            ),
            text,
        );
        check(
            r#"<p>They met.</p><script type="application/ld+json">{"articleBody":"They met. More."}</script>"#,
            "They met.",
        );
        let other = format!(r#"{{"posts":[{{"title":"Another one","body":"{text}"}}]}}"#);
        check(
            &format!(r#"<p>They met.</p><script type="application/json">{other}</script>"#),
            "They met.",
        );
    }

    #[test]
    fn templates_of_a_saved_page_are_read_where_they_are_shown() {
        check(
            "<x-card><template shadowrootmode=open><p>They met.</p></template></x-card><template><p>Never shown.</p></template>",
            "They met.",
        );
    }
}
