//! Conditions, effects, dates and lists of ids.

use super::{At, Resolver};
use crate::diagnostics::{Code, quoted};
use crate::format::raw::{RawCondition, RawEffect};
use crate::model::{
    AnswerIdx, Condition, DebateId, Effect, EventId, FlagId, GaugeId, PlaceId, SideId, SourceId,
    Stamp, TOP_LEVEL, TurningPointId,
};

impl Resolver<'_> {
    pub(super) fn condition(&mut self, raw: &RawCondition, at: &At<'_>) -> Condition {
        let (first, second) = (at.item(0), at.item(1));
        match raw {
            RawCondition::AtLeast(gauge, level) => {
                Condition::AtLeast(self.gauge(gauge, &first), self.level(*level, &second))
            }
            RawCondition::AtMost(gauge, level) => {
                Condition::AtMost(self.gauge(gauge, &first), self.level(*level, &second))
            }
            RawCondition::Flag(flag) => Condition::Flag(self.flag(flag, &first)),
            RawCondition::Answered(turning_point, answer) => {
                let (turning_point, answer) = self.answer(turning_point, answer, &first, &second);
                Condition::Answered(turning_point, answer)
            }
            RawCondition::Holds(place, side) => {
                Condition::Holds(self.place(place, &first), self.side(side, &second))
            }
            RawCondition::All(parts) => Condition::All(self.conditions(parts, &first)),
            RawCondition::Any(parts) => Condition::Any(self.conditions(parts, &first)),
            RawCondition::Not(part) => Condition::Not(Box::new(self.condition(part, &first))),
        }
    }

    fn conditions(&mut self, parts: &[RawCondition], at: &At<'_>) -> Vec<Condition> {
        parts
            .iter()
            .enumerate()
            .map(|(index, part)| self.condition(part, &at.item(index)))
            .collect()
    }

    pub(super) fn maybe_condition(
        &mut self,
        raw: Option<&RawCondition>,
        at: &At<'_>,
    ) -> Option<Condition> {
        raw.map(|raw| self.condition(raw, at))
    }

    pub(super) fn effects(&mut self, raw: &[RawEffect], at: &At<'_>) -> Vec<Effect> {
        raw.iter()
            .enumerate()
            .map(|(index, effect)| self.effect(effect, &at.item(index)))
            .collect()
    }

    fn effect(&mut self, raw: &RawEffect, at: &At<'_>) -> Effect {
        let (first, second) = (at.item(0), at.item(1));
        match raw {
            RawEffect::Add(gauge, by) => {
                if *by == 0 || by.unsigned_abs() > TOP_LEVEL {
                    self.report(
                        Code::OutOfRange,
                        &second,
                        format!("a gauge cannot move by {by}"),
                        "out of range",
                        "move it by one, rarely two, up or down",
                    );
                }
                Effect::Add(self.gauge(gauge, &first), *by)
            }
            RawEffect::Level(gauge, level) => {
                Effect::Level(self.gauge(gauge, &first), self.level(*level, &second))
            }
            RawEffect::Set(flag) => Effect::Set(self.flag(flag, &first)),
            RawEffect::Clear(flag) => Effect::Clear(self.flag(flag, &first)),
            RawEffect::Hold(place, side) => {
                Effect::Hold(self.place(place, &first), self.side(side, &second))
            }
            RawEffect::Settle(turning_point, answer) => {
                let (turning_point, answer) = self.answer(turning_point, answer, &first, &second);
                Effect::Settle(turning_point, answer)
            }
        }
    }

    fn level(&mut self, level: u8, at: &At<'_>) -> u8 {
        if level > TOP_LEVEL {
            self.report(
                Code::OutOfRange,
                at,
                format!("{level} is no level of a gauge"),
                "out of range",
                "levels go from 0 to 5",
            );
        }
        level.min(TOP_LEVEL)
    }

    fn answer(
        &mut self,
        turning_point: &str,
        answer: &str,
        first: &At<'_>,
        second: &At<'_>,
    ) -> (TurningPointId, AnswerIdx) {
        let tables = std::mem::take(&mut self.tables);
        let known = tables.turning_points.contains(turning_point);
        let index = self.find(&tables.turning_points, turning_point, first);
        let number = match tables.answers.get(index) {
            Some(answers) if known => self.find(answers, answer, second),
            _ => 0,
        };
        self.tables = tables;
        let number = AnswerIdx(u8::try_from(number).unwrap_or(u8::MAX));
        (TurningPointId::at(index), number)
    }

    /// A date; the year 1 after reporting one that is not.
    pub(super) fn stamp(&mut self, written: &str, at: &At<'_>) -> Stamp {
        if let Some(stamp) = Stamp::parse(written) {
            return stamp;
        }
        self.report(
            Code::BadDate,
            at,
            format!("{} is no date", quoted(written)),
            "no such day or hour",
            "write year, month and day as \"1917-10-25\", or with the hour as \"1917-10-25 06:40\"",
        );
        Stamp::default()
    }

    /// Checks that a list has a length in the range.
    pub(super) fn count(&mut self, n: usize, range: (usize, usize), what: &str, at: &At<'_>) {
        let (least, most) = range;
        if (least..=most).contains(&n) {
            return;
        }
        let wanted = match most {
            _ if least == most => format!("{least}"),
            usize::MAX => format!("at least {least}"),
            _ => format!("{least} to {most}"),
        };
        let label = self.name_label(at, format!("{n} here"));
        self.report_at(
            Code::WrongCount,
            label,
            format!("expected {wanted} {what}, found {n}"),
            "",
        );
    }
}

macro_rules! finders {
    ($($one:ident $many:ident $table:ident $id:ident;)*) => {
        impl Resolver<'_> {$(
            #[allow(dead_code, reason = "not every kind is named alone and in lists")]
            pub(super) fn $one(&mut self, id: &str, at: &At<'_>) -> $id {
                let table = std::mem::take(&mut self.tables.$table);
                let index = self.find(&table, id, at);
                self.tables.$table = table;
                $id::at(index)
            }

            #[allow(dead_code, reason = "not every kind is named alone and in lists")]
            pub(super) fn $many(&mut self, ids: &[String], at: &At<'_>) -> Vec<$id> {
                ids.iter()
                    .enumerate()
                    .map(|(index, id)| self.$one(id, &at.item(index)))
                    .collect()
            }
        )*}
    };
}

finders! {
    gauge gauges gauges GaugeId;
    flag flags flags FlagId;
    side sides sides SideId;
    place places places PlaceId;
    event events events EventId;
    source sources sources SourceId;
    debate debates debates DebateId;
    turning_point turning_points turning_points TurningPointId;
}
