//! Which part of the session a command is for.

use super::Command;

/// A part of the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Takes time, or reaches outside.
    Outside,
    /// Decides about events and documents.
    Review,
    /// Projects and kept views.
    Project,
    /// Takes back, or does again.
    Undo,
    /// Goes back to what was in view before, or forward again.
    Back,
    /// Moves over the axis.
    Move,
    /// Chooses a piece of time, and does something with it.
    Range,
    /// Moves from event to event.
    Select,
    /// Chooses which events are shown, and how.
    Choose,
    /// Changes what stands where on the screen.
    Screen,
}

impl Part {
    /// The part that a command is for.
    #[rustfmt::skip]
    pub(crate) fn of(command: &Command) -> Self {
        use Command as C;
        match command {
            C::OpenFolder | C::OpenSample | C::Open(_) | C::ReadAgain | C::Cancel | C::CopyEvents | C::Copied(_) | C::CopyPicture | C::Screenshot | C::Save(..)
            | C::OpenFile(_) | C::ShowFile(_) | C::Quit => Self::Outside,
            C::Accept | C::Dismiss | C::Star | C::SetDate(_) | C::SetPlaces(_) | C::SetActors(_) | C::AddActor(_) | C::RemoveActor(_) | C::ChooseDate(_) | C::SetTitle(_)
            | C::AddTag(_) | C::RemoveTag(_) | C::SetNote(..) | C::Merge | C::Split
            | C::SplitOff(_) | C::AddEvent(_) | C::SetDocumentDate(..) | C::SeeNew
            | C::FindPairs | C::MergePair(..) | C::KeepApart(..) => Self::Review,
            C::SaveProject | C::AskProjectPath | C::SaveProjectAs(_) | C::Relocate(_)
            | C::SaveView(_) | C::ShowView(_) | C::ForgetView(_) | C::SavePreset(_) | C::UsePreset(_)
            | C::ForgetPreset(_) => Self::Project,
            C::Undo | C::Redo | C::Stay => Self::Undo,
            C::Back | C::Forward => Self::Back,
            C::ZoomIn | C::ZoomOut | C::ZoomAt { .. } | C::PanLeft | C::PanRight | C::PageLeft
            | C::PageRight | C::PanBy(_) | C::Fit | C::FitMost | C::ShowSpan(..) | C::GoTo(_)
            | C::Centre | C::ScrollTo(_) => Self::Move,
            C::ChooseRange(..) | C::ChooseView | C::ZoomToRange | C::FilterToRange | C::ExportRange
            | C::TagRange | C::ChooseBand(_) | C::FilterTime(_) => Self::Range,
            C::Select(_) | C::SelectTitled(_) | C::AlsoSelect(_) | C::AlsoSelectAll(_)
            | C::SelectSource(_) | C::Escape | C::NextEvent | C::PreviousEvent | C::NextInLane
            | C::PreviousInLane | C::LaneBelow | C::LaneAbove | C::NextSource | C::PreviousSource
            | C::NextInDocument | C::PreviousInDocument | C::NextNew | C::Read | C::ReadDocument(_) => Self::Select,
            C::TickRegion(_) | C::OnlyRegion(_) | C::OnlyRegions(_) | C::OnlyThisLevel(_) | C::TickNoRegion
            | C::OnlyNoRegion | C::AllRegions | C::ToggleVia(_) | C::ToggleStatus(_) | C::OnlyStatus(_)
            | C::ToggleFactuality(_) | C::OnlyFactuality(_) | C::ToggleDocument(_)
            | C::OnlyDocument(_) | C::ToggleSourceType(_) | C::OnlySourceType(_) | C::ToggleReview(_) | C::OnlyReview(_) | C::ToggleStarred
            | C::SetTime(_) | C::ToggleTag(_) | C::ToggleActor(_) | C::OnlyActor(_) | C::SetLeastDocuments(_) | C::SetConfidence(_) | C::Search(_)
            | C::Drop(_) | C::ClearFilters | C::Lanes(_) | C::Colour(_) | C::ToggleLane(_) | C::CollapseLane
            | C::CollapseLanes | C::OpenLanes | C::OrderLanes(_) | C::SetBand(..) | C::ForgetBand(_) => Self::Choose,
            C::ExportPicture | C::ExportTable | C::AskDate | C::AskDocumentDate(_) | C::AskEvent(_) | C::AskBand(_) | C::Dialog(_)
            | C::FocusSearch | C::NextPanel | C::PreviousPanel | C::Show(_) | C::Toggle(_)
            | C::ShowClaims(_) | C::Theme(_) | C::Turn(_) | C::TurnColumn(_) | C::Text(_) | C::SetSheet(_)
            | C::ReachEvents(_) => Self::Screen,
        }
    }
}
