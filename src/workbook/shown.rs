//! How a floating picture shows its image, whatever the container says about it.

use super::{ImageId, Picture};

/// What is done to an image before it is seen.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Shown {
    crop: Option<[i64; 4]>,
    turned: bool,
    /// There are pictures in the group beside it.
    pub(super) grouped: bool,
}

impl Shown {
    /// Less than this is cut off unawares.
    const CROPPED: i64 = 1_000;
    /// Turned by less than this (5°), a name is still upright.
    const TURNED: i64 = 300_000;
    const FULL_TURN: i64 = 21_600_000;

    /// Says how much is cut off at the left, the top, the right and the bottom, in 1/1000 %.
    pub(super) fn crop(&mut self, sides: [i64; 4]) {
        self.crop = sides.iter().any(|side| side.abs() >= Self::CROPPED).then_some(sides);
    }

    /// Turns it by so many 1/60000 of a degree.
    pub(super) fn turn(&mut self, angle: i64) {
        let angle = angle.rem_euclid(Self::FULL_TURN);
        self.turned |= angle.min(Self::FULL_TURN - angle) >= Self::TURNED;
    }

    /// Mirrors it.
    pub(super) const fn flip(&mut self) {
        self.turned = true;
    }

    /// Tells a picture what it shows of an image.
    pub(super) fn tell(self, picture: &mut Picture, image: Option<ImageId>) {
        picture.image = image.map(|id| self.crop.map_or(id, |crop| id.part(crop)));
        picture.altered = self.crop.is_some() || self.turned || self.grouped;
    }
}
