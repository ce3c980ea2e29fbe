"""Settings as data: one table per class drives its signature, defaults, validation and JSON form.

A layer, an optimizer, a schedule … is a dataclass whose fields are declared with
`setting`. From these fields alone follow the constructor, the validation, the
``get_config``/``from_config`` pair that runs and project files use, and the
description from which the page makes its forms.
"""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import lru_cache, wraps
from typing import Any, ClassVar, Self, dataclass_transform

from zeichenlabor.errors import BadCall, BadSetting, MissingName

# --- rules: what one value may be ---------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """What a setting accepts. `parse` returns the normalised value or raises ValueError."""

    optional: bool = False

    def __call__(self, value: Any) -> Any:
        """Return ``value`` in its final form; raise ValueError where it is not allowed."""
        return None if self.optional and value is None else self.parse(value)

    def parse(self, value: Any) -> Any:
        raise NotImplementedError

    def describe(self) -> dict[str, Any]:
        """Return the rule in JSON types, for a form."""
        plain = {f.name: getattr(self, f.name) for f in fields(self)}
        return {"kind": type(self).__name__.lower(), **plain}


@dataclass(frozen=True)
class Integer(Rule):
    """A whole number in a closed range."""

    minimum: int = 0
    maximum: int | None = None

    def parse(self, value: Any) -> int:
        if isinstance(value, bool) or not _is_number(value) or int(value) != value:
            raise ValueError(self.text())
        if value < self.minimum or (self.maximum is not None and value > self.maximum):
            raise ValueError(self.text())
        return int(value)

    def text(self) -> str:
        upper = "" if self.maximum is None else f" and at most {self.maximum}"
        return f"a whole number of at least {self.minimum}{upper}"


@dataclass(frozen=True)
class Number(Rule):
    """A finite number in a range; ``above`` and ``below`` exclude their bound."""

    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    below: float | None = None

    def parse(self, value: Any) -> float:
        if isinstance(value, bool) or not _is_number(value):
            raise ValueError(self.text())
        allowed = (
            (self.minimum is None or value >= self.minimum)
            and (self.maximum is None or value <= self.maximum)
            and (self.above is None or value > self.above)
            and (self.below is None or value < self.below)
        )
        if not allowed:
            raise ValueError(self.text())
        return float(value)

    def text(self) -> str:
        bounds = {
            "at least": self.minimum,
            "at most": self.maximum,
            "above": self.above,
            "below": self.below,
        }
        told = [f"{word} {bound:g}" for word, bound in bounds.items() if bound is not None]
        return " ".join(["a number", " and ".join(told)]).strip()


@dataclass(frozen=True)
class Flag(Rule):
    """True or False."""

    def parse(self, value: Any) -> bool:
        if not isinstance(value, bool):
            raise ValueError("True or False")
        return value


@dataclass(frozen=True)
class Text(Rule):
    """Any nonempty text."""

    def parse(self, value: Any) -> str:
        if not isinstance(value, str) or not value:
            raise ValueError("a text")
        return value


@dataclass(frozen=True)
class Choice(Rule):
    """One of several names; ``none_is`` is what None stands for."""

    options: tuple[str, ...] = ()
    none_is: str | None = None

    def parse(self, value: Any) -> str:
        value = self.none_is if value is None else value
        if value not in self.options:
            raise ValueError("one of " + ", ".join(self.options))
        return value


@dataclass(frozen=True)
class Only(Rule):
    """A setting of Keras that is not supported: only values that change nothing."""

    allowed: tuple[Any, ...] = ()

    def parse(self, value: Any) -> Any:
        value = tuple(value) if isinstance(value, list) else value
        array = hasattr(value, "shape")  # which compares number by number
        if not any(value is one or (not array and value == one) for one in self.allowed):
            raise ValueError(f"{' or '.join(map(repr, self.allowed))} in this engine")
        return value


@dataclass(frozen=True)
class Pair(Rule):
    """(rows, columns); one number stands for both."""

    minimum: int = 1
    maximum: int | None = None

    def parse(self, value: Any) -> tuple[int, int]:
        try:
            rows, columns = (value, value) if _is_number(value) else value
            each = Integer(minimum=self.minimum, maximum=self.maximum)
            return each(rows), each(columns)
        except (TypeError, ValueError):
            upper = "" if self.maximum is None else f" and at most {self.maximum}"
            raise ValueError(
                f"one or two whole numbers of at least {self.minimum}{upper}"
            ) from None


@dataclass(frozen=True)
class Shape(Rule):
    """A shape without its batch axis; -1 stands for "what is left", where allowed."""

    wildcard: bool = False

    def parse(self, value: Any) -> tuple[int, ...]:
        text = "a shape: whole numbers of at least 1" + ", one may be -1" * self.wildcard
        if _is_number(value):
            value = (value,)
        if not isinstance(value, (tuple, list)) or not value:
            raise ValueError(text)
        if not all(_is_number(n) and int(n) == n and (n >= 1 or n == -1) for n in value):
            raise ValueError(text)
        if sum(n == -1 for n in value) > (1 if self.wildcard else 0):
            raise ValueError(text)
        return tuple(int(n) for n in value)


@dataclass(frozen=True)
class Numbers(Rule):
    """A list of numbers, each under one rule."""

    each: Rule = Number()

    def parse(self, value: Any) -> tuple[Any, ...]:
        if not isinstance(value, (tuple, list)):
            raise ValueError("a list of numbers")
        return tuple(self.each(item) for item in value)

    def describe(self) -> dict[str, Any]:
        return {**super().describe(), "each": self.each.describe()}


@dataclass(frozen=True)
class Piece(Rule):
    """Another configurable object: itself, its name, or its JSON form.

    ``family`` is the base class, whose `Configurable.known` lists the choices.
    ``or_number`` also accepts a number, as ``learning_rate`` does.
    """

    family: type[Configurable] | None = None
    or_number: Number | None = None

    def parse(self, value: Any) -> Any:
        if self.or_number is not None and _is_number(value):
            return self.or_number(value)
        return self.family.get(value)

    def describe(self) -> dict[str, Any]:
        return {
            "kind": "piece",
            "optional": self.optional,
            "options": sorted(self.family.known()),
            "or_number": None if self.or_number is None else self.or_number.describe(),
        }


@dataclass(frozen=True)
class Plain(Rule):
    """Another configurable object, kept in its JSON form.

    ``family`` lists the choices as for `Piece`; with ``or_off``, False stands for none. ``rules``
    may be narrower than the family's own. ``hidden`` settings are not part of the JSON form, since
    they are determined elsewhere; ``shown`` are those that the page offers, by default all others;
    ``start`` is the initial value in the page if it differs from the default.
    """

    family: type[Configurable] | None = None
    or_off: bool = False
    rules: Mapping[str, Rule] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    shown: tuple[str, ...] | None = None
    start: Mapping[str, Any] = field(default_factory=dict)

    def parse(self, value: Any) -> dict[str, Any] | bool:
        if self.or_off and value is False:
            return False
        if isinstance(value, dict) and not isinstance(value.get("config", {}), dict):
            raise ValueError("a class name and its settings")
        made = self.family.get(value)
        for name, rule in self.rules.items():
            if hasattr(made, name):
                setattr(made, name, checked(type(made).__name__, name, rule, getattr(made, name)))
        plain = made.serialize()
        config = {key: kept for key, kept in plain["config"].items() if key not in self.hidden}
        return {"class_name": plain["class_name"], "config": config}

    def describe(self) -> dict[str, Any]:
        return {
            "kind": "plain",
            "optional": self.optional,
            "or_off": self.or_off,
            "options": [
                {"class_name": cls.__name__, "fields": self._rows(cls)}
                for cls in self.family.known().values()
            ],
        }

    def _rows(self, cls):
        rows = []
        for row in cls.describe():
            name = row["name"]
            if name in self.hidden or (self.shown is not None and name not in self.shown):
                continue
            narrower = self.rules[name].describe() if name in self.rules else {}
            rows.append(row | narrower | {"default": self.start.get(name, row["default"])})
        return rows


def _is_number(value: Any) -> bool:
    try:
        return not isinstance(value, str) and math.isfinite(value)
    except TypeError:
        return False


# --- objects made of settings -------------------------------------------------------------


def setting(rule: Rule, *, default: Any = MISSING, kw_only: Any = MISSING) -> Any:
    """One row of a class's table: a dataclass field with the rule that checks it."""
    return field(default=default, kw_only=kw_only, metadata={"rule": rule})


def checked(owner: str, name: str, rule: Callable[[Any], Any], value: Any) -> Any:
    """Return a setting's value in its final form.

    Parameters
    ----------
    rule : Rule, or anything else whose ``parse`` raises a ValueError that says what is allowed

    Raises
    ------
    BadSetting
        if the rule does not allow it; the error of a nested object is passed on
    """
    try:
        return rule(value)
    except BadSetting:
        raise
    except ValueError as error:
        raise bad_setting(owner, name, value, str(error)) from None


def bad_setting(
    owner: str, name: str, value: Any, expected: str, kind: type[BadSetting] = BadSetting
) -> BadSetting:
    """Return the error for a value that is not ``expected``."""
    return kind(
        f"{owner}: {name} must be {expected}, got {value!r}",
        owner=owner,
        setting=name,
        value=str(value),
        expected=expected,
    )


def apply_rules(owner: Any) -> None:
    """Normalise every setting of a dataclass, see `checked`."""
    for f in fields(owner):
        value = checked(type(owner).__name__, f.name, f.metadata["rule"], getattr(owner, f.name))
        object.__setattr__(owner, f.name, value)


def describe_rules(cls: type) -> list[dict[str, Any]]:
    """Return the table of a dataclass in JSON types: per setting its name, rule and default.

    Their order is that of the constructor.
    """
    return [
        {
            "name": f.name,
            **f.metadata["rule"].describe(),
            "required": f.default is MISSING,
            "default": None if f.default is MISSING else _plain(f.default),
        }
        for f in sorted(fields(cls), key=lambda f: f.kw_only)
    ]


@dataclass_transform(eq_default=False, field_specifiers=(setting,))
def configurable(cls: type) -> type:
    """Class decorator: turn the declared settings into a constructor.

    A call that does not match it raises a `BadCall` that names the setting.
    """
    made = dataclass(eq=False, repr=False)(cls)
    made.__init__ = _told_by_name(made.__init__)
    return made


def _told_by_name(init: Callable[..., None]) -> Callable[..., None]:
    signature = inspect.signature(init)

    @wraps(init)
    def constructor(self: Configurable, *args: Any, **given: Any) -> None:
        table = {f.name for f in fields(self)}
        own = {n: value for n, value in given.items() if n in table or not self.takes(n, value)}
        try:
            signature.bind(self, *args, **own)
        except TypeError as error:
            cls, names = type(self).__name__, [f.name for f in fields(self)]
            strange = next((name for name in own if name not in names), None)
            raise BadCall(
                f"{cls}: {error}; it has {', '.join(names)}",
                owner=cls,
                setting=strange or str(error),
                value=repr(own[strange]) if strange else "",
                expected=", ".join(names),
            ) from None
        init(self, *args, **own)

    return constructor


@dataclass_transform(frozen_default=True, field_specifiers=(setting,))
def record(cls: type) -> type:
    """Class decorator for immutable settings that compare by value."""
    return dataclass(frozen=True)(cls)


@configurable
class Configurable:
    """Base of everything that is made of settings."""

    aliases: ClassVar[tuple[str, ...]] = ()
    """Other names under which `get` finds the class, beside its `identifier`."""

    abstract: ClassVar[bool] = True
    """True for every class that only serves as a base."""

    only: ClassVar[Mapping[str, tuple[Any, ...]]] = {}
    """Settings of Keras that this class lacks, each with the values that change nothing."""

    def takes(self, name: str, value: Any) -> bool:
        """Accept a setting that is not in the table: one of `only`, with a value from its row.

        Raises
        ------
        BadSetting
            if Keras would do something that is not supported
        """
        for base in type(self).__mro__:
            if name in vars(base).get("only", {}):
                checked(type(self).__name__, name, Only(allowed=base.only[name]), value)
                return True
        return False

    def __post_init__(self) -> None:
        apply_rules(self)

    def __getattr__(self, name: str) -> Any:
        """Name a method of Keras that this class does not have.

        Raises
        ------
        MissingName
            which is also an AttributeError
        """
        if name.startswith("_"):
            raise AttributeError(name)
        cls, there = type(self).__name__, ", ".join(n for n in dir(self) if n[0] != "_")
        raise MissingName(
            f"{cls} has no {name} here; it has {there}", module=cls, name=name, there=there
        )

    # --- the plain form

    def get_config(self) -> dict[str, Any]:
        """Return the settings in JSON types."""
        return {name: _plain(value) for name, value in self.settings().items()}

    def settings(self) -> dict[str, Any]:
        """Return the settings by their names, in the constructor's order."""
        return {f.name: getattr(self, f.name) for f in fields(self)}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Self:
        """Create an object from what `get_config` returned."""
        try:
            return cls(**config)
        except BadSetting:
            raise
        except TypeError as error:
            raise BadSetting(
                f"{cls.__name__}: {error}",
                owner=cls.__name__,
                setting=", ".join(map(str, config)),
                value="",
                expected=", ".join(f.name for f in fields(cls)),
            ) from None

    def serialize(self) -> dict[str, Any]:
        """Return class name and settings in JSON types."""
        return {"class_name": type(self).__name__, "config": self.get_config()}

    @classmethod
    def describe(cls) -> list[dict[str, Any]]:
        """Return the table in JSON types, see `describe_rules`."""
        return describe_rules(cls)

    # --- the family: all subclasses, found by name

    @classmethod
    def known(cls) -> dict[str, type[Self]]:
        """Return every class of this family by its `identifier`, except abstract ones."""
        found = {} if "abstract" in vars(cls) else {cls.identifier(): cls}
        for sub in cls.__subclasses__():
            found |= sub.known()
        return found

    @classmethod
    def identifier(cls) -> str:
        """Return the name that stands for the class with all its defaults."""
        return snake_case(cls.__name__)

    @classmethod
    def get(cls, identifier: Any) -> Self:
        """Return an object of this family from itself, its name or its JSON form.

        Raises
        ------
        ValueError
            if this family has no such name
        """
        if isinstance(identifier, cls):
            return identifier
        if isinstance(identifier, type) and issubclass(identifier, cls):
            return identifier()
        name, config = identifier, {}
        if isinstance(identifier, dict) and "class_name" in identifier:
            name, config = identifier["class_name"], identifier.get("config", {})
        known = cls.known()
        if isinstance(name, str):
            for key, found in known.items():
                if snake_case(name) == key or name.lower() in (
                    found.__name__.lower(),
                    *found.aliases,
                ):
                    return found.from_config(config)
        raise ValueError("one of " + ", ".join(sorted(known)))

    def __repr__(self) -> str:
        """Return the Python expression that creates this object, without defaults."""
        told, settings = [], self.settings()
        for f in fields(self):
            value, default = settings[f.name], f.default
            if default is MISSING or _plain(value) != _plain(f.metadata["rule"](default)):
                told.append(f"{f.name}={value!r}")
        return f"{type(self).__name__}({', '.join(told)})"


@lru_cache(maxsize=256)
def snake_case(name: str) -> str:
    """``GlorotUniform`` → ``glorot_uniform``, ``Conv2D`` → ``conv2d``."""
    name = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower()


def _plain(value: Any) -> Any:
    if isinstance(value, Configurable):
        return value.serialize()
    if isinstance(value, str):
        return str(value)
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
