//! What the program says of itself to shells and to man(1).

use std::path::Path;
use std::process::Command;

use crate::cli::{path_text, run};

/// Every command in the help, at any depth: "october", "october play", "october runs export".
fn commands(above: &str) -> Vec<String> {
    let words: Vec<&str> = above.split(' ').skip(1).chain(["--help"]).collect();
    let (code, help, _) = run(&words, "");
    assert_eq!(code, 0, "{above}");
    let mut found = vec![above.to_owned()];
    let list = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty());
    // What a command is for may go on in a further line, which stands further in.
    for line in list.filter(|line| !line.starts_with("   ")) {
        let name = line.split_whitespace().next().unwrap();
        if name != "help" {
            found.extend(commands(&format!("{above} {name}")));
        }
    }
    found
}

/// The long options in a text, hidden ones aside.
fn options(text: &str) -> Vec<String> {
    let mut found: Vec<String> = text
        .lines()
        .filter(|line| line.starts_with(' ') && line.trim_start().starts_with('-'))
        .filter_map(|line| Some(line.split_once("--")?.1))
        .map(|rest| rest.split([' ', ',']).next().unwrap().to_owned())
        .collect();
    found.dedup();
    found
}

#[test]
fn every_command_has_its_page_with_every_option_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let dir = path_text(folder.path());
    assert_eq!(run(&["man", "--dir", dir], ""), Default::default());
    let commands = commands("october");
    assert!(commands.len() > 20, "{commands:?}");
    for command in &commands {
        let file = format!("{}.1", command.replace(' ', "-"));
        let page = std::fs::read_to_string(folder.path().join(&file)).unwrap();
        assert!(page.starts_with(".TH OCTOBER"), "{file}");
        assert!(page.contains("\n.SH NAME\n"), "{file}");
        assert!(page.contains("\n.SH \"SEE ALSO\"\n"), "{file}");
        let words: Vec<&str> = command.split(' ').skip(1).collect();
        let (_, help, _) = run(&[&words[..], &["--help"]].concat(), "");
        let options = options(&help);
        assert!(!options.is_empty(), "{command}");
        for option in options {
            let written = format!("\\-\\-{}", option.replace('-', "\\-"));
            assert!(page.contains(&written), "--{option} is not in {file}");
        }
        let (code, alone, _) = run(&[&["man"][..], &words].concat(), "");
        assert_eq!((code, alone), (0, page), "{command}");
    }
    let kept = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(kept, commands.len(), "a page of no command");
    formatted_without_a_warning(folder.path());
}

#[expect(clippy::print_stderr, reason = "says what it leaves out")]
fn formatted_without_a_warning(folder: &Path) {
    if Command::new("groff").arg("--version").output().is_err() {
        eprintln!("groff is not here: the pages are not formatted by this test");
        return;
    }
    for page in std::fs::read_dir(folder).unwrap() {
        let page = page.unwrap().path();
        let made = Command::new("groff")
            .args(["-man", "-Tutf8", "-ww", path_text(&page)])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&made.stderr).into_owned();
        assert_eq!(said, "", "{}", page.display());
        assert!(made.stdout.len() > 500, "{}", page.display());
    }
}

#[test]
fn the_page_of_the_program_says_what_its_help_does_not() {
    let (_, page, _) = run(&["man"], "");
    for section in ["EXIT STATUS", "FILES", "ENVIRONMENT", "EXAMPLES"] {
        assert!(page.contains(section), "{section}");
    }
    for said in ["settings.ron", "XDG_DATA_HOME", "october\\-class(1)"] {
        assert!(page.contains(said), "{said}");
    }
}

#[test]
fn pages_that_are_there_stay_and_unknown_ones_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let dir = path_text(folder.path());
    let page = folder.path().join("october.1");
    std::fs::write(&page, "mine").unwrap();
    let (code, _, said) = run(&["man", "--dir", dir], "");
    assert_eq!(code, 2);
    assert!(said.contains("there is a file already"), "{said}");
    assert_eq!(std::fs::read_to_string(&page).unwrap(), "mine");
    assert_eq!(run(&["man", "--dir", dir, "--force"], "").0, 0);
    assert_ne!(std::fs::read_to_string(&page).unwrap(), "mine");

    let (code, _, said) = run(&["man", "runs", "exprot"], "");
    assert_eq!(code, 2);
    assert!(said.contains("no page on `runs exprot`"), "{said}");
    assert!(said.contains("runs export"), "{said}");
}

#[test]
fn every_shell_is_told_of_commands_and_options() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, script, said) = run(&["completions", shell], "");
        assert_eq!((code, said.as_str()), (0, ""), "{shell}");
        for word in ["explore", "front-end", "export"] {
            assert!(script.contains(word), "{word} in {shell}");
        }
    }
    assert_eq!(run(&["completions", "tcsh"], "").0, 2);
    assert_eq!(run(&["completions"], "").0, 2);
}

/// What bash offers for the last word of a line.
#[cfg(unix)]
fn offered(script: &Path, line: &[&str]) -> Vec<String> {
    const ASK: &str = r#"
        source "$1"; shift
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
        _october october "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        complete -p october >/dev/null && printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let asked = Command::new("bash")
        .args(["--norc", "--noprofile", "-c", ASK, "bash"])
        .arg(script)
        .args(line)
        .output()
        .unwrap();
    let offered = String::from_utf8(asked.stdout).unwrap();
    offered.split_whitespace().map(str::to_owned).collect()
}

#[cfg(unix)]
#[test]
fn bash_completes_commands_options_and_what_the_scenes_name() {
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("october");
    std::fs::write(&script, run(&["completions", "bash"], "").1).unwrap();
    let offered = |line: &[&str]| offered(&script, line);
    assert_eq!(offered(&["october", "expl"]), ["explore"]);
    assert_eq!(offered(&["october", "runs", "exp"]), ["export"]);
    assert_eq!(offered(&["october", "play", "--front"]), ["--front-end"]);
    assert_eq!(offered(&["october", "--front-end", "t"]), ["terminal"]);
    assert_eq!(offered(&["october", "--role", "red"]), ["red_guard"]);
    assert_eq!(offered(&["october", "graph", "--role", "m"]), ["minister"]);
    assert_eq!(offered(&["october", "play", "--chapter", "ju"]), ["july"]);
    assert_eq!(offered(&["october", "explore", "--why", "end"]), ["ending"]);
    let readings = offered(&["october", "play", "--reading", "kornilov"]);
    assert!(
        readings.contains(&"kornilov=plot".to_owned()),
        "{readings:?}"
    );
}
