//! `october pack`: everything a teacher needs is in it, it is well-formed, fetches nothing,
//! and says what is wrong with bad input.

use std::path::Path;

use october::model::{EntryKind, Scenario};
use october::report::pack_html;

use crate::cli::{october, parts, path_text, run, spoilt};
use crate::fixtures;
use crate::support::without_face;

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[track_caller]
fn holds(page: &str, text: &str) {
    assert!(page.contains(&escaped(text)), "not in the pack: {text}");
}

/// Every tag of a page in order, without what is inside `style`.
fn tags(page: &str) -> Vec<String> {
    let (before, rest) = page.split_once("<style>").unwrap();
    let (_, after) = rest.split_once("</style>").unwrap();
    let page = format!("{before}{after}");
    page.split('<')
        .skip(1)
        .map(|rest| rest.split('>').next().unwrap().to_owned())
        .collect()
}

/// Panics unless every tag is closed in its place.
#[track_caller]
fn is_well_formed(page: &str) {
    const VOID: [&str; 4] = ["meta", "col", "br", "!DOCTYPE"];
    let mut open: Vec<String> = Vec::new();
    for tag in tags(page) {
        let name = tag.split_whitespace().next().unwrap();
        if let Some(closed) = name.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(closed), "<{tag}>");
        } else if !VOID.contains(&name) {
            open.push(name.to_owned());
        }
    }
    assert_eq!(open, [""; 0]);
}

fn both() -> [(&'static str, std::sync::Arc<Scenario>); 2] {
    [
        ("petrograd", fixtures::petrograd()),
        ("petition", fixtures::petition()),
    ]
}

#[test]
fn it_holds_every_turning_point_misconception_word_and_source() {
    for (_, scenario) in both() {
        let page = pack_html(&scenario);
        for item in &scenario.turning_points {
            holds(&page, &item.title);
            holds(&page, &item.question);
            for answer in &item.answers {
                holds(&page, &answer.text);
            }
            for reading in &item.readings {
                holds(&page, &reading.name);
            }
        }
        for entry in &scenario.entries {
            if entry.kind != EntryKind::Person {
                holds(&page, &entry.name);
                assert!(page.contains(&format!("id=\"entry-{}\"", entry.key)));
            }
        }
        for source in &scenario.sources {
            holds(&page, &source.title);
        }
        for role in &scenario.roles {
            for text in [&role.name, &role.you_are, &role.you_cannot_know] {
                holds(&page, text);
            }
        }
        for debate in &scenario.debates {
            holds(&page, &debate.question);
            holds(&page, &debate.ask);
        }
        for note in &scenario.notes {
            holds(&page, note);
        }
        assert!(page.contains("They measure nothing about the past."));
    }
}

#[test]
fn the_shipped_pack_has_three_plans_and_all_that_goes_with_them() {
    let scenario = fixtures::petrograd();
    let teaching = scenario.teaching.as_ref().unwrap();
    let minutes: Vec<u16> = teaching.lessons.iter().map(|item| item.minutes).collect();
    assert_eq!(minutes, [45, 90, 225]);
    assert!(teaching.exercises.len() >= 10);
    assert!(teaching.questions.len() >= 20);
    assert!(!teaching.hooks.is_empty() && !teaching.ethics.is_empty());
    let page = pack_html(&scenario);
    for lesson in &teaching.lessons {
        holds(&page, &lesson.title);
    }
    for exercise in &teaching.exercises {
        holds(&page, &exercise.title);
        holds(&page, &exercise.look_for.paragraphs[0].spans[0].text);
    }
    for question in &teaching.questions {
        holds(&page, &question.text.paragraphs[0].spans[0].text);
    }
    for hook in &teaching.hooks {
        holds(&page, &hook.course);
    }
}

#[test]
fn it_is_well_formed_and_fetches_nothing() {
    for (name, scenario) in both() {
        let page = pack_html(&scenario);
        is_well_formed(&page);
        assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\">"));
        let words = without_face(&page);
        for outside in ["http:", "https:", "src=", "url(", "@import", "<script"] {
            assert!(!words.contains(outside), "{name}: {outside}");
        }
        assert_eq!(page.matches("<h1").count(), 1);
        assert_eq!(
            page.matches("<table").count(),
            page.matches("<caption>").count()
        );
        assert_eq!(
            page.matches("<th ").count() + page.matches("<th>").count(),
            page.matches("scope=").count(),
            "every head of a table says of what"
        );
    }
}

#[test]
fn headings_follow_each_other_without_a_gap() {
    for (name, scenario) in both() {
        let mut before = 0;
        for tag in tags(&pack_html(&scenario)) {
            let mut letters = tag.chars();
            if letters.next() == Some('h')
                && let Some(level) = letters.next().and_then(|digit| digit.to_digit(10))
            {
                assert!(level <= before + 1, "{name}: {tag} after h{before}");
                before = level;
            }
        }
        assert!(before > 0);
    }
}

#[test]
fn every_link_leads_somewhere_and_no_id_is_there_twice() {
    for (name, scenario) in both() {
        let page = pack_html(&scenario);
        let mut ids: Vec<&str> = page
            .split(" id=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            .collect();
        for link in page.split("href=\"").skip(1) {
            let to = link.split('"').next().unwrap();
            let id = to.strip_prefix('#').expect("only inside the page");
            assert!(ids.contains(&id), "{name}: {to}");
        }
        let n = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), n, "{name}");
    }
}

#[test]
fn a_scenario_without_a_teachers_part_has_a_pack_too() {
    let page = pack_html(&fixtures::petition());
    assert!(!page.contains("Lesson plans") && !page.contains("Source exercises"));
    for chapter in ["Preparation", "Role cards", "Decision sheet", "Vocabulary"] {
        assert!(page.contains(chapter), "{chapter}");
    }
}

#[test]
fn it_can_be_written_and_replaces_nothing() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("pack.html");
    let write = |more: &[&str]| {
        let args = [&["pack", "--out", path_text(&file)][..], more].concat();
        parts(&october(home.path(), &args).output().unwrap())
    };
    assert_eq!(write(&[]), (0, String::new(), String::new()));
    let page = std::fs::read_to_string(&file).unwrap();
    assert_eq!(page, pack_html(&fixtures::petrograd()));
    let (code, _, err) = write(&[]);
    assert_eq!(code, 2);
    assert!(err.contains("there is a file already"), "{err}");
    assert_eq!(write(&["--force", "--format", "text"]).0, 0);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("TEACHER’S PACK\n"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 78));
    assert!(text.contains("The seals on the press") && !text.contains('<'));
}

#[test]
fn what_cannot_be_made_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let lost = home.path().join("mistyped/pack.html");
    for (args, said) in [
        (vec!["--out", path_text(&lost)], "there is no folder"),
        (vec!["--out", path_text(home.path())], "this is a folder"),
        (vec!["--scenes", path_text(home.path())], "no scenario here"),
        (vec!["--format", "pdf"], "invalid value"),
        (vec!["--force"], "--out"),
    ] {
        let args = [&["pack"][..], &args].concat();
        let (code, out, err) = run(&args, "");
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(err.contains(said), "{args:?}: {err}");
    }
    let folder = spoilt("codex.ron", |text| text.replacen("name:", "nmae:", 1));
    let (code, out, err) = run(&["pack", "--scenes", path_text(folder.path())], "");
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("S002"), "{err}");
}

#[test]
fn what_a_stranger_writes_stays_text() {
    let folder = spoilt("turning_points.ron", |text| {
        text.replace("The chain\"", "<script>alert(1)</script> & \\\"chain\\\"\"")
    });
    let scenario = loaded_from(folder.path());
    let page = pack_html(&scenario);
    assert!(!page.contains("<script"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;chain&quot;"));
    is_well_formed(&page);
}

#[test]
fn the_teachers_part_is_not_played_and_changes_no_run() {
    let folder = spoilt("codex.ron", |text| text);
    let plain = loaded_from(folder.path());
    let example = include_str!("../../assets/new_scenario/teaching.ron")
        .replace("committee_minutes", "minute_book")
        .replace("why_he_signed", "why_it_passed");
    std::fs::write(folder.path().join("teaching.ron"), example).unwrap();
    let taught = loaded_from(folder.path());
    assert!(plain.teaching.is_none() && taught.teaching.is_some());
    assert_eq!(
        plain.content, taught.content,
        "a run cannot tell them apart"
    );
}

fn loaded_from(folder: &Path) -> std::sync::Arc<Scenario> {
    fixtures::loaded(&october::store::folder_files(folder).unwrap())
}
