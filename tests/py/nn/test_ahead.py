"""Batches augmented ahead by helpers: which are requested, and which are kept."""

import numpy as np

from zeichenlabor.nn.ahead import AHEAD, Ahead


class Others:
    def __init__(self, count):
        self.alive, self.asked = count, []

    def count(self):
        return self.alive

    def alter(self, replica, at, pictures, ahead):
        self.asked.append((replica, at, int(pictures)))


def pictures_of(batch):
    return np.array(batch * 10)


def test_each_worker_has_its_turn_and_the_others_have_so_many_before_them():
    others = Others(2)
    ahead = Ahead(others)
    ahead.ask((3, 0), 100, pictures_of)
    assert [batch % 3 for _, (_, batch), _ in others.asked] == [1, 2] * AHEAD
    assert {epoch for _, (epoch, _), _ in others.asked} == {3}
    assert all(pictures == 10 * at[1] for _, at, pictures in others.asked)
    assert all(replica == at[1] % 3 - 1 for replica, at, _ in others.asked)
    others.asked = []
    ahead.ask((3, 1), 100, pictures_of)
    assert others.asked == []  # they have enough to do
    ahead.put((3, 1), np.zeros(1))
    ahead.ask((3, 1), 100, pictures_of)
    assert [at for _, at, _ in others.asked] == [(3, 1 + 3 * AHEAD)]


def test_nothing_is_asked_beyond_the_epoch_or_where_nobody_is():
    others = Others(1)
    ahead = Ahead(others)
    ahead.ask((0, 0), 3, pictures_of)
    assert [at for _, at, _ in others.asked] == [(0, 1)]
    others.alive, others.asked = 0, []
    ahead.ask((0, 0), 100, pictures_of)
    assert (others.asked, ahead.workers) == ([], 1)


def test_what_was_asked_of_one_that_has_gone_is_asked_of_others():
    others = Others(2)
    ahead = Ahead(others)
    ahead.ask((0, 0), 100, pictures_of)
    others.alive, others.asked = 1, []
    ahead.ask((0, 0), 100, pictures_of)
    assert [at for _, at, _ in others.asked] == [(0, 1), (0, 3), (0, 5), (0, 7)]


def test_what_comes_late_is_forgotten():
    ahead = Ahead(Others(1))
    for at in ((0, 1), (0, 3), (1, 1)):
        ahead.put(at, np.array(at))
    assert ahead.take((0, 2)) is None
    np.testing.assert_array_equal(ahead.take((0, 3)), (0, 3))
    assert ahead.take((0, 3)) is None
    assert ahead.take((1, 2)) is None
    assert ahead.take((1, 1)) is None
