//! From raw files to a checked [`Scenario`]: names to ids, dates to moments, prose to spans.
//!
//! In three passes: every file is parsed; every id is entered into its table; then
//! everything is resolved against the tables, so that order of files and of items
//! never matters. What cannot be resolved is reported and replaced by the first item
//! of its kind; a scenario with an error is thrown away as a whole.

mod logic;
mod names;
mod prose;
mod readings;
mod size;
mod sky;
mod story;
mod teaching;
mod world;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use names::Table;

use super::locate::{Step, Tree};
use super::parse::parse;
use super::raw::{
    RawDebate, RawEntry, RawEvent, RawPlaces, RawRole, RawScenario, RawScene, RawSky, RawSource,
    RawTeaching, RawTurningPoint,
};
use super::{SourceFile, Unreadable, fnv1a};
use crate::diagnostics::{Code, Diagnostic, Label, MOST_COUNTED, did_you_mean, quoted};
use crate::model::Scenario;

/// The way to a value in a file, kept on the stack.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    file: &'a str,
    parent: Option<&'a At<'a>>,
    step: Option<Step<'a>>,
}

impl<'a> At<'a> {
    fn file(file: &'a str) -> Self {
        Self {
            file,
            parent: None,
            step: None,
        }
    }

    fn field(&'a self, name: &'a str) -> Self {
        self.then(Step::Field(name))
    }

    fn item(&'a self, index: usize) -> Self {
        self.then(Step::Item(index))
    }

    fn then(&'a self, step: Step<'a>) -> Self {
        Self {
            file: self.file,
            parent: Some(self),
            step: Some(step),
        }
    }

    fn path(&self) -> Vec<Step<'a>> {
        let mut steps: Vec<Step<'a>> = Vec::new();
        let mut node = Some(self);
        while let Some(at) = node {
            steps.extend(at.step);
            node = at.parent;
        }
        steps.reverse();
        steps
    }
}

/// The ids of every kind of thing.
#[derive(Debug, Default)]
pub(super) struct Tables {
    gauges: Table,
    flags: Table,
    sides: Table,
    places: Table,
    events: Table,
    sources: Table,
    entries: Table,
    debates: Table,
    waters: Table,
    turning_points: Table,
    /// The answers of each turning point.
    answers: Vec<Table>,
    roles: Table,
    scenes: Table,
}

/// What the passes share.
pub(super) struct Resolver<'a> {
    texts: BTreeMap<&'a str, (&'a str, OnceCell<Tree>)>,
    tables: Tables,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// How many there are of each file.
    counts: BTreeMap<String, usize>,
    /// How many more ids may be compared with unknown ones: a hostile scenario could
    /// have a million of each.
    comparisons_left: usize,
}

/// Enough for ten thousand slips of the pen in a scenario of two hundred ids a kind.
const MOST_COMPARISONS: usize = 2_000_000;

/// Paths are shown up to here.
const LONGEST_PATH: usize = 200;

/// More roles than this are not read, nor more chapters of a role.
const MOST_FOLDED: usize = 64;

impl Resolver<'_> {
    /// Keeps a diagnostic, unless its file has more than anybody will read.
    fn push(&mut self, diagnostic: Diagnostic) {
        let file = diagnostic
            .primary
            .as_ref()
            .map_or("", |label| label.file.as_str());
        if self.has_enough(file) {
            return;
        }
        match self.counts.get_mut(file) {
            Some(count) => *count += 1,
            None => {
                self.counts.insert(file.to_owned(), 1);
            }
        }
        self.diagnostics.push(diagnostic);
    }

    /// Whether no more is reported of a file, nor looked for in it.
    fn has_enough(&self, file: &str) -> bool {
        self.counts
            .get(file)
            .is_some_and(|count| *count >= MOST_COUNTED)
    }

    /// A label at the value `at` leads to, or on its file alone.
    fn label(&self, at: &At<'_>, text: impl Into<String>) -> Label {
        Label {
            file: at.file.to_owned(),
            range: self.range(at),
            text: text.into(),
        }
    }

    /// A label at the name of the field `at` leads to: for what is wrong with a whole list.
    fn name_label(&self, at: &At<'_>, text: impl Into<String>) -> Label {
        let name = self.texts.get(at.file).and_then(|(text, tree)| {
            tree.get_or_init(|| Tree::of(text))
                .find_name(text, &at.path())
        });
        Label {
            file: at.file.to_owned(),
            range: name.or_else(|| self.range(at)),
            text: text.into(),
        }
    }

    /// A label at these words inside the text `at` leads to, or at that text's first line.
    fn label_inside(&self, at: &At<'_>, words: &str, text: impl Into<String>) -> Label {
        let range = self.range(at).and_then(|range| {
            let written = self.texts.get(at.file)?.0.get(range.clone())?;
            let (start, length) = match written.find(words) {
                Some(start) => (start, words.len()),
                None => (0, written.lines().next().map_or(0, str::len)),
            };
            Some(range.start + start..range.start + start + length)
        });
        Label {
            file: at.file.to_owned(),
            range,
            text: text.into(),
        }
    }

    fn range(&self, at: &At<'_>) -> Option<Range<usize>> {
        if self.has_enough(at.file) {
            return None;
        }
        let (text, tree) = self.texts.get(at.file)?;
        tree.get_or_init(|| Tree::of(text)).find(text, &at.path())
    }

    /// Reports a problem at a value.
    fn report(&mut self, code: Code, at: &At<'_>, message: String, label: &str, help: &str) {
        let label = self.label(at, label);
        self.report_at(code, label, message, help);
    }

    fn report_at(&mut self, code: Code, label: Label, message: String, help: &str) {
        let mut diagnostic = Diagnostic::of(code, message);
        diagnostic.primary = Some(label);
        if !help.is_empty() {
            diagnostic = diagnostic.help(help);
        }
        self.push(diagnostic);
    }
}

/// The files of a scenario, parsed.
struct Files {
    scenario: RawScenario,
    turning_points: Vec<RawTurningPoint>,
    events: Vec<RawEvent>,
    places: RawPlaces,
    sky: RawSky,
    sources: Vec<RawSource>,
    entries: Vec<RawEntry>,
    debates: Vec<RawDebate>,
    teaching: Option<RawTeaching>,
    /// In the order the scenario names them.
    roles: Vec<RoleFiles>,
}

/// A role's folder.
struct RoleFiles {
    folder: String,
    /// Its `role.ron`.
    file: String,
    role: RawRole,
    /// File and scenes of each chapter, in order.
    chapters: Vec<(String, Vec<RawScene>)>,
}

/// Resolves the files; reports into `diagnostics`.
pub(super) fn resolve(files: &[SourceFile], diagnostics: &mut Vec<Diagnostic>) -> Option<Scenario> {
    let mut texts: BTreeMap<&str, &str> = BTreeMap::new();
    for file in files.iter().filter(|file| file.path.ends_with(".ron")) {
        match &file.text {
            Ok(text) => {
                texts.insert(&file.path, text);
            }
            Err(reason) => diagnostics.push(unreadable(&file.path, reason)),
        }
    }
    let files = read_all(&texts, diagnostics)?;
    if !size::is_within(&files, diagnostics) {
        return None;
    }
    let content = content_hash(&texts);
    let mut resolver = Resolver {
        texts: texts
            .into_iter()
            .map(|(path, text)| (path, (text, OnceCell::new())))
            .collect(),
        tables: Tables::default(),
        diagnostics,
        counts: BTreeMap::new(),
        comparisons_left: MOST_COMPARISONS,
    };
    resolver.declare_all(&files);
    Some(resolver.scenario(files, content))
}

fn content_hash(texts: &BTreeMap<&str, &str>) -> u64 {
    let parts: Vec<&[u8]> = texts
        .iter()
        // It is not played, so no run hangs on it.
        .filter(|(path, _)| **path != teaching::FILE)
        .flat_map(|(path, text)| [path.as_bytes(), text.as_bytes()])
        .collect();
    fnv1a(&parts)
}

fn unreadable(path: &str, reason: &Unreadable) -> Diagnostic {
    match reason {
        Unreadable::TooLarge(size) => Diagnostic::of(
            Code::TooLarge,
            format!(
                "this file has {size} bytes; at most {} are read",
                super::LARGEST_FILE
            ),
        )
        .help("split it: a long chapter may become two"),
        Unreadable::NotText(byte) => Diagnostic::of(
            Code::NotText,
            format!("this file is not UTF-8 text, from byte {byte} on"),
        )
        .help("save it as UTF-8"),
        Unreadable::Io(reason) => Diagnostic::of(
            Code::MissingFile,
            format!("this file cannot be read: {reason}"),
        ),
    }
    .at(path, None, "")
}

/// Reads every file; `None` if one that all else hangs on is missing or broken.
fn read_all(texts: &BTreeMap<&str, &str>, diagnostics: &mut Vec<Diagnostic>) -> Option<Files> {
    const EVERY: &str = "every scenario has one";
    let scenario: Option<RawScenario> = required("scenario.ron", texts, EVERY, diagnostics);
    let turning_points = required("turning_points.ron", texts, EVERY, diagnostics);
    let events = required("events.ron", texts, EVERY, diagnostics);
    let places = required("places.ron", texts, EVERY, diagnostics);
    let sky = sky::read(texts, diagnostics);
    let sources = required("sources.ron", texts, EVERY, diagnostics);
    let entries = required("codex.ron", texts, EVERY, diagnostics);
    let debates = required("debates.ron", texts, EVERY, diagnostics);
    let teaching = teaching::read(texts, diagnostics);
    let scenario = scenario?;
    let mut roles: Vec<Option<RoleFiles>> = Vec::new();
    for (index, role) in scenario.roles.iter().enumerate().take(MOST_FOLDED) {
        // One that is named twice is read once; naming it twice is reported later.
        let again = scenario.roles.iter().take(index).any(|other| other == role);
        if !again {
            roles.push(read_role(role, texts, diagnostics));
        }
    }
    Some(Files {
        turning_points: turning_points?,
        events: events?,
        places: places?,
        sky: sky?,
        sources: sources?,
        entries: entries?,
        debates: debates?,
        teaching: teaching?,
        roles: roles.into_iter().collect::<Option<Vec<_>>>()?,
        scenario,
    })
}

fn read_role(
    id: &str,
    texts: &BTreeMap<&str, &str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<RoleFiles> {
    let file = format!("{id}/role.ron");
    let named = format!("{} is among the `roles` of scenario.ron", quoted(id));
    let role: RawRole = required(&file, texts, &named, diagnostics)?;
    let mut chapters: Vec<Option<(String, Vec<RawScene>)>> = Vec::new();
    for (index, chapter) in role.chapters.iter().enumerate().take(MOST_FOLDED) {
        let path = format!("{id}/{}.ron", chapter.id);
        // As with roles; the repeated chapter stands there without scenes.
        let again = role
            .chapters
            .iter()
            .take(index)
            .any(|other| other.id == chapter.id);
        chapters.push(if again {
            Some((path, Vec::new()))
        } else {
            let named = format!("{} is among the `chapters` of {file}", quoted(&chapter.id));
            required(&path, texts, &named, diagnostics).map(|scenes| (path, scenes))
        });
    }
    Some(RoleFiles {
        folder: id.to_owned(),
        file,
        chapters: chapters.into_iter().collect::<Option<Vec<_>>>()?,
        role,
    })
}

fn required<T: serde::de::DeserializeOwned>(
    path: &str,
    texts: &BTreeMap<&str, &str>,
    why: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<T> {
    let Some(text) = texts.get(path) else {
        let reported = diagnostics.iter().any(|known| {
            known
                .primary
                .as_ref()
                .is_some_and(|label| label.file == path)
        });
        if !reported {
            let meant = did_you_mean(path, texts.keys().copied());
            let help = meant.map_or(why.to_owned(), |meant| format!("{why}; {meant}"));
            // A path is as long as the id it is made of.
            let shown: String = path.chars().take(LONGEST_PATH).collect();
            diagnostics.push(
                Diagnostic::of(Code::MissingFile, "this file is missing")
                    .at(&shown, None, "")
                    .help(help),
            );
        }
        return None;
    };
    parse(path, text, diagnostics)
}

impl Resolver<'_> {
    /// Enters every id into its table.
    fn declare_all(&mut self, files: &Files) {
        let mut tables = Tables::default();
        self.declare_world(files, &mut tables);
        self.declare_roles(files, &mut tables);
        self.tables = tables;
    }

    fn declare_world(&mut self, files: &Files, tables: &mut Tables) {
        macro_rules! declare {
            ($table:ident, $kind:literal, $file:literal, $items:expr) => {{
                tables.$table = Table::of($kind);
                let root = At::file($file);
                for (index, item) in $items.iter().enumerate() {
                    let at = root.item(index);
                    self.declare(&mut tables.$table, &item.id, index, &at.field("id"));
                }
            }};
            ($table:ident, $kind:literal, $file:literal, $field:literal, $items:expr) => {{
                tables.$table = Table::of($kind);
                let root = At::file($file);
                let list = root.field($field);
                for (index, item) in $items.iter().enumerate() {
                    let at = list.item(index);
                    self.declare(&mut tables.$table, &item.id, index, &at.field("id"));
                }
            }};
        }
        declare!(
            gauges,
            "gauge",
            "scenario.ron",
            "gauges",
            files.scenario.gauges
        );
        declare!(sides, "side", "scenario.ron", "sides", files.scenario.sides);
        declare!(places, "place", "places.ron", "places", files.places.places);
        declare!(events, "event", "events.ron", files.events);
        declare!(sources, "source", "sources.ron", files.sources);
        declare!(entries, "codex entry", "codex.ron", files.entries);
        declare!(debates, "debate", "debates.ron", files.debates);
        declare!(waters, "water", "places.ron", "water", files.places.water);
        declare!(
            turning_points,
            "turning point",
            "turning_points.ron",
            files.turning_points
        );
        let root = At::file("turning_points.ron");
        for (index, turning_point) in files.turning_points.iter().enumerate() {
            let mut answers = Table::of("answer");
            let at = root.item(index);
            let list = at.field("answers");
            for (number, answer) in turning_point.answers.iter().enumerate() {
                let at = list.item(number);
                self.declare(&mut answers, &answer.id, number, &at.field("id"));
            }
            tables.answers.push(answers);
        }
    }

    fn declare_roles(&mut self, files: &Files, tables: &mut Tables) {
        tables.flags = Table::of("flag");
        tables.roles = Table::of("role");
        let root = At::file("scenario.ron");
        self.check_id(&files.scenario.id, &root.field("id"));
        let list = root.field("roles");
        for (index, role) in files.scenario.roles.iter().enumerate() {
            self.declare(&mut tables.roles, role, index, &list.item(index));
        }
        tables.scenes = Table::of("scene");
        let (mut n_flags, mut n_scenes) = (0, 0);
        for (index, role) in files.roles.iter().enumerate() {
            let root = At::file(&role.file);
            self.check_folder(role, &root.field("id"));
            let gauge = root.field("gauge");
            let n_gauges = files.scenario.gauges.len() + index;
            self.declare(
                &mut tables.gauges,
                &role.role.gauge.id,
                n_gauges,
                &gauge.field("id"),
            );
            let list = root.field("remembers");
            for (number, memory) in role.role.remembers.iter().enumerate() {
                let at = list.item(number);
                self.declare(&mut tables.flags, &memory.id, n_flags, &at.field("id"));
                n_flags += 1;
            }
            let list = root.field("chapters");
            let mut chapters = Table::of("chapter");
            for (number, chapter) in role.role.chapters.iter().enumerate() {
                let at = list.item(number);
                self.declare(&mut chapters, &chapter.id, number, &at.field("id"));
            }
            for (file, scenes) in &role.chapters {
                let root = At::file(file);
                for (number, scene) in scenes.iter().enumerate() {
                    let at = root.item(number);
                    self.declare(&mut tables.scenes, &scene.id, n_scenes, &at.field("id"));
                    n_scenes += 1;
                }
            }
        }
    }
}
