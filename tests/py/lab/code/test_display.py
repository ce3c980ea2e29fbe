"""Display of values: tables, pictures, charts, also outside the page."""

from __future__ import annotations

import numpy as np
import pytest

from zeichenlabor.lab.code import bars, plot, show


def only(outputs):
    (output,) = outputs
    return output


def test_a_glyph_is_shown_as_a_picture(page):
    picture = only(page.run("project.images[0]"))
    assert (picture.type, picture.form, picture.count) == ("pictures", "ink", 1)
    np.testing.assert_array_equal(
        picture.pixels[0], page.laboratory.session.collection.samples().images[0]
    )


def test_a_stack_is_cut_and_says_how_many_there_are(page):
    picture = only(page.run("project.images"))
    assert (picture.count, picture.total) == (200, 300)


def test_values_below_zero_are_blue_and_orange(page):
    picture = only(page.run("import numpy as np\nshow(np.array([[0.5, -2.0]]))"))
    assert (picture.form, picture.largest, picture.width) == ("signed", 2.0, 2)
    assert picture.pixels.dtype == np.float32


def test_floats_from_0_to_1_are_ink(page):
    picture = only(page.run("show(project.images[0] / 255)"))
    assert picture.form == "ink"
    assert abs(int(picture.pixels.max()) - int(page.run("project.images[0]")[0].pixels.max())) <= 1


def test_a_pillow_image_keeps_its_colours(page):
    picture = only(page.run("from PIL import Image\nImage.new('RGB', (3, 2), 'red')"))
    assert (picture.form, picture.height, picture.width) == ("colour", 2, 3)
    assert picture.pixels[0, 0].tolist() == [255, 0, 0, 255]


def test_arrays_are_tables_with_their_shape(page):
    table = only(page.run("import numpy as np\nnp.arange(100).reshape(50, 2) / 3"))
    assert (table.shape, table.dtype, len(table.rows)) == ([50, 2], "float64", 30)
    assert table.rows[1] == ["0.6667", "1"]


def test_a_number_of_numpy_is_shown_as_a_number(page):
    assert page.text("project.images.mean() * 0 + 1.5") == "1.5\n"


@pytest.mark.parametrize(
    ("source", "x", "y"),
    [
        ("plot([1, 4, 9])", [0, 1, 2], [1, 4, 9]),
        ("plot([2, 3], [4, 5])", [2, 3], [4, 5]),
    ],
)
def test_curves(page, source, x, y):
    (line,) = only(page.run(source)).lines
    assert (line.x, line.y) == (x, y)


def test_curves_with_names_and_bars(page):
    lines = only(page.run("plot({'a': [1, 2], 'b': [3, 4]}, title='t')"))
    assert ([line.name for line in lines.lines], lines.title) == (["a", "b"], "t")
    chart = only(page.run("bars([1, 2], project.classes[:2])"))
    assert (chart.names, chart.values) == (["0", "1"], [1.0, 2.0])


def test_a_curve_needs_as_many_x_as_y(page):
    assert page.run("plot([1], [1, 2])")[-1].params["error"] == "model/bad-setting"


def test_in_a_plain_python_outputs_are_printed(capsys):
    show(np.zeros((2, 28, 28), np.uint8))
    bars([0.5], ["a"])
    plot([1, 2])
    assert capsys.readouterr().out.splitlines() == ["[2 × 28×28]", "a: 0.5", "", ": 2 · 2"]


@pytest.mark.parametrize("title", [5, None, {"a": 1}, [1], b"a"])
def test_a_title_is_a_text_whatever_it_is_made_of(page, title):
    told = "" if title is None else str(title)
    assert only(page.run(f"plot([1, 2], title={title!r})")).title == told
    assert only(page.run(f"bars([1, 2], title={title!r})")).title == told
