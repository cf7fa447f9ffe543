//! Runs laid beside one another and beside history: what differs, what comes first, who
//! holds what.

use std::sync::Arc;

use october::compare::{
    AXIS, Absence, Comparison, Entry, Filter, Likeness, Row, Spread, Subject, compare, lanes,
    spread,
};
use october::journal::{self, Position, Replay};
use october::model::{Readings, RoleId, Scenario, SideId, Stamp, TurningPointId};
use october::rules::{self, Change, Happening, Luck};

use crate::fixtures::{clerk, petition, petrograd};

/// A run in which every choice is picked by a number.
fn run_of(scenario: &Scenario, role: RoleId, seed: u64, mut picks: u64) -> Replay {
    let mut replay = Replay::of(scenario, role, &Readings::default());
    play_on(scenario, &mut replay, seed, &mut picks, usize::MAX);
    replay
}

/// Plays until the end or until so many decisions are made.
fn play_on(scenario: &Scenario, replay: &mut Replay, seed: u64, picks: &mut u64, most: usize) {
    while let Position::Scene(scene) = replay.position() {
        if replay.steps.len() >= most {
            return;
        }
        let open: Vec<usize> = open(scenario, replay, scene);
        *picks = picks
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(97);
        let pick = open[usize::try_from(*picks >> 33).unwrap() % open.len()];
        replay.decide(scenario, pick, Luck::Seed(seed)).unwrap();
    }
}

fn open(scenario: &Scenario, replay: &Replay, scene: october::model::SceneId) -> Vec<usize> {
    let choices = &scenario[scene].choices;
    (0..choices.len())
        .filter(|index| rules::is_open(replay.state(), &choices[*index]))
        .collect()
}

/// Every role of both scenarios.
fn roles() -> Vec<(Arc<Scenario>, RoleId)> {
    [petition(), petrograd()]
        .into_iter()
        .flat_map(|scenario| {
            let roles: Vec<RoleId> = scenario.role_ids().collect();
            roles
                .into_iter()
                .map(move |role| (Arc::clone(&scenario), role))
        })
        .collect()
}

fn shown(comparison: &Comparison, filter: Filter) -> Vec<&Row> {
    let rows = comparison.rows.iter();
    rows.filter(|row| row.passes(filter)).collect()
}

#[test]
fn a_run_against_itself_shows_nothing() {
    for (scenario, role) in roles() {
        for seed in 0..8 {
            let run = run_of(&scenario, role, seed, seed);
            let Spread {
                comparison,
                timeline,
                city,
            } = spread(&scenario, &run, Some(&run));
            assert_eq!(shown(&comparison, Filter::BetweenRuns), Vec::<&Row>::new());
            assert!(comparison.rows.iter().all(|row| !row.first_between));
            let said = comparison.runs_in_words();
            assert_eq!(said.as_deref(), Some("The two runs are the same."));
            assert_eq!(Some(timeline.mine), timeline.other);
            let held = city.differing_by_hour(&scenario);
            assert!(
                held.iter()
                    .flatten()
                    .all(|held| Some(held.mine) == held.other)
            );
            assert_eq!(Some(city.mine), city.other);
        }
    }
}

#[test]
fn history_against_itself_shows_nothing() {
    for (scenario, role) in roles() {
        let run = journal::historical(&scenario, role, &Readings::default());
        let Spread {
            comparison,
            timeline,
            city,
        } = spread(&scenario, &run, None);
        assert_eq!(shown(&comparison, Filter::FromHistory), Vec::<&Row>::new());
        assert_eq!(
            comparison.history_in_words(),
            "This run went as it is recorded."
        );
        assert_eq!(
            (comparison.n_turned(), comparison.n_decided_otherwise()),
            (0, 0)
        );
        assert_eq!(comparison.n_decided(), run.steps.len());
        assert_eq!(comparison.runs_in_words(), None);
        assert_eq!(timeline.mine, timeline.history);
        assert!(timeline.mine.iter().all(|mark| !mark.turned));
        assert_eq!(city.turns(&scenario), []);
    }
}

#[test]
fn one_changed_decision_is_the_first_difference() {
    let mut n_changed = 0;
    for (scenario, role) in roles() {
        for seed in 0..4 {
            let run = run_of(&scenario, role, seed, seed);
            for (index, step) in run.steps.iter().enumerate() {
                let mut other = run.clone();
                other.steps.truncate(index);
                let ways = open(&scenario, &other, step.scene);
                for choice in ways.into_iter().filter(|choice| *choice != step.choice) {
                    let mut changed = other.clone();
                    changed.decide(&scenario, choice, Luck::Seed(seed)).unwrap();
                    play_on(&scenario, &mut changed, seed, &mut 7, usize::MAX);
                    let comparison = compare(&scenario, &run, Some(&changed));
                    let differing = shown(&comparison, Filter::BetweenRuns);
                    assert_eq!(differing[0].subject, Subject::Scene(step.scene));
                    assert_eq!(differing[0].between, Some(Likeness::Other));
                    assert!(differing[0].first_between);
                    assert!(differing[1..].iter().all(|row| !row.first_between));
                    n_changed += 1;
                }
            }
        }
    }
    assert!(n_changed > 400, "{n_changed}");
}

#[test]
fn no_row_stands_before_the_decision_it_follows_from() {
    for (scenario, role) in roles() {
        for seed in 0..8 {
            let run = run_of(&scenario, role, seed, seed);
            let comparison = compare(&scenario, &run, None);
            let at = |subject: Subject| {
                let mut rows = comparison.rows.iter();
                rows.position(|row| row.subject == subject).unwrap()
            };
            let turning_point = |id: TurningPointId| at(Subject::TurningPoint(id));
            for step in &run.steps {
                let scene = at(Subject::Scene(step.scene));
                for change in &step.changes {
                    if let Change::Settled(id, _) = change {
                        assert!(scene < turning_point(*id));
                    }
                }
                for passed in &step.passed {
                    if let Happening::Decided(id, _) = passed.what {
                        assert!(scene < turning_point(id));
                    }
                }
            }
            let scenes: Vec<usize> = run
                .steps
                .iter()
                .map(|step| at(Subject::Scene(step.scene)))
                .collect();
            assert!(scenes.is_sorted());
        }
    }
}

#[test]
fn the_same_decisions_with_other_luck_say_so() {
    let scenario = petition();
    let role = clerk(&scenario);
    let mut found = 0;
    for seed in 1..40 {
        let mut runs = [0, seed].map(|seed| {
            let mut run = Replay::of(&scenario, role, &Readings::default());
            for choice in [0, 0] {
                run.decide(&scenario, choice, Luck::Seed(seed)).unwrap();
            }
            run
        });
        let differs = runs[0].steps[1].outcome != runs[1].steps[1].outcome;
        for run in &mut runs {
            play_on(&scenario, run, seed, &mut 3, usize::MAX);
        }
        let comparison = compare(&scenario, &runs[0], Some(&runs[1]));
        if !differs {
            continue;
        }
        found += 1;
        let row = comparison.first_between().unwrap();
        assert_eq!(row.question, "Nineteen steps");
        assert_eq!(row.between, Some(Likeness::OtherLuck));
        let (mine, other) = (row.mine.cell().unwrap(), row.other.cell().unwrap());
        assert_eq!(mine.text, other.text);
        assert_ne!(mine.outcome, other.outcome);
        // One of the two outcomes is the recorded one.
        assert_ne!(mine.as_in_history(), other.as_in_history());
        let said = row.remark_on_other();
        assert!(
            said.starts_with("the same decision, other luck: “At four"),
            "{said}"
        );
    }
    assert!(found > 3, "{found}");
}

#[test]
fn a_run_and_its_beginning_do_not_differ() {
    for (scenario, role) in roles() {
        let run = run_of(&scenario, role, 5, 5);
        for n_made in 0..run.steps.len() {
            let mut begun = run.clone();
            begun.steps.truncate(n_made);
            for (mine, other) in [(&run, &begun), (&begun, &run)] {
                let comparison = compare(&scenario, mine, Some(other));
                assert_eq!(shown(&comparison, Filter::BetweenRuns), Vec::<&Row>::new());
                let said = comparison.runs_in_words().unwrap();
                assert_eq!(said, "The two runs are the same as far as both go.");
            }
        }
    }
}

#[test]
fn a_run_on_the_way_does_not_tell_what_lies_ahead() {
    let scenario = petrograd();
    let role = scenario.role_by_key("red_guard").unwrap();
    let mut run = journal::historical(&scenario, role, &Readings::default());
    run.steps.truncate(9);
    let Position::Scene(now) = run.position() else {
        panic!("the year has only begun");
    };
    let now = scenario[now].when;
    let Spread {
        comparison,
        timeline,
        city,
    } = spread(&scenario, &run, None);
    assert!(comparison.decisions().all(|row| row.when.has_come(now)));
    assert!(timeline.history.iter().all(|mark| mark.when.has_come(now)));
    assert!(city.hours.iter().all(|hour| hour.has_come(now)));
    assert_eq!(
        comparison.history_in_words(),
        "So far this run has gone as it is recorded."
    );
}

#[test]
fn a_scene_that_one_run_never_came_to_is_shown_as_such() {
    let scenario = petrograd();
    let role = scenario.role_by_key("red_guard").unwrap();
    let (a, b) = (run_of(&scenario, role, 1, 1), run_of(&scenario, role, 2, 2));
    let comparison = compare(&scenario, &a, Some(&b));
    let came = |run: &Replay, row: &Row| {
        let mut steps = run.steps.iter();
        steps.any(|step| row.subject == Subject::Scene(step.scene))
    };
    let mut n_alone = 0;
    for row in comparison.decisions() {
        for (run, entry) in [(&a, &row.mine), (&b, &row.other)] {
            assert_eq!(entry.cell().is_some(), came(run, row), "{}", row.question);
            if entry.cell().is_none() {
                assert_eq!(*entry, Entry::Absent(Absence::Never));
                assert_eq!(entry.words(), "never came to it");
            }
        }
        if came(&a, row) != came(&b, row) {
            n_alone += 1;
            assert_eq!(row.between, Some(Likeness::Other));
        }
    }
    assert!(n_alone > 0);
}

#[test]
fn places_are_held_as_the_states_say() {
    for (scenario, role) in roles() {
        for seed in 0..8 {
            let run = run_of(&scenario, role, seed, seed);
            check_places(&scenario, &run);
        }
        let history = journal::historical(&scenario, role, &Readings::default());
        check_places(&scenario, &history);
        for step in &history.steps {
            let begun = Replay::beginning_at(&scenario, role, step.scene, &Readings::default());
            let mut begun = begun.unwrap();
            play_on(&scenario, &mut begun, 3, &mut 11, usize::MAX);
            check_places(&scenario, &begun);
        }
    }
}

#[track_caller]
fn check_places(scenario: &Scenario, run: &Replay) {
    let city = spread(scenario, run, None).city;
    let held = |state: &rules::State| -> Vec<SideId> {
        let places = scenario.place_ids();
        places.map(|place| state.holder(place).unwrap()).collect()
    };
    for step in &run.steps {
        let when = scenario[step.scene].when;
        assert_eq!(city.mine.holders_at(when), held(&step.at_once), "{when}");
    }
    let end = Stamp::parse("9999-12-31").unwrap();
    assert_eq!(city.mine.holders_at(end), held(run.state()));
    let sorted = city
        .hours
        .windows(2)
        .all(|pair| pair[0].cmp_on_clock(pair[1]).is_lt());
    assert!(sorted && !city.hours.is_empty());
    let by_hour = city.differing_by_hour(scenario);
    assert_eq!(by_hour.len(), city.hours.len());
    for (hour, held) in city.hours.iter().zip(by_hour) {
        assert_eq!(city.differing(scenario, *hour), held);
        let same = city.mine.holders_at(*hour) == city.history.holders_at(*hour);
        assert_eq!(city.differing(scenario, *hour).is_empty(), same);
    }
}

#[test]
fn a_run_that_begins_late_has_gone_as_recorded_before() {
    let scenario = petrograd();
    let role = scenario.role_by_key("red_guard").unwrap();
    let history = journal::historical(&scenario, role, &Readings::default());
    let scene = history.steps[20].scene;
    let readings = Readings::default();
    let mut late = Replay::beginning_at(&scenario, role, scene, &readings).unwrap();
    play_on(&scenario, &mut late, 3, &mut 11, usize::MAX);
    let comparison = compare(&scenario, &late, Some(&history));
    let given = comparison
        .decisions()
        .filter(|row| row.mine.cell().is_some_and(|cell| cell.given));
    assert_eq!(given.count(), 20);
    assert_eq!(comparison.n_decided(), late.steps.len());
    let first = comparison.first_between().unwrap();
    assert!(scenario[scene].when.has_come(first.when));
    let title = &scenario[scene].title;
    let said = &comparison.notes[0];
    assert!(
        said.starts_with(&format!("This run begins at “{title}”")),
        "{said}"
    );
}

#[test]
fn two_roles_are_compared_by_their_turning_points() {
    let scenario = petrograd();
    let [guard, minister] = ["red_guard", "minister"].map(|key| scenario.role_by_key(key).unwrap());
    let (mine, other) = (
        run_of(&scenario, guard, 1, 1),
        run_of(&scenario, minister, 2, 2),
    );
    let comparison = compare(&scenario, &mine, Some(&other));
    assert_eq!(
        comparison.notes,
        [
            "The runs are of two roles, Red Guard and Minister: their turning points are compared, their decisions stand side by side by date."
        ]
    );
    for row in comparison.decisions() {
        assert_eq!(row.between, None);
        let mine_is_theirs = scenario[scene_of(row)].role == minister;
        let absent = Entry::Absent(Absence::OtherRole);
        assert_eq!(row.mine == absent, mine_is_theirs);
        assert_eq!(row.other == absent, !mine_is_theirs);
    }
    let both = comparison
        .turning_points()
        .filter(|row| row.between.is_some());
    assert_eq!(both.count(), scenario.turning_points.len());
}

#[test]
fn two_roles_that_agree_are_not_called_the_same() {
    let scenario = petrograd();
    let [guard, minister] = ["red_guard", "minister"].map(|key| scenario.role_by_key(key).unwrap());
    let readings = Readings::default();
    let recorded = [guard, minister].map(|role| journal::historical(&scenario, role, &readings));
    let alike = "The turning points that both runs reached came out alike.";
    let comparison = compare(&scenario, &recorded[0], Some(&recorded[1]));
    assert_eq!(comparison.runs_in_words().as_deref(), Some(alike));
    assert_eq!(shown(&comparison, Filter::BetweenRuns), Vec::<&Row>::new());

    let unbegun = Replay::of(&scenario, minister, &readings);
    let comparison = compare(&scenario, &recorded[0], Some(&unbegun));
    let said = comparison.runs_in_words().unwrap();
    assert!(!said.contains("the same"), "{said}");

    // A minister who only begins, and decides one thing otherwise than the record has it.
    let mut n_shown = 0;
    for picks in 0..20 {
        let mut begun = Replay::of(&scenario, minister, &readings);
        play_on(&scenario, &mut begun, 1, &mut picks.clone(), 3);
        for (mine, other) in [(&recorded[0], &begun), (&begun, &recorded[0])] {
            let comparison = compare(&scenario, mine, Some(other));
            let parted = |row: &&Row| {
                !row.is_turning_point()
                    && (row.mine.parts_from_history() || row.other.parts_from_history())
            };
            let expected: Vec<&Row> = comparison.rows.iter().filter(parted).collect();
            let differing = shown(&comparison, Filter::BetweenRuns);
            assert!(expected.iter().all(|row| differing.contains(row)));
            n_shown += expected.len();
        }
    }
    assert!(n_shown > 0);
}

#[test]
fn parting_by_luck_is_not_called_a_decision() {
    let scenario = petition();
    let role = clerk(&scenario);
    let history = journal::historical(&scenario, role, &Readings::default());
    let mut n_by_luck = 0;
    for seed in 0..40 {
        let mut run = Replay::of(&scenario, role, &Readings::default());
        for step in &history.steps {
            let Position::Scene(scene) = run.position() else {
                break;
            };
            if scene != step.scene {
                break;
            }
            let Ok(_) = run.decide(&scenario, step.choice, Luck::Seed(seed)) else {
                break;
            };
        }
        let comparison = compare(&scenario, &run, None);
        let Some(row) = comparison.first_from_history() else {
            continue;
        };
        let said = comparison.history_in_words();
        let by_luck = row.mine.cell().unwrap().likeness == Likeness::OtherLuck;
        let ending = ": by luck, not by decision.";
        assert_eq!(said.ends_with(ending), by_luck, "{said}");
        n_by_luck += usize::from(by_luck);
    }
    assert!(n_by_luck > 0);
}

fn scene_of(row: &Row) -> october::model::SceneId {
    match row.subject {
        Subject::Scene(scene) => scene,
        Subject::TurningPoint(_) => panic!("{row:?}"),
    }
}

#[test]
fn timelines_share_one_axis() {
    for (scenario, role) in roles() {
        let (a, b) = (run_of(&scenario, role, 1, 1), run_of(&scenario, role, 2, 2));
        let timeline = spread(&scenario, &a, Some(&b)).timeline;
        let days = &timeline.axis.days;
        assert!(days.windows(2).all(|pair| pair[0].to <= pair[1].from));
        assert!(days.iter().all(|day| day.from < day.to && day.to <= AXIS));
        let other = timeline.other.as_ref().unwrap();
        for marks in [&timeline.mine, other, &timeline.history] {
            assert!(marks.windows(2).all(|pair| pair[0].at <= pair[1].at));
            for mark in marks {
                let day = days.iter().find(|day| day.label == mark.when.short_day());
                let day = day.unwrap();
                assert!((day.from..day.to).contains(&mark.at), "{mark:?} {day:?}");
            }
        }
        assert_eq!(
            timeline.mine.len(),
            a.steps.len() + scenario.turning_points.len()
        );
    }
}

#[test]
fn flags_do_not_cover_one_another() {
    assert_eq!(
        lanes(&[(0, 10), (5, 10), (10, 10), (12, 1)]),
        [(0, 0), (5, 1), (10, 0), (12, 2)]
    );
    // What would reach beyond the end begins earlier.
    assert_eq!(lanes(&[(AXIS - 1, 10)]), [(AXIS - 10, 0)]);
    assert_eq!(lanes(&[(3, 2 * AXIS)]), [(0, 0)]);
    assert_eq!(lanes(&[]), []);
}
