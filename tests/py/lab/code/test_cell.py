"""Cells: what they print and show, what they share, how mistakes are told."""

from __future__ import annotations

import pytest

from zeichenlabor.lab.code.cell import MOST_LETTERS, Printer


def test_what_is_printed_comes_before_the_last_value(page):
    outputs = page.run("for i in range(3):\n    print(i)\ni + 40")
    assert [(output.stream, output.text) for output in outputs] == [
        ("out", "0\n1\n2\n"),
        ("value", "42\n"),
    ]


def test_a_semicolon_keeps_the_last_value_quiet(page):
    assert page.run("1 + 1;") == []


def test_cells_share_their_variables(page):
    page.run("a = 20")
    assert page.text("a * 2") == "40\n"


def test_text_comes_as_it_is_printed():
    pieces = []
    printer = Printer(lambda output: pieces.append(output.text), "out")
    print("a", file=printer)
    assert "".join(pieces) == "a\n"


def test_printing_without_end_does_not_fill_the_page(page):
    text = page.text("for i in range(200_000):\n    print('abcdefgh')")
    assert len(text) < MOST_LETTERS + 10


def test_leaving_by_exit_is_no_mistake(page):
    assert page.run("import sys\nprint(1)\nsys.exit()")[-1].text == "1\n"


def test_await_may_stand_at_the_top(page):
    assert page.text("async def f():\n    return 7\nawait f()") == "7\n"


def test_the_line_of_a_mistake_is_told_and_the_traceback_begins_in_the_cell(page):
    outputs = page.run("def f(x):\n    return x / 0\n\nprint('a')\nf(1)")
    assert outputs[0].text == "a\n"
    failure = outputs[1]
    assert (failure.kind, failure.line, failure.code) == ("ZeroDivisionError", 2, "zero")
    assert "run_cell" not in failure.traceback
    assert "return x / 0" in failure.traceback
    assert not page.done


MISTAKES = {
    "name": "zzzz",
    "name-close": "pritn(1)",
    "syntax": "1 +* 2",
    "bracket": "print((1)",
    "colon": "for i in range(3)\n    pass",
    "quote": "print('a)",
    "equals": "x = 1\nif x = 1:\n    pass",
    "print": "print 1",
    "indent": "if True:\nprint(1)",
    "operand": "1 + 'a'",
    "call": "x = 3\nx()",
    "arguments": "len()",
    "subscript": "x = 3\nx[0]",
    "iterate": "for i in 5:\n    pass",
    "type": "int([])",
    "none": "x = None\nx.sort()",
    "attribute": "(1).quux",
    "attribute-close": "[].appendd(1)",
    "index": "[1][4]",
    "key": "{}['a']",
    "value": "[1].index(2)",
    "convert": "int('abc')",
    "shape": "import numpy as np\nnp.ones(3) + np.ones(4)",
    "truth": "import numpy as np\nif np.ones(3) > 0:\n    pass",
    "read-only": "project.images[0] = 0",
    "zero": "1 / 0",
    "module": "import nonesuch",
    "import": "from math import nonesuch",
    "file": "open('/none/such')",
    "recursion": "def f():\n    return f()\nf()",
    "memory": "raise MemoryError",
    "assert": "assert 1 == 2",
    "unbound": "def f():\n    a += 1\nf()",
    "ours": "project.model",
    "other": "raise RuntimeError('so')",
}


@pytest.mark.parametrize("code", MISTAKES)
def test_usual_mistakes_are_recognised(page, code):
    failure = page.run(MISTAKES[code])[-1]
    assert failure.code == code, failure
    assert failure.line


def test_a_suggestion_names_what_was_meant(page):
    page.run("pictures = 1")
    assert page.run("pictrues")[-1].params == {"name": "pictrues", "close": "pictures"}


def test_a_summary_is_shown_once(page):
    page.train()
    text = page.text("project.model.summary()")
    assert text.count("Total params") == 1
    assert page.text("print('a\\nb')\n'a\\nc'").count("a") == 2
    assert page.text("print('a')\n'a'").count("a") == 2
