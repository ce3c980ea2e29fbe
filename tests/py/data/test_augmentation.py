"""Augmentation: each effect does what it says, is centred, and keeps within its limit."""

from dataclasses import fields

import numpy as np
import pytest

from zeichenlabor.data import Augmentation
from zeichenlabor.errors import BadSetting

NOTHING = {f.name: 0.0 for f in fields(Augmentation)}
N = 200


def only(**settings):
    return Augmentation(**(NOTHING | settings))


def bar(height=16, width=4):
    """An upright bar in the middle of 28×28."""
    image = np.zeros((28, 28), np.uint8)
    image[14 - height // 2 : 14 + height // 2, 14 - width // 2 : 14 + width // 2] = 255
    return image


def altered(augmentation, image=None, n=N):
    many = np.repeat((bar() if image is None else image)[None], n, axis=0)
    return augmentation(many, np.random.default_rng(1))


def moments(pictures):
    """Per picture: ink, centre (row, column), spread along rows, along columns, slant."""
    rows, columns = np.mgrid[:28, :28]
    ink = pictures.sum(axis=(1, 2))
    row = (pictures * rows).sum(axis=(1, 2)) / ink
    column = (pictures * columns).sum(axis=(1, 2)) / ink
    r, c = rows - row[:, None, None], columns - column[:, None, None]
    tall = np.sqrt((pictures * r * r).sum(axis=(1, 2)) / ink)
    wide = np.sqrt((pictures * c * c).sum(axis=(1, 2)) / ink)
    slant = (pictures * r * c).sum(axis=(1, 2)) / (pictures * r * r).sum(axis=(1, 2))
    return ink, np.stack([row, column]), tall, wide, slant


def assert_spread(values, limit, middle=0.0):
    """Within ±limit around the middle, and using most of that range on both sides."""
    values = values - middle
    assert np.abs(values).max() <= limit * 1.05
    assert values.max() > 0.8 * limit
    assert values.min() < -0.8 * limit


def test_nothing_changes_nothing():
    np.testing.assert_allclose(altered(only(), n=3), np.repeat(bar()[None] / 255, 3, 0), atol=1e-6)


def test_shift_moves_the_centre():
    _, centre, tall, _, _ = moments(altered(only(shift=3)))
    for axis in centre:
        assert_spread(axis, 3, 13.5)
    assert abs(np.corrcoef(centre)[0, 1]) < 0.2
    assert tall.std() < 0.02


def test_rotation_turns_about_the_middle():
    _, centre, _, _, slant = moments(altered(only(rotation=20), bar(20, 2)))
    assert_spread(np.rad2deg(np.arctan(slant)), 20)
    assert np.abs(centre - 13.5).max() < 0.1


def test_scale_changes_both_axes_together():
    _, centre, tall, wide, _ = moments(altered(only(scale=0.25), bar(12, 12)))
    assert_spread(np.log(tall / moments(bar(12, 12)[None])[2]), np.log(1.25))
    assert np.corrcoef(tall, wide)[0, 1] > 0.99
    assert np.abs(centre - 13.5).max() < 0.1


def test_stretch_changes_one_axis_against_the_other():
    _, _, tall, wide, _ = moments(altered(only(stretch=0.3), bar(12, 12)))
    assert_spread(np.log(wide / tall), 2 * np.log(1.3))
    assert np.corrcoef(tall, wide)[0, 1] < -0.95


def test_shear_slants_without_turning():
    pictures = altered(only(shear=0.3), bar(20, 2))
    _, _, tall, _, slant = moments(pictures)
    assert_spread(slant, 0.3)
    assert tall.std() < 0.02


def test_elastic_bends():
    pictures = altered(only(elastic=0.8))
    np.testing.assert_allclose(pictures.mean(axis=0)[8:20, 13:15], 1, atol=0.1)
    assert (np.abs(pictures - bar() / 255).sum(axis=(1, 2)) > 3).all()
    _, centre, _, _, _ = moments(pictures)
    assert np.abs(centre.mean(axis=1) - 13.5).max() < 0.1


def test_thickness_changes_the_ink_alone():
    ink, centre, _, _, _ = moments(altered(only(thickness=1.0)))
    assert ink.min() < 0.6 * 64
    assert ink.max() > 1.5 * 64
    assert np.abs(centre - 13.5).max() < 0.01


def test_every_picture_is_altered_in_its_own_way():
    pictures = altered(Augmentation(), n=20)
    assert len(np.unique(pictures.reshape(20, -1), axis=0)) == 20


def test_values_stay_grey_levels_and_shapes_stay():
    noise = np.random.default_rng(0).integers(0, 256, (9, 28, 28), np.uint8)
    strong = Augmentation(5, 90, 0.5, 0.5, 1, 3, 1)
    for images in (noise, noise[..., None], noise[:0], noise[:, :20]):
        result = strong(images, np.random.default_rng(0))
        assert result.shape == images.shape
        assert result.dtype == np.float32
        if len(images):
            assert result.min() >= 0
            assert result.max() <= 1 + 1e-6


def test_pictures_far_outside_are_empty():
    """A place outside the picture is paper, wherever it is."""
    pictures = altered(only(shift=14), np.full((28, 28), 255, np.uint8))
    assert pictures[:, [0, -1]].min() == 0
    assert pictures.max() == 1


def test_the_seed_decides():
    first, same, other = (Augmentation().preview(bar(), 5, seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, same)
    assert (first != other).any()
    assert first.dtype == np.uint8
    assert first.shape == (5, 28, 28)


def test_the_originals_stay():
    images = np.repeat(bar()[None], 4, axis=0)
    Augmentation()(images, np.random.default_rng(0))
    np.testing.assert_array_equal(images, np.repeat(bar()[None], 4, axis=0))


@pytest.mark.parametrize("name", NOTHING)
@pytest.mark.parametrize("value", [-0.1, 1e9, float("nan"), "much", None, True])
def test_impossible_settings_are_refused(name, value):
    with pytest.raises(BadSetting) as caught:
        Augmentation(**{name: value})
    assert caught.value.params["setting"] == name


def test_plain_form():
    made = Augmentation(shift=2, elastic=1)
    assert Augmentation(**made.get_config()) == made
