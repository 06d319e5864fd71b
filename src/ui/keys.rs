//! Shortcuts: the table's texts → key presses → commands.

use super::context::Cx;
use crate::session::{Command, ENTRIES};
use egui::{Event, Key, Modifiers};

/// Keys of one shortcut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Keys {
    modifiers: Modifiers,
    key: Key,
}

impl Keys {
    /// Reads `Ctrl+Shift+Z`; `None` for a key that does not exist.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut modifiers = Modifiers::NONE;
        let mut rest = text;
        while let Some((name, after)) = rest.split_once('+').filter(|(name, _)| !name.is_empty()) {
            modifiers |= match name {
                "Ctrl" => Modifiers::COMMAND,
                "Shift" => Modifiers::SHIFT,
                "Alt" => Modifiers::ALT,
                _ => return None,
            };
            rest = after;
        }
        Some(Self { modifiers, key: Key::from_name(rest)? })
    }

    /// Whether these keys would write into a text field, or move in it.
    fn is_typing(self) -> bool {
        let is_function = self.key >= Key::F1 && self.key <= Key::F35;
        !(self.modifiers.command || self.modifiers.alt || is_function || self.key == Key::Escape)
    }

    fn is_pressed(self, key: Key, modifiers: Modifiers) -> bool {
        // `?` and `+` need Shift on most keyboards; letters, digits and arrows do not.
        let is_sign = matches!(self.key, Key::Questionmark | Key::Plus);
        let shift = modifiers.shift == self.modifiers.shift || is_sign;
        let command = modifiers.command == self.modifiers.command;
        key == self.key && shift && command && modifiers.alt == self.modifiers.alt
    }

    /// The keys as a menu shows them.
    pub(super) fn words(text: &str) -> String {
        let first = text.split(' ').next().unwrap_or_default();
        first.replace("Arrow", "").replace("Escape", "Esc")
    }
}

/// Asks for the commands whose keys were pressed.
pub(super) fn keys(cx: &mut Cx<'_>, ctx: &egui::Context) {
    let is_typing = ctx.egui_wants_keyboard_input() && !cx.memory.has_canvas_focus;
    let is_dialog_open = cx.state.dialog.is_some() || egui::Popup::is_any_open(ctx);
    let pressed: Vec<(Key, Modifiers)> = ctx.input(|input| {
        let press = |event: &Event| match event {
            Event::Key { key, pressed: true, modifiers, .. } => Some((*key, *modifiers)),
            _ => None,
        };
        input.events.iter().filter_map(press).collect()
    });
    for (key, modifiers) in pressed {
        let Some(command) = command_of(key, modifiers, is_typing || is_dialog_open) else {
            continue;
        };
        cx.push(command);
    }
}

fn command_of(key: Key, modifiers: Modifiers, is_typing: bool) -> Option<Command> {
    let fits = |keys: Keys| !(is_typing && keys.is_typing()) && keys.is_pressed(key, modifiers);
    let entry =
        ENTRIES.iter().find(|entry| entry.shortcut.split(' ').filter_map(Keys::parse).any(fits))?;
    Some(entry.command.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shortcut_of_the_table_is_a_key() {
        for entry in ENTRIES {
            for text in entry.shortcut.split(' ').filter(|text| !text.is_empty()) {
                assert!(Keys::parse(text).is_some(), "{text} of {}", entry.name);
            }
        }
    }

    #[test]
    fn letters_do_nothing_while_somebody_types() {
        let check = |key, modifiers, is_typing, expected: Option<Command>| {
            assert_eq!(command_of(key, modifiers, is_typing), expected, "{key:?}");
        };
        check(Key::F, Modifiers::NONE, false, Some(Command::Centre));
        check(Key::F, Modifiers::NONE, true, None);
        check(Key::Z, Modifiers::COMMAND, true, Some(Command::Undo));
        check(Key::Z, Modifiers::COMMAND | Modifiers::SHIFT, false, Some(Command::Redo));
        check(Key::Questionmark, Modifiers::SHIFT, false, Some(help()));
        check(Key::N, Modifiers::SHIFT, false, Some(Command::NextInDocument));
    }

    fn help() -> Command {
        Command::Dialog(crate::session::Dialog::Help)
    }
}
