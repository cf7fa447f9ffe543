//! The boundaries that `src/lib.rs` draws, read from the code itself.
//!
//! Comments, texts in quotation marks and tests are taken away first; what is left is
//! searched for words. A message says which rule is broken, where, and what to do.

mod source;

use source::{has_word, sources};

/// Fails with every broken rule at once.
#[track_caller]
fn expect_none(broken: &[String]) {
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

/// Functions of their arguments alone.
const CORE: [&str; 13] = [
    "model",
    "diagnostics",
    "format",
    "rules",
    "journal",
    "compare",
    "chart",
    "class",
    "codex",
    "playthrough",
    "explore",
    "check",
    "report",
];

/// What of ours each module may name. A module that is not listed fails the test, so that
/// somebody decides where it belongs.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("diagnostics", &[]),
    ("rules", &["model"]),
    ("journal", &["model", "rules"]),
    ("compare", &["model", "rules", "journal"]),
    ("chart", &["model", "rules", "journal"]),
    ("class", &["model", "rules", "journal", "compare", "format"]),
    ("codex", &["model", "journal", "compare", "diagnostics"]),
    ("format", &["model", "rules", "journal", "diagnostics"]),
    ("explore", &["model", "rules", "journal", "compare"]),
    (
        "check",
        &[
            "model",
            "rules",
            "journal",
            "compare",
            "explore",
            "format",
            "diagnostics",
        ],
    ),
    (
        "report",
        &[
            "model",
            "rules",
            "journal",
            "compare",
            "class",
            "explore",
            "playthrough",
        ],
    ),
    (
        "playthrough",
        &["model", "rules", "journal", "compare", "explore"],
    ),
    (
        "store",
        &[
            "model",
            "journal",
            "format",
            "playthrough",
            "chart",
            "class",
        ],
    ),
    (
        "session",
        &[
            "model",
            "journal",
            "compare",
            "format",
            "playthrough",
            "chart",
            "class",
            "report",
            "store",
        ],
    ),
    ("launch", &["rules", "format", "store"]),
    (
        "term",
        &[
            "model",
            "rules",
            "journal",
            "compare",
            "chart",
            "class",
            "codex",
            "explore",
            "check",
            "report",
            "format",
            "diagnostics",
            "playthrough",
            "store",
            "session",
            "launch",
        ],
    ),
    (
        "cli",
        &[
            "model",
            "rules",
            "journal",
            "compare",
            "chart",
            "class",
            "codex",
            "explore",
            "check",
            "report",
            "format",
            "diagnostics",
            "playthrough",
            "store",
            "session",
            "launch",
            "term",
        ],
    ),
    (
        "gui",
        &[
            "model",
            "rules",
            "journal",
            "compare",
            "chart",
            "class",
            "codex",
            "explore",
            "check",
            "report",
            "format",
            "diagnostics",
            "playthrough",
            "store",
            "session",
            "launch",
        ],
    ),
    ("main", &["cli", "gui", "launch"]),
    ("lib", &[]),
];

#[test]
fn modules_use_only_what_lies_below_them() {
    let sources = sources();
    let ours: Vec<&str> = MAY_USE.iter().map(|(module, _)| *module).collect();
    let mut broken = Vec::new();
    for source in &sources {
        let module = source.module();
        let Some((_, allowed)) = MAY_USE.iter().find(|(known, _)| *known == module) else {
            broken.push(format!(
                "src/{}: the module `{module}` is new; say in tests/it/layering what it may use, and in src/lib.rs what it is for",
                source.path
            ));
            continue;
        };
        for used in ours
            .iter()
            .filter(|used| **used != module && !allowed.contains(used))
        {
            for prefix in ["crate", "october"] {
                for line in source.lines_with(&format!("{prefix}::{used}")) {
                    broken.push(format!(
                        "src/{}:{line}: `{module}` may not use `{used}`; pass what it needs as an argument, or move the code to a module that may (src/lib.rs, Invariants)",
                        source.path
                    ));
                }
            }
        }
    }
    expect_none(&broken);
}

struct Rule {
    /// Any of these.
    words: &'static [&'static str],
    /// Only here, by module or path; nowhere if there is none.
    only_in: &'static [&'static str],
    /// Otherwise.
    instead: &'static str,
}

/// Crates and parts of std that belong to one place.
const RULES: &[Rule] = &[
    Rule {
        words: &["bevy", "bevy_egui", "egui", "winit", "resvg", "wgpu"],
        only_in: &["gui"],
        instead: "only the window names the engine; show it through playthrough::View",
    },
    Rule {
        words: &["bevy"],
        only_in: &[
            "gui/acting",
            "gui/app",
            "gui/assets",
            "gui/acting",
            "gui/bridge",
            "gui/inspect",
            "gui/opening",
            "gui/renderer",
            "gui/screen",
            "gui/watching",
            "gui/backdrop",
        ],
        instead: "screens, widgets and theme are egui alone; push an action and let gui/acting apply it",
    },
    Rule {
        words: &["serde", "ron"],
        only_in: &["format", "store"],
        instead: "a type of the model is never read from a file; add a raw one in format",
    },
    Rule {
        words: &["serde_json"],
        only_in: &["diagnostics", "cli", "report"],
        instead: "JSON is written for programs, by diagnostics and the command line",
    },
    Rule {
        words: &["jiff"],
        only_in: &["model"],
        instead: "dates are model::Stamp; add what is missing to model::calendar",
    },
    Rule {
        words: &["pulldown_cmark"],
        only_in: &["format"],
        instead: "prose is model::Prose once it is read",
    },
    Rule {
        words: &["annotate_snippets"],
        only_in: &["diagnostics"],
        instead: "make a Diagnostic and let diagnostics::render show it",
    },
    Rule {
        words: &["strsim"],
        only_in: &["diagnostics", "playthrough/chapters"],
        instead: "use diagnostics::suggest, or let playthrough say what was perhaps meant",
    },
    Rule {
        words: &["tempfile", "directories"],
        only_in: &["store"],
        instead: "all access to files goes through store",
    },
    Rule {
        words: &["include_dir"],
        only_in: &["store", "gui/backdrop/art"],
        instead: "what is inside the program is handed out by store, and drawings by gui/backdrop",
    },
    Rule {
        words: &["std::fs", "fs::File", "File::open", "File::create"],
        only_in: &["store"],
        instead: "all access to files goes through store",
    },
    Rule {
        words: &["clap", "anstream"],
        only_in: &["cli"],
        instead: "arguments and colour belong to the command line",
    },
    Rule {
        words: &["csv"],
        only_in: &["class", "report"],
        instead: "lists are read by class and written by report",
    },
    Rule {
        words: &["encoding_rs"],
        only_in: &["class"],
        instead: "scenes and runs are UTF-8; only what pupils hand in is not",
    },
    Rule {
        words: &["textwrap"],
        only_in: &["term", "cli"],
        instead: "lines are wrapped by the terminal",
    },
    Rule {
        words: &["ChaCha8Rng", "SeedableRng"],
        only_in: &["rules/chance"],
        instead: "luck belongs to the event: ask rules::Luck",
    },
    Rule {
        words: &["SysRng", "thread_rng", "ThreadRng"],
        only_in: &["launch"],
        instead: "only a new run's seed is random: launch::random_seed",
    },
    Rule {
        words: &["std::net", "TcpStream", "UdpSocket", "reqwest", "ureq"],
        only_in: &[],
        instead: "nothing leaves the machine",
    },
    Rule {
        words: &["todo!", "unimplemented!", "dbg!"],
        only_in: &[],
        instead: "finish it, or return an error that says what is missing",
    },
    Rule {
        words: &[".unwrap()", ".expect(", "panic!", "unreachable!"],
        only_in: &[],
        instead: "no input makes the program panic; use `let … else` with a safe way on",
    },
    Rule {
        words: &["DefaultHasher", "RandomState"],
        only_in: &[],
        instead: "stored hashes are written out: rules::fnv1a",
    },
];

#[test]
fn crates_and_dangers_stay_where_they_belong() {
    let mut broken = Vec::new();
    for source in sources() {
        for rule in RULES.iter().filter(|rule| !source.is_in(rule.only_in)) {
            for word in rule.words {
                for line in source.lines_with(word) {
                    let (path, instead) = (&source.path, rule.instead);
                    broken.push(format!(
                        "src/{path}:{line}: `{word}` does not belong here: {instead}"
                    ));
                }
            }
        }
    }
    expect_none(&broken);
}

/// What a function of its arguments cannot name.
const NOT_IN_THE_CORE: &[(&[&str], &[&str], &str)] = &[
    (
        &["SystemTime", "Instant", "std::time"],
        &[],
        "the core reads no clock; hours come from the scenes",
    ),
    (
        &[
            "std::io",
            "std::env",
            "std::process",
            "stdin",
            "stdout",
            "stderr",
        ],
        &[],
        "the core does no IO; take a &str and give a value back",
    ),
    (
        &["println!", "print!", "eprintln!", "eprint!"],
        &[],
        "the core prints nothing; give back a Diagnostic or a View",
    ),
    (
        &[
            "std::thread",
            "std::sync::Mutex",
            "static mut",
            "thread_local!",
        ],
        &["explore"],
        "the core has no hidden state",
    ),
    (
        &["HashMap", "HashSet"],
        &["explore"],
        "no order may come from hashes; use BTreeMap or sort",
    ),
    (
        &["f32", "f64"],
        &["format/raw", "format/resolve/world"],
        "no fractions in the rules; only the gazetteer's degrees are read as such",
    ),
];

#[test]
fn the_core_is_a_function_of_its_arguments() {
    let mut broken = Vec::new();
    for source in sources()
        .iter()
        .filter(|source| CORE.contains(&source.module()))
    {
        for (words, but_in, why) in NOT_IN_THE_CORE {
            if source.is_in(but_in) {
                continue;
            }
            for word in *words {
                for line in source.lines_with(word) {
                    broken.push(format!("src/{}:{line}: `{word}`: {why}", source.path));
                }
            }
        }
    }
    expect_none(&broken);
}

/// Files that are longer for now, each with why it is still one.
const MAY_BE_LONGER: &[(&str, &str)] = &[];

const MOST_LINES: usize = 500;

#[test]
fn no_file_is_too_long_to_read() {
    let sources = sources();
    let mut broken = Vec::new();
    for (path, _) in MAY_BE_LONGER {
        if !sources.iter().any(|source| source.path == *path) {
            broken.push(format!(
                "src/{path}: gone; take it off the list in tests/it/layering"
            ));
        }
    }
    for source in sources {
        let n_lines = source.text.lines().count();
        let listed = MAY_BE_LONGER.iter().any(|(path, _)| *path == source.path);
        if n_lines > MOST_LINES && !listed {
            broken.push(format!(
                "src/{}: {n_lines} lines; split it, {MOST_LINES} are the most",
                source.path
            ));
        }
        if n_lines <= MOST_LINES && listed {
            broken.push(format!(
                "src/{}: only {n_lines} lines now; take it off the list in tests/it/layering",
                source.path
            ));
        }
    }
    expect_none(&broken);
}

#[test]
fn every_file_says_what_it_is_for_and_nothing_is_left_for_later() {
    let mut broken = Vec::new();
    for source in sources() {
        if !source.text.starts_with("//!") {
            broken.push(format!(
                "src/{}: begin with `//!` and a sentence on what the file is for",
                source.path
            ));
        }
        for (number, line) in (1..).zip(source.text.lines()) {
            if has_word(line, "TODO") || has_word(line, "FIXME") || has_word(line, "XXX") {
                broken.push(format!(
                    "src/{}:{number}: do it now, or write it down as an issue",
                    source.path
                ));
            }
        }
    }
    expect_none(&broken);
}
