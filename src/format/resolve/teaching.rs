//! The teacher's part: teaching.ron, which a scenario may do without.

use std::collections::BTreeMap;

use super::names::Table;
use super::parse;
use super::{At, Resolver};
use crate::diagnostics::{Code, Diagnostic};
use crate::format::raw::{RawExercise, RawLesson, RawTeaching};
use crate::model::Prose;
use crate::model::teaching::{Exercise, Hook, Lesson, Question, Step, Teaching};

/// The file's name.
pub(super) const FILE: &str = "teaching.ron";

/// More than this nobody prints.
const MOST_ITEMS: usize = 200;

/// A working day.
const LONGEST_STEP: u16 = 600;

/// The teacher's part, if there is one; the outer `None` if it cannot be read.
pub(super) fn read(
    texts: &BTreeMap<&str, &str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Option<RawTeaching>> {
    match texts.get(FILE) {
        Some(text) => parse(FILE, text, diagnostics).map(Some),
        None => Some(None),
    }
}

impl Resolver<'_> {
    pub(super) fn read_teaching(&mut self, raw: &RawTeaching) -> Teaching {
        let root = At::file(FILE);
        let mut lists = vec![
            (raw.covers.len(), (1, MOST_ITEMS), "covers"),
            (raw.leaves_out.len(), (1, MOST_ITEMS), "leaves_out"),
            (raw.lessons.len(), (1, 12), "lessons"),
        ];
        lists.extend([
            (raw.exercises.len(), (0, MOST_ITEMS), "exercises"),
            (raw.questions.len(), (0, MOST_ITEMS), "questions"),
            (raw.hooks.len(), (0, MOST_ITEMS), "hooks"),
            (raw.ethics.len(), (0, MOST_ITEMS), "ethics"),
        ]);
        for (n, bounds, field) in lists {
            self.count(n, bounds, field, &root.field(field));
        }
        Teaching {
            class: self.prose(&raw.class, &root.field("class")),
            covers: self.proses(&raw.covers, &root.field("covers")),
            leaves_out: self.proses(&raw.leaves_out, &root.field("leaves_out")),
            lessons: self.read_lessons(&raw.lessons, &root.field("lessons")),
            exercises: self.read_exercises(&raw.exercises, &root.field("exercises")),
            questions: self.read_questions(raw, &root.field("questions")),
            hooks: self.read_hooks(raw, &root.field("hooks")),
            ethics: self.proses(&raw.ethics, &root.field("ethics")),
        }
    }

    fn proses(&mut self, written: &[String], at: &At<'_>) -> Vec<Prose> {
        written
            .iter()
            .enumerate()
            .map(|(index, text)| self.prose(text, &at.item(index)))
            .collect()
    }

    fn read_lessons(&mut self, raw: &[RawLesson], list: &At<'_>) -> Vec<Lesson> {
        let mut ids = Table::of("lesson");
        let mut lessons = Vec::with_capacity(raw.len());
        for (index, lesson) in raw.iter().enumerate() {
            let at = list.item(index);
            self.declare(&mut ids, &lesson.id, index, &at.field("id"));
            lessons.push(Lesson {
                key: lesson.id.clone(),
                title: lesson.title.clone(),
                time: lesson.time.clone(),
                minutes: lesson.minutes,
                aim: self.prose(&lesson.aim, &at.field("aim")),
                need: self.proses(&lesson.need, &at.field("need")),
                steps: self.read_steps(lesson, &at),
                after: lesson
                    .after
                    .as_ref()
                    .map(|after| self.prose(after, &at.field("after"))),
            });
        }
        lessons
    }

    fn read_steps(&mut self, lesson: &RawLesson, at: &At<'_>) -> Vec<Step> {
        let list = at.field("steps");
        self.count(lesson.steps.len(), (1, 40), "steps", &list);
        let mut steps = Vec::with_capacity(lesson.steps.len());
        for (index, step) in lesson.steps.iter().enumerate() {
            let at = list.item(index);
            if !(1..=LONGEST_STEP).contains(&step.minutes) {
                self.report(
                    Code::OutOfRange,
                    &at.field("minutes"),
                    format!("{} minutes are no step of a lesson", step.minutes),
                    "out of range",
                    "steps take from 1 to 600 minutes",
                );
            }
            steps.push(Step {
                minutes: step.minutes,
                part: step.part.clone(),
                text: self.prose(&step.text, &at.field("text")),
            });
        }
        let total: u64 = steps.iter().map(|step| u64::from(step.minutes)).sum();
        if total != u64::from(lesson.minutes) {
            self.report(
                Code::OutOfRange,
                &at.field("minutes"),
                format!(
                    "the steps of `{}` take {total} minutes, and it has {}",
                    lesson.id, lesson.minutes
                ),
                "not the sum of its steps",
                "change a step, or the length of the lesson",
            );
        }
        steps
    }

    fn read_exercises(&mut self, raw: &[RawExercise], list: &At<'_>) -> Vec<Exercise> {
        let mut ids = Table::of("exercise");
        let mut exercises = Vec::with_capacity(raw.len());
        for (index, exercise) in raw.iter().enumerate() {
            let at = list.item(index);
            self.declare(&mut ids, &exercise.id, index, &at.field("id"));
            self.count(exercise.tasks.len(), (1, 9), "tasks", &at.field("tasks"));
            let sources_at = at.field("sources");
            self.count(exercise.sources.len(), (1, 64), "sources", &sources_at);
            exercises.push(Exercise {
                key: exercise.id.clone(),
                title: exercise.title.clone(),
                text: self.prose(&exercise.text, &at.field("text")),
                tasks: self.proses(&exercise.tasks, &at.field("tasks")),
                look_for: self.prose(&exercise.look_for, &at.field("look_for")),
                sources: self.sources(&exercise.sources, &sources_at),
            });
        }
        exercises
    }

    fn read_questions(&mut self, raw: &RawTeaching, list: &At<'_>) -> Vec<Question> {
        let mut questions = Vec::with_capacity(raw.questions.len());
        for (index, question) in raw.questions.iter().enumerate() {
            let at = list.item(index);
            questions.push(Question {
                text: self.prose(&question.text, &at.field("text")),
                debate: question
                    .debate
                    .as_ref()
                    .map(|id| self.debate(id, &at.field("debate"))),
            });
        }
        questions
    }

    fn read_hooks(&mut self, raw: &RawTeaching, list: &At<'_>) -> Vec<Hook> {
        let mut hooks = Vec::with_capacity(raw.hooks.len());
        for (index, hook) in raw.hooks.iter().enumerate() {
            hooks.push(Hook {
                course: hook.course.clone(),
                text: self.prose(&hook.text, &list.item(index).field("text")),
                checked: hook.checked.clone(),
            });
        }
        hooks
    }
}
