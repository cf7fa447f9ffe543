//! Charts of the shipped roles, of small stories, and of strange ones.

mod runs;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::*;
use crate::explore::small;

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
