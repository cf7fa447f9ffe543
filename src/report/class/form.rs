//! The forms in which a class is handed on, the same for every front end.

use super::{ClassSheet, class_csv, class_html, class_json, class_statements, json_lines};
use crate::model::RoleId;

/// A form in which a class is handed on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub enum ClassForm {
    /// One page for the projector and for print, with nothing to fetch.
    #[default]
    Page,
    /// A list for a spreadsheet.
    List,
    /// A line of JSON for each question.
    Lines,
    /// Statements for a learning record store, without names.
    Statements,
    /// One JSON object for programs.
    Object,
}

impl ClassForm {
    /// How its file ends, without the dot.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Page => "html",
            Self::List => "csv",
            Self::Lines => "jsonl",
            Self::Statements | Self::Object => "json",
        }
    }

    /// A name for its file, from what the class is called: `class_11_b.html`.
    #[must_use]
    pub fn file_name(self, title: &str) -> String {
        const LONGEST: usize = 60;
        let plain: String = title
            .chars()
            .take(LONGEST)
            .map(|sign| if sign.is_alphanumeric() { sign } else { ' ' })
            .collect();
        let words: Vec<String> = plain.split_whitespace().map(str::to_lowercase).collect();
        let name = match words.is_empty() {
            true => "class".to_owned(),
            false => words.join("_"),
        };
        let kind = match self {
            Self::Statements => "_xapi",
            _ => "",
        };
        format!("{name}{kind}.{}", self.ending())
    }
}

/// A class in a form. `role` is the one that alone was counted, if one was.
#[must_use]
pub fn class_written(sheet: &ClassSheet<'_>, form: ClassForm, role: Option<RoleId>) -> String {
    match form {
        ClassForm::Page => class_html(sheet),
        ClassForm::List => class_csv(sheet),
        ClassForm::Lines => json_lines(sheet),
        ClassForm::Statements => class_statements(sheet, role),
        ClassForm::Object => format!("{:#}\n", class_json(sheet)),
    }
}

#[cfg(test)]
mod tests {
    use super::ClassForm;

    #[test]
    fn a_file_is_called_after_the_class() {
        let page = ClassForm::Page;
        assert_eq!(page.file_name("Class 11 B"), "class_11_b.html");
        assert_eq!(page.file_name("../11/б "), "11_б.html");
        assert_eq!(ClassForm::List.file_name(" / "), "class.csv");
        let statements = ClassForm::Statements;
        assert_eq!(statements.file_name("11 B"), "11_b_xapi.json");
    }
}
