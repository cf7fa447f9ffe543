//! Sizes that no author, player or class comes near: read in time and memory, or refused
//! with a reason.
//!
//! What a release build must do in two seconds at the very limits, an unoptimised one does at
//! a part of them, and may take thirty for: `.ci/run` has these tests run in both. The time is
//! what the processor spent, so that other programs do not count.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use october::check::check;
use october::class::{self, Handed, MOST_CODES};
use october::diagnostics::Diagnostic;
use october::explore::Limit;
use october::explore::odds::Space;
use october::format::{
    self, LARGEST_FILE, LARGEST_SCENARIO, MOST_EVENTS, MOST_ITEMS, MOST_PLACES, MOST_SCENES,
    MOST_TURNING_POINTS, SourceFile, journal_file, run_code,
};
use october::journal::Replay;
use october::model::Readings;
use october::playthrough::{Action, Options, Playthrough};
use october::session;
use october::store;

use crate::fixtures;
use crate::folder::{Folder, skipped};

/// The seconds that something may take.
const MOST_SECONDS: f64 = if cfg!(debug_assertions) { 30.0 } else { 2.0 };

/// How much of a limit is tried.
const fn part_of(limit: usize) -> usize {
    if cfg!(debug_assertions) {
        limit / 8
    } else {
        limit
    }
}

/// What this thread has spent of the processor, in seconds; the clock's where that is not
/// told.
fn spent(since: Instant) -> f64 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or(since.elapsed().as_secs_f64(), |n| n / 1e9)
}

#[track_caller]
#[expect(
    clippy::print_stderr,
    reason = "shown with a failing test, or when asked for"
)]
fn in_time<R>(what: &str, work: impl FnOnce() -> R) -> R {
    let start = Instant::now();
    let before = spent(start);
    let done = work();
    let seconds = spent(start) - before;
    eprintln!("{what}: {seconds:.2} s");
    assert!(seconds < MOST_SECONDS, "{what} took {seconds:.2} s");
    done
}

fn numbered(n: usize, item: impl Fn(usize) -> String) -> String {
    (0..n).map(item).collect()
}

fn scene(number: usize, next: &[String]) -> String {
    let choices = numbered(next.len(), |index| {
        format!(
            "Choice(id:\"c{index}\",text:\"c\",record:{},outcomes:[Outcome(historical:{},text:\"o\",then:{})]),",
            if index == 0 { "Historical" } else { "Invented" },
            index == 0,
            next[index]
        )
    });
    format!(
        "Scene(id:\"s{number}\",when:\"1848-03-01 17:00\",place:\"town_hall\",title:\"t\",text:\"t\",choices:[{choices}],history:(text:\"h\",standing:Invented)),\n"
    )
}

/// The petition's town with so many scenes in chapters of a thousand; `next` says where each
/// leads, by number, and what is no scene is the end.
fn town(n_scenes: usize, next: impl Fn(usize) -> Vec<usize>) -> Vec<SourceFile> {
    const PER_CHAPTER: usize = 2000;
    let mut files = fixtures::petition_files();
    files.retain(|file| !file.path.starts_with("clerk/"));
    let n_chapters = n_scenes.div_ceil(PER_CHAPTER);
    let chapters = numbered(n_chapters, |number| {
        format!("(id:\"part_{number}\",title:\"t\",span:\"s\",opening:\"o\"),")
    });
    let role = fixtures::petition_files()
        .into_iter()
        .find(|file| file.path == "clerk/role.ron")
        .unwrap();
    let role = role.text.unwrap();
    let start = role.find("    chapters: [").unwrap();
    let end = role.find("    remembers: [").unwrap();
    let role = format!(
        "{}    chapters: [{chapters}],\n{}",
        &role[..start],
        &role[end..]
    );
    let role = role.replace("start: \"cold_hall\"", "start: \"s0\"");
    files.push(SourceFile::of_bytes("clerk/role.ron", role.as_bytes()));
    for chapter in 0..n_chapters {
        let scenes = (chapter * PER_CHAPTER..n_scenes.min((chapter + 1) * PER_CHAPTER)).map(|it| {
            let next: Vec<String> = next(it)
                .into_iter()
                .map(|to| match to < n_scenes {
                    true => format!("Go(\"s{to}\")"),
                    false => "End(\"side_door\")".to_owned(),
                })
                .collect();
            scene(it, &next)
        });
        let text: String = std::iter::once("[".to_owned())
            .chain(scenes)
            .chain(["]".to_owned()])
            .collect();
        files.push(SourceFile::of_bytes(
            format!("clerk/part_{chapter}.ron"),
            text.as_bytes(),
        ));
    }
    files
}

fn told(files: &[SourceFile]) -> Vec<String> {
    let diagnostics = format::load(files).diagnostics;
    diagnostics
        .iter()
        .map(|it| format!("{}: {}", it.code, it.message))
        .collect()
}

#[test]
fn a_hundred_thousand_scenes_are_refused_with_a_reason() {
    let n_scenes = 100_000;
    for (shape, next) in [
        ("chain", (|it| vec![it + 1]) as fn(usize) -> Vec<usize>),
        ("tree", |it| vec![it * 2 + 1, it * 2 + 2]),
    ] {
        let files = town(n_scenes, next);
        let refused = in_time(shape, || told(&files));
        let size: usize = files
            .iter()
            .filter_map(|it| Some(it.text.as_ref().ok()?.len()))
            .sum();
        assert_eq!(
            refused,
            [format!(
                "S006: {size} bytes in all; at most {LARGEST_SCENARIO} are read"
            )]
        );
    }
    // As many as the size lets through, and all of them in one file.
    let files = town(60_000, |it| vec![it + 1]);
    let refused = in_time("by number", || told(&files));
    let first = MOST_SCENES + 2000;
    assert_eq!(
        refused,
        [format!(
            "S006: {first} scenes up to the end of this file; a scenario has at most {MOST_SCENES}"
        )]
    );
    let one = numbered(n_scenes, |it| scene(it, &["End(\"side_door\")".to_owned()]));
    let size = one.len() + 2;
    let mut files = town(1, |_| vec![1]);
    files.retain(|file| file.path != "clerk/part_0.ron");
    files.push(SourceFile::of_bytes(
        "clerk/part_0.ron",
        format!("[{one}]").as_bytes(),
    ));
    let refused = in_time("one file", || told(&files));
    assert_eq!(
        refused,
        [format!(
            "S006: this file has {size} bytes; at most {LARGEST_FILE} are read"
        )]
    );
}

#[test]
fn as_many_scenes_as_may_be_are_loaded_checked_and_played() {
    const N_SCENES: usize = part_of(MOST_SCENES);
    for (shape, next) in [
        ("chain", (|it| vec![it + 1]) as fn(usize) -> Vec<usize>),
        ("tree", |it| vec![it * 2 + 1, it * 2 + 2]),
        ("all at the end", |_| vec![usize::MAX]),
        ("loop", |it| vec![(it + 1) % N_SCENES]),
        ("anywhere", |it| {
            vec![(it * 7919 + 13) % N_SCENES, (it * 104_729 + 1) % N_SCENES]
        }),
        ("ladder", |it| vec![it + 1; 9]),
    ] {
        let files = town(N_SCENES, next);
        let loaded = in_time(&format!("{shape}, loading"), || format::load(&files));
        assert!(
            !loaded.diagnostics.iter().any(Diagnostic::is_error),
            "{shape}"
        );
        let scenario = Arc::new(loaded.scenario.unwrap());
        let report = in_time(&format!("{shape}, checking"), || check(&scenario, &files));
        assert!(
            !report.diagnostics.is_empty(),
            "{shape}: its texts are too short"
        );
        let role = fixtures::clerk(&scenario);
        in_time(&format!("{shape}, odds"), || {
            let run = Replay::of(&scenario, role, &Readings::default());
            let _ = Space::of(&scenario, &run, &Limit::default());
        });
        in_time(&format!("{shape}, playing"), || {
            let mut run = Playthrough::begin(Arc::clone(&scenario), role, 1);
            for _ in 0..300 {
                let _ = run.view(&Options::default());
                let _ = run.act(Action::Choose(0));
                let _ = run.act(Action::Continue);
            }
            let _ = run.log();
            let text = journal_file::write(run.journal());
            assert_eq!(journal_file::read(text.as_bytes()).unwrap(), *run.journal());
            session::report_page(&scenario, run.journal(), "x").unwrap()
        });
    }
}

#[test]
fn more_of_anything_than_is_read_is_refused() {
    let with = |path: &str, from: &str, to: &str| {
        let mut files = fixtures::petition_files();
        let file = files.iter_mut().find(|file| file.path == path).unwrap();
        let text = file.text.as_mut().unwrap();
        assert!(text.contains(from));
        *text = text.replacen(from, &format!("{from}{to}"), 1);
        in_time(path, || told(&files))
    };
    let first = |found: Vec<String>| found.into_iter().next().unwrap();
    let event = |n: usize| {
        format!("Event(id:\"e{n}\",when:\"1848-03-01\",title:\"t\",text:\"t\",standing:Invented),")
    };
    assert_eq!(
        first(with("events.ron", "[\n", &numbered(MOST_EVENTS, event))),
        format!(
            "S006: {} events up to the end of this file; a scenario has at most 2000",
            MOST_EVENTS + 3
        )
    );
    let source =
        |n: usize| format!("Source(id:\"q{n}\",author:\"\",title:\"\",year:\"\",kind:Press),");
    assert_eq!(
        first(with("sources.ron", "[\n", &numbered(MOST_ITEMS, source))),
        format!(
            "S006: {} sources up to the end of this file; a scenario has at most 5000",
            MOST_ITEMS + 3
        )
    );
    let place = |n: usize| {
        format!(
            "Place(id:\"p{n}\",name:\"p\",lat:44.8,lon:20.4,kind:Town,text:\"t\",holds:\"nobody\"),"
        )
    };
    assert_eq!(
        first(with(
            "places.ron",
            "places: [",
            &numbered(MOST_PLACES, place)
        )),
        format!(
            "S006: {} places up to the end of this file; a scenario has at most 500",
            MOST_PLACES + 5
        )
    );
    let memory = |n: usize| format!("Memory(id:\"m{n}\"),");
    assert_eq!(
        first(with(
            "clerk/role.ron",
            "remembers: [",
            &numbered(MOST_ITEMS, memory)
        )),
        format!(
            "S006: {} memories up to the end of this file; a scenario has at most 5000",
            MOST_ITEMS + 6
        )
    );
    let entry = |n: usize| format!("Entry(id:\"e{n}\",kind:Term,name:\"n\",text:\"t\"),");
    assert_eq!(
        first(with("codex.ron", "[\n", &numbered(MOST_ITEMS, entry))),
        format!(
            "S006: {} entries up to the end of this file; a scenario has at most 5000",
            MOST_ITEMS + 4
        )
    );
    let answer = |id: &str, historical: bool| {
        format!(
            "Answer(id:\"{id}\",text:\"a\",historical:{historical},dispatch:(kind:Rumour,from:\"f\",text:\"t\")),"
        )
    };
    let answers = answer("a", true) + &answer("b", false);
    let point = |n: usize| {
        format!(
            "TurningPoint(id:\"t{n}\",when:\"1848-03-01\",day:\"d\",title:\"t\",question:\"q\",answers:[{answers}],rules:[(answer:\"a\")],standing:Invented,record:\"r\"),"
        )
    };
    assert_eq!(
        first(with(
            "turning_points.ron",
            "[\n",
            &numbered(MOST_TURNING_POINTS, point)
        )),
        format!(
            "S006: {} turning points up to the end of this file; a scenario has at most 200",
            MOST_TURNING_POINTS + 2
        )
    );
}

#[test]
fn a_folder_of_everything_is_no_scenario() {
    let folder = Folder::new();
    let root = folder.temp.path();
    // A hundred thousand and one files, none of which is a scenario's.
    for number in 0..=100_000 {
        fs::write(root.join(format!("{number}")), b"").unwrap();
    }
    let refused = in_time("files", || store::folder_files(root).unwrap_err());
    assert_eq!(
        refused.to_string(),
        format!(
            "there are too many files and folders in this folder for a scenario; name the scenario's own; the folder is {}",
            root.display()
        )
    );
}

#[cfg(unix)]
#[test]
fn links_that_lead_round_or_to_no_end_are_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new();
    let root = folder.temp.path().join("scenes");
    for (path, text) in fixtures::petition_files()
        .into_iter()
        .map(|file| (file.path, file.text.unwrap()))
    {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut deep = root.clone();
    for _ in 0..200 {
        deep.push("d");
    }
    fs::create_dir_all(&deep).unwrap();
    symlink(&root, root.join("round")).unwrap();
    symlink(".", root.join("clerk/here")).unwrap();
    symlink("/dev/zero", root.join("endless.ron")).unwrap();
    symlink("/dev/zero", root.join("clerk/endless.ron")).unwrap();
    symlink("self.ron", root.join("self.ron")).unwrap();
    let files = in_time("reading", || store::folder_files(&root).unwrap());
    assert_eq!(told(&files), [""; 0]);
    assert_eq!(store::scenarios_in(&root).unwrap().len(), 1);
    // One of its own files may not be such a link either.
    fs::remove_file(root.join("events.ron")).unwrap();
    symlink("/dev/zero", root.join("events.ron")).unwrap();
    let files = in_time("reading", || store::folder_files(&root).unwrap());
    assert_eq!(told(&files), ["S008: this file is missing"]);

    // Nor may runs, settings and what a class hands in.
    fs::create_dir_all(folder.path("runs")).unwrap();
    symlink("/dev/zero", folder.run_path("clerk-001")).unwrap();
    symlink("/dev/zero", folder.path("settings.ron")).unwrap();
    let (runs, problems) = in_time("runs", || folder.store().runs());
    assert_eq!((runs.len(), problems.len()), (0, 1));
    assert!(
        folder
            .store()
            .settings()
            .1
            .unwrap()
            .contains("this is not a file")
    );
    let class = folder.path("class");
    fs::create_dir_all(&class).unwrap();
    symlink("/dev/zero", class.join("list.csv")).unwrap();
    symlink(&class, class.join("round")).unwrap();
    let handed = in_time("class", || store::handed_in(&class).unwrap().unwrap());
    assert!(handed.iter().all(|it| it.content.is_err()), "{handed:?}");
    let endless = Path::new("/dev/zero");
    assert!(store::read_run_file(endless).is_err());
    let alone = store::handed_in(endless).unwrap().unwrap();
    assert!(alone.iter().all(|it| it.content.is_err()));
}

#[test]
fn files_of_a_gigabyte_are_read_in_part() {
    let folder = Folder::new();
    fs::create_dir_all(folder.path("runs")).unwrap();
    fs::create_dir_all(folder.path("scenes")).unwrap();
    for name in [
        "runs/clerk-001.ron",
        "settings.ron",
        "scenes/scenario.ron",
        "list.csv",
    ] {
        let file = fs::File::create(folder.path(name)).unwrap();
        if file.set_len(1 << 30).is_err() {
            return skipped("the disk has no room for files with holes");
        }
    }
    let (runs, problems) = in_time("runs", || folder.store().runs());
    assert_eq!(runs, []);
    assert!(
        problems[0].message.contains("too large to be a run"),
        "{problems:?}"
    );
    let (_, message) = in_time("settings", || folder.store().settings());
    assert!(message.unwrap().contains("the file is too large"));
    let files = in_time("scenes", || {
        store::folder_files(&folder.path("scenes")).unwrap()
    });
    let refused = format!("S006: this file has 1073741824 bytes; at most {LARGEST_FILE} are read");
    assert!(told(&files).contains(&refused));
    let handed = in_time("class", || {
        store::handed_in(&folder.path("list.csv")).unwrap()
    });
    assert!(handed.unwrap()[0].content.is_err());
    let damaged = folder.path("runs/damaged/clerk-001.ron");
    assert!(store::read_run_file(&damaged).is_err());
}

#[test]
fn more_runs_than_are_listed_are_said_to_be() {
    let folder = Folder::new();
    fs::create_dir_all(folder.path("runs")).unwrap();
    for number in 0..=10_000 {
        fs::write(folder.path(&format!("runs/{number}.txt")), b"").unwrap();
    }
    let (_, problems) = in_time("files", || folder.store().runs());
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0]
            .message
            .starts_with("there are more than 10000 files among the runs, and"),
        "{problems:?}"
    );
}

#[test]
fn runs_are_read_up_to_a_size_in_all() {
    let folder = Folder::new();
    let mut run = folder.begin(&fixtures::petition());
    run.act(Action::Choose(0)).unwrap();
    let own = fs::read(folder.run_path("clerk-001")).unwrap();
    fs::remove_file(folder.run_path("clerk-001")).unwrap();
    // The largest that a run can be: blanks behind its end.
    let mut whole = own.clone();
    whole.resize(journal_file::LARGEST, b' ');
    for number in 0..66 {
        folder.put(&format!("clerk-{number:03}.ron"), &whole);
    }
    folder.put("later-001.ron", &own);
    let (runs, problems) = in_time("runs", || folder.store().runs());
    assert_eq!((runs.len(), problems.len()), (64, 3));
    assert!(
        problems[0].message.starts_with(
            "the run clerk-064 was left as it is: the runs before it have 64 MiB together, and no more is read; "
        ),
        "{problems:?}"
    );
    assert!(folder.run_path("clerk-064").exists());
}

#[test]
fn many_votes_are_read_in_time() {
    let n_scenes = 20_000;
    let decisions = numbered(n_scenes, |n| format!("(\"{n:x}\",\"\"),"));
    let votes = numbered(n_scenes, |n| {
        format!("(\"{:x}\",[[(\"b\",1)]]),", n_scenes - 1 - n)
    });
    let text = format!(
        "Run(format:1,scenario:\"petition\",content:\"0\",role:\"clerk\",seed:1,decisions:[{decisions}],pages_turned:0,votes:[{votes}])"
    );
    let before = Instant::now();
    let start = spent(before);
    let journal = journal_file::read(text.as_bytes()).unwrap();
    let seconds = spent(before) - start;
    assert_eq!(journal.votes.len(), n_scenes);
    assert!(seconds < MOST_SECONDS / 10.0, "{seconds:.2} s");
}

#[test]
fn a_code_of_ten_megabytes_is_refused() {
    let scenario = fixtures::petition();
    let folder = Folder::new();
    for sign in ["A", "ABCD-", " ", "-", "é", "\n", "0"] {
        let text = sign.repeat(part_of(10 * 1024 * 1024) / sign.len());
        let refused = in_time(sign, || run_code::read(&scenario, &text).unwrap_err());
        assert!(refused.to_string().len() < 300);
        let found = in_time(sign, || {
            session::find_run(&folder.store(), &scenario, &text)
        });
        assert!(found.unwrap_err().to_string().len() < 1000);
    }
}

#[test]
fn lists_of_anything_are_read_in_time() {
    let scenario = fixtures::petition();
    let most = part_of(class::LARGEST_FILE);
    for (name, part) in [
        ("chain.txt", "ABCD-"),
        ("words.txt", "ABCD "),
        ("rows.txt", "ABCD\n"),
        ("piece.txt", "A"),
        ("quotes.csv", "\""),
        ("broken.csv", "a,\"b\n"),
        ("columns.csv", "a;"),
        ("blanks.tsv", "\t"),
        ("empty.csv", ";;;\n"),
        ("cyrillic.txt", "Ж"),
    ] {
        let bytes = part.repeat(most / part.len()).into_bytes();
        let handed = [Handed::file(name, bytes)];
        let reading = in_time(name, || class::read(&scenario, &handed, None));
        assert!(reading.unread.len() <= MOST_CODES + 1, "{name}");
        assert!(!reading.unread.is_empty(), "{name}");
    }
}

#[test]
fn rows_without_end_are_not_all_told() {
    let scenario = fixtures::petition();
    let list = format!(
        "code,label\n22RU-AC8G-NVHM,a\n{}",
        "x,y\n".repeat(2 * MOST_CODES)
    );
    let handed = [
        Handed::file("list.csv", list.into_bytes()),
        Handed::file("more.txt", b"22RU-AC8G-NVHM".to_vec()),
    ];
    let reading = class::read(&scenario, &handed, None);
    assert_eq!(reading.unread.len(), MOST_CODES + 1);
    assert_eq!(
        reading.unread.last().unwrap().told(),
        "list.csv, line 100002: more than 100000 codes, rows and run files were handed in, and the rest of them are not read"
    );
}
