"""A sheet is found in a frame of the camera, other things are not."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.lab.collecting import camera
from zeichenlabor.sheets import read_sheet
from zeichenlabor.sheets.plan import plan_sheets


@pytest.mark.parametrize("columns", [20, 12])
def test_a_sheet_on_a_desk_is_seen(columns):
    page = fill_sheet(plan_sheets(["a", "b"], columns, sheet_id=3)[0], seed=3, dpi=85)
    true = read_sheet(page).corners
    service = Image.new("L", (960, page.height + 20), 90)
    service.paste(page, (120, 10))
    view = camera.look(np.asarray(service))
    assert view.sure > 0.9
    np.testing.assert_allclose(view.corners, true + np.array([120, 10]), atol=6)


def test_nothing_is_seen_where_nothing_is():
    view = camera.look(np.full((540, 720), 120, np.uint8))
    assert view.corners is None
    noise = np.random.default_rng(1).integers(0, 255, (540, 720), dtype=np.uint8)
    assert camera.look(noise).corners is None
