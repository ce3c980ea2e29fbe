"""Keras' table of a network: a row per layer with its shape and its number of weights."""

from __future__ import annotations

import textwrap

_COLUMNS = (33, 24, 15)  # characters per column, as Keras divides a line of 80


def summary(model) -> str:
    """Return the table of a `Sequential`, line by line as Keras 3 prints it."""
    rows = [_row(model.batch, *row) for row in model.summary_rows()]
    trained, others = model.parameter_counts
    width = model.dtype.itemsize
    lines = [
        f'Model: "{model.name}"',
        _rule("┏", "━", "┳", "┓"),
        _line("┃", ("Layer (type)", "Output Shape", "Param #")),
        _rule("┡", "━", "╇", "┩"),
    ]
    for place, row in enumerate(rows):
        if place:
            lines.append(_rule("├", "─", "┼", "┤"))
        lines.extend(_cells(row))
    lines.append(_rule("└", "─", "┴", "┘"))
    remembered = model.optimizer_size
    lines += [
        f" Total params: {_count(trained + others + (remembered or 0), width)}",
        f" Trainable params: {_count(trained, width)}",
        f" Non-trainable params: {_count(others, width)}",
    ]
    if remembered is not None:
        lines.append(f" Optimizer params: {_count(remembered, width)}")
    return "\n".join(lines)


def _row(batch, name, kind, shape, weights):
    if shape is None:
        return f"{name} ({kind})", "?", "0 (unbuilt)"
    return f"{name} ({kind})", f"({', '.join(map(str, (batch, *shape)))})", f"{weights:,}"


def _rule(left, dash, cross, right):
    return left + cross.join(dash * width for width in _COLUMNS) + right


def _line(bar, cells):
    name, shape, count = (
        f" {cell:{side}{width - 2}} "
        for cell, side, width in zip(cells, "<<>", _COLUMNS, strict=True)
    )
    return bar + bar.join((name, shape, count)) + bar


def _cells(row):
    wrapped = [_wrap(cell, width - 2) for cell, width in zip(row, _COLUMNS, strict=True)]
    height = max(map(len, wrapped))
    padded = [lines + [""] * (height - len(lines)) for lines in wrapped]
    return [_line("│", cells) for cells in zip(*padded, strict=True)]


def _wrap(text, width):
    """Break at spaces; words that are still too long are cut off."""
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return [line if len(line) <= width else line[: width - 1] + "…" for line in lines]


def _count(weights, width):
    size = float(weights * width)
    for unit in ("B", "KB", "MB", "GB"):
        if size < 1024 or unit == "GB":
            break
        size /= 1024
    return f"{weights:,} ({size:.2f} {unit})"
