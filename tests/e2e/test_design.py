"""A network of one's own: built, explained, mended, trained, seen; by mouse, touch and keyboard."""

from __future__ import annotations

import pytest

from .lab_page import READ_MS, LabPage
from .strokes import DIGITS

TABS = 150


def load(lab: LabPage, data_dir) -> LabPage:
    lab.open().wait_until_ready()
    lab.drop(data_dir / "sheets" / "sheet-01.png")
    lab.wait_for_cards(1)
    return lab


@pytest.fixture(scope="module")
def mouse(browser, site_url, data_dir):
    lab = load(LabPage(browser, site_url), data_dir)
    lab.step("train")
    yield lab
    lab.close()


def kinds(lab: LabPage) -> list[str]:
    return [row.get_attribute("data-kind") for row in lab.hook("layer-row").all()]


def row(lab: LabPage, kind: str, **data):
    found = lab.hook("layer-row", kind=kind, **data).first
    found.wait_for(timeout=READ_MS)
    return found


def ready_to_train(lab: LabPage) -> None:
    lab.page.locator("[data-testid=train-start]:enabled").wait_for(timeout=READ_MS)


def shown_in_try(lab: LabPage) -> list[str]:
    lab.hook("layer").first.wait_for(timeout=READ_MS)
    return [layer.get_attribute("data-kind") for layer in lab.hook("layer").all()]


def box(locator):
    found = locator.bounding_box()
    assert found is not None
    return found


def middle(locator) -> tuple[float, float]:
    found = box(locator)
    return found["x"] + found["width"] / 2, found["y"] + found["height"] / 2


def test_a_convolutional_network_is_built_from_a_flat_one(mouse):
    mouse.hook("edit-layers").click()
    mouse.hook("add-layer", kind="Conv2D").click()
    mouse.hook("add-layer", kind="MaxPooling2D").click()
    mouse.fill("filters", 6)
    row(mouse, "Conv2D", shape="26×26×6", parameters=60)
    row(mouse, "MaxPooling2D", shape="13×13×6")
    row(mouse, "Dense", parameters=101_500)
    assert kinds(mouse) == ["Conv2D", "MaxPooling2D", "Flatten", "Dense", "Dense"]
    mouse.hook("network", parameters=60 + 101_500 + 10_100 + 1_010).wait_for()


def test_the_same_network_as_table_and_python(mouse):
    mouse.page.locator(".editor summary", has_text="Keras").click()
    assert "101,500" in mouse.hook("summary").inner_text()
    mouse.page.locator(".editor summary", has_text="Python").click()
    assert "Conv2D(filters=6, kernel_size=(3, 3)" in mouse.hook("network-code").inner_text()


def test_an_impossible_stack_is_explained_and_mended(mouse):
    row(mouse, "Flatten").locator("[data-testid=layer-remove]").click()
    problem = mouse.hook("layer-problem", remedy="flatten")
    problem.wait_for(timeout=READ_MS)
    text = problem.inner_text()
    assert "13 × 13 × 6" in text
    assert "Flatten-Schicht" in text
    assert mouse.hook("train-start").is_disabled()
    mouse.fill("kernelSize", 28)
    mouse.hook("layer-problem", remedy="window-too-large").wait_for(timeout=READ_MS)
    mouse.hook("layers-undo").click()
    problem.wait_for(timeout=READ_MS)
    mouse.hook("mend").click()
    ready_to_train(mouse)
    assert kinds(mouse) == ["Conv2D", "MaxPooling2D", "Flatten", "Dense", "Dense"]


def test_a_layer_is_dragged_to_another_place(mouse):
    before = kinds(mouse)
    mouse.hook("add-layer", kind="Dropout").click()
    row(mouse, "Dropout", shape="100").scroll_into_view_if_needed()
    grip, target = row(mouse, "Dropout").locator(".layer-grip"), mouse.hook("layer-row").nth(4)
    mouse.page.mouse.move(*middle(grip))
    mouse.page.mouse.down()
    x, y = middle(grip)
    mouse.page.mouse.move(x, y - 12)
    mouse.page.mouse.move(x, box(target)["y"] + 4)
    mouse.page.mouse.up()
    mouse.page.locator("[data-testid=layer-row]:nth-child(6)[data-kind=Dropout]").wait_for()
    assert kinds(mouse) == [*before[:-1], "Dropout", before[-1]]


def test_settings_unfold_and_say_what_they_do(mouse):
    mouse.hook("edit-layers").click()
    mouse.hook("more-settings").first.click()
    select = mouse.page.locator("select[name=schedule]")
    select.select_option("WarmUp")
    mouse.page.locator("input[name=warmup]").wait_for()
    mouse.hook("form", setting="schedule").locator("svg.chart-plot").wait_for()
    mouse.page.locator("input[name=augmentation]").check()
    mouse.hook("distorted", count=24).wait_for(timeout=READ_MS)
    mouse.page.locator("select[name=earlyStopping]").select_option("EarlyStopping")
    mouse.page.locator("select[name=regularizer]").select_option("L2")
    mouse.fill("l2", 0.5)
    mouse.hook("warning").first.wait_for()
    mouse.hook("back", setting="regularizer").click()
    mouse.hook("warning").first.wait_for(state="detached")
    assert mouse.page.locator("select[name=regularizer]").input_value() == "own"


def test_the_own_network_is_trained_and_every_layer_lives(mouse):
    mouse.fill("epochs", 3)
    ready_to_train(mouse)
    mouse.train()
    assert mouse.value("epoch") == 3
    mouse.step("try")
    mouse.draw(DIGITS[3])
    assert mouse.prediction() is not None
    assert shown_in_try(mouse) == ["Conv2D", "MaxPooling2D", "Dense", "Dense", "Dense"]


def test_no_error_on_the_console(mouse):
    assert mouse.problems == []


def test_by_touch_on_a_phone(browser, site_url, data_dir):
    options = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
    lab = load(LabPage(browser, site_url, "en-GB", **options), data_dir)
    lab.hook("step-train").tap()
    lab.hook("edit-layers").tap()
    lab.hook("add-layer", kind="Conv2D").tap()
    drag_by_touch(lab, row(lab, "Conv2D", shape="26×26×16"), row(lab, "Flatten"))
    problem = lab.hook("layer-problem", remedy="reshape")
    problem.wait_for(timeout=READ_MS)
    assert "It needs pictures" in problem.inner_text()
    assert lab.hook("train-start").is_disabled()
    lab.hook("mend").tap()
    ready_to_train(lab)
    assert kinds(lab) == ["Conv2D", "Flatten", "Dense", "Dense"]
    row(lab, "Dense").locator("[data-testid=layer-remove]").tap()
    lab.page.locator("[data-testid=layer-row]:nth-child(5)").wait_for(state="detached")
    ready_to_train(lab)
    lab.fill("epochs", 1)
    lab.hook("train-start").tap()
    lab.settle()
    lab.wait_for_training("done")
    assert lab.problems == []
    lab.close()


def drag_by_touch(lab: LabPage, source, target) -> None:
    """Put one finger on a row's grip, move it below the other row, and lift it."""
    grip = source.locator(".layer-grip")
    grip.evaluate("element => element.scrollIntoView({ block: 'center' })")
    x, y = middle(grip)
    below = box(target)["y"] + box(target)["height"] - 4
    fingers = lab.page.context.new_cdp_session(lab.page)
    for kind, at in (("Start", y), ("Move", (y + below) / 2), ("Move", below)):
        points = [{"x": x, "y": at}]
        fingers.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
    lab.page.wait_for_timeout(400)  # one that lifts in motion flings, and the next tap ends that
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_by_keyboard_alone(browser, site_url, data_dir):
    lab = load(LabPage(browser, site_url, "en-GB"), data_dir)
    keys = lab.page.keyboard
    enter(lab, "[data-testid=step-train]")
    lab.hook("edit-layers").wait_for()
    enter(lab, "[data-testid=edit-layers]")
    enter(lab, "[data-testid=add-layer][data-kind=Conv2D]")
    row(lab, "Conv2D", shape="26×26×16")
    keys.press("ArrowDown")  # the new layer's grip has the focus
    lab.hook("layer-problem", remedy="reshape").wait_for(timeout=READ_MS)
    assert kinds(lab)[:2] == ["Flatten", "Conv2D"]
    keys.press("Control+z")
    row(lab, "Conv2D", shape="26×26×16")
    keys.press("Control+y")
    lab.hook("layer-problem").wait_for(timeout=READ_MS)
    enter(lab, "[data-testid=mend]")
    row(lab, "Conv2D", shape="26×26×16")
    tab_to(lab, "input[name=units]")
    keys.press("Control+a")
    keys.type("20")
    keys.press("Tab")
    row(lab, "Dense", shape="20")
    enter(lab, "[data-testid=layer-row]:nth-child(5) .layer-grip", "Delete")
    lab.page.locator("[data-testid=layer-row]").nth(3).wait_for(state="detached")
    assert kinds(lab) == ["Conv2D", "Flatten", "Dense"]
    tab_to(lab, "input[name=epochs]")
    keys.press("Control+a")
    keys.type("1")
    ready_to_train(lab)
    enter(lab, "[data-testid=train-start]")
    lab.settle()
    lab.wait_for_training("done")
    enter(lab, "[data-testid=step-try]")
    tab_to(lab, "[data-testid=draw-canvas]")
    for key in ("Space", *["ArrowDown"] * 6, "Space"):
        keys.press(key)
    assert lab.prediction() is not None
    assert shown_in_try(lab) == ["Conv2D", "Dense", "Dense"]
    assert lab.problems == []
    lab.close()


def tab_to(lab: LabPage, selector: str) -> None:
    for _ in range(TABS):
        if lab.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        lab.page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by the keyboard")


def enter(lab: LabPage, selector: str, key: str = "Enter") -> None:
    tab_to(lab, selector)
    lab.page.keyboard.press(key)
