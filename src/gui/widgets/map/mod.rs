//! The map of the city: land, streets, water, bridges, and who holds what.
//!
//! The large map is a set of places that can be pointed at and gone through with the arrows;
//! the small one is a single button. Both describe themselves in words for those who do not
//! see them. Text is never turned.

mod ground;
mod labels;
mod projection;
mod spots;
mod words;

use bevy_egui::egui;
use egui::{
    CursorIcon, Id, Painter, Pos2, Rect, Response, Sense, Stroke, Ui, Vec2, WidgetInfo, WidgetType,
    vec2,
};

use ground::{Detail, on_water, paint_ground, paint_names};
use labels::{Seen, paint_labels};
use projection::Projection;
use spots::{Spot, important_first, spots};
pub use words::description;
use words::ground_in_words;

use super::motion;
use super::roving::{Enter, Roving};
use super::shapes::{self, Ink};
use super::tell;
use super::text;
use crate::gui::theme::{Theme, Type, spacing};
use crate::model::{Place, PlaceId, PlaceKind, Quarter, Scenario, Side, Street, Water};

/// The map as shown.
#[derive(Clone, Copy, Debug)]
pub struct MapView<'a> {
    /// Every place with its holder; those off the map are only described.
    pub places: &'a [MapPlace<'a>],
    /// Rivers and canals.
    pub water: &'a [Water],
    /// Streets.
    pub streets: &'a [Street],
    /// The parts of the city.
    pub quarters: &'a [Quarter],
    /// Where the player is.
    pub here: Option<PlaceId>,
    /// Which place is looked at.
    pub chosen: Option<PlaceId>,
    /// How the keyboard comes to the places.
    pub enter: Enter,
}

impl<'a> MapView<'a> {
    /// The scenario's ground with these places on it, nobody there and nothing chosen.
    #[must_use]
    pub fn of(scenario: &'a Scenario, places: &'a [MapPlace<'a>]) -> Self {
        Self {
            places,
            water: &scenario.water,
            streets: &scenario.streets,
            quarters: &scenario.quarters,
            here: None,
            chosen: None,
            enter: Enter::default(),
        }
    }
}

/// What a hand or an eye did on the large map.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct MapAnswer {
    /// The place that was pressed.
    pub pressed: Option<PlaceId>,
    /// The place under the pointer, or the one that has the keyboard.
    pub looked_at: Option<PlaceId>,
}

/// A place and who holds it.
#[derive(Clone, Copy, Debug)]
pub struct MapPlace<'a> {
    /// Which place.
    pub id: PlaceId,
    /// The place.
    pub place: &'a Place,
    /// Who holds it.
    pub side: &'a Side,
    /// Whether that changed with the last decision.
    pub changed: bool,
    /// Whether the city beside this one has it otherwise; it is ringed then.
    pub differs: bool,
}

/// Measures of a map by its size.
#[derive(Clone, Copy)]
struct Scale {
    mark: f32,
    here: f32,
    street: f32,
    bridge: f32,
    least_water: f32,
    /// Between the outermost places and the frame.
    pad: f32,
}

const LARGE: Scale = Scale {
    mark: spacing::MARK,
    here: 10.0,
    street: 2.4,
    bridge: 4.8,
    least_water: 4.0,
    pad: 48.0,
};
/// Two maps side by side.
const MIDDLE: Scale = Scale {
    mark: 5.4,
    here: 8.0,
    street: 1.6,
    bridge: 3.2,
    least_water: 2.6,
    pad: 28.0,
};
/// Narrower maps are drawn in [`MIDDLE`]; in so little room only some places have their names.
const MIDDLE_BELOW: f32 = 760.0;
const SMALL: Scale = Scale {
    mark: spacing::MARK_SMALL,
    here: 7.0,
    street: 1.2,
    bridge: 2.4,
    least_water: 1.6,
    pad: 14.0,
};

/// The large map, filling the available room.
pub fn map_ui(ui: &mut Ui, theme: &Theme, view: &MapView<'_>) -> MapAnswer {
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, description(view)));
    tell::description(&response, &ground_in_words(view));
    let painter = ui.painter_at(rect);
    let scale = if rect.width() < MIDDLE_BELOW {
        MIDDLE
    } else {
        LARGE
    };
    let projection = Projection::of(view, rect, scale.pad);
    paint_ground(&painter, theme, view, &projection, scale, Detail::Full);
    let spots = spots(view, &projection, rect, scale.mark);
    let names = paint_names(ui, &painter, theme, view, &projection, &spots);
    let mut answer = MapAnswer::default();
    let parts: Vec<(Id, Pos2)> = spots
        .iter()
        .map(|spot| (spot_id(response.id, spot), spot.at))
        .collect();
    let roving = Roving::of(ui, response.id, view.enter, &parts);
    for spot in &spots {
        let response = spot_ui(ui, spot, response.id, &roving);
        if response.clicked() {
            answer.pressed = Some(spot.place.id);
        }
        if response.hovered() || (response.has_focus() && answer.looked_at.is_none()) {
            answer.looked_at = Some(spot.place.id);
        }
        paint_spot(&painter, theme, view, spot, scale, &response);
    }
    paint_here(&painter, theme, view, &spots, scale);
    let looked_at = answer.looked_at.or(view.chosen);
    let seen = Seen {
        spots: &spots,
        looked_at,
        names,
        scale,
    };
    paint_labels(ui, &painter, theme, view, &projection, seen);
    answer
}

/// The small map: one button with a tab that names it and its key.
pub fn small_map_ui(ui: &mut Ui, theme: &Theme, view: &MapView<'_>, key: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click());
    response.widget_info(|| {
        let name = format!("Map. {}", description(view));
        WidgetInfo::labeled(WidgetType::Button, true, name)
    });
    tell::key(&response, key);
    let palette = &theme.palette;
    let painter = ui.painter_at(rect.intersect(ui.clip_rect()));
    let projection = Projection::of(view, rect, SMALL.pad);
    paint_ground(&painter, theme, view, &projection, SMALL, Detail::Plain);
    let mut taken: Vec<Pos2> = Vec::new();
    let spots = spots(view, &projection, rect, 0.0);
    for spot in important_first(view, &spots) {
        // Where marks would cover one another, one stands for all.
        if taken
            .iter()
            .any(|other| other.distance(spot.at) < SMALL.mark * 2.2)
        {
            continue;
        }
        taken.push(spot.at);
        shapes::mark_with_halo(
            &painter,
            spot.at,
            SMALL.mark,
            spot.place.side.mark,
            Ink::land(theme),
        );
    }
    paint_here(&painter, theme, view, &spots, SMALL);
    let frame = if response.hovered() {
        spacing::HEAVY
    } else {
        spacing::FRAME
    };
    let edge = if theme.is_high_contrast() {
        palette.ink
    } else {
        palette.band
    };
    let name = text::lay_line(
        ui,
        theme,
        Type::LabelSmall,
        palette.on_band,
        &format!("Map  {key}"),
    );
    let size = vec2(name.size().x + 24.0, name.size().y + 4.0);
    let tab = Rect::from_min_size(rect.left_bottom() - vec2(0.0, size.y), size);
    shapes::plane(&painter, tab, palette.band);
    name.paint(&painter, tab.min + vec2(10.0, 3.0));
    shapes::frame(&painter, rect, Stroke::new(frame, edge));
    if response.has_focus() {
        shapes::focus_frame(ui.painter(), rect, theme);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

fn spot_id(map: Id, spot: &Spot<'_>) -> Id {
    map.with(&spot.place.place.key)
}

fn spot_ui(ui: &Ui, spot: &Spot<'_>, map: Id, roving: &Roving) -> Response {
    let rect = Rect::from_center_size(spot.at, Vec2::splat(24.0));
    let id = spot_id(map, spot);
    let response = ui
        .interact(rect, id, roving.sense(ui, id))
        .on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| {
        let place = spot.place;
        let mut name = format!("{}, held by {}", place.place.name, place.side.name);
        if place.changed {
            name.push_str(", changed");
        }
        if place.differs {
            name.push_str(", held otherwise beside it");
        }
        WidgetInfo::labeled(WidgetType::Button, true, name)
    });
    roving.drawn(ui, &response);
    response
}

fn paint_spot(
    painter: &Painter,
    theme: &Theme,
    view: &MapView<'_>,
    spot: &Spot<'_>,
    scale: Scale,
    response: &Response,
) {
    let ink = Ink::land(theme);
    let place = spot.place;
    let mut at = spot.at;
    if place.place.kind == PlaceKind::Ship {
        shapes::ship(painter, at, scale.mark * 4.5, on_water(theme));
        at -= vec2(0.0, scale.mark * 2.2);
    }
    if place.changed {
        closing_ring(painter, theme, spot, scale);
    }
    if place.differs {
        let palette = &theme.palette;
        ring(
            painter,
            at,
            scale.mark * 1.9,
            spacing::HEAVY,
            palette.red,
            ink.ground,
        );
    }
    if response.has_focus() {
        let tip = at - vec2(0.0, scale.mark * 2.1 + 4.0);
        let points = [tip, tip + vec2(-8.0, -9.0), tip + vec2(8.0, -9.0)];
        shapes::polygon(painter, &points, theme.palette.red);
    }
    if Some(place.id) == view.chosen || response.has_focus() {
        let line = if response.has_focus() {
            theme.palette.focus
        } else {
            ink.ink
        };
        ring(
            painter,
            at,
            scale.mark * 2.1,
            spacing::HEAVY,
            line,
            ink.ground,
        );
    } else if response.hovered() {
        ring(
            painter,
            at,
            scale.mark * 1.9,
            spacing::RULE,
            ink.ink,
            ink.ground,
        );
    }
    shapes::mark_with_halo(painter, at, scale.mark, place.side.mark, ink);
}

/// A place that changed hands: a ring closes on it, once.
fn closing_ring(painter: &Painter, theme: &Theme, spot: &Spot<'_>, scale: Scale) {
    let id = Id::new((&spot.place.place.key, &spot.place.side.key));
    let arrived = motion::arrival(painter.ctx(), theme, id, spacing::PLACE_SECONDS);
    if arrived < 1.0 {
        let radius = egui::lerp(scale.mark * 4.0..=scale.mark * 1.6, arrived);
        ring(
            painter,
            spot.at,
            radius,
            spacing::HEAVY,
            theme.palette.red,
            theme.palette.land,
        );
    }
}

fn ring(
    painter: &Painter,
    at: Pos2,
    radius: f32,
    width: f32,
    ink: egui::Color32,
    ground: egui::Color32,
) {
    painter.circle_stroke(at, radius, Stroke::new(width + 3.0, ground));
    painter.circle_stroke(at, radius, Stroke::new(width, ink));
}

fn paint_here(
    painter: &Painter,
    theme: &Theme,
    view: &MapView<'_>,
    spots: &[Spot<'_>],
    scale: Scale,
) {
    let here = spots.iter().find(|spot| Some(spot.place.id) == view.here);
    if let Some(spot) = here {
        shapes::here(painter, spot.at, scale.here, Ink::land(theme));
    }
}

#[cfg(test)]
mod tests {
    use super::projection::smooth;
    use super::*;
    use crate::model::{Mark, Point, Prose, SideId};

    fn place(name: &str, lat: i32, lon: i32) -> Place {
        Place {
            key: name.to_owned(),
            name: name.to_owned(),
            today: None,
            original: None,
            say: None,
            at: Point { lat, lon },
            kind: PlaceKind::Building,
            text: Prose::default(),
            start: SideId::at(0),
            off_map: false,
            picture: None,
            sources: Vec::new(),
        }
    }

    fn side(name: &str) -> Side {
        Side {
            key: name.to_owned(),
            name: name.to_owned(),
            short: name.to_owned(),
            mark: Mark::Square,
        }
    }

    fn view<'a>(places: &'a [MapPlace<'a>]) -> MapView<'a> {
        MapView {
            places,
            water: &[],
            streets: &[],
            quarters: &[],
            here: None,
            chosen: None,
            enter: Enter::ByTab,
        }
    }

    #[test]
    fn a_kilometre_is_as_long_both_ways_and_north_is_up() {
        let (palace, smolny) = (
            place("Palace", 59_940_000, 30_310_000),
            place("Smolny", 59_946_000, 30_396_000),
        );
        let government = side("Government");
        let places = [(0, &palace), (1, &smolny)].map(|(id, place)| MapPlace {
            id: PlaceId::at(id),
            place,
            side: &government,
            changed: false,
            differs: false,
        });
        let rect = Rect::from_min_size(Pos2::ZERO, vec2(960.0, 656.0));
        let projection = Projection::of(&view(&places), rect, 40.0);
        let origin = Point {
            lat: 59_940_000,
            lon: 30_350_000,
        };
        // At 60 degrees north a degree of longitude is half as long as one of latitude.
        let north = Point {
            lat: 59_950_000,
            ..origin
        };
        let east = Point {
            lon: 30_370_000,
            ..origin
        };
        let up = projection.at(origin) - projection.at(north);
        let right = projection.at(east) - projection.at(origin);
        assert!(up.y > 0.0 && up.x.abs() < 0.01);
        assert!((up.y - right.x).abs() / up.y < 0.01, "{up:?} {right:?}");
        assert!(rect.contains(projection.at(palace.at)));
        assert!(rect.contains(projection.at(smolny.at)));
    }

    #[test]
    fn the_map_describes_itself() {
        let (palace, smolny) = (place("Palace", 0, 0), place("Smolny", 1, 1));
        let (government, soviet) = (side("Government"), side("Soviet"));
        let places = [
            MapPlace {
                id: PlaceId::at(0),
                place: &palace,
                side: &government,
                changed: false,
                differs: false,
            },
            MapPlace {
                id: PlaceId::at(1),
                place: &smolny,
                side: &soviet,
                changed: true,
                differs: false,
            },
        ];
        let mut view = view(&places);
        view.here = Some(PlaceId::at(1));
        assert_eq!(
            description(&view),
            "You are at Smolny. Government: Palace. Soviet: Smolny."
        );
    }

    #[test]
    fn a_map_without_places_does_not_fail() {
        let rect = Rect::from_min_size(Pos2::ZERO, vec2(100.0, 100.0));
        let projection = Projection::of(&view(&[]), rect, 10.0);
        assert!(projection.metre.is_finite());
        assert!(smooth(&[]).is_empty());
    }
}
