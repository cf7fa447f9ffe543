//! The hours of a run's own map.

use october::playthrough::{Action, PageView, Playthrough};

use crate::fixtures::petrograd;

fn played(n_decisions: usize) -> Playthrough {
    let scenario = petrograd();
    let role = scenario.role_by_key("red_guard").unwrap();
    let mut run = Playthrough::begin(scenario, role, 7);
    while run.replay().steps.len() < n_decisions {
        let action = match run.view(&Default::default()).page {
            PageView::Scene(_) => Action::Choose(0),
            PageView::After(_) | PageView::End(_) => Action::Continue,
        };
        run.act(action).unwrap();
    }
    run
}

#[test]
fn the_first_page_is_the_only_hour_of_a_new_run() {
    let run = played(0);
    let stops = run.city();
    assert_eq!(stops.len(), 1);
    assert_eq!(stops[0].here, run.view(&Default::default()).top.place);
    assert_eq!(stops[0].taken, []);
}

#[test]
fn hours_run_forward_and_end_with_the_page() {
    let run = played(25);
    let stops = run.city();
    let top = run.view(&Default::default()).top;
    assert_eq!(stops.last().unwrap().date, top.date);
    assert!(stops.len() > 10, "{}", stops.len());
    for pair in stops.windows(2) {
        assert!(!pair[1].when.has_come(pair[0].when), "{}", pair[1].date);
        let changed = pair[0]
            .holders
            .iter()
            .zip(&pair[1].holders)
            .filter(|(before, after)| before != after)
            .count();
        assert_eq!(pair[1].taken.len(), changed);
    }
    // Between the first stop and the page's own an hour stands only for a change.
    let inner = &stops[1..stops.len() - 1];
    assert!(inner.iter().all(|stop| !stop.taken.is_empty()));
}
