//! The roles: role.ron and the chapters.

use super::{At, Resolver, RoleFiles, Table};
use crate::diagnostics::Code;
use crate::format::raw::{RawChoice, RawNext, RawOutcome, RawRecord, RawScene, RawVariant};
use crate::model::{
    Chapter, Choice, Ending, Flag, FlagId, GaugeId, Next, Outcome, Record, Role, RoleId, Scene,
    SceneId, Stamp, Statement, Variant,
};

/// What every scene of a chapter shares.
#[derive(Clone, Copy)]
struct Of<'a> {
    role: RoleId,
    chapter: usize,
    endings: &'a Table,
}

impl Resolver<'_> {
    pub(super) fn read_role(
        &mut self,
        files: &RoleFiles,
        id: RoleId,
        flags: &mut Vec<Flag>,
        scenes: &mut Vec<Scene>,
    ) -> Role {
        let raw = &files.role;
        let root = At::file(&files.file);
        self.count(
            raw.chapters.len(),
            (1, 64),
            "chapters",
            &root.field("chapters"),
        );
        self.count(
            raw.endings.len(),
            (1, 64),
            "endings",
            &root.field("endings"),
        );
        let endings = self.declare_endings(files);
        let first_flag = flags.len();
        flags.extend(raw.remembers.iter().map(|memory| Flag {
            key: memory.id.clone(),
            text: memory.text.clone(),
        }));
        let list = root.field("chapters");
        let mut chapters = Vec::with_capacity(raw.chapters.len());
        for (index, (chapter, (file, raw_scenes))) in
            raw.chapters.iter().zip(&files.chapters).enumerate()
        {
            let of = Of {
                role: id,
                chapter: index,
                endings: &endings,
            };
            let first = scenes.len();
            for (number, scene) in raw_scenes.iter().enumerate() {
                let scene = self.read_scene(scene, of, &At::file(file).item(number));
                scenes.push(scene);
            }
            chapters.push(Chapter {
                key: chapter.id.clone(),
                title: chapter.title.clone(),
                span: chapter.span.clone(),
                notes: chapter.notes.clone(),
                opening: self.prose(&chapter.opening, &list.item(index).field("opening")),
                scenes: (first..scenes.len()).map(SceneId::at).collect(),
            });
        }
        Role {
            key: raw.id.clone(),
            name: raw.name.clone(),
            tagline: raw.tagline.clone(),
            span: raw.span.clone(),
            portrait: raw.portrait.clone(),
            invented: raw.invented,
            you_are: raw.you_are.clone(),
            you_want: raw.you_want.clone(),
            you_cannot_know: raw.you_cannot_know.clone(),
            before_you_begin: raw.before_you_begin.clone(),
            minutes: raw.minutes,
            gauge: self.own_gauge(&raw.gauge.id, &root),
            start: self.scene_of(&raw.start, &root.field("start")),
            chapters,
            flags: (first_flag..flags.len()).map(FlagId::at).collect(),
            reach: self.turning_points(&raw.reach, &root.field("reach")),
            endings: self.read_endings(files),
            epilogue: self.read_epilogue(files),
        }
    }

    fn own_gauge(&mut self, id: &str, root: &At<'_>) -> GaugeId {
        let gauge = root.field("gauge");
        self.gauge(id, &gauge.field("id"))
    }

    fn declare_endings(&mut self, files: &RoleFiles) -> Table {
        let mut table = Table::of("ending");
        let root = At::file(&files.file);
        let list = root.field("endings");
        for (index, ending) in files.role.endings.iter().enumerate() {
            let at = list.item(index);
            self.declare(&mut table, &ending.id, index, &at.field("id"));
        }
        table
    }

    fn read_endings(&mut self, files: &RoleFiles) -> Vec<Ending> {
        let root = At::file(&files.file);
        let list = root.field("endings");
        files
            .role
            .endings
            .iter()
            .enumerate()
            .map(|(index, ending)| Ending {
                key: ending.id.clone(),
                title: ending.title.clone(),
                text: self.prose(&ending.text, &list.item(index).field("text")),
            })
            .collect()
    }

    fn read_epilogue(&mut self, files: &RoleFiles) -> Vec<Statement> {
        let root = At::file(&files.file);
        let list = root.field("epilogue");
        files
            .role
            .epilogue
            .iter()
            .enumerate()
            .map(|(index, statement)| {
                let at = list.item(index);
                Statement {
                    variants: self.variants(&statement.variants, &at.field("variants")),
                }
            })
            .collect()
    }

    fn variants(&mut self, raw: &[RawVariant], at: &At<'_>) -> Vec<Variant> {
        raw.iter()
            .enumerate()
            .map(|(index, variant)| {
                let at = at.item(index);
                Variant {
                    condition: self.maybe_condition(variant.condition.as_ref(), &at.field("if")),
                    text: self.prose(&variant.text, &at.field("text")),
                }
            })
            .collect()
    }

    fn read_scene(&mut self, raw: &RawScene, of: Of<'_>, at: &At<'_>) -> Scene {
        let choices_at = at.field("choices");
        self.count(raw.choices.len(), (1, 9), "choices", &choices_at);
        let mut keys = Table::of("choice");
        let mut choices = Vec::with_capacity(raw.choices.len());
        for (index, choice) in raw.choices.iter().enumerate() {
            let at = choices_at.item(index);
            self.declare(&mut keys, &choice.id, index, &at.field("id"));
            choices.push(self.read_choice(choice, of, &at));
        }
        Scene {
            key: raw.id.clone(),
            role: of.role,
            chapter: of.chapter,
            when: self.stamp(&raw.when, &at.field("when")),
            place: self.place(&raw.place, &at.field("place")),
            picture: self.drawing(raw.picture.as_ref(), &at.field("picture")),
            with: self.parts(&raw.with, &at.field("with")),
            title: raw.title.clone(),
            text: self.prose(&raw.text, &at.field("text")),
            also: self.variants(&raw.also, &at.field("also")),
            choices,
            history: self.read_record(&raw.history, &at.field("history")),
        }
    }

    fn read_choice(&mut self, raw: &RawChoice, of: Of<'_>, at: &At<'_>) -> Choice {
        let outcomes_at = at.field("outcomes");
        self.count(raw.outcomes.len(), (1, 16), "outcomes", &outcomes_at);
        if raw.requires.is_some() && raw.locked.trim().is_empty() {
            self.report(
                Code::MissingField,
                &at.field("id"),
                format!("the choice `{}` can be locked and does not say why", raw.id),
                "needs `locked`",
                "add `locked: \"the reason, in the fiction\"`",
            );
        }
        let outcomes = raw
            .outcomes
            .iter()
            .enumerate()
            .map(|(index, outcome)| self.read_outcome(outcome, of, &outcomes_at.item(index)))
            .collect();
        Choice {
            key: raw.id.clone(),
            text: raw.text.clone(),
            record: raw.record.into(),
            sources: self.sources(&raw.sources, &at.field("sources")),
            requires: self.maybe_condition(raw.requires.as_ref(), &at.field("requires")),
            locked: raw.locked.clone(),
            outcomes,
        }
    }

    fn read_outcome(&mut self, raw: &RawOutcome, of: Of<'_>, at: &At<'_>) -> Outcome {
        if !(1..=1000).contains(&raw.weight) {
            self.report(
                Code::OutOfRange,
                &at.field("weight"),
                format!("{} is no weight", raw.weight),
                "out of range",
                "weights go from 1 to 1000",
            );
        }
        let then_at = at.field("then");
        let then = match &raw.then {
            RawNext::Go(scene) => Next::Go(self.scene_of(scene, &then_at.item(0))),
            RawNext::End(ending) => Next::End(self.find(of.endings, ending, &then_at.item(0))),
        };
        Outcome {
            weight: raw.weight.clamp(1, 1000),
            condition: self.maybe_condition(raw.condition.as_ref(), &at.field("if")),
            historical: raw.historical,
            text: self.prose(&raw.text, &at.field("text")),
            effects: self.effects(&raw.effects, &at.field("effects")),
            then,
        }
    }

    fn read_record(&mut self, raw: &RawRecord, at: &At<'_>) -> Record {
        Record {
            text: self.prose(&raw.text, &at.field("text")),
            events: self.events(&raw.events, &at.field("events")),
            standing: raw.standing.into(),
            sources: self.sources(&raw.sources, &at.field("sources")),
            debate: raw
                .debate
                .as_ref()
                .map(|id| self.debate(id, &at.field("debate"))),
        }
    }

    /// A scene by id; of one that is unknown, an id that finds nothing, so that no later
    /// check draws conclusions from it. Whether it belongs to the role is checked once all
    /// scenes are there.
    fn scene_of(&mut self, id: &str, at: &At<'_>) -> SceneId {
        let table = std::mem::take(&mut self.tables.scenes);
        let index = self.find_known(&table, id, at);
        self.tables.scenes = table;
        SceneId::at(index.unwrap_or(usize::MAX))
    }
}

impl Resolver<'_> {
    /// Reports scenes that lead to another role's scene or back in time.
    pub(super) fn check_order(&mut self, files: &[RoleFiles], roles: &[Role], scenes: &[Scene]) {
        for (index, (file, role)) in files.iter().zip(roles).enumerate() {
            let start = scenes.get(role.start.index());
            if let Some(start) = start.filter(|scene| scene.role != RoleId::at(index)) {
                self.foreign(
                    &start.key,
                    roles.get(start.role.index()),
                    &At::file(&file.file).field("start"),
                );
            }
        }
        let raw_scenes = files
            .iter()
            .flat_map(|role| &role.chapters)
            .flat_map(|(file, raw)| (0..raw.len()).map(move |number| (file, number)));
        for ((file, number), scene) in raw_scenes.zip(scenes) {
            let root = At::file(file);
            let at = root.item(number);
            let choices_at = at.field("choices");
            for (choice_idx, choice) in scene.choices.iter().enumerate() {
                let at = choices_at.item(choice_idx);
                let outcomes_at = at.field("outcomes");
                for (outcome_idx, outcome) in choice.outcomes.iter().enumerate() {
                    let at = outcomes_at.item(outcome_idx);
                    let then_at = at.field("then");
                    let Next::Go(target) = outcome.then else {
                        continue;
                    };
                    let Some(target) = scenes.get(target.index()) else {
                        continue;
                    };
                    if target.role == scene.role {
                        self.check_clock(scene, target, &then_at);
                    } else {
                        self.foreign(
                            &target.key,
                            roles.get(target.role.index()),
                            &then_at.item(0),
                        );
                    }
                }
            }
        }
    }

    fn foreign(&mut self, scene: &str, role: Option<&Role>, at: &At<'_>) {
        let role = role.map_or("", |role| role.key.as_str());
        self.report(
            Code::UnknownId,
            at,
            format!("the scene `{scene}` belongs to the role `{role}`"),
            "a scene of another role",
            "a role keeps to its own scenes",
        );
    }

    fn check_clock(&mut self, scene: &Scene, target: &Scene, at: &At<'_>) {
        // A date that could not be read is reported already.
        let unread = Stamp::default();
        if scene.when == unread || target.when == unread {
            return;
        }
        if target.when.cmp_on_clock(scene.when).is_lt() {
            self.report(
                Code::ClockGoesBack,
                at,
                format!(
                    "`{}` leads to `{}`, which is earlier",
                    scene.key, target.key
                ),
                &format!("from {} back to {}", scene.when, target.when),
                "the clock only goes forward",
            );
        }
    }
}
