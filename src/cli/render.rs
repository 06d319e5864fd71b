//! `annals render`: the figure without a window.

use super::args::{Input, Page, View};
use super::{corpus, progress};
use crate::export::picture::{self, PageOptions, Paper, Parts, PictureFormat, PictureOptions};
use crate::model::{Chronology, Claims, Factuality, PlaceCode};
use crate::project;
use crate::session::{Command, Facets, State, chips};
use crate::view::filter::RegionChoice;
use crate::view::{Filter, Placing, Sorting};
use anyhow::{Context as _, Result, bail};
use std::io::Write as _;
use std::path::Path;

/// Reads the input and draws it into `--output`.
pub(super) fn render(input: &Input, view: &View, page: &Page) -> Result<()> {
    let path = input.output.as_deref().context("Where to? Say --output FILE.(png|svg|pdf)")?;
    let format = format_of(path)?;
    if let Some(name) = &page.preset {
        let state = with_preset(input, name)?;
        return save(&state.chronology, &state.picture(format), path, input.quiet);
    }
    let chronology = corpus::read(input)?;
    let filter = filter(&chronology, view)?;
    let from = view.from.as_ref().and_then(|date| date.bounds().earliest);
    let to = view.to.as_ref().and_then(|date| date.bounds().latest);
    if let (Some(from), Some(to)) = (from, to)
        && to <= from
    {
        bail!("--from stands after --to");
    }
    let words = chips(&chronology, &Facets::new(&chronology), &filter);
    let words: Vec<String> = words.into_iter().map(|chip| chip.text).collect();
    let options = PictureOptions {
        format,
        page: page_options(page),
        filter,
        filter_words: words.join("; "),
        from_secs: from.map(|seconds| seconds as f64),
        to_secs: to.map(|seconds| seconds as f64),
        sorting: Sorting { lanes: view.lanes, colour: view.colour, claims: Claims::All },
        placing: Placing::default(),
        bands: corpus::bands(input)?,
        corpus: project::corpus_name(&input.paths),
    };
    save(&chronology, &options, path, input.quiet)
}

/// The project as a window has it once the kept page is chosen.
fn with_preset(input: &Input, name: &str) -> Result<State> {
    let (paths, _unpacked) = corpus::unpacked(&input.paths)?;
    let [path] = paths.as_slice() else { bail!("A preset is kept in one project") };
    if !project::is_project(path) {
        bail!("A preset is kept in a project, a file that ends in .annals\n{}", path.display());
    }
    let watch = progress::Reporter::new(input);
    let report = corpus::read_project(path, &input.options(), &watch)?;
    watch.finish();
    let mut state = State::default();
    corpus::finish(&mut state, report)?;
    if !state.presets.iter().any(|preset| preset.name == name) {
        let names: Vec<&str> = state.presets.iter().map(|it| it.name.as_str()).collect();
        let known = if names.is_empty() { "it keeps none".to_owned() } else { names.join(", ") };
        bail!("The project has no preset “{name}”: {known}\n{}", path.display());
    }
    if !input.quiet {
        progress::tell_warnings(&state.found().warnings);
    }
    state.apply(Command::UsePreset(name.to_owned()));
    Ok(state)
}

/// Draws and writes a picture; says where further pages are.
pub(super) fn save(
    chronology: &Chronology,
    options: &PictureOptions,
    path: &Path,
    is_quiet: bool,
) -> Result<()> {
    let files = picture::render(chronology, options)?;
    let names = picture::write(path, &files)
        .with_context(|| format!("Could not write {}", path.display()))?;
    if let [_, .., last] = names.as_slice()
        && !is_quiet
    {
        // Standard error may be closed; the files are there all the same.
        _ = writeln!(
            std::io::stderr(),
            "annals: {} pages; the last is {}",
            names.len(),
            last.display()
        );
    }
    Ok(())
}

/// The kind of picture that a path asks for.
pub(super) fn format_of(path: &Path) -> Result<PictureFormat> {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    picture::format_of(&name)
        .with_context(|| format!("Pictures end in .png, .svg or .pdf\n{}", path.display()))
}

fn filter(chronology: &Chronology, view: &View) -> Result<Filter> {
    let mut filter = Filter::default();
    if !view.region.is_empty() {
        filter.regions = Some(regions(chronology, &view.region)?);
    }
    if !view.factuality.is_empty() {
        let others = Factuality::ALL.into_iter().filter(|kind| !view.factuality.contains(kind));
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

fn page_options(page: &Page) -> PageOptions {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    PageOptions {
        paper: page.paper.unwrap_or(Paper::Free),
        is_portrait: page.portrait,
        free_px: page.size.unwrap_or((1_440, 900)),
        margin_mm: page.margin,
        text_size: page.text_size,
        scale: page.scale,
        theme: page.theme,
        title: text(&page.title),
        subtitle: text(&page.subtitle),
        caption: text(&page.caption),
        parts: Parts {
            legend: page.legend,
            scale_bar: page.scale_bar,
            filter: !page.no_footer,
            sources: page.sources,
            footer: !page.no_footer,
        },
        labels: page.labels,
        split: page.split,
        hides_paths: page.hide_paths,
        has_outlined_text: page.outlines,
        drawn_on: text(&page.drawn_on),
    }
}
