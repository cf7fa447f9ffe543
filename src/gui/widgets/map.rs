//! Not written yet.
pub struct City;
impl City { pub fn of(_s: &crate::model::Scenario, _h: &[Option<crate::model::SideId>], _p: Option<crate::model::PlaceId>) -> Self { City } }
pub fn large_map_ui(_ui: &mut bevy_egui::egui::Ui, _t: &crate::gui::theme::Theme, _c: &City) -> Option<crate::model::PlaceId> { None }
pub fn small_map_ui(ui: &mut bevy_egui::egui::Ui, _t: &crate::gui::theme::Theme, _c: &City) -> bevy_egui::egui::Response { ui.label("") }
