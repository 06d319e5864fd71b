//! Who acts in what a document tells, who says so, and whom "he", "they" and "we" mean.

pub(super) mod actor;
pub(super) mod actors;
pub(super) mod cited;
pub(super) mod claim;
mod full_name;
pub(super) mod home;
mod name_run;
mod others;
mod own_name;
pub(super) mod whom;
