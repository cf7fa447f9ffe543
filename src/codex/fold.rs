//! Making what is typed and what is printed comparable: one case, no accents, plain
//! apostrophes; and Cyrillic in Latin letters, for those who know a name by another spelling.
//!
//! It knows nothing of the codex; ranking is in `search`.

/// The longest text that is looked for, in letters; nobody means more than that.
const LONGEST: usize = 200;

/// Small letters without accents, quotation marks or control characters; any white space is
/// one space, and there is none at the ends.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        if letter.is_whitespace() {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else if !is_dropped(letter) {
            push(&mut folded, letter);
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// What was typed, folded and no longer than anybody means.
#[must_use]
pub fn wanted(typed: &str) -> String {
    let short: String = typed.trim_start().chars().take(LONGEST).collect();
    fold(&short)
}

/// Russian in Latin letters, letter by letter as libraries do it: "trotskii". Of a text
/// already folded.
#[must_use]
pub fn in_latin(folded: &str) -> String {
    let mut latin = String::with_capacity(folded.len());
    for letter in folded.chars() {
        match LATIN.iter().find(|(cyrillic, _)| *cyrillic == letter) {
            Some((_, letters)) => latin.push_str(letters),
            None => latin.push(letter),
        }
    }
    latin
}

/// Control characters, marks that turn the direction of writing, accents that stand alone,
/// and quotation marks.
fn is_dropped(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}'
                | '\u{300}'..='\u{36f}'
                | '\u{feff}'
                | '“' | '”' | '„' | '"' | '«' | '»'
        )
}

fn push(folded: &mut String, letter: char) {
    let plain = match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ł' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' => 's',
        'ť' | 'ţ' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'æ' => return folded.push_str("ae"),
        'œ' => return folded.push_str("oe"),
        'ß' => return folded.push_str("ss"),
        'ё' | 'ѣ' => 'е',
        'й' | 'і' | 'ї' | 'ѵ' => 'и',
        'ѳ' => 'ф',
        '’' | '‘' | 'ʼ' | '′' | '`' => '\'',
        '–' | '—' | '‑' | '−' => '-',
        other => other,
    };
    folded.push(plain);
}

const LATIN: [(char, &str); 31] = [
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('е', "e"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ъ', ""),
    ('ы', "y"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "iu"),
    ('я', "ia"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_finds_printing() {
        assert_eq!(fold(" Rabochii  put’\n"), "rabochii put'");
        assert_eq!(fold("“Ёлка”"), "елка");
        assert_eq!(fold("Hôtel de France"), "hotel de france");
        assert_eq!(fold("Miéville"), fold("Mie\u{301}ville"));
        assert_eq!(fold("ТРОЦКІЙ"), fold("Троцкий"));
    }

    #[test]
    fn what_cannot_be_seen_is_not_looked_for() {
        assert_eq!(fold("\u{1b}[2J\u{0}\u{202e}lenin\u{200b}"), "[2jlenin");
        assert_eq!(fold(" \t\u{a0}\n"), "");
        assert_eq!(wanted(&"x".repeat(10_000)).len(), 200);
        assert_eq!(wanted(&" ".repeat(10_000)), "");
    }

    #[test]
    fn cyrillic_is_also_known_in_latin_letters() {
        assert_eq!(in_latin(&fold("Лев Троцкий")), "lev trotskii");
        assert_eq!(in_latin(&fold("Щорс, объезд")), "shchors, obezd");
    }
}
