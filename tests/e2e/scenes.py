"""The laboratory at work, each part of it unfolded: to be looked at, and checked.

.cache/venv/bin/python -m tests.e2e.looks scenes makes pictures of each in build/screenshots/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.e2e.code_page import CodePage
from tests.e2e.lab_page import READ_MS, TRAIN_MS, LabPage
from tests.e2e.strokes import DIGITS

LONG = 400
"""Epochs of a training that still runs when all pictures of it are made."""


def unfolded(lab: LabPage, hook: str) -> None:
    button = lab.hook(hook).and_(lab.page.locator("button")).first
    if button.get_attribute("aria-expanded") == "false":
        button.click()
        lab.settle()


def impossible(lab: LabPage) -> None:
    lab.step("train")
    lab.choose("own-handwriting", 12)
    unfolded(lab, "edit-layers")
    lab.hook("layer-row", kind="Flatten").locator("[data-testid=layer-remove]").click()
    lab.hook("layer-problem").first.wait_for(timeout=READ_MS)
    lab.page.locator(".editor summary").first.click()


def settings(lab: LabPage) -> None:
    lab.hook("layers-own").click()
    lab.hook("layer-problem").first.wait_for(state="detached")
    lab.hook("edit-layers").click()
    unfolded(lab, "more-settings")
    lab.page.locator("select[name=schedule]").select_option("WarmUp")
    lab.page.locator("select[name=earlyStopping]").select_option("EarlyStopping")
    lab.page.locator("input[name=shuffle]").uncheck()
    lab.hook("distorted").locator("canvas").first.wait_for(timeout=READ_MS)


def running(lab: LabPage) -> None:
    lab.hook("more-settings").and_(lab.page.locator("button")).first.click()
    lab.step("train")
    lab.choose("school-1", LONG)
    lab.hook("train-start").click()
    lab.page.wait_for_function(
        "() => Number(document.querySelector('[data-testid=epoch]')?.dataset.value) > 3"
    )


def paused(lab: LabPage) -> None:
    lab.hook("train-stop").click()
    lab.wait_for_training("stopped")
    lab.hook("train-step").click()
    lab.hook("step").wait_for(timeout=READ_MS)


def ended(lab: LabPage) -> None:
    lab.step("train")
    lab.choose("blog", 60)
    unfolded(lab, "more-settings")
    lab.fill("patience", 1)
    lab.fill("learningRate", 0.004)
    lab.hook("more-settings").and_(lab.page.locator("button")).first.click()
    lab.train()
    lab.hook("ending").wait_for(timeout=READ_MS)
    tested(lab)


def tested(lab: LabPage) -> None:
    lab.page.wait_for_function(
        "() => document.querySelector('.run-row.is-current')?.dataset.accuracy"
    )


def compared(lab: LabPage) -> None:
    lab.step("train")
    lab.choose("one-layer", 8)
    lab.train()
    tested(lab)
    for box in lab.hook("run-compare").all():
        box.check()
    lab.hook("comparison").wait_for()


def judged(lab: LabPage) -> None:
    lab.step("train")
    lab.choose("school-1", 6)
    lab.train()
    lab.step("evaluate")
    lab.hook("suspects-find").click()
    lab.hook("suspects", state="done").wait_for(timeout=TRAIN_MS)
    for mode in ("alone", "others"):
        lab.hook(f"writers-{mode}").click()
        lab.settle()
        lab.hook("writers", state="done").wait_for(timeout=TRAIN_MS)
    lab.hook("fonts-start").click()
    lab.hook("fonts", state="done").wait_for(timeout=TRAIN_MS)
    lab.hook("atlas-net").click()
    lab.hook("atlas", state="done").wait_for(timeout=TRAIN_MS)
    lab.hook("classics-start").click()
    lab.settle()
    lab.hook("classics", state="done").wait_for(timeout=TRAIN_MS)


def picked(lab: LabPage) -> None:
    wrong = lab.page.locator(".confusion-cell.is-wrong:enabled")
    (wrong if wrong.count() else lab.page.locator(".confusion-cell.is-right:enabled")).first.click()
    lab.hook("picked").wait_for(timeout=READ_MS)


def looked_into(lab: LabPage) -> None:
    lab.step("try")
    lab.draw(DIGITS[3])
    assert lab.prediction() is not None
    lab.hook("answer-unit").nth(3).click()
    lab.hook("unit").wait_for(timeout=READ_MS)
    lab.hook("relevance-gradient").click()
    lab.hook("relevance").wait_for(timeout=READ_MS)
    lab.hook("neighbours").click()
    lab.hook("neighbour").first.wait_for(timeout=READ_MS)
    lab.hook("edges-show").click()
    lab.hook("edges").wait_for(timeout=READ_MS)
    lab.hook("dream", **{"class": 4}).click()
    lab.hook("dreamt", state="done").wait_for(timeout=READ_MS)


def taken_apart(lab: LabPage) -> None:
    lab.step("train")
    lab.choose("own-handwriting", 2)
    lab.train()
    lab.step("try")
    lab.draw(DIGITS[5])
    assert lab.prediction() is not None
    frame = lab.page.locator("[data-testid=layer] .layer-frame").first
    frame.click(position={"x": 30, "y": 40})
    lab.hook("unit", kind="Conv2D").wait_for(timeout=READ_MS)


def by_hand(lab: LabPage) -> None:
    lab.page.evaluate("location.hash = '#learn/byhand'")
    board = lab.hook("byhand-board")
    board.wait_for(timeout=READ_MS)
    for _ in range(6):
        lab.hook("byhand-next").click()
        lab.settle()


def by_hand_in_the_own_net(lab: LabPage) -> None:
    lab.hook("byhand-path").click()
    lab.hook("byhand", kind="path", state="done").wait_for(timeout=READ_MS)
    lab.hook("byhand-next").click()
    lab.settle()


def held(lab: LabPage) -> None:
    lab.step("code")
    CodePage(lab).start("while True:\n    pass")
    lab.step("collect")
    lab.hook("held", by="cell").wait_for(timeout=READ_MS)


SCENES: dict[str, Callable[[LabPage], None]] = {
    "train-impossible": impossible,
    "train-settings": settings,
    "train-running": running,
    "train-paused": paused,
    "train-ended": ended,
    "train-compared": compared,
    "evaluate-all": judged,
    "evaluate-picked": picked,
    "try-dense": looked_into,
    "try-convolution": taken_apart,
    "byhand-small": by_hand,
    "byhand-path": by_hand_in_the_own_net,
    "cell-running": held,
}


def scenes(lab: LabPage) -> Iterator[str]:
    """Bring about one scene after the other; yields their names."""
    for name, act in SCENES.items():
        lab.page.set_viewport_size({"width": 1366, "height": 768})
        lab.settle()
        act(lab)
        lab.settle()
        yield name
    lab.hook("held-stop").click()  # whoever goes on needs Python
    lab.hook("held").wait_for(state="detached", timeout=READ_MS)
    lab.wait_until_ready()
