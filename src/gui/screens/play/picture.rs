//! The picture behind the page, in words: for those who cannot see it, and nobody else.

use bevy_egui::egui;
use egui::{Rect, Sense, Ui, WidgetInfo, WidgetType};

use crate::gui::backdrop::art;
use crate::model::{Air, Light};
use crate::playthrough::TopView;

/// Enters the picture into the accessibility tree, where it shows.
pub(in crate::gui::screens) fn picture_ui(ui: &Ui, top: &TopView, rect: Rect) {
    let response = ui.interact(rect, ui.id().with("picture"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, in_words(top)));
}

/// What is drawn, how light it is, and the weather.
fn in_words(top: &TopView) -> String {
    let facts = art::find(top.picture.name.as_deref()).facts();
    let light = match top.sky.light {
        Light::Night => "It is night.",
        Light::HalfLight => "It is half light.",
        Light::Morning => "It is morning.",
        Light::Noon => "It is midday.",
        Light::Late => "It is late in the day.",
    };
    let mut words = format!("{}. {}", facts.title, facts.desc);
    for (part, seen) in &facts.parts {
        if top.picture.with.contains(part) {
            words.push(' ');
            words.push_str(seen);
        }
    }
    words.push(' ');
    words.push_str(light);
    if facts.inside {
        return words;
    }
    words.push_str(match top.sky.air {
        Air::Clear => " The sky is clear.",
        Air::Overcast => " The sky is overcast.",
        Air::Drizzle => " It drizzles.",
        Air::Rain => " It rains.",
        Air::WetSnow => " Wet snow falls.",
        Air::Snow => " Snow falls.",
        Air::Frost => " It is freezing hard.",
    });
    if top.sky.snow_lies {
        words.push_str(" Snow lies on the ground.");
    }
    words
}
