"""Page object for the Code step."""

from __future__ import annotations

from .lab_page import READ_MS, LabPage

RUN_ENDED = """([cell, before]) => cell.dataset.run !== before
    && ['done', 'failed', 'stopped'].includes(cell.dataset.state)"""


class CodePage:
    """The Code step: cells by their place."""

    def __init__(self, lab: LabPage) -> None:
        self.lab = lab

    def cell(self, place: int = -1):
        return self.lab.hook("cell").nth(place)

    def add(self, source: str):
        """A new cell with this code."""
        self.lab.hook("cell-add").wait_for()  # the cells come with it, and are counted next
        count = self.lab.hook("cell").count()
        self.lab.hook("cell-add").click()
        cell = self.cell(count)
        cell.locator('[data-testid="editor"][data-ready="true"]').wait_for(timeout=READ_MS)
        cell.locator(".cm-content").click()
        self.lab.page.keyboard.insert_text(source)
        self.lab.settle()
        return cell

    def run(self, cell, state: str = "done"):
        """Run a cell to its end."""
        before = cell.get_attribute("data-run")
        cell.get_by_test_id("cell-run").click()
        self.lab.page.wait_for_function(RUN_ENDED, arg=[cell.element_handle(), before])
        assert cell.get_attribute("data-state") == state, cell.inner_text()
        return cell

    def start(self, source: str):
        """A cell that is running."""
        cell = self.add(source)
        cell.get_by_test_id("cell-run").click()
        cell.get_by_test_id("cell-stop").wait_for(timeout=READ_MS)
        return cell

    def text(self, cell) -> str:
        return "".join(cell.get_by_test_id("out-text").all_inner_texts())

    def clear(self) -> None:
        while self.lab.hook("cell-remove").count():
            self.lab.hook("cell-remove").first.click()
            self.lab.settle()
