//! What pupils hand in, before anything of it is understood: bytes with a name, and the
//! text that is in them.
//!
//! Nothing here opens a file; the store does, and asks [`picture_or_the_like`] first, so
//! that no photo is read to its end. A text in another encoding than UTF-8 is read all the
//! same: codes are plain letters in every encoding, only labels can suffer, and a
//! [`Decoded`] says so.
//!
//! Start at [`Handed`].

use std::fmt;

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};

/// The largest file that is read, in bytes: a list of ten thousand codes takes a tenth.
pub const LARGEST_FILE: usize = 8 * 1024 * 1024;

/// The most files of one folder that are looked at.
pub const MOST_FILES: usize = 20_000;

/// The most bytes of one folder that are read, all files together.
pub const LARGEST_FOLDER: usize = 64 * 1024 * 1024;

/// Something that was handed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Handed {
    /// What to call it when something in it cannot be read.
    pub name: String,
    /// How it came.
    pub way: Way,
    /// The sub-folder it lay in, which labels all that is in it; `None` if in none.
    pub label: Option<String>,
    /// Its bytes, or why they were not read.
    pub content: Result<Vec<u8>, NotRead>,
}

/// How something was handed in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// A file, alone or in a folder.
    File,
    /// Typed or pasted, with anything around the codes.
    Pasted,
    /// Named by itself: it is a code or a mistake.
    Alone,
}

impl Handed {
    /// A text that was typed or pasted.
    #[must_use]
    pub fn pasted(text: &str) -> Self {
        Self::of(Way::Pasted, "what was pasted", text.as_bytes().to_vec())
    }

    /// Bytes that came by a pipe.
    #[must_use]
    pub fn piped(bytes: Vec<u8>) -> Self {
        Self::of(Way::Pasted, "standard input", bytes)
    }

    /// A code that was named by itself, and is neither a file nor a folder.
    #[must_use]
    pub fn alone(text: &str) -> Self {
        Self::of(Way::Alone, "the command line", text.as_bytes().to_vec())
    }

    /// The content of a file.
    #[must_use]
    pub fn file(name: &str, bytes: Vec<u8>) -> Self {
        Self::of(Way::File, name, bytes)
    }

    fn of(way: Way, name: &str, bytes: Vec<u8>) -> Self {
        Self {
            name: name.to_owned(),
            way,
            label: None,
            content: Ok(bytes),
        }
    }
}

/// Why something was not read as text.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotRead {
    /// More than [`LARGEST_FILE`] bytes.
    #[error("the file is too large to be a list of codes (more than {} MiB)", LARGEST_FILE / 1024 / 1024)]
    TooLarge,
    /// A picture, a document, or something else that is no text.
    #[error("{0}")]
    NotText(NotText),
    /// UTF-16 that breaks off or has half signs.
    #[error("the text is damaged UTF-16; save it as UTF-8")]
    DamagedUtf16,
    /// No file: a pipe, a device.
    #[error("this is not a file")]
    NotAFile,
    /// A folder in a sub-folder.
    #[error("this folder is not looked into: only one level of sub-folders is read")]
    TooDeep,
    /// More than [`MOST_FILES`] files or [`LARGEST_FOLDER`] bytes.
    #[error("the folder has too much in it, and the rest of it is not read (more than {MOST_FILES} files or {} MiB)", LARGEST_FOLDER / 1024 / 1024)]
    TooMuch,
    /// Neither a file nor a folder nor a code.
    #[error("there is no such file or folder, and it is no run code")]
    NotThere,
    /// The system's reason.
    #[error("it cannot be opened: {0}")]
    Io(String),
}

/// What a file is that is no text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum NotText {
    /// A photo or a drawing.
    Picture,
    /// A PDF.
    Pdf,
    /// An office document or another package.
    Package,
    /// Anything else.
    Other,
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Picture => "this is a picture; type the code that is on it",
            Self::Pdf => "this is a PDF; copy the codes out of it into a text file",
            Self::Package => {
                "this is an office document or an archive; save it as CSV or as plain text"
            }
            Self::Other => "this is not text",
        })
    }
}

/// How the first bytes of pictures, documents and packages look.
const SIGNATURES: &[(&[u8], NotText)] = &[
    (b"\x89PNG", NotText::Picture),
    (b"\xFF\xD8\xFF", NotText::Picture),
    (b"GIF8", NotText::Picture),
    (b"BM", NotText::Picture),
    (b"II*\0", NotText::Picture),
    (b"MM\0*", NotText::Picture),
    (b"RIFF", NotText::Picture),
    (b"%PDF", NotText::Pdf),
    (b"PK\x03\x04", NotText::Package),
    (b"\xD0\xCF\x11\xE0", NotText::Package),
    (b"7z\xBC\xAF", NotText::Package),
    (b"Rar!", NotText::Package),
    (b"\x1F\x8B", NotText::Package),
];

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What a file is by its first bytes, if it is certainly no text.
#[must_use]
pub fn picture_or_the_like(head: &[u8]) -> Option<NotText> {
    if utf16_of(head).is_some() {
        return None;
    }
    // Phones save photos as HEIC or AVIF, which begin with the length of a box.
    if head.get(4..8) == Some(b"ftyp".as_slice()) {
        return Some(NotText::Picture);
    }
    let is_control =
        |byte: &u8| *byte < b' ' && !matches!(*byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A);
    let has_control = head.iter().any(is_control);
    SIGNATURES
        .iter()
        .find(|(signature, _)| head.starts_with(signature))
        // Words can begin with two letters of these; what follows them tells.
        .filter(|(signature, kind)| has_control || signature.len() > 2 || *kind == NotText::Package)
        .map(|(_, kind)| *kind)
        .or(has_control.then_some(NotText::Other))
}

/// The text of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Decoded {
    /// With `\n` at the end of every line.
    pub(super) text: String,
    /// Which encoding was guessed, if one had to be.
    pub(super) guessed: Option<&'static str>,
}

/// The text in these bytes.
pub(super) fn decoded(bytes: &[u8]) -> Result<Decoded, NotRead> {
    if bytes.len() > LARGEST_FILE {
        return Err(NotRead::TooLarge);
    }
    if let Some(kind) = picture_or_the_like(bytes) {
        return Err(NotRead::NotText(kind));
    }
    if let Some(to_unit) = utf16_of(bytes) {
        let text = utf16(bytes, to_unit).ok_or(NotRead::DamagedUtf16)?;
        return Ok(Decoded {
            text: with_plain_ends(&text),
            guessed: None,
        });
    }
    let bytes = bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded {
            text: with_plain_ends(text),
            guessed: None,
        });
    }
    let encoding = one_byte_encoding(bytes);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Ok(Decoded {
        text: with_plain_ends(&text),
        guessed: Some(if encoding == WINDOWS_1251 {
            "Windows-1251"
        } else {
            "Windows-1252"
        }),
    })
}

/// How a pair of bytes makes a unit of UTF-16, if a mark says that it is such.
fn utf16_of(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    match bytes {
        [0xFF, 0xFE, ..] => Some(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => Some(u16::from_be_bytes),
        _ => None,
    }
}

fn utf16(bytes: &[u8], to_unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, []) = bytes.as_chunks::<2>() else {
        return None;
    };
    let units = pairs.iter().skip(1).map(|pair| to_unit(*pair));
    char::decode_utf16(units)
        .collect::<Result<String, _>>()
        .ok()
        .filter(|text| !text.contains('\0'))
}

/// Russian words are high bytes in a row; in the languages of Western Europe a high byte
/// stands among plain letters.
fn one_byte_encoding(bytes: &[u8]) -> &'static Encoding {
    let (mut in_a_row, mut among_plain) = (0_usize, 0_usize);
    for pair in bytes.windows(2) {
        match pair {
            [0xC0..=0xFF, 0xC0..=0xFF] => in_a_row += 1,
            [0xC0..=0xFF, byte] | [byte, 0xC0..=0xFF] if byte.is_ascii_alphabetic() => {
                among_plain += 1;
            }
            _ => {}
        }
    }
    if in_a_row > among_plain {
        WINDOWS_1251
    } else {
        WINDOWS_1252
    }
}

fn with_plain_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn text(bytes: &[u8]) -> (String, Option<&'static str>) {
        let decoded = decoded(bytes).unwrap();
        (decoded.text, decoded.guessed)
    }

    #[test]
    fn every_common_encoding_of_a_label_is_read() {
        let plain = ("Gruppe Süd\nГруппа".to_owned(), None);
        assert_eq!(text("Gruppe Süd\r\nГруппа".as_bytes()), plain);
        assert_eq!(text("\u{feff}Gruppe Süd\rГруппа".as_bytes()), plain);
        let units: Vec<u16> = "\u{feff}Gruppe Süd\nГруппа".encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!(text(&little), plain);
        assert_eq!(text(&big), plain);
        let south = ("Gruppe Süd".to_owned(), Some("Windows-1252"));
        assert_eq!(text(b"Gruppe S\xFCd"), south);
        let group = ("Группа".to_owned(), Some("Windows-1251"));
        assert_eq!(text(b"\xC3\xF0\xF3\xEF\xEF\xE0"), group);
    }

    #[test]
    fn what_is_no_text_is_called_what_it_is() {
        for (bytes, kind) in [
            (&b"\x89PNG\r\n\x1a\n\0\0"[..], NotText::Picture),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF", NotText::Picture),
            (b"\0\0\0\x18ftypheic", NotText::Picture),
            (b"%PDF-1.7\n", NotText::Pdf),
            (b"PK\x03\x04\x14\0", NotText::Package),
            (b"code\0code", NotText::Other),
        ] {
            assert_eq!(decoded(bytes), Err(NotRead::NotText(kind)));
        }
        assert!(
            decoded(b"BM 22RU-AC8G").is_ok(),
            "two letters are no picture"
        );
        assert_eq!(decoded(b"\xFF\xFEa"), Err(NotRead::DamagedUtf16));
        assert_eq!(decoded(b"\xFF\xFE\x00\xD8a\0"), Err(NotRead::DamagedUtf16));
    }
}
