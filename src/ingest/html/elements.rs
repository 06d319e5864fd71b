//! What the elements of HTML are to a reader.

use html5gum::emitters::default::StartTag;

/// Whether an element leads elsewhere; one with only a name is where others lead to.
pub(super) fn is_link(tag: &StartTag<()>) -> bool {
    let has = |name: &[u8]| tag.attributes.contains_key(name);
    tag.name.as_slice() == b"a" && (has(b"href") || !has(b"id") && !has(b"name"))
}

/// Whether a link leads to a place in its own page. In a heading it leads to this.
pub(super) fn is_inward(tag: &StartTag<()>) -> bool {
    tag.attributes.get(b"href".as_slice()).is_some_and(|href| href.value.starts_with(b"#"))
}

/// Elements without content.
pub(super) fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Elements that stand apart from what is around them.
pub(super) fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"address"
            | b"article"
            | b"aside"
            | b"blockquote"
            | b"body"
            | b"center"
            | b"details"
            | b"dialog"
            | b"div"
            | b"dl"
            | b"fieldset"
            | b"figcaption"
            | b"figure"
            | b"footer"
            | b"form"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"header"
            | b"hgroup"
            | b"main"
            | b"nav"
            | b"ol"
            | b"p"
            | b"pre"
            | b"section"
            | b"summary"
            | b"table"
            | b"ul"
            | b"title"
            | b"head"
            | b"html"
    )
}

/// Elements that begin a line.
pub(super) fn is_line(name: &[u8]) -> bool {
    matches!(name, b"li" | b"tr" | b"dt" | b"dd" | b"caption" | b"legend" | b"option" | b"label")
}

/// Whether an element can stand in no head, so that one before it has ended; unknown ones may be data of a program.
pub(super) fn begins_body(name: &[u8]) -> bool {
    is_block(name) && !matches!(name, b"title" | b"head" | b"html")
}

/// Scripts, controls and hidden elements have no text for a reader.
pub(super) fn is_dropped(tag: &StartTag<()>) -> bool {
    let name: &[u8] = &tag.name;
    let is_machinery = matches!(
        name,
        b"script"
            | b"style"
            | b"template"
            | b"noscript"
            | b"svg"
            | b"math"
            | b"iframe"
            | b"object"
            | b"select"
            | b"textarea"
            | b"canvas"
            | b"audio"
            | b"video"
            | b"head"
    );
    let attribute = |name: &[u8]| tag.attributes.get(name).map(|value| value.value.as_slice());
    // A saved page keeps what an element shows inside itself as a template of its own.
    let is_shown = name == b"template" && attribute(b"shadowrootmode").is_some();
    let is_machinery = is_machinery && !is_shown;
    let is_hidden = attribute(b"hidden").is_some()
        || attribute(b"style").is_some_and(|style| {
            let style = String::from_utf8_lossy(style).replace(' ', "").to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        });
    // Whole pages are hidden until a script has run: that is no reason to drop them.
    is_machinery || (is_hidden && !matches!(name, b"body" | b"html" | b"main" | b"article"))
}
