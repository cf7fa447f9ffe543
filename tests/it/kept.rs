//! Runs that are kept: named, marked, handed on, taken in, and played again with other luck.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use october::format::{journal_file, run_code};
use october::journal::{Journal, ReplayStop};
use october::model::Scenario;
use october::playthrough::{Action, Playthrough};
use october::session::{self, FoundIn, Session, Stands, kept_run};
use october::store::{self, Existing, Imported, RunId, StoreError};

use crate::fixtures;
use crate::folder::{Folder, THREE, decisions, three_decisions};

/// A folder with one run of three decisions.
fn with_a_run() -> (Folder, Arc<Scenario>, Session) {
    let folder = Folder::new();
    let scenario = fixtures::petition();
    let mut session = folder.begin(&scenario);
    three_decisions(&mut session);
    (folder, scenario, session)
}

fn id(name: &str) -> RunId {
    RunId::parse(name).unwrap()
}

#[test]
fn a_name_and_a_star_are_kept_and_the_hour_stays() {
    let (folder, ..) = with_a_run();
    let store = folder.store();
    let hour = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let file = fs::File::options()
        .write(true)
        .open(folder.run_path("clerk-001"));
    file.unwrap().set_modified(hour).unwrap();
    let name = "  The\tlong\nwinter \u{7} ";
    store
        .change_run(&id("clerk-001"), |journal| journal.rename(name))
        .unwrap();
    store
        .change_run(&id("clerk-001"), |journal| journal.starred = true)
        .unwrap();
    let run = folder.the_run();
    assert_eq!(run.journal.name, "The long winter");
    assert!(run.journal.starred);
    assert_eq!(decisions(&run), THREE);
    assert_eq!(run.saved, hour);
    assert_eq!(run.saved_at().unwrap().to_string(), "2023-11-14 22:13");
    let error = store.change_run(&id("clerk-009"), |_| {}).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("the run clerk-009 cannot be read: "),
        "{error}"
    );
}

#[test]
fn a_name_has_sixty_letters_at_most() {
    let mut journal = whole_run().1;
    journal.rename(&"Ж".repeat(100));
    assert_eq!(journal.name, "Ж".repeat(60));
    journal.rename("  ");
    assert_eq!(journal.name, "");
}

#[test]
fn a_name_given_elsewhere_is_not_lost_by_the_next_decision() {
    let (folder, _, mut session) = with_a_run();
    let store = folder.store();
    store
        .change_run(&id("clerk-001"), |journal| journal.rename("Elsewhere"))
        .unwrap();
    session.act(Action::Continue).unwrap();
    assert_eq!(folder.the_run().journal.name, "Elsewhere");
    session.rename("Here");
    session.star();
    let run = folder.the_run();
    assert_eq!(
        (run.journal.name.as_str(), run.journal.starred),
        ("Here", true)
    );
    session.unstar();
    session.act(Action::Choose(0)).unwrap();
    let run = folder.the_run();
    assert_eq!(
        (run.journal.name.as_str(), run.journal.starred),
        ("Here", false)
    );
    assert_eq!(run.journal.decisions.len(), 4);
    assert_eq!(session.take_notice(), None);
}

#[test]
fn a_branch_has_neither_name_nor_star_of_the_run_it_left() {
    let (folder, _, mut session) = with_a_run();
    session.rename("First");
    session.star();
    session.go_back(2);
    // Going back further before anything is decided still leaves the same run.
    session.go_back(1);
    session.act(Action::Choose(0)).unwrap();
    let branch = folder.store().run(&id("clerk-002")).unwrap();
    assert_eq!(
        (branch.journal.name.as_str(), branch.journal.starred),
        ("", false)
    );
    assert_eq!(branch.journal.parent, Some(("clerk-001".to_owned(), 1)));
    let (runs, _) = folder.store().runs();
    assert_eq!(session::parent(&branch, &runs).unwrap().id, id("clerk-001"));
    assert_eq!(
        session::lineage(&branch, &runs).unwrap(),
        "left clerk-001 after 1 decision"
    );
}

#[test]
fn the_run_that_was_left_is_named_only_while_it_is_there() {
    let (folder, _, mut session) = with_a_run();
    session.go_back(2);
    session.act(Action::Choose(0)).unwrap();
    let store = folder.store();
    store.delete_run(&id("clerk-001")).unwrap();
    let told = || {
        let (runs, _) = store.runs();
        let branch = runs.iter().find(|run| run.id == id("clerk-002")).unwrap();
        session::lineage(branch, &runs).unwrap()
    };
    assert_eq!(
        told(),
        "left a run that is no longer kept, after 2 decisions"
    );
    // Another run under the same name is not the one that was left.
    let mut other = folder.begin(&fixtures::petition());
    other.act(Action::Choose(0)).unwrap();
    store
        .save_run(&id("clerk-001"), other.run().journal())
        .unwrap();
    assert_eq!(
        told(),
        "left a run that is no longer kept, after 2 decisions"
    );
}

/// A run of the petition to its end, with the decisions that history took.
fn whole_run() -> (Arc<Scenario>, Journal) {
    let scenario = fixtures::petition();
    let role = fixtures::clerk(&scenario);
    let mut run = Playthrough::begin(Arc::clone(&scenario), role, 7);
    while !run.is_over() {
        let taken = (0..9).any(|choice| run.act(Action::Choose(choice)).is_ok());
        assert!(taken);
        run.act(Action::Continue).unwrap();
    }
    (scenario, run.journal().clone())
}

#[test]
fn other_luck_makes_the_same_decisions_as_far_as_it_lets_them() {
    let scenario = fixtures::petition();
    let folder = Folder::new();
    let mut session = folder.begin(&scenario);
    // `copy_fair`, then `tell_the_hour`, whose luck leads to two scenes.
    for action in [
        Action::Choose(0),
        Action::Continue,
        Action::Choose(0),
        Action::Continue,
    ] {
        session.act(action).unwrap();
    }
    session.act(Action::Choose(0)).unwrap();
    let first = session.run().journal().clone();
    let mut n_same = 0;
    let mut n_elsewhere = 0;
    for seed in 0..20 {
        let mut again = Session::resume(
            folder.store(),
            Arc::clone(&scenario),
            folder.store().run(&id("clerk-001")).unwrap(),
        )
        .unwrap();
        again.new_luck(3, seed);
        let journal = again.run().journal();
        assert_eq!(journal.seed, seed);
        let n_made = journal.decisions.len();
        assert_eq!(journal.decisions, first.decisions[..n_made]);
        assert_eq!(journal.parent, Some(("clerk-001".to_owned(), n_made)));
        assert_eq!(journal.pages_turned, n_made);
        match again.take_notice() {
            None => {
                assert_eq!(n_made, 3);
                n_same += 1;
            }
            Some(told) => {
                assert_eq!(n_made, 2);
                assert!(
                    told.starts_with("with this luck 2 of the 3 decisions could be made: decision 3 was made in “"),
                    "{told}"
                );
                assert!(told.ends_with("” instead"), "{told}");
                n_elsewhere += 1;
            }
        }
    }
    assert!(n_same > 0 && n_elsewhere > 0, "{n_same}, {n_elsewhere}");
    let (runs, _) = folder.store().runs();
    assert_eq!(
        runs.len(),
        21,
        "each is kept at once, and the first one too"
    );
    let (told, left): (Vec<_>, Vec<_>) = runs
        .iter()
        .filter_map(|run| session::lineage(run, &runs))
        .partition(|told| told == "left clerk-001 after 3 decisions, with other luck");
    assert!(!told.is_empty());
    // One of the seeds is the run's own.
    assert!(
        left.iter()
            .all(|told| told.starts_with("left clerk-001 after ")),
        "{left:?}"
    );
    assert_eq!(folder.store().run(&id("clerk-001")).unwrap().journal, first);
}

#[test]
fn other_luck_from_the_beginning_is_no_run_until_something_is_decided() {
    let (folder, _, mut session) = with_a_run();
    session.new_luck(0, 99);
    assert_eq!(session.id(), None);
    assert_eq!(session.run().journal().decisions, []);
    assert_eq!(folder.store().runs().0.len(), 1);
    session.act(Action::Choose(0)).unwrap();
    let (runs, _) = folder.store().runs();
    let branch = runs.iter().find(|run| run.id == id("clerk-002")).unwrap();
    assert_eq!(
        session::lineage(branch, &runs).unwrap(),
        "left clerk-001 before its first decision, with other luck"
    );
}

#[test]
fn luck_says_where_a_playthrough_stops() {
    let (scenario, journal) = whole_run();
    let (run, stop) = Playthrough::resume(scenario, journal).unwrap();
    assert_eq!(stop, None);
    let stops: Vec<ReplayStop> = (0..60)
        .filter_map(|seed| run.with_luck(99, seed, None).1)
        .collect();
    assert!(!stops.is_empty());
}

#[test]
fn a_run_is_written_to_a_file_that_is_not_there_yet() {
    let (folder, _, session) = with_a_run();
    let journal = session.run().journal();
    let path = folder.path("mine.ron");
    store::export_run(&path, journal, Existing::Keep).unwrap();
    assert_eq!(store::read_run_file(&path).unwrap().unwrap(), *journal);
    fs::write(&path, "mine").unwrap();
    let error = store::export_run(&path, journal, Existing::Keep).unwrap_err();
    assert!(matches!(error, StoreError::Exists(_)), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    store::export_run(&path, journal, Existing::Replace).unwrap();
    assert_eq!(
        fs::read(&path).unwrap(),
        journal_file::write(journal).into_bytes()
    );
    let error = store::export_run(&folder.path("no/such/run.ron"), journal, Existing::Keep);
    assert!(matches!(error, Err(StoreError::NoSuchFolder(_))));
    assert!(!folder.path("no").exists());
    // Nothing is left lying about but what games hold while they write.
    let mut left: Vec<_> = fs::read_dir(folder.temp.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    left.sort();
    assert_eq!(left, [".lock", "mine.ron", "runs"]);
}

#[cfg(unix)]
#[test]
fn others_may_read_a_run_that_was_handed_on() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, _, session) = with_a_run();
    let path = folder.path("mine.ron");
    store::export_run(&path, session.run().journal(), Existing::Keep).unwrap();
    let fresh = folder.path("fresh");
    fs::write(&fresh, "").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&path), mode(&fresh));
}

#[test]
fn a_run_is_found_by_its_id_its_file_and_its_code() {
    let (folder, scenario, session) = with_a_run();
    let store = folder.store();
    let journal = session.run().journal();
    let path = folder.path("mine.ron");
    store::export_run(&path, journal, Existing::Keep).unwrap();
    let code = run_code::write(&scenario, journal).unwrap();
    for (text, from) in [
        (" clerk-001 ", FoundIn::Kept(id("clerk-001"))),
        (path.to_str().unwrap(), FoundIn::File(path.clone())),
        (code.as_str(), FoundIn::Code),
        (&code.to_lowercase().replace('-', " "), FoundIn::Code),
    ] {
        let found = session::find_run(&store, &scenario, text).unwrap();
        assert_eq!(found.from, from);
        assert_eq!(found.note, None);
        assert!(found.journal.is_same_run(journal));
        assert_eq!(found.replay.steps.len(), 3);
        let imported = session::import(&store, &scenario, text).unwrap();
        assert_eq!(imported.run, Imported::AlreadyKept(id("clerk-001")));
        assert_eq!(
            imported.told(),
            "this very run is kept already, as clerk-001"
        );
    }
    assert_eq!(store.runs().0.len(), 1);
}

#[test]
fn a_run_that_comes_in_is_a_run_of_its_own() {
    let (folder, scenario, mut session) = with_a_run();
    session.rename("Theirs");
    session.star();
    session.go_back(1);
    session.act(Action::Choose(0)).unwrap();
    session.rename("Their branch");
    let path = folder.path("theirs.ron");
    store::export_run(&path, session.run().journal(), Existing::Keep).unwrap();
    let mine = Folder::new();
    let imported = session::import(&mine.store(), &scenario, path.to_str().unwrap()).unwrap();
    assert_eq!(imported.told(), "the run is kept as clerk-001");
    let run = mine.the_run();
    assert_eq!(run.journal.name, "Their branch");
    assert_eq!(run.journal.parent, None, "their clerk-001 is not ours");
    assert!(run.journal.is_same_run(session.run().journal()));
    let code = run_code::write(&scenario, &whole_run().1).unwrap();
    let imported = session::import(&mine.store(), &scenario, &code).unwrap();
    assert_eq!(imported.run, Imported::New(id("clerk-002")));
    let (runs, _) = mine.store().runs();
    let kept = kept_run(&scenario, &runs[0], &runs);
    assert!(matches!(kept.stands, Stands::Over(_)));
    assert_eq!(kept.code, Some(code));
}

#[test]
fn what_is_no_run_changes_nothing() {
    let (folder, scenario, session) = with_a_run();
    let store = folder.store();
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let text = journal_file::write(session.run().journal());
    let cases = [
        (
            put("damaged.ron", &text.as_bytes()[..100]),
            "the file is damaged or not a run: ",
        ),
        (put("empty.ron", b""), "the file is damaged or not a run: "),
        (
            put("picture.png", b"\x89PNG\r\n\x1a\n\0\0"),
            "the file is not text; the file is ",
        ),
        (
            put("huge.ron", &vec![b' '; 3_000_000]),
            "the file is too large to be a run (more than 1048576 bytes); the file is ",
        ),
        (
            put(
                "newer.ron",
                text.replace("format: 1", "format: 9").as_bytes(),
            ),
            "the run was saved by a newer version of the program (format 9; this one reads up to 1)",
        ),
        (
            put(
                "foreign.ron",
                text.replace("\"petition\"", "\"paris\"").as_bytes(),
            ),
            "this run belongs to the scenario `paris`",
        ),
        (
            put(
                "role.ron",
                text.replace("\"clerk\"", "\"mayor\"").as_bytes(),
            ),
            "this run's role `mayor` is not in the scenario",
        ),
        (
            folder.temp.path().to_str().unwrap().to_owned(),
            "reading failed: this is not a file",
        ),
        (
            "clerk-002".to_owned(),
            "there is no run `clerk-002`: it is neither",
        ),
        (
            "no/such/file.ron".to_owned(),
            "there is no run `no/such/file.ron`: it is neither",
        ),
        ("\0".to_owned(), "there is no run `"),
        (
            "x".repeat(100_000),
            "this is too long to be a run code (more than 400 characters)",
        ),
        (String::new(), "there is no run ``"),
        (
            "22R9-SK3Q-T5TW-MGR4-FURC".to_owned(),
            "this run code is mistyped: ",
        ),
        (
            "22R9 SO3Q T5TW MGR4 FURB".to_owned(),
            "this run code is mistyped: sign 2 of group 2 is `O`",
        ),
    ];
    for (text, expected) in cases {
        let error = session::import(&store, &scenario, &text)
            .unwrap_err()
            .to_string();
        assert!(error.starts_with(expected), "{error}");
        assert!(error.len() < 700, "{}", error.len());
    }
    assert_eq!(store.runs().0.len(), 1);
    assert_eq!(folder.the_run().journal, *session.run().journal());
    assert!(
        folder.path("damaged.ron").exists(),
        "the player's file stays where it is"
    );
}

#[test]
fn a_run_of_which_nothing_can_be_played_is_not_taken_in() {
    let (folder, scenario, session) = with_a_run();
    let mut journal = session.run().journal().clone();
    journal.decisions[0].choice = "swim".to_owned();
    let path = folder.path("edited.ron");
    store::export_run(&path, &journal, Existing::Keep).unwrap();
    let mine = Folder::new();
    let error = session::import(&mine.store(), &scenario, path.to_str().unwrap()).unwrap_err();
    let scene = &journal.decisions[0].scene;
    assert_eq!(
        error.to_string(),
        format!(
            "nothing of this run can be played here: decision 1: the scene `{scene}` has no choice `swim` any more"
        )
    );
    assert!(mine.store().runs().0.is_empty());

    // The same said by a code.
    let code = run_code::write(&scenario, session.run().journal()).unwrap();
    let mut edited = Scenario::clone(&scenario);
    for scene in &mut edited.scenes {
        for choice in &mut scene.choices {
            choice.key.push_str("_otherwise");
        }
    }
    let error = session::import(&mine.store(), &edited, &code).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("nothing of this run can be played here: decision 1 of 3 "),
        "{error}"
    );
    assert!(mine.store().runs().0.is_empty());
}

#[test]
fn a_run_with_decisions_that_are_gone_comes_in_whole() {
    let (folder, scenario, session) = with_a_run();
    let mut journal = session.run().journal().clone();
    journal.decisions[1].choice = "swim".to_owned();
    let path = folder.path("edited.ron");
    store::export_run(&path, &journal, Existing::Keep).unwrap();
    let imported = session::import(&folder.store(), &scenario, path.to_str().unwrap()).unwrap();
    assert_eq!(
        imported.told(),
        "the run is kept as clerk-002; the scenes have changed since this run was played: decision 2: the scene `ferry_stair` has no choice `swim` any more"
    );
    let run = folder.store().run(&id("clerk-002")).unwrap();
    assert_eq!(run.journal.decisions, journal.decisions);
    let kept = kept_run(&scenario, &run, &[]);
    assert!(matches!(kept.stands, Stands::Changed(_)));
    assert_eq!(kept.code, None);
}
