//! Shortcuts: the table's texts → key presses → commands.

use super::context::Cx;
use crate::session::{Command, Dialog, ENTRIES, Entry};
use egui::text_selection::LabelSelectionState;
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

    /// Whether these keys take back or copy what was typed.
    fn is_editing(self) -> bool {
        self.modifiers.command && matches!(self.key, Key::Z | Key::Y | Key::C)
    }

    /// Whether these keys would press a button, or move from one to the next.
    fn is_operating(self) -> bool {
        let operates =
            [Key::Enter, Key::Space, Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown];
        self.modifiers == Modifiers::NONE && operates.contains(&self.key)
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

/// What is said about a command, with its keys as the table has them.
pub(super) fn tip(text: &str, command: &Command) -> String {
    let entry = ENTRIES.iter().find(|entry| entry.command == *command);
    match entry.map_or("", |entry| entry.shortcut) {
        "" => text.to_owned(),
        shortcut => format!("{text} ({})", Keys::words(shortcut)),
    }
}

/// What has the keyboard, and so which keys are not for commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Focus {
    /// Nothing, or the timeline.
    Free,
    /// A button or another part that Enter, Space and arrows operate.
    Part,
    /// A field, a dialog or a menu.
    Field,
}

/// Asks for the commands whose keys were pressed.
pub(super) fn keys(cx: &mut Cx<'_>, ctx: &egui::Context) {
    let is_typing = egui::Popup::is_any_open(ctx) || ctx.text_edit_focused();
    let focus = if cx.state.dialog.is_some() || is_typing {
        Focus::Field
    } else if ctx.egui_wants_keyboard_input() && !cx.memory.has_canvas_focus {
        Focus::Part
    } else {
        Focus::Free
    };
    // A field or menu that Escape closed in this frame has had its Escape; a dialog leaves it to us.
    let is_done = cx.memory.had_field && cx.state.dialog.is_none();
    cx.memory.had_field = focus == Focus::Field || cx.memory.cluster.is_some();
    let has_words = selects_words(ctx);
    let chosen = cx.state.selection.map(|selection| selection.event);
    let pressed: Vec<(Key, Modifiers)> = ctx.input(|input| {
        let press = |event: &Event| match event {
            Event::Key { key, pressed: true, modifiers, .. } => Some((*key, *modifiers)),
            // The system's way to say Ctrl+C.
            Event::Copy => Some((Key::C, Modifiers::COMMAND)),
            _ => None,
        };
        input.events.iter().filter_map(press).collect()
    });
    for (key, modifiers) in pressed {
        if key == Key::Escape && modifiers.is_none() && (is_done || has_words) {
            continue;
        }
        // Selected words are what is copied.
        if has_words && (key, modifiers) == (Key::C, Modifiers::COMMAND) {
            cx.push(Command::Copied("the selected words"));
            continue;
        }
        let is_of_rows = focus == Focus::Free && modifiers.is_none();
        if is_of_rows && super::table::rows::step(cx, key) {
            continue;
        }
        // What is only read is closed by the key that opened it.
        let is_read = |it: &Dialog| matches!(it, Dialog::Legend | Dialog::Help);
        let own = cx.state.dialog.filter(|it| !is_typing && is_read(it)).map(Command::Dialog);
        let closing = own.filter(|own| closes(key, modifiers, own));
        if let Some(command) = closing.or_else(|| command_of(key, modifiers, focus, chosen)) {
            cx.push(command);
        }
    }
}

/// Whether these keys are those that open what is open.
fn closes(key: Key, modifiers: Modifiers, open: &Command) -> bool {
    let own = ENTRIES.iter().filter(|entry| entry.command == *open);
    let mut keys = own.flat_map(|entry| entry.shortcut.split(' ')).filter_map(Keys::parse);
    keys.any(|keys| keys.is_pressed(key, modifiers))
}

/// Whether words of a text are selected. A click alone selects none, though it leaves a mark where it was; one with
/// Shift takes more to what is selected.
fn selects_words(ctx: &egui::Context) -> bool {
    let is_click = ctx.input(|input| {
        let primary = egui::PointerButton::Primary;
        !input.modifiers.shift
            && input.pointer.primary_clicked()
            && !input.pointer.button_double_clicked(primary)
            && !input.pointer.button_triple_clicked(primary)
    });
    let selected = ctx.with_plugin(|selection: &mut LabelSelectionState| {
        if is_click {
            selection.clear_selection();
        }
        selection.has_selection()
    });
    selected.unwrap_or_default()
}

/// A key that decides about an event may also move the view: an event that is chosen comes first. One that can do
/// nothing else asks for it all the same, and the session says what is missing.
fn command_of(
    key: Key,
    modifiers: Modifiers,
    focus: Focus,
    chosen: Option<usize>,
) -> Option<Command> {
    let is_free = |keys: Keys| match focus {
        Focus::Free => true,
        Focus::Part => !keys.is_operating(),
        Focus::Field => !keys.is_typing() && !keys.is_editing(),
    };
    let fits = |keys: Keys| is_free(keys) && keys.is_pressed(key, modifiers);
    let pressed = |entry: &&Entry| entry.shortcut.split(' ').filter_map(Keys::parse).any(fits);
    let found: Vec<&Entry> = ENTRIES.iter().filter(pressed).collect();
    let decides = found.iter().find(|entry| entry.command.needs_event() && chosen.is_some());
    let moves = || found.iter().find(|entry| !entry.command.needs_event());
    let entry = decides.or_else(moves).or(found.first());
    let kept_view = || {
        let number = DIGITS.iter().position(|digit| *digit == key)?;
        let is_plain = modifiers.command && !modifiers.shift && !modifiers.alt;
        is_plain.then_some(Command::ShowView(number))
    };
    entry.map(|entry| entry.command.clone()).or_else(kept_view)
}

/// Ctrl and one of these shows a kept view.
const DIGITS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

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
        let check = |key, modifiers, focus, expected: Option<Command>| {
            assert_eq!(command_of(key, modifiers, focus, None), expected, "{key:?}");
        };
        check(Key::F, Modifiers::NONE, Focus::Free, Some(Command::Centre));
        check(Key::F, Modifiers::NONE, Focus::Part, Some(Command::Centre));
        check(Key::F, Modifiers::NONE, Focus::Field, None);
        check(Key::Enter, Modifiers::NONE, Focus::Part, None);
        check(Key::Z, Modifiers::COMMAND, Focus::Field, None);
        check(Key::K, Modifiers::COMMAND, Focus::Field, Some(Command::Dialog(Dialog::Palette)));
        check(Key::Z, Modifiers::COMMAND | Modifiers::SHIFT, Focus::Free, Some(Command::Redo));
        check(Key::Questionmark, Modifiers::SHIFT, Focus::Free, Some(help()));
        check(Key::N, Modifiers::SHIFT, Focus::Free, Some(Command::NextInDocument));
    }

    #[test]
    fn letters_decide_about_the_selected_event_and_move_without_one() {
        let check = |key, modifiers, with: Command, without: Option<Command>| {
            assert_eq!(command_of(key, modifiers, Focus::Free, Some(0)), Some(with), "{key:?}");
            assert_eq!(command_of(key, modifiers, Focus::Free, None), without, "{key:?}");
        };
        let none = Modifiers::NONE;
        check(Key::A, none, Command::Accept, Some(Command::PanLeft));
        check(Key::D, none, Command::Dialog(Dialog::Date), Some(Command::PanRight));
        check(Key::S, none, Command::Star, Some(Command::ZoomOut));
        check(Key::X, none, Command::Dismiss, Some(Command::Dismiss));
        check(Key::M, Modifiers::SHIFT, Command::Split, Some(Command::Split));
        check(Key::Num2, Modifiers::COMMAND, Command::ShowView(1), Some(Command::ShowView(1)));
    }

    fn help() -> Command {
        Command::Dialog(Dialog::Help)
    }
}
