//! A scenario that was read, played at random and told in every form.

use std::sync::Arc;

use october::chart::{Chart, HistoryOnChart, Overlay, Run, dot, mermaid, outline};
use october::codex::{Codex, Told};
use october::compare::spread;
use october::format::{journal_file, run_code};
use october::journal::{Journal, Replay, replay};
use october::model::{Readings, RoleId, Scenario};
use october::playthrough::{Action, HintLevel, HistoryShown, Options, PageView, Playthrough};
use october::report::{self, RunLabel};
use october::session::{Told as ToldRun, with_report};

use super::dice::Dice;

/// So many decisions are played at most: stories of loops have no end.
const MOST_STEPS: usize = 40;

/// Telling takes longer than reading and playing together, so that not every input is told:
/// one in so many.
pub const TOLD: usize = 6;

/// Plays every role of a scenario once, and may tell what came of it in every form.
pub fn play_all(scenario: &Arc<Scenario>, dice: &mut Dice<'_>) {
    for role in scenario.role_ids() {
        let seed = dice.below(256) as u64;
        let readings = readings(scenario, dice);
        let mut run = Playthrough::begin_under(Arc::clone(scenario), role, seed, &readings);
        play_on(&mut run, dice);
        written_and_read(&run);
        if dice.once_in(TOLD) {
            tell(scenario, role, &run);
        }
    }
    if !dice.once_in(TOLD) {
        return;
    }
    let _ = report::pack_html(scenario);
    let _ = report::pack_lines(scenario);
    let codex = Codex::of(Arc::clone(scenario));
    for group in codex.list(october::codex::Within::default()) {
        for topic in group.topics {
            assert!(codex.card(topic, Told::All).is_some());
        }
    }
}

/// Plays on at random. After every decision the journal gives back the very run.
pub fn play_on(run: &mut Playthrough, dice: &mut Dice<'_>) {
    for _ in 0..MOST_STEPS {
        let options = options(dice);
        let view = run.view(&options);
        let n_choices = match &view.page {
            PageView::Scene(scene) => scene.choices.len(),
            PageView::After(_) => {
                run.act(Action::Continue).expect("an outcome is turned");
                continue;
            }
            PageView::End(_) => break,
        };
        // One more than there is: it must be refused and change nothing.
        let wanted = dice.below(n_choices + 1);
        let before = run.journal().clone();
        match run.act(Action::Choose(wanted)) {
            Ok(()) => assert_eq!(run.journal().decisions.len(), before.decisions.len() + 1),
            Err(_) => assert_eq!(*run.journal(), before),
        }
        let again = replay(run.scenario(), run.journal()).expect("it is of this scenario");
        assert_eq!(again.stop, None);
        assert_eq!(again, *run.replay());
        assert_eq!(again.state(), run.replay().state());
    }
}

/// Readings at random.
pub fn readings(scenario: &Scenario, dice: &mut Dice<'_>) -> Readings {
    let mut readings = Readings::default();
    for id in scenario.turning_point_ids() {
        let n_readings = scenario[id].readings.len();
        if n_readings > 0 {
            assert!(readings.choose(scenario, id, dice.below(n_readings)));
        }
    }
    readings
}

fn options(dice: &mut Dice<'_>) -> Options {
    // The odds are worked out anew for a page that shows them.
    let hints = match dice.once_in(20) {
        true => HintLevel::Odds,
        false => *dice.pick(&[HintLevel::None, HintLevel::Direction, HintLevel::Numbers]),
    };
    let history = [
        HistoryShown::AfterEach,
        HistoryShown::AtChapterEnd,
        HistoryShown::AtEnd,
    ];
    Options {
        hints,
        history: *dice.pick(&history),
    }
}

/// What is saved is what was played, in a file and in a code.
pub fn written_and_read(run: &Playthrough) {
    let (scenario, journal) = (run.scenario(), run.journal());
    same_when_read_again(journal);
    if let Ok(code) = run_code::write(scenario, journal) {
        let read = run_code::read(scenario, &code).expect("a code that was written");
        assert_eq!(read.stop, None);
        assert_eq!(read.made_with, run_code::MadeWith::ThisContent);
        assert_eq!(read.journal.decisions, journal.decisions);
        assert_eq!(read.journal.seed, journal.seed);
        assert_eq!(read.journal.role, journal.role);
        assert_eq!(read.journal.begins, journal.begins);
        assert_eq!(read.journal.readings, journal.readings);
    }
}

/// A journal that is written reads back the same, and is written the same again.
pub fn same_when_read_again(journal: &Journal) {
    let text = journal_file::write(journal);
    match journal_file::read(text.as_bytes()) {
        Ok(read) => {
            assert_eq!(read, *journal);
            assert_eq!(journal_file::write(&read), text);
        }
        // A journal near the limit may be longer as it is written.
        Err(error) => assert_eq!(error, journal_file::JournalFileError::TooLarge),
    }
}

/// A run in every form in which it can be told.
pub fn tell(scenario: &Arc<Scenario>, role: RoleId, run: &Playthrough) {
    let (journal, replay) = (run.journal(), run.replay());
    let _ = run.log();
    told(scenario, journal, replay);
    let spread = spread(scenario, replay, Some(replay));
    assert!(!spread.city.hours.is_empty());
    let _ = spread.city.turns(scenario);
    let chart = Chart::of(scenario, role);
    let mine = Run {
        name: "mine",
        replay,
        n_read: journal.pages_turned,
    };
    for history in [
        HistoryOnChart::All,
        HistoryOnChart::WhereDecided,
        HistoryOnChart::Hidden,
    ] {
        let overlay = Overlay::of(scenario, &chart, Some(mine), &[mine], history);
        let _ = dot(scenario, &chart, &overlay);
        let _ = mermaid(scenario, &chart, &overlay);
        for names in [
            october::chart::UnseenNames::Hidden,
            october::chart::UnseenNames::Shown,
        ] {
            let _ = outline(scenario, &chart, &overlay, names);
        }
    }
}

/// The report of a run beside itself.
fn told(scenario: &Scenario, journal: &Journal, replay: &Replay) {
    let label = RunLabel {
        id: "mine".to_owned(),
        name: journal.name.clone(),
        role: journal.role.clone(),
    };
    let told = ToldRun {
        journal,
        replay,
        label: &label,
    };
    with_report(scenario, told, Some(told), |report| {
        let page = report::run_html(report);
        assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>"));
        let _ = report::run_lines(report);
        let _ = report::run_json(report);
    });
}
