//! The sample documents, carried inside the program.

use std::io;
use std::path::Path;

macro_rules! sample {
    ($name:literal) => {
        ($name, include_str!(concat!("../../assets/sample/", $name)))
    };
}

/// Path below the sample's folder, and text.
const FILES: &[(&str, &str)] = &[
    sample!("ballots/asking-the-people.md"),
    sample!("ballots/field-notes.txt"),
    sample!("ballots/santiago-crawl.txt"),
    sample!("sarybel-dam/anniversary-crawl.txt"),
    sample!("sarybel-dam/courier.html"),
    sample!("sarybel-dam/inquiry-report.md"),
    sample!("sarybel-dam/re-gauges.eml"),
    sample!("sarybel-dam/wire.txt"),
    sample!("straits/dardanelles.txt"),
    sample!("straits/ever-given.txt"),
    sample!("straits/fram.txt"),
    sample!("straits/krakatoa.txt"),
    sample!("straits/magellan.txt"),
    sample!("straits/panama.txt"),
    sample!("straits/petrograd.txt"),
    sample!("straits/siege-of-constantinople.md"),
    sample!("straits/treaties.md"),
];

/// Writes the sample documents below `folder`.
///
/// # Errors
/// Where the folder cannot be written to.
pub fn unpack(folder: &Path) -> io::Result<()> {
    for (name, text) in FILES {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use walkdir::WalkDir;

    #[test]
    fn carries_every_sample_document() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
        let entries = WalkDir::new(&folder).into_iter().map(Result::unwrap);
        let files = entries.filter(|entry| entry.file_type().is_file());
        let on_disk: BTreeSet<String> = files
            .map(|entry| entry.path().strip_prefix(&folder).unwrap().display().to_string())
            .collect();
        let carried = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(on_disk, carried);
    }
}
