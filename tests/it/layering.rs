//! The boundaries of `src/lib.rs` and code-style.md 3.3, read from the code itself.
//!
//! Comments, texts in quotation marks and tests are taken away first; what is left is
//! searched for words. A message says which rule is broken, where, and what to do.

use std::fs;
use std::path::Path;

/// A file of `src`.
struct Source {
    /// Relative to `src`, with forward slashes.
    path: String,
    text: String,
    /// The same with comments, texts and tests blanked, line for line.
    code: String,
}

impl Source {
    /// The first part of the path: `gui` of `gui/app.rs`, `launch` of `launch.rs`.
    fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or("");
        first.strip_suffix(".rs").unwrap_or(first)
    }

    fn is_in(&self, places: &[&str]) -> bool {
        places.iter().any(|place| {
            self.path == *place
                || self.path.strip_suffix(".rs") == Some(place)
                || self
                    .path
                    .strip_prefix(place)
                    .is_some_and(|rest| rest.starts_with('/'))
        })
    }

    /// The lines, numbered from 1, on which a word stands.
    fn lines_with(&self, word: &str) -> Vec<usize> {
        (1..)
            .zip(self.code.lines())
            .filter(|(_, line)| has_word(line, word))
            .map(|(number, _)| number)
            .collect()
    }
}

/// Whether `word` stands in the line and is no part of a longer name.
fn has_word(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line
            .get(at + word.len()..)
            .and_then(|text| text.chars().next());
        let begins = !word.starts_with(part) || !before.is_some_and(part);
        let ends = !word.ends_with(part) || !after.is_some_and(part);
        begins && ends
    })
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    read_folder(&root, "", &mut files);
    files.sort();
    let tests: Vec<String> = files
        .iter()
        .flat_map(|(path, text)| test_modules(path, text))
        .collect();
    files
        .into_iter()
        .filter(|(path, _)| {
            !tests.iter().any(|test| {
                path.strip_prefix(test.as_str())
                    .is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
            })
        })
        .map(|(path, text)| Source {
            code: without_tests(&blanked(&text)),
            path,
            text,
        })
        .collect()
}

fn read_folder(folder: &Path, prefix: &str, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let relative = format!("{prefix}{name}");
        if path.is_dir() {
            read_folder(&path, &format!("{relative}/"), files);
        } else if let Some(stem) = relative.strip_suffix(".rs") {
            files.push((format!("{stem}.rs"), fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The files that `#[cfg(test)] mod name;` leads to, without their ending.
fn test_modules(path: &str, text: &str) -> Vec<String> {
    let folder = match path.strip_suffix("/mod.rs") {
        Some(folder) => format!("{folder}/"),
        None if path == "lib.rs" || path == "main.rs" => String::new(),
        None => format!("{}/", path.strip_suffix(".rs").unwrap()),
    };
    let mut modules = Vec::new();
    let mut is_test = false;
    for line in text.lines().map(str::trim) {
        if line.starts_with("#[cfg(test)]") {
            is_test = true;
        } else if let Some((_, name)) = line.split_once("mod ").filter(|_| is_test) {
            modules.extend(name.strip_suffix(';').map(|name| format!("{folder}{name}")));
            is_test = false;
        } else if !line.starts_with("#[") {
            is_test = false;
        }
    }
    modules
}

/// Cuts `#[cfg(test)] mod tests { … }`, which stands last in a file.
fn without_tests(code: &str) -> String {
    let mut result = String::new();
    let mut lines = code.lines().peekable();
    while let Some(line) = lines.next() {
        let opens = |next: &&str| next.trim().starts_with("mod ") && next.ends_with('{');
        if line == "#[cfg(test)]" && lines.peek().is_some_and(opens) {
            break;
        }
        result.push_str(line);
        result.push('\n');
    }
    result
}

/// The text with comments, texts in quotation marks and letters in them made blank.
fn blanked(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if c == '"' {
            quoted_length(rest)
        } else if let Some(hashes) = raw_hashes(rest).filter(|_| !ends_in_word(&result)) {
            let close = format!("\"{}", "#".repeat(hashes));
            let open = hashes + 2;
            rest.get(open..)
                .and_then(|inside| inside.find(&close))
                .map_or(rest.len(), |end| open + end + close.len())
        } else if let Some(length) = letter_length(rest) {
            length
        } else {
            result.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or("");
            continue;
        };
        let (taken, left) = rest.split_at(length);
        result.extend(taken.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        rest = left;
    }
    result
}

fn ends_in_word(text: &str) -> bool {
    text.ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

fn quoted_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn raw_hashes(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('r')?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    rest.get(hashes..)?.starts_with('"').then_some(hashes)
}

/// `'x'` and `'\n'`, but no lifetime.
fn letter_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    let first = inside.chars().next()?;
    let end = if first == '\\' {
        inside.char_indices().skip(2).find(|(_, c)| *c == '\'')?.0
    } else {
        first.len_utf8()
    };
    inside.get(end..)?.starts_with('\'').then_some(end + 2)
}

/// Fails with every broken rule at once.
#[track_caller]
fn expect_none(broken: &[String]) {
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

/// Functions of their arguments alone.
const CORE: [&str; 9] = [
    "model",
    "diagnostics",
    "format",
    "rules",
    "journal",
    "compare",
    "playthrough",
    "explore",
    "check",
];

/// What of ours each module may name. A module that is not listed fails the test, so that
/// somebody decides where it belongs.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("diagnostics", &[]),
    ("rules", &["model"]),
    ("journal", &["model", "rules"]),
    ("compare", &["model", "rules", "journal"]),
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
            "explore",
            "playthrough",
        ],
    ),
    ("playthrough", &["model", "rules", "journal", "compare"]),
    ("store", &["model", "journal", "format", "playthrough"]),
    ("session", &["model", "journal", "playthrough", "store"]),
    ("launch", &["rules", "store"]),
    (
        "term",
        &[
            "model",
            "rules",
            "journal",
            "compare",
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
                "src/{}: the module `{module}` is new; say in tests/it/layering.rs what it may use, and in src/lib.rs what it is for",
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
        words: &["bevy", "bevy_egui", "egui", "winit", "resvg"],
        only_in: &["gui"],
        instead: "only the window names the engine; show it through playthrough::View",
    },
    Rule {
        words: &["bevy"],
        only_in: &[
            "gui/app",
            "gui/assets",
            "gui/bridge",
            "gui/screen",
            "gui/backdrop",
        ],
        instead: "screens, widgets and theme are egui alone; push an action and let gui/bridge apply it",
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
        words: &["annotate_snippets", "strsim"],
        only_in: &["diagnostics"],
        instead: "make a Diagnostic and let diagnostics::render show it",
    },
    Rule {
        words: &["tempfile", "directories", "include_dir"],
        only_in: &["store"],
        instead: "all access to files goes through store",
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
    let mut broken = Vec::new();
    for source in sources() {
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
                "src/{}: only {n_lines} lines now; take it off the list in tests/it/layering.rs",
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

#[test]
fn comments_and_texts_are_no_code() {
    let text = "let a = \"std::fs // \\\" bevy\"; // std::fs\nlet b = r#\"todo!\"#; /* dbg! */ let c = '\"';\nlet d: &'a str = std::fs;\n";
    let code = blanked(text);
    assert_eq!(code.lines().count(), 3);
    let source = Source {
        path: "a.rs".to_owned(),
        text: text.to_owned(),
        code,
    };
    assert_eq!(source.lines_with("std::fs"), [3]);
    assert_eq!(source.lines_with("todo!"), [0; 0]);
    assert_eq!(source.lines_with("dbg!"), [0; 0]);
    assert_eq!(source.lines_with("fs"), [3]);
    assert_eq!(source.lines_with("st"), [0; 0]);
    assert_eq!(source.lines_with("let"), [1, 2, 3]);
}

#[test]
fn tests_are_found_wherever_they_are() {
    assert_eq!(
        test_modules(
            "check/mod.rs",
            "mod a;\n#[cfg(test)]\nmod tests;\n#[cfg(test)]\npub(crate) mod small;\nmod b;"
        ),
        ["check/tests", "check/small"]
    );
    assert_eq!(
        test_modules("lib.rs", "#[cfg(test)]\nmod probe;"),
        ["probe"]
    );
    assert_eq!(without_tests("a\n#[cfg(test)]\nmod tests {\nb\n}\n"), "a\n");
    assert_eq!(
        without_tests("#[cfg(test)]\nuse a;\n"),
        "#[cfg(test)]\nuse a;\n"
    );
}
