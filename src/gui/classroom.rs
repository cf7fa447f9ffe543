//! A class in the window: taken in and counted on a thread of its own, one thing after
//! another, and written to a file when asked.
//!
//! The window goes on drawing meanwhile and is woken when the counts are there. What was
//! handed in lives with the thread that reads it and in no file.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;

use super::bridge::Current;
use super::odds::Waker;
use crate::class::GroupBy;
use crate::model::Scenario;
use crate::report::ClassForm;
use crate::session::{ClassCounted, Classroom, HandIn};
use crate::store::{self, Existing, Store, StoreError};

/// What a teacher can ask for.
#[derive(Clone, PartialEq, Debug)]
pub enum ClassAsk {
    /// Take this in, beside what is there.
    HandIn(HandIn),
    /// Put the runs into these groups.
    GroupBy(GroupBy),
    /// Take labels from this column of lists.
    LabelBy(String),
    /// Call the class this.
    Call(String),
    /// Forget everything that was handed in.
    StartAgain,
    /// Write the counts to the file of this path.
    Write(ClassForm, String, Existing),
    /// What came of writing has been read, or no longer matters.
    Written,
}

/// What came of writing a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Written {
    /// It is there; the whole path.
    There(String),
    /// There is another file already, which was left alone; the whole path.
    Exists(String),
    /// It could not be written, and why.
    Failed(String),
}

/// What the window knows of the class.
pub struct ClassShown {
    /// What it is called, as it was typed; may be empty.
    pub title: String,
    /// The counts, once there are some.
    pub counted: Option<Arc<ClassCounted>>,
    /// Why the last thing was not taken in.
    pub refused: Option<String>,
    /// How often something was taken in, so that a screen knows when to turn to it.
    pub n_taken: usize,
    /// How the runs are put into groups.
    pub by: GroupBy,
    /// Where labels are taken from.
    pub label_column: String,
    /// What came of writing the last file.
    pub written: Option<Written>,
    /// Where files are offered to be written.
    pub folder: String,
    /// What is being gathered; away while a thread has it.
    room: Option<Classroom>,
    waiting: VecDeque<Task>,
    finished: Arc<Mutex<Option<Done>>>,
    waker: Option<Waker>,
}

impl Default for ClassShown {
    fn default() -> Self {
        Self {
            title: String::new(),
            counted: None,
            refused: None,
            n_taken: 0,
            by: GroupBy::default(),
            label_column: String::new(),
            written: None,
            folder: String::new(),
            room: Some(Classroom::default()),
            waiting: VecDeque::new(),
            finished: Arc::default(),
            waker: None,
        }
    }
}

/// Something for the thread, with what it needs.
struct Task {
    kind: TaskKind,
    scenario: Arc<Scenario>,
    store: Option<Store>,
}

enum TaskKind {
    HandIn(HandIn),
    GroupBy(GroupBy),
    LabelBy(String),
    ReadAgain,
}

/// What the thread gives back.
struct Done {
    room: Classroom,
    counted: ClassCounted,
    /// Whether something was to be taken in, and why it was not.
    taken: Option<Result<(), String>>,
}

impl Task {
    fn done(self, mut room: Classroom) -> Done {
        let mut taken = None;
        match self.kind {
            TaskKind::HandIn(what) => {
                let came = room.hand_in(&self.scenario, self.store.as_ref(), &what);
                taken = Some(came.map_err(|error| error.to_string()));
            }
            TaskKind::GroupBy(by) => room.group_by(by),
            TaskKind::LabelBy(column) => room.label_by(&column),
            TaskKind::ReadAgain => room.read_again(),
        }
        Done {
            counted: room.counted(&self.scenario),
            room,
            taken,
        }
    }
}

impl ClassShown {
    /// How the window is woken when the counts are there.
    pub fn wake_with(&mut self, waker: Waker) {
        self.waker = Some(waker);
    }

    /// What it is called where it has to have a name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self.title.trim() {
            "" => "The class",
            title => title,
        }
    }

    /// Whether something is being read.
    #[must_use]
    pub fn is_working(&self) -> bool {
        self.room.is_none()
    }

    /// Whether there is a run to show.
    #[must_use]
    pub fn has_runs(&self) -> bool {
        let counted = self.counted.as_ref();
        counted.is_some_and(|counted| counted.class.n_runs > 0)
    }

    /// Does what was asked, or begins to.
    pub fn act(&mut self, ask: &ClassAsk, scenario: &Arc<Scenario>, store: Option<&Store>) {
        let kind = match ask {
            ClassAsk::HandIn(what) => {
                self.refused = None;
                TaskKind::HandIn(what.clone())
            }
            ClassAsk::GroupBy(by) => {
                self.by = *by;
                TaskKind::GroupBy(*by)
            }
            ClassAsk::LabelBy(column) => {
                column.clone_into(&mut self.label_column);
                TaskKind::LabelBy(column.clone())
            }
            ClassAsk::Call(title) => return title.clone_into(&mut self.title),
            ClassAsk::StartAgain => return self.start_again(),
            ClassAsk::Write(form, path, existing) => return self.write(*form, path, *existing),
            ClassAsk::Written => {
                self.written = None;
                return;
            }
        };
        self.begin(Task {
            kind,
            scenario: Arc::clone(scenario),
            store: store.cloned(),
        });
    }

    /// The scenes have changed, and with them what the codes stand for.
    pub fn read_again(&mut self, scenario: &Arc<Scenario>) {
        if self.counted.is_some() || self.is_working() {
            self.begin(Task {
                kind: TaskKind::ReadAgain,
                scenario: Arc::clone(scenario),
                store: None,
            });
        }
    }

    /// Takes in what was counted; whether there is something new.
    pub fn take_in(&mut self) -> bool {
        let done = self.finished.lock().ok().and_then(|mut slot| slot.take());
        let Some(done) = done else {
            return false;
        };
        match done.taken {
            Some(Ok(())) => self.n_taken += 1,
            Some(Err(reason)) => self.refused = Some(reason),
            None => {}
        }
        // Nothing handed in is no class of nobody.
        self.counted = Some(Arc::new(done.counted)).filter(|_| !done.room.is_empty());
        self.room = Some(done.room);
        if let Some(task) = self.waiting.pop_front() {
            self.begin(task);
        }
        true
    }

    fn begin(&mut self, task: Task) {
        let Some(room) = self.room.take() else {
            return self.waiting.push_back(task);
        };
        let finished = Arc::clone(&self.finished);
        let waker = self.waker.clone();
        thread::spawn(move || {
            let done = task.done(room);
            if let Ok(mut slot) = finished.lock() {
                *slot = Some(done);
            }
            if let Some(wake) = waker {
                wake();
            }
        });
    }

    /// What a thread is still reading comes to a slot that nobody looks into.
    fn start_again(&mut self) {
        *self = Self {
            title: std::mem::take(&mut self.title),
            folder: std::mem::take(&mut self.folder),
            waker: self.waker.take(),
            n_taken: self.n_taken,
            ..Self::default()
        };
    }

    fn write(&mut self, form: ClassForm, path: &str, existing: Existing) {
        let Some(counted) = &self.counted else {
            return;
        };
        let path = store::typed_path(path);
        if path.as_os_str().is_empty() {
            let reason = "say where to: type the path of a file".to_owned();
            self.written = Some(Written::Failed(reason));
            return;
        }
        let text = counted.written(self.name(), form);
        let came = store::hand_out(&path, &text, existing);
        self.written = Some(match came {
            Ok(()) => Written::There(whole(&path)),
            Err(StoreError::Exists(path)) => Written::Exists(whole(&path)),
            Err(error) => Written::Failed(error.to_string()),
        });
    }
}

fn whole(path: &Path) -> String {
    let whole = std::path::absolute(path);
    whole.map_or_else(
        |_| path.display().to_string(),
        |it| it.display().to_string(),
    )
}

impl Current {
    /// Does what was asked with the class.
    pub(super) fn with_class(&mut self, ask: &ClassAsk) {
        if let Some(scenario) = &self.scenario {
            self.class.act(ask, scenario, self.store.as_ref());
        }
    }

    /// The list of runs and the folder for files, as the screen shows them.
    pub(super) fn open_classroom(&mut self) {
        if self.class.folder.is_empty() {
            let folder = store::own_documents(self.store.as_ref());
            self.class.folder = folder.display().to_string();
        }
    }
}
