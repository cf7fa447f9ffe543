//! Letters: the faces, the scale, and how both follow the reader's settings.
//!
//! Every style is a [`Type`]; [`Theme`] turns it into egui's font and format.
//! Faces are registered as families of their own, each with PT Mono as fallback, because
//! Oswald and PT Sans have neither arrows nor triangles.

use std::sync::Arc;

use bevy_egui::egui;
use egui::{Color32, FontData, FontDefinitions, FontFamily, FontId, TextFormat};

use crate::model::Span;
use crate::store::{Face, Letters, Spacing};

use super::Theme;

/// A style of text, by use.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Type {
    /// A role's name.
    Display,
    /// How many of a class, to be read across a room.
    Count,
    /// A question to be read across a room.
    Question,
    /// A scene's title.
    Title,
    /// A heading.
    Heading,
    /// An item of the title menu.
    Menu,
    /// A choice's number.
    Numeral,
    /// A column's head.
    Subheading,
    /// A choice.
    Choice,
    /// A button, and the date in the band.
    Button,
    /// A label.
    Label,
    /// A small label: gauges, key caps.
    LabelSmall,
    /// Fiction.
    Prose,
    /// Fiction in less room.
    ProseSmall,
    /// A reason, a remark in the fiction.
    Aside,
    /// The record.
    Sans,
    /// Small text.
    SansSmall,
    /// Hints and sources; nothing is smaller.
    Note,
    /// A newspaper's name.
    NewsName,
    /// A headline.
    NewsHead,
    /// A dateline.
    NewsLine,
    /// A newspaper's column.
    News,
    /// A telegram's strip.
    Wire,
    /// A telegram's strip in little room, and run codes.
    WireSmall,
    /// An order's text.
    Order,
}

/// How a style answers to the text size.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Growth {
    /// In full.
    Text,
    /// By the square root, or headings would fill the page.
    Root,
}

/// What a style is at 100 %.
struct Spec {
    family: &'static str,
    size: f32,
    line: f32,
    growth: Growth,
    capitals: bool,
}

const HEAD: &str = "head";
const LABEL: &str = "label";
const PROSE: &str = "prose";
const PROSE_ITALIC: &str = "prose-italic";
const PROSE_BOLD: &str = "prose-bold";
const SANS: &str = "sans";
const SANS_ITALIC: &str = "sans-italic";
const SANS_BOLD: &str = "sans-bold";
const EASY: &str = "easy";
const EASY_ITALIC: &str = "easy-italic";
const EASY_BOLD: &str = "easy-bold";
const NEWS: &str = "news";
const NEWS_BOLD: &str = "news-bold";
const WIRE: &str = "wire";

macro_rules! faces {
    ($($family:expr => $file:literal,)*) => {
        [$(($family, include_bytes!(concat!("../../../assets/fonts/", $file)) as &[u8]),)*]
    };
}

/// Family and font file.
static FACES: [(&str, &[u8]); 14] = faces! {
    HEAD => "Oswald-Bold.ttf",
    LABEL => "Oswald-Medium.ttf",
    PROSE => "Vollkorn-Regular.ttf",
    PROSE_ITALIC => "Vollkorn-Italic.ttf",
    PROSE_BOLD => "Vollkorn-Bold.ttf",
    SANS => "PTSans-Regular.ttf",
    SANS_ITALIC => "PTSans-Italic.ttf",
    SANS_BOLD => "PTSans-Bold.ttf",
    EASY => "Andika-Regular.ttf",
    EASY_ITALIC => "Andika-Italic.ttf",
    EASY_BOLD => "Andika-Bold.ttf",
    NEWS => "OldStandard-Regular.ttf",
    NEWS_BOLD => "OldStandard-Bold.ttf",
    WIRE => "PTMono-Regular.ttf",
};

/// Whether the faces can be used: egui takes up new fonts only at the next pass, and laying
/// out text in a face it does not have yet panics.
#[must_use]
pub fn is_ready(ctx: &egui::Context) -> bool {
    let head = FontFamily::Name(HEAD.into());
    ctx.fonts(|fonts| fonts.definitions().families.contains_key(&head))
}

/// Registers the faces. Once per context, because egui compares every font's bytes; draw nothing
/// until [`is_ready`].
pub fn install(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::default();
    let last_resort = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    for (family, bytes) in FACES {
        fonts
            .font_data
            .insert(family.to_owned(), Arc::new(FontData::from_static(bytes)));
        let mut chain = vec![family.to_owned(), WIRE.to_owned()];
        chain.dedup();
        chain.extend(last_resort.iter().cloned());
        fonts
            .families
            .insert(FontFamily::Name(family.into()), chain);
    }
    for (family, first) in [
        (FontFamily::Proportional, SANS),
        (FontFamily::Monospace, WIRE),
    ] {
        let chain = fonts.families.entry(family).or_default();
        chain.insert(0, first.to_owned());
    }
    ctx.set_fonts(fonts);
}

/// What the distance between lines of prose is multiplied with.
fn factor(spacing: Spacing) -> f32 {
    match spacing {
        Spacing::Close => 0.9,
        Spacing::Normal => 1.0,
        Spacing::Wide => 1.25,
    }
}

/// What letters stand apart where the reader wants room: what WCAG 1.4.12 asks to be borne.
const WIDE_LETTERS: f32 = 0.12;

impl Type {
    /// Whether it is set for reading on, so that the reader's spacing is its own.
    fn is_read(self) -> bool {
        matches!(
            self,
            Self::Choice
                | Self::Prose
                | Self::ProseSmall
                | Self::Aside
                | Self::Sans
                | Self::SansSmall
                | Self::Note
                | Self::News
        )
    }

    /// Whether the words are set in capitals.
    #[must_use]
    pub fn is_capitals(self) -> bool {
        self.spec().capitals
    }

    /// The words as they are set: headings and labels in capitals.
    #[must_use]
    pub fn cased(self, text: &str) -> String {
        if self.is_capitals() {
            text.to_uppercase()
        } else {
            text.to_owned()
        }
    }

    fn spec(self) -> Spec {
        let capitals = |family, size, line| Spec {
            family,
            size,
            line,
            growth: Growth::Root,
            capitals: true,
        };
        let words = |family, size, line| Spec {
            family,
            size,
            line,
            growth: Growth::Text,
            capitals: false,
        };
        match self {
            Self::Display => capitals(HEAD, 56.0, 62.0),
            Self::Count => capitals(HEAD, 72.0, 84.0),
            Self::Question => capitals(HEAD, 44.0, 50.0),
            Self::Title => capitals(HEAD, 38.0, 46.0),
            Self::Heading => capitals(HEAD, 28.0, 34.0),
            Self::Menu => capitals(HEAD, 26.0, 40.0),
            Self::Numeral => capitals(HEAD, 24.0, 28.0),
            Self::Subheading => capitals(HEAD, 20.0, 26.0),
            Self::Button => capitals(LABEL, 17.0, 22.0),
            Self::Label => capitals(LABEL, 15.0, 20.0),
            Self::LabelSmall => capitals(LABEL, 13.0, 18.0),
            Self::Choice => words(LABEL, 18.0, 24.0),
            Self::Prose => words(PROSE, 19.0, 28.0),
            Self::ProseSmall => words(PROSE, 17.0, 24.0),
            Self::Aside => words(PROSE_ITALIC, 16.0, 20.0),
            Self::Sans => words(SANS, 17.0, 25.0),
            Self::SansSmall => words(SANS, 15.0, 21.0),
            Self::Note => words(SANS, 13.0, 18.0),
            Self::NewsName => capitals(NEWS_BOLD, 26.0, 34.0),
            Self::NewsHead => words(NEWS_BOLD, 23.0, 28.0),
            Self::NewsLine => words(NEWS, 14.0, 20.0),
            Self::News => words(NEWS, 15.0, 19.0),
            Self::Wire => words(WIRE, 17.0, 28.0),
            Self::WireSmall => words(WIRE, 15.0, 22.0),
            Self::Order => words(WIRE, 17.0, 23.0),
        }
    }

    /// The family after the face setting and the span's own style.
    fn family(self, face: Face, emphasis: bool, strong: bool) -> &'static str {
        let drawn = self.spec().family;
        match (self, face) {
            (Self::Choice, Face::Serif) => drawn,
            (Self::Choice, Face::Sans) => SANS_BOLD,
            (Self::Choice, Face::Easy) => EASY_BOLD,
            (Self::Prose | Self::ProseSmall | Self::Aside, Face::Serif) => pick(
                [PROSE, PROSE_ITALIC, PROSE_BOLD],
                // An aside is set in italics, so emphasis in it stands upright.
                emphasis != (self == Self::Aside),
                strong,
            ),
            (Self::Prose | Self::ProseSmall | Self::Aside, Face::Sans)
            | (Self::Sans | Self::SansSmall | Self::Note, Face::Serif | Face::Sans) => pick(
                [SANS, SANS_ITALIC, SANS_BOLD],
                emphasis != (self == Self::Aside),
                strong,
            ),
            (
                Self::Prose
                | Self::ProseSmall
                | Self::Aside
                | Self::Sans
                | Self::SansSmall
                | Self::Note,
                Face::Easy,
            ) => pick(
                [EASY, EASY_ITALIC, EASY_BOLD],
                emphasis != (self == Self::Aside),
                strong,
            ),
            (Self::News, _) if strong => NEWS_BOLD,
            (Self::Order, _) if emphasis => PROSE_ITALIC,
            _ => drawn,
        }
    }
}

/// Regular, italic or bold; where both are asked for, bold says more.
fn pick(family: [&'static str; 3], emphasis: bool, strong: bool) -> &'static str {
    let [regular, italic, bold] = family;
    match (emphasis, strong) {
        (_, true) => bold,
        (true, false) => italic,
        (false, false) => regular,
    }
}

impl Theme {
    /// The font of a style.
    #[must_use]
    pub fn font(&self, style: Type) -> FontId {
        self.font_of(style, style.family(self.face, false, false))
    }

    /// A style's distance from line to line, in whole points.
    #[must_use]
    pub fn line(&self, style: Type) -> f32 {
        let spacing = match style {
            Type::Prose | Type::ProseSmall | Type::Sans => factor(self.spacing),
            _ => 1.0,
        };
        let airy = if self.face == Face::Easy && matches!(style, Type::Prose | Type::ProseSmall) {
            // Andika's tall letters want 30 points where Vollkorn has 28.
            30.0 / 28.0
        } else {
            1.0
        };
        (style.spec().line * self.growth(style) * spacing * airy).round()
    }

    /// What a length that holds text of this style has to be multiplied with.
    #[must_use]
    pub fn growth(&self, style: Type) -> f32 {
        let percent = f32::from(self.text_percent.clamp(80, 250)) / 100.0;
        match style.spec().growth {
            Growth::Text => percent,
            Growth::Root => percent.sqrt(),
        }
    }

    /// The format of a style in a colour.
    #[must_use]
    pub fn format(&self, style: Type, color: Color32) -> TextFormat {
        self.format_in(style, style.family(self.face, false, false), color)
    }

    /// The format of a style set in bold, where the face has one.
    #[must_use]
    pub fn bold(&self, style: Type, color: Color32) -> TextFormat {
        self.format_in(style, style.family(self.face, false, true), color)
    }

    /// The format of a style set in italics, where the face has them.
    #[must_use]
    pub fn italic(&self, style: Type, color: Color32) -> TextFormat {
        self.format_in(style, style.family(self.face, true, false), color)
    }

    /// The format of a run of prose in a style.
    #[must_use]
    pub fn span(&self, style: Type, span: &Span, color: Color32) -> TextFormat {
        let family = style.family(self.face, span.emphasis, span.strong);
        self.format_in(style, family, color)
    }

    fn format_in(&self, style: Type, family: &'static str, color: Color32) -> TextFormat {
        let font_id = self.font_of(style, family);
        TextFormat {
            line_height: Some(self.line(style)),
            extra_letter_spacing: font_id.size * self.apart(style, family),
            font_id,
            color,
            ..TextFormat::default()
        }
    }

    /// How far letters stand apart beyond what the face was drawn with, in parts of its size.
    fn apart(&self, style: Type, family: &str) -> f32 {
        match (style.is_read(), self.letters) {
            (true, Letters::Wide) => WIDE_LETTERS,
            // Capitals stand a little apart; nothing else does unless the reader wants it.
            _ if family == LABEL && style != Type::Choice => 0.04,
            _ => 0.0,
        }
    }

    fn font_of(&self, style: Type, family: &'static str) -> FontId {
        let size = style.spec().size * self.growth(style);
        FontId::new(size, FontFamily::Name(family.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text_percent: u16, face: Face) -> Theme {
        Theme {
            text_percent,
            face,
            ..Theme::default()
        }
    }

    #[test]
    fn prose_grows_in_full_and_headings_by_the_root() {
        let large = at(250, Face::Serif);
        assert_eq!(large.font(Type::Prose).size, 47.5);
        assert_eq!(large.line(Type::Prose), 70.0);
        let title = large.font(Type::Title).size;
        assert!((60.0..60.2).contains(&title), "{title}");
    }

    #[test]
    fn the_text_size_stays_within_its_limits() {
        assert_eq!(at(10, Face::Serif).font(Type::Note).size, 13.0 * 0.8);
        assert_eq!(at(9999, Face::Serif).font(Type::Note).size, 13.0 * 2.5);
    }

    #[test]
    fn the_face_changes_prose_but_not_titles() {
        let name = |theme: &Theme, style| match theme.font(style).family {
            FontFamily::Name(name) => name.to_string(),
            other => panic!("{other:?}"),
        };
        for (face, prose, choice) in [
            (Face::Serif, "prose", "label"),
            (Face::Sans, "sans", "sans-bold"),
            (Face::Easy, "easy", "easy-bold"),
        ] {
            let theme = at(100, face);
            assert_eq!(name(&theme, Type::Prose), prose);
            assert_eq!(name(&theme, Type::Choice), choice);
            assert_eq!(name(&theme, Type::Title), "head");
        }
    }

    #[test]
    fn every_face_has_russian_and_the_old_letters() {
        let ctx = egui::Context::default();
        install(&ctx);
        let mut checked = false;
        let output = ctx.run_ui(egui::RawInput::default(), |ui| {
            if !is_ready(ui.ctx()) {
                return;
            }
            checked = true;
            for (family, _) in FACES {
                let font = FontId::new(19.0, FontFamily::Name(family.into()));
                let text = "ПЕТРОГРАДЪ Рабочій путь Ѣ Ѳ Ѵ “—” ↑ ↓ ▲ ▼ ○";
                let missing: String = text
                    .chars()
                    .filter(|letter| !ui.fonts_mut(|fonts| fonts.has_glyph(&font, *letter)))
                    .collect();
                assert_eq!(missing, "", "{family}");
            }
        });
        output.drop_without_applying_deltas();
        assert!(checked);
    }

    #[test]
    fn letters_stand_apart_only_where_the_reader_wants_it() {
        let normal = Theme::default();
        let wide = Theme {
            letters: Letters::Wide,
            ..normal
        };
        let apart = |theme: &Theme, style| theme.format(style, Color32::BLACK).extra_letter_spacing;
        assert_eq!(apart(&normal, Type::Prose), 0.0);
        assert_eq!(apart(&wide, Type::Prose), 19.0 * 0.12);
        assert_eq!(apart(&wide, Type::Choice), 18.0 * 0.12);
        assert_eq!(apart(&wide, Type::Label), apart(&normal, Type::Label));
        assert_eq!(apart(&wide, Type::Title), 0.0);
    }

    #[test]
    fn labels_are_capitals_and_choices_are_not() {
        assert_eq!(Type::Label.cased("Nevsky"), "NEVSKY");
        assert_eq!(Type::Choice.cased("Wait"), "Wait");
    }
}
