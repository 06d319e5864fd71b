//! "A year on": what has passed since an event, up to the time of writing.

use super::{Placed, Resolver};
use crate::temporal::meaning::expression::{Amount, Calendar, TimeUnit};
use crate::temporal::recognize::{Found, Tense};

impl Resolver<'_> {
    /// "A year on from the flood": counted from that, or, where nobody said when it was, about now.
    pub(super) fn place_on_from_event(
        &self,
        at: usize,
        found: &Found,
        amount: Amount,
        unit: TimeUnit,
    ) -> Placed {
        let counted = self.place_from_event(at, found, amount, unit, 1);
        let is_open = counted.when.is_none() && !self.is_narrative;
        let now = self.so_long_after(found, unit).filter(|_| is_open);
        now.unwrap_or(counted)
    }

    /// "Sixteen years on, it is closed", where that would lie beyond the time of writing: then, since it counts
    /// from something that the text does not date.
    pub(super) fn place_at_now(
        &self,
        found: &Found,
        counted: Option<&Calendar>,
        unit: TimeUnit,
        step: i32,
    ) -> Option<Placed> {
        let goes_on = found.span.of(&self.document.text).ends_with(" on");
        let is_so = step > 0 && goes_on && found.tense != Tense::Future;
        counted.filter(|it| is_so && self.lies_ahead(it))?;
        self.so_long_after(found, unit)
    }

    /// The time of writing, so long after an event.
    fn so_long_after(&self, found: &Found, unit: TimeUnit) -> Option<Placed> {
        let now = self.now.as_ref()?;
        let year = Calendar::of_year(now.date.year);
        let calendar = if unit == TimeUnit::Year { year } else { now.calendar() };
        let why = "so long after an event, which is the time of writing";
        Some(Self::finish(found, Self::said_now_with(now, calendar, why, 0.6)))
    }
}

#[cfg(test)]
mod tests {
    use crate::temporal::tests::check;

    #[test]
    fn so_many_years_on_is_no_time_after_that_of_writing() {
        check(
            "The bridge fell in 2008. Twenty years on, it is still closed.",
            "2008 = 2008; Twenty years on = 2022",
        );
        check(
            "The bridge fell in 2008. Ten years on, it was open.",
            "2008 = 2008; Ten years on = 2018",
        );
        check(
            "The bridge fell in 2008. Twenty years on, it will be open.",
            "2008 = 2008; Twenty years on = 2028",
        );
    }
}
