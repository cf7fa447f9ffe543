//! What holds for every run, every moment and every name, tried with many of each.
//!
//! The same cases come in every run; `PROPTEST_RNG_SEED` and `PROPTEST_CASES` try others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use proptest::collection::vec;
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use proptest::test_runner::RngSeed;

use october::format::journal_file;
use october::journal::{Decision, Journal, MOST_HANDS, MOST_ROUNDS, Votes, replay};
use october::model::{Scenario, Stamp};
use october::playthrough::{Action, HintLevel, HistoryShown, Options, Playthrough};
use october::rules;
use october::store::RunId;

use crate::fixtures;

pub(crate) fn config(cases: u32) -> ProptestConfig {
    let mut config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(1917);
    }
    config.failure_persistence = None;
    config
}

static PETITION: LazyLock<Arc<Scenario>> = LazyLock::new(fixtures::petition);

/// A run of the petition: every number takes the choice at that place, if it can be taken.
fn played(seed: u64, choices: &[usize]) -> Playthrough {
    let role = fixtures::clerk(&PETITION);
    let mut run = Playthrough::begin(Arc::clone(&PETITION), role, seed);
    play_on(&mut run, choices);
    run
}

pub(crate) fn play_on(run: &mut Playthrough, choices: &[usize]) {
    for choice in choices {
        let _ = run.act(Action::Choose(*choice));
        let _ = run.act(Action::Continue);
    }
}

/// Long enough to reach an ending.
pub(crate) fn choices() -> impl Strategy<Value = Vec<usize>> {
    vec(0_usize..4, 0..9)
}

fn all_options() -> Vec<Options> {
    let hints = [HintLevel::None, HintLevel::Direction, HintLevel::Numbers];
    let history = [
        HistoryShown::AfterEach,
        HistoryShown::AtChapterEnd,
        HistoryShown::AtEnd,
    ];
    hints
        .into_iter()
        .flat_map(|hints| history.map(|history| Options { hints, history }))
        .collect()
}

/// These counts as votes on the first decisions in scenes of their own.
fn votes_on(decisions: &[Decision], counts: Vec<Vec<BTreeMap<String, u16>>>) -> Vec<Votes> {
    let scenes: BTreeSet<&str> = decisions.iter().map(|it| it.scene.as_str()).collect();
    let voted = scenes.into_iter().zip(counts);
    voted
        .map(|(scene, rounds)| Votes {
            scene: scene.to_owned(),
            rounds: rounds
                .into_iter()
                .map(|it| it.into_iter().collect())
                .collect(),
        })
        .collect()
}

/// Any journal at all, mostly nonsense.
pub(crate) fn any_journal() -> impl Strategy<Value = Journal> {
    let key = prop_oneof![
        Just("cold_hall".to_owned()),
        Just("copy_fair".to_owned()),
        Just("ferry_stair".to_owned()),
        Just("tell_the_hour".to_owned()),
        any::<String>(),
    ];
    let decision = (key.clone(), key).prop_map(|(scene, choice)| Decision { scene, choice });
    let parent = proptest::option::of((any::<String>(), any::<usize>()));
    let beginning = proptest::option::of(prop_oneof![
        Just("council_hall".to_owned()),
        Just("toll_chain".to_owned()),
        any::<String>(),
    ]);
    let readings = vec(any::<(String, String)>(), 0..3);
    // A count names each choice once, and is of a decision that was made.
    let count = proptest::collection::btree_map(any::<String>(), 0..=MOST_HANDS, 1..4);
    let votes = vec(vec(count, 1..=MOST_ROUNDS), 0..3);
    (
        prop_oneof![Just("petition".to_owned()), any::<String>()],
        prop_oneof![Just("clerk".to_owned()), any::<String>()],
        any::<(u64, u64)>(),
        vec(decision, 0..6),
        (any::<bool>(), any::<bool>()),
        any::<String>(),
        parent,
        (beginning, readings, votes),
    )
        .prop_map(
            |(scenario, role, (content, seed), decisions, marks, name, parent, start)| Journal {
                scenario,
                content,
                role,
                begins: start.0,
                readings: start.1,
                votes: votes_on(&decisions, start.2),
                seed,
                pages_turned: if marks.0 {
                    decisions.len()
                } else {
                    decisions.len().saturating_sub(1)
                },
                decisions,
                name,
                starred: marks.1,
                parent,
            },
        )
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn a_journal_gives_back_the_very_run(seed: u64, choices in choices(), on_outcome: bool) {
        let mut run = played(seed, &choices);
        if on_outcome {
            let _ = run.act(Action::Choose(0));
        }
        let journal = run.journal();
        let again = replay(&PETITION, journal).unwrap();
        prop_assert_eq!(&again, run.replay());
        prop_assert_eq!(again.state(), run.replay().state());
        let (resumed, stop) = Playthrough::resume(Arc::clone(&PETITION), journal.clone()).unwrap();
        prop_assert_eq!(stop, None);
        prop_assert_eq!(resumed.journal(), journal);
        for options in all_options() {
            prop_assert_eq!(resumed.view(&options), run.view(&options));
        }
    }

    #[test]
    fn a_run_is_saved_and_loaded_to_the_byte(journal in any_journal()) {
        let text = journal_file::write(&journal);
        let read = journal_file::read(text.as_bytes()).unwrap();
        prop_assert_eq!(&read, &journal);
        prop_assert_eq!(journal_file::write(&read), text);
    }

    #[test]
    fn a_branch_leaves_its_parent_alone(
        seed: u64,
        choices in choices(),
        at in 0_usize..8,
        others in choices(),
    ) {
        let parent = played(seed, &choices);
        let (journal, replay) = (parent.journal().clone(), parent.replay().clone());
        let mut branch = parent.branch_at(at, Some("clerk-001".to_owned()));
        let at = at.min(journal.decisions.len());
        prop_assert_eq!(branch.journal().decisions.as_slice(), journal.decisions.get(..at).unwrap());
        prop_assert_eq!(branch.journal().seed, seed);
        prop_assert_eq!(&branch.journal().parent, &Some(("clerk-001".to_owned(), at)));
        play_on(&mut branch, &others);
        prop_assert_eq!(parent.journal(), &journal);
        prop_assert_eq!(parent.replay(), &replay);
    }

    #[test]
    fn going_back_and_deciding_the_same_gives_the_same(
        seed: u64,
        choices in choices(),
        at in 0_usize..8,
    ) {
        let run = played(seed, &choices);
        let mut again = run.branch_at(at, None);
        for decision in run.journal().decisions.iter().skip(at) {
            let scene = PETITION.scene_by_key(&decision.scene).unwrap();
            let index = PETITION[scene]
                .choices
                .iter()
                .position(|choice| choice.key == decision.choice)
                .unwrap();
            again.act(Action::Choose(index)).unwrap();
            again.act(Action::Continue).unwrap();
        }
        prop_assert_eq!(again.replay(), run.replay());
    }

    /// What differs between two runs of one seed was caused by a decision.
    #[test]
    fn one_decision_leaves_all_other_luck_as_it_was(
        seed: u64,
        mine in choices(),
        others in choices(),
    ) {
        let runs = [played(seed, &mine), played(seed, &others)];
        let mut drawn = BTreeMap::new();
        for run in &runs {
            for (number, step) in run.replay().steps.iter().enumerate() {
                let choice = PETITION[step.scene].choices.get(step.choice).unwrap();
                let before = run.replay().state_after(number);
                let possible = rules::possible_outcomes(before, choice);
                let key = (step.scene, step.choice, possible);
                let first = *drawn.entry(key).or_insert(step.outcome);
                prop_assert_eq!(first, step.outcome);
            }
        }
    }

    #[test]
    fn any_journal_is_played_as_far_as_it_goes(journal in any_journal(), choices in choices()) {
        let n_decisions = journal.decisions.len();
        if let Ok((mut run, stop)) = Playthrough::resume(Arc::clone(&PETITION), journal) {
            let n_played = run.replay().steps.len();
            prop_assert_eq!(stop.is_some(), n_played < n_decisions);
            prop_assert_eq!(run.journal().decisions.len(), n_played);
            play_on(&mut run, &choices);
            let _ = run.view(&Options::default());
        }
    }

    #[test]
    fn a_moment_is_written_as_it_was_read(text in moment()) {
        if let Some(stamp) = Stamp::parse(&text) {
            prop_assert_eq!(stamp.to_string(), text);
            prop_assert_eq!(stamp.minutes_to(stamp), 0);
            prop_assert!(stamp.has_come(stamp));
        }
    }

    #[test]
    fn moments_are_ordered_as_their_minutes(a in a_moment(), b in a_moment()) {
        let (a, b) = (Stamp::parse(&a).unwrap(), Stamp::parse(&b).unwrap());
        prop_assert_eq!(a.minutes_to(b), -b.minutes_to(a));
        prop_assert_eq!(a.cmp_on_clock(b), 0.cmp(&a.minutes_to(b)));
        prop_assert_eq!(a.has_come(b), a.minutes_to(b) >= 0);
        prop_assert_eq!(a.max(b), if a.has_come(b) && a.minutes_to(b) > 0 { b } else { a });
    }

    #[test]
    fn a_runs_name_is_one_plain_word(text in prop_oneof!["[a-zA-Z0-9_./\\\\ -]{0,12}", any::<String>()]) {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let is_word = !text.is_empty() && text.len() <= 100 && text.chars().all(plain);
        let id = RunId::parse(&text);
        prop_assert_eq!(id.is_some(), is_word);
        if let Some(id) = id {
            prop_assert_eq!(id.as_str(), text);
        }
    }
}

/// What looks like a moment, or does not.
fn moment() -> impl Strategy<Value = String> {
    prop_oneof![
        a_moment(),
        "[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2})?",
        "[0-9 :+-]{0,18}",
        any::<String>(),
    ]
}

fn a_moment() -> impl Strategy<Value = String> {
    let day = (1_u16..9999, 1_u8..=12, 1_u8..=28);
    let clock = proptest::option::of((0_u8..24, 0_u8..60));
    (day, clock).prop_map(|((year, month, day), clock)| {
        let date = format!("{year:04}-{month:02}-{day:02}");
        match clock {
            Some((hour, minute)) => format!("{date} {hour:02}:{minute:02}"),
            None => date,
        }
    })
}
