//! A class as a page for the projector and for print: one question to a screen, its
//! answers as pupils side by side, history's hatched and tagged and no more than that.
//!
//! Nothing on it runs or is fetched: the keys of the browser and links within the page do
//! for turning over.

use maud::{Markup, PreEscaped, html};

use super::{ClassSheet, most};
use crate::class::{
    Class, EMPTY, Endings, NOT_THE_RIGHT_ANSWER, PRIVACY, Question, RoleRoutes, Tally, counted,
};
use crate::model::SceneId;
use crate::report::page::page_with;

const STYLE: &str = include_str!("class.css");

/// The most pupils that are drawn one by one; of more a bar is drawn.
const MOST_BUSTS: usize = 40;

/// How many of them stand side by side.
const IN_A_ROW: usize = 20;

/// How far they stand apart, and their rows.
const BUST: (usize, usize) = (31, 60);

/// How wide the bars are drawn; the page scales them.
const BAR: usize = 1000;

/// How wide the bars in lists are drawn, as they are.
const PART: usize = 110;

/// The most ways through a role's story that are told one by one.
const MOST_ROUTES: usize = 12;

/// What all drawings share: a pupil, and history's hatching.
const SHARED: &str = r##"<svg width="0" height="0" class="hidden" aria-hidden="true" focusable="false"><defs><symbol id="bust" viewBox="0 0 28 56"><path d="M4.5 15.1a9.5 9.5 0 1 0 19 0a9.5 9.5 0 1 0 -19 0Z"/><path d="M10.6 20.2L17.4 20.2L18.5 28L25.2 30.8L27.7 35.8L27.7 56L0.3 56L0.3 35.8L2.8 30.8L9.5 28Z"/></symbol><pattern id="hatch" width="6" height="24" patternUnits="userSpaceOnUse"><rect width="6" height="24" fill="#f2e8d5"/><path d="M0 24L6 0" stroke="#17130f" stroke-width="1.6"/></pattern></defs></svg>"##;

/// The page.
#[must_use]
pub fn class_html(sheet: &ClassSheet<'_>) -> String {
    let class = sheet.class;
    let title = format!("{}: {}", sheet.title, sheet.scenario.title);
    let head = html! {
        h1 { (sheet.title) }
        p { (sheet.scenario.title) " · " (handed_in(sheet)) }
    };
    let body = if class.n_runs == 0 {
        html! { p { (EMPTY) } (remarks(sheet)) }
    } else {
        html! {
            (PreEscaped(SHARED))
            (overview(sheet))
            @for index in 0..class.turning_points.len() { (slide(class, index)) }
            @for of_role in &class.routes { (role(sheet, of_role)) }
            footer {
                p.note { (PRIVACY) }
                p.note { "Made by October from run codes; nothing here was sent anywhere." }
            }
        }
    };
    page_with(&title, STYLE, head, body)
}

fn handed_in(sheet: &ClassSheet<'_>) -> String {
    let read = counted(sheet.class.n_runs, "run read", "runs read");
    match sheet.reading.unread.len() {
        0 => read,
        n => format!("{read}, {n} not readable"),
    }
}

fn remarks(sheet: &ClassSheet<'_>) -> Markup {
    let remarks = sheet.remarks();
    html! {
        @if !remarks.is_empty() { ul.notes { @for remark in &remarks { li { (remark) } } } }
    }
}

/// Every question at a glance, each a link to its own screen.
fn overview(sheet: &ClassSheet<'_>) -> Markup {
    let class = sheet.class;
    html! {
        section.overview #all aria-labelledby="all-title" {
            h2 #all-title { "Turning points" }
            p { (class.summary(sheet.scenario)) }
            @if let Some(words) = class.where_to_begin() { p { (words) } }
            ol {
                @for question in &class.turning_points {
                    li { a href={ "#" (anchor(question)) } {
                        span.title { (question.title) }
                        (stacked(question))
                    } }
                }
            }
            p.note { svg.key viewBox="0 0 28 14" aria-hidden="true" focusable="false" {
                rect x="0.75" y="0.75" width="26.5" height="12.5" fill="url(#hatch)" stroke="#17130f" stroke-width="1.5" {}
            } " history’s answer. " (NOT_THE_RIGHT_ANSWER) " Counts only, no names." }
            (remarks(sheet))
        }
    }
}

fn anchor(question: &Question) -> String {
    format!("q-{}", question.key)
}

/// All answers as parts of one bar: history's hatched, then solid, faint, outlined.
fn stacked(question: &Question) -> Markup {
    const WIDTH: usize = 232;
    let total = question.n_answered;
    let mut parts = Vec::new();
    let (mut before, mut n_others) = (0, 0);
    for tally in &question.answers {
        let (fill, stroke) = match (tally.historical, n_others) {
            (true, _) => ("url(#hatch)", "#17130f"),
            (false, 0) => ("#17130f", "#17130f"),
            (false, 1) => ("#7a6d57", "#7a6d57"),
            (false, _) => ("#f2e8d5", "#17130f"),
        };
        n_others += usize::from(!tally.historical);
        let from = share(before, total, WIDTH);
        before += tally.n_runs;
        let to = share(before, total, WIDTH);
        if to > from {
            parts.push((from, (to - from).saturating_sub(2).max(1), fill, stroke));
        }
    }
    let label = question.shares_in_words();
    html! {
        svg.stacked viewBox="0 0 232 20" role="img" aria-label=(label) focusable="false" {
            @for (x, width, fill, stroke) in parts {
                rect x=(x) y="1" width=(width) height="18" fill=(fill) stroke=(stroke) stroke-width="1.5" {}
            }
        }
    }
}

fn share(part: usize, of: usize, width: usize) -> usize {
    (part * width).checked_div(of).unwrap_or(0)
}

/// One question to a screen.
fn slide(class: &Class, index: usize) -> Markup {
    let Some(question) = class.turning_points.get(index) else {
        return html! {};
    };
    let before = index
        .checked_sub(1)
        .and_then(|index| class.turning_points.get(index));
    let after = class.turning_points.get(index + 1);
    let id = anchor(question);
    let title = format!("{id}-title");
    html! {
        section.slide id=(id) aria-labelledby=(title) {
            p.day { (question.day) }
            h2 id=(title) { (question.question) }
            @if question.n_answered == 0 {
                p { "There is no answer to count." }
            } @else {
                (answers(class, question))
            }
            @if !question.absences().is_empty() && question.n_answered > 0 {
                p.note { (question.absences()) }
            }
            @if let Some(talk) = question.to_talk_about() {
                p.talk { em { "To talk about." } " " (talk) }
            }
            nav aria-label={ "From " (question.title) } {
                @if let Some(before) = before { a href={ "#" (anchor(before)) } { "← " (before.title) } }
                a href="#all" { "All questions" }
                @if let Some(after) = after { a href={ "#" (anchor(after)) } { (after.title) " →" } }
            }
        }
    }
}

fn answers(class: &Class, question: &Question) -> Markup {
    let most = most(&question.answers);
    html! {
        table.answers {
            caption.hidden { "How many runs came to each answer" }
            thead.hidden { tr { th scope="col" { "Runs" } th scope="col" { "Answer" } } }
            tbody { @for tally in &question.answers {
                tr class=(if tally.historical { "history" } else { "other" }) {
                    td.count { (tally.n_runs) }
                    th scope="row" {
                        span.answer { (tally.text) }
                        @if tally.historical { span.tag { "= History" @if !question.standing.is_empty() { ", " (question.standing) } } }
                        span.figures {
                            (figures(tally, most))
                            span.groups { (class.groups_in_words(tally)) }
                        }
                    }
                }
            } }
        }
    }
}

/// The pupils side by side, or a bar where they are too many to be counted.
fn figures(tally: &Tally, most: usize) -> Markup {
    if tally.n_runs == 0 {
        return html! { span.nobody { "nobody" } };
    }
    if most > MOST_BUSTS {
        let width = share(tally.n_runs, most, BAR).max(2);
        return html! {
            svg.bar viewBox={ "0 0 " (BAR) " 40" } preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                rect x="0" y="0" width=(width) height="40" {}
            }
        };
    }
    let (n_across, n_rows) = (tally.n_runs.min(IN_A_ROW), tally.n_runs.div_ceil(IN_A_ROW));
    let (across, down) = BUST;
    html! {
        svg.busts style={ "--across: " (n_across) "; --rows: " (n_rows) }
            viewBox={ "0 0 " (n_across * across) " " (n_rows * down) }
            aria-hidden="true" focusable="false" {
            @for place in 0..tally.n_runs {
                use href="#bust" x=(place % IN_A_ROW * across) y=(place / IN_A_ROW * down)
                    width="28" height="56" {}
            }
        }
    }
}

/// What a role's runs decided, how they ended, and what nobody found.
fn role(sheet: &ClassSheet<'_>, of_role: &RoleRoutes) -> Markup {
    let class = sheet.class;
    let name = &sheet.scenario[of_role.role].name;
    let own: Vec<&Question> = class
        .decisions
        .iter()
        .filter(|question| question.role == Some(of_role.role) && question.n_answered > 0)
        .collect();
    let endings = class.endings.iter().find(|item| item.role == of_role.role);
    let chapters = own.chunk_by(|a, b| a.chapter == b.chapter);
    html! {
        section {
            h2 { "Decisions: " (name) }
            @for chapter in chapters { (chapter_table(class, chapter)) }
            @if let Some(endings) = endings { (endings_table(name, endings)) }
            (ways(sheet, name, of_role))
        }
    }
}

fn chapter_table(class: &Class, questions: &[&Question]) -> Markup {
    let title = questions.first().map_or("", |question| &question.chapter);
    let grouped = class.groups.len() > 1 && class.by == crate::class::GroupBy::Label;
    html! {
        h3 { (title) }
        table.decisions {
            caption.hidden { "Decisions: " (title) }
            thead { tr {
                th scope="col" { "Decision" }
                th.runs scope="col" { "Runs" }
                th scope="col" { "Choice" }
                @if grouped { th scope="col" { "Groups" } }
            } }
            @for question in questions { tbody {
                @for (index, tally) in question.answers.iter().enumerate() {
                    tr class=(row_class(tally)) {
                        @if index == 0 {
                            th scope="rowgroup" rowspan=(question.answers.len()) {
                                (question.question)
                                small { (question.day) }
                                @if !question.absences().is_empty() { small { (question.absences()) } }
                            }
                        }
                        (count_and_choice(tally, question.n_answered))
                        @if grouped { td.groups { (class.groups_in_words(tally)) } }
                    }
                }
            } }
        }
    }
}

fn row_class(tally: &Tally) -> &'static str {
    match (tally.historical, tally.n_runs) {
        (true, _) => "history",
        (false, 0) => "none",
        (false, _) => "other",
    }
}

fn count_and_choice(tally: &Tally, total: usize) -> Markup {
    let width = share(tally.n_runs, total, PART);
    html! {
        td.runs {
            b { (tally.n_runs) }
            svg.part viewBox={ "-1 -1 " (PART + 2) " 14" } aria-hidden="true" focusable="false" {
                rect.room x="0" y="0" width=(PART) height="12" {}
                @if width > 0 { rect.full x="0" y="0" width=(width) height="12" {} }
            }
        }
        td { (tally.text) @if tally.historical { " " span.tag { "= History" } } @if tally.n_runs == 0 { small { "nobody" } } }
    }
}

fn endings_table(name: &str, endings: &Endings) -> Markup {
    let total: usize = endings.endings.iter().map(|tally| tally.n_runs).sum();
    html! {
        h3 { "Endings" }
        table.decisions.endings {
            caption.hidden { "Endings: " (name) }
            thead { tr { th.runs scope="col" { "Runs" } th scope="col" { "Ending" } } }
            tbody { @for tally in &endings.endings {
                tr class=(row_class(tally)) { (count_and_choice(tally, total)) }
            } }
        }
        @if endings.n_open > 0 {
            p.note { (counted(endings.n_open, "run goes on.", "runs go on.")) }
        }
    }
}

fn ways(sheet: &ClassSheet<'_>, name: &str, of_role: &RoleRoutes) -> Markup {
    let titles = |scenes: &[SceneId]| -> String {
        let titles: Vec<String> = scenes
            .iter()
            .map(|scene| format!("“{}”", sheet.scenario[*scene].title))
            .collect();
        titles.join(", ")
    };
    let ways = counted(of_role.routes.len(), "way", "different ways");
    let n_more = of_role.routes.len().saturating_sub(MOST_ROUTES);
    html! {
        h3 { "Ways through the story" }
        p { "Whole runs of the " (name) " went through the scenes in " (ways) "." }
        @if of_role.routes.len() > 1 {
            ul { @for route in of_role.routes.iter().take(MOST_ROUTES) {
                li { (counted(route.n_runs, "run", "runs")) " by "
                    @if route.apart.is_empty() { "none of these" } @else { (titles(&route.apart)) }
                }
            }
            @if n_more > 0 { li { "and " (n_more) " more" } } }
        }
        p { (of_role.found_in_words(&titles(&of_role.unseen))) }
    }
}
