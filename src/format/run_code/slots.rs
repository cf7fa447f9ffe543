//! Slots: small numbers for written ids that hold through edits of the scenes.
//!
//! A slot comes from a hash of the id and not from its place in a list, so that it stays
//! when the list is put into another order, reworded or added to, and stands empty when
//! the id is gone. Two ids that want the same slot are told apart by their hashes: the
//! lower one has it, the other takes the next that is free. So an id that comes or goes
//! can, seldom, move one other; that is what the mark of the decisions in `layout` is for.

use crate::rules::fnv1a;

/// The slot of each id, 1 to `n_slots`, in the order of the ids; `None` for those that
/// find none free. `kind` keeps equal ids of different lists apart.
pub(super) fn slots(kind: &[&str], ids: &[&str], n_slots: u64) -> Vec<Option<u64>> {
    let mut wishes: Vec<(u64, &str, usize)> = ids
        .iter()
        .enumerate()
        .map(|(index, id)| {
            let parts: Vec<&[u8]> = kind
                .iter()
                .chain([id])
                .map(|part| part.as_bytes())
                .collect();
            (fnv1a(&parts), *id, index)
        })
        .collect();
    wishes.sort_unstable();
    let mut given = vec![None; ids.len()];
    for (hash, _, index) in wishes {
        let free = (0..n_slots)
            .map(|step| 1 + (hash % n_slots + step) % n_slots)
            .find(|slot| !given.contains(&Some(*slot)));
        if let Some(place) = given.get_mut(index) {
            *place = free;
        }
    }
    given
}

/// The id at a slot, by its place in the list.
pub(super) fn at_slot(kind: &[&str], ids: &[&str], n_slots: u64, slot: u64) -> Option<usize> {
    slots(kind, ids, n_slots)
        .iter()
        .position(|given| *given == Some(slot))
}

/// The slot of one id of the list.
pub(super) fn slot_of(kind: &[&str], ids: &[&str], n_slots: u64, index: usize) -> Option<u64> {
    slots(kind, ids, n_slots).get(index).copied().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// These values are everybody's codes. If this test fails, the change is wrong.
    #[test]
    fn slots_never_change() {
        let ids = ["copy_fair", "light_stove", "leave_out_names"];
        assert_eq!(
            slots(&["choice", "cold_hall"], &ids, 11),
            [Some(6), Some(8), Some(9)]
        );
    }

    #[test]
    fn an_order_is_no_identity() {
        let ids: Vec<String> = (0..9).map(|number| format!("choice_{number}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let mut turned = ids.clone();
        turned.reverse();
        let mut other = slots(&["choice"], &turned, 11);
        other.reverse();
        assert_eq!(slots(&["choice"], &ids, 11), other);
    }

    #[test]
    fn every_id_has_a_slot_of_its_own_while_there_are_slots() {
        let ids: Vec<String> = (0..13).map(|number| format!("choice_{number}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let mut given: Vec<u64> = slots(&[], &ids, 11).into_iter().flatten().collect();
        given.sort_unstable();
        assert_eq!(given, (1..=11).collect::<Vec<u64>>());
    }
}
