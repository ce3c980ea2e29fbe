"""Composable checks for a project's JSON.

A check returns the value without unknown fields, or raises `Unfit` if it has another form. Nothing
is repaired: invalid values are rejected.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Mapping
from typing import Any

Check = Callable[[Any], Any]

MOST_DEPTH = 12
MOST_ENTRIES = 200_000


class Unfit(Exception):
    """A value does not have the expected form."""


def text(most: int = 200) -> Check:
    """A string with a maximum length."""

    def check(value: Any) -> str:
        if not isinstance(value, str) or len(value) > most:
            raise Unfit(f"not a text: {value!r:.40}")
        return value

    return check


def whole(low: int = 0, high: int = 2**53) -> Check:
    """An integer from low to high."""

    def check(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise Unfit(f"not a whole number from {low} to {high}: {value!r:.40}")
        return value

    return check


def number(value: Any) -> float:
    """Any finite number that JavaScript can represent; integers in JSON may have more digits."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not _is_finite(value):
        raise Unfit("not a number")
    return value


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def flag(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise Unfit(f"neither true nor false: {value!r:.40}")
    return value


def one_of(*choices: Any) -> Check:
    """One of these values."""

    def check(value: Any) -> Any:
        if not isinstance(value, str | int) or value not in choices:
            raise Unfit(f"none of {choices}: {value!r:.40}")
        return value

    return check


def maybe(inner: Check) -> Check:
    """The same, or null."""
    return lambda value: None if value is None else inner(value)


def either(*forms: Check) -> Check:
    """The first of these checks that succeeds, such as the current form or an earlier one."""

    def check(value: Any) -> Any:
        for form in forms:
            with contextlib.suppress(Unfit):
                return form(value)
        raise Unfit(f"of no known form: {value!r:.40}")

    return check


def listed(inner: Check, most: int = MOST_ENTRIES) -> Check:
    def check(value: Any) -> list:
        if not isinstance(value, list) or len(value) > most:
            raise Unfit(f"not a list of at most {most}")
        return [inner(entry) for entry in value]

    return check


def mapped(key: Check, inner: Check, most: int = MOST_ENTRIES) -> Check:
    def check(value: Any) -> dict:
        if not isinstance(value, dict) or len(value) > most:
            raise Unfit(f"not a mapping of at most {most}")
        return {key(name): inner(entry) for name, entry in value.items()}

    return check


def record(fields: Mapping[str, Check], optional: Mapping[str, Check] = {}) -> Check:
    """An object with these fields; others are dropped."""

    def check(value: Any) -> dict:
        if not isinstance(value, dict):
            raise Unfit("not an object")
        if missing := fields.keys() - value.keys():
            raise Unfit(f"without {sorted(missing)}")
        known = {**fields, **optional}
        return {name: known[name](entry) for name, entry in value.items() if name in known}

    return check


def binary(value: Any) -> Any:
    """A separate file, which `parts` has inserted here."""
    if not hasattr(value, "dtype"):
        raise Unfit("no file")
    return value


def anything(value: Any, depth: int = 0) -> Any:
    """Any JSON with limited depth and size, which only its owner interprets."""
    if depth > MOST_DEPTH:
        raise Unfit("too deep")
    if isinstance(value, dict):
        return {text()(name): anything(entry, depth + 1) for name, entry in value.items()}
    if isinstance(value, list):
        return [anything(entry, depth + 1) for entry in value]
    if isinstance(value, int | float) and not _is_finite(value):
        raise Unfit("not a finite number")
    return value
