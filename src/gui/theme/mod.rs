//! How everything looks: colours, type, spacing, lines and motion.
//!
//! Every widget is given a [`Theme`] and asks it for colours and letters; no other module
//! holds a colour. This one draws nothing and knows no screen.
//!
//! [`install`] registers the faces once; [`apply`] makes egui's own parts (scroll bars, text
//! fields, selections) look like ours, so that a default egui look never shows.
//! Start at [`Theme`]; colours are in [`palette`], letters in [`typography`], the pictures'
//! inks in [`ramp`].

pub mod palette;
pub mod ramp;
pub mod spacing;
pub mod typography;

use bevy_egui::egui;
use egui::epaint::Shadow;
use egui::{Color32, CornerRadius, Stroke, Vec2};

pub use palette::Palette;
pub use typography::{Type, install, is_ready};

use crate::store::{Face, Letters, Settings, Spacing, ThemeName};

/// Whether parts may move.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Motion {
    /// Short, finite movements.
    #[default]
    On,
    /// Every duration is zero; nothing but movement is lost.
    Off,
}

/// What the reader chose about the look, and the colours that follow from it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Theme {
    /// Which of the three.
    pub name: ThemeName,
    /// Its colours.
    pub palette: Palette,
    /// The face of prose, choices, the record and small text.
    pub face: Face,
    /// 80 to 250; prose grows with it, headings with its square root.
    pub text_percent: u16,
    /// How far apart lines of prose stand.
    pub spacing: Spacing,
    /// How far apart letters stand.
    pub letters: Letters,
    /// Whether parts may move.
    pub motion: Motion,
}

impl Default for Theme {
    fn default() -> Self {
        Self::of(ThemeName::Paper)
    }
}

impl Theme {
    /// A theme with every other setting at its default.
    #[must_use]
    pub fn of(name: ThemeName) -> Self {
        Self {
            name,
            palette: *Palette::of(name),
            face: Face::default(),
            text_percent: 100,
            spacing: Spacing::default(),
            letters: Letters::default(),
            motion: Motion::On,
        }
    }

    /// The theme that was set.
    #[must_use]
    pub fn set(settings: &Settings) -> Self {
        Self {
            face: settings.face,
            text_percent: settings.text_size,
            spacing: settings.spacing,
            letters: settings.letters,
            motion: if settings.motion {
                Motion::On
            } else {
                Motion::Off
            },
            ..Self::of(settings.theme)
        }
    }

    /// The same, as long as nothing may move: in a window that is not being looked at.
    #[must_use]
    pub fn still(self) -> Self {
        Self {
            motion: Motion::Off,
            ..self
        }
    }

    /// A duration in seconds, or none where motion is off.
    #[must_use]
    pub fn seconds(&self, duration: f32) -> f32 {
        match self.motion {
            Motion::On => duration,
            Motion::Off => 0.0,
        }
    }

    /// Whether planes are told apart by frames instead of tints.
    #[must_use]
    pub fn is_high_contrast(&self) -> bool {
        self.name == ThemeName::HighContrast
    }

    /// A line between rows.
    #[must_use]
    pub fn rule(&self) -> Stroke {
        Stroke::new(spacing::RULE, self.palette.ink)
    }

    /// A frame round a part.
    #[must_use]
    pub fn frame(&self) -> Stroke {
        Stroke::new(spacing::FRAME, self.palette.ink)
    }

    /// The line round what has the keyboard.
    #[must_use]
    pub fn focus(&self) -> Stroke {
        Stroke::new(spacing::HEAVY, self.palette.focus)
    }

    /// The frame that stands for a tint where the theme has no tints.
    #[must_use]
    pub fn plane_frame(&self) -> Stroke {
        if self.is_high_contrast() {
            self.frame()
        } else {
            Stroke::NONE
        }
    }
}

/// The largest zoom at which a 1280 x 720 screen fits the window, in quarters from 1 to 3.
#[must_use]
pub fn zoom_for(window: Vec2) -> f32 {
    let fit = (window.x / spacing::DESIGN.x).min(window.y / spacing::DESIGN.y);
    ((fit * 4.0).floor() / 4.0).clamp(1.0, 3.0)
}

/// Gives egui's own parts our look. Cheap, but meant to be called when the theme changes.
pub fn apply(ctx: &egui::Context, theme: &Theme) {
    let (egui_theme, preference) = match theme.name {
        ThemeName::Paper => (egui::Theme::Light, egui::ThemePreference::Light),
        ThemeName::Night | ThemeName::HighContrast => {
            (egui::Theme::Dark, egui::ThemePreference::Dark)
        }
    };
    ctx.set_theme(preference);
    ctx.style_mut_of(egui_theme, |style| set_style(style, theme));
}

fn set_style(style: &mut egui::Style, theme: &Theme) {
    style.animation_time = theme.seconds(spacing::FOCUS_SECONDS);
    style.scroll_animation = match theme.motion {
        Motion::On => egui::style::ScrollAnimation::duration(spacing::PAGE_SECONDS),
        Motion::Off => egui::style::ScrollAnimation::none(),
    };
    style.interaction.selectable_labels = false;
    // A tooltip that waits is a delayed repaint, which bevy_egui turns into a busy loop.
    style.interaction.tooltip_delay = 0.0;
    style.interaction.show_tooltips_only_when_still = false;
    for (egui_style, ours) in [
        (egui::TextStyle::Small, Type::Note),
        (egui::TextStyle::Body, Type::Sans),
        (egui::TextStyle::Button, Type::Button),
        (egui::TextStyle::Heading, Type::Heading),
        (egui::TextStyle::Monospace, Type::WireSmall),
    ] {
        style.text_styles.insert(egui_style, theme.font(ours));
    }
    set_spacing(&mut style.spacing);
    set_visuals(&mut style.visuals, theme);
}

fn set_spacing(space: &mut egui::style::Spacing) {
    space.item_spacing = Vec2::ZERO;
    space.button_padding = egui::vec2(spacing::S4, spacing::S2);
    space.window_margin = egui::Margin::ZERO;
    space.menu_margin = egui::Margin::ZERO;
    space.scroll = egui::style::ScrollStyle {
        floating: true,
        bar_width: spacing::SCROLL_BAR,
        floating_width: spacing::SCROLL_BAR,
        floating_allocated_width: 0.0,
        handle_min_length: spacing::S6,
        bar_inner_margin: 0.0,
        bar_outer_margin: 2.0,
        foreground_color: true,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        dormant_handle_opacity: 1.0,
        active_handle_opacity: 1.0,
        interact_handle_opacity: 1.0,
        ..egui::style::ScrollStyle::thin()
    };
}

fn set_visuals(visuals: &mut egui::Visuals, theme: &Theme) {
    let palette = &theme.palette;
    visuals.dark_mode = theme.name != ThemeName::Paper;
    visuals.override_text_color = None;
    // The window is blended in linear light, which thins dark letters and thickens light ones.
    visuals.text_options.color_transfer_function = match theme.name {
        ThemeName::Paper => egui::epaint::FontColorTransferFunction::TwoCoverageMinusCoverageSq,
        ThemeName::Night | ThemeName::HighContrast => egui::epaint::FontColorTransferFunction::Off,
    };
    // Hinting draws other letters than the type designers did; our sizes do not need it.
    visuals.text_options.font_hinting = false;
    visuals.weak_text_color = Some(palette.soft);
    visuals.hyperlink_color = palette.ink;
    visuals.faint_bg_color = palette.low;
    visuals.extreme_bg_color = palette.sheet;
    visuals.text_edit_bg_color = Some(palette.sheet);
    visuals.code_bg_color = palette.low;
    visuals.warn_fg_color = palette.ink;
    visuals.error_fg_color = palette.red;
    visuals.window_fill = palette.low;
    visuals.window_stroke = theme.frame();
    visuals.panel_fill = palette.sheet;
    visuals.window_corner_radius = CornerRadius::ZERO;
    visuals.menu_corner_radius = CornerRadius::ZERO;
    visuals.window_shadow = Shadow::NONE;
    visuals.popup_shadow = Shadow::NONE;
    visuals.selection.bg_fill = palette.select;
    visuals.selection.stroke = Stroke::new(spacing::FRAME, palette.on_select);
    visuals.text_cursor.stroke = theme.frame();
    // egui asks for a repaint for every blink, which would keep the app awake.
    visuals.text_cursor.blink = false;
    visuals.disabled_alpha = 1.0;
    visuals.slider_trailing_fill = false;
    visuals.striped = false;
    visuals.widgets = widget_states(theme);
}

fn widget_states(theme: &Theme) -> egui::style::Widgets {
    let palette = &theme.palette;
    let state = |fill: Color32, line: Color32, frame: Stroke| egui::style::WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: frame,
        corner_radius: CornerRadius::ZERO,
        fg_stroke: Stroke::new(spacing::FRAME, line),
        expansion: 0.0,
    };
    egui::style::Widgets {
        noninteractive: state(palette.sheet, palette.ink, theme.rule()),
        inactive: state(palette.sheet, palette.soft, theme.frame()),
        hovered: state(palette.low, palette.ink, theme.frame()),
        active: state(palette.low, palette.ink, theme.focus()),
        open: state(palette.low, palette.ink, theme.frame()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zoom_goes_in_quarters_from_one_to_three() {
        assert_eq!(zoom_for(egui::vec2(1280.0, 720.0)), 1.0);
        assert_eq!(zoom_for(egui::vec2(800.0, 600.0)), 1.0);
        assert_eq!(zoom_for(egui::vec2(1920.0, 1080.0)), 1.5);
        assert_eq!(zoom_for(egui::vec2(2000.0, 1000.0)), 1.25);
        assert_eq!(zoom_for(egui::vec2(9000.0, 9000.0)), 3.0);
    }

    #[test]
    fn motion_off_takes_no_time() {
        let still = Theme {
            motion: Motion::Off,
            ..Theme::default()
        };
        assert_eq!(still.seconds(0.3), 0.0);
        assert_eq!(Theme::default().seconds(0.3), 0.3);
    }
}
