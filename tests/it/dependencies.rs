//! What the program is built of: every dependency with its reason, from crates.io, of a
//! stated version, and used.
//!
//! Licences, doubled versions and known faults are `deny.toml`'s, which `.ci/supply` checks.

use std::fs;
use std::path::{Path, PathBuf};

/// Both packages: the game, and what fuzzes it.
const MANIFESTS: [&str; 2] = ["Cargo.toml", "fuzz/Cargo.toml"];

/// Named only to set a feature of what others bring, so that no source has to use them.
const FEATURES_ONLY: [&str; 2] = ["winit", "bevy_render"];

struct Dependency {
    name: String,
    /// Of its entry, with the lines that go on.
    line: usize,
    text: String,
    /// The comment above it; empty if there is none.
    reason: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// "dependencies" or "dev-dependencies", also for one system: and the name in
/// `[dependencies.bevy]`.
fn dependency_table(header: &str) -> Option<Option<&str>> {
    let inside = header.strip_prefix('[')?.strip_suffix(']')?;
    let (before, after) = inside.split_once("dependencies")?;
    let known = ["", "dev-", "build-"].contains(&before) || before.starts_with("target.");
    match after.strip_prefix('.') {
        Some(name) if known => Some(Some(name)),
        None if known && after.is_empty() => Some(None),
        _ => None,
    }
}

fn dependencies(manifest: &str) -> Vec<Dependency> {
    let mut found: Vec<Dependency> = Vec::new();
    let mut reason = String::new();
    // Where entries are lines, and where lines belong to the last entry.
    let (mut listing, mut inside) = (false, false);
    for (index, line) in manifest.lines().enumerate() {
        let trimmed = line.trim();
        if let Some(comment) = trimmed.strip_prefix('#') {
            reason.push_str(comment.trim());
            continue;
        }
        let mut begin = |name: &str, reason: &str| {
            found.push(Dependency {
                name: name.trim_matches('"').to_owned(),
                line: index + 1,
                text: trimmed.to_owned(),
                reason: reason.to_owned(),
            });
        };
        if trimmed.starts_with('[') && !line.starts_with(' ') {
            let table = dependency_table(trimmed);
            (listing, inside) = (table == Some(None), matches!(table, Some(Some(_))));
            if let Some(Some(name)) = table {
                begin(name, &reason);
            }
        } else if listing && !line.starts_with([' ', '}', ']']) && trimmed.contains('=') {
            let name = trimmed.split(['=', '.', ' ']).next().unwrap();
            begin(name, &reason);
        } else if (listing || inside) && !trimmed.is_empty() {
            let last = found.last_mut().unwrap();
            last.text.push(' ');
            last.text.push_str(trimmed);
        }
        reason.clear();
    }
    found
}

fn read(manifest: &str) -> (String, Vec<Dependency>) {
    let text = fs::read_to_string(root().join(manifest)).unwrap();
    let found = dependencies(&text);
    assert!(found.len() > 1, "{manifest}: nothing found");
    (text, found)
}

/// What is wrong with how a dependency is written.
fn faults(dependency: &Dependency) -> Vec<&'static str> {
    let text = &dependency.text;
    let mut faults = Vec::new();
    if dependency.reason.len() < 10 {
        faults.push("has no reason; say in a comment right above it what it is for");
    }
    if text.contains("git =") || text.contains("registry =") {
        faults.push("does not come from crates.io; no other place is taken");
    }
    if text.contains('*') || text.contains("\">") {
        faults.push("takes any version; name the line it was tested with");
    }
    if text.contains("path =") && dependency.name != "october" {
        faults.push("is a folder; only the game itself may be one");
    }
    faults
}

#[test]
fn every_dependency_has_its_reason_its_version_and_one_origin() {
    let mut broken = Vec::new();
    for manifest in MANIFESTS {
        for dependency in read(manifest).1 {
            for fault in faults(&dependency) {
                let Dependency { name, line, .. } = &dependency;
                broken.push(format!("{manifest}:{line}: `{name}` {fault}"));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn unsafe_code_is_forbidden_in_both_packages() {
    for manifest in MANIFESTS {
        let (text, _) = read(manifest);
        let lints = text.split_once("[lints.rust]\n").unwrap().1;
        let lints = lints.split("\n[").next().unwrap();
        assert!(lints.contains("unsafe_code = \"forbid\""), "{manifest}");
    }
}

#[test]
fn every_dependency_is_used() {
    let mut broken = Vec::new();
    for (manifest, folders) in [
        ("Cargo.toml", ["src", "tests"]),
        ("fuzz/Cargo.toml", ["fuzz"; 2]),
    ] {
        let mut code = String::new();
        for folder in folders {
            gather(&root().join(folder), &mut code);
        }
        for dependency in read(manifest).1 {
            let name = dependency.name.replace('-', "_");
            if !FEATURES_ONLY.contains(&name.as_str()) && !names(&code, &name) {
                broken.push(format!("{manifest}: `{name}` is not used; take it out"));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

/// All code below a folder, without comments.
fn gather(folder: &Path, code: &mut String) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            // What a build left there is not ours.
            if !path.ends_with("target") {
                gather(&path, code);
            }
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = fs::read_to_string(path).unwrap();
            for line in text.lines().filter(|line| !line.trim().starts_with("//")) {
                code.push_str(line);
                code.push('\n');
            }
        }
    }
}

/// Whether code names a crate: `name::` or `use name`.
fn names(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + name.len()..];
        let alone = !before.is_some_and(|each| each.is_alphanumeric() || "_\"".contains(each));
        let used = code[..at].ends_with("use ") && after.starts_with([' ', ';']);
        alone && (after.starts_with("::") || after.starts_with('!') || used)
    })
}

#[test]
fn a_bare_dependency_is_found_out() {
    let manifest = "[dependencies]\n# What it is for, in words.\ngood = \"1\"\nbad = \"*\"\n\n\
                    [dependencies.other]\ngit = \"https://example.org\"\n\n[features]\nx = []\n\
                    [target.'cfg(unix)'.dependencies]\n# Only there, for a reason.\nlast = \"1\"\n";
    let found = dependencies(manifest);
    let told: Vec<_> = found
        .iter()
        .map(|each| (each.name.as_str(), faults(each).len()))
        .collect();
    assert_eq!(told, [("good", 0), ("bad", 2), ("other", 2), ("last", 0)]);
}
