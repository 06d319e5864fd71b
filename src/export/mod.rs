//! Scene → pictures; Chronology → data.
