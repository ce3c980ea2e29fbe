"""Sessions that are killed repeatedly, and what is left afterwards.

After each action the session waits until the page says that it is saved: from then on
it must not be lost. The last action of a round is cut off in the middle by SIGKILL, to
the whole browser or to Python's worker alone; it may be there or not, but not in part.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import BrowserContext, Error

from tests.conftest import CHROMIUM_FLAGS
from zeichenlabor.lab.collecting.ready import sample_sheet

from .lab_page import READ_MS, TRAIN_MS, LabPage

ACTIONS = ("edit", "rename", "upload", "train")
MOST_SHEETS = 4
LONGEST_MS = {"edit": 400, "rename": 400, "upload": 2500, "train": 5000}
"""From the beginning of an action to the kill, at most."""

KEPT_EPOCHS = """() => new Promise(async (resolve, reject) => {
  setTimeout(() => reject(new Error('the disk does not answer')), 20_000);
  const names = (await indexedDB.databases()).map(({ name }) => name);
  const opening = indexedDB.open(names.find((one) => one.startsWith('zeichenlabor ')));
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = ({ target: { result: database } }) => {
    const asked = database.transaction('parts').objectStore('parts').getAll();
    asked.onsuccess = () => {
      database.close();
      resolve(asked.result.reduce((sum, part) => sum + (part?.kept?.epochs ?? 0), 0));
    };
  };
})"""
"""Epochs of all trainings, as the disk has them."""


def wait_until_kept(lab: LabPage, epochs: int) -> None:
    """Wait until the disk has a training of that many epochs."""
    deadline = time.monotonic() + TRAIN_MS / 1000
    while lab.page.evaluate(KEPT_EPOCHS) < epochs:
        assert time.monotonic() < deadline, f"not {epochs} epochs after {TRAIN_MS} ms"
        lab.page.wait_for_timeout(100)


@dataclass(frozen=True)
class Ledger:
    """What the page has said to be saved."""

    name: str = "Mein Projekt"
    sheets: int = 0
    left_out: int = 0
    epochs: int = 0


@dataclass
class Round:
    """One kill: what was under way, what was committed, what was found."""

    seed: int
    action: str
    killed: str
    before: Ledger
    after: Ledger | None = None
    problems: tuple[str, ...] = ()
    detail: str = ""
    void: bool = False  # the harm did not happen, so nothing is shown by it

    @property
    def lost(self) -> list[str]:
        """What is not as it was committed, nor as the last action would have made it."""
        if self.after is None:
            return ["the page did not open"]
        before, after = self.before, self.after
        one = {action: int(action == self.action) for action in ACTIONS}
        wrong = []
        if after.name != before.name and not (one["rename"] and after.name == f"Nr. {self.seed}"):
            wrong.append(f"name {before.name!r} became {after.name!r}")
        if not before.sheets <= after.sheets <= before.sheets + one["upload"]:
            wrong.append(f"{before.sheets} sheets became {after.sheets}")
        if not before.left_out <= after.left_out <= before.left_out + one["edit"]:
            wrong.append(f"{before.left_out} edits became {after.left_out}")
        if after.epochs < before.epochs:
            wrong.append(f"epoch {before.epochs} became {after.epochs}")
        return [*wrong, *self.problems]


class Session:
    """A browser with a profile of its own, which outlives it."""

    def __init__(self, api, url: str, profile: Path, service_workers: str = "block") -> None:
        self.api, self.url, self.profile = api, url, profile
        self.service_workers = service_workers
        self.ledger = Ledger()
        self.edits = 0
        self.context: BrowserContext | None = None
        self.lab: LabPage

    def open(self) -> None:
        self.context = self.api.chromium.launch_persistent_context(
            str(self.profile),
            executable_path=os.environ.get("ZEICHENLABOR_BROWSER") or None,
            args=CHROMIUM_FLAGS,
            locale="de-DE",
            service_workers=self.service_workers,
        )
        self.lab = LabPage.of(self.context, self.url).open()
        self.lab.hook("project", state="saved").wait_for()

    def close(self) -> None:
        if self.context:
            with contextlib.suppress(Error):
                self.context.close()

    def play(self, seed: int) -> Round:
        """One round: some actions that are saved, one that is killed, and a new beginning."""
        chance = random.Random(seed)
        for _ in range(chance.randrange(3)):
            self.act(chance.choice(ACTIONS[:2] if self.ledger.sheets else ["upload"]), seed + 1000)
            self.lab.settle()
            self.lab.hook("project", state="saved").wait_for()
            self.ledger = self.seen()
        action = chance.choice(ACTIONS if self.ledger.sheets else ["upload"])
        if action == "upload" and self.ledger.sheets >= MOST_SHEETS:
            action = "train"
        killed = chance.choice(["browser", "browser", "worker"])
        played = Round(seed, action, killed, self.ledger)
        self.act(action, seed)
        self.lab.page.wait_for_timeout(chance.uniform(0, LONGEST_MS[action]))
        if action == "train":
            epochs = max(self.ledger.epochs, self.lab.page.evaluate(KEPT_EPOCHS))
            played.before = replace(self.ledger, epochs=epochs)
        self.kill(killed)
        played.after = self.ledger = self.seen()
        played.problems = tuple(self.lab.problems)
        return played

    def act(self, action: str, seed: int) -> None:
        lab = self.lab
        if action == "rename":
            lab.hook("project").click()
            lab.hook("project-name").fill(f"Nr. {seed}")
            lab.page.keyboard.press("Escape")
        elif action == "edit":
            lab.step("check")
            lab.hook("wall").wait_for(timeout=READ_MS)  # its sheet may be read just now
            lab.hook("wall").focus()
            lab.page.keyboard.press("Home")
            for _ in range(self.edits):
                lab.page.keyboard.press("ArrowRight")
            self.edits += 1  # each time another picture
            lab.page.keyboard.press("Delete")
        elif action == "upload":
            lab.step("collect")
            sheet = sample_sheet([str(digit) for digit in range(10)], seed % 2**16)
            lab.drop({"name": f"{seed}.jpg", "mimeType": "image/jpeg", "buffer": sheet.tobytes()})
        else:
            lab.wait_until_ready()
            lab.step("collect")
            lab.page.wait_for_selector(
                '[data-testid="sheet-card"][data-state="done"]', timeout=READ_MS
            )
            lab.step("train")
            lab.page.wait_for_selector(
                '[data-testid="train-start"]:enabled', timeout=READ_MS
            ).click()

    def kill(self, what: str) -> None:
        if what == "worker":
            with contextlib.suppress(Error):
                self.lab.page.workers[0].evaluate(
                    "setTimeout(() => { throw new Error('killed'); })"
                )
            self.lab.page.reload()
            self.lab.hook("project", state="saved").wait_for()
            return
        mark = f"--user-data-dir={self.profile}".encode()
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if mark in (folder / "cmdline").read_bytes().split(b"\0"):
                    os.kill(int(folder.name), signal.SIGKILL)
        self.close()
        self.open()

    def seen(self) -> Ledger:
        """What the page shows."""
        lab = self.lab
        name = lab.page.locator(".label-name").inner_text()
        lab.step("train")
        lab.settle()
        epochs = lab.page.evaluate(KEPT_EPOCHS)
        lab.step("collect")
        lab.settle()
        sheets = lab.hook("sheet-card").count()
        lab.step("check")
        lab.settle()
        # Not all that are out: a page that is read by now may bring some that were struck out.
        changed = lab.hook("show-changed")
        left_out = int(changed.get_attribute("data-value") or 0) if changed.count() else 0
        return Ledger(name, sheets, left_out, epochs)
