//! 正月初一 computed from the moon: the second source for the profile's table.
//!
//! GB/T 33661: a month begins on the day (Beijing time) of the new moon, the month of the
//! winter solstice is the eleventh; so, with no leap month between, the year begins with
//! the second new moon after the solstice. New moons by Meeus, *Astronomical Algorithms*,
//! chapter 49: exact to seconds, which 2027 (23:56) and 2030 (00:07) need.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Coefficient in days, power of E, multiples of M, M′ and F.
const TERMS: [(f64, i32, f64, f64, f64); 24] = [
    (-0.407_20, 0, 0.0, 1.0, 0.0),
    (0.172_41, 1, 1.0, 0.0, 0.0),
    (0.016_08, 0, 0.0, 2.0, 0.0),
    (0.010_39, 0, 0.0, 0.0, 2.0),
    (0.007_39, 1, -1.0, 1.0, 0.0),
    (-0.005_14, 1, 1.0, 1.0, 0.0),
    (0.002_08, 2, 2.0, 0.0, 0.0),
    (-0.001_11, 0, 0.0, 1.0, -2.0),
    (-0.000_57, 0, 0.0, 1.0, 2.0),
    (0.000_56, 1, 1.0, 2.0, 0.0),
    (-0.000_42, 0, 0.0, 3.0, 0.0),
    (0.000_42, 1, 1.0, 0.0, 2.0),
    (0.000_38, 1, 1.0, 0.0, -2.0),
    (-0.000_24, 1, -1.0, 2.0, 0.0),
    (-0.000_07, 0, 2.0, 1.0, 0.0),
    (0.000_04, 0, 0.0, 2.0, -2.0),
    (0.000_04, 0, 3.0, 0.0, 0.0),
    (0.000_03, 0, 1.0, 1.0, -2.0),
    (0.000_03, 0, 0.0, 2.0, 2.0),
    (-0.000_03, 0, 1.0, 1.0, 2.0),
    (0.000_03, 0, -1.0, 1.0, 2.0),
    (-0.000_02, 0, -1.0, 1.0, -2.0),
    (-0.000_02, 0, 1.0, 3.0, 0.0),
    (0.000_02, 0, 0.0, 4.0, 0.0),
];

/// Coefficient in days; degrees at the epoch and per lunation.
const PLANETS: [(f64, f64, f64); 10] = [
    (0.000_325, 299.77, 0.107_408),
    (0.000_165, 251.88, 0.016_321),
    (0.000_164, 251.83, 26.651_886),
    (0.000_126, 349.42, 36.412_478),
    (0.000_110, 84.66, 18.206_239),
    (0.000_062, 141.74, 53.303_771),
    (0.000_060, 207.14, 2.453_732),
    (0.000_056, 154.84, 7.306_860),
    (0.000_047, 34.52, 27.261_239),
    (0.000_042, 207.19, 0.121_824),
];

/// The Julian day, in Beijing time, of the `k`-th new moon after that of 6 January 2000.
fn new_moon(k: f64) -> f64 {
    let t = k / 1236.85;
    let mean = 2_451_550.097_66 + 29.530_588_861 * k + 0.000_154_37 * t * t;
    let sun = (2.5534 + 29.105_356_70 * k).to_radians();
    let moon = (201.5643 + 385.816_935_28 * k + 0.010_758_2 * t * t).to_radians();
    let latitude = (160.7108 + 390.670_502_84 * k - 0.001_611_8 * t * t).to_radians();
    let node = (124.7746 - 1.563_755_88 * k).to_radians();
    let e = 1.0 - 0.002_516 * t - 0.000_007_4 * t * t;
    let terms: f64 = TERMS
        .iter()
        .map(|(size, power, s, m, f)| {
            size * e.powi(*power) * (s * sun + m * moon + f * latitude).sin()
        })
        .sum();
    let planets: f64 =
        PLANETS.iter().map(|(size, from, rate)| size * (from + rate * k).to_radians().sin()).sum();
    // Terrestrial time is about 70 seconds ahead of universal time, Beijing eight hours.
    mean + terms - 0.000_17 * node.sin() + planets - 70.0 / 86_400.0 + 8.0 / 24.0
}

/// 正月初一 of a year.
pub(super) fn new_year(year: i16) -> Date {
    #[allow(clippy::cast_possible_truncation, reason = "whole days of this century")]
    let day = |julian: f64| {
        let days = (julian + 0.5).floor() as i64 - 2_451_545;
        date(2000, 1, 1).saturating_add(days.days())
    };
    // On or after 21 December the solstice's month has begun.
    let solstice = date(year - 1, 12, 21);
    let first = ((f64::from(year) - 2000.0) * 12.3685 - 3.0).floor();
    let moons = (0..8).map(|n| day(new_moon(first + f64::from(n))));
    moons.filter(|moon| *moon > solstice).nth(1).unwrap_or_default()
}
