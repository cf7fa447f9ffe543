//! Prose cut into pages that fit a room's screen.
//!
//! Paragraphs stay whole where they can; one that has to be cut is cut after a sentence, and
//! only a sentence longer than a page after a word. The pages are filled alike, so that the
//! last one is not a single line. Nothing is measured here: the caller says what a text's
//! height is.

use crate::model::{Paragraph, Prose, Span};

/// How many halvings find the least height that needs no more pages.
const HALVINGS: u8 = 5;

/// A page filled so far is left rather than have a paragraph cut at its foot.
const FULL: f32 = 0.66;

/// The pages of a text, each at most `room` high; at least one.
pub(super) fn pages(prose: &Prose, room: f32, height: &dyn Fn(&Prose) -> f32) -> Vec<Prose> {
    let fewest = filled(prose, room, height);
    if fewest.len() < 2 {
        return fewest;
    }
    let (mut low, mut high, mut best) = (0.0, room, fewest);
    for _ in 0..HALVINGS {
        let middle = f32::midpoint(low, high);
        let pages = filled(prose, middle, height);
        // A page that would have to be scrolled is no better.
        let is_over = pages.iter().any(|page| height(page) > middle);
        if pages.len() > best.len() || is_over {
            low = middle;
        } else {
            high = middle;
            best = pages;
        }
    }
    best
}

/// As much as fits on each page in turn.
fn filled(prose: &Prose, room: f32, height: &dyn Fn(&Prose) -> f32) -> Vec<Prose> {
    let fits = |page: &Prose, more: &Paragraph| height(&with(page, more)) <= room;
    let mut pages = Vec::new();
    let mut page = Prose::default();
    for paragraph in &prose.paragraphs {
        let mut rest = paragraph.clone();
        loop {
            if fits(&page, &rest) {
                page.paragraphs.push(rest);
                break;
            }
            let is_bare = page.paragraphs.is_empty();
            let is_full = !is_bare && height(&page) > room * FULL;
            let cut = if is_full {
                None
            } else {
                last_cut(&rest, Ends::Sentences, &|head| fits(&page, head))
            };
            let cut = cut.or_else(|| match is_bare {
                true => last_cut(&rest, Ends::Words, &|head| fits(&page, head)),
                false => None,
            });
            match cut {
                Some((head, tail)) => {
                    page.paragraphs.push(head);
                    rest = tail;
                }
                None if is_bare => {
                    // Not even a word fits: the page is scrolled.
                    page.paragraphs.push(rest);
                    break;
                }
                None => {}
            }
            pages.push(std::mem::take(&mut page));
        }
    }
    if !page.paragraphs.is_empty() || pages.is_empty() {
        pages.push(page);
    }
    pages
}

fn with(page: &Prose, more: &Paragraph) -> Prose {
    let paragraphs = page.paragraphs.iter().chain([more]);
    Prose {
        paragraphs: paragraphs.cloned().collect(),
    }
}

/// Where a paragraph may be cut.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    Sentences,
    Words,
}

/// The longest beginning of a paragraph that fits and leaves something over, and what it
/// leaves.
fn last_cut(
    paragraph: &Paragraph,
    ends: Ends,
    fits: &dyn Fn(&Paragraph) -> bool,
) -> Option<(Paragraph, Paragraph)> {
    let letters: Vec<char> = paragraph.plain().chars().collect();
    let is_end = |at: &usize| match ends {
        Ends::Sentences => ends_sentence(&letters, *at),
        Ends::Words => letters
            .get(*at)
            .is_some_and(|letter| letter.is_whitespace()),
    };
    let places: Vec<usize> = (1..letters.len()).filter(is_end).collect();
    // What fits is a beginning of the list.
    let n_fit = places.partition_point(|at| fits(&split(paragraph, *at).0));
    let at = n_fit.checked_sub(1).and_then(|last| places.get(last))?;
    let (head, tail) = split(paragraph, *at);
    (!tail.plain().trim().is_empty()).then_some((head, tail))
}

/// Whether the space at this position follows on a sentence.
fn ends_sentence(letters: &[char], at: usize) -> bool {
    let is_space = |letter: Option<&char>| letter.is_some_and(|it| it.is_whitespace());
    let closes = |letter: &&char| matches!(letter, '”' | '’' | ')' | '"');
    let Some((before, after)) = letters.split_at_checked(at) else {
        return false;
    };
    let stop = before.iter().rev().find(|letter| !closes(letter));
    let next = after.get(1);
    let begins = next.is_some_and(|it| it.is_uppercase() || it.is_numeric() || "“‘(".contains(*it));
    is_space(after.first()) && begins && stop.is_some_and(|it| matches!(it, '.' | '!' | '?' | '…'))
}

/// A paragraph cut before the space at this position; the space goes.
fn split(paragraph: &Paragraph, at: usize) -> (Paragraph, Paragraph) {
    let (mut head, mut tail) = (Paragraph::default(), Paragraph::default());
    let mut left = at;
    for span in &paragraph.spans {
        let n_letters = span.text.chars().count();
        let part = |text: String| Span {
            text,
            ..span.clone()
        };
        let first: String = span.text.chars().take(left).collect();
        let mut second: String = span.text.chars().skip(left).collect();
        if tail.spans.is_empty() {
            second = second.trim_start().to_owned();
        }
        head.spans.extend((!first.is_empty()).then(|| part(first)));
        tail.spans
            .extend((!second.is_empty()).then(|| part(second)));
        left = left.saturating_sub(n_letters);
    }
    (head, tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(paragraphs: &[&str]) -> Prose {
        let of = |text: &&str| Paragraph {
            spans: vec![Span {
                text: (*text).to_owned(),
                ..Span::default()
            }],
        };
        Prose {
            paragraphs: paragraphs.iter().map(of).collect(),
        }
    }

    /// Ten letters to a line, and an empty line between paragraphs.
    fn lines(prose: &Prose) -> f32 {
        let n_lines = prose.paragraphs.iter().map(|it| {
            let n_letters = it.plain().chars().count();
            n_letters.div_ceil(10) + 1
        });
        n_lines.sum::<usize>() as f32
    }

    fn plain(pages: &[Prose]) -> Vec<String> {
        pages
            .iter()
            .map(|page| page.plain().replace("\n\n", "|"))
            .collect()
    }

    #[test]
    fn what_fits_is_one_page() {
        let text = prose(&["One two.", "Three."]);
        assert_eq!(plain(&pages(&text, 9.0, &lines)), ["One two.|Three."]);
        assert_eq!(pages(&Prose::default(), 9.0, &lines).len(), 1);
    }

    #[test]
    fn paragraphs_stay_whole_and_pages_are_alike() {
        let text = prose(&["aaaa bbbb.", "cccc dddd.", "eeee ffff.", "gggg hhhh."]);
        // Three would fit on the first page, but two and two read better.
        let two = ["aaaa bbbb.|cccc dddd.", "eeee ffff.|gggg hhhh."];
        assert_eq!(plain(&pages(&text, 6.0, &lines)), two);
    }

    #[test]
    fn a_long_paragraph_is_cut_after_a_sentence() {
        let text = prose(&["He waits. “Are you coming?” she asks. Nobody is. It snows."]);
        let cut = plain(&pages(&text, 5.0, &lines));
        assert_eq!(
            cut,
            [
                "He waits. “Are you coming?” she asks.",
                "Nobody is. It snows."
            ]
        );
    }

    #[test]
    fn a_long_sentence_is_cut_after_a_word_and_a_long_word_not_at_all() {
        let text = prose(&["one two three four five six seven eight"]);
        let cut = plain(&pages(&text, 3.0, &lines));
        assert!(cut.len() > 1, "{cut:?}");
        assert_eq!(cut.join(" "), "one two three four five six seven eight");
        let long = prose(&["Dampfschifffahrtsgesellschaft"]);
        assert_eq!(pages(&long, 2.0, &lines), [long]);
    }

    #[test]
    fn names_and_emphasis_stay_where_they_were() {
        let paragraph = Paragraph {
            spans: vec![
                Span {
                    text: "It is ".to_owned(),
                    ..Span::default()
                },
                Span {
                    text: "late. Go".to_owned(),
                    strong: true,
                    ..Span::default()
                },
                Span {
                    text: " home.".to_owned(),
                    ..Span::default()
                },
            ],
        };
        let (head, tail) = split(&paragraph, 11);
        assert_eq!(
            (head.plain().as_str(), tail.plain().as_str()),
            ("It is late.", "Go home.")
        );
        assert!(head.spans[1].strong && tail.spans[0].strong && !tail.spans[1].strong);
    }
}
