//! Runs the target of this name under libFuzzer.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| october_fuzz::run("scenario", bytes));
