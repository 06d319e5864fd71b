//! The state of one open corpus and the commands that change it; knows no egui.
