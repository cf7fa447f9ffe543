//! Where in the files the things are that lints talk about.

use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic, Label};
use crate::explore::OutcomeAt;
use crate::format::Step::{Field, Id, Item};
use crate::format::{Locator, SourceFile, Step};
use crate::model::{EventId, RoleId, Scenario, SceneId, TurningPointId};

/// Finds things of one scenario in its files.
pub(super) struct Places<'a> {
    scenario: &'a Scenario,
    locator: Locator<'a>,
}

/// A place in a file.
pub(super) struct Spot {
    file: String,
    range: Option<Range<usize>>,
}

impl Spot {
    /// A problem here.
    pub(super) fn report(self, code: Code, message: String, label: &str) -> Diagnostic {
        Diagnostic::of(code, message).at(&self.file, self.range, label)
    }

    /// A second place of a problem.
    pub(super) fn label(self, text: &str) -> Label {
        Label {
            file: self.file,
            range: self.range,
            text: text.to_owned(),
        }
    }
}

impl<'a> Places<'a> {
    pub(super) fn of(scenario: &'a Scenario, files: &'a [SourceFile]) -> Self {
        Self {
            scenario,
            locator: Locator::of(files),
        }
    }

    fn spot(&self, file: String, path: &[Step<'_>]) -> Spot {
        let range = self.locator.find_line(&file, path);
        Spot { file, range }
    }

    /// A value of a scene.
    pub(super) fn scene(&self, id: SceneId, path: &[Step<'_>]) -> Spot {
        let scene = &self.scenario[id];
        let role = &self.scenario[scene.role];
        let chapter = role
            .chapters
            .get(scene.chapter)
            .map_or("", |chapter| &chapter.key);
        let path: Vec<Step<'_>> = std::iter::once(Id(&scene.key))
            .chain(path.iter().copied())
            .collect();
        self.spot(format!("{}/{chapter}.ron", role.key), &path)
    }

    /// A value of a choice.
    pub(super) fn choice(&self, scene: SceneId, choice: usize, field: &str) -> Spot {
        self.scene(scene, &[Field("choices"), Item(choice), Field(field)])
    }

    /// A value of an outcome.
    pub(super) fn outcome(&self, at: OutcomeAt, field: &str) -> Spot {
        let (choice, outcome) = (Item(at.choice), Item(at.outcome));
        let path = [
            Field("choices"),
            choice,
            Field("outcomes"),
            outcome,
            Field(field),
        ];
        self.scene(at.scene, &path)
    }

    /// A value of a role.
    pub(super) fn role(&self, role: RoleId, path: &[Step<'_>]) -> Spot {
        self.spot(format!("{}/role.ron", self.scenario[role].key), path)
    }

    /// A value of a turning point.
    pub(super) fn turning_point(&self, id: TurningPointId, path: &[Step<'_>]) -> Spot {
        let id = Id(&self.scenario[id].key);
        let path: Vec<Step<'_>> = std::iter::once(id).chain(path.iter().copied()).collect();
        self.spot("turning_points.ron".to_owned(), &path)
    }

    /// A rule of a turning point under the reading at a position.
    pub(super) fn rule(&self, id: TurningPointId, reading: usize, rule: usize) -> Spot {
        let own = [Field("rules"), Item(rule)];
        if reading == 0 {
            return self.turning_point(id, &own);
        }
        let [rules, rule] = own;
        self.turning_point(id, &[Field("readings"), Item(reading), rules, rule])
    }

    /// The standing of an item of the sky's file.
    pub(super) fn sky(&self, list: &str, index: usize) -> Spot {
        let path = [Field(list), Item(index), Field("standing")];
        self.spot("sky.ron".to_owned(), &path)
    }

    /// The id of an event.
    pub(super) fn event(&self, id: EventId) -> Spot {
        let path = [Id(&self.scenario[id].key), Field("id")];
        self.spot("events.ron".to_owned(), &path)
    }
}

/// The role's scenes, in the order of its files.
pub(super) fn scenes(scenario: &Scenario) -> impl Iterator<Item = (SceneId, &crate::model::Scene)> {
    scenario
        .roles
        .iter()
        .flat_map(|role| &role.chapters)
        .flat_map(|chapter| &chapter.scenes)
        .map(|id| (*id, &scenario[*id]))
}

/// "`cut_the_cable` in `exchange_gate`", with the number of the outcome if there are several.
pub(super) fn name(scenario: &Scenario, at: OutcomeAt) -> String {
    let scene = &scenario[at.scene];
    let choice = scene.choices.get(at.choice);
    let key = choice.map_or("", |choice| &choice.key);
    let which = match choice.map_or(0, |choice| choice.outcomes.len()) {
        0 | 1 => String::new(),
        _ => format!(" (outcome {})", at.outcome + 1),
    };
    format!("`{key}`{which} in `{}`", scene.key)
}

/// A path of decisions in words.
pub(super) fn path(scenario: &Scenario, path: &[OutcomeAt]) -> String {
    let steps: Vec<String> = path.iter().map(|step| name(scenario, *step)).collect();
    steps.join(", ")
}
