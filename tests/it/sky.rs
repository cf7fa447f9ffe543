//! The sky over the shipped scenario: light and weather of the real hours, and a picture for
//! every scene.

use october::model::{Air, Light, Stamp};
use october::playthrough::{Options, Playthrough};

use crate::fixtures;
use crate::support::Terminal;

#[track_caller]
fn expect_sky(when: &str, light: Light, air: Air, recorded: Option<&str>) {
    let scenario = fixtures::petrograd();
    let stamp = Stamp::parse(when).unwrap();
    let weather = scenario.sky.weather(stamp);
    assert_eq!(scenario.sky.light(stamp), light, "{when}");
    assert_eq!(weather.air, air, "{when}");
    assert_eq!(weather.recorded().as_deref(), recorded, "{when}");
}

#[test]
fn the_light_of_the_real_hours() {
    use Air::Overcast;
    // Summer time was still kept: at half past seven it is night yet.
    expect_sky("1917-10-25 02:30", Light::Night, Overcast, None);
    expect_sky("1917-10-24 16:00", Light::Late, Overcast, None);
    expect_sky("1917-10-24 09:30", Light::Morning, Overcast, None);
    expect_sky("1917-06-18 08:00", Light::Morning, Overcast, None);
    expect_sky("1917-06-18 22:30", Light::HalfLight, Overcast, None);
    // The clocks are an hour ahead of the sun from July on.
    expect_sky("1917-07-03 19:00", Light::Late, Overcast, None);
    expect_sky("1917-08-28 06:00", Light::HalfLight, Overcast, None);
    expect_sky("1917-02-27 14:00", Light::Noon, Overcast, None);
    expect_sky("1918-01-05 12:45", Light::Noon, Air::Frost, None);
    expect_sky("1918-01-06 19:00", Light::Night, Air::Frost, None);
}

#[test]
fn the_weather_of_the_real_days() {
    expect_sky("1917-02-23 11:00", Light::Noon, Air::Clear, Some("clear"));
    expect_sky(
        "1917-07-04 15:00",
        Light::Noon,
        Air::Drizzle,
        Some("drizzle"),
    );
    expect_sky("1917-07-04 16:50", Light::Late, Air::Rain, Some("rain"));
    expect_sky(
        "1917-10-25 06:40",
        Light::Night,
        Air::Drizzle,
        Some("drizzle, by some accounts"),
    );
    expect_sky(
        "1917-10-25 17:00",
        Light::HalfLight,
        Air::WetSnow,
        Some("wet snow, by some accounts"),
    );
    expect_sky(
        "1917-09-12 18:00",
        Light::Late,
        Air::Rain,
        Some("probably rain"),
    );
    expect_sky(
        "1917-10-29 14:30",
        Light::Late,
        Air::Overcast,
        Some("overcast"),
    );
}

#[test]
fn snow_lies_in_winter_and_not_in_october() {
    let scenario = fixtures::petrograd();
    let lies = |when: &str| scenario.sky.snow_lies(Stamp::parse(when).unwrap());
    for when in ["1917-02-23 11:00", "1917-11-12 11:00", "1918-01-05 12:00"] {
        assert!(lies(when), "{when}");
    }
    for when in ["1917-04-03", "1917-06-18 09:00", "1917-10-25 21:30"] {
        assert!(!lies(when), "{when}");
    }
}

#[test]
fn every_scene_has_a_picture() {
    let scenario = fixtures::petrograd();
    for scene in &scenario.scenes {
        let place = &scenario[scene.place];
        assert!(
            scene.picture.is_some() || place.picture.is_some(),
            "`{}` plays at `{}`, which names no picture",
            scene.key,
            place.key
        );
    }
}

#[test]
fn a_page_shows_its_picture_and_its_sky() {
    let scenario = fixtures::petrograd();
    let role = scenario.role_by_key("red_guard").unwrap();
    let top = Playthrough::begin(scenario, role, 1917)
        .view(&Options::default())
        .top;
    assert_eq!(top.picture.name.as_deref(), Some("vulkan_yard"));
    assert!(top.picture.with.is_empty());
    assert_eq!((top.sky.light, top.sky.air), (Light::Noon, Air::Clear));
    assert!(top.sky.snow_lies);
    assert_eq!(top.sky.recorded.as_deref(), Some("clear"));
}

#[test]
fn a_scenario_without_a_sky_is_overcast_and_has_day_and_night() {
    let scenario = fixtures::petition();
    let role = fixtures::clerk(&scenario);
    let top = Playthrough::begin(scenario, role, 1848)
        .view(&Options::default())
        .top;
    assert_eq!(top.picture.name, None);
    assert_eq!((top.sky.light, top.sky.air), (Light::Late, Air::Overcast));
    assert_eq!(top.sky.recorded, None);
}

#[test]
fn the_terminal_tells_recorded_weather_beside_the_date() {
    let line = |scenario, role: &'static str| {
        let transcript = Terminal::of(scenario).role(role).types(&["quit"]);
        let words: Vec<&str> = transcript.split_whitespace().collect();
        words.join(" ")
    };
    let told = line(fixtures::petrograd(), "red_guard");
    assert!(
        told.contains("23 February 1917, 11:00 (8 March, New Style), clear Vulkan works"),
        "{told}"
    );
    let untold = line(fixtures::petition(), "clerk");
    assert!(
        untold.contains("17:00") && !untold.contains("overcast"),
        "{untold}"
    );
}
