//! What can be set; every change is used and kept at once.
//!
//! Wide windows have the sections on a black plane at the left, one section's rows beside it
//! and a page that looks as it is set at the right. Narrow ones, and very large text, have
//! every section one below the other. `rows` holds the rows, `sample` the page.

mod rows;
mod sample;

use bevy_egui::egui;
use egui::{CursorIcon, Key, Rect, ScrollArea, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{Local, Shown, beside_the_bar, digit, pressed, sheet_ui, within};
use crate::gui::action::{Asked, UiAction};
use crate::gui::screen::Screen;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::{self, ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::{shapes, tell, text};
use crate::store::Settings;

use rows::Section;

/// What the settings remember that is purely visual.
#[derive(Default)]
pub(super) struct SettingsLocal {
    open: Section,
    /// Where they were opened from; the title if nothing else was shown yet.
    from: Option<Screen>,
    /// How often something was set that moves, so that the page shows it anew.
    n_shown: u64,
}

/// The black plane's width at the top.
const PLANE: f32 = 300.0;
/// The red edge's width.
const EDGE: f32 = 14.0;
/// From the window's edge to the rows, and their width.
const ROWS: (f32, f32) = (352.0, 436.0);
/// The width of the page at the right.
const SAMPLE: f32 = 392.0;

/// Draws the settings.
pub(super) fn settings_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local, out: &mut Asked) {
    local.on_page(ui, "settings");
    if pressed(ui, Key::Escape) {
        out.push(UiAction::Open(local.settings.back()));
    }
    if let Some(section) = digit(ui).and_then(|index| Section::ALL.get(index)) {
        local.settings.open = *section;
    }
    let mut settings = shown.settings.clone();
    let whole = ui.max_rect();
    if whole.width() >= spacing::DESIGN.x && shown.theme.text_percent <= 150 {
        wide_ui(ui, shown, local, &mut settings, out);
    } else {
        narrow_ui(ui, shown, local, &mut settings, out);
    }
    if settings != *shown.settings {
        settings.motion_chosen |= settings.motion != shown.settings.motion;
        if settings.motion != shown.settings.motion || settings.pace != shown.settings.pace {
            local.settings.n_shown += 1;
        }
        out.push(UiAction::Set(settings));
    }
}

impl SettingsLocal {
    fn back(&self) -> Screen {
        self.from.unwrap_or(Screen::Title)
    }
}

/// Opens the settings from wherever their key is pressed, and keeps where that was. While a text
/// arrives any key shows it.
pub(super) fn open_by_key(ui: &Ui, shown: &Shown<'_>, local: &mut Local, out: &mut Asked) {
    match shown.screen {
        Screen::Settings | Screen::Loading | Screen::Problems => return,
        Screen::Play if !local.arriving.is_whole() => return,
        screen => local.settings.from = Some(screen),
    }
    if !local.help && pressed(ui, Key::F2) {
        out.push(UiAction::Open(Screen::Settings));
    }
}

/// Fills the screen by its key wherever one is, or goes back to a window.
pub(super) fn fill_screen_by_key(ui: &Ui, shown: &Shown<'_>, out: &mut Asked) {
    if pressed(ui, Key::F11) {
        out.push(UiAction::Set(Settings {
            full_screen: !shown.settings.full_screen,
            ..shown.settings.clone()
        }));
    }
}

fn wide_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    local: &mut Local,
    settings: &mut Settings,
    out: &mut Asked,
) {
    let theme = shown.theme;
    let whole = ui.max_rect();
    shapes::plane(ui.painter(), whole, theme.palette.sheet);
    plane_ui(ui, theme, &mut local.settings);
    // What a wider window has beyond the design lies between the rows and the page.
    let left = whole.left() + ROWS.0;
    let foot = whole.bottom() - 64.0;
    let rows = Rect::from_min_max(pos2(left, whole.top() + 40.0), pos2(left + ROWS.1, foot));
    within(ui, rows.expand2(vec2(spacing::S5, 0.0)), |ui| {
        ScrollArea::vertical()
            .id_salt(("rows", local.settings.open))
            .auto_shrink(false)
            .show(ui, |ui| {
                let column = ui.max_rect().shrink2(vec2(spacing::S5, 0.0));
                ui.scope_builder(egui::UiBuilder::new().max_rect(column), |ui| {
                    rows::section_ui(ui, shown, local.settings.open, settings);
                });
            });
    });
    let at = Rect::from_min_max(pos2(left, foot + 6.0), pos2(whole.right(), whole.bottom()));
    within(ui, at, |ui| foot_ui(ui, shown, local.settings.back(), out));
    let right = whole.right() - spacing::S6;
    let page = Rect::from_min_max(
        pos2(right - SAMPLE, whole.top() + 44.0),
        pos2(right, foot - spacing::S2),
    );
    sample::sample_ui(ui, shown, page, local.settings.n_shown);
}

/// The black plane with the sections, its edge on the slope.
fn plane_ui(ui: &mut Ui, theme: &Theme, local: &mut SettingsLocal) {
    let palette = &theme.palette;
    let whole = ui.max_rect();
    let plane = whole.with_max_x(whole.left() + PLANE);
    shapes::cut_bar(
        ui.painter(),
        plane.with_max_x(plane.right() + EDGE),
        palette.red_fill,
    );
    shapes::cut_bar(ui.painter(), plane, palette.band);
    let title = Rect::from_min_max(
        pos2(whole.left() + spacing::MARGIN, whole.top() + 32.0),
        plane.max,
    );
    let bottom = within(ui, title, |ui| {
        let words = "Settings";
        let laid = text::lay_line(ui, theme, Type::Display, palette.on_band, words);
        text::place(ui, &laid, words).rect.bottom()
    });
    let mut top = bottom + spacing::S5;
    for (number, section) in (1..).zip(Section::ALL) {
        let right = plane.right() - shapes::run(top - whole.top() + 44.0) - 2.0;
        let rect = Rect::from_min_max(pos2(title.left(), top), pos2(right, top + 38.0));
        if item_ui(ui, theme, section, number, rect, local.open) {
            local.open = section;
        }
        top += 44.0;
    }
}

/// A section's name; tells whether it was pressed.
fn item_ui(
    ui: &mut Ui,
    theme: &Theme,
    section: Section,
    number: usize,
    rect: Rect,
    open: Section,
) -> bool {
    let palette = &theme.palette;
    let is_open = section == open;
    let id = ui.id().with(section.name());
    let response = ui
        .interact(rect, id, Sense::click())
        .on_hover_cursor(CursorIcon::PointingHand);
    let name = section.name();
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, is_open, name));
    tell::tab(&response, is_open);
    tell::key(&response, &number.to_string());
    let (fill, ink) = match (is_open, theme.is_high_contrast()) {
        (true, true) => (palette.select, palette.on_select),
        (true, false) => (palette.on_band, palette.band),
        (false, _) if response.hovered() => (palette.band_hover, palette.on_band),
        (false, _) => (palette.band, palette.on_band),
    };
    shapes::cut_bar(ui.painter(), rect, fill);
    if response.has_focus() {
        shapes::cut_frame(
            ui.painter(),
            rect.shrink(4.0),
            0.0,
            egui::Stroke::new(spacing::FRAME, ink),
        );
    }
    let number = text::lay_line(ui, theme, Type::Label, ink, &number.to_string());
    let words = text::lay_line(ui, theme, Type::Button, ink, name);
    let middle = rect.center().y;
    let left = rect.left() + 14.0;
    number.paint(ui.painter(), pos2(left, middle - number.size().y / 2.0));
    let left = left + spacing::S4 * theme.growth(Type::Label);
    words.paint(ui.painter(), pos2(left, middle - words.size().y / 2.0));
    response.clicked()
}

fn foot_ui(ui: &mut Ui, shown: &Shown<'_>, back: Screen, out: &mut Asked) {
    let theme = shown.theme;
    ui.horizontal(|ui| {
        let view = ButtonView::of(ButtonKind::Primary, "Back").key("Esc");
        if button_ui(ui, theme, &view).clicked() {
            out.push(UiAction::Open(back));
        }
        ui.add_space(spacing::S5);
        let keys = [
            ("↑", ""),
            ("↓", "row"),
            ("←", ""),
            ("→", "change"),
            ("1 – 3", "section"),
        ];
        button::keys_ui(ui, theme, &keys, theme.palette.soft);
    });
}

fn narrow_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    local: &mut Local,
    settings: &mut Settings,
    out: &mut Asked,
) {
    let theme = shown.theme;
    let inner = sheet_ui(ui, theme, "Settings", &[]);
    let foot = spacing::BUTTON * theme.growth(Type::Button).max(1.0) + spacing::S3;
    let rows = inner.with_max_y(inner.bottom() - foot);
    within(ui, rows.expand2(vec2(spacing::S5, 0.0)), |ui| {
        ScrollArea::vertical()
            .id_salt("rows")
            .auto_shrink(false)
            .show(ui, |ui| {
                super::scroll_by_keys(ui);
                let column = ui.max_rect().shrink2(vec2(spacing::S5, 0.0));
                ui.scope_builder(egui::UiBuilder::new().max_rect(column), |ui| {
                    beside_the_bar(ui, |ui| {
                        for section in Section::ALL {
                            let ink = theme.palette.red;
                            text::text_ui(ui, theme, Type::Subheading, ink, section.name());
                            ui.add_space(spacing::S2);
                            rows::section_ui(ui, shown, section, settings);
                        }
                        let n_shown = local.settings.n_shown;
                        sample::below_ui(ui, shown, n_shown);
                    });
                });
            });
    });
    let at = inner.with_min_y(inner.bottom() - foot + spacing::S3);
    within(ui, at, |ui| {
        let view = ButtonView::of(ButtonKind::Primary, "Back").key("Esc");
        if button_ui(ui, theme, &view).clicked() {
            out.push(UiAction::Open(local.settings.back()));
        }
    });
}
