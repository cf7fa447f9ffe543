//! The index of all that is told outside the scenes: what is in it, what is found, what
//! leads where, and what is held back while a run is open.

use std::collections::BTreeSet;
use std::sync::Arc;

use october::codex::{Body, Codex, Fit, Kind, Told, Topic, Within};
use october::format::{self, SourceFile};
use october::journal::Replay;
use october::model::{EntryKind, Readings, Scenario, Stamp};
use october::rules::Luck;
use october::store;

use crate::fixtures::{petition, petition_files, petrograd};
use crate::support::Terminal;

fn petrograd_codex() -> Codex {
    Codex::of(petrograd())
}

/// The names of what is found, best first.
fn found(codex: &Codex, typed: &str) -> Vec<String> {
    let hits = codex.find(typed, Within::default());
    hits.iter()
        .map(|hit| codex.name(hit.topic).to_owned())
        .collect()
}

#[track_caller]
fn first(codex: &Codex, typed: &str) -> Topic {
    codex.find(typed, Within::default())[0].topic
}

fn everything(codex: &Codex) -> Vec<Topic> {
    let groups = codex.list(Within::default());
    groups.into_iter().flat_map(|group| group.topics).collect()
}

fn of_kind(kind: Kind) -> Within {
    Within {
        kind: Some(kind),
        told: Told::All,
    }
}

fn stamp(text: &str) -> Stamp {
    Stamp::parse(text).unwrap()
}

#[test]
fn everything_the_scenario_tells_is_in_it_once() {
    let codex = petrograd_codex();
    let scenario = codex.scenario();
    let topics = everything(&codex);
    let n = scenario.entries.len()
        + scenario.places.len()
        + scenario.events.len()
        + scenario.turning_points.len()
        + scenario.debates.len()
        + scenario.sources.len();
    assert_eq!(topics.len(), n);
    assert_eq!(topics.iter().collect::<BTreeSet<_>>().len(), n);
    for topic in topics {
        let card = codex.card(topic, Told::All).unwrap();
        assert!(!card.name.is_empty() && !codex.listed(topic).is_empty());
        let is_said = match card.body {
            Body::Prose(text) => !text.is_empty(),
            Body::Words(words) => !words.is_empty(),
            Body::TurningPoint(point) => !point.record.is_empty(),
            Body::Debate(debate) => !debate.text.is_empty(),
        };
        assert!(is_said, "nothing is said of `{}`", card.name);
    }
}

#[test]
fn a_name_is_found_whatever_way_it_is_typed() {
    let codex = petrograd_codex();
    let lenin = first(&codex, "lenin");
    assert_eq!(codex.name(lenin), "Vladimir Lenin");
    for typed in [
        "LENIN",
        "  lenin ",
        "“Lenin”",
        "Ленин",
        "владимир ленин",
        "leni\u{301}n",
    ] {
        assert_eq!(first(&codex, typed), lenin, "{typed}");
    }
    for typed in ["Троцкий", "ТРОЦКІЙ", "trotskii", "trotsky"] {
        assert_eq!(codex.name(first(&codex, typed)), "Leon Trotsky", "{typed}");
    }
    assert_eq!(found(&codex, "Смольный")[0], "Smolny Institute");
    assert_eq!(found(&codex, "hotel de france")[0], "Hôtel de France");
    assert_eq!(
        found(&codex, "hermitage")[0],
        "Winter Palace",
        "its name today"
    );
    assert!(
        found(&codex, "Mieville")
            .iter()
            .any(|name| name == "October")
    );
}

#[test]
fn what_fits_best_comes_first() {
    let codex = petrograd_codex();
    let hits = codex.find("lenin", Within::default());
    let fits: Vec<Fit> = hits.iter().map(|hit| hit.fit).collect();
    assert!(fits.is_sorted());
    assert_eq!(
        fits.iter().filter(|fit| **fit == Fit::Exact).count(),
        1,
        "he alone"
    );
    assert!(fits.contains(&Fit::Starts), "Lenin …");
    assert!(fits.contains(&Fit::StartsAWord), "… Lenin …");
    assert!(fits.contains(&Fit::InText), "entries that tell of him");
    let inside = codex.find("enin", Within::default());
    assert_eq!(inside[0].fit, Fit::Inside);
    let words = codex.find("sealed zurich", Within::default());
    assert_eq!(words[0].fit, Fit::InText, "every word, in any order");
    let people = Within {
        kind: Some(Kind::Person),
        told: Told::All,
    };
    let hits = codex.find("lenin", people);
    assert!(
        hits.iter()
            .all(|hit| codex.kind(hit.topic) == Some(Kind::Person))
    );
}

#[test]
fn strange_searches_find_nothing_and_break_nothing() {
    let codex = petrograd_codex();
    for typed in ["", "   ", "\t\n\u{a0}", "\u{0}\u{1b}\u{202e}", "“”"] {
        assert_eq!(found(&codex, typed), Vec::<String>::new(), "{typed:?}");
        assert_eq!(codex.meant(typed, Told::All), None, "{typed:?}");
    }
    for typed in [
        "x".repeat(10_000),
        "lenin ".repeat(2_000),
        "ж".repeat(10_000),
        "🂡".repeat(99),
    ] {
        let hits = codex.find(&typed, Within::default());
        assert!(hits.len() < codex.scenario().entries.len());
        let _ = codex.meant(&typed, Told::All);
    }
    for typed in ["(", "[a-z", "\\", "%s", "'; DROP", "\u{1b}[2J"] {
        let _ = codex.find(typed, Within::default());
    }
    assert_eq!(codex.meant("kernsky", Told::All), Some("kerensky"));
    assert_eq!(codex.meant("троцкй", Told::All), Some("троцкии"));
}

#[test]
fn people_are_listed_by_surname_and_dates_by_month() {
    let codex = petrograd_codex();
    let people = codex.list(of_kind(Kind::Person));
    let heads: Vec<&str> = people.iter().map(|group| group.head.as_str()).collect();
    assert!(heads.is_sorted(), "{heads:?}");
    let under = |letter: &str| -> Vec<&str> {
        let group = people.iter().find(|group| group.head == letter).unwrap();
        group
            .topics
            .iter()
            .map(|topic| codex.listed(*topic))
            .collect()
    };
    assert!(under("K").contains(&"Kerensky, Alexander"));
    assert!(under("L").contains(&"Lvov, Prince Georgy"));
    assert!(under("N").contains(&"Nicholas II"));
    let events = codex.list(of_kind(Kind::Event));
    assert_eq!(events[0].head, "January 1917");
    let months: BTreeSet<&str> = events.iter().map(|group| group.head.as_str()).collect();
    assert_eq!(months.len(), events.len(), "each month once");
    let debates = codex.list(of_kind(Kind::Debate));
    assert_eq!(debates.len(), 1);
    assert_eq!(
        codex.name(debates[0].topics[0]),
        "Was the February Revolution led?"
    );
}

#[test]
fn links_go_both_ways() {
    let codex = petrograd_codex();
    for topic in everything(&codex) {
        let card = codex.card(topic, Told::All).unwrap();
        let sources = card.sources.iter().map(|id| Topic::Source(*id));
        for to in card.see.iter().copied().chain(sources) {
            let back = codex.named_in(to);
            assert!(
                back.contains(&topic),
                "`{}` to `{}`",
                card.name,
                codex.name(to)
            );
        }
        if let Body::Prose(text) = card.body {
            for (link, _) in text.links() {
                let to = Topic::from(link);
                assert!(to == topic || codex.named_in(to).contains(&topic));
            }
        }
        assert!(!codex.named_in(topic).contains(&topic), "to itself");
    }
    let lenin = first(&codex, "lenin");
    let kinds: BTreeSet<Kind> = codex
        .named_in(lenin)
        .iter()
        .filter_map(|topic| codex.kind(*topic))
        .collect();
    assert!(kinds.len() > 1, "{kinds:?}");
    let smolny = codex
        .card(first(&codex, "smolny institute"), Told::All)
        .unwrap();
    assert!(smolny.scenes.iter().any(|(_, pages)| *pages > 0));
}

#[test]
fn a_debate_leads_to_what_bears_on_it_and_back() {
    let codex = petrograd_codex();
    let debate = first(&codex, "Was October a coup");
    let card = codex.card(debate, Told::All).unwrap();
    assert!(card.see.len() >= 6);
    for point in &card.see {
        assert_eq!(codex.kind(*point), Some(Kind::TurningPoint));
        let leads = codex.card(*point, Told::All).unwrap();
        assert!(leads.see.contains(&debate) || leads.named_in.contains(&debate));
    }
    assert!(card.sources.len() > 3);
}

#[test]
fn what_lies_ahead_is_held_back() {
    let codex = petrograd_codex();
    let july = Told::UpTo(stamp("1917-07-05 12:00"));
    let within = Within {
        kind: None,
        told: july,
    };
    let ahead = first(&codex, "Kornilov is arrested");
    assert_eq!(codex.kind(ahead), Some(Kind::Event));
    let hits = codex.find("Kornilov is arrested", within);
    assert!(hits.iter().all(|hit| hit.topic != ahead));
    let held = codex.n_held_back(within);
    assert!(held > 50);
    let listed: usize = codex
        .list(within)
        .iter()
        .map(|group| group.topics.len())
        .sum();
    assert_eq!(listed + held, everything(&codex).len());
    let palace = first(&codex, "winter palace");
    let whole = codex.card(palace, Told::All).unwrap();
    let now = codex.card(palace, july).unwrap();
    assert_eq!(whole.n_held_back, 0);
    assert_eq!(now.named_in.len() + now.n_held_back, whole.named_in.len());
    assert!(now.n_held_back > 0);
    let dated = now
        .named_in
        .iter()
        .filter(|topic| matches!(codex.kind(**topic), Some(Kind::Event | Kind::TurningPoint)));
    for topic in dated {
        assert!(codex.is_told(*topic, july), "{}", codex.name(*topic));
    }
    // People and words are there from the first.
    assert_eq!(
        codex.n_held_back(Within {
            kind: Some(Kind::Person),
            told: july
        }),
        0
    );
}

/// A run of the Red Guard: always the choice at this position, or the last there is.
fn run(scenario: &Scenario, choice: usize) -> Replay {
    let role = scenario.role_by_key("red_guard").unwrap();
    let mut run = Replay::of(scenario, role, &Readings::default());
    while let october::journal::Position::Scene(id) = run.position() {
        let n = scenario[id].choices.len();
        let tried = (0..n).map(|at| (choice + at) % n);
        let mut open =
            tried.filter(|at| october::rules::is_open(run.state(), &scenario[id].choices[*at]));
        let at = open.next().unwrap();
        run.decide(scenario, at, Luck::Seed(7)).unwrap();
    }
    run
}

#[test]
fn the_year_stands_in_order_of_time_with_a_run_beside_it() {
    let codex = petrograd_codex();
    let scenario = codex.scenario();
    let year = codex.year(Told::All, None);
    assert_eq!(year.n_held_back, 0);
    let moments: Vec<_> = year.days.iter().flat_map(|day| &day.moments).collect();
    assert_eq!(moments.len(), scenario.timeline.len());
    assert!(moments.iter().all(|moment| moment.own.is_none()));
    assert!(
        year.days
            .is_sorted_by(|a, b| a.when.cmp_on_clock(b.when).is_le())
    );
    let palace = year
        .days
        .iter()
        .find(|day| day.label == "Wednesday 25 October 1917")
        .unwrap();
    assert_eq!(palace.other, "7 November, New Style");
    assert!(palace.moments.iter().any(|moment| moment.answer.is_some()));
    let ran = run(scenario, 1);
    let beside = codex.year(Told::All, Some(&ran));
    let own: Vec<_> = beside
        .days
        .iter()
        .flat_map(|day| &day.moments)
        .filter_map(|moment| Some((moment, moment.own.as_ref()?)))
        .collect();
    assert!(!own.is_empty());
    for (moment, own) in own {
        assert_eq!(own.turned, moment.answer.as_ref() != Some(&own.answer));
    }
    let early = codex.year(Told::UpTo(stamp("1917-02-20")), Some(&ran));
    let n_told: usize = early.days.iter().map(|day| day.moments.len()).sum();
    assert_eq!(n_told + early.n_held_back, scenario.timeline.len());
    assert!(n_told < 5);
}

/// The petition without a single debate.
fn without_debates() -> Arc<Scenario> {
    let files: Vec<SourceFile> = petition_files()
        .into_iter()
        .map(|file| {
            let text = match file.path.as_str() {
                "debates.ron" => "[]".to_owned(),
                _ => {
                    let text = file.text.clone().unwrap();
                    text.replace("debate: \"why_it_passed\",", "")
                }
            };
            SourceFile {
                text: Ok(text),
                ..file
            }
        })
        .collect();
    let loaded = format::load(&files);
    Arc::new(
        loaded
            .scenario
            .unwrap_or_else(|| panic!("{:?}", loaded.diagnostics)),
    )
}

#[test]
fn a_scenario_may_have_little_to_tell() {
    let codex = Codex::of(petition());
    assert!(codex.kinds().count() > 3);
    let text = include_str!("../../assets/new_scenario/codex.ron");
    assert!(
        text.contains("Tobias Rell, keeper"),
        "a name that is no surname last"
    );
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("my_town");
    store::begin_scenario(&dir).unwrap();
    let new = format::load(&store::folder_files(&dir).unwrap())
        .scenario
        .unwrap();
    let codex = Codex::of(Arc::new(new));
    let keeper = first(&codex, "tobias");
    assert_eq!(codex.listed(keeper), "Tobias Rell, keeper of the granary");
    for topic in everything(&codex) {
        codex.card(topic, Told::All).unwrap();
    }
}

#[test]
fn without_debates_the_terminal_says_so() {
    let scenario = without_debates();
    assert_eq!(scenario.debates, []);
    let text = Terminal::of(scenario)
        .role("clerk")
        .types(&["debates", "year", "who debates"]);
    assert!(
        text.contains("No debate of historians is told of here."),
        "{text}"
    );
    assert!(text.contains("Debates: none is told of yet."), "{text}");
}

#[test]
fn the_terminal_lists_kinds_and_keeps_what_lies_ahead() {
    let game = Terminal::of(petrograd()).role("red_guard");
    let text = game.types(&[
        "who people",
        "who events",
        "year",
        "debates",
        "who casualties died",
    ]);
    assert!(text.contains("K: Kamenev, Lev; "), "{text}");
    assert!(text.contains("more lie ahead of this hour."), "{text}");
    assert!(
        text.contains("Type year all to read the whole year."),
        "{text}"
    );
    assert!(!text.contains("Mutiny of the Volynsky"), "{text}");
    assert!(
        text.contains("What historians dispute: Was the February Revolution led?"),
        "{text}"
    );
    assert!(!text.contains("what in your run touches it"), "{text}");
    let text = game.types(&["year all"]);
    assert!(
        text.contains("Wednesday 25 October 1917 (7 November, New Style)"),
        "{text}"
    );
}

#[test]
fn every_person_word_and_place_of_petrograd_has_its_russian_name_and_how_it_is_said() {
    let scenario = petrograd();
    let mut missing = Vec::new();
    let mut look = |name: &str, original: Option<&str>, say: Option<&str>| {
        let is_cyrillic = |text: &str| {
            text.chars()
                .any(|it| ('а'..='я').contains(&it) || ('А'..='Я').contains(&it))
        };
        let is_latin =
            |text: &str| text.chars().any(|it| it.is_ascii_uppercase()) && text.is_ascii();
        if !original.is_some_and(is_cyrillic) || !say.is_some_and(is_latin) {
            missing.push(name.to_owned());
        }
    };
    for entry in &scenario.entries {
        if entry.kind != EntryKind::Misconception {
            look(&entry.name, entry.original.as_deref(), entry.say.as_deref());
        }
    }
    for place in &scenario.places {
        look(&place.name, place.original.as_deref(), place.say.as_deref());
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn the_debates_of_petrograd_are_the_eight_and_more() {
    let scenario = petrograd();
    for key in [
        "coup_or_uprising",
        "inevitable_or_contingent",
        "lenins_part",
        "could_the_government_have_lasted",
        "could_a_coalition",
        "assembly_viable",
        "german_money",
        "violence",
    ] {
        let debate = scenario.debates.iter().find(|it| it.key == key).unwrap();
        assert!(debate.positions.len() >= 3, "{key}");
        assert!(!debate.turning_points.is_empty(), "{key}");
        assert!(debate.ask.contains('?'), "{key}");
        for position in &debate.positions {
            assert!(!position.sources.is_empty(), "{key}: {}", position.name);
            for part in [&position.who, &position.claim, &position.evidence] {
                assert!(!part.is_empty(), "{key}: {}", position.name);
            }
        }
    }
}
