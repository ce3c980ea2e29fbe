"""Numbers that the page's texts tell, against what they tell of: text key → check."""

import re
from pathlib import Path

import pytest

from zeichenlabor.lab.presets import build

TEXTS = Path(__file__).parents[3] / "site" / "i18n"


def told(language: str, key: str) -> list[int]:
    """Return the whole numbers in the text ``key``, without their marks for thousands."""
    pattern = rf"^  '{re.escape(key)}': '(.*)',$"
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
