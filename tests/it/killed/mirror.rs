//! What must be on disk: the same game played beside the program, without files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use october::format::{journal_file, run_code};
use october::journal::{Journal, replay};
use october::model::{RoleId, Scenario};
use october::playthrough::{Action, HintLevel, Options, PageView, Playthrough};

/// A line that is typed, with what it means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Line {
    Choose(usize),
    Continue,
    Back(usize),
    Name(String),
    Star,
    Luck,
    Import(String),
    Export(PathBuf),
    Hints(HintLevel),
    Open(String),
    /// The first of two lines; the second says yes.
    Delete(String),
    Yes(String),
    Log,
}

impl Line {
    pub(super) fn typed(&self) -> String {
        match self {
            Self::Choose(index) => (index + 1).to_string(),
            Self::Continue => String::new(),
            Self::Back(number) => format!("back {number}"),
            Self::Name(name) => format!("name {name}"),
            Self::Star => "star".to_owned(),
            Self::Luck => "luck".to_owned(),
            Self::Import(code) => format!("import {code}"),
            Self::Export(file) => format!("export {}", file.display()),
            Self::Hints(HintLevel::None) => "hints none".to_owned(),
            Self::Hints(_) => "hints numbers".to_owned(),
            Self::Open(id) => format!("open {id}"),
            Self::Delete(id) => format!("delete {id}"),
            Self::Yes(_) => "yes".to_owned(),
            Self::Log => "log".to_owned(),
        }
    }
}

/// Everything that was acknowledged.
#[derive(Clone)]
pub(super) struct World {
    pub(super) scenario: Arc<Scenario>,
    /// Every run that is kept, by id.
    pub(super) files: BTreeMap<String, Journal>,
    /// Files that runs were written into, by name.
    pub(super) exported: BTreeMap<String, Journal>,
    /// How much choices tell; the program's own answer until something is set.
    pub(super) hints: Option<HintLevel>,
    /// The open run, and its id once it has one.
    pub(super) open: Option<(Playthrough, Option<String>)>,
}

impl World {
    pub(super) fn new(scenario: Arc<Scenario>) -> Self {
        Self {
            scenario,
            files: BTreeMap::new(),
            exported: BTreeMap::new(),
            hints: None,
            open: None,
        }
    }

    pub(super) fn begin(&mut self, role: RoleId, seed: u64) {
        let run = Playthrough::begin(Arc::clone(&self.scenario), role, seed);
        self.open = Some((run, None));
    }

    pub(super) fn resume(&mut self, id: &str) {
        let journal = self.files[id].clone();
        let (run, stop) = Playthrough::resume(Arc::clone(&self.scenario), journal).unwrap();
        assert_eq!(stop, None);
        self.open = Some((run, Some(id.to_owned())));
    }

    pub(super) fn is_unfinished(&self, id: &str) -> bool {
        let journal = self.files[id].clone();
        let (run, _) = Playthrough::resume(Arc::clone(&self.scenario), journal).unwrap();
        !run.is_over()
    }

    /// The world once a line has been obeyed. Only luck that the program draws itself has
    /// to be looked up in what it wrote; what else there is in that file is not.
    pub(super) fn after(&self, line: &Line, disk: &Disk) -> Self {
        let mut world = self.clone();
        let Some((mut run, mut id)) = world.open.take() else {
            panic!("a run must be open for {line:?}");
        };
        let left = |id: &Option<String>, run: &Playthrough| {
            let before = run.journal().parent.as_ref().map(|(id, _)| id.clone());
            id.clone().or(before)
        };
        match line {
            Line::Choose(_) | Line::Continue => {
                let action = match line {
                    Line::Choose(index) => Action::Choose(*index),
                    _ => Action::Continue,
                };
                run.act(action).unwrap();
                let name = id.unwrap_or_else(|| world.next_id(run.journal()));
                world.files.insert(name.clone(), run.journal().clone());
                id = Some(name);
            }
            Line::Back(number) => {
                run = run.branch_at(number - 1, left(&id, &run));
                id = None;
            }
            Line::Name(_) | Line::Star => {
                match line {
                    Line::Name(name) => run.rename(name),
                    _ if run.journal().starred => run.unstar(),
                    _ => run.star(),
                }
                if let Some(id) = &id {
                    world.files.insert(id.clone(), run.journal().clone());
                }
            }
            Line::Luck => {
                let n_made = run.replay().steps.len();
                let name = world.next_id(run.branch_at(n_made, left(&id, &run)).journal());
                let seed = disk.runs.get(&name).map_or(0, |run| run.journal.seed);
                (run, _) = run.with_luck(n_made, seed, left(&id, &run));
                world.files.insert(name.clone(), run.journal().clone());
                id = Some(name);
            }
            Line::Import(code) => {
                let journal = run_code::read(&world.scenario, code).unwrap().journal;
                if !world.files.values().any(|kept| kept.is_same_run(&journal)) {
                    world.files.insert(world.next_id(&journal), journal);
                }
            }
            Line::Export(file) => {
                let journal = run.journal().clone();
                let name = file.file_name().unwrap().to_str().unwrap();
                world.exported.entry(name.to_owned()).or_insert(journal);
            }
            Line::Hints(hints) => world.hints = Some(*hints),
            Line::Open(name) => {
                world.resume(name);
                return world;
            }
            Line::Yes(name) => {
                world.files.remove(name);
            }
            Line::Delete(_) | Line::Log => {}
        }
        world.open = Some((run, id));
        world
    }

    /// The id the next run of this role gets.
    fn next_id(&self, journal: &Journal) -> String {
        let role = &journal.role;
        let numbers = self.files.keys().filter_map(|id| {
            let number = id.strip_prefix(role.as_str())?.strip_prefix('-')?;
            number.parse::<u32>().ok()
        });
        let mut number = numbers.max().unwrap_or(0) + 1;
        let parent = journal.parent.as_ref().map(|(id, _)| id.clone());
        if parent == Some(format!("{role}-{number:03}")) {
            number += 1;
        }
        format!("{role}-{number:03}")
    }

    /// What the program asks on the open page.
    pub(super) fn question(&self) -> String {
        let (run, _) = self.open.as_ref().unwrap();
        match run.view(&Options::default()).page {
            PageView::Scene(page) => {
                let open = page.choices.iter().filter(|choice| choice.locked.is_none());
                let digits: Vec<String> = open.map(|choice| choice.number.to_string()).collect();
                match digits.as_slice() {
                    [only] => format!("Choose {only}."),
                    [first @ .., last] => format!("Choose {} or {last}.", first.join(", ")),
                    [] => "Nothing can be chosen here.".to_owned(),
                }
            }
            PageView::After(_) => "Press Enter to go on.".to_owned(),
            PageView::End(_) => "Press Enter to see this year beside history".to_owned(),
        }
    }

    /// What is otherwise on disk; `None` if everything is as it should be.
    pub(super) fn differs(&self, disk: &Disk) -> Option<String> {
        let ids = |files: &mut dyn Iterator<Item = &String>| {
            files.map(String::as_str).collect::<Vec<_>>().join(" ")
        };
        let (mine, theirs) = (ids(&mut self.files.keys()), ids(&mut disk.runs.keys()));
        if mine != theirs {
            return Some(format!(
                "there should be the runs {mine}\nthere are {theirs}"
            ));
        }
        for (id, journal) in &self.files {
            let expected = journal_file::write(journal);
            if disk.runs[id].text != expected {
                let found = &disk.runs[id].text;
                return Some(format!("{id} should be\n{expected}and is\n{found}"));
            }
            let replayed = replay(&self.scenario, &disk.runs[id].journal).unwrap();
            assert_eq!(replayed.stop, None, "{id}");
        }
        let written: BTreeMap<String, String> = self
            .exported
            .iter()
            .map(|(name, journal)| (name.clone(), journal_file::write(journal)))
            .collect();
        if written != disk.exported {
            return Some(format!(
                "these files should be written: {written:?}\nthere are {:?}",
                disk.exported
            ));
        }
        if self.hints != disk.hints {
            return Some(format!(
                "the hints should be {:?} and are {:?}",
                self.hints, disk.hints
            ));
        }
        None
    }
}

/// A run as it lies on disk.
pub(super) struct OnDisk {
    pub(super) text: String,
    pub(super) journal: Journal,
    pub(super) saved: SystemTime,
}

/// What lies in a data folder, read without the program's own reading, which clears up.
pub(super) struct Disk {
    pub(super) runs: BTreeMap<String, OnDisk>,
    pub(super) exported: BTreeMap<String, String>,
    pub(super) hints: Option<HintLevel>,
    /// Files in the data folder that were being written when the program was killed.
    pub(super) strays: Vec<String>,
    /// The same where the player's own files are.
    pub(super) strays_elsewhere: Vec<String>,
}

impl Disk {
    #[track_caller]
    pub(super) fn of(data: &Path, exports: &Path) -> Self {
        let mut disk = Self {
            runs: BTreeMap::new(),
            exported: BTreeMap::new(),
            hints: None,
            strays: Vec::new(),
            strays_elsewhere: Vec::new(),
        };
        for (name, path) in files(&data.join("runs")) {
            match name.strip_suffix(".ron") {
                Some(id) => {
                    let text = fs::read_to_string(&path).unwrap();
                    let journal = journal_file::read(text.as_bytes())
                        .unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
                    let saved = fs::metadata(&path).unwrap().modified().unwrap();
                    let run = OnDisk {
                        text,
                        journal,
                        saved,
                    };
                    disk.runs.insert(id.to_owned(), run);
                }
                None => disk.strays.extend(stray(name)),
            }
        }
        for (name, path) in files(exports) {
            match name.strip_suffix(".ron") {
                Some(_) => {
                    let text = fs::read_to_string(path).unwrap();
                    disk.exported.insert(name, text);
                }
                None => disk.strays_elsewhere.extend(stray(name)),
            }
        }
        for (name, path) in files(data) {
            if name == "settings.ron" {
                let text = fs::read_to_string(path).unwrap();
                assert!(
                    text.starts_with("Settings(") && text.ends_with(")\n"),
                    "{text}"
                );
                disk.hints = Some(if text.contains("hints: r#None") {
                    HintLevel::None
                } else {
                    HintLevel::Numbers
                });
            } else {
                disk.strays.extend(stray(name));
            }
        }
        disk
    }
}

fn stray(name: String) -> Option<String> {
    if name == ".lock" {
        return None;
    }
    assert!(name.contains("writing-"), "nobody should write `{name}`");
    Some(name)
}

/// The files directly in a folder, by name.
fn files(folder: &Path) -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(Result::unwrap);
    entries
        .filter(|entry| entry.file_type().unwrap().is_file())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .collect()
}
