"""Code completion."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "length", "label"),
    [
        ("pro", 3, "project"),
        ("project.im", 2, "images"),
        ("from zeichenlabor.nn import Den", 3, "Dense"),
        ("from zeichenlabor.nn import Dense, Fla", 3, "Flatten"),
        ("x = numbers.app", 3, "append"),
        ("whi", 3, "while"),
        ("Sequential.", 0, "fit"),
        ("project.images.me", 2, "mean"),
        ("project.runs[0].mo", 2, "model"),
        ("numbers[-1].bit", 3, "bit_length"),
    ],
)
def test_names_are_completed(page, text, length, label):
    page.project["runs"] = [{"number": 1}]
    page.run("numbers = [1]\nfrom zeichenlabor.nn import Sequential")
    found = page.laboratory.code.complete(text)
    assert (found.length, label in [option.label for option in found.options]) == (length, True)


def test_the_project_is_known_before_any_cell_has_run(page):
    options = page.laboratory.code.complete("project.").options
    assert {"images", "labels", "split"} <= {option.label for option in options}
    assert page.laboratory.code.complete("project.model.").options == []


def test_nothing_is_offered_without_a_beginning(page):
    assert page.laboratory.code.complete("x = ").options == []


def test_a_function_comes_with_its_arguments_and_first_line(page):
    (option,) = page.laboratory.code.complete("bar").options
    assert (option.label, option.kind) == ("bars", "function")
    assert option.detail.startswith("(values")
    assert option.info.startswith("Draw a bar")


def test_a_place_that_is_not_there_offers_nothing(page):
    assert page.laboratory.code.complete("project.runs[0].").options == []


def test_looking_at_a_value_calls_nothing(page):
    page.run("class A:\n    @property\n    def b(self):\n        raise SystemError\na = A()")
    assert page.laboratory.code.complete("a.b.").options == []
