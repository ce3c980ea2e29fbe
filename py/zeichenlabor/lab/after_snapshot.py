"""What Python has to learn anew where it goes on from a memory that was recorded elsewhere."""

from __future__ import annotations

import locale
import os
import random
import sys
import time

import numpy as np

from .. import pixels
from ..nn import kernels
from .designing.effort import forget_speed

HALF_A_YEAR = 182 * 24 * 3600


def adapt_to_machine(language: str, browser: str) -> None:
    """Make chance, clock, language and processor those of the present.

    Parameters
    ----------
    language : as the browser names it, such as "de-DE"; empty where it names none
    browser : as it names itself, which Emscripten asks for only once
    """
    random.seed()
    np.random.seed()  # noqa: NPY002 (what older programs draw from)
    os.environ["LANG"] = f"{language.replace('-', '_', 1) or 'C'}.UTF-8"
    locale.setlocale(locale.LC_CTYPE, "")
    set_time_zone()
    set_browser(browser)
    if "logging" in sys.modules:
        sys.modules["logging"]._startTime = time.time_ns()
    kernels.use_fastest()
    pixels.use_fastest()
    forget_speed()


def set_browser(browser: str) -> None:
    """Set what `sys` says of where Python runs, if this is Emscripten."""
    info = getattr(sys, "_emscripten_info", None)
    if info is not None:
        sys._emscripten_info = info.__replace__(runtime=browser)


def set_time_zone() -> None:
    """Set what the module `time` says of the time zone as its import does."""
    new_year = time.mktime((time.localtime().tm_year, 1, 1, 0, 0, 0, 0, 1, 0))
    winter, summer = time.localtime(new_year), time.localtime(new_year + HALF_A_YEAR)
    time.daylight = int(winter.tm_gmtoff != summer.tm_gmtoff)
    if winter.tm_gmtoff > summer.tm_gmtoff:  # in the south, summer is at the turn of the year
        winter, summer = summer, winter
    time.timezone, time.altzone = -winter.tm_gmtoff, -summer.tm_gmtoff
    time.tzname = (winter.tm_zone, summer.tm_zone)
