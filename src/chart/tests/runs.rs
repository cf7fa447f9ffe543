//! Runs on a chart: what they saw, what is untried, what a station tells of them.

use std::fmt::Write as _;

use super::{role, story};
use crate::chart::*;
use crate::explore::small;
use crate::journal::Replay;
use crate::model::Scenario;
use crate::rules::Luck;

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

#[test]
fn arrows_go_along_the_run_and_across_the_lanes() {
    let scenario = small::scenario(&[]);
    let chart = Chart::of(&scenario, role());
    // square 0, lane 1, cellar 2 above, hall 3, home 4, away 5 below.
    let mine = played(&scenario, &[0, 1]);
    let lay =
        |mine: Option<Run<'_>>| Overlay::of(&scenario, &chart, mine, &[], HistoryOnChart::All);
    let (ridden, bare) = (lay(Some(run("mine", &mine))), lay(None));
    let right = |overlay: &Overlay, from| chart.neighbour(overlay, from, Way::Right);
    assert_eq!((right(&ridden, 1), right(&bare, 1)), (Some(2), Some(3)));
    // Behind the run's last station, history's way and then any way is taken.
    assert_eq!((right(&ridden, 2), right(&ridden, 3)), (Some(3), Some(4)));
    assert_eq!(right(&ridden, 4), None);
    let left = |overlay: &Overlay, from| chart.neighbour(overlay, from, Way::Left);
    assert_eq!((left(&ridden, 2), left(&ridden, 3)), (Some(1), Some(1)));
    assert_eq!((left(&ridden, 5), left(&ridden, 0)), (Some(3), None));
    let across = |from, way| chart.neighbour(&bare, from, way);
    assert_eq!(
        (across(3, Way::Up), across(2, Way::Down)),
        (Some(2), Some(1))
    );
    assert_eq!(
        (across(4, Way::Down), across(5, Way::Up)),
        (Some(5), Some(4))
    );
    assert_eq!((across(2, Way::Up), across(5, Way::Down)), (None, None));
    assert_eq!(chart.neighbour(&bare, 99, Way::Up), None);
    assert_eq!(chart.neighbour(&bare, 99, Way::Left), None);
}
