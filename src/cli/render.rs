//! `annals render`: the figure without a window.

use super::args::{Input, Page, PaperChoice, ThemeChoice, View};
use super::output;
use crate::export::picture::{self, PictureFormat, PictureOptions};
use crate::model::{Chronology, Factuality, PlaceCode};
use crate::view::filter::RegionChoice;
use crate::view::{Filter, Placing, ThemeName};
use anyhow::{Context as _, Result, bail};
use std::path::Path;

/// Reads the input and draws it into `--output`.
pub(super) fn render(input: &Input, view: &View, page: &Page) -> Result<()> {
    let path = input.output.as_deref().context("Where to? Say --output FILE.(png|svg|pdf)")?;
    let format = format_of(path)?;
    let chronology = super::corpus::read(input)?;
    let filter = filter(&chronology, view)?;
    let from = view.from.as_ref().and_then(|date| date.bounds().earliest);
    let to = view.to.as_ref().and_then(|date| date.bounds().latest);
    if let (Some(from), Some(to)) = (from, to)
        && to <= from
    {
        bail!("--from stands after --to");
    }
    let options = PictureOptions {
        format,
        size_px: size_px(page),
        scale: page.scale,
        theme: theme(page.theme),
        filter,
        from_secs: from.map(|seconds| seconds as f64),
        to_secs: to.map(|seconds| seconds as f64),
        lanes: view.lanes(),
        placing: Placing::default(),
        colour: view.colour(),
        title: page.title.clone().unwrap_or_default(),
        subtitle: page.subtitle.clone().unwrap_or_default(),
        caption: page.caption.clone().unwrap_or_default(),
        parts: picture::Parts {
            legend: page.legend,
            sources: page.sources,
            footer: !page.no_footer,
        },
        corpus: corpus_name(&input.paths),
    };
    save(&chronology, &options, path)
}

/// Draws and writes a picture.
pub(super) fn save(chronology: &Chronology, options: &PictureOptions, path: &Path) -> Result<()> {
    let bytes = picture::render(chronology, options)?;
    output::write(Some(path), &bytes)
}

/// The kind of picture that a path asks for.
pub(super) fn format_of(path: &Path) -> Result<PictureFormat> {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    picture::format_of(&name)
        .with_context(|| format!("Pictures end in .png, .svg or .pdf\n{}", path.display()))
}

/// What a corpus is called: the last part of its path.
pub(super) fn corpus_name(paths: &[std::path::PathBuf]) -> String {
    let names = paths.iter().filter_map(|path| path.file_name());
    names.map(|name| name.to_string_lossy()).collect::<Vec<_>>().join(", ")
}

fn filter(chronology: &Chronology, view: &View) -> Result<Filter> {
    let mut filter = Filter::default();
    if !view.region.is_empty() {
        filter.regions = Some(regions(chronology, &view.region)?);
    }
    if !view.factuality.is_empty() {
        let wanted: Vec<Factuality> = view.factuality.iter().map(|&choice| choice.into()).collect();
        let others = Factuality::ALL.into_iter().filter(|kind| !wanted.contains(kind));
        filter.hidden_factualities = others.collect();
    }
    Ok(filter)
}

/// The named places with all that they contain.
fn regions(chronology: &Chronology, codes: &[String]) -> Result<RegionChoice> {
    let wanted: Vec<PlaceCode> = codes.iter().map(|code| PlaceCode::from_exported(code)).collect();
    let places = &chronology.places;
    if let Some(unknown) = wanted.iter().find(|code| places.get(code).is_none()) {
        bail!("No event of this corpus lies in {}", unknown.exported());
    }
    let within = |code: &PlaceCode| {
        places.with_ancestors(code).iter().any(|ancestor| wanted.contains(ancestor))
    };
    let ticked = places.iter().map(|place| place.code.clone()).filter(within).collect();
    Ok(RegionChoice { ticked, no_region: false })
}

fn size_px(page: &Page) -> (f32, f32) {
    let landscape = match (page.size, page.paper) {
        (Some((width, height)), _) => return (width as f32, height as f32),
        (None, Some(PaperChoice::A4)) => picture::A4_PX,
        (None, Some(PaperChoice::A3)) => picture::A3_PX,
        (None, Some(PaperChoice::Letter)) => picture::LETTER_PX,
        (None, None) => (1_440.0, 900.0),
    };
    if page.portrait { (landscape.1, landscape.0) } else { landscape }
}

fn theme(choice: ThemeChoice) -> ThemeName {
    match choice {
        ThemeChoice::Light => ThemeName::Light,
        ThemeChoice::Dark => ThemeName::Dark,
        ThemeChoice::Greyscale => ThemeName::Greyscale,
    }
}
