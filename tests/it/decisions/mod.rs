//! What a person decided: made, saved, opened again and taken back.
//!
//! `review` goes from end to end, `cast` corrects who takes part, and `placed` where it was.

mod cast;
mod placed;
mod review;
