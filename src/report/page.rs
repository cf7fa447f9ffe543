//! What every page for the browser and for print shares: one file, nothing fetched from
//! anywhere, readable by screen readers, rows never cut by the end of a sheet.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// The look: black carries the weight, red marks what differs, hatching is history.
const STYLE: &str = include_str!("page.css");

/// The face of headings, inside the page: what a school's machine has to put in its place is
/// half as wide again, and nothing may be fetched.
static HEADS: LazyLock<String> = LazyLock::new(|| {
    let face = include_bytes!("../../assets/fonts/Oswald-Bold.ttf");
    let face = BASE64_STANDARD.encode(face);
    format!(
        "@font-face {{ font-family: \"October Heads\"; font-weight: 400 900; \
         src: url(data:font/ttf;base64,{face}); }}\n"
    )
});

/// A whole page around `body`. Nothing on it may run or be fetched, whatever a scenario's
/// texts hold.
pub(super) fn page(title: &str, head: Markup, body: Markup) -> String {
    page_with(title, "", head, body)
}

/// The same with rules of its own beside those that every page has.
pub(super) fn page_with(title: &str, style: &str, head: Markup, body: Markup) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy"
                    content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";
                title { (title) }
                style { (PreEscaped(HEADS.as_str())) (PreEscaped(STYLE)) (PreEscaped(style)) }
            }
            body {
                header { (head) }
                main { (body) }
            }
        }
    };
    markup.into_string()
}
