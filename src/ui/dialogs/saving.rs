//! Where a file goes that the user names: a path that is kept from one export to the next, and a question
//! before another file is replaced.

use crate::export::file::{Ground, ground};
use crate::session::{Command, Dialog, SaveFormat};
use crate::ui::context::Cx;
use crate::ui::paths;
use egui::{RichText, Ui};
use std::path::{Path, PathBuf};

/// Where the files of a dialog went last.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    dialog: Dialog,
    path: PathBuf,
    /// Number of the kind of file.
    format: usize,
}

/// A path that was asked for, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    path: PathBuf,
    /// `None` where the file is being saved.
    obstacle: Option<Ground>,
}

/// Fills the fields of a dialog that was just opened: with what was saved last, or a name in the folder of
/// the last export, or of the project.
pub(crate) fn fill(cx: &mut Cx<'_>, dialog: Dialog) {
    cx.memory.asked = None;
    let name = match dialog {
        Dialog::Picture => "timeline.png",
        Dialog::Table => "events.csv",
        _ => return,
    };
    let kept = &cx.memory.exports;
    if let Some(kept) = kept.iter().rev().find(|kept| kept.dialog == dialog) {
        cx.memory.typed = kept.path.display().to_string();
        cx.memory.export_format = kept.format;
        return;
    }
    let project = cx.state.project.as_ref().map(|project| &project.path);
    let beside = kept.last().map(|kept| &kept.path).or(project);
    let folder = beside.and_then(|path| path.parent()).map(Path::to_owned);
    let folder = folder.unwrap_or_else(|| std::env::current_dir().unwrap_or_default());
    cx.memory.typed = folder.join(name).display().to_string();
}

/// Gives the path in the field the ending of another kind of file.
pub(crate) fn choose_format(cx: &mut Cx<'_>, number: usize, format: SaveFormat) {
    cx.memory.export_format = number;
    let path = Path::new(&cx.memory.typed).with_extension(format.extension());
    cx.memory.typed = path.display().to_string();
}

/// Takes the format that the ending of the typed path names, where it is another one.
pub(crate) fn follow_ending(cx: &mut Cx<'_>, formats: &[SaveFormat]) {
    let path = paths::typed(&cx.memory.typed);
    let Some(ending) = path.extension().map(|it| it.to_string_lossy().to_lowercase()) else {
        return;
    };
    let is_of = |format: &SaveFormat| format.extension() == ending;
    let chosen = formats.get(cx.memory.export_format);
    if let Some(number) = formats.iter().position(is_of).filter(|_| !chosen.is_some_and(is_of)) {
        cx.memory.export_format = number;
    }
}

/// Saves to the path in the field, unless something stands in the way; `names` are the files that this
/// makes of it.
pub(crate) fn ask(
    cx: &mut Cx<'_>,
    saving: impl FnOnce(PathBuf) -> Command,
    names: impl Fn(&Path) -> Vec<PathBuf>,
) {
    let path = paths::typed(&cx.memory.typed);
    let taken = names(&path).into_iter().find(|name| ground(name) != Ground::Free);
    match taken {
        Some(taken) => {
            let obstacle = Some(ground(&taken));
            cx.memory.asked = Some(Asked { path, obstacle });
        }
        None => save(cx, saving, path),
    }
}

fn save(cx: &mut Cx<'_>, saving: impl FnOnce(PathBuf) -> Command, path: PathBuf) {
    if let Some(dialog) = cx.state.dialog {
        let kept = Kept { dialog, path: path.clone(), format: cx.memory.export_format };
        cx.memory.exports.retain(|other| other.dialog != dialog);
        cx.memory.exports.push(kept);
    }
    cx.memory.asked = Some(Asked { path: path.clone(), obstacle: None });
    cx.push(saving(path));
}

/// What stands in the way of the path in the field, and what can be done about it.
pub(crate) fn answer_ui(cx: &mut Cx<'_>, ui: &mut Ui, saving: impl FnOnce(PathBuf) -> Command) {
    let path = paths::typed(&cx.memory.typed);
    let Some(asked) = cx.memory.asked.clone().filter(|asked| asked.path == path) else { return };
    let bad = |text: &str| RichText::new(text).color(cx.look.error);
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| match asked.obstacle {
        Some(Ground::Taken) => {
            ui.label(bad("A file of this name is there already"));
            if ui.button("Replace").clicked() {
                save(cx, saving, path);
            }
        }
        Some(Ground::Folder) => {
            ui.label(bad("This is a folder: give the name of a file in it"));
        }
        Some(Ground::NoFolder) => {
            ui.label(bad("There is no such folder"));
        }
        Some(Ground::Free) | None => match &cx.state.notice {
            Some(notice) if notice.is_bad() => {
                ui.label(bad(&notice.text));
            }
            Some(_) => {}
            None => {
                ui.label(RichText::new("Saving…").color(cx.look.muted));
            }
        },
    });
}
