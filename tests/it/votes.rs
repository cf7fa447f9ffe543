//! A room's votes: counted on a page, kept with the run, shown beside the decisions, and
//! never a part of what happens.

use std::sync::Arc;

use october::compare::spread;
use october::format::{journal_file, run_code};
use october::journal::{Ahead, MOST_HANDS, Votes, replay};
use october::model::{Readings, Scenario};
use october::playthrough::{ActError, Action, LogKind, Options, PageView, Playthrough, SceneView};
use october::report::{
    Line, Rows, RunLabel, RunReport, RunSheet, Sheet, comparison_lines, run_html, run_json,
    run_lines,
};
use october::session::Session;
use october::store::Store;

use crate::fixtures::{clerk, petition};
use crate::support::Terminal;

fn begun(scenario: &Arc<Scenario>) -> Playthrough {
    Playthrough::begin(Arc::clone(scenario), clerk(scenario), 7)
}

/// Counts these hands, one choice after the other.
fn count(run: &mut Playthrough, hands: &[u16]) {
    for (index, hands) in hands.iter().enumerate() {
        run.act(Action::Hands(index, *hands)).unwrap();
    }
}

/// The first decision, voted on before and after talking, and taken.
fn voted() -> Playthrough {
    let mut run = begun(&petition());
    count(&mut run, &[14, 9, 5]);
    run.act(Action::CountAgain).unwrap();
    count(&mut run, &[11, 12, 5]);
    run.act(Action::Choose(0)).unwrap();
    run
}

#[track_caller]
fn scene(run: &Playthrough) -> SceneView {
    match run.view(&Options::default()).page {
        PageView::Scene(scene) => scene,
        other => panic!("{other:?}"),
    }
}

const TOLD: &str = "14 / 9 / 5, after talking 11 / 12 / 5";

#[test]
fn hands_are_counted_and_decide_nothing() {
    let mut run = begun(&petition());
    let fresh = scene(&run).counts;
    assert_eq!(fresh.len(), 1);
    assert_eq!((fresh[0].total(), fresh[0].ahead()), (0, Ahead::Nobody));
    count(&mut run, &[9, 9, 5]);
    let counted = scene(&run).counts;
    assert_eq!(counted[0].hands, [Some(9), Some(9), Some(5)]);
    assert_eq!(counted[0].ahead(), Ahead::Tie(vec![0, 1]));
    assert!(run.journal().decisions.is_empty());
    // The choice with the fewest hands is taken all the same, and comes out as ever.
    let mut silent = begun(&petition());
    for run in [&mut run, &mut silent] {
        run.act(Action::Choose(2)).unwrap();
    }
    assert_eq!(run.replay(), silent.replay());
    assert!(run.journal().is_same_run(silent.journal()));
}

#[test]
fn a_count_after_talking_stands_beside_the_first() {
    let mut run = begun(&petition());
    assert_eq!(run.act(Action::CountAgain), Err(ActError::NothingCounted));
    assert_eq!(run.act(Action::CountBack), Err(ActError::CountGoesOn));
    count(&mut run, &[1, 2, 3]);
    run.act(Action::CountAgain).unwrap();
    assert_eq!(scene(&run).counts.len(), 2);
    run.act(Action::CountBack).unwrap();
    assert_eq!(scene(&run).counts.len(), 1);
    for _ in 0..3 {
        run.act(Action::CountAgain).unwrap();
        run.act(Action::Hands(1, 7)).unwrap();
        assert_eq!(run.act(Action::CountBack), Err(ActError::CountGoesOn));
    }
    assert_eq!(run.act(Action::CountAgain), Err(ActError::CountedOften));
    // A count without hands is none once the decision is made.
    let mut run = begun(&petition());
    count(&mut run, &[1, 2, 3]);
    run.act(Action::CountAgain).unwrap();
    run.act(Action::Choose(0)).unwrap();
    assert_eq!(run.journal().votes[0].rounds.len(), 1);
    let mut run = begun(&petition());
    count(&mut run, &[0, 0, 0]);
    run.act(Action::Choose(0)).unwrap();
    assert_eq!(run.journal().votes, []);
}

#[test]
fn what_cannot_be_taken_cannot_be_voted_on() {
    let mut run = begun(&petition());
    assert_eq!(run.act(Action::Hands(3, 1)), Err(ActError::NoSuchChoice(4)));
    run.act(Action::Hands(0, u16::MAX)).unwrap();
    assert_eq!(scene(&run).counts[0].hands[0], Some(MOST_HANDS));
    run.act(Action::Choose(1)).unwrap();
    assert_eq!(run.act(Action::Hands(0, 1)), Err(ActError::NothingToChoose));
    run.act(Action::Continue).unwrap();
    let locked = scene(&run)
        .choices
        .iter()
        .position(|it| it.locked.is_some());
    let locked = locked.unwrap();
    let refused = run.act(Action::Hands(locked, 1));
    assert!(matches!(refused, Err(ActError::Locked(_))), "{refused:?}");
    assert_eq!(scene(&run).counts[0].hands[locked], None);
}

#[test]
fn votes_are_saved_and_read_again() {
    let run = voted();
    let text = journal_file::write(run.journal());
    assert!(text.contains("votes: ["), "{text}");
    let journal = journal_file::read(text.as_bytes()).unwrap();
    assert_eq!(&journal, run.journal());
    assert_eq!(journal_file::write(&journal), text);
    assert_eq!(&replay(&petition(), &journal).unwrap(), run.replay());
    // Nobody voted: the file is what it always was.
    let mut silent = begun(&petition());
    silent.act(Action::Choose(0)).unwrap();
    assert!(!journal_file::write(silent.journal()).contains("votes"));
    // Votes are no part of a code.
    let scenario = petition();
    let code = |run: &Playthrough| run_code::write(&scenario, run.journal()).unwrap();
    assert_eq!(code(&run), code(&silent));
}

#[test]
fn nonsense_for_votes_is_refused_with_a_reason() {
    let good = journal_file::write(voted().journal());
    let first = r#"("cold_hall", ["#;
    assert!(good.contains(first), "{good}");
    let of = |votes: &str| {
        let (head, _) = good.split_once("    votes: [").unwrap();
        format!("{head}    votes: {votes},\n)\n")
    };
    assert!(journal_file::read(of("[]").as_bytes()).is_ok());
    for (votes, reason) in [
        (r#"[("cold_hall", [])]"#, "counted 0 times"),
        (
            r#"[("cold_hall", [[("a", 1)], [("a", 1)], [("a", 1)], [("a", 1)], [("a", 1)]])]"#,
            "counted 5 times",
        ),
        (r#"[("cold_hall", [[]])]"#, "0 choices"),
        (
            r#"[("cold_hall", [[("a", 1000)]])]"#,
            "more than any room has",
        ),
        (
            r#"[("cold_hall", [[("a", 4294967295)]])]"#,
            "more than any room has",
        ),
        (r#"[("cold_hall", [[("a", 1), ("a", 2)]])]"#, "`a` twice"),
        (
            r#"[("cold_hall", [[("a", 1)]]), ("cold_hall", [[("a", 1)]])]"#,
            "stand there twice",
        ),
        (
            r#"[("moon", [[("a", 1)]]), ("mars", [[("a", 1)]])]"#,
            "nothing was decided in either",
        ),
        (r#"[("cold_hall", [[("a", -1)]])]"#, "damaged"),
        (r#"[("cold_hall", [[("a", 4294967296)]])]"#, "damaged"),
        ("7", "damaged"),
    ] {
        let refused = journal_file::read(of(votes).as_bytes())
            .unwrap_err()
            .to_string();
        assert!(refused.contains(reason), "{votes}: {refused}");
    }
}

#[test]
fn a_branch_keeps_the_votes_of_the_decisions_it_keeps() {
    let mut run = voted();
    run.act(Action::Continue).unwrap();
    let index = scene(&run)
        .choices
        .iter()
        .position(|it| it.locked.is_none());
    let index = index.unwrap();
    run.act(Action::Hands(index, 8)).unwrap();
    let scenes = |run: &Playthrough| -> Vec<String> {
        let votes = run.journal().votes.iter();
        votes.map(|votes| votes.scene.clone()).collect()
    };
    assert_eq!(scenes(&run), ["cold_hall", "ferry_stair"]);
    // Those on the open decision are saved as well, and there when it is opened again.
    let (again, stop) = Playthrough::resume(petition(), run.journal().clone()).unwrap();
    assert_eq!(stop, None);
    assert_eq!(again.journal(), run.journal());
    run.act(Action::Choose(index)).unwrap();
    assert_eq!(
        scenes(&run.branch_at(2, None)),
        ["cold_hall", "ferry_stair"]
    );
    assert_eq!(scenes(&run.branch_at(1, None)), ["cold_hall"]);
    assert_eq!(scenes(&run.branch_at(0, None)), [""; 0]);
    let (lucky, _) = run.with_luck(1, 99, None);
    assert_eq!(scenes(&lucky), ["cold_hall"]);
    // The run that was left has what it had.
    assert_eq!(scenes(&run), ["cold_hall", "ferry_stair"]);
}

#[test]
fn votes_on_scenes_that_are_not_there_are_forgotten() {
    let mut journal = voted().journal().clone();
    journal.votes.push(Votes {
        scene: "moon".to_owned(),
        rounds: vec![vec![("land".to_owned(), 3)]],
    });
    let (run, _) = Playthrough::resume(petition(), journal).unwrap();
    assert_eq!(run.journal(), voted().journal());
}

#[test]
fn votes_on_the_first_decision_are_kept_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(Some(folder.path())).unwrap();
    let scenario = petition();
    let role = clerk(&scenario);
    let readings = Readings::default();
    let mut session = Session::begin(store.clone(), scenario, role, 7, &readings);
    session.act(Action::Hands(0, 3)).unwrap();
    assert!(session.id().is_none());
    assert!(store.runs().0.is_empty());
    session.act(Action::Choose(0)).unwrap();
    session.act(Action::Continue).unwrap();
    session.act(Action::Hands(0, 4)).unwrap();
    let kept = store.run(session.id().unwrap()).unwrap().journal;
    assert_eq!(&kept, session.run().journal());
    assert_eq!(kept.votes.len(), 2);
}

#[test]
fn the_page_after_and_the_log_show_the_votes() {
    let run = voted();
    let PageView::After(after) = run.view(&Options::default()).page else {
        panic!();
    };
    assert_eq!(after.room.counts.len(), 2);
    let taken: Vec<bool> = after.room.choices.iter().map(|it| it.taken).collect();
    assert_eq!(taken, [true, false, false]);
    let recorded = after.room.choices.iter().filter(|it| it.recorded).count();
    assert_eq!(recorded, 1);
    let log = run.log();
    let LogKind::Decision { votes, .. } = &log[0].kind else {
        panic!();
    };
    assert_eq!(votes.as_deref(), Some(TOLD));
}

#[test]
fn a_report_shows_the_votes_at_the_decision() {
    let run = voted();
    let scenario = run.scenario();
    let label = RunLabel {
        id: "clerk-001".to_owned(),
        name: String::new(),
        role: "clerk".to_owned(),
    };
    let mut spread = spread(scenario, run.replay(), None);
    let silent = spread.comparison.clone();
    spread.comparison.note_votes(scenario, run.journal(), None);
    assert_ne!(spread.comparison, silent);
    let sheet = Sheet {
        scenario,
        spread: &spread,
        mine: &label,
        other: None,
    };
    let report = RunReport::of(&RunSheet {
        sheet,
        run: run.replay(),
        seed: 7,
        code: None,
    });
    assert!(run_html(&report).contains(&format!("in the room: {TOLD}")));
    for lines in [run_lines(&report), comparison_lines(&sheet, Rows::All)] {
        let told = Line::Entry(format!("In the room: {TOLD}"));
        assert!(lines.contains(&told), "{lines:?}");
    }
    let json = run_json(&report);
    let rows = json["comparison"]["rows"].as_array().unwrap();
    let of = |id: &str| rows.iter().find(|row| row["id"] == id).unwrap();
    let votes = &of("cold_hall")["mine"]["votes"];
    assert_eq!(votes[1][1]["id"], "light_stove");
    assert_eq!(votes[1][1]["hands"], 12);
    assert_eq!(votes.as_array().unwrap().len(), 2);
}

#[test]
fn votes_are_typed_in_the_terminal() {
    let game = Terminal::of(petition());
    let transcript = game.types(&[
        "1",
        "",
        "votes",
        "votes 14 9",
        "votes many",
        "votes 14 9 5",
        "votes 11/12/5",
        "votes",
        "2",
        "votes",
        "log",
        "quit",
    ]);
    let words: Vec<&str> = transcript.split_whitespace().collect();
    let said = words.join(" ");
    for words in [
        "No hands were counted yet. Type votes and how many hands",
        "3 choices are open here. Type votes",
        "In the room: 14 / 9 / 5.",
        &format!("In the room: {TOLD}."),
    ] {
        assert!(said.contains(words), "{words}: {transcript}");
    }
    let (runs, _) = game.store().runs();
    assert_eq!(runs[0].journal.votes[0].rounds.len(), 2);
}
