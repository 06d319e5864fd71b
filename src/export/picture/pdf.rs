//! Pages → PDF: vectors, with text that can be selected and a structure that can be read aloud. Holds
//! no date, so that its bytes repeat.

use super::ExportError;
use super::page::{Page, Role};
use super::png::Faces;
use super::svg::svg;
use krilla::Document;
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, Tag, TagGroup, TagTree};
use krilla_svg::{SurfaceExt as _, SvgSettings};

/// Points to a pixel: pixels are a ninety-sixth of an inch.
const POINTS_PER_PX: f32 = 0.75;

/// One PDF page for each page.
pub(super) fn pdf(
    pages: &[Page],
    size_px: (f32, f32),
    title: &str,
) -> Result<Vec<u8>, ExportError> {
    let faces = Faces::shipped();
    let mut document = Document::new();
    let metadata = Metadata::new().title(title.to_owned()).creator("Annals".to_owned());
    document.set_metadata(metadata.language("en".to_owned()));
    let mut tags = TagTree::new().with_lang(Some("en".to_owned()));
    let (width, height) = (size_px.0 * POINTS_PER_PX, size_px.1 * POINTS_PER_PX);
    let empty = || ExportError::Size { width: f64::from(width), height: f64::from(height) };
    for parts in pages {
        let settings = PageSettings::from_wh(width, height).ok_or_else(empty)?;
        let size = Size::from_wh(width, height).ok_or_else(empty)?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for part in parts {
            let tree = faces.tree(&svg(std::slice::from_ref(part), size_px, ""))?;
            let draw =
                |surface: &mut Surface<'_>| surface.draw_svg(&tree, size, SvgSettings::default());
            let (id, drawn) = tagged(&mut surface, &part.role, draw);
            drawn.ok_or_else(|| ExportError::Draw("a page came out empty".to_owned()))?;
            match &part.role {
                Role::Frame => {}
                Role::Heading => tags.push(TagGroup::with_children(Tag::P, vec![id.into()])),
                Role::Figure(words) => {
                    let figure = Tag::Figure(Some(words.clone()));
                    tags.push(TagGroup::with_children(figure, vec![id.into()]));
                }
                Role::Notes | Role::Sources => {
                    tags.push(TagGroup::with_children(Tag::P, vec![id.into()]));
                }
            }
        }
        surface.finish();
        page.finish();
    }
    document.set_tag_tree(tags);
    document.finish().map_err(|error| ExportError::Draw(format!("{error:?}")))
}

/// Draws a part under the tag of its role.
fn tagged<T>(
    surface: &mut Surface<'_>,
    role: &Role,
    draw: impl FnOnce(&mut Surface<'_>) -> T,
) -> (Identifier, T) {
    let tag = match role {
        Role::Frame => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)),
        Role::Heading | Role::Figure(_) | Role::Notes | Role::Sources => ContentTag::Other,
    };
    let id = surface.start_tagged(tag);
    let drawn = draw(surface);
    surface.end_tagged();
    (id, drawn)
}
