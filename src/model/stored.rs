//! How two kinds of text are kept outside of memory, beside what serde does itself.

/// Text that several values share. It is taken from the input as it stands there, so only formats that
/// hold their text whole can be read.
pub(super) mod shared {
    use serde::{Deserialize as _, Deserializer, Serializer};
    use std::sync::Arc;

    pub(in crate::model) fn serialize<S: Serializer>(text: &str, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(text)
    }

    pub(in crate::model) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Arc<str>, D::Error> {
        <&str>::deserialize(from).map(Arc::from)
    }
}

/// Names of rules: few, and known for as long as the program runs.
pub(super) mod name {
    use serde::{Deserialize as _, Deserializer, Serializer};
    use std::collections::BTreeSet;
    use std::sync::{PoisonError, RwLock};

    static NAMES: RwLock<BTreeSet<&'static str>> = RwLock::new(BTreeSet::new());

    pub(in crate::model) fn serialize<S: Serializer>(
        name: &&'static str,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_str(name)
    }

    pub(in crate::model) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<&'static str, D::Error> {
        let name = <&str>::deserialize(from)?;
        let known = NAMES.read().unwrap_or_else(PoisonError::into_inner).get(name).copied();
        Ok(known.unwrap_or_else(|| learn(name)))
    }

    fn learn(name: &str) -> &'static str {
        let mut names = NAMES.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = names.get(name) {
            return known;
        }
        let name: &'static str = Box::leak(Box::from(name));
        names.insert(name);
        name
    }
}
