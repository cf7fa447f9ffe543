//! What pupils hand in: one file of any kind, or a folder of them.

use october::class::{self, Class, ClassRun, Collected, GroupBy, Handed, Wanted};
use october::model::RoleId;
use october::report::{self, ClassForm, ClassSheet};
use october::term;

use super::fixtures::LIPA;
use super::scenes::parted;

/// Endings of files, by the first byte of an input; letters, so that it can be read.
const ENDINGS: [&str; 7] = [
    "list.csv",
    "list.tsv",
    "mail.txt",
    "run.ron",
    "list",
    "photo.jpg",
    "LIST.CSV",
];

/// One file. The first byte says what it is called, the second which column has the labels.
pub fn file(bytes: &[u8]) {
    let Some(([kind, column], content)) = bytes.split_first_chunk::<2>() else {
        return;
    };
    let name = ENDINGS[usize::from(kind.wrapping_sub(b'A')) % ENDINGS.len()];
    let columns = [None, Some("label"), Some("2"), Some("0"), Some("")];
    let column = columns[usize::from(column.wrapping_sub(b'A')) % columns.len()];
    let handed = match kind {
        b'a'..=b'm' => Handed::alone(&String::from_utf8_lossy(content)),
        b'n'..=b'z' => Handed::piped(content.to_vec()),
        _ => Handed::file(name, content.to_vec()),
    };
    count(&[handed], column);
}

/// A folder: each file begins with a line `== its name`, and one in a sub-folder with
/// `== the folder/its name`.
pub fn folder(bytes: &[u8]) {
    let handed: Vec<Handed> = parted(bytes)
        .map(|(path, content)| {
            let path = String::from_utf8_lossy(path);
            let mut file = Handed::file(&path, content.to_vec());
            file.label = path.split_once('/').map(|(folder, _)| folder.to_owned());
            file
        })
        .collect();
    count(&handed, None);
}

fn count(handed: &[Handed], column: Option<&str>) {
    let reading = class::read(&LIPA, handed, column);
    for unread in &reading.unread {
        assert!(!unread.told().is_empty());
        assert!(unread.text.chars().count() <= 81, "quoted short");
    }
    for run in &reading.runs {
        assert!(run.moves.len() < 100);
    }
    let n_pupils = reading.runs.iter().map(ClassRun::n_pupils).sum();
    // Any of the four ways of counting, and of many inputs every one.
    let by = match n_pupils % 2 {
        0 => GroupBy::Role,
        _ => GroupBy::Label,
    };
    let role = LIPA
        .role_ids()
        .next()
        .filter(|_| reading.unread.len().is_multiple_of(2));
    written(&reading, Wanted { role, by }, role, n_pupils);
}

fn written(reading: &Collected, wanted: Wanted, role: Option<RoleId>, n_pupils: usize) {
    let class = Class::of(&LIPA, reading, wanted);
    assert_eq!(class.n_runs + class.n_other_roles, n_pupils);
    assert_eq!(
        class.groups.iter().map(|group| group.n_runs).sum::<usize>(),
        class.n_runs
    );
    let sheet = ClassSheet {
        scenario: &LIPA,
        class: &class,
        reading,
        title: "Class",
    };
    for form in [
        ClassForm::Page,
        ClassForm::List,
        ClassForm::Lines,
        ClassForm::Statements,
        ClassForm::Object,
    ] {
        assert!(!report::class_written(&sheet, form, role).is_empty() || class.n_runs == 0);
    }
    let lines = report::class_lines(&sheet);
    term::lines_as_text(&lines, Some(40)).expect("lines are text");
}
