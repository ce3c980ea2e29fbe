"""Cells: outputs, shared variables, errors."""

from __future__ import annotations

import asyncio
import builtins
import sys

import pytest

from tests.py.lab.code.conftest import joined
from zeichenlabor.lab.code.outputs import Failure, Pictures
from zeichenlabor.lab.code.streams import MOST_LETTERS, Printer


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
    "module-network": "import torch",
    "module-chart": "x = 1\nimport seaborn as sns",
    "module-picture": "import cv2",
    "module-table": "import pandas as pd",
    "module-data": "import tensorflow_datasets",
    "magic": "%matplotlib inline\nx = 1",
    "install": "x = 1\n!pip install pandas",
    "shell": "!ls",
    "question": "len?",
    "input": "name = input('Name? ')",
    "import": "from math import nonesuch",
    "file": "open('/none/such')",
    "recursion": "def f():\n    return f()\nf()",
    "memory": "raise MemoryError",
    "assert": "assert 1 == 2",
    "unbound": "def f():\n    a += 1\nf()",
    "ours": "project.model",
    "raised": "def f(x):\n    raise ValueError('x has the wrong shape')\nf(2)",
    "other": "raise RuntimeError('so')",
}


@pytest.mark.parametrize("code", MISTAKES)
def test_usual_mistakes_are_recognised(page, code):
    failure = page.run(MISTAKES[code])[-1]
    assert failure.code == code, failure
    assert failure.line


@pytest.mark.parametrize("words", ["raise ValueError('no')", "return 3", "return str(self)"])
def test_an_exception_that_cannot_say_what_it_is_is_told_by_its_name(page, words):
    source = f"class Own(TypeError):\n    def __str__(self):\n        {words}\n\nraise Own()"
    (failure,) = page.run(source)
    assert (failure.kind, failure.message, failure.line) == ("Own", "", 5)
    assert "Own" in failure.traceback


def test_the_usual_settings_of_a_stream_are_taken(page):
    assert page.text("import sys\nsys.stdout.reconfigure(encoding='utf-8')\nprint('ä')") == "ä\n"
    assert page.text("sys.stderr.reconfigure(line_buffering=True)") == ""


def test_a_suggestion_names_what_was_meant(page):
    page.run("pictures = 1")
    assert page.run("pictrues")[-1].params == {"name": "pictrues", "close": "pictures"}


def test_a_summary_is_shown_once(page):
    page.train()
    text = page.text("project.model.summary()")
    assert text.count("Total params") == 1
    assert page.text("print('a\\nb')\n'a\\nc'").count("a") == 2
    text = page.text("print(project.model.summary())")
    assert text.count("Total params") == 1
    assert text.endswith("None\n")  # as in Keras


def test_a_kept_stream_shows_in_the_cell_that_writes(page):
    page.run("import sys\nlog = sys.stdout\nprint('one', file=log)")
    assert page.text("print('two', file=log)") == "two\n"
    page.run("log.close()\nsys.stdout.close()")
    assert page.text("print('three', file=log)\nprint('four')") == "three\nfour\n"


def test_a_logging_handler_shows_in_the_cell_that_logs(page):
    page.run("import logging\nhandler = logging.StreamHandler()\nlogger = logging.getLogger('own')")
    page.run("logger.addHandler(handler)\nlogger.propagate = False\nlogger.warning('one')")
    (output,) = page.run("logger.warning('two')")
    assert (output.stream, output.text) == ("err", "two\n")


def test_streams_are_given_back(page):
    before = sys.stdin, sys.stdout, sys.stderr
    page.run("1 / 0")
    assert before == (sys.stdin, sys.stdout, sys.stderr)


@pytest.mark.parametrize("way", ["exit()", "quit()", "import sys\nsys.exit()", "raise SystemExit"])
def test_leaving_closes_nothing(page, way, monkeypatch):
    import site  # the test may run where Python began without it

    monkeypatch.setattr(builtins, "exit", site.builtins.exit, raising=False)
    assert page.run(way) == []
    assert page.done
    assert "len(" in page.text("help(len)")
    assert page.run("input()")[-1].code == "input"


def test_what_is_said_on_leaving_is_shown(page):
    (output,) = page.run("import sys\nsys.exit('no pictures')")
    assert (output.stream, output.text) == ("err", "no pictures\n")


def test_a_question_that_cannot_be_answered_is_shown(page):
    outputs = page.run("input('How many? ')")
    assert outputs[0].text == "How many? "
    assert outputs[1].code == "input"


def test_pillow_shows_in_the_cell(page):
    (output,) = page.run("from PIL import Image\nImage.new('RGB', (4, 3), 'red').show()")
    assert isinstance(output, Pictures)
    assert (output.width, output.height, output.form) == (4, 3, "colour")


def test_a_package_that_something_stands_in_for_is_named(page):
    assert page.run("import torch.nn as nn")[-1].params == {"name": "torch"}


# --- what goes on after a cell


def running(page, *sources: str) -> list[list]:
    """What each cell has put out in the end, where a loop goes on between them."""
    told: list[list] = [[] for _ in sources]

    async def run_all() -> None:
        for number, source in enumerate(sources):
            name = f"{number + 1}"
            await page.laboratory.code.run(source, name, page.project, told[number].append)
        await asyncio.sleep(0.05)

    asyncio.run(run_all())
    return [joined(outputs) for outputs in told]


LATER = """
import asyncio

async def later():
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print('late')
    show(project.images[0])
    1 / 0

task = asyncio.ensure_future(later()){}
"""


@pytest.mark.native("needs a loop of its own")
def test_what_a_task_prints_and_shows_goes_to_its_own_cell(page):
    source = LATER.format("").replace("1 / 0", "pass")
    first, second = running(page, source, "await asyncio.sleep(0.02)\nprint('other')")
    assert [output.text for output in second] == ["other\n"]
    assert first[0].text == "late\n"
    assert isinstance(first[1], Pictures)


@pytest.mark.native("needs a loop of its own")
def test_the_error_of_a_task_stays_with_its_cell(page):
    source = LATER.format("\ndel task").replace("task = ", "tasks = {}\ntask = ")
    first, second = running(
        page, source, "await asyncio.sleep(0.02)\nimport gc\ngc.collect()\nprint('other')"
    )
    assert [output.text for output in second] == ["other\n"]
    (failure,) = [output for output in first if isinstance(output, Failure)]
    assert (failure.kind, failure.line) == ("ZeroDivisionError", 9)


@pytest.mark.native("needs a loop of its own")
def test_the_error_of_a_future_stays_with_its_cell(page):
    source = """import asyncio
loop = asyncio.get_running_loop()
made = [loop.create_future()]
loop.call_later(0.01, lambda: made.pop().set_exception(ValueError("late")))"""
    first, second = running(page, source, "await asyncio.sleep(0.02)\nprint('other')")
    assert [output.text for output in second] == ["other\n"]
    (failure,) = [output for output in first if isinstance(output, Failure)]
    assert (failure.kind, failure.message) == ("ValueError", "late")


@pytest.mark.native("needs a loop of its own")
def test_what_a_task_reports_is_told_as_its_own_words(page):
    source = (
        "import asyncio\nasync def late():\n    await asyncio.sleep(0)\n"
        "    raise ValueError('no shape that I know')\nasyncio.ensure_future(late());"
    )
    first, second = running(
        page, source, "await asyncio.sleep(0.02)\nimport gc\ngc.collect()\nprint('other')"
    )
    assert [output.text for output in second] == ["other\n"]
    (failure,) = [output for output in first if isinstance(output, Failure)]
    assert (failure.kind, failure.code, failure.line) == ("ValueError", "raised", 4)


STRANGE = [
    'raise NameError("x", name=5)',
    'raise NameError("x", name=[1])',
    'raise AttributeError("x", name={"a": 1}, obj=3)',
    'raise ModuleNotFoundError("x", name=["a"])',
    'raise SyntaxError("x", ("f", 1, 1, 5))',
    'e = SyntaxError("x"); e.lineno = "abc"; e.filename = "<1>"; raise e',
    "class E(Exception):\n    __str__ = lambda self: 5\nraise E()",
    "class E(Exception):\n    __class__ = int\nraise E()",
    "from zeichenlabor.errors import BadSetting\nraise BadSetting('m', owner={}, value=[1])",
    "from zeichenlabor.errors import BadSetting\ne = BadSetting('m')\ne.params = 5\nraise e",
    "from zeichenlabor.errors import BadSetting\nclass B(BadSetting):\n    code = {}\nraise B()",
    "import sys\nsys.stdout.write(b'a')",
    "import sys\nsys.stdout.write(5)",
]


@pytest.mark.parametrize("source", STRANGE)
def test_an_exception_that_is_not_as_python_makes_it_is_told_like_any(page, source):
    """In texts and numbers, for the page puts them into its sentences."""
    failure = page.run(source)[-1]
    assert not page.done
    told = [failure.kind, failure.message, failure.code, failure.traceback]
    assert all(type(text) is str for text in told)
    assert failure.line is None or type(failure.line) is int
    values = [*failure.params.values(), *failure.params.get("params", {}).values()]
    plain = [value for value in values if value is not failure.params.get("params")]
    assert all(value is None or isinstance(value, str | int | float) for value in plain)
