"""Chooses explanations for exceptions: recognises the most common mistakes."""

from __future__ import annotations

import asyncio
import difflib
import re
from typing import Any

from ...errors import ZeichenlaborError

_SYNTAX = [
    (r"was never closed", "bracket"),
    (r"unmatched|does not match", "bracket"),
    (r"expected ':'", "colon"),
    (r"unterminated|EOL while scanning", "quote"),
    (r"Maybe you meant '=='", "equals"),
    (r"Missing parentheses in call to 'print'", "print"),
]
_TYPE = [
    (r"unsupported operand|can only concatenate|not supported between", "operand"),
    (r"object is not callable", "call"),
    (r"positional argument|takes .* arguments?|missing .* arguments?|keyword", "arguments"),
    (r"not subscriptable", "subscript"),
    (r"not iterable", "iterate"),
]
_VALUE = [
    (r"broadcast|matmul|shape|dimension|inhomogeneous", "shape"),
    (r"read-only", "read-only"),
    (r"truth value of an array", "truth"),
    (r"could not convert|invalid literal", "convert"),
]


_JUPYTER = [
    (r"\s*!\s*(python3? -m )?(pip|conda)\b|\s*%\s*(pip|conda)\b", "install"),
    (r"\s*%", "magic"),
    (r"\s*!", "shell"),
    (r"\s*(\?{1,2}[\w.]+|[\w.]+\?{1,2})\s*$", "question"),
]
"""Lines that are valid in Jupyter but not in Python."""

_STAND_INS = {
    "network": "tf_keras torch torchvision jax flax tflite_runtime",
    "chart": "pylab seaborn plotly bokeh altair",
    "picture": "cv2 skimage imageio",
    "table": "pandas polars",
    "data": "tensorflow_datasets datasets mnist",
}
"""Alternatives for well-known packages that are not available."""
_STAND_IN = {name: place for place, names in _STAND_INS.items() for name in names.split()}


def explanation(error: BaseException, names: list[str]) -> tuple[str, dict[str, Any]]:
    """Return the code and placeholders of the explanation of a mistake.

    Parameters
    ----------
    error : the exception
    names : known names, for suggestions

    Returns
    -------
    tuple
        the code, and the values of its placeholders; "other" if the mistake is not recognised, or
        the exception is unusual
    """
    try:
        return _explanation(error, names)
    except Exception:
        return "other", {}


def _explanation(error: BaseException, names: list[str]) -> tuple[str, dict[str, Any]]:
    message = message_of(error)
    if isinstance(error, ZeichenlaborError):
        params = {str(name): _plain(value) for name, value in error.params.items()}
        return "ours", {"error": str(error.code), "params": params}
    if isinstance(error, IndentationError):
        return "indent", {}
    if isinstance(error, SyntaxError):
        if code := _first_at_its_begin(_JUPYTER, _word(error.text)):
            return code, {}
        return _first(_SYNTAX, message, "syntax"), {}
    if isinstance(error, UnboundLocalError):
        return "unbound", {"name": _word(error.name)}
    if isinstance(error, NameError):
        return _misspelt("name", _word(error.name), names)
    if isinstance(error, AttributeError):
        if error.obj is None:
            return "none", {"name": _word(error.name)}
        return _misspelt("attribute", _word(error.name), dir(error.obj))
    if isinstance(error, ModuleNotFoundError):
        name = _word(error.name).partition(".")[0]
        return f"module-{_STAND_IN[name]}" if name in _STAND_IN else "module", {"name": name}
    if isinstance(error, TypeError):
        if "NoneType" in message:
            return "none", {"name": ""}
        return _first(_TYPE, message, "type"), {}
    if isinstance(error, ValueError):
        return _first(_VALUE, message, "value"), {}
    for kind, code in _KINDS.items():
        if isinstance(error, kind):
            return code, {}
    return "other", {}


def _word(value: object) -> str:
    """The attribute of an exception if it is a text: a cell can set anything."""
    return value if isinstance(value, str) else ""


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, str | int | float) else str(value)


def message_of(error: BaseException) -> str:
    """The message of an exception; "" if its ``__str__`` fails."""
    try:
        return str(error)
    except Exception:
        return ""


_KINDS = {
    IndexError: "index",
    KeyError: "key",
    ZeroDivisionError: "zero",
    ImportError: "import",
    FileNotFoundError: "file",
    RecursionError: "recursion",
    MemoryError: "memory",
    AssertionError: "assert",
    EOFError: "input",
    asyncio.CancelledError: "stopped",
    KeyboardInterrupt: "stopped",
}


def _first(signs: list[tuple[str, str]], message: str, otherwise: str) -> str:
    return next((code for sign, code in signs if re.search(sign, message)), otherwise)


def _first_at_its_begin(signs: list[tuple[str, str]], line: str) -> str | None:
    return next((code for sign, code in signs if re.match(sign, line)), None)


def _misspelt(code: str, name: str, known: list[str]) -> tuple[str, dict[str, Any]]:
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    if close:
        return f"{code}-close", {"name": name, "close": close[0]}
    return code, {"name": name}
