//! The city: scenario.ron, turning_points.ron, events.ron, places.ron, and what is known.

use super::{At, Files, Resolver};
use crate::diagnostics::Code;
use crate::format::raw::{
    RawDebate, RawDispatch, RawEntry, RawEvent, RawGauge, RawPlace, RawQuarter, RawSource,
    RawStreet, RawTurningPoint, RawWater,
};
use crate::model::{
    Answer, Calendar, Dated, Debate, Dispatch, Entry, Event, EventId, Gauge, Link, Place, Point,
    Position, Quarter, Role, RoleId, Scenario, Scene, Side, Source, Stamp, Street, TOP_LEVEL,
    TurningPoint, TurningPointId, Water,
};

impl Resolver<'_> {
    /// The whole scenario, from files whose ids are all declared.
    pub(super) fn scenario(&mut self, files: Files, content: u64) -> Scenario {
        let root = At::file("scenario.ron");
        let raw = files.scenario;
        self.count(raw.roles.len(), (1, 64), "roles", &root.field("roles"));
        self.count(raw.sides.len(), (1, 16), "sides", &root.field("sides"));
        self.count(raw.gauges.len(), (0, 8), "gauges", &root.field("gauges"));
        let list = root.field("gauges");
        let mut gauges: Vec<Gauge> = raw
            .gauges
            .iter()
            .enumerate()
            .map(|(index, gauge)| self.read_gauge(gauge, None, &list.item(index)))
            .collect();
        let places = self.read_places(&files.places.places);
        let turning_points: Vec<TurningPoint> = files
            .turning_points
            .iter()
            .enumerate()
            .map(|(index, raw)| {
                let root = At::file("turning_points.ron");
                self.read_turning_point(raw, index, &root.item(index))
            })
            .collect();
        let events: Vec<Event> = files
            .events
            .iter()
            .enumerate()
            .map(|(index, raw)| self.read_event(raw, &At::file("events.ron").item(index)))
            .collect();
        let mut roles: Vec<Role> = Vec::new();
        let mut scenes: Vec<Scene> = Vec::new();
        let mut flags = Vec::new();
        for (index, role) in files.roles.iter().enumerate() {
            let id = RoleId::at(index);
            let root = At::file(&role.file);
            gauges.push(self.read_gauge(&role.role.gauge, Some(id), &root.field("gauge")));
            let role = self.read_role(role, id, &mut flags, &mut scenes);
            roles.push(role);
        }
        self.check_order(&files.roles, &roles, &scenes);
        let timeline = timeline(&turning_points, &events);
        Scenario {
            key: raw.id,
            title: raw.title,
            subtitle: raw.subtitle,
            version: raw.version,
            content,
            calendar: Calendar {
                name: raw.calendar.name,
                other: raw.calendar.other,
                days: raw.calendar.days,
            },
            summary: raw.summary,
            notes: raw.notes,
            gauges,
            flags,
            sides: raw
                .sides
                .into_iter()
                .map(|side| Side {
                    key: side.id,
                    name: side.name,
                    short: side.short,
                    mark: side.mark.into(),
                })
                .collect(),
            places,
            sky: self.read_sky(&files.sky),
            water: self.read_water(&files.places.water),
            streets: self.read_streets(&files.places.streets),
            quarters: self.read_quarters(&files.places.quarters),
            city: files.places.city,
            city_there: files.places.city_there,
            turning_points,
            events,
            sources: files.sources.into_iter().map(read_source).collect(),
            entries: self.read_entries(&files.entries),
            debates: self.read_debates(&files.debates),
            teaching: files.teaching.as_ref().map(|raw| self.read_teaching(raw)),
            roles,
            scenes,
            timeline,
        }
    }

    fn read_gauge(&mut self, raw: &RawGauge, role: Option<RoleId>, at: &At<'_>) -> Gauge {
        let n_levels = usize::from(TOP_LEVEL) + 1;
        self.count(
            raw.levels.len(),
            (n_levels, n_levels),
            "levels",
            &at.field("levels"),
        );
        if raw.start > TOP_LEVEL {
            self.report(
                Code::OutOfRange,
                &at.field("start"),
                format!("{} is no level of a gauge", raw.start),
                "out of range",
                "levels go from 0 to 5",
            );
        }
        Gauge {
            key: raw.id.clone(),
            name: raw.name.clone(),
            question: raw.question.clone(),
            levels: raw.levels.clone(),
            start: raw.start.min(TOP_LEVEL),
            from: raw
                .from
                .as_ref()
                .map(|from| self.stamp(from, &at.field("from"))),
            role,
        }
    }

    fn read_turning_point(
        &mut self,
        raw: &RawTurningPoint,
        index: usize,
        at: &At<'_>,
    ) -> TurningPoint {
        let answers_at = at.field("answers");
        self.count(raw.answers.len(), (2, 5), "answers", &answers_at);
        let n_historical = raw
            .answers
            .iter()
            .filter(|answer| answer.historical)
            .count();
        if n_historical != 1 {
            let label = self.name_label(&answers_at, format!("{n_historical} of these"));
            self.report_at(
                Code::WrongCount,
                label,
                format!(
                    "expected 1 answer of `{}` marked historical, found {n_historical}",
                    raw.id
                ),
                "write `historical: true` on history’s answer, and on no other",
            );
        }
        let answers = raw
            .answers
            .iter()
            .enumerate()
            .map(|(number, answer)| {
                let at = answers_at.item(number);
                Answer {
                    key: answer.id.clone(),
                    text: answer.text.clone(),
                    historical: answer.historical,
                    dispatch: self.read_dispatch(&answer.dispatch, &at.field("dispatch")),
                    effects: self.effects(&answer.effects, &at.field("effects")),
                }
            })
            .collect();
        TurningPoint {
            key: raw.id.clone(),
            when: self.stamp(&raw.when, &at.field("when")),
            day: raw.day.clone(),
            title: raw.title.clone(),
            question: raw.question.clone(),
            answers,
            rules: self.read_rules(
                &raw.rules,
                index,
                &format!("the rules of `{}`", raw.id),
                &at.field("rules"),
            ),
            readings: self.read_readings(raw, index, &at.field("readings")),
            events: self.events(&raw.events, &at.field("events")),
            standing: raw.standing.into(),
            sources: self.sources(&raw.sources, &at.field("sources")),
            debate: raw
                .debate
                .as_ref()
                .map(|id| self.debate(id, &at.field("debate"))),
            record: self.prose(&raw.record, &at.field("record")),
        }
    }

    fn read_dispatch(&mut self, raw: &RawDispatch, at: &At<'_>) -> Dispatch {
        Dispatch {
            kind: raw.kind.into(),
            from: raw.from.clone(),
            head: raw.head.clone(),
            text: self.prose(&raw.text, &at.field("text")),
        }
    }

    fn read_event(&mut self, raw: &RawEvent, at: &At<'_>) -> Event {
        Event {
            key: raw.id.clone(),
            when: self.stamp(&raw.when, &at.field("when")),
            title: raw.title.clone(),
            text: self.prose(&raw.text, &at.field("text")),
            place: raw
                .place
                .as_ref()
                .map(|id| self.place(id, &at.field("place"))),
            standing: raw.standing.into(),
            sources: self.sources(&raw.sources, &at.field("sources")),
            condition: self.maybe_condition(raw.condition.as_ref(), &at.field("if")),
            effects: self.effects(&raw.effects, &at.field("effects")),
        }
    }

    fn read_places(&mut self, raw: &[RawPlace]) -> Vec<Place> {
        let root = At::file("places.ron");
        let list = root.field("places");
        let mut places = Vec::with_capacity(raw.len());
        for (index, place) in raw.iter().enumerate() {
            let at = list.item(index);
            places.push(Place {
                key: place.id.clone(),
                name: place.name.clone(),
                today: place.today.clone(),
                original: place.original.clone(),
                say: place.say.clone(),
                at: {
                    let wrong = if fits(place.lat, 90.0) { "lon" } else { "lat" };
                    self.point((place.lat, place.lon), &at.field(wrong))
                },
                kind: place.kind.into(),
                text: self.prose(&place.text, &at.field("text")),
                start: self.side(&place.holds, &at.field("holds")),
                off_map: place.off_map,
                picture: self.drawing(place.picture.as_ref(), &at.field("picture")),
                sources: self.sources(&place.sources, &at.field("sources")),
            });
        }
        places
    }

    fn read_water(&mut self, raw: &[RawWater]) -> Vec<Water> {
        let root = At::file("places.ron");
        let list = root.field("water");
        raw.iter()
            .enumerate()
            .map(|(index, water)| Water {
                key: water.id.clone(),
                name: water.name.clone(),
                width: water.width,
                line: self.line(&water.line, &list.item(index).field("line")),
            })
            .collect()
    }

    fn read_streets(&mut self, raw: &[RawStreet]) -> Vec<Street> {
        let root = At::file("places.ron");
        let list = root.field("streets");
        raw.iter()
            .enumerate()
            .map(|(index, street)| Street {
                name: street.name.clone(),
                line: self.line(&street.line, &list.item(index).field("line")),
            })
            .collect()
    }

    fn read_quarters(&mut self, raw: &[RawQuarter]) -> Vec<Quarter> {
        let root = At::file("places.ron");
        let list = root.field("quarters");
        raw.iter()
            .enumerate()
            .map(|(index, quarter)| {
                let at = list.item(index);
                let wrong = if fits(quarter.lat, 90.0) {
                    "lon"
                } else {
                    "lat"
                };
                Quarter {
                    name: quarter.name.clone(),
                    at: self.point((quarter.lat, quarter.lon), &at.field(wrong)),
                }
            })
            .collect()
    }

    fn line(&mut self, raw: &[(f64, f64)], at: &At<'_>) -> Vec<Point> {
        self.count(raw.len(), (2, 10_000), "points", at);
        raw.iter()
            .enumerate()
            .map(|(index, point)| self.point(*point, &at.item(index)))
            .collect()
    }

    /// Degrees to millionths. The only place where the files' fractions are seen.
    fn point(&mut self, (lat, lon): (f64, f64), at: &At<'_>) -> Point {
        if !fits(lat, 90.0) || !fits(lon, 180.0) {
            self.report(
                Code::OutOfRange,
                at,
                format!("{lat}, {lon} is no point on the earth"),
                "out of range",
                "latitude first, from -90 to 90; then longitude, from -180 to 180",
            );
            return Point { lat: 0, lon: 0 };
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "checked to be at most 180e6"
        )]
        let millionths = |degrees: f64| (degrees * 1e6).round() as i32;
        Point {
            lat: millionths(lat),
            lon: millionths(lon),
        }
    }

    fn read_entries(&mut self, raw: &[RawEntry]) -> Vec<Entry> {
        let root = At::file("codex.ron");
        let mut entries = Vec::with_capacity(raw.len());
        for (index, entry) in raw.iter().enumerate() {
            let at = root.item(index);
            let see_at = at.field("see");
            let see: Vec<Link> = entry
                .see
                .iter()
                .enumerate()
                .filter_map(|(number, link)| self.link(link, &see_at.item(number), link))
                .collect();
            entries.push(Entry {
                key: entry.id.clone(),
                kind: entry.kind.into(),
                name: entry.name.clone(),
                original: entry.original.clone(),
                say: entry.say.clone(),
                text: self.prose(&entry.text, &at.field("text")),
                see,
                sources: self.sources(&entry.sources, &at.field("sources")),
            });
        }
        entries
    }

    fn read_debates(&mut self, raw: &[RawDebate]) -> Vec<Debate> {
        let root = At::file("debates.ron");
        let mut debates = Vec::with_capacity(raw.len());
        for (index, debate) in raw.iter().enumerate() {
            let at = root.item(index);
            let list = at.field("positions");
            self.count(debate.positions.len(), (2, 9), "positions", &list);
            let positions = debate
                .positions
                .iter()
                .enumerate()
                .map(|(number, position)| Position {
                    name: position.name.clone(),
                    who: position.who.clone(),
                    claim: position.claim.clone(),
                    evidence: position.evidence.clone(),
                    sources: self.sources(&position.sources, &list.item(number).field("sources")),
                })
                .collect();
            debates.push(Debate {
                key: debate.id.clone(),
                question: debate.question.clone(),
                text: self.prose(&debate.text, &at.field("text")),
                positions,
                turning_points: self
                    .turning_points(&debate.turning_points, &at.field("turning_points")),
                ask: debate.ask.clone(),
            });
        }
        debates
    }
}

fn fits(degrees: f64, most: f64) -> bool {
    degrees.is_finite() && degrees.abs() <= most
}

fn read_source(raw: RawSource) -> Source {
    Source {
        key: raw.id,
        author: raw.author,
        title: raw.title,
        year: raw.year,
        kind: raw.kind.into(),
        note: raw.note,
    }
}

/// Everything dated, in the order the clock passes it.
fn timeline(turning_points: &[TurningPoint], events: &[Event]) -> Vec<(Stamp, Dated)> {
    let mut timeline: Vec<(Stamp, Dated)> = turning_points
        .iter()
        .enumerate()
        .map(|(index, item)| (item.when, Dated::TurningPoint(TurningPointId::at(index))))
        .collect();
    timeline.extend(
        events
            .iter()
            .enumerate()
            .map(|(index, item)| (item.when, Dated::Event(EventId::at(index)))),
    );
    // A stable sort keeps turning points before events of the same minute.
    timeline.sort_by(|(a, _), (b, _)| a.cmp_on_clock(*b));
    timeline
}
