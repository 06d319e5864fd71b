//! What can be said on the command line; help, completions and the man page come from here.

use crate::export::EventFormat;
use crate::export::picture::{Paper, Split};
use crate::ingest;
use crate::model::edtf::Partial;
use crate::model::{Date, DateTime, Edtf, Factuality};
use crate::pipeline::{self, CacheOptions};
use crate::view::{ColourBy, Labels, LaneBy, ThemeName};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Turns a folder of documents into a chronology with sources. Everything is read on this computer;
/// nothing is sent.
#[derive(Debug, Parser)]
#[command(name = "annals", version, about, args_conflicts_with_subcommands = true)]
pub(super) struct Args {
    /// Folder, files, archive or manifest to open in the window; none for an empty window
    pub(super) paths: Vec<PathBuf>,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List what was read: one record a document, with its date, how that was found, and warnings
    Documents {
        #[command(flatten)]
        input: Input,
        /// Form of the records
        #[arg(long, value_enum, default_value = "jsonl")]
        format: DocumentFormat,
        /// Also write each document's text to this folder
        #[arg(long, value_name = "DIR")]
        text: Option<PathBuf>,
    },
    /// List every time and place mention with its offsets
    Annotate {
        #[command(flatten)]
        input: Input,
        /// Form of the records
        #[arg(long, value_enum, default_value = "jsonl")]
        format: AnnotateFormat,
    },
    /// List the merged events with their sources
    Extract {
        #[command(flatten)]
        input: Input,
        /// Form of the records
        #[arg(long, value_parser = one_of(EventFormat::ALL, EventFormat::word), default_value = "jsonl")]
        format: EventFormat,
    },
    /// Draw the chronology as PNG, SVG or PDF, without a window, display or GPU
    Render {
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        view: View,
        #[command(flatten)]
        page: Box<Page>,
    },
    /// Pack a project or folder with its texts into one zip file that opens elsewhere
    Bundle {
        #[command(flatten)]
        input: Input,
        /// Pack the quoted sentences alone, not the whole texts
        #[arg(long)]
        quotes: bool,
    },
    /// Run commands of the window from a script, one after another, without a window
    Run {
        /// A TOML file of commands
        #[arg(value_name = "SCRIPT.toml")]
        script: PathBuf,
    },
    /// Print a completion script for a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// What to read, and how.
#[derive(Debug, ClapArgs)]
pub(super) struct Input {
    /// Folder, file, zip archive or manifest (.jsonl, .csv)
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Write to this file instead of standard output (`-`)
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Document date where none was found
    #[arg(long, value_name = "DATE", value_parser = day)]
    dct: Option<Date>,
    /// Language where none was found, as a BCP 47 tag
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Threads; 0 takes as many as there are cores
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) threads: usize,
    /// Read every file anew
    #[arg(long, conflicts_with = "cache")]
    no_cache: bool,
    /// Keep what was read in this folder instead of the usual one
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// Show how far the work has come; `always` writes one JSON line a step
    #[arg(long, value_enum, default_value = "auto")]
    pub(super) progress: ProgressMode,
    /// Say nothing but errors
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// What of the chronology is drawn.
#[derive(Debug, ClapArgs)]
pub(super) struct View {
    /// Draw from this date on
    // A year before Christ begins with a sign.
    #[arg(long, value_name = "DATE", value_parser = edtf, allow_hyphen_values = true)]
    pub(super) from: Option<Edtf>,
    /// Draw up to this date
    #[arg(long, value_name = "DATE", value_parser = edtf, allow_hyphen_values = true)]
    pub(super) to: Option<Edtf>,
    /// Only events in these places, by code (RU-TA, UA), with everything inside them
    #[arg(long, value_name = "CODE", num_args = 1.., value_delimiter = ',')]
    pub(super) region: Vec<String>,
    /// Only events of this factuality
    #[arg(long, value_parser = one_of(Factuality::ALL, Factuality::word), num_args = 1.., value_delimiter = ',')]
    pub(super) factuality: Vec<Factuality>,
    /// What lanes stand for
    #[arg(long, value_parser = one_of(LaneBy::ALL, LaneBy::word), default_value = "region")]
    pub(super) lanes: LaneBy,
    /// What colours stand for
    #[arg(long, alias = "color", value_parser = one_of(ColourBy::ALL, ColourBy::word), default_value = "region")]
    pub(super) colour: ColourBy,
}

/// The page around the drawing.
#[derive(Debug, ClapArgs)]
pub(super) struct Page {
    /// Size in pixels, as `1600x900`
    #[arg(long, value_name = "WxH", value_parser = size, conflicts_with = "paper")]
    pub(super) size: Option<(u32, u32)>,
    /// Paper size, landscape
    #[arg(long, value_parser = one_of(Paper::SIZED, Paper::word))]
    pub(super) paper: Option<Paper>,
    /// Draw as this page of the project says; other options of view and page are not needed
    #[arg(long, value_name = "NAME")]
    pub(super) preset: Option<String>,
    /// Space at every edge in millimetres
    #[arg(long, value_name = "MM", default_value_t = 7.5)]
    pub(super) margin: f32,
    /// How large text and marks are; 1 is usual
    #[arg(long, value_name = "N", default_value_t = 1.0)]
    pub(super) text_size: f32,
    /// Which marks have their titles beside them
    #[arg(long, value_parser = one_of(Labels::ALL, Labels::word), default_value = "all")]
    pub(super) labels: Labels,
    /// A page of its own for every piece of time with an event; pages of PNG and SVG are files
    #[arg(long, value_parser = one_of(Split::ALL, Split::word), default_value = "none")]
    pub(super) split: Split,
    /// Paper upright
    #[arg(long, requires = "paper")]
    pub(super) portrait: bool,
    /// Pixels of a PNG to one pixel of the drawing
    #[arg(long, value_name = "N", default_value_t = 1.0)]
    pub(super) scale: f32,
    /// Colours
    #[arg(long, value_parser = one_of(ThemeName::OF_PICTURES, ThemeName::word), default_value = "light")]
    pub(super) theme: ThemeName,
    /// Heading of the page
    #[arg(long)]
    pub(super) title: Option<String>,
    /// Line under the heading
    #[arg(long)]
    pub(super) subtitle: Option<String>,
    /// Line under the drawing
    #[arg(long)]
    pub(super) caption: Option<String>,
    /// Explain the marks that are drawn
    #[arg(long)]
    pub(super) legend: bool,
    /// Number the marks and list their sources, on further pages where they need them
    #[arg(long)]
    pub(super) sources: bool,
    /// Draw a bar of a known piece of time
    #[arg(long)]
    pub(super) scale_bar: bool,
    /// Leave out names of files and folders
    #[arg(long)]
    pub(super) hide_paths: bool,
    /// Write letters of an SVG as outlines
    #[arg(long)]
    pub(super) outlines: bool,
    /// Words for the footer that say when it was drawn; none, so that the bytes repeat
    #[arg(long, value_name = "WORDS")]
    pub(super) drawn_on: Option<String>,
    /// Leave out the footer with its counts
    #[arg(long)]
    pub(super) no_footer: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum DocumentFormat {
    Jsonl,
    Csv,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum AnnotateFormat {
    Jsonl,
    Timeml,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ProgressMode {
    Auto,
    Always,
    Never,
}

impl Input {
    /// The pipeline's options.
    pub(super) fn options(&self) -> pipeline::Options {
        let ingest = ingest::Options { default_dct: self.dct, language: self.language.clone() };
        let cache = match &self.cache {
            _ if self.no_cache => None,
            Some(folder) => {
                std::env::current_exe().ok().map(|it| CacheOptions::new(folder.clone(), &it))
            }
            None => super::usual_cache(),
        };
        pipeline::Options { ingest, threads: self.threads, cache }
    }
}

/// One of the words that values are known by, here and in project files.
fn one_of<T, const N: usize>(
    all: [T; N],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    let named = move |said: String| all.into_iter().find(|&value| word(value) == said);
    PossibleValuesParser::new(all.map(word)).try_map(move |said| named(said).ok_or(Unnamed))
}

/// A word that names none of the values; those that may be said all name one.
#[derive(Debug, thiserror::Error)]
#[error("nothing is called so")]
struct Unnamed;

fn edtf(text: &str) -> Result<Edtf, String> {
    text.parse().map_err(|error| format!("{error}; write it as 1992, 1992-03 or 1992-03-21"))
}

fn day(text: &str) -> Result<Date, String> {
    let whole_day = |date: Partial| {
        let first = date.bounds().earliest.map(|seconds| DateTime::from_seconds(seconds).date);
        first.filter(|&first| date.bounds() == first.bounds())
    };
    let date = text.get(..10).unwrap_or(text);
    match edtf(date)? {
        Edtf::Point(date) => {
            whole_day(date).ok_or_else(|| "a whole date is needed, as 1992-03-21".to_owned())
        }
        Edtf::Interval { .. } | Edtf::OneOf(_) => {
            Err("one day is needed, as 1992-03-21".to_owned())
        }
    }
}

pub(super) fn size(text: &str) -> Result<(u32, u32), String> {
    let wanted =
        || "a size is written as 1600x900, at least 320x200 and at most 20000x20000".to_owned();
    let (width, height) = text.split_once(['x', 'X', '×']).ok_or_else(wanted)?;
    let (Ok(width), Ok(height)) = (width.parse(), height.parse()) else { return Err(wanted()) };
    let fits = (320..=20_000).contains(&width) && (200..=20_000).contains(&height);
    if fits { Ok((width, height)) } else { Err(wanted()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check<T: Copy + serde::Serialize, const N: usize>(all: [T; N], word: fn(T) -> &'static str) {
        for value in all {
            assert_eq!(serde_json::to_value(value).unwrap(), word(value));
        }
    }

    #[test]
    fn a_page_has_the_same_words_here_and_in_project_files() {
        check(Paper::ALL, Paper::word);
        check(Labels::ALL, Labels::word);
        check(Split::ALL, Split::word);
        check(ThemeName::ALL, ThemeName::word);
    }
}
