//! What comes from the disk and goes back to it: documents that are opened and watched, projects, kept views, and
//! the pages of pictures. Files themselves are read and written by whoever does the jobs.

mod opening;
pub(crate) mod projects;
pub(crate) mod sheet;
pub(crate) mod watching;
