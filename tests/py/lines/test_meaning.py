"""What a line means, compared with Python's own arithmetic, and what is wrong with others."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from zeichenlabor.errors import (
    BadNumber,
    DivisionByZero,
    Incomplete,
    LineError,
    Misplaced,
    MissingBracket,
    NoSign,
)
from zeichenlabor.lines import decimal_of, understand

CODES = {
    "missing-bracket", "division-by-zero", "incomplete", "misplaced", "no-sign", "bad-number",
}  # fmt: skip


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("", "nothing", None),
        ("   ", "nothing", None),
        ("7", "number", 7),
        ("007", "number", 7),
        ("0171 2345", "number", 1712345),
        ("3,5", "number", Fraction(7, 2)),
        ("3.5", "number", Fraction(7, 2)),
        (",5", "number", Fraction(1, 2)),
        ("1.234.567", "number", 1234567),
        ("1.234,5", "number", Fraction("1234.5")),
        ("1,234.5", "number", Fraction("1234.5")),
        ("24.12.2026", "text", None),
        ("1.5 2.5", "text", None),
        ("..", "text", None),
        ("haus", "word", None),
        ("große Wäsche", "word", None),
        ("xx", "word", None),
        ("B AB 123", "text", None),
        ("x²", "text", None),
    ],
)
def test_kinds(line, kind, value):
    meaning = understand(line)
    assert (meaning.kind, meaning.value) == (kind, value)
    assert meaning.text == line.strip()


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("3+4×2", 11),
        ("3 + 4 × 2", 11),
        ("(3+4)×2", 14),
        ("10÷4", Fraction(5, 2)),
        ("1÷3", Fraction(1, 3)),
        ("1÷3×3", 1),
        ("10−2−3", 5),
        ("16÷4÷2", 2),
        ("−3+5", 2),
        ("+3", 3),
        ("2×−3", -6),
        ("2−−3", None),
        ("2×(−3)", -6),
        ("−2×3−1", -7),
        ("2(3+4)", 14),
        ("(1+1)(2+2)", 8),
        ("8÷2(1+3)", 16),
        ("0,5+1.5", 2),
        ("1.000+1", 2),
        ("1.000,5+1", Fraction("1001.5")),
        ("1 000 + 1", 1001),
        ("0,1+0,2", Fraction(3, 10)),
        ("3x4", 12),
        ("3·4", 12),
        ("3*4", 12),
        ("12:4", 3),
        ("12/4", 3),
        ("5-2", 3),
        ("5–2", 3),
        ("(((((7)))))", 7),
    ],
)
def test_calculations(line, value):
    if value is None:
        with pytest.raises(Misplaced):
            understand(line)
        return
    meaning = understand(list(line))
    assert (meaning.kind, meaning.value, meaning.holds) == ("calculation", value, None)


@pytest.mark.parametrize(
    ("line", "value", "holds"),
    [
        ("3+4=", 7, None),
        ("3+4=7", 7, True),
        ("3+4=8", 7, False),
        ("7=3+4", 7, True),
        ("1+1=2=4÷2", 2, True),
        ("1+1=2=3", 2, False),
        ("1+1=3=", 2, False),
    ],
)
def test_equations(line, value, holds):
    meaning = understand(line)
    assert (meaning.value, meaning.holds) == (value, holds)


@pytest.mark.parametrize(
    ("line", "error", "params"),
    [
        ("(3+4", MissingBracket, {"bracket": ")"}),
        ("((3)", MissingBracket, {"bracket": ")"}),
        ("3+4)", MissingBracket, {"bracket": "("}),
        (")3", MissingBracket, {"bracket": "("}),
        ("1+2=(3", MissingBracket, {"bracket": ")"}),
        ("3÷0", DivisionByZero, {}),
        ("3÷(2−2)", DivisionByZero, {}),
        ("1=3÷0", DivisionByZero, {}),
        ("3+", Incomplete, {"sign": "+"}),
        ("3×(", Incomplete, {"sign": "("}),
        ("()", Incomplete, {"sign": "("}),
        ("(3+)", Incomplete, {"sign": "+"}),
        ("−", Incomplete, {"sign": "−"}),
        ("3+=7", Incomplete, {"sign": "+"}),
        ("×3", Misplaced, {"sign": "×"}),
        ("3+×4", Misplaced, {"sign": "×"}),
        ("3++4", Misplaced, {"sign": "+"}),
        ("=3", Misplaced, {"sign": "="}),
        ("3==3", Misplaced, {"sign": "="}),
        ("=", Misplaced, {"sign": "="}),
        ("1 2+3", NoSign, {"left": "1", "right": "2"}),
        ("1,2,3+4", BadNumber, {"number": "1,2,3"}),
        (".+1", BadNumber, {"number": "."}),
    ],
)
def test_what_is_wrong_is_named(line, error, params):
    with pytest.raises(error) as raised:
        understand(line)
    assert type(raised.value) is error
    assert raised.value.params == params


def test_any_calculation_has_the_value_that_python_gives_it():
    chance = random.Random(19)

    def grow(depth: int) -> tuple[str, Fraction]:
        if depth == 0 or chance.random() < 0.2:
            number = chance.randint(1, 99)
            return str(number), Fraction(number)
        (left, a), (right, b) = grow(depth - 1), grow(depth - 1)
        sign = chance.choice("+−×÷" if b else "+−×")
        value = {"+": a + b, "−": a - b, "×": a * b, "÷": a / b if b else None}[sign]
        return f"({left}{sign}{right})", value

    for _ in range(200):
        line, value = grow(4)
        assert understand(line).value == value


def test_without_brackets_signs_bind_as_in_python():
    chance = random.Random(20)
    for _ in range(200):
        parts = [str(chance.randint(1, 30))]
        for _ in range(chance.randint(1, 9)):
            parts += [chance.choice("+-*/"), str(chance.randint(1, 30))]
        as_python = "".join(f"Fraction({one})" if one.isdigit() else one for one in parts)
        assert understand("".join(parts)).value == eval(as_python)


def test_any_line_of_signs_is_a_meaning_or_a_typed_error():
    chance = random.Random(21)
    for _ in range(3000):
        line = "".join(chance.choices("0123456789+−×÷=()., ", k=chance.randint(1, 12)))
        code = _code_of(line)
        assert code is None or code.removeprefix("line/") in CODES


def _code_of(line: str) -> str | None:
    try:
        understand(line)
    except LineError as error:
        return error.code
    return None


def test_depth_costs_no_recursion():
    assert understand("(" * 5000 + "1" + ")" * 5000 + "+1").value == 2


@pytest.mark.parametrize(
    ("value", "text"),
    [("11", "11"), ("0", "0"), ("-3", "-3"), ("5/2", "2.5"), ("-1/8", "-0.125"), ("1/50", "0.02"),
     ("1/3", None), ("22/7", None), ("1/1024", "0.0009765625")],
)  # fmt: skip
def test_decimals_are_all_there_or_none(value, text):
    assert decimal_of(Fraction(value)) == text
