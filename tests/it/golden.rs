//! Runs that must come out the same on every machine and in every later version.

use crate::fixtures;

#[test]
fn the_petition_loads_without_a_word() {
    let scenario = fixtures::petition();
    assert_eq!(scenario.scenes.len(), 6);
}
