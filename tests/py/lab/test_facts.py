"""Numbers in the page's texts are checked: text key → check."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.designing.presets import build, build_for
from zeichenlabor.lab.designing.settings import Settings
from zeichenlabor.lab.explaining import plane
from zeichenlabor.lab.lessons.material import practice

SITE = Path(__file__).parents[3] / "site"
TEXTS = SITE / "i18n"


def told(language: str, key: str) -> list[int]:
    """Return the whole numbers in the text ``key``, without their marks for thousands."""
    pattern = rf"^  '{re.escape(key)}':\s+'(.*)',$"
    texts = "\n".join(path.read_text() for path in sorted((TEXTS / language).rglob("*.js")))
    (text,) = re.findall(pattern, texts, re.MULTILINE)
    numbers = re.findall(r"\d[\d.,]*\d|\d", text)
    return [int(number.replace(".", "").replace(",", "")) for number in numbers]


@pytest.mark.native("reads the page's texts")
@pytest.mark.parametrize("language", ["de", "en"])
def test_where_the_weights_of_the_convolutional_network_are(language):
    model = build("school-2")
    model.build((28, 28, 1))
    layers = [layer for layer in model.layers if layer.count_params()]
    first_dense = next(layer for layer in layers if type(layer).__name__ == "Dense")
    convolutions = sum(x.count_params() for x in layers if type(x).__name__ == "Conv2D")
    assert told(language, "guide.solution.convolution.text") == [
        convolutions,
        first_dense.count_params(),
    ]


@pytest.mark.native("reads the page's texts")
@pytest.mark.parametrize("language", ["de", "en"])
def test_who_wrote_the_digits_of_scikit_learn(language):
    datasets = pytest.importorskip("sklearn.datasets")
    digits = datasets.load_digits()
    text = " ".join(digits.DESCR.split())
    (writers,) = re.findall(r"different (\d+) to the test set", text)
    assert "copy of the test set" in text
    assert told(language, "ready.digits.text")[:2] == [len(digits.target), int(writers)]


def tell(topic: str, **values):
    told = Laboratory().learn.tell(topic, values)
    return list(told)[-1] if hasattr(told, "send") else told


def board(hidden: tuple[int, ...], activation: str, seed: int) -> float:
    """How much of the filled chessboard such a network gets right after 150 epochs."""
    given = plane.points("xor", 200, 0.05, seed=1)
    settings = plane.PlaneSettings(hidden, activation, "adam", 0.03, seed)
    model = plane.network(settings)
    for epoch in range(150):
        plane.train_epoch(model, given, settings, epoch)
    return plane.view(model, given, 150).accuracy


@pytest.mark.native("takes its time")
def test_two_neurons_do_not_part_the_filled_board_four_do():
    """guide.solution.plane.text, plane.task.corner: the classic XOR of four points is less."""
    assert max(board((2,), "tanh", seed) for seed in range(3)) < 0.95
    assert max(board((4,), "tanh", seed) for seed in range(3)) >= 0.95


def test_momentum_helps_beside_the_middle_of_a_saddle_and_not_in_it():
    """card.landscape.text and its task."""

    def height(start: list[float], momentum: float, rate: float = 0.01) -> float:
        walk = tell("walk", name="saddle", start=start, rate=rate, momentum=momentum, steps=60)
        return walk["heights"][-1]

    for momentum in (0, 0.5, 0.9, 0.95):
        assert height([0, 0], momentum) == pytest.approx(height([0, 0], 0))
    assert height([0, 0.1], 0.95) < height([0, 0.1], 0) - 0.1


@pytest.mark.native("takes its time")
def test_it_was_the_learning_rate_that_kept_the_network_of_1990_slow():
    """preset.winter-1990.story asks it."""
    images, labels = practice(1200, 3)
    chosen = Settings(preset="winter-1990", epochs=10, batch_size=128, learning_rate=0.01, seed=1)

    def accuracy(settings: Settings) -> float:
        model = build_for(settings, classes=10, samples=len(images))
        model.fit(images, labels, batch_size=32, epochs=settings.epochs, seed=1)
        return model.evaluate(images, labels).accuracy

    assert accuracy(replace(chosen, learning_rate=0.5)) > accuracy(chosen) + 0.2


@pytest.mark.native("reads what the card offers")
def test_the_more_hands_the_better_for_strangers():
    """card.strangers: every button that it offers says so."""
    card = (SITE / "views" / "learn" / "cards" / "strangers.js").read_text()
    (offered,) = re.findall(r"options=\$\{\[([\d, ]+)\]", card)
    read = [tell("strangers", writers=int(n))["strangers"] for n in offered.split(",")]
    assert len(read) >= 3
    assert np.all(np.diff(read) > 0.015), read


@pytest.mark.native("reads the page's texts")
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_preset_says_by_what_its_rate_falls(language):
    first, second = (build("decay", samples=1280).optimizer.learning_rate(s) for s in (0, 10))
    (share,) = told(language, "preset.decay.story")
    assert share / 10 == pytest.approx(second / first, rel=0.01)


@pytest.mark.native("reads the page's texts")
@pytest.mark.parametrize("language", ["de", "en"])
def test_so_many_neurons_are_silent(language):
    rates = {layer.rate for layer in build("blog-dropout").layers if hasattr(layer, "rate")}
    assert [round(100 * rate) for rate in rates] == told(language, "preset.blog-dropout.story")


def solution(language: str, key: str) -> str:
    text = (SITE / "teachers" / language / "solutions.js").read_text()
    (found,) = re.findall(rf"^  '{re.escape(key)}':\s+'(.*)',$", text, re.MULTILINE)
    return found


@pytest.mark.native("reads the page's texts")
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_solutions_tell_what_the_cards_show(language):
    wrong = [row["mistakes"] for row in tell("history")]
    mnist = solution(language, "card.mnist").replace(".", "").replace(",", "")
    assert all(str(count) in mnist for count in wrong)
    five, nine = (tell("vanishing", activation="sigmoid", depth=depth)["share"] for depth in (5, 9))
    assert 1 / 10_000 < five < 1 / 2_500  # "about one five-thousandth"
    assert nine < 1e-6
    relu = [tell("vanishing", activation="relu", depth=depth)["share"] for depth in (1, 5, 9)]
    assert min(relu) > 0.1
    walk = {"name": "saddle", "rate": 0.01, "steps": 60}
    assert tell("walk", start=[0, 0.1], momentum=0, **walk)["heights"][-1] > 0.45
    assert tell("walk", start=[0, 0.1], momentum=0.9, **walk)["heights"][-1] < 0.05
    runners = tell("race", name="valley", start=[-1.9, 1.6], steps=80)
    ends = {row["name"]: row["heights"][-1] for row in runners}
    assert min(ends, key=ends.get) == "momentum"
    assert max(ends, key=ends.get) == "sgd"
    halves = {kind: tell("decay", kind=kind, step=0)["rates"] for kind in ("exponential", "cosine")}
    half = [next(i for i, r in enumerate(x) if r <= x[0] / 2 + 1e-9) for x in halves.values()]
    assert half == [25, 50]


def decimals(language: str, key: str) -> list[float]:
    """The numbers of a solution, as that language writes them."""
    text = solution(language, key)
    return [float(n.replace(",", ".")) for n in re.findall(r"\d+(?:[.,]\d+)?", text)]


@pytest.mark.native("reads the page's texts")
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_solutions_tell_what_the_sliders_show(language):
    start, edge = decimals(language, "card.descent")
    for place, rate in ((2, start), (2.4, edge)):
        calm, wild = (
            tell("descent", start=place, rate=near, steps=100)["gone"]
            for near in (rate - 0.05, rate + 0.05)
        )
        assert (calm, wild) == (False, True)
    halved, stairs, cosine = sorted(decimals(language, "card.decay"))
    for kind, at in (("exponential", halved), ("cosine", cosine)):
        rates = tell("decay", kind=kind, step=0)["rates"]
        assert rates[int(at) - 1] > rates[0] / 2 >= rates[int(at)] - 1e-9
    rates = tell("decay", kind="stairs", step=0)["rates"]
    assert rates[int(stairs)] > rates[0] / 2 > rates[int(stairs) + 1]
    few, some, many = (tell("fitting", width=int(n)) for n in decimals(language, "card.fitting"))
    assert few["loss"] > some["loss"] > many["loss"]
    assert some["check"] < min(few["check"], many["check"])
    (price,) = decimals(language, "card.regularisation")
    wild, calm = (tell("fitting", width=32, price=value)["curve"] for value in (0, price))
    assert np.abs(np.diff(calm, 2)).sum() < np.abs(np.diff(wild, 2)).sum() / 3
    (writers,) = decimals(language, "card.strangers")
    one, all_of_them = (tell("strangers", writers=int(n)) for n in (1, writers))
    assert one["known"] > 0.97
    assert 0.5 < one["strangers"] < 0.65
    assert all_of_them["known"] < one["known"]
    assert all_of_them["strangers"] > one["strangers"] + 0.1
