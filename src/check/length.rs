//! W002: texts longer or shorter than is good to read.

use super::place::{self, Places, Spot};
use super::readings;
use crate::diagnostics::{Code, Diagnostic};
use crate::explore::OutcomeAt;
use crate::format::Step::{Field, Item};
use crate::model::{Scenario, Scene, SceneId};

/// From how many words to how many a text should have; a tenth more or less is let pass.
#[derive(Clone, Copy)]
struct Measure {
    least: usize,
    most: usize,
}

const SCENE: Measure = Measure {
    least: 60,
    most: 140,
};
const ALSO: Measure = Measure {
    least: 10,
    most: 40,
};
const CHOICE: Measure = Measure { least: 1, most: 18 };
const OUTCOME: Measure = Measure {
    least: 30,
    most: 90,
};
const OPENING: Measure = Measure {
    least: 60,
    most: 110,
};
const ENDING: Measure = Measure {
    least: 70,
    most: 130,
};
const READING: Measure = Measure {
    least: 25,
    most: 90,
};

/// Judges a text by its number of words, its measure, what it is and where.
type Judge<'a> = dyn FnMut(usize, Measure, String, &dyn Fn() -> Spot) + 'a;

impl Measure {
    fn fits(self, n_words: usize) -> bool {
        n_words * 10 >= self.least * 9 && n_words * 10 <= self.most * 11
    }
}

pub(super) fn check(scenario: &Scenario, places: &Places<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut judge = |n_words: usize, measure: Measure, what: String, spot: &dyn Fn() -> Spot| {
        if !measure.fits(n_words) {
            let Measure { least, most } = measure;
            let (size, change) = if n_words > most {
                ("too long", "cut it")
            } else {
                ("too short", "add to it")
            };
            diagnostics.push(
                spot()
                    .report(Code::Length, format!("{what} has {n_words} words"), size)
                    .help(format!("{change}: {least} to {most} words read well")),
            );
        }
    };
    for role in scenario.role_ids() {
        for (index, chapter) in scenario[role].chapters.iter().enumerate() {
            let path = [Field("chapters"), Item(index), Field("opening")];
            let what = format!("the opening of `{}`", chapter.key);
            judge(chapter.opening.words(), OPENING, what, &|| {
                places.role(role, &path)
            });
        }
        for (index, ending) in scenario[role].endings.iter().enumerate() {
            let path = [Field("endings"), Item(index), Field("text")];
            let what = format!("the ending `{}`", ending.key);
            judge(ending.text.words(), ENDING, what, &|| {
                places.role(role, &path)
            });
        }
    }
    for id in scenario.turning_point_ids() {
        for (index, reading) in scenario[id].readings.iter().enumerate() {
            let path = [Field("readings"), Item(index), Field("text")];
            let what = readings::name(scenario, id, index);
            judge(reading.text.words(), READING, what, &|| {
                places.turning_point(id, &path)
            });
        }
    }
    for (id, scene) in place::scenes(scenario) {
        judge_scene(scenario, places, id, scene, &mut judge);
    }
}

fn judge_scene(
    scenario: &Scenario,
    places: &Places<'_>,
    id: SceneId,
    scene: &Scene,
    judge: &mut Judge<'_>,
) {
    let what = format!("the text of `{}`", scene.key);
    judge(scene.text.words(), SCENE, what, &|| {
        places.scene(id, &[Field("text")])
    });
    for (index, also) in scene.also.iter().enumerate() {
        let path = [Field("also"), Item(index), Field("text")];
        let what = format!("paragraph {} of `also` in `{}`", index + 1, scene.key);
        judge(also.text.words(), ALSO, what, &|| places.scene(id, &path));
    }
    for (choice, item) in scene.choices.iter().enumerate() {
        let what = format!("the choice `{}` in `{}`", item.key, scene.key);
        let n_words = item.text.split_whitespace().count();
        judge(n_words, CHOICE, what, &|| places.choice(id, choice, "text"));
        for (outcome, item) in item.outcomes.iter().enumerate() {
            let at = OutcomeAt {
                scene: id,
                choice,
                outcome,
            };
            let what = format!("the outcome {}", place::name(scenario, at));
            judge(item.text.words(), OUTCOME, what, &|| {
                places.outcome(at, "text")
            });
        }
    }
}
