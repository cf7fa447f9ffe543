//! The chart in words, for windows too narrow for the drawing and for very large text.

use bevy_egui::egui;
use egui::{CursorIcon, Rect, ScrollArea, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{ChartLocal, panel, turn_to};
use crate::chart::{OutlineStation, StationTold, outline};
use crate::gui::action::Asked;
use crate::gui::screens::{Shown, within};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::chart::station_id;
use crate::gui::widgets::roving::{part_sense, tell_part};
use crate::gui::widgets::{shapes, text};
use crate::session::Charted;

pub(super) fn outline_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    charted: &Charted,
    here: &StationTold,
    room: Rect,
    local: &mut ChartLocal,
    out: &mut Asked,
) {
    let theme = shown.theme;
    let Some(scenario) = shown.scenario else {
        return;
    };
    let names = shown.settings.unseen_names;
    let chapters = outline(scenario, &charted.chart, &charted.overlay, names);
    let inner = room.shrink2(vec2(spacing::S5, spacing::S3));
    within(ui, inner, |ui| {
        ScrollArea::vertical()
            .id_salt("outline")
            .auto_shrink(false)
            .show(ui, |ui| {
                panel::station_ui(ui, theme, here);
                super::moved::moved_ui(ui, shown, here);
                ui.add_space(spacing::S3);
                panel::do_ui(ui, shown, charted, here, local, out);
                for chapter in &chapters {
                    ui.add_space(spacing::S5);
                    text::text_ui(
                        ui,
                        theme,
                        Type::Subheading,
                        theme.palette.ink,
                        &chapter.heading,
                    );
                    for station in &chapter.stations {
                        let is_looked = station.station + 1 == here.number;
                        let of = charted.chart.stations.len();
                        if row_ui(ui, theme, station, of, is_looked) {
                            turn_to(ui, station.station, local);
                        }
                    }
                }
            });
    });
}

/// One station; tells whether the player turned to it.
fn row_ui(
    ui: &mut Ui,
    theme: &Theme,
    station: &OutlineStation,
    of: usize,
    is_looked: bool,
) -> bool {
    let palette = &theme.palette;
    let (ink, soft) = match is_looked {
        true => (palette.on_select, palette.select_soft),
        false => (palette.ink, palette.soft),
    };
    let width = ui.available_width() - spacing::S4;
    let name = format!("{}. {}", station.station + 1, station.name);
    let head = text::lay(ui, theme, Type::Sans, ink, &name, width);
    let about = text::lay(ui, theme, Type::Note, soft, &station.about, width);
    let below = match station.about.is_empty() {
        true => 0.0,
        false => about.size().y,
    };
    let size = vec2(ui.available_width(), head.size().y + below + spacing::S3);
    // The same id as on the drawing, so that the keyboard keeps its place between the two.
    let (_, rect) = ui.allocate_space(size);
    let id = station_id(station.station);
    let response = ui
        .interact(rect, id, part_sense(ui, id, is_looked))
        .on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| {
        let words = format!("{name}. {}", station.about);
        WidgetInfo::selected(WidgetType::SelectableLabel, true, is_looked, words)
    });
    tell_part(&response, station.station, of);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if is_looked {
        shapes::plane(ui.painter(), rect, palette.select);
    } else {
        shapes::rule(
            ui.painter(),
            rect.left(),
            rect.right(),
            rect.top(),
            theme.rule(),
        );
    }
    let at = pos2(rect.left() + spacing::S2, rect.top() + 6.0);
    head.paint(ui.painter(), at);
    about.paint(ui.painter(), at + vec2(0.0, head.size().y));
    if response.has_focus() {
        shapes::frame(ui.painter(), rect, theme.focus());
    }
    (response.clicked() || response.gained_focus()) && !is_looked
}
