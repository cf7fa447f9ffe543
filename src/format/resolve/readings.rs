//! The rules of a turning point, and the ways in which it is read.

use super::names::Table;
use super::{At, Resolver};
use crate::diagnostics::Code;
use crate::format::raw::{RawReading, RawRule, RawTurningPoint};
use crate::model::{AnswerIdx, Reading, Rule};

/// One reading alone is no dispute, and more than this nobody chooses among.
const N_READINGS: (usize, usize) = (2, 5);

impl Resolver<'_> {
    /// The readings of the turning point at `index`; `at` leads to the list.
    pub(super) fn read_readings(
        &mut self,
        raw: &RawTurningPoint,
        index: usize,
        at: &At<'_>,
    ) -> Vec<Reading> {
        if raw.readings.is_empty() {
            return Vec::new();
        }
        self.count(raw.readings.len(), N_READINGS, "readings", at);
        let mut ids = Table::of("reading");
        let mut readings = Vec::with_capacity(raw.readings.len());
        for (number, reading) in raw.readings.iter().enumerate() {
            let at = at.item(number);
            self.declare(&mut ids, &reading.id, number, &at.field("id"));
            let rules_at = at.field("rules");
            let rules = if number > 0 && reading.rules.is_empty() {
                self.report(
                    Code::NeverTrue,
                    &at.field("id"),
                    format!("the reading `{}` of `{}` has no rules", reading.id, raw.id),
                    "decides nothing",
                    "every reading but the first has `rules`, and the last of them no `if`",
                );
                Vec::new()
            } else if number > 0 {
                let whose = format!("the rules of the reading `{}` of `{}`", reading.id, raw.id);
                self.read_rules(&reading.rules, index, &whose, &rules_at)
            } else {
                self.check_first(raw, reading, &rules_at);
                Vec::new()
            };
            readings.push(Reading {
                key: reading.id.clone(),
                name: reading.name.clone(),
                text: self.prose(&reading.text, &at.field("text")),
                rules,
                sources: self.sources(&reading.sources, &at.field("sources")),
            });
        }
        readings
    }

    /// The first reading is the one the turning point's own rules are written for.
    fn check_first(&mut self, raw: &RawTurningPoint, reading: &RawReading, at: &At<'_>) {
        if reading.rules.is_empty() {
            return;
        }
        let label = self.name_label(at, "a second list of the same");
        self.report_at(
            Code::WrongCount,
            label,
            format!(
                "the first reading `{}` of `{}` has rules of its own",
                reading.id, raw.id
            ),
            "take them away: the rules of the turning point are those of its first reading",
        );
    }

    /// A complete list of rules; `whose` names it in messages.
    pub(super) fn read_rules(
        &mut self,
        rules: &[RawRule],
        index: usize,
        whose: &str,
        at: &At<'_>,
    ) -> Vec<Rule> {
        let label = match rules.len().checked_sub(1) {
            None => Some(self.name_label(at, "there is none")),
            Some(last) => {
                let conditional = rules.last().is_some_and(|rule| rule.condition.is_some());
                let at = at.item(last);
                conditional.then(|| self.label(&at.field("if"), "the last rule asks for this"))
            }
        };
        if let Some(label) = label {
            self.report_at(
                Code::NeverTrue,
                label,
                format!("{whose} may all fail"),
                "end with a rule that has no `if`: `(answer: \"…\")`",
            );
        }
        rules
            .iter()
            .enumerate()
            .map(|(number, rule)| {
                let at = at.item(number);
                let answers = self.tables.answers.get_mut(index).map(std::mem::take);
                let answers = answers.unwrap_or_default();
                let answer = self.find(&answers, &rule.answer, &at.field("answer"));
                if let Some(slot) = self.tables.answers.get_mut(index) {
                    *slot = answers;
                }
                Rule {
                    condition: self.maybe_condition(rule.condition.as_ref(), &at.field("if")),
                    answer: AnswerIdx(u8::try_from(answer).unwrap_or(u8::MAX)),
                }
            })
            .collect()
    }
}
