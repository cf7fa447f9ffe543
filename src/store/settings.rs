//! What the player set, kept between runs and shared by all front ends.

use serde::{Deserialize, Serialize};

use super::files::read_bounded;
use super::files::write_whole;
use super::{Store, StoreError};
use crate::chart::UnseenNames;
use crate::playthrough::{HintLevel, HistoryShown, Options};

/// Everything that can be set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// Size of prose and choices in per cent, 80 to 250.
    pub text_size: u16,
    /// The colours.
    pub theme: ThemeName,
    /// The face of prose and choices.
    pub face: Face,
    /// How far apart lines of prose stand.
    pub spacing: Spacing,
    /// Whether anything moves.
    pub motion: bool,
    /// How much a choice tells, and when the record is shown.
    pub options: Options,
    /// Whether the chart names what no run has come to.
    pub unseen_names: UnseenNames,
}

/// The colours of the window.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum ThemeName {
    /// Black and red on cream.
    #[default]
    Paper,
    /// Cream on near black.
    Night,
    /// White and yellow on black.
    HighContrast,
}

/// The face of prose and choices.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Face {
    /// The book face.
    #[default]
    Serif,
    /// Without serifs.
    Sans,
    /// Made for easier reading.
    Easy,
}

/// How far apart lines of prose stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Spacing {
    /// Nearer than designed.
    Close,
    /// As designed.
    #[default]
    Normal,
    /// Further apart.
    Wide,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            text_size: 100,
            theme: ThemeName::default(),
            face: Face::default(),
            spacing: Spacing::default(),
            motion: true,
            options: Options::default(),
            unseen_names: UnseenNames::default(),
        }
    }
}

/// The smallest and largest text, in per cent.
const TEXT_SIZES: (u16, u16) = (80, 250);

#[derive(Serialize, Deserialize)]
#[serde(rename = "Settings", default)]
struct SettingsFile {
    text_size: u16,
    theme: ThemeName,
    face: Face,
    spacing: Spacing,
    motion: bool,
    hints: Hints,
    history: History,
    unseen_names: Names,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
enum Hints {
    None,
    Direction,
    Numbers,
    Odds,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
enum History {
    AfterEach,
    AtChapterEnd,
    AtEnd,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
enum Names {
    Hidden,
    Shown,
}

impl Default for SettingsFile {
    fn default() -> Self {
        Self::from(&Settings::default())
    }
}

impl From<&Settings> for SettingsFile {
    fn from(settings: &Settings) -> Self {
        Self {
            text_size: settings.text_size,
            theme: settings.theme,
            face: settings.face,
            spacing: settings.spacing,
            motion: settings.motion,
            hints: match settings.options.hints {
                HintLevel::None => Hints::None,
                HintLevel::Direction => Hints::Direction,
                HintLevel::Numbers => Hints::Numbers,
                HintLevel::Odds => Hints::Odds,
            },
            history: match settings.options.history {
                HistoryShown::AfterEach => History::AfterEach,
                HistoryShown::AtChapterEnd => History::AtChapterEnd,
                HistoryShown::AtEnd => History::AtEnd,
            },
            unseen_names: match settings.unseen_names {
                UnseenNames::Hidden => Names::Hidden,
                UnseenNames::Shown => Names::Shown,
            },
        }
    }
}

impl From<SettingsFile> for Settings {
    fn from(file: SettingsFile) -> Self {
        Self {
            text_size: file.text_size.clamp(TEXT_SIZES.0, TEXT_SIZES.1),
            theme: file.theme,
            face: file.face,
            spacing: file.spacing,
            motion: file.motion,
            options: Options {
                hints: match file.hints {
                    Hints::None => HintLevel::None,
                    Hints::Direction => HintLevel::Direction,
                    Hints::Numbers => HintLevel::Numbers,
                    Hints::Odds => HintLevel::Odds,
                },
                history: match file.history {
                    History::AfterEach => HistoryShown::AfterEach,
                    History::AtChapterEnd => HistoryShown::AtChapterEnd,
                    History::AtEnd => HistoryShown::AtEnd,
                },
            },
            unseen_names: match file.unseen_names {
                Names::Hidden => UnseenNames::Hidden,
                Names::Shown => UnseenNames::Shown,
            },
        }
    }
}

/// The largest settings file that is read, in bytes.
const LARGEST: usize = 64 * 1024;

impl Store {
    fn settings_path(&self) -> std::path::PathBuf {
        self.root().join("settings.ron")
    }

    /// Whether anything has been set yet.
    #[must_use]
    pub fn has_settings(&self) -> bool {
        self.settings_path().exists()
    }

    /// The settings, and a message if the file could not be understood; the defaults
    /// stand in then, and the file is left until something is set anew.
    #[must_use]
    pub fn settings(&self) -> (Settings, Option<String>) {
        let path = self.settings_path();
        let read = match read_bounded(&path, LARGEST) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return (Settings::default(), None);
            }
            Err(error) => Err(error.to_string()),
            Ok(bytes) if bytes.len() > LARGEST => Err("the file is too large".to_owned()),
            Ok(bytes) => std::str::from_utf8(&bytes)
                .map_err(|_| "it is not text".to_owned())
                .and_then(|text| {
                    ron::from_str::<SettingsFile>(text).map_err(|error| error.to_string())
                }),
        };
        match read {
            Ok(file) => (file.into(), None),
            Err(reason) => {
                let message = format!(
                    "the settings could not be read and stand at their defaults: {reason}; the file is {}",
                    path.display()
                );
                (Settings::default(), Some(message))
            }
        }
    }

    /// Saves the settings.
    ///
    /// # Errors
    ///
    /// If they cannot be written; what was saved before stays.
    pub fn save_settings(&self, settings: &Settings) -> Result<(), StoreError> {
        let pretty = ron::ser::PrettyConfig::new().struct_names(true);
        let text =
            ron::ser::to_string_pretty(&SettingsFile::from(settings), pretty).unwrap_or_default();
        write_whole(&self.settings_path(), &format!("{text}\n"))
    }
}
