//! The game is killed at random moments while it is played and saves, as a power cut or the
//! system would do it, and started again.
//!
//! After every kill, what lies on disk must be exactly what the program had answered for:
//! every earlier run byte for byte, and the one being played with at most the line in flight
//! more. Nothing half written may be taken for a run, no file of a killed game may stay
//! behind for long, and the next start must go on at the very page.
//!
//! `OCTOBER_KILLS` says how often; `OCTOBER_KILL_SEED` plays the same lines again (the
//! moments depend on the machine).

mod mirror;
mod program;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use october::format::run_code;
use october::model::Scenario;
use october::playthrough::{Action, HintLevel, Options, PageView, Playthrough};
use october::rules::fnv1a;

use crate::fixtures;
use mirror::{Disk, Line, World};
use program::Program;

/// How often the game is killed if nobody says otherwise. With the window in it the program
/// takes longer to start, and it saves in the same way.
const KILLS: u64 = if cfg!(feature = "gui") { 100 } else { 500 };

/// So many players at once, each with a folder of their own.
const PLAYERS: u64 = 4;

#[test]
fn killed_at_any_moment_the_game_loses_at_most_the_line_in_flight() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let n_kills: u64 = number("OCTOBER_KILLS").unwrap_or(KILLS);
    let seed: u64 = number("OCTOBER_KILL_SEED").unwrap_or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.unwrap().as_secs()
    });
    eprintln!("OCTOBER_KILLS={n_kills} OCTOBER_KILL_SEED={seed}");
    let tallies: Vec<Tally> = thread::scope(|scope| {
        let players: Vec<_> = (0..PLAYERS)
            .map(|number| {
                let n_mine = n_kills / PLAYERS + u64::from(number < n_kills % PLAYERS);
                scope.spawn(move || Player::new(number, seed).play_and_be_killed(n_mine))
            })
            .collect();
        players
            .into_iter()
            .map(|player| player.join().unwrap())
            .collect()
    });
    let sum = |of: fn(&Tally) -> u64| -> u64 { tallies.iter().map(of).sum() };
    let (kills, starting) = (sum(|it| it.kills), sum(|it| it.while_starting));
    let (lost, kept) = (sum(|it| it.lost), sum(|it| it.kept_unanswered));
    let strays = sum(|it| it.half_written);
    eprintln!(
        "{kills} kills: {starting} while starting, {lost} before the line in flight was on disk, \
         {kept} after it was and before it was answered, {} after everything was answered; \
         {strays} left a half-written file behind, and every one was cleared away. \
         {} lines were answered, {} runs are kept, and each is as it should be.",
        sum(|it| it.idle),
        sum(|it| it.answered),
        sum(|it| it.runs),
    );
    assert_eq!(kills, n_kills);
    if n_kills >= 400 {
        // Kills that never come at a bad moment prove nothing.
        assert!(lost > 0 && kept > 0 && strays > 0 && starting > 0);
    }
}

/// What the kills met.
#[derive(Default)]
struct Tally {
    kills: u64,
    while_starting: u64,
    lost: u64,
    kept_unanswered: u64,
    idle: u64,
    half_written: u64,
    answered: u64,
    runs: u64,
}

/// Numbers that are the same for the same seed on every machine.
struct Dice {
    seed: u64,
    n_drawn: u64,
}

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.n_drawn += 1;
        let word = fnv1a(&[&self.seed.to_le_bytes(), &self.n_drawn.to_le_bytes()]);
        // The low bits of this hash are its weak ones.
        (word >> 16) % bound
    }

    fn index(&mut self, n: usize) -> usize {
        usize::try_from(self.below(n as u64)).unwrap()
    }

    /// Any moment up to this one.
    fn moment(&mut self, most: Duration) -> Duration {
        Duration::from_nanos(self.below(u64::try_from(most.as_nanos()).unwrap().max(1)))
    }
}

struct Player {
    dice: Dice,
    folder: tempfile::TempDir,
    scenes: Option<PathBuf>,
    world: World,
    /// How long the program takes to start and to answer a line, as seen so far.
    start_takes: Duration,
    line_takes: Duration,
    tally: Tally,
    /// The half-written files that lay there after the last kill.
    strays: Vec<String>,
}

impl Player {
    fn new(number: u64, seed: u64) -> Self {
        // One plays the small scenario, which starts at once and so is killed while it saves.
        let (scenes, scenario) = match number {
            0 => (Some(fixtures::path("petition")), fixtures::petition()),
            _ => (None, fixtures::petrograd()),
        };
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("mine")).unwrap();
        Self {
            dice: Dice {
                seed: fnv1a(&[&seed.to_le_bytes(), &number.to_le_bytes()]),
                n_drawn: 0,
            },
            folder,
            scenes,
            world: World::new(scenario),
            start_takes: Duration::from_millis(100),
            line_takes: Duration::from_millis(5),
            tally: Tally::default(),
            strays: Vec::new(),
        }
    }

    fn play_and_be_killed(mut self, n_kills: u64) -> Tally {
        for _ in 0..n_kills {
            self.world.open = None;
            self.play_until_killed();
            self.tally.kills += 1;
        }
        self.tally.runs = self.world.files.len() as u64;
        self.tally
    }

    fn disk(&self) -> Disk {
        Disk::of(&self.data(), &self.folder.path().join("mine"))
    }

    fn data(&self) -> PathBuf {
        // Made by the program itself.
        self.folder.path().join("data")
    }

    fn play_until_killed(&mut self) {
        let mut program = self.start();
        if self.dice.below(12) == 0 {
            thread::sleep(self.dice.moment(self.start_takes));
            program.kill();
            self.tally.while_starting += 1;
            let disk = self.disk();
            assert_eq!(self.world.differs(&disk), None);
            return;
        }
        self.arrive(&mut program);
        // Some lines with time to answer each, then some that are typed in one go.
        let n_paced = self.dice.index(5);
        for _ in 0..n_paced {
            for line in self.next_lines() {
                self.types_and_waits(&mut program, &line);
            }
        }
        let n_typed = if self.dice.below(3) == 0 {
            1 + self.dice.index(6)
        } else {
            1
        };
        let burst = self.burst(n_typed);
        let asked = program.n_questions();
        let text: String = burst.iter().map(|line| line.typed() + "\n").collect();
        program.types(&text);
        let n_lines = u32::try_from(burst.len()).unwrap();
        // Saving comes first and takes the smaller part of the time.
        let most = self.line_takes * n_lines;
        thread::sleep(self.dice.moment(most).min(self.dice.moment(most)));
        program.kill();
        self.check(&program, &burst, asked);
    }

    /// Starts the program, for a new run or to go on.
    fn start(&mut self) -> Program {
        let data = self.data().to_str().unwrap().to_owned();
        let scenes = self
            .scenes
            .as_ref()
            .map(|path| path.to_str().unwrap().to_owned());
        let mut args = vec!["--data-dir", &data];
        if let Some(scenes) = &scenes {
            args.extend(["--scenes", scenes]);
        }
        let goes_on = self.latest_unfinished().is_some() && self.dice.below(4) > 0;
        let scenario = Arc::clone(&self.world.scenario);
        let roles: Vec<_> = scenario.role_ids().collect();
        let role = roles[self.dice.index(roles.len())];
        let seed = self.dice.below(100_000_000);
        let seed_text = seed.to_string();
        if !goes_on {
            args.extend(["--role", &scenario[role].key, "--seed", &seed_text]);
            self.world.begin(role, seed);
        }
        Program::start(&args)
    }

    /// The run that a start offers to go on with.
    fn latest_unfinished(&self) -> Option<String> {
        let disk = self.disk();
        let mut runs: Vec<_> = disk.runs.iter().collect();
        runs.sort_by(|(a, first), (b, second)| (second.saved, b).cmp(&(first.saved, a)));
        let mut ids = runs.into_iter().map(|(id, _)| id.clone());
        ids.find(|id| self.world.is_unfinished(id))
    }

    /// Waits until the first page is there, which must be the one that was left.
    fn arrive(&mut self, program: &mut Program) {
        program.wait_for(1);
        let takes = program.started.elapsed();
        self.start_takes = (self.start_takes * 3 + takes) / 4;
        if self.world.open.is_none() {
            let id = self.latest_unfinished().unwrap();
            let said = program.said();
            let offer = format!("1. Go on with the latest run, {id}: ");
            assert!(said.contains(&offer), "no {offer:?} in:\n{said}");
            assert!(self.disk().strays.is_empty(), "a start clears up:\n{said}");
            program.types("\n");
            program.wait_for(2);
            self.world.resume(&id);
        }
        self.expect_question(program);
        assert!(!program.said().contains("\nNote: "), "{}", program.said());
    }

    #[track_caller]
    fn expect_question(&self, program: &Program) {
        let said = program.said();
        let last = said.trim_end().lines().next_back().unwrap();
        let question = self.world.question();
        assert!(last.starts_with(&question), "not {question:?} but:\n{said}");
    }

    fn types_and_waits(&mut self, program: &mut Program, line: &Line) {
        let asked = program.n_questions();
        let begun = std::time::Instant::now();
        program.types(&(line.typed() + "\n"));
        program.wait_for(asked + 1);
        if matches!(line, Line::Choose(_) | Line::Continue) {
            self.line_takes = (self.line_takes * 7 + begun.elapsed()) / 8;
        }
        let disk = self.disk();
        self.world = self.world.after(line, &disk);
        self.tally.answered += 1;
        match line {
            Line::Luck => assert!(disk.strays.is_empty(), "{:?}", disk.strays),
            Line::Export(_) => assert!(disk.strays_elsewhere.is_empty()),
            _ => {}
        }
        if let Some(differs) = self.world.differs(&disk) {
            panic!("{line:?}: {differs}\n{}", program.said());
        }
        if !matches!(line, Line::Delete(_)) {
            self.expect_question(program);
        }
    }

    /// Lines that are typed in one go.
    fn burst(&mut self, n_lines: usize) -> Vec<Line> {
        let before = self.world.clone();
        let mut burst = Vec::new();
        while burst.len() < n_lines {
            let lines = self.next_lines();
            // What the program draws itself is not known before it has said so.
            let is_last = lines.contains(&Line::Luck);
            for line in lines {
                if !is_last {
                    let disk = self.disk();
                    self.world = self.world.after(&line, &disk);
                }
                burst.push(line);
            }
            if is_last {
                break;
            }
        }
        self.world = before;
        burst
    }

    /// After the kill: as many lines were obeyed as were answered, or one more.
    fn check(&mut self, program: &Program, burst: &[Line], asked: usize) {
        let disk = self.disk();
        let n_answered = program.n_questions() - asked;
        let mut worlds = vec![self.world.clone()];
        for line in burst {
            let next = worlds[worlds.len() - 1].after(line, &disk);
            worlds.push(next);
        }
        self.tally.answered += n_answered as u64;
        let strays = [disk.strays.as_slice(), &disk.strays_elsewhere].concat();
        let is_new = strays.iter().any(|name| !self.strays.contains(name));
        self.tally.half_written += u64::from(is_new);
        // One among the runs, one beside the settings, one where the player's own files are:
        // each goes when its folder is written to or listed again.
        assert!(strays.len() <= 3, "half-written files pile up: {strays:?}");
        self.strays = strays;
        let answered = worlds[n_answered].differs(&disk);
        if let Some(next) = worlds.get(n_answered + 1) {
            let changes = next.differs(&disk);
            match (&answered, &changes) {
                // Once it speaks, it has saved.
                (None, Some(differs)) if program.has_begun_to_answer() => panic!(
                    "it answered {:?} and had not saved it: {differs}\n{}",
                    burst[n_answered],
                    program.said()
                ),
                (None, Some(_)) => self.tally.lost += 1,
                (Some(_), None) => {
                    self.tally.kept_unanswered += 1;
                    self.world = next.clone();
                    return;
                }
                (None, None) => self.tally.idle += 1,
                (Some(answered), Some(changes)) => panic!(
                    "{n_answered} of {burst:?} were answered\n{answered}\nor\n{changes}\n{}",
                    program.said()
                ),
            }
        } else {
            self.tally.idle += 1;
            if let Some(differs) = answered {
                panic!(
                    "all of {burst:?} was answered\n{differs}\n{}",
                    program.said()
                );
            }
        }
        self.world = worlds.swap_remove(n_answered);
    }

    /// Something that can be done on the open page: one line, or two that belong together.
    fn next_lines(&mut self) -> Vec<Line> {
        let (run, id) = self.world.open.clone().unwrap();
        let n_made = run.replay().steps.len();
        let any_id = {
            let ids: Vec<&String> = self.world.files.keys().collect();
            let drawn = self.dice.index(ids.len().max(1));
            ids.get(drawn).map(|id| (*id).clone())
        };
        match (self.dice.below(30), any_id) {
            (0 | 1, _) if n_made > 0 => vec![Line::Back(1 + self.dice.index(n_made))],
            (2, _) => vec![Line::Name(format!("Run {}", self.dice.below(1000)))],
            (3, _) => vec![Line::Star],
            (4, _) if n_made > 0 => vec![Line::Luck],
            (5, _) => vec![Line::Import(self.code())],
            (6, _) => {
                let name = format!("mine/{}.ron", self.dice.below(1_000_000));
                vec![Line::Export(self.folder.path().join(name))]
            }
            (7, _) if self.dice.below(2) == 0 => vec![Line::Hints(HintLevel::None)],
            (7, _) => vec![Line::Hints(HintLevel::Numbers)],
            (8, Some(other)) => vec![Line::Open(other)],
            (9 | 10, Some(other)) if id.as_ref() != Some(&other) && self.world.files.len() > 4 => {
                vec![Line::Delete(other.clone()), Line::Yes(other)]
            }
            (11, _) => vec![Line::Log],
            _ => vec![self.plays_on(&run)],
        }
    }

    fn plays_on(&mut self, run: &Playthrough) -> Line {
        match run.view(&Options::default()).page {
            PageView::Scene(page) => {
                let open: Vec<usize> = (0..page.choices.len())
                    .filter(|index| page.choices[*index].locked.is_none())
                    .collect();
                Line::Choose(open[self.dice.index(open.len())])
            }
            PageView::After(_) => Line::Continue,
            PageView::End(_) => Line::Back(1 + self.dice.index(run.replay().steps.len())),
        }
    }

    /// The code of a run that somebody else has played.
    fn code(&mut self) -> String {
        let scenario: Arc<Scenario> = Arc::clone(&self.world.scenario);
        let roles: Vec<_> = scenario.role_ids().collect();
        let role = roles[self.dice.index(roles.len())];
        let seed = self.dice.below(1000);
        let mut run = Playthrough::begin(Arc::clone(&scenario), role, seed);
        for _ in 0..1 + self.dice.index(5) {
            if let Line::Choose(index) = self.plays_on(&run) {
                run.act(Action::Choose(index)).unwrap();
                run.act(Action::Continue).unwrap();
            }
        }
        run_code::write(&scenario, run.journal()).unwrap()
    }
}

/// A page that is written for others is the old one or the new one, never a part of one.
#[test]
fn a_page_being_replaced_when_the_program_is_killed_is_the_old_one_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("class.csv");
    let scenes = fixtures::path("petition");
    let scenario = fixtures::petition();
    let role = fixtures::clerk(&scenario);
    let run = Playthrough::begin(Arc::clone(&scenario), role, 7);
    let code = run_code::write(&scenario, run.journal()).unwrap();
    let codes = folder.path().join("codes.txt");
    fs::write(&codes, code).unwrap();
    let write = |path: &std::path::Path| {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("october"));
        command
            .args(["class", "--format", "csv", "--force", "--scenes"])
            .arg(&scenes)
            .arg("--out")
            .arg(path)
            .arg(&codes)
            .stdin(std::process::Stdio::null())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null());
        command.spawn().unwrap()
    };
    let begun = std::time::Instant::now();
    assert!(write(&path).wait().unwrap().success());
    let takes = begun.elapsed();
    let new = fs::read_to_string(&path).unwrap();
    let old = "the page of last year\n".repeat(500);
    let mut dice = Dice {
        seed: 1917,
        n_drawn: 0,
    };
    let (mut n_old, mut n_new) = (0, 0);
    for _ in 0..40 {
        fs::write(&path, &old).unwrap();
        let mut program = write(&path);
        thread::sleep(dice.moment(takes * 5 / 4));
        let _ = program.kill();
        program.wait().unwrap();
        let found = fs::read_to_string(&path).unwrap();
        if found == old {
            n_old += 1;
        } else {
            assert_eq!(found, new);
            n_new += 1;
        }
    }
    assert!(n_old > 0, "it was never killed before the page was written");
    // What the last ones left half written goes with the next page that is.
    assert!(write(&path).wait().unwrap().success());
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left.len(), 2, "{n_old} old, {n_new} new: {left:?}");
}
