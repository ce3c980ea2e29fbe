"""Comparisons of the network: classic models, a map of the pictures, printed symbols."""

from __future__ import annotations

import pytest

from .lab_page import READ_MS, TRAIN_MS, LabPage
from .strokes import DIGITS
from .test_understanding import SHEETS, load, train

pytestmark = pytest.mark.long

CLASSICS = ["net", "neighbors", "logistic", "forest", "svm", "mlp"]


@pytest.fixture(scope="module")
def lab(browser, site_url, data_dir):
    """A page with a small network, trained on three sheets, at the step Evaluate."""
    lab = load(LabPage(browser, site_url), data_dir)
    train(lab, "school-1", 4)
    lab.step("evaluate")
    yield lab
    lab.close()


@pytest.fixture(scope="module")
def phone(browser, site_url, data_dir):
    """The same in English on a telephone, with one sheet."""
    options = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
    lab = LabPage(browser, site_url, "en-GB", **options).open().wait_until_ready()
    lab.step("collect")
    lab.drop(data_dir / "sheets" / SHEETS[0])
    lab.wait_for_cards(1)
    train(lab, "school-1", 4)
    lab.step("evaluate")
    yield lab
    lab.close()


def width(lab: LabPage) -> int:
    return lab.page.evaluate("document.documentElement.scrollWidth")


def test_classics_stand_beside_the_network(lab):
    accuracy = lab.value("test-accuracy")
    lab.hook("classics-start").click()
    lab.settle()
    lab.hook("classics", state="done").wait_for(timeout=TRAIN_MS)
    rows = lab.hook("classic")
    assert [row.get_attribute("data-key") for row in rows.all()] == CLASSICS
    assert lab.value("classic") == accuracy
    assert all(float(row.get_attribute("data-value")) > 0.5 for row in rows.all())


def test_a_comparison_with_classics_can_be_stopped(phone):
    phone.hook("classics-start").tap()
    phone.hook("classics-stop").tap()
    phone.hook("classics", state="stopped").wait_for(timeout=TRAIN_MS)
    assert phone.hook("classic").count() < len(CLASSICS)
    assert width(phone) == 390


def test_the_map_is_walked_by_keyboard_alone(lab):
    button = lab.hook("atlas-net")
    button.focus()
    button.press("Enter")
    lab.hook("atlas", state="done", way="tsne").wait_for(timeout=TRAIN_MS)
    plot = lab.hook("scatter")
    plot.focus()
    seen = []
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        plot.press(key)
        lab.settle()
        seen.append(lab.hook("atlas-picture").get_attribute("data-point"))
    assert len(set(seen)) > 1
    assert "Geschrieben" in lab.hook("atlas-picture").inner_text()


def test_a_point_of_the_map_under_the_mouse_shows_its_picture(lab):
    lab.hook("atlas-pixels").click()
    lab.hook("atlas", state="done", view="pixels").wait_for(timeout=TRAIN_MS)
    box = lab.hook("scatter").bounding_box()
    lab.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    lab.page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] / 2, steps=12)
    lab.hook("atlas-picture").locator("canvas").wait_for(timeout=READ_MS)


def test_a_growing_map_can_be_stopped_by_touch(phone):
    phone.hook("atlas-net").tap()
    phone.hook("atlas-stop").tap()
    phone.hook("atlas", state="stopped").wait_for(timeout=READ_MS)
    phone.hook("atlas", view="net").wait_for()
    plot = phone.hook("scatter")
    for share in (0.3, 0.5, 0.7):
        box = plot.bounding_box()
        plot.tap(position={"x": box["width"] * share, "y": box["height"] * 0.5})
    phone.settle()
    assert width(phone) == 390


@pytest.mark.parametrize("device", ["lab", "phone"])
def test_printed_symbols_are_read(device, request):
    lab = request.getfixturevalue(device)
    start = lab.hook("fonts-start")
    start.tap() if device == "phone" else start.click()
    lab.hook("fonts", state="done").wait_for(timeout=READ_MS)
    fonts = lab.hook("fonts").locator("tbody tr")
    assert lab.hook("fonts").locator("canvas").count() == 10 * fonts.count() >= 20
    wrong = lab.hook("fonts").locator("td.is-wrong").count()
    assert lab.value("fonts-accuracy") == pytest.approx(1 - wrong / (10 * fonts.count()))
    assert lab.value("fonts-accuracy") > 0.2


def test_what_is_no_symbol_is_told_from_symbols(lab):
    lab.step("evaluate")
    lab.hook("unknown-start").click()
    lab.hook("unknown", state="done").wait_for(timeout=TRAIN_MS)
    found = lab.hook("unknown-found")
    mild = float(found.get_attribute("data-nonsense"))
    slide = lab.hook("unknown").locator("input[type=range]")
    slide.focus()
    slide.press("End")
    lab.settle()
    assert float(found.get_attribute("data-nonsense")) >= max(mild, 0.5)
    assert float(found.get_attribute("data-known")) > 0
    lab.draw([[(0.1, 0.1), (0.9, 0.9)], [(0.9, 0.1), (0.1, 0.9)], [(0.5, 0.1), (0.5, 0.9)]])
    lab.page.wait_for_selector('[data-testid="prediction"][data-unknown="true"]', timeout=READ_MS)
    assert lab.hook("prediction").inner_text() == "?"


def weight_of(lab: LabPage) -> float:
    return float(lab.hook("edge").first.get_attribute("data-weight"))


def stage(lab: LabPage, name: str) -> None:
    lab.hook("byhand", stage=name).wait_for(timeout=READ_MS)


def test_a_step_is_walked_by_keyboard_forward_and_back(lab):
    lab.page.evaluate("location.hash = '#learn/byhand'")
    board = lab.hook("byhand-board")
    board.wait_for(timeout=READ_MS)
    board.focus()
    board.press("ArrowRight")
    stage(lab, "sum")
    assert "0,49" in lab.hook("byhand-numbers").inner_text().replace("\n", "")
    board.press("ArrowLeft")
    stage(lab, "input")
    for _ in range(12):
        board.press("ArrowRight")
    stage(lab, "again")
    before, after = (
        float(lab.hook("byhand").get_attribute(f"data-{name}")) for name in ("loss", "after")
    )
    assert 0 < after < before
    more = lab.hook("byhand-more")
    more.focus()
    more.press("Enter")
    lab.hook("byhand-steps", value=1).wait_for()
    lab.hook("byhand", state="done", stage="input").wait_for(timeout=READ_MS)
    lab.page.wait_for_function(
        "(loss) => Math.abs(document.querySelector('[data-testid=byhand]').dataset.loss - loss)"
        " < 1e-5",
        arg=after,
    )


def test_the_strongest_connections_tell_their_weights(lab):
    lab.step("try")
    lab.draw(DIGITS[7])
    assert lab.prediction() is not None
    lab.hook("edges-show").click()
    lab.hook("edges", count=2).wait_for(timeout=READ_MS)
    plot = lab.hook("edges").locator("svg").first
    plot.focus()
    weights = []
    for _ in range(3):
        plot.press("ArrowDown")
        lab.settle()
        weights.append(abs(weight_of(lab)))
    assert weights == sorted(weights, reverse=True)
    line = plot.locator("line.is-chosen").bounding_box()
    lab.page.mouse.move(line["x"] + line["width"] / 2, line["y"] + line["height"] / 2)
    lab.settle()
    assert weight_of(lab) != 0


def test_a_path_through_the_own_network_is_walked_by_touch(phone):
    phone.step("try")
    phone.draw(DIGITS[7])
    assert phone.prediction() is not None
    phone.hook("byhand-open").tap()
    phone.hook("byhand-path").tap()
    phone.hook("byhand", kind="path", state="done").wait_for(timeout=READ_MS)
    phone.hook("byhand-label").select_option("2")
    phone.hook("byhand-next").tap()
    stage(phone, "sum")
    assert phone.hook("byhand-numbers").locator("math").count() == 1
    assert width(phone) == 390


def test_no_error_on_the_console(lab, phone):
    assert lab.problems + phone.problems == []
