"""Interprets a line of symbols: a number, a calculation with its exact result, or a word.

Calculations use fractions, so results are exact. A mistake is a typed error that names the symbol,
so that a pupil can find it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from zeichenlabor.errors import (
    BadNumber,
    DivisionByZero,
    Incomplete,
    Misplaced,
    MissingBracket,
    NoSign,
)

SPACE = " "

SIGNS = {sign: sign for sign in "+−×÷=()"}
SIGNS |= dict.fromkeys("-–", "−") | dict.fromkeys("·∙⋅•*xX", "×") | dict.fromkeys(":/", "÷")
"""The operators, with all notations that schools use."""

_MARKS = ".,"
_RANK = {"+": 1, "−": 1, "×": 2, "÷": 2, "minus": 3, "plus": 3}
_GROUPED = re.compile(r"\d{1,3}(?:([ .,])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")
_PLAIN = re.compile(r"\d+(?:[.,]\d*)?|[.,]\d+")


@dataclass(frozen=True)
class Meaning:
    """The meaning of a line.

    Attributes
    ----------
    kind : {"nothing", "number", "calculation", "word", "text"}
        ``text``: symbols of several kinds, as on a number plate.
    text : str
        The line as text, with a space between groups.
    value : Fraction or None
        Value of a number or a calculation; for an equation, of its left side.
    holds : bool or None
        Whether both sides of an equation are equal; None if there is nothing to compare.
    """

    kind: str
    text: str
    value: Fraction | None = None
    holds: bool | None = None


def understand(symbols: Sequence[str]) -> Meaning:
    """Return the meaning of a line of symbols.

    Parameters
    ----------
    symbols : names of the classes in the order of the line, ``" "`` for a space

    Raises
    ------
    MissingBracket, DivisionByZero, Incomplete, Misplaced, NoSign, BadNumber
        if the line is a calculation without a result
    """
    text = "".join(symbols).strip()
    letters = text.replace(SPACE, "")
    if not letters:
        return Meaning("nothing", text)
    if _is_digits(letters):
        return Meaning("number", text, Fraction(int(letters)))
    if letters.isalpha():
        return Meaning("word", text)
    calculable = all(_is_digits(one) or one in SIGNS or one in _MARKS for one in letters)
    if not calculable or not any(_is_digits(one) or one in SIGNS for one in letters):
        return Meaning("text", text)
    if all(_is_digits(one) or one in _MARKS for one in letters):
        return _number_or_text(text)
    first, *others = _sides(_tokens(text))
    value = _value(first)
    return Meaning("calculation", text, value, _all_equal(value, others))


def decimal_of(value: Fraction) -> str | None:
    """Return a value with all its decimals and a decimal point; None if they never end."""
    rest, places = value.denominator, 0
    for factor in (2, 5):
        count = 0
        while rest % factor == 0:
            rest, count = rest // factor, count + 1
        places = max(places, count)
    if rest != 1:
        return None
    digits = str(abs(value.numerator) * 10**places // value.denominator).zfill(places + 1)
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


def _number_or_text(text: str) -> Meaning:
    """Parse digits with points and commas; a date is not a number."""
    try:
        return Meaning("number", text, _number(text))
    except (BadNumber, NoSign):
        return Meaning("text", text)


def _is_digits(text: str) -> bool:
    """Whether these are digits of a number; not superscripts or digits of other scripts."""
    return text.isascii() and text.isdigit()


def _all_equal(value: Fraction, sides: list[list[str | Fraction]]) -> bool | None:
    """Compare both sides; a line that ends with = has only one."""
    if not sides or sides == [[]]:
        return None
    if not sides[-1]:
        sides = sides[:-1]
    values = [_value(side) for side in sides]  # all, so that any error is reported
    return all(one == value for one in values)


def _sides(tokens: list[str | Fraction]) -> list[list[str | Fraction]]:
    sides: list[list[str | Fraction]] = [[]]
    for token in tokens:
        if token == "=":
            if not sides[-1]:
                raise Misplaced(sign="=")
            sides.append([])
        else:
            sides[-1].append(token)
    return sides


def _tokens(text: str) -> list[str | Fraction]:
    """Split a calculation into operators and numbers."""
    tokens: list[str | Fraction] = []
    for is_sign, group in groupby(text, key=lambda one: one in SIGNS):
        if is_sign:
            tokens += [SIGNS[one] for one in group]
        elif written := "".join(group).strip():
            tokens.append(_number(written))
    return tokens


def _number(written: str) -> Fraction:
    """Parse a number: a separator is the decimal separator unless it only separates thousands.

    Thousands are groups of three separated by a space, or by a separator that occurs twice or comes
    before the other one.
    """
    marks = [one for one in written if one in _MARKS]
    if _PLAIN.fullmatch(written):
        return Fraction(written.replace(",", ".").rstrip("."))
    grouped = _GROUPED.fullmatch(written)
    if grouped and (grouped[1] == SPACE or len(marks) > 1):
        head, mark, tail = written, "", ""
        if marks and marks[-1] != grouped[1]:
            head, mark, tail = written.rpartition(marks[-1])
        whole = "".join(one for one in head if one.isdigit())
        return Fraction(f"{whole}.{tail}" if mark else whole)
    if SPACE in written and all(_PLAIN.fullmatch(one) for one in written.split()):
        left, right = written.split()[:2]
        raise NoSign(left=left, right=right)
    raise BadNumber(number=written)


def _value(tokens: list[str | Fraction]) -> Fraction:
    """Evaluate one side with two stacks (Dijkstra's shunting yard), so that nesting needs no
    recursion.
    """
    values: list[Fraction] = []
    signs: list[str] = []
    before: str | Fraction = "("  # as if the side were in brackets
    wants_value = True
    for token in tokens:
        if isinstance(token, Fraction):
            if not wants_value:  # a bracket closes, and a number follows
                _push(values, signs, "×")
            values.append(token)
            wants_value = False
        elif token == "(":
            if not wants_value:
                _push(values, signs, "×")
            signs.append(token)
            wants_value = True
        elif token == ")":
            if "(" not in signs:
                raise MissingBracket(bracket="(")
            if wants_value:
                raise Incomplete(sign=before)
            while signs[-1] != "(":
                _compute(values, signs.pop())
            signs.pop()
        elif wants_value:
            signs.append(_leading(token, before))
        else:
            _push(values, signs, token)
            wants_value = True
        before = token
    if wants_value:
        raise Incomplete(sign=before) if tokens else Misplaced(sign="=")
    while signs:
        if signs[-1] == "(":
            raise MissingBracket(bracket=")")
        _compute(values, signs.pop())
    return values.pop()


def _leading(token: str, before: str | Fraction) -> str:
    """Return the meaning of a sign before a number."""
    if token == "−" and before in ("(", "+", "×", "÷"):
        return "minus"
    if token == "+" and before == "(":
        return "plus"
    raise Misplaced(sign=token)


def _push(values: list[Fraction], signs: list[str], sign: str) -> None:
    """Apply the operators that bind at least as tightly, then push this one."""
    while signs and signs[-1] != "(" and _RANK[signs[-1]] >= _RANK[sign]:
        _compute(values, signs.pop())
    signs.append(sign)


def _compute(values: list[Fraction], sign: str) -> None:
    right = values.pop()
    if sign in ("minus", "plus"):
        values.append(-right if sign == "minus" else right)
        return
    left = values.pop()
    if sign == "÷" and right == 0:
        raise DivisionByZero
    match sign:
        case "+":
            values.append(left + right)
        case "−":
            values.append(left - right)
        case "×":
            values.append(left * right)
        case "÷":
            values.append(left / right)
