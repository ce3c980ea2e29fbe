"""Which symbol is where on a sheet: all that reading needs to know about a form."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class SheetLayout:
    """A grid of square cells and the class that each row collects.

    Parameters
    ----------
    columns, rows : int
        Number of cells across and down.
    labels : tuple of int
        One class index per row; -1 for an unused row.
    names : tuple of str
        One name per class, including those of the other pages.
    page, pages : int
        Which page of its template this is, from 0, and how many there are.
    sheet_id : int or None
        Identifies the template in the page's mark; None for a form without a mark.
    """

    columns: int
    rows: int
    labels: tuple[int, ...]
    names: tuple[str, ...]
    page: int = 0
    pages: int = 1
    sheet_id: int | None = None

    @classmethod
    def digits(cls) -> SheetLayout:
        """Return the form for the ten digits: 20 × 30 cells, rows 3k … 3k + 2 hold class k."""
        return cls(20, 30, tuple(row // 3 for row in range(30)), tuple("0123456789"))

    def label_grid(self) -> np.ndarray:
        """Return the class of every cell as int64 of shape (rows, columns)."""
        return np.repeat(np.array(self.labels, np.int64)[:, None], self.columns, axis=1)
