"""The cards' results are compared with the formulas that they show."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.py.lab.test_laboratory import SETTINGS, bars, drain, put
from zeichenlabor.errors import UnknownMethod
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.lessons import LESSONS, judging
from zeichenlabor.lab.lessons.material import own_or_practice

SITE = Path(__file__).resolve().parents[3] / "site"


def tell(topic: str, **values):
    """A lesson's answer in a laboratory that has nothing yet; of a long one the last event."""
    told = Laboratory().learn.tell(topic, values)
    return list(told)[-1] if hasattr(told, "send") else told


@pytest.fixture(scope="module")
def image():
    return memoryview(tell("picture", seed=0)["image"].tobytes())


def pixels(image) -> np.ndarray:
    return np.frombuffer(image, np.uint8).reshape(28, 28) / 255


# --- pictures


def test_the_centre_is_the_mean_of_all_ink(image):
    told, ink = tell("centre", image=image), pixels(image)
    rows = np.arange(28) + 0.5
    assert told["row"] == pytest.approx((ink * rows[:, None]).sum() / ink.sum())
    assert told["column"] == pytest.approx((ink * rows).sum() / ink.sum())
    assert abs(told["row"] - 14) < 1
    assert 20 <= told["longest"] <= 22


def test_an_empty_picture_has_no_centre():
    assert tell("centre", image=memoryview(bytes(784)))["box"] is None


def test_ink_of_a_colour_on_white_paper(image):
    told = tell("channels", image=image, colour=[10, 100, 200])["values"]
    ink = pixels(image)[..., None]
    np.testing.assert_allclose(told, 255 * (1 - ink) + ink * [10, 100, 200], atol=0.51)


def test_the_subsets_have_the_wanted_sizes():
    told = tell("split", train=0.6, validation=0.2, seed=1)
    assert told["counts"] == [120, 40, 40]
    assert np.bincount(told["subset"]).tolist() == told["counts"]


def test_inputs_up_to_255_upset_the_learning():
    small, right, large = (tell("scaling", largest=size)["last"] for size in (0.01, 1, 255))
    assert right < small < large


def test_one_hot():
    assert tell("onehot", label=2, classes=4)["values"].tolist() == [0, 0, 1, 0]


# --- units


def test_a_neuron_adds_up_and_bends():
    told = tell("neuron", inputs=[1, 0.5], weights=[2, -1], bias=0.25, activation="sigmoid")
    assert told["sum"] == pytest.approx(1.75)
    assert told["value"] == pytest.approx(1 / (1 + math.exp(-1.75)))


@pytest.mark.parametrize("name", ["relu", "leaky_relu", "sigmoid", "tanh", "linear"])
@pytest.mark.parametrize("z", [-1.7, 0.6])
def test_a_slope_is_the_difference_over_a_small_step(name, z):
    told = tell("activation", name=name, z=z)
    above, below = (tell("activation", name=name, z=z + d)["value"] for d in (1e-6, -1e-6))
    assert told["slope"] == pytest.approx((above - below) / 2e-6, abs=1e-6)
    np.testing.assert_allclose(np.interp(z, told["x"], told["y"]), told["value"], atol=0.01)


def test_a_low_bias_kills_relu_but_not_leaky_relu():
    assert tell("dying", bias=0, leaky=False)["dead"] == 0
    assert tell("dying", bias=-6, leaky=False)["dead"] > 30
    assert tell("dying", bias=-6, leaky=True)["dead"] == 0


def test_the_gradient_vanishes_with_sigmoid_sooner_than_with_relu():
    sigmoid, relu = (tell("vanishing", activation=name, depth=6) for name in ("sigmoid", "relu"))
    assert sigmoid["share"] < 1e-3 < relu["share"]
    assert len(sigmoid["sizes"]) == 7


def test_softmax_and_logits(image):
    told = tell("softmax", values=[2, 1, 0])
    np.testing.assert_allclose(told["shares"], np.exp([2, 1, 0]) / np.exp([2, 1, 0]).sum())
    plain, more = (tell("logits", image=image, add=add) for add in (0, 5))
    np.testing.assert_allclose(more["values"] - plain["values"], 5)
    np.testing.assert_allclose(more["shares"], plain["shares"])


def test_the_logits_are_those_of_the_network(image):
    laboratory = Laboratory()
    told = laboratory.learn.tell("logits", {"image": image, "add": 0})
    shares = laboratory.session.model.predict(np.frombuffer(image, np.uint8).reshape(1, 28, 28))
    np.testing.assert_allclose(told["shares"], shares[0], atol=1e-5)


def test_a_units_pattern_times_the_picture_is_its_sum(image):
    told = tell("template", image=image, unit=3)
    assert told["units"] == 100
    np.testing.assert_allclose(
        told["products"].ravel(), told["weights"].ravel() * pixels(image).ravel(), atol=1e-6
    )
    assert told["products"].sum() == pytest.approx(told["sum"], abs=1e-4)


# --- networks and losses


def test_a_layer_is_a_matrix_product():
    x, w, b = np.array([1, 0.5]), np.array([[1, -2], [0.4, 3]]), np.array([0.1, -4])
    told = tell("matrix", inputs=x.tolist(), kernel=w.tolist(), bias=b.tolist())
    np.testing.assert_allclose(told["sums"], x @ w + b)
    np.testing.assert_allclose(told["values"], np.maximum(x @ w + b, 0))


def test_parameters_are_counted_by_the_printed_rule(image):
    assert tell("parameters", kind="dense", size=16)["all"] == (784 + 1) * 16
    assert tell("parameters", kind="conv", size=16)["all"] == (3 * 3 + 1) * 16
    told = tell("layers", image=image, hidden=2, width=20)
    assert told["each"] == [785 * 20, 21 * 20, 21 * 10]
    assert told["parameters"] == sum(told["each"])
    assert tell("sizes", kind="lstm")["parameters"] == 4 * tell("sizes", kind="rnn")["parameters"]


def test_shapes_run_through_a_network():
    steps = tell("shapes", network="cnn", pictures=3)["steps"]
    assert [step["shape"] for step in steps] == [
        [3, 28, 28, 1], [3, 26, 26, 8], [3, 13, 13, 8], [3, 11, 11, 16], [3, 16], [3, 10],
    ]  # fmt: skip
    assert all(step["numbers"] == math.prod(step["shape"]) for step in steps)


def test_the_losses_are_their_formulas():
    told = tell("squared", predictions=[3, 1], targets=[2, 4])
    assert (told["mse"], told["mae"]) == pytest.approx(((1 + 9) / 2, (1 + 3) / 2))
    assert tell("entropy", shares=[1, 3], label=1)["loss"] == pytest.approx(-math.log(0.75))
    assert tell("binary", share=0.8, target=0)["loss"] == pytest.approx(-math.log(0.2))


def test_the_engine_takes_no_logarithm_of_zero():
    near, far = tell("safety", gap=20), tell("safety", gap=150)
    assert near["naive"] == pytest.approx(near["safe"], rel=1e-5)
    assert far["naive"] is None
    assert far["safe"] == pytest.approx(150)


# --- learning


def test_a_step_goes_against_the_slope():
    told = tell("descent", start=2, rate=0.1, steps=1)
    assert told["path"][1] == pytest.approx(2 - 0.1 * (2**3 - 2 * 2 + 0.3))
    assert tell("descent", start=2, rate=1.2, steps=20)["gone"]


@pytest.mark.parametrize("name", ["bowl", "saddle", "valley"])
def test_gradients_of_the_landscapes(name):
    from zeichenlabor.lab.lessons.descent import SURFACES

    height, gradient = SURFACES[name]
    for x, y in [(0.3, -1.1), (-1.8, 0.9)]:
        numeric = [
            (height(x + 1e-6, y) - height(x - 1e-6, y)) / 2e-6,
            (height(x, y + 1e-6) - height(x, y - 1e-6)) / 2e-6,
        ]
        np.testing.assert_allclose(gradient(x, y), numeric, rtol=1e-6)


def test_the_middle_of_a_saddle_holds_a_walk():
    stuck = tell("walk", name="saddle", start=[2, 0], rate=0.1, momentum=0, steps=60)
    assert stuck["heights"][-1] == pytest.approx(0.5, abs=1e-4)
    runners = tell("race", name="bowl", start=[2, 2], steps=80)
    assert all(runner["heights"][-1] < 0.1 for runner in runners)


def test_small_batches_agree_less():
    small, large = tell("batches", size=2), tell("batches", size=80)
    assert (small["steps"], large["steps"]) == (80, 2)
    assert large["mean"] < small["mean"]


def test_the_chain_rule_with_numbers():
    x, first, second, target = 1.2, 0.5, -2.0, 2
    told = tell("chain", x=x, first=first, second=second, target=target)
    output = second * first * x
    assert told["loss"] == pytest.approx((output - target) ** 2)
    assert told["to_output"] == pytest.approx(2 * (output - target))
    assert told["to_hidden"] == pytest.approx(2 * (output - target) * second)
    assert told["to_first"] == pytest.approx(2 * (output - target) * second * x)
    assert told["to_second"] == pytest.approx(2 * (output - target) * first * x)


def test_only_a_fitting_start_keeps_the_signal():
    spreads = {name: tell("beginnings", name=name)["last"] for name in ("zeros", "small", "large")}
    assert spreads["zeros"] == 0
    assert spreads["small"] < 1e-6 < 100 < spreads["large"]
    assert 0.1 < tell("beginnings", name="he")["last"] < 10


def test_schedules_are_their_formulas():
    assert tell("decay", kind="exponential", step=50)["rate"] == pytest.approx(0.1 * 0.5**2)
    cosine = tell("decay", kind="cosine", step=30)["rate"]
    assert cosine == pytest.approx(0.05 * (1 + math.cos(0.3 * math.pi)))


# --- learning well


def test_a_small_network_learns_too_little_and_a_large_one_by_heart():
    small, large = tell("fitting", width=1), tell("fitting", width=32)
    assert small["loss"] > 0.03
    assert large["loss"] < 0.002
    priced = tell("fitting", width=32, price=0.003)
    assert priced["weights"] < large["weights"]
    assert priced["check"] < large["check"]


def test_early_stopping_waits_for_its_patience():
    told = tell("early", patience=4)
    assert told["stopped"] == told["best"] + 4
    assert told["checks"][told["best"]] == min(told["checks"][: told["stopped"] + 1])
    assert not told["own"]


def test_dropout_keeps_the_sum_on_average(image):
    told = tell("dropout", image=image, rate=0.5, seed=2)
    values, ink = told["values"], pixels(image).ravel()
    kept = values > 0
    np.testing.assert_allclose(values[kept], 2 * ink[kept], rtol=1e-5)
    assert told["dropped"] == told["ink"] - kept.sum()
    means = [tell("dropout", image=image, rate=0.5, seed=seed)["after"] for seed in range(40)]
    assert np.mean(means) == pytest.approx(told["before"], rel=0.08)


def test_augmentation_grows_with_its_strength(image):
    none, some, much = (
        tell("augment", image=image, strength=s, seed=1)["change"] for s in (0, 0.5, 2)
    )
    assert none == 0
    assert some < much


def test_a_normalised_batch_has_the_wanted_mean_and_spread():
    told = tell("normalise", shift=3, spread=2, gamma=1.5, beta=-1)
    assert told["mean"] == pytest.approx(-1, abs=1e-3)
    assert told["spread"] == pytest.approx(1.5, abs=1e-2)


# --- windows


def test_a_convolution_is_nine_products_at_each_place(image):
    kernel = np.arange(9) - 4.0
    told = tell("convolution", image=image, kernel=kernel.tolist(), row=9, column=12)
    window = pixels(image)[9:12, 12:15]
    assert told["value"] == pytest.approx((window * kernel.reshape(3, 3)).sum(), abs=1e-4)
    np.testing.assert_allclose(told["products"], window.ravel() * kernel, atol=1e-6)


@pytest.mark.parametrize(
    ("size", "step", "padding"), [(3, 1, "valid"), (5, 2, "same"), (3, 4, "same")]
)
def test_the_size_of_a_map_follows_the_printed_rule(image, size, step, padding):
    told = tell("stride", image=image, size=size, step=step, padding=padding)
    assert told["side"] == (28 - size + told["before"] + told["after"]) // step + 1


def test_pooling_keeps_the_largest_or_the_mean(image):
    for kind, rule in (("max", np.max), ("average", np.mean)):
        told = tell("pooling", image=image, kind=kind, size=4, row=3, column=3)
        assert told["value"] == pytest.approx(rule(pixels(image)[12:16, 12:16]), abs=1e-6)
    told = tell("pooling", image=image, kind="global", size=4, row=3, column=3)
    assert told["value"] == pytest.approx(pixels(image).mean(), abs=1e-6)


def test_a_second_layer_mixes_the_maps(image):
    told = tell("maps", image=image, mix=[1, -1, 0.5, 0])
    maps = told["maps"]
    mixed = np.maximum(maps[..., 0] - maps[..., 1] + 0.5 * maps[..., 2], 0)
    np.testing.assert_allclose(told["mixed"], mixed, atol=1e-5)


# --- judging, other kinds


def test_the_scores_are_their_formulas():
    told = tell("scores", confusion=[[8, 2, 0], [1, 7, 2], [0, 3, 7]], label=1)
    assert told["precision"] == pytest.approx(7 / 12)
    assert told["recall"] == pytest.approx(7 / 10)
    assert told["f1"] == pytest.approx(2 * (7 / 12) * 0.7 / (7 / 12 + 0.7))
    assert told["accuracy"] == pytest.approx(22 / 30)


def test_a_majority_class_is_a_high_accuracy_for_nothing():
    never = tell("majority", rare=10, found=0.0, alarms=0.0)
    assert never["accuracy"] == never["always"] == pytest.approx(0.9)
    assert (never["recall"], never["precision"]) == (0, 0)
    good = tell("majority", rare=10, found=0.8, alarms=0.05)
    assert good["confusion"] == [[80, 20], [45, 855]]
    assert good["recall"] == pytest.approx(0.8)
    assert good["accuracy"] == pytest.approx(0.935)
    assert tell("majority", rare=50, found=0.0, alarms=0.0)["always"] == pytest.approx(0.5)


def test_groups_tighten_until_they_stay():
    spread = [tell("clusters", groups=10, steps=steps)["spread"] for steps in (0, 1, 5, 40, 41)]
    assert spread == sorted(spread, reverse=True)
    assert spread[-1] == pytest.approx(spread[-2])
    told = tell("clusters", groups=10, steps=10)
    assert told["counts"].sum() == 300
    assert told["centres"].shape == (10, 28, 28)
    assert 0.3 < told["share"] < 1


def test_a_centre_is_the_mean_of_its_group():
    told = tell("clusters", groups=1, steps=1)
    images = own_or_practice(Laboratory().session, 300).images
    np.testing.assert_allclose(told["centres"][0], images.mean(0), atol=1)


def test_groups_where_there_are_fewer_pictures():
    laboratory, labels = Laboratory(), np.repeat([0, 1], 12)
    images = np.random.default_rng(0).integers(0, 256, (24, 28, 28), np.uint8)
    laboratory.session.collection.put("own", ["a", "b"], images, labels, range(24))
    told = laboratory.learn.tell("clusters", {"groups": 16, "steps": 3})
    assert told["own"]
    assert told["counts"].sum() == 24


def test_rewards_lead_round_the_pits():
    assert not tell("reward", tries=0, curiosity=0.2)["reached"]
    told = tell("reward", tries=200, curiosity=0.2)
    assert told["reached"]
    assert told["sum"] == 10 - (len(told["walk"]) - 2)
    assert len(told["walk"]) == 8  # the shortest way has seven moves
    assert tell("reward", tries=200, curiosity=1.0)["falls"] > told["falls"]


def test_curiosity_costs_falls_and_is_not_needed_on_this_field():
    """What the solution says of it: without it, too, the way is found, and then no other is."""
    for tries, curiosity in ((15, 0.2), *((50, share / 10) for share in range(11))):
        assert tell("reward", tries=tries, curiosity=curiosity)["reached"], curiosity
    assert not tell("reward", tries=10, curiosity=0.2)["reached"]
    early, without = (tell("reward", tries=tries, curiosity=0.0) for tries in (20, 200))
    curious, wild = (tell("reward", tries=200, curiosity=share) for share in (0.2, 1.0))
    assert early["reached"]
    assert early["falls"] == without["falls"]
    np.testing.assert_array_equal(early["arrows"], without["arrows"])
    assert without["walk"] == early["walk"]
    assert len(without["walk"]) == len(curious["walk"])
    assert without["falls"] < curious["falls"] < wild["falls"]


def test_rewards_tell_the_world_that_they_are_found_in():
    told = tell("reward", tries=200, curiosity=0.2)
    world = told["world"]
    assert len(told["values"]) == len(told["arrows"]) == world["rows"] * world["columns"]
    assert (told["walk"][0], told["walk"][-1]) == (world["start"], world["goal"])
    assert told["values"].max() == pytest.approx(world["best"])
    ends = [world["goal"], *world["pits"]]  # nothing is tried from where a try ends
    assert (told["arrows"][ends] == -1).all()
    assert not set(world["pits"]) & set(told["walk"])


def test_a_seed_repeats_its_chance():
    one, same, other = (tell("chance", seed=seed) for seed in (5, 5, 6))
    np.testing.assert_array_equal(one["weights"], same["weights"])
    assert one["order"].tolist() == same["order"].tolist() != other["order"].tolist()


@pytest.mark.parametrize("hand", range(2, 12))
def test_a_line_is_cut_at_paper_and_beyond(hand):
    """The solution: columns need paper in between, the program mostly does not."""
    apart, touching, within = (tell("cut", gap=gap, hand=hand) for gap in (0.3, 0.0, -0.3))
    assert (apart["columns"], len(apart["boxes"])) == (4, 4)
    assert touching["columns"] < 4 <= len(touching["boxes"])
    assert within["columns"] == 1
    assert False in within["sure"]
    assert sum(apart["counts"]) == len(apart["points"])


def test_a_network_of_digits_helps_with_the_cutting():
    laboratory = Laboratory()
    assert not laboratory.learn.tell("cut", {"gap": 0.0, "hand": 2})["asked"]
    put(laboratory, "sheet", *bars(100))
    drain(laboratory.train.start_training(SETTINGS))
    assert laboratory.learn.tell("cut", {"gap": 0.0, "hand": 2})["asked"]


def test_far_from_all_that_was_learned_softmax_is_sure_and_the_distance_is_not_small():
    told = tell("unknown", angle=45)
    assert told["distance"] < told["limit"]
    far = tell("unknown", angle=-40)
    assert far["share"] > 0.99
    assert (far["label"], far["distance"] > 5 * far["limit"]) == ("A", True)
    around = np.sort(np.abs(far["learned"] + 40))  # the formula of the card
    assert far["distance"] == pytest.approx(
        math.sqrt(2 - 2 * math.cos(math.radians(around[4]))), abs=1e-5
    )
    between = tell("unknown", angle=sum(judging.CLASSES.values()) / 2)
    assert between["share"] == pytest.approx(0.5)


def test_one_hand_teaches_less_about_strangers():
    told = tell("strangers", writers=1)
    assert told["known"] > told["strangers"] + 0.2
    assert len(tell("hands", writers=1)["known"]) == 8


@pytest.mark.parametrize("code", [8, 98])
def test_an_autoencoder_learns_to_draw(code):
    """With 98 numbers it is the preset of convolutions."""
    events = list(Laboratory().learn.tell("autoencoder", {"code": code, "epochs": 2}))
    assert events[-1]["loss"] < 0.6 * events[0]["loss"]
    assert events[-1]["error"] < events[0]["error"]
    assert events[0]["shown"].size == events[0]["drawn"].size == 8 * 784


def test_a_recurrent_network_learns_to_read(image):
    events = list(Laboratory().learn.tell("recurrent", {"epochs": 8}))
    assert events[-1]["accuracy"] > events[0]["accuracy"] + 0.1
    weights = memoryview(events[-1]["weights"].tobytes())
    told = tell("reread", image=image, weights=weights)
    np.testing.assert_allclose(told["shares"].sum(axis=1), 1, atol=1e-5)
    assert told["memory"].shape == (28, 32)
    assert not np.allclose(told["shares"][5], told["shares"][-1])


def test_a_memory_cell_keeps_what_its_gates_say():
    told = tell("cell", forget=0.5, enter=1, leave=1, signal=[1, 0, 0], at=2)
    assert told["state"] == pytest.approx(0.25 * math.tanh(1))
    assert told["output"] == pytest.approx(math.tanh(0.25 * math.tanh(1)))


def test_a_law_of_nature_fills_in_what_was_not_measured():
    guess, law = (tell("cooling", rate=1.5, physics=physics)["error"] for physics in (False, True))
    assert law < 0.05 < guess


# --- the table


def test_an_unknown_lesson():
    with pytest.raises(UnknownMethod):
        tell("no such")


@pytest.mark.native("reads the page's sources")
def test_the_cards_ask_for_every_lesson_and_no_other():
    sources = "".join(
        path.read_text(encoding="utf-8") for path in (SITE / "views" / "learn").rglob("*.js")
    )
    asked = set(re.findall(r"use(?:Answer|Run)\(props, '(\w+)'", sources))
    assert asked == set(LESSONS), "LESSONS in py/zeichenlabor/lab/lessons/__init__.py"


@pytest.mark.parametrize("classes", [1, 2, 3, 11, 16, 36])
def test_lessons_about_ones_own_pictures_take_any_number_of_classes(classes):
    """With one class alone there is nothing to tell apart: then the practice pen helps out."""
    laboratory, labels = Laboratory(), np.arange(12 * classes) % classes
    images = np.random.default_rng(0).integers(0, 256, (len(labels), 28, 28), np.uint8)
    names = [chr(65 + label) for label in range(classes)]
    laboratory.session.collection.put("own", names, images, labels, range(len(labels)))
    own = classes > 1
    assert laboratory.learn.tell("batches", {"size": 20})["own"] == own
    assert laboratory.learn.tell("dying", {"bias": 0.0, "leaky": False})["own"] == own
    told = laboratory.learn.tell("split", {"train": 0.8, "validation": 0.1, "seed": 1})
    assert told["own"] == own
    *_, drawn = laboratory.learn.tell("autoencoder", {"code": 2, "epochs": 1})
    assert len(drawn["shown"]) == (min(classes, 8) if own else 8)
    *_, read = laboratory.learn.tell("recurrent", {"epochs": 1})
    assert read["names"] == (names if own else list("0123456789"))
    again = laboratory.learn.tell(
        "reread", {"image": memoryview(bytes(784)), "weights": read["weights"]}
    )
    assert again["shares"].shape == (28, len(read["names"]))


def test_lessons_see_as_many_pictures_of_each_class():
    counts = [300, 40, 300, 1, 60]
    laboratory, labels = Laboratory(), np.repeat(np.arange(5), counts)
    images = np.zeros((len(labels), 28, 28), np.uint8)
    laboratory.session.collection.put("own", list("abcde"), images, labels, range(len(labels)))
    found = own_or_practice(laboratory.session, 200)
    assert found.names == ["a", "b", "c", "e"]
    assert len(set(np.bincount(found.labels).tolist())) == 1
    left_out = [{"sheet": "own", "cell": cell, "label": None} for cell in range(300)]
    counted = laboratory.session.collection.counted(edits=left_out)
    assert "a" not in own_or_practice(replace(laboratory.session, collection=counted), 200).names
