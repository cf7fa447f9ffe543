//! H002: claims about what was carry sources. What says that it is invented needs none.

use super::place::{self, Places, Spot};
use super::readings;
use crate::diagnostics::{Code, Diagnostic};
use crate::format::Step::{Field, Item};
use crate::model::{Certainty, Dated, Scenario, SourceId, Standing};

pub(super) fn check(scenario: &Scenario, places: &Places<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut judge = |sources: &[SourceId], what: String, spot: &dyn Fn() -> Spot| {
        if sources.is_empty() {
            diagnostics.push(
                spot()
                    .report(
                        Code::NoSource,
                        format!("{what} has no source"),
                        "rests on nothing",
                    )
                    .help("name where it is known from in `sources`, or say it is `Invented`"),
            );
        }
    };
    for (id, scene) in place::scenes(scenario) {
        if scene.history.standing != Certainty::Invented {
            let what = format!("the record of `{}`", scene.key);
            let path = [Field("history"), Field("standing")];
            judge(&scene.history.sources, what, &|| places.scene(id, &path));
        }
        for (index, choice) in scene.choices.iter().enumerate() {
            if choice.record != Standing::Invented {
                let what = format!("the choice `{}` in `{}`", choice.key, scene.key);
                judge(&choice.sources, what, &|| {
                    places.choice(id, index, "record")
                });
            }
        }
    }
    for (_, dated) in &scenario.timeline {
        match *dated {
            Dated::TurningPoint(id) if scenario[id].standing != Certainty::Invented => {
                let what = format!("the turning point `{}`", scenario[id].key);
                judge(&scenario[id].sources, what, &|| {
                    places.turning_point(id, &[Field("id")])
                });
            }
            Dated::Event(id) if scenario[id].standing != Certainty::Invented => {
                let what = format!("the event `{}`", scenario[id].key);
                judge(&scenario[id].sources, what, &|| places.event(id));
            }
            Dated::TurningPoint(_) | Dated::Event(_) => {}
        }
    }
    for (index, spell) in scenario.sky.weather.iter().enumerate() {
        if spell.standing != Certainty::Invented {
            let what = format!("the weather of {}", spell.from);
            judge(&spell.sources, what, &|| places.sky("weather", index));
        }
    }
    for (index, lying) in scenario.sky.snow.iter().enumerate() {
        if lying.standing != Certainty::Invented {
            let what = format!("the snow of {}", lying.from);
            judge(&lying.sources, what, &|| places.sky("snow", index));
        }
    }
    for id in scenario.turning_point_ids() {
        for (index, reading) in scenario[id].readings.iter().enumerate() {
            if reading.sources.is_empty() {
                let path = [Field("readings"), Item(index), Field("id")];
                let message = format!("{} has no source", readings::name(scenario, id, index));
                diagnostics.push(
                    places
                        .turning_point(id, &path)
                        .report(Code::NoSource, message, "rests on nothing")
                        .help("name in `sources` where it is argued"),
                );
            }
        }
    }
}
