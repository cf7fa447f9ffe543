//! Which lane each point runs in, once its order in the half column is settled.
//!
//! History's path is lane 0 all along. What stands above it in the order has a negative
//! lane, what stands below a positive one, each as near as it can be to where it comes
//! from: a choice beside its scene, a scene in the middle of what leads to it and what
//! leaves it, a passing track straight on. Nothing strays further out than the fullest
//! half column needs, so a long story stays as flat as a short one.

use super::points::{Points, Thing};

/// The lane of each point, history's being 0.
pub(super) fn assign(points: &Points) -> Vec<i64> {
    let mut on_path = vec![false; points.all.len()];
    for point in &points.history {
        if let Some(on) = on_path.get_mut(*point) {
            *on = true;
        }
    }
    let mut sheet = Sheet {
        points,
        on_path,
        lanes: vec![0; points.all.len()],
        limits: (0, 0),
    };
    sheet.settle(Sheet::behind_others);
    sheet.settle(Sheet::between_both);
    // The last two have nearly always found their rest; a third time costs little.
    sheet.settle(Sheet::between_both);
    sheet.lanes
}

struct Sheet<'a> {
    points: &'a Points,
    /// Whether a point belongs to the recorded path.
    on_path: Vec<bool>,
    lanes: Vec<i64>,
    /// The outermost lanes above and below.
    limits: (i64, i64),
}

impl Sheet<'_> {
    fn lane(&self, point: usize) -> i64 {
        self.lanes.get(point).copied().unwrap_or(0)
    }

    /// Gives every layer its lanes from left to right, each point as near as can be to
    /// where `wish` wants it.
    fn settle(&mut self, wish: fn(&Self, usize) -> i64) {
        for index in 0..self.points.layers.len() {
            let Some(layer) = self.points.layers.get(index) else {
                continue;
            };
            let wishes: Vec<i64> = layer.iter().map(|point| wish(self, *point)).collect();
            let path = layer
                .iter()
                .position(|point| self.on_path.get(*point) == Some(&true));
            let split = path.unwrap_or_else(|| {
                let below = wishes.iter().position(|wish| *wish >= 0);
                below.unwrap_or(layer.len())
            });
            self.place(layer, &wishes, split, path.is_some());
        }
    }

    /// Those from `split` on go down from lane 0, or from lane 1 if the first of them is
    /// history's own; those before go up from lane -1.
    fn place(&mut self, layer: &[usize], wishes: &[i64], split: usize, has_path: bool) {
        let (above, below) = layer.split_at(split.min(layer.len()));
        let (wishes_above, wishes_below) = wishes.split_at(split.min(wishes.len()));
        let count = |points: &[usize]| i64::try_from(points.len()).unwrap_or(0);
        self.limits.0 = self.limits.0.min(-count(above));
        self.limits.1 = self.limits.1.max(count(below) - 1);

        let down = outward(wishes_below, 0, self.limits.1, has_path);
        for (point, lane) in below.iter().zip(down) {
            self.set(*point, lane);
        }
        let mirrored: Vec<i64> = wishes_above.iter().rev().map(|wish| -wish).collect();
        let up = outward(&mirrored, 1, -self.limits.0, false);
        for (point, lane) in above.iter().rev().zip(up) {
            self.set(*point, -lane);
        }
    }

    fn set(&mut self, point: usize, lane: i64) {
        if let Some(place) = self.lanes.get_mut(point) {
            *place = lane;
        }
    }

    /// Where a point belongs by what leads to it.
    fn behind_others(&self, point: usize) -> i64 {
        let Some(item) = self.points.all.get(point) else {
            return 0;
        };
        let offset = match item.thing {
            Thing::Choice(offset) => offset,
            Thing::Station(_) | Thing::Pass => 0,
        };
        self.middle_of(&item.before).unwrap_or(0) + offset
    }

    /// The same, but a scene looks at its own choices too, where they have lanes already.
    fn between_both(&self, point: usize) -> i64 {
        let Some(item) = self.points.all.get(point) else {
            return 0;
        };
        match (item.thing, self.middle_of(&item.after)) {
            (Thing::Station(_), Some(after)) => after,
            _ => self.behind_others(point),
        }
    }

    /// The lane in the middle; of two the upper one.
    fn middle_of(&self, joined: &[usize]) -> Option<i64> {
        let mut lanes: Vec<i64> = joined.iter().map(|point| self.lane(*point)).collect();
        lanes.sort_unstable();
        lanes.get(lanes.len().checked_sub(1)? / 2).copied()
    }
}

/// Lanes that grow from `first` on, each as near as can be to what is wished for, and none
/// beyond `last`. If the first is held, it stays at `first` whatever it wishes.
fn outward(wishes: &[i64], first: i64, last: i64, first_is_held: bool) -> Vec<i64> {
    let mut lanes: Vec<i64> = Vec::with_capacity(wishes.len());
    let mut free = first;
    for wish in wishes {
        let lane = match (lanes.is_empty(), first_is_held) {
            (true, true) => first,
            _ => free.max(*wish),
        };
        lanes.push(lane);
        free = lane + 1;
    }
    let mut most = last;
    for lane in lanes.iter_mut().rev() {
        *lane = (*lane).min(most);
        most = *lane - 1;
    }
    lanes
}

#[cfg(test)]
mod tests {
    use super::outward;

    #[test]
    fn wishes_are_met_as_far_as_there_is_room() {
        assert_eq!(outward(&[0, 2, 2], 0, 5, true), [0, 2, 3]);
        assert_eq!(outward(&[4, 4, 4], 0, 5, false), [3, 4, 5]);
        assert_eq!(outward(&[4, 4], 0, 9, true), [0, 4]);
        assert_eq!(outward(&[-3, -3], 1, 2, false), [1, 2]);
        assert!(outward(&[], 0, 0, false).is_empty());
    }
}
