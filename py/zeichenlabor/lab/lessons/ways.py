"""Learning without labels: clustering and reinforcement learning."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...glyphs import SIZE
from ..evaluating.atlas import squared_distances
from ..session import Session
from .material import own_or_practice

PICTURES = 300


def clusters(session: Session, groups: int, steps: int) -> dict[str, Any]:
    """k-means after a number of steps.

    Returns
    -------
    dict
        ``centres`` uint8 (groups, 28, 28), ``counts`` and ``names`` (the most frequent label of
        each group, "" for an empty one), ``spread``: the mean squared distance to the centre,
        ``share`` of the pictures whose label is their group's name
    """
    images, labels, own, names = own_or_practice(session, PICTURES)
    x = images.reshape(len(images), -1).astype(np.float32) / 255
    rng = np.random.default_rng(1)
    centres = x[rng.choice(len(x), min(groups, len(x)), replace=False)].copy()
    for _ in range(steps):
        nearest = squared_distances(x, centres).argmin(1)
        for group in np.unique(nearest):  # an empty group keeps its centre
            centres[group] = x[nearest == group].mean(0)
    distances = squared_distances(x, centres)
    nearest = distances.argmin(1)
    counted = np.zeros((len(centres), len(names)), np.int64)
    np.add.at(counted, (nearest, labels), 1)
    counts = counted.sum(1)
    return {
        "centres": np.rint(255 * centres).astype(np.uint8).reshape(-1, SIZE, SIZE),
        "counts": counts,
        "names": [names[row.argmax()] if row.any() else "" for row in counted],
        "spread": float(distances.min(1).mean()),
        "share": float(counted.max(1).sum() / len(x)),
        "own": own,
    }


ROWS, COLUMNS = 4, 5
START, GOAL = (3, 0), (0, 4)
PITS = ((1, 2), (2, 2))
MOVES = ((-1, 0), (0, 1), (1, 0), (0, -1))
STEP, REACHED, FALLEN = -1.0, 10.0, -10.0
RATE, DISCOUNT, LONGEST = 0.5, 0.9, 60


def reward(tries: int, curiosity: float) -> dict[str, Any]:
    """Q-learning on a small grid after a number of episodes; ``curiosity`` is the share of random
    moves.

    Returns
    -------
    dict
        ``values`` float64 (20,): the highest Q-value of each square, ``arrows`` (20,): the best
        move there (up, right, down, left), −1 if none was tried; ``walk``: the squares of the
        greedy path, ``sum`` of its rewards, whether it ``reached`` the goal; ``falls``: how often
        it fell into a pit during training; ``world``: the grid, its ``rows`` and ``columns``, the
        squares ``start``, ``goal`` and ``pits``, ``best``: the reward of the goal
    """
    rng = np.random.default_rng(1)
    q = np.zeros((ROWS, COLUMNS, len(MOVES)))
    tried = np.zeros(q.shape, bool)
    falls = 0
    for _ in range(tries):
        place = START
        for _ in range(LONGEST):
            best = np.flatnonzero(q[place] == q[place].max())
            move = int(rng.integers(len(MOVES)) if rng.random() < curiosity else rng.choice(best))
            after, got, ended = _go(place, move)
            later = 0.0 if ended else q[after].max()
            q[place][move] += RATE * (got + DISCOUNT * later - q[place][move])
            tried[place][move] = True
            falls += after in PITS
            place = after
            if ended:
                break
    walk, total, reached = [START], 0.0, False
    while len(walk) <= ROWS * COLUMNS and not reached:
        after, got, ended = _go(walk[-1], int(q[walk[-1]].argmax()))
        total += got
        walk.append(after)
        reached = after == GOAL
        if ended:
            break
    return {
        "values": q.max(2).ravel(),
        "arrows": np.where(tried.any(2), q.argmax(2), -1).ravel(),
        "walk": [_square(place) for place in walk],
        "sum": total,
        "reached": reached,
        "falls": int(falls),
        "world": {
            "rows": ROWS,
            "columns": COLUMNS,
            "start": _square(START),
            "goal": _square(GOAL),
            "pits": [_square(pit) for pit in PITS],
            "best": REACHED,
        },
    }


def _square(place: tuple[int, int]) -> int:
    """The index of a square, row by row."""
    return place[0] * COLUMNS + place[1]


def _go(place: tuple[int, int], move: int) -> tuple[tuple[int, int], float, bool]:
    """The destination of a move, its reward, and whether it ends the episode; walls block moves."""
    row = min(ROWS - 1, max(0, place[0] + MOVES[move][0]))
    column = min(COLUMNS - 1, max(0, place[1] + MOVES[move][1]))
    after = (row, column)
    if after == GOAL:
        return after, REACHED, True
    return (after, FALLEN, True) if after in PITS else (after, STEP, False)
