//! The order of points in each half column, so that few tracks cross.
//!
//! Sugiyama's sweeps: each point goes to the mean place of those it is joined with in the
//! half column before, then the same from the other side, a few times over; the order with
//! the fewest crossings is kept. Equal means leave the order as it is, so that nothing
//! hangs on chance.

use super::points::Points;

/// How often the points are swept, there and back.
const N_SWEEPS: usize = 8;

/// Fractions of a place are kept as whole numbers of these parts.
const PARTS: usize = 1 << 16;

enum Toward {
    /// From the left: those before have their order already.
    Right,
    /// From the right.
    Left,
}

/// Puts each layer in order.
pub(super) fn arrange(points: &mut Points) {
    let mut best = points.layers.clone();
    let mut fewest = n_crossings(points);
    for _ in 0..N_SWEEPS {
        if fewest == 0 {
            break;
        }
        for toward in [Toward::Right, Toward::Left] {
            sweep(points, &toward);
            let crossings = n_crossings(points);
            if crossings < fewest {
                fewest = crossings;
                best.clone_from(&points.layers);
            }
        }
    }
    points.layers = best;
}

fn sweep(points: &mut Points, toward: &Toward) {
    let mut place = vec![0; points.all.len()];
    let n_layers = points.layers.len();
    for step in 0..n_layers {
        let layer = match toward {
            Toward::Right => step,
            Toward::Left => n_layers - 1 - step,
        };
        let Some(layer) = points.layers.get_mut(layer) else {
            continue;
        };
        let mut keyed: Vec<(usize, usize)> = layer
            .iter()
            .enumerate()
            .map(|(now, point)| {
                let joined = points.all.get(*point).map_or(&[][..], |item| match toward {
                    Toward::Right => &item.before,
                    Toward::Left => &item.after,
                });
                let sum: usize = joined
                    .iter()
                    .map(|other| place.get(*other).copied().unwrap_or(0) * PARTS)
                    .sum();
                (sum.checked_div(joined.len()).unwrap_or(now * PARTS), *point)
            })
            .collect();
        keyed.sort_by_key(|(mean, _)| *mean);
        for (now, (slot, (_, point))) in layer.iter_mut().zip(keyed).enumerate() {
            *slot = point;
            if let Some(place) = place.get_mut(point) {
                *place = now;
            }
        }
    }
}

/// How many pairs of short ways cross.
pub(super) fn n_crossings(points: &Points) -> usize {
    let mut place = vec![0; points.all.len()];
    for layer in &points.layers {
        for (now, point) in layer.iter().enumerate() {
            if let Some(place) = place.get_mut(*point) {
                *place = now;
            }
        }
    }
    let place = |point: usize| place.get(point).copied().unwrap_or(0);
    let mut total: usize = 0;
    for (layer, next) in points.layers.iter().zip(points.layers.iter().skip(1)) {
        let mut ways: Vec<(usize, usize)> = layer
            .iter()
            .filter_map(|point| Some((*point, points.all.get(*point)?)))
            .flat_map(|(point, item)| item.after.iter().map(move |after| (point, *after)))
            .map(|(from, to)| (place(from), place(to)))
            .collect();
        ways.sort_unstable();
        total = total.saturating_add(n_inversions(&ways, next.len()));
    }
    total
}

/// Pairs whose second parts are in the other order than they stand: a tree of sums counts
/// them in time that grows little faster than their number.
fn n_inversions(ways: &[(usize, usize)], width: usize) -> usize {
    let mut tree = vec![0_usize; width + 1];
    let mut total = 0;
    for (seen, (_, to)) in ways.iter().enumerate() {
        let mut not_above = 0;
        let mut at = to + 1;
        while at > 0 {
            not_above += tree.get(at).copied().unwrap_or(0);
            at &= at - 1;
        }
        total += seen - not_above;
        let mut at = to + 1;
        while let Some(count) = tree.get_mut(at) {
            *count += 1;
            at += at & at.wrapping_neg();
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::n_inversions;

    #[test]
    fn ways_that_cross_are_counted() {
        assert_eq!(n_inversions(&[(0, 0), (1, 1), (2, 2)], 3), 0);
        assert_eq!(n_inversions(&[(0, 2), (1, 1), (2, 0)], 3), 3);
        assert_eq!(n_inversions(&[(0, 0), (0, 1), (1, 0), (1, 1)], 2), 1);
        assert_eq!(n_inversions(&[], 0), 0);
    }
}
