//! Opaque ids: positions in a [`Scenario`](super::Scenario)'s own tables.
//!
//! Only `format::resolve` makes them, so an id of a scenario always finds its item there.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(u32);

        impl $name {
            /// The id of the item at `index` of its table. Tables hold at most 2³² items;
            /// the size limits of `format` keep them far below.
            pub(crate) fn at(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// The place of the item in its table.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A gauge of the city or of a role.
    GaugeId;
    /// Something that happened and may be asked about later.
    FlagId;
    /// A side that can hold places.
    SideId;
    /// A place on or off the map.
    PlaceId;
    /// A dated thing that really happened.
    EventId;
    /// A work or document that facts rest on.
    SourceId;
    /// A person, term or misconception.
    EntryId;
    /// A question historians dispute.
    DebateId;
    /// A dated question that history answered.
    TurningPointId;
    /// A person to play.
    RoleId;
    /// A scene of any role; scene ids are unique in the scenario.
    SceneId;
}
