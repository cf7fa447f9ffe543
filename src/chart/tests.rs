//! Charts of the shipped roles, of small stories, and of strange ones.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::*;
use crate::explore::small;
use crate::journal::Replay;
use crate::rules::Luck;

fn role() -> RoleId {
    RoleId::at(0)
}

/// Lanes from the top, half columns from the left: `O` a scene, `P` an ending, `o` a
/// choice, `.` a track that passes by; history's own scenes are `#`.
fn drawn(chart: &Chart) -> String {
    let mut grid = vec![vec![' '; 2 * chart.n_columns]; chart.n_lanes];
    for track in &chart.tracks {
        for via in &track.via {
            grid[via.lane][via.half_column] = match via.half_column {
                at if at == 2 * chart.stations[track.from].column + 1 => 'o',
                _ => '.',
            };
        }
    }
    let on_path: BTreeSet<usize> = chart
        .history
        .iter()
        .flat_map(|track| [chart.tracks[*track].from, chart.tracks[*track].to])
        .collect();
    for (index, station) in chart.stations.iter().enumerate() {
        grid[station.lane][2 * station.column] = match station.stop {
            Stop::End(_) => 'P',
            Stop::Scene(_) if on_path.contains(&index) => '#',
            Stop::Scene(_) => 'O',
        };
    }
    let mut text = String::from("\n");
    for row in grid {
        let row: String = row.into_iter().collect();
        writeln!(text, "{}", row.trim_end()).unwrap();
    }
    text
}

/// A role whose scenes lead where this says: for each scene its choices, for each choice
/// the numbers of scenes it can lead to; a number too high is the first ending. The
/// scenes stand in one chapter unless `chapters` says how many belong to each.
fn story(leads: &[&[&[usize]]], chapters: &[usize]) -> Scenario {
    let mut scenario = small::scenario(&[]);
    let model = scenario.scenes[0].clone();
    scenario.scenes = leads
        .iter()
        .enumerate()
        .map(|(index, choices)| {
            let mut scene = model.clone();
            scene.key = format!("s{index}");
            scene.title = format!("Scene {index}");
            scene.choices = choices
                .iter()
                .map(|reached| {
                    let mut choice = model.choices[0].clone();
                    let outcome = choice.outcomes[0].clone();
                    choice.outcomes = reached
                        .iter()
                        .map(|to| {
                            let mut outcome = outcome.clone();
                            outcome.historical = false;
                            outcome.then = match *to < leads.len() {
                                true => Next::Go(SceneId::at(*to)),
                                false => Next::End(0),
                            };
                            outcome
                        })
                        .collect();
                    choice
                })
                .collect();
            scene
        })
        .collect();
    let chapter = scenario.roles[0].chapters[0].clone();
    let mut next = 0;
    let all = [leads.len()];
    let sizes = if chapters.is_empty() { &all } else { chapters };
    scenario.roles[0].chapters = sizes
        .iter()
        .map(|size| {
            let mut chapter = chapter.clone();
            chapter.scenes = (next..next + size).map(SceneId::at).collect();
            next += size;
            chapter
        })
        .collect();
    scenario.roles[0].start = SceneId::at(0);
    scenario
}

/// What holds of every chart.
#[track_caller]
fn sound(chart: &Chart) {
    let places: BTreeSet<(usize, usize)> = chart
        .stations
        .iter()
        .map(|station| (station.column, station.lane))
        .collect();
    assert_eq!(
        places.len(),
        chart.stations.len(),
        "two stations in one place"
    );
    assert!(
        chart
            .stations
            .is_sorted_by_key(|station| (station.column, station.lane))
    );
    for station in &chart.stations {
        assert!(station.lane < chart.n_lanes && station.column < chart.n_columns);
        let columns = chart.chapters[station.chapter];
        assert!((columns.first..columns.first + columns.count).contains(&station.column));
    }
    assert!(chart.middle < chart.n_lanes);
    assert!(
        chart
            .tracks
            .is_sorted_by_key(|track| (track.from, track.choice))
    );
    for track in &chart.tracks {
        let (from, to) = (chart.stations[track.from], chart.stations[track.to]);
        assert!(!track.outcomes.is_empty());
        assert!(track.via.is_sorted_by_key(|via| via.half_column));
        for via in &track.via {
            assert!(via.lane < chart.n_lanes);
            assert!(via.half_column > 2 * from.column);
            assert!(via.half_column < 2 * to.column || to.column <= from.column);
            let under = via.half_column % 2 == 0;
            assert!(
                !under || !places.contains(&(via.half_column / 2, via.lane)),
                "a track runs through a station"
            );
        }
    }
    let mut next = 0;
    for columns in &chart.chapters {
        assert_eq!(columns.first, next);
        next += columns.count;
    }
}

#[test]
fn a_small_story_is_drawn_like_this() {
    let scenario = small::scenario(&[]);
    let chart = Chart::of(&scenario, role());
    sound(&chart);
    let expected = "
   oOo
 o o o
#o#o..#oP
 o     oP
";
    assert_eq!(drawn(&chart), expected);
    let names: Vec<&str> = chart
        .stations
        .iter()
        .map(|station| match station.stop {
            Stop::Scene(scene) => scenario[scene].key.as_str(),
            Stop::End(ending) => scenario.roles[0].endings[ending].key.as_str(),
        })
        .collect();
    assert_eq!(names, ["square", "lane", "cellar", "hall", "home", "away"]);
    assert_eq!(chart.chapters, [Columns { first: 0, count: 5 }]);
    // `key` of the square has two outcomes and one track; `wait` and `unbar` lead to the cellar.
    let tracks: Vec<(usize, usize, usize, usize)> = chart
        .tracks
        .iter()
        .map(|track| (track.from, track.choice, track.to, track.outcomes.len()))
        .collect();
    let expected = [
        (0, 0, 1, 1),
        (0, 1, 1, 2),
        (0, 2, 1, 1),
        (1, 0, 3, 1),
        (1, 1, 2, 1),
        (1, 2, 2, 1),
        (2, 0, 3, 1),
        (2, 1, 3, 2),
        (3, 0, 4, 1),
        (3, 1, 5, 1),
    ];
    assert_eq!(tracks, expected);
    assert_eq!(chart.history, [0, 3, 8]);
    assert_eq!(chart.leads_to(1, 2), [2]);
}

#[test]
fn the_shipped_roles_keep_history_straight() {
    let scenario = small::petrograd();
    for role in scenario.role_ids() {
        let chart = Chart::of(&scenario, role);
        sound(&chart);
        let key = &scenario[role].key;
        let n_scenes: usize = scenario[role]
            .chapters
            .iter()
            .map(|chapter| chapter.scenes.len())
            .sum();
        let n_endings = scenario[role].endings.len();
        assert_eq!(chart.stations.len(), n_scenes + n_endings, "{key}");
        assert!(chart.history.len() > 20, "{key}");
        for track in &chart.history {
            let track = &chart.tracks[*track];
            assert_eq!(chart.stations[track.from].lane, chart.middle, "{key}");
            assert_eq!(chart.stations[track.to].lane, chart.middle, "{key}");
            assert!(
                track.via.iter().all(|via| via.lane == chart.middle),
                "{key}"
            );
        }
        // As flat as the window is: a lane more is a reason to look at the picture.
        assert!(chart.n_lanes <= 10, "{key}: {} lanes", chart.n_lanes);
        assert!(chart.n_columns <= 40, "{key}: {} columns", chart.n_columns);
    }
}

#[test]
fn equal_scenarios_have_equal_charts() {
    let scenario = small::petrograd();
    let again = small::petrograd();
    for role in scenario.role_ids() {
        assert_eq!(Chart::of(&scenario, role), Chart::of(&again, role));
    }
}

#[test]
fn chapters_follow_each_other_whatever_leads_where() {
    // The second chapter begins behind the longest way of the first, and an ending stands
    // behind the last scene that comes to it.
    let scenario = story(
        &[
            &[&[1], &[3]],
            &[&[2]],
            &[&[3], &[9]],
            &[&[4], &[9]],
            &[&[9]],
        ],
        &[3, 2],
    );
    let chart = Chart::of(&scenario, role());
    sound(&chart);
    let columns: Vec<usize> = chart
        .stations
        .iter()
        .map(|station| station.column)
        .collect();
    // The ending that nothing comes to stands at the very beginning.
    assert_eq!(columns, [0, 0, 1, 2, 3, 4, 5]);
    assert_eq!(
        chart.chapters,
        [
            Columns { first: 0, count: 3 },
            Columns { first: 3, count: 3 }
        ]
    );
}

#[test]
fn a_story_that_leads_back_has_a_chart() {
    for leads in [
        &[&[&[0][..]][..]][..],
        &[&[&[1]], &[&[2]], &[&[0], &[9]]],
        &[&[&[1, 2]], &[&[2, 1]], &[&[1, 0]]],
    ] {
        let scenario = story(leads, &[]);
        let chart = Chart::of(&scenario, role());
        assert_eq!(chart.stations.len(), leads.len() + 2);
        sound_places(&chart);
    }
    // Also from one chapter back to another.
    let scenario = story(&[&[&[2]], &[&[9]], &[&[1]]], &[2, 1]);
    sound_places(&Chart::of(&scenario, role()));
}

#[track_caller]
fn sound_places(chart: &Chart) {
    let places: BTreeSet<(usize, usize)> = chart
        .stations
        .iter()
        .map(|station| (station.column, station.lane))
        .collect();
    assert_eq!(places.len(), chart.stations.len());
}

#[test]
fn a_story_made_to_be_slow_is_not() {
    // 400 scenes in a row, each with nine choices that lead far ahead.
    let n_scenes = 400;
    let reached: Vec<Vec<Vec<usize>>> = (0..n_scenes)
        .map(|scene| {
            (0..9)
                .map(|choice| vec![scene + 1, scene + 1 + choice * 40])
                .collect()
        })
        .collect();
    let choices: Vec<Vec<&[usize]>> = reached
        .iter()
        .map(|choices| choices.iter().map(Vec::as_slice).collect())
        .collect();
    let leads: Vec<&[&[usize]]> = choices.iter().map(Vec::as_slice).collect();
    let scenario = story(&leads, &[]);
    let chart = Chart::of(&scenario, role());
    assert_eq!(chart.stations.len(), n_scenes + 2);
    assert!(chart.tracks.iter().all(|track| !track.via.is_empty()));
    sound_places(&chart);
}

#[test]
fn a_role_without_scenes_has_a_chart() {
    let mut scenario = small::scenario(&[]);
    scenario.roles[0].chapters.clear();
    let chart = Chart::of(&scenario, role());
    assert_eq!((chart.stations.len(), chart.n_lanes), (2, 2));
    assert!(chart.tracks.is_empty() && chart.history.is_empty());
}

/// A run of the mill by positions of choices.
fn played(scenario: &Scenario, choices: &[usize]) -> Replay {
    let mut replay = Replay::of(scenario, role(), &Readings::default());
    for choice in choices {
        replay
            .decide(scenario, *choice, Luck::Historical)
            .expect("an open choice");
    }
    replay
}

fn run<'a>(name: &'a str, replay: &'a Replay) -> Run<'a> {
    Run {
        name,
        replay,
        n_read: replay.steps.len(),
    }
}

#[test]
fn what_runs_saw_and_took_is_known() {
    let scenario = small::scenario(&[]);
    let chart = Chart::of(&scenario, role());
    let (mine, other) = (played(&scenario, &[0, 0]), played(&scenario, &[0, 1]));
    let overlay = Overlay::of(
        &scenario,
        &chart,
        Some(run("mine", &mine)),
        &[run("run 2", &other)],
        HistoryOnChart::WhereDecided,
    );
    // square, lane, cellar, hall; neither ending.
    let seen: Vec<bool> = (0..6).map(|station| overlay.has_seen(station)).collect();
    assert_eq!(seen, [true, true, true, true, false, false]);
    assert_eq!(overlay.n_seen(), 4);
    assert_eq!((overlay.mine_at(3), overlay.mine_at(2)), (Some(2), None));
    assert!(overlay.has_taken(1, 1) && !overlay.has_taken(1, 2));
    // Nobody has decided in the hall, so what is recorded there is not told.
    assert_eq!(overlay.history_shown(&chart), [0, 3]);
    assert_eq!(
        (overlay.recorded(&chart, 1), overlay.recorded(&chart, 3)),
        (Some(0), None)
    );
}

#[test]
fn where_an_outcome_leads_is_not_seen_before_it_is_read() {
    let scenario = small::scenario(&[]);
    let chart = Chart::of(&scenario, role());
    let mine = played(&scenario, &[0]);
    let unread = Run {
        n_read: 0,
        ..run("mine", &mine)
    };
    let overlay = Overlay::of(&scenario, &chart, Some(unread), &[], HistoryOnChart::All);
    assert!(overlay.has_seen(0) && !overlay.has_seen(1));
    let told = tell(&scenario, &chart, &overlay, UnseenNames::Hidden, 1).unwrap();
    assert_eq!((told.title, told.when), (None, None));
    assert!(told.choices.is_empty());
    assert_eq!(told.leads_to, [3, 4]);
}

#[test]
fn the_next_untried_decision_is_the_nearest_from_where_one_looks() {
    let scenario = small::scenario(&[]);
    let chart = Chart::of(&scenario, role());
    let mine = played(&scenario, &[0, 1, 0]);
    let lay = |others: &[&[usize]], mine: &Replay| {
        let replays: Vec<Replay> = others.iter().map(|it| played(&scenario, it)).collect();
        let runs: Vec<Run<'_>> = replays.iter().map(|it| run("other", it)).collect();
        Overlay::of(
            &scenario,
            &chart,
            Some(run("mine", mine)),
            &runs,
            HistoryOnChart::All,
        )
    };
    let untried = |n_decisions, station, choices: &[usize]| {
        Some(Untried {
            n_decisions,
            station,
            choices: choices.to_vec(),
        })
    };
    let alone = lay(&[], &mine);
    assert_eq!(alone.next_untried(0), untried(0, 0, &[1, 2]));
    assert_eq!(alone.next_untried(1), untried(1, 1, &[0, 2]));
    assert_eq!(alone.next_untried(2), untried(2, 2, &[1]));
    // The hall is open, but nothing is decided there yet: round to the beginning.
    assert_eq!(alone.next_untried(3), untried(0, 0, &[1, 2]));
    assert_eq!(alone.next_untried(99), untried(0, 0, &[1, 2]));

    // What other runs took is no longer untried.
    let others = lay(&[&[1, 0], &[2, 2]], &mine);
    assert_eq!(others.next_untried(0), untried(2, 2, &[1]));
    let all = lay(&[&[1, 0], &[2, 2, 1]], &mine);
    assert_eq!(all.next_untried(0), None);

    // A choice that was locked in this run does not count: leaving needs a low nerve.
    let to_the_end = played(&scenario, &[0, 0, 0]);
    let locked = lay(&[&[1], &[2], &[0, 1], &[0, 2]], &to_the_end);
    assert_eq!(locked.next_untried(0), None);

    let nothing_made = lay(&[], &played(&scenario, &[]));
    assert_eq!(nothing_made.next_untried(0), None);
}

#[test]
fn a_station_tells_each_choice() {
    let scenario = small::scenario(&[]);
    let chart = Chart::of(&scenario, role());
    let (mine, other) = (played(&scenario, &[0, 0, 0]), played(&scenario, &[0, 1]));
    let overlay = Overlay::of(
        &scenario,
        &chart,
        Some(run("mine", &mine)),
        &[run("run 2", &other)],
        HistoryOnChart::All,
    );
    let marks = |station| {
        let told = tell(&scenario, &chart, &overlay, UnseenNames::Hidden, station).unwrap();
        told.choices
            .iter()
            .map(ChoiceTold::marks)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        marks(1),
        [
            "your choice · history’s choice",
            "taken in run 2",
            "never taken"
        ]
    );
    assert_eq!(
        marks(3),
        [
            "your choice · history’s choice",
            "never taken · locked: Not yet."
        ]
    );
    assert!(tell(&scenario, &chart, &overlay, UnseenNames::Hidden, 99).is_none());
}

#[test]
fn the_outline_says_the_same_in_words() {
    let scenario = small::scenario(&[]);
    let chart = Chart::of(&scenario, role());
    let (mine, other) = (played(&scenario, &[0, 0]), played(&scenario, &[0, 1]));
    let told = |names| {
        let overlay = Overlay::of(
            &scenario,
            &chart,
            Some(run("mine", &mine)),
            &[run("Run 2", &other)],
            HistoryOnChart::All,
        );
        let chapters = outline(&scenario, &chart, &overlay, names);
        let mut text = String::new();
        for chapter in chapters {
            writeln!(text, "{}", chapter.heading).unwrap();
            for station in chapter.stations {
                let number = station.station + 1;
                writeln!(text, "{number}. {}. {}", station.name, station.about).unwrap();
            }
        }
        text
    };
    assert_eq!(
        told(UnseenNames::Hidden),
        "Chapter 1: Day
1. Square, 1 March, 08:00. You took 1. Run 2 took 1. History: 1. Never taken: 2 and 3. Leads to 2.
2. Lane, 1 March, 09:00. You took 1. Run 2 took 2. History: 1. Never taken: 3. 1 leads to 4, 2 and 3 lead to 3.
3. Cellar, 1 March, 11:00. Run 2 stands here. Never taken: 1 and 2. Leads to 4.
4. Hall, 1 March, 17:00. You are here. History: 1. Never taken: 1. Locked: 2. 1 leads to 5, 2 leads to 6.
5. An ending not seen yet. On history’s path.
6. An ending not seen yet. 
"
    );
    let named = told(UnseenNames::Shown);
    assert!(named.contains("5. Ending: Home. Not seen yet. On history’s path."));
    assert!(named.contains("6. Ending: Away. Not seen yet. "));
}

#[test]
fn a_chapter_nobody_has_come_to_is_closed() {
    let scenario = story(&[&[&[1]], &[&[9]]], &[1, 1]);
    let chart = Chart::of(&scenario, role());
    let mine = Replay::of(&scenario, role(), &Readings::default());
    let overlay = Overlay::of(
        &scenario,
        &chart,
        Some(run("mine", &mine)),
        &[],
        HistoryOnChart::All,
    );
    let headings = |names| {
        let chapters = outline(&scenario, &chart, &overlay, names).into_iter();
        chapters.map(|chapter| chapter.heading).collect::<Vec<_>>()
    };
    assert_eq!(
        headings(UnseenNames::Hidden),
        ["Chapter 1: Day", "Chapter 2"]
    );
    assert_eq!(
        headings(UnseenNames::Shown),
        ["Chapter 1: Day", "Chapter 2: Day"]
    );
}
