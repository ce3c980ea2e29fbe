"""How well drawings on the pad are read after a training on five scanned hands.

300 drawings of ten seeded hands (`tests.pad_hands`), of two kinds, and lines of them, in the
package alone with several seeds of the training; and drawings in the page and in the page to take
home, drawn with the mouse, with the networks that the page trains. `ZEICHENLABOR_PAD=native` leaves
the pages out.
Of practice-pen hands it also tells how many of the mistakes are of forms that no sheet has.
"""

from __future__ import annotations

import itertools
import os
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
from playwright.sync_api import Page

from tests.bench.context import Context
from tests.bench.preset_training import SHEETS
from tests.pad_hands import KINDS, LINE_PEN, PAPER, Drawing, in_line
from zeichenlabor.lab.designing.presets import PRESETS, build_for, fit_arguments
from zeichenlabor.lab.training.splits import split_rows
from zeichenlabor.lines import cut_strokes, redraw
from zeichenlabor.nn import Sequential
from zeichenlabor.sheets import read_sheet
from zeichenlabor.style import Style, measure_style

TRAINED = SHEETS[:5]
HANDS = range(2000, 2010)
"""Used for nothing else: the pad and the presets were chosen with other hands."""

KEYS = ("school-1", "school-1-distorted", "school-2", "own-handwriting")
IN_PAGES = ("school-1", "school-1-distorted", "own-handwriting")
SEEDS = (1, 2, 3)

LINES = 10
"""Lines of each hand."""


def run(context: Context) -> list[dict]:
    drawings = {kind: [one for seed in HANDS for one in draw(seed)] for kind, draw in KINDS.items()}
    sheets = [read_sheet(context.data / "sheets" / f"sheet-{name}.png") for name in SHEETS]
    rows = [row for key in KEYS for row in _native(key, sheets, drawings)]
    if os.environ.get("ZEICHENLABOR_PAD") != "native":
        rows += _in_pages(context, drawings)
    return rows


def _native(key: str, sheets: list, drawings: dict[str, list[Drawing]]) -> list[dict]:
    mine, strange = sheets[: len(TRAINED)], sheets[len(TRAINED) :]
    images, labels, asked, truth = (
        np.concatenate([getattr(sheet, name) for sheet in some])
        for some in (mine, strange)
        for name in ("images", "labels")
    )
    style, paper = measure_style(images, labels), []
    found, lines = ({kind: [] for kind in drawings} for _ in range(2))
    for seed in SEEDS:
        model = _trained(key, images, labels, seed)
        paper.append(model.evaluate(asked, truth).accuracy)
        for kind, some in drawings.items():
            glyphs = np.stack([redraw(one.strokes, style) for one in some])
            answers = model.predict(glyphs).argmax(axis=1)
            found[kind].append([one.digit == read for one, read in zip(some, answers, strict=True)])
            lines[kind].append(_lines_read(some, style, model))
    share = round(100 * float(np.mean(paper)), 1)
    return [
        _row(f"{key}, {kind} hands, package", found[kind], drawings[kind])
        | {"strange hands on paper, %": share, "pen": round(style.pen, 2)}
        for kind in drawings
    ] + [
        {
            "name": f"{key}, {kind} hands, lines of 3 to 8 digits",
            "value": round(float(np.mean(lines[kind])), 1),
            "unit": f"of {LINES * len(HANDS)}",
            "each": lines[kind],
        }
        for kind in drawings
    ]


def _lines_read(drawings: list[Drawing], style: Style, model: Sequential) -> int:
    """Return how many whole lines are cut and read right."""
    each, right = len(drawings) // len(HANDS), 0
    for hand, number in itertools.product(range(len(HANDS)), range(LINES)):
        own = drawings[hand * each : (hand + 1) * each]
        strokes, digits = in_line(own, [HANDS[hand], number])
        symbols = cut_strokes(strokes, LINE_PEN, model.predict, style=style)
        glyphs = np.stack([symbol.glyph for symbol in symbols])
        right += model.predict(glyphs).argmax(axis=1).tolist() == digits
    return right


def _trained(key: str, images: np.ndarray, labels: np.ndarray, seed: int) -> Sequential:
    settings = replace(PRESETS[key].settings(len(images)), seed=seed, split_seed=seed)
    held = settings.validation_share
    split = split_rows(labels, settings, (0.9 - held, held, 0.1))
    model = build_for(settings, classes=10, samples=len(split.train))
    model.fit(
        images[split.train],
        labels[split.train],
        validation_data=(images[split.validation], labels[split.validation]),
        epochs=settings.epochs,
        **fit_arguments(settings),
    )
    return model


def _row(name: str, trainings: list[list[bool]], drawings: list[Drawing]) -> dict:
    """Tell how many were read rightly, as a mean over trainings."""
    right = np.array(trainings)
    rare = np.array([one.is_rare for one in drawings])
    counts = right.sum(axis=1)
    return {
        "name": name,
        "value": round(float(counts.mean()), 1),
        "unit": f"of {len(drawings)}",
        "each": counts.tolist(),
        "of forms that sheets have": f"{right[:, ~rare].sum(axis=1).mean():.1f} of {(~rare).sum()}",
    }


def _in_pages(context: Context, drawings: dict[str, list[Drawing]]) -> list[dict]:
    rows = []
    with context.page() as page, tempfile.TemporaryDirectory() as folder:
        page.locator('[data-testid="drop-input"]').set_input_files(
            [context.data / "sheets" / f"sheet-{name}.png" for name in TRAINED]
        )
        done = page.locator('[data-testid="sheet-card"][data-state="done"]')
        done.nth(len(TRAINED) - 1).wait_for(timeout=240_000)
        for key in IN_PAGES:
            page.locator('[data-testid="step-train"]').click()
            page.locator('[data-testid="model-preset"]').select_option(key)
            page.wait_for_timeout(300)
            page.locator('[data-testid="train-start"]').click()
            page.locator('[data-testid="train-state"][data-state="running"]').wait_for()
            page.locator('[data-testid="train-state"][data-state="done"]').wait_for(timeout=900_000)
            page.locator('[data-testid="step-try"]').click()
            with page.expect_download() as waiting:
                page.locator('[data-testid="export-page"]').click()
            file = Path(folder) / f"{key}.html"
            file.write_bytes(Path(waiting.value.path()).read_bytes())
            home = context.browser.new_page(viewport={"width": 1000, "height": 900})
            home.goto(file.as_uri())
            for kind, some in drawings.items():
                here = [read_on_pad(page, one) == one.digit for one in some]
                rows.append(_row(f"{key}, {kind} hands, page", [here], some))
                there = [read_at_home(home, one) == one.digit for one in some]
                rows.append(_row(f"{key}, {kind} hands, page to take home", [there], some))
            home.close()
    return rows


def read_on_pad(page: Page, drawing: Drawing) -> int | None:
    """Draw in the page, and wait for what the network says."""
    page.locator('[data-testid="draw-clear"]').click()
    page.wait_for_function(SAID, arg=False)
    draw_on(page, '[data-testid="draw-canvas"]', drawing)
    page.wait_for_function(SAID, arg=True)
    return int(page.locator('[data-testid="prediction"]').first.get_attribute("data-class"))


SAID = """(wanted) => {
  const said = document.querySelector('[data-testid="prediction"]');
  return said.ariaBusy === 'false' && (said.dataset.class !== '') === wanted;
}"""


def read_at_home(page: Page, drawing: Drawing) -> int | None:
    """Draw in the page to take home."""
    page.locator("#clear").click()
    draw_on(page, "#pad", drawing)
    page.evaluate("() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")
    return int(page.locator("#class").inner_text())


def draw_on(page: Page, pad: str, drawing: Drawing) -> None:
    page.locator(pad).scroll_into_view_if_needed()
    box = page.locator(pad).bounding_box()
    for stroke in drawing.strokes:
        points = stroke / PAPER * [box["width"], box["height"]] + [box["x"], box["y"]]
        page.mouse.move(*points[0])
        page.mouse.down()
        for point in points[1:].tolist():
            page.mouse.move(*point)
        page.mouse.up()
