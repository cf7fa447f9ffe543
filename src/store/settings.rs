//! What the player set, kept between runs and shared by all front ends.

use serde::{Deserialize, Serialize};

use super::files::{clear_unfinished, read_bounded, write_whole};
use super::tips::{Tips, TipsShown};
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
    /// How far apart letters stand.
    pub letters: Letters,
    /// How the text of a page arrives.
    pub pace: Pace,
    /// Whether anything moves.
    pub motion: bool,
    /// Whether the player has decided about motion. Until then a window that is drawn by the
    /// processor keeps still.
    pub motion_chosen: bool,
    /// How much a choice tells, and when the record is shown.
    pub options: Options,
    /// Whether the chart names what no run has come to.
    pub unseen_names: UnseenNames,
    /// The hints for what is met for the first time.
    pub tips: Tips,
    /// Whether the window fills the screen.
    pub full_screen: bool,
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

/// How far apart letters stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Letters {
    /// As the face was drawn.
    #[default]
    Normal,
    /// Further apart, and words with them.
    Wide,
}

/// How the text of a page arrives.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Pace {
    /// It stands there, and pages do not move in.
    Still,
    /// All of it with the page.
    #[default]
    AtOnce,
    /// Word by word, faster than one reads.
    Fast,
    /// Word by word, about as fast as one reads.
    Slow,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            text_size: 100,
            theme: ThemeName::default(),
            face: Face::default(),
            spacing: Spacing::default(),
            letters: Letters::default(),
            pace: Pace::default(),
            motion: true,
            motion_chosen: false,
            options: Options::default(),
            unseen_names: UnseenNames::default(),
            tips: Tips::default(),
            full_screen: false,
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
    letters: Letters,
    pace: Pace,
    /// Left out until the player has decided.
    #[serde(with = "plain", skip_serializing_if = "Option::is_none")]
    motion: Option<bool>,
    hints: Hints,
    history: History,
    unseen_names: Names,
    tips: ShowTips,
    tips_seen: Vec<String>,
    full_screen: bool,
}

/// A value that is there or left out, written without a word round it: files of versions that
/// always wrote it are read as they are.
mod plain {
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    pub(super) fn serialize<S: Serializer>(
        value: &Option<bool>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        value.unwrap_or_default().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<bool>, D::Error> {
        bool::deserialize(deserializer).map(Some)
    }
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

#[derive(Clone, Copy, Serialize, Deserialize)]
enum ShowTips {
    Once,
    Never,
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
            letters: settings.letters,
            pace: settings.pace,
            motion: settings.motion_chosen.then_some(settings.motion),
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
            tips: match settings.tips.shown {
                TipsShown::Once => ShowTips::Once,
                TipsShown::Never => ShowTips::Never,
            },
            tips_seen: settings.tips.keys(),
            full_screen: settings.full_screen,
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
            letters: file.letters,
            pace: file.pace,
            motion: file.motion.unwrap_or(true),
            motion_chosen: file.motion.is_some(),
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
            tips: Tips::of_keys(
                match file.tips {
                    ShowTips::Once => TipsShown::Once,
                    ShowTips::Never => TipsShown::Never,
                },
                &file.tips_seen,
            ),
            full_screen: file.full_screen,
        }
    }
}

/// The largest settings file that is read, in bytes.
const LARGEST: usize = 64 * 1024;

/// Why a file is no settings.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SettingsError {
    /// Far larger than settings are.
    #[error("the file is too large")]
    TooLarge,
    /// Not UTF-8.
    #[error("it is not text")]
    NotText,
    /// Something else is written there.
    #[error("{0}")]
    Damaged(String),
}

impl Settings {
    /// The settings that a file holds; what cannot be as it stands there is put right.
    ///
    /// # Errors
    ///
    /// If the file is too large, not text, or no settings.
    pub fn read(bytes: &[u8]) -> Result<Self, SettingsError> {
        if bytes.len() > LARGEST {
            return Err(SettingsError::TooLarge);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| SettingsError::NotText)?;
        ron::from_str::<SettingsFile>(text)
            .map(Self::from)
            .map_err(|error| SettingsError::Damaged(error.to_string()))
    }

    /// The same as [`read`](Self::read) reads it.
    #[must_use]
    pub fn written(&self) -> String {
        let pretty = ron::ser::PrettyConfig::new().struct_names(true);
        let text =
            ron::ser::to_string_pretty(&SettingsFile::from(self), pretty).unwrap_or_default();
        format!("{text}\n")
    }
}

impl Store {
    fn settings_path(&self) -> std::path::PathBuf {
        self.root().join("settings.ron")
    }

    /// The settings, and a message if the file could not be understood; the defaults
    /// stand in then, and the file is left until something is set anew.
    #[must_use]
    pub fn settings(&self) -> (Settings, Option<String>) {
        let path = self.settings_path();
        clear_unfinished(self.root());
        let read = match read_bounded(&path, LARGEST) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return (Settings::default(), None);
            }
            Err(error) => Err(error.to_string()),
            Ok(bytes) => Settings::read(&bytes).map_err(|error| error.to_string()),
        };
        match read {
            Ok(settings) => (settings, None),
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
        write_whole(&self.settings_path(), &settings.written())
    }
}
