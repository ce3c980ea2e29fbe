"""Every place of the page, in both languages and three sizes: to be looked at, and checked.

.cache/venv/bin/python -m tests.e2e.looks makes a picture of each in build/screenshots/, by day, at
night and in the system's colours, on a fourth and larger screen, too; with the word scenes behind
it, of the laboratory at work (tests/e2e/scenes.py). Further words choose among the names of the
pictures: `looks night-train de-phone` makes those that have both words.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

import build
from tests.conftest import DATA, launch_chromium
from tests.e2e.lab_page import READ_MS, LabPage
from tests.e2e.scenes import scenes
from tests.e2e.strokes import DIGITS

SHEETS = ["sheet-01.png", "sheet-03.png"]
SIZES = {"desk": (1366, 768), "tablet": (820, 1180), "phone": (390, 844)}
LARGE = {"wide": (1920, 1080)}
"""Only looked at: what fits into the desk's height fits here."""
LANGUAGES = ["de", "en"]
COLOURS = {
    "day": {"color_scheme": "light", "forced_colors": "none"},
    "night": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}
PLACES = [
    *("collect", "check", "train", "evaluate", "try", "code"),
    *("learn/path", "learn/cards", "learn/playground", "learn/byhand", "learn/glossary"),
]
FOLDER = build.ROOT / "build/screenshots"
WRONG = (Path(__file__).parent / "looks.js").read_text(encoding="utf-8")


def prepare(lab: LabPage) -> LabPage:
    """Collect, train and draw, so that every step has something to show."""
    lab.open().wait_until_ready()
    lab.train_on(*(DATA / "sheets" / name for name in SHEETS))
    lab.step("try")
    lab.draw(DIGITS[3])
    assert lab.prediction() is not None
    return lab


def places(lab: LabPage, language: str, size: str) -> Iterator[str]:
    """Go through all places in one language and one size; yields their names."""
    show_in(lab, language, size)
    for place in PLACES:
        lab.page.evaluate("(place) => { location.hash = place; }", f"#{place}")
        lab.page.wait_for_load_state("networkidle", timeout=READ_MS)
        if place == "learn/byhand":
            lab.hook("byhand-board").wait_for(timeout=READ_MS)
        lab.settle()
        lab.settle()
        yield place


def show_in(lab: LabPage, language: str, size: str) -> None:
    width, height = (SIZES | LARGE)[size]
    lab.page.set_viewport_size({"width": width, "height": height})
    lab.choose_language(language)
    lab.page.evaluate("scrollTo(0, 0)")
    lab.settle()
    lab.settle()


def all_places(lab: LabPage, sizes: Iterable[str] = SIZES) -> Iterator[str]:
    """Yield a name for each place in each language and size."""
    for language in LANGUAGES:
        for size in sizes:
            for place in places(lab, language, size):
                yield f"{place.replace('/', '-')}-{language}-{size}"


def all_scenes(lab: LabPage, sizes: Iterable[str] = SIZES) -> Iterator[str]:
    """Yield a name for each scene in each language and size."""
    for scene in scenes(lab):
        for language in LANGUAGES:
            for size in sizes:
                show_in(lab, language, size)
                yield f"{scene}-{language}-{size}"


def wrong(lab: LabPage) -> list[str]:
    """Say what is wrong with the looks of the page as it stands."""
    return lab.page.evaluate(WRONG)


def main(*words: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    folder = build.ROOT / "dist"
    build.build_site(build.ThirdParty.from_lock(), folder)
    all_names = all_scenes if "scenes" in words else all_places
    wanted = [word for word in words if word != "scenes"]
    with build.site_server(folder) as server, sync_playwright() as api:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        lab = prepare(LabPage(launch_chromium(api), url))
        for name in all_names(lab, SIZES | LARGE):
            for colours, media in COLOURS.items():
                picture = f"{colours}-{name}"
                if not all(word in picture for word in wanted):
                    continue
                lab.page.emulate_media(**media)
                lab.settle()
                lab.page.screenshot(path=FOLDER / f"{picture}.png", full_page=True)
                for problem in wrong(lab) if colours != "forced" else []:
                    print(f"{picture}: {problem}", flush=True)
        server.shutdown()
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}")


if __name__ == "__main__":
    main(*sys.argv[1:])
