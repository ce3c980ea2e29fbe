"""Disturbances of a project other than kills: full storage, other tabs, wrong clocks, no power.

Each harm is one short round. What the page has said to be saved must be there afterwards, and
what it could not save must be told, and be given up only after a question.
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from dataclasses import replace

from playwright.sync_api import Error

from tests.conftest import launch_chromium

from .kills import MOST_SHEETS, Round, Session
from .lab_page import LabPage
from .test_storage import NO_STORAGE

DAY = 24 * 3600 * 1000
FORGOTTEN_MS = 4000
"""Chromium keeps a database in mind for two seconds after its last page is gone."""


class Device(Session):
    """A browser with a project, to which everything happens that happens to devices."""

    def harm(self, seed: int) -> Round:
        """One round: a harm by this seed, and what was lost by it; "kill" is `Session.play`."""
        name = self.choose(seed)
        if name == "kill" or not self.ledger.sheets:
            return self.play(seed)
        chance = random.Random(f"harm {seed}")
        self.lab.problems.clear()
        played = Round(seed, "harm", name, self.ledger)
        self.played = played
        problems = HARMS[name](self, chance, f"Nr. {seed}")
        played.before = self.ledger
        played.after = self.ledger = self.seen()
        played.problems = tuple(problems)
        return played

    def choose(self, seed: int) -> str:
        """What this round's harm is."""
        return random.Random(f"choice {seed}").choice([*HARMS, "kill", "kill"])

    # --- what is done, and seen

    def rename(self, name: str, lab: LabPage | None = None) -> None:
        lab = lab or self.lab
        lab.hook("project").click()
        lab.hook("project-name").fill(name)
        lab.page.keyboard.press("Escape")

    def is_kept(self, **changes: object) -> None:
        """Wait until the page says so; from then on it must not be lost."""
        self.lab.settle()
        self.lab.hook("project", state="saved").wait_for()
        self.ledger = replace(self.ledger, **changes)

    def again(self, script: str = "") -> None:
        """The page, opened anew in the same browser."""
        assert self.context is not None
        self.lab = LabPage.of(self.context, self.url)
        if script:
            self.lab.page.add_init_script(script)
        self.lab.open()
        self.lab.hook("project", state="saved").wait_for()

    @property
    def origin(self) -> str:
        return self.url.rsplit("/", 1)[0]

    def devtools(self):
        assert self.context is not None
        return self.context.new_cdp_session(self.lab.page)

    # --- what happens

    def full(self, chance: random.Random, name: str) -> list[str]:
        """Nothing, a kilobyte, or almost enough is left, for a name or for a sheet.

        Chromium goes on for half a minute by the room that it last saw, and forgets it with the
        project's last page: so the quota is there before the page is, by one that keeps nothing.
        """
        assert self.context is not None
        blank = self.context.new_page()
        blank.goto(f"{self.url}icon.svg")
        self.lab.page.close()
        blank.wait_for_timeout(FORGOTTEN_MS)
        used = blank.evaluate("navigator.storage.estimate().then(({usage}) => usage)")
        sheet = self.ledger.sheets < MOST_SHEETS and chance.random() < 0.4
        left = chance.choice([1 - used, 1000 - used, 20_000 if sheet else 10])
        tools = self.context.new_cdp_session(blank)
        given = {"origin": self.origin, "quotaSize": used + left}
        self.played.detail = f"a {'sheet' if sheet else 'name'}, {used + left} for {used} bytes"
        tools.send("Storage.overrideQuotaForOrigin", given)
        self.again()
        lab = self.lab
        self.rename(name)
        if sheet:
            self.act("upload", self.played.seed)
            lab.wait_for_cards(self.ledger.sheets + 1)
        lab.hook("project", state="unsaved").or_(lab.hook("project", state="saved")).wait_for()
        lab.page.wait_for_timeout(600)  # what is written at once is written by then
        problems = []
        if lab.hook("project", state="unsaved").count():
            if not lab.hook("project-note").count():
                problems.append("a full storage was not told")
            lab.hook("project").click()
            lab.hook("project-new").click()
            lab.hook("leaving").wait_for()
            lab.hook("leaving-stay").click()
            lab.page.keyboard.press("Escape")
        else:
            self.played.void = True
        tools.send("Storage.overrideQuotaForOrigin", {"origin": self.origin})
        self.is_kept(name=name, sheets=self.ledger.sheets + sheet)
        tools.detach()
        blank.close()
        lab.page.reload()
        lab.hook("project", state="saved").wait_for()
        return problems

    def other_tab(self, chance: random.Random, name: str) -> list[str]:
        """A second tab takes the project, changes it, and stays open or not."""
        assert self.context is not None
        first, self.lab = self.lab, LabPage.of(self.context, self.url)
        self.lab.open().hook("elsewhere").wait_for()
        self.lab.hook("take-project").click()
        self.lab.hook("project", state="saved").wait_for()
        first.hook("elsewhere").wait_for()
        self.rename(name)
        self.is_kept(name=name)
        if chance.random() < 0.5:
            first.page.close()
            return []
        second, self.lab = self.lab, first
        first.hook("take-project").click()
        first.hook("project", state="saved").wait_for()
        second.hook("elsewhere").wait_for()
        second.page.close()
        return []

    def clock(self, chance: random.Random, name: str) -> list[str]:
        """The clock goes back by days, or far ahead."""
        by = chance.choice([-1, -400, 9000]) * DAY
        self.lab.page.close()
        self.again(f"{{ const now = Date.now; Date.now = () => now() + {by}; }}")
        self.rename(name)
        self.is_kept(name=name)
        self.lab.page.close()
        self.again()
        return []

    def cleared(self, chance: random.Random, name: str) -> list[str]:
        """The browser deletes the storage while the page is open; the page writes it anew."""
        tools = self.devtools()
        given = {"origin": self.origin, "storageTypes": "indexeddb"}
        tools.send("Storage.clearDataForOrigin", given)
        self.rename(name)
        self.is_kept(name=name)
        tools.detach()
        self.lab.page.reload()
        self.lab.hook("project", state="saved").wait_for()
        return []

    def discarded(self, chance: random.Random, name: str) -> list[str]:
        """The tab is gone without a word, as when a browser needs its memory."""
        old = self.lab.page
        self.rename(name)
        if chance.random() < 0.5:
            self.is_kept(name=name)
        with contextlib.suppress(Error):
            old.goto("chrome://crash")
        old.close()
        self.again()
        if self.lab.page.locator(".label-name").inner_text() == name:
            self.ledger = replace(self.ledger, name=name)  # it was written, though not yet told
        return []

    def private(self, chance: random.Random, name: str) -> list[str]:
        """A private window, with a storage of its own or with none."""
        denied = chance.random() < 0.5
        browser = launch_chromium(self.api)
        lab = LabPage(browser, self.url)
        problems = []
        if denied:
            lab.page.add_init_script(NO_STORAGE)
            lab.open().hook("project", state="none").wait_for()
            if not lab.hook("project-note").count():
                problems.append("a missing storage was not told")
        else:
            lab.open().hook("project", state="saved").wait_for()
            self.rename(name, lab)
            lab.settle()
            lab.hook("project", state="saved").wait_for()
            lab.page.reload()
            lab.page.locator(".label-name", has_text=name).wait_for()
        browser.close()
        return problems


HARMS: dict[str, Callable[[Device, random.Random, str], list[str]]] = {
    "full storage": Device.full,
    "another tab": Device.other_tab,
    "a wrong clock": Device.clock,
    "cleared storage": Device.cleared,
    "a discarded tab": Device.discarded,
    "a private window": Device.private,
}
