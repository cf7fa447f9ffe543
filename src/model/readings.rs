//! Which reading of each disputed turning point a run is played under.

use std::collections::BTreeMap;

use super::{Scenario, TurningPointId};

/// A choice among the readings of turning points; each is read in the first way unless
/// another is chosen.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub struct Readings {
    /// Positions other than the first.
    chosen: BTreeMap<TurningPointId, usize>,
}

impl Readings {
    /// The position of the reading that holds.
    #[must_use]
    pub fn of(&self, id: TurningPointId) -> usize {
        self.chosen.get(&id).copied().unwrap_or(0)
    }

    /// Chooses a reading; whether the turning point has one at this position.
    pub fn choose(&mut self, scenario: &Scenario, id: TurningPointId, reading: usize) -> bool {
        let exists = reading < scenario[id].readings.len();
        if exists {
            self.chosen.remove(&id);
            if reading > 0 {
                self.chosen.insert(id, reading);
            }
        }
        exists
    }

    /// The turning points that are not read in the first way, in order.
    pub fn chosen(&self) -> impl Iterator<Item = (TurningPointId, usize)> + '_ {
        self.chosen.iter().map(|(id, reading)| (*id, *reading))
    }

    /// Whether every turning point is read in the first way.
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.chosen.is_empty()
    }

    /// As written ids: turning point and reading.
    #[must_use]
    pub fn keys(&self, scenario: &Scenario) -> Vec<(String, String)> {
        self.chosen()
            .filter_map(|(id, reading)| {
                let item = &scenario[id];
                let reading = item.readings.get(reading)?;
                Some((item.key.clone(), reading.key.clone()))
            })
            .collect()
    }

    /// From written ids.
    ///
    /// # Errors
    ///
    /// The first pair that names no turning point or no reading of it.
    pub fn of_keys(
        scenario: &Scenario,
        keys: &[(String, String)],
    ) -> Result<Self, (String, String)> {
        let mut readings = Self::default();
        for pair in keys {
            let (turning_point, reading) = pair;
            let found = scenario.turning_point_ids().find_map(|id| {
                let item = &scenario[id];
                let at = |key: &String| item.readings.iter().position(|item| item.key == *key);
                (item.key == *turning_point)
                    .then(|| at(reading))
                    .flatten()
                    .map(|at| (id, at))
            });
            let Some((id, at)) = found else {
                return Err(pair.clone());
            };
            readings.choose(scenario, id, at);
        }
        Ok(readings)
    }
}
