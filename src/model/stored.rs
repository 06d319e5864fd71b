//! How some kinds of text are kept outside of memory, beside what serde does itself.

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

/// Words that explain: most are the program's own, so that they need no memory when they are taken up again.
pub(super) mod words {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::borrow::Cow;

    /// Under a name, as that of a rule.
    type OwnWords = &'static str;

    #[derive(Serialize, Deserialize)]
    enum Words<'a> {
        Own(#[serde(with = "super::name")] OwnWords),
        Made(&'a str),
    }

    impl<'a> From<&'a Cow<'static, str>> for Words<'a> {
        fn from(words: &'a Cow<'static, str>) -> Self {
            match words {
                Cow::Borrowed(words) => Self::Own(words),
                Cow::Owned(words) => Self::Made(words),
            }
        }
    }

    impl From<Words<'_>> for Cow<'static, str> {
        fn from(words: Words<'_>) -> Self {
            match words {
                Words::Own(words) => Self::Borrowed(words),
                Words::Made(words) => Self::Owned(words.to_owned()),
            }
        }
    }

    #[expect(clippy::ptr_arg, reason = "serde passes the field as it is")]
    pub(in crate::model) fn serialize<S: Serializer>(
        words: &Cow<'static, str>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        Words::from(words).serialize(to)
    }

    pub(in crate::model) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Cow<'static, str>, D::Error> {
        Words::deserialize(from).map(Cow::from)
    }

    /// Several of them.
    pub(in crate::model) mod all {
        use super::{Cow, Deserializer, Serializer, Words};
        use crate::model::mention::Reasons;
        use serde::Deserialize as _;

        pub(in crate::model) fn serialize<S: Serializer>(
            reasons: &Reasons,
            to: S,
        ) -> Result<S::Ok, S::Error> {
            to.collect_seq(reasons.iter().map(Words::from))
        }

        pub(in crate::model) fn deserialize<'de, D: Deserializer<'de>>(
            from: D,
        ) -> Result<Reasons, D::Error> {
            let words: Vec<Words<'_>> = Vec::deserialize(from)?;
            Ok(words.into_iter().map(Cow::from).collect())
        }
    }
}

/// Names of rules and words of explanations: few, and known for as long as the program runs.
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
