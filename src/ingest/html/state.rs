//! The state that a script of a page begins with, as a value: JSON, JSON in quotation marks, or the literals of
//! JavaScript, of which what occurs often stands behind the rest and has a name before it.
//!
//! ```text
//!  window.__STATE__ = {"article":{"title":"A vote"}};
//!  window.__STATE__ = JSON.parse("{\"article\":…}");
//!  window.__NUXT__ = (function(a,b){return {article:{title:a,live:!1}}}("A vote",null));
//! ```

use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Values within values that are read.
const MAX_DEPTH: usize = 60;

/// Bytes that named values may grow to, all together.
const MAX_NAMED_BYTES: usize = 16 << 20;

/// Values that a list of values may grow to.
const MAX_VALUES: usize = 500_000;

/// Whether a script begins by assigning something of its page.
pub(super) fn may_keep(script: &str) -> bool {
    let script = script.trim_start();
    ["window.", "window[", "self.", "globalThis.", "var __", "__"]
        .iter()
        .any(|it| script.starts_with(it))
}

/// What a script assigns first, if it is a value.
pub(super) fn read(script: &str) -> Option<Value> {
    let (_, value) = script.split_once('=')?;
    let value = value.trim_start();
    if let Some(quoted) = value.strip_prefix("JSON.parse(") {
        let Value::String(json) = Reader::new(quoted).value(0)? else { return None };
        return serde_json::from_str(&json).ok();
    }
    match value.strip_prefix("(function") {
        Some(called) => of_call(called),
        None if value.starts_with(['{', '[']) => Reader::new(value).value(0),
        None => None,
    }
}

/// `(a,b){return {…}}("A vote",null))`: the value, with what stands behind it for the names before it.
fn of_call(called: &str) -> Option<Value> {
    let (names, rest) = called.trim_start().strip_prefix('(')?.split_once(')')?;
    let mut body = Reader::new(rest.trim_start());
    body.skip_group()?;
    let (body, arguments) = rest.trim_start().split_at_checked(body.at)?;
    let arguments = arguments.trim_start().trim_start_matches(')').trim_start();
    let mut arguments = Reader::new(arguments);
    let values = arguments.list('(', ')', 0)?;
    let names = names.split(',').map(|name| name.trim().to_owned());
    let (_, value) = body.split_once("return")?;
    let mut reader = Reader::new(value);
    reader.named = names.zip(values).collect();
    reader.value(0)
}

/// Reads a value as JavaScript writes it.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    named: BTreeMap<String, Value>,
    left: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0, named: BTreeMap::new(), left: MAX_NAMED_BYTES }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next character that is no space.
    fn peek(&mut self) -> Option<char> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        self.rest().chars().next()
    }

    fn take(&mut self, c: char) -> bool {
        let is_next = self.peek() == Some(c);
        self.at += if is_next { c.len_utf8() } else { 0 };
        is_next
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        if MAX_DEPTH < depth {
            return None;
        }
        match self.peek()? {
            '{' => self.object(depth),
            '[' => self.list('[', ']', depth).map(Value::Array),
            '"' | '\'' | '`' => self.string().map(Value::String),
            '!' => {
                self.at += 1;
                let number = self.word();
                Some(Value::Bool(number == "0"))
            }
            '-' | '0'..='9' | '.' => {
                let number = self.word();
                Some(number.parse::<i64>().map_or_else(
                    |_| number.parse::<f64>().map_or(Value::Null, Value::from),
                    Value::from,
                ))
            }
            c if c.is_alphabetic() || c == '_' || c == '$' => self.named_value(),
            _ => None,
        }
    }

    /// A name and what it stands for; what is called or made is nothing, but for a moment.
    fn named_value(&mut self) -> Option<Value> {
        match self.word() {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            "void" => {
                self.peek()?;
                self.word();
                Some(Value::Null)
            }
            "new" => {
                self.peek()?;
                let is_moment = self.word() == "Date";
                let made = self.list('(', ')', MAX_DEPTH)?;
                Some(made.into_iter().next().filter(|_| is_moment).unwrap_or_default())
            }
            name => {
                if self.peek() == Some('(') {
                    self.skip_group()?;
                    return Some(Value::Null);
                }
                let value = self.named.get(name).cloned().unwrap_or_default();
                let size = match &value {
                    Value::String(text) => text.len(),
                    Value::Array(_) | Value::Object(_) => value.to_string().len(),
                    Value::Null | Value::Bool(_) | Value::Number(_) => 0,
                };
                self.left = self.left.checked_sub(size)?;
                Some(value)
            }
        }
    }

    fn word(&mut self) -> &'a str {
        let rest = self.rest();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '-' | '+');
        let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        let mut found = Map::new();
        self.take('{');
        while !self.take('}') {
            let key = match self.peek()? {
                '"' | '\'' => self.string()?,
                _ => self.word().to_owned(),
            };
            if !self.take(':') {
                return None;
            }
            let value = self.value(depth + 1)?;
            found.insert(key, value);
            if !self.take(',') && self.peek() != Some('}') {
                return None;
            }
        }
        Some(Value::Object(found))
    }

    fn list(&mut self, open: char, close: char, depth: usize) -> Option<Vec<Value>> {
        let mut found = Vec::new();
        if !self.take(open) {
            return None;
        }
        while !self.take(close) {
            // A place may be left empty.
            if self.take(',') {
                continue;
            }
            found.push(self.value(depth.min(MAX_DEPTH - 1) + 1)?);
            if !self.take(',') && self.peek() != Some(close) {
                return None;
            }
        }
        Some(found)
    }

    fn string(&mut self) -> Option<String> {
        let quote = self.peek()?;
        self.at += quote.len_utf8();
        let mut found = String::new();
        loop {
            let rest = self.rest();
            let end = rest.find([quote, '\\'])?;
            found.push_str(rest.get(..end)?);
            self.at += end + 1;
            if rest.get(end..)?.starts_with(quote) {
                return Some(found);
            }
            self.escape(&mut found)?;
        }
    }

    /// What stands behind a backslash.
    fn escape(&mut self, into: &mut String) -> Option<()> {
        let escaped = self.rest().chars().next()?;
        self.at += escaped.len_utf8();
        match escaped {
            'n' => into.push('\n'),
            't' => into.push('\t'),
            'r' | 'b' | 'f' | 'v' | '0' | '\n' => {}
            'u' | 'x' => {
                let first = self.code(if escaped == 'u' { 4 } else { 2 })?;
                let is_half = (0xd800..0xdc00).contains(&first) && self.rest().starts_with("\\u");
                let code = if is_half {
                    self.at += 2;
                    let second = self.code(4)?;
                    0x10000 + ((first - 0xd800) << 10) + (second & 0x3ff)
                } else {
                    first
                };
                into.push(char::from_u32(code).unwrap_or('\u{fffd}'));
            }
            other => into.push(other),
        }
        Some(())
    }

    fn code(&mut self, digits: usize) -> Option<u32> {
        let code = u32::from_str_radix(self.rest().get(..digits)?, 16).ok()?;
        self.at += digits;
        Some(code)
    }

    /// Passes over a group in brackets, whatever is in it.
    fn skip_group(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        while let Some(c) = self.peek() {
            match c {
                '"' | '\'' | '`' => {
                    self.string()?;
                    continue;
                }
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth = depth.checked_sub(1)?,
                _ => {}
            }
            self.at += c.len_utf8();
            if depth == 0 {
                return Some(());
            }
        }
        None
    }
}

/// A list of values, of which the first is the whole and each names those in it by their numbers, as a value.
pub(super) fn unlisted(list: &Value) -> Option<Value> {
    let values = list.as_array().filter(|values| values.first().is_some_and(Value::is_array))?;
    let mut left = MAX_VALUES;
    value_of(values, 0, 0, &mut left)
}

fn value_of(values: &[Value], number: usize, depth: usize, left: &mut usize) -> Option<Value> {
    *left = left.checked_sub(1)?;
    let value = values.get(number).filter(|_| depth < MAX_DEPTH)?;
    let mut inner = |value: &Value| {
        let number = value.as_u64().and_then(|number| usize::try_from(number).ok());
        number.and_then(|number| value_of(values, number, depth + 1, left)).unwrap_or_default()
    };
    Some(match value {
        Value::Array(parts) => match parts.split_first() {
            // `["Reactive",1]`, `["Date","2019-03-06"]`.
            Some((Value::String(kind), [value])) if value.is_number() && kind != "Date" => {
                inner(value)
            }
            Some((Value::String(_), [moment, ..])) => moment.clone(),
            _ => Value::Array(parts.iter().map(inner).collect()),
        },
        Value::Object(object) => {
            let fields = object.iter().map(|(key, value)| (key.clone(), inner(value)));
            Value::Object(fields.collect())
        }
        plain => plain.clone(),
    })
}
