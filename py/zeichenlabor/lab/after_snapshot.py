"""Adapts Python to this machine after a start from a memory snapshot recorded on another one."""

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
    """Reset random seeds, clock, locale and processor features.

    Parameters
    ----------
    language : the browser's language, such as "de-DE"; empty if unknown
    browser : its user agent, which Emscripten reads only once
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
    """Update what `sys` says about the browser, if this is Emscripten."""
    info = getattr(sys, "_emscripten_info", None)
    if info is not None:
        sys._emscripten_info = info.__replace__(runtime=browser)


def set_time_zone() -> None:
    """Set the module `time`'s variables of the time zone as its import does."""
    new_year = time.mktime((time.localtime().tm_year, 1, 1, 0, 0, 0, 0, 1, 0))
    winter, summer = time.localtime(new_year), time.localtime(new_year + HALF_A_YEAR)
    time.daylight = int(winter.tm_gmtoff != summer.tm_gmtoff)
    if winter.tm_gmtoff > summer.tm_gmtoff:  # in the southern hemisphere, summer is in January
        winter, summer = summer, winter
    time.timezone, time.altzone = -winter.tm_gmtoff, -summer.tm_gmtoff
    time.tzname = (winter.tm_zone, summer.tm_zone)
