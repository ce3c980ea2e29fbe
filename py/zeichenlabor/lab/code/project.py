"""What a cell's code knows of the project: pictures, labels, the network, its training.

Code gets copies, or arrays that cannot be written to. The collection changes only by
`Project.relabel` and `Project.leave_out`; in the page these become edits that can be
taken back there. `Project.use` gives the page a network of one's own; the page gets a copy, too.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from ...data import Split, train_test_split
from ...data.split import TO_TEST
from ...errors import BadSetting, NoModel
from ...nn import Sequential
from ..collecting.collection import Collection, Edit, Samples
from ..designing import presets
from ..designing.settings import SHARES, Settings
from .clone import clone
from .own_network import settings_of
from .past_run import PastRun

Rows = int | Sequence[int] | np.ndarray
"""Numbers of rows, or a mask as NumPy's own brackets take it: one truth value for each row."""


class Project:
    """The class's handwriting and the network that learned from it.

    Parameters
    ----------
    collection : the pictures by their sources
    classes : names of the classes, in the order of the network's outputs
    edits : what was changed by hand
    names : of the sources, by their ids; shown as writers
    model : the trained network, None before any training
    seed, shares : of the split
    history : of the training, by name: one number for each epoch
    runs : each training, in their order
    drawing : uint8 (28, 28), what is on the canvas
    on_edit : is told the edits that the code makes
    on_use : is given the settings of a network that the page shall use, what gives a network of
        these settings its weights, and the pictures that count
    """

    def __init__(
        self,
        collection: Collection,
        classes: Sequence[str],
        edits: Sequence[Edit] = (),
        *,
        names: Mapping[str, str] | None = None,
        model: Sequential | None = None,
        seed: int = 1,
        shares: tuple[float, float, float] = SHARES,
        history: Mapping[str, list[float]] | None = None,
        runs: Sequence[PastRun] = (),
        drawing: np.ndarray | None = None,
        on_edit: Callable[[list[Edit]], None] = lambda edits: None,
        on_use: Callable[[Settings, Callable, Samples], None] = lambda *network: None,
    ) -> None:
        self._collection = collection
        self._classes = tuple(classes)
        self._edits = list(edits)
        self._names = dict(names or {})
        self._model = model
        self._seed = seed
        self._shares = tuple(shares)
        self._history = dict(history or {})
        self._runs = list(runs)
        self._drawing = drawing
        self._on_edit = on_edit
        self._on_use = on_use
        self._kept: Samples | None = None

    def __repr__(self) -> str:
        trained = "trained" if self._model else "not trained"
        return f"<Project: {len(self)} pictures of {len(self._classes)} classes, {trained}>"

    def __len__(self) -> int:
        """Number of pictures that count."""
        return len(self.labels)

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the classes; a label is a place in this tuple."""
        return self._classes

    @property
    def images(self) -> np.ndarray:
        """All pictures that count: uint8 (n, 28, 28), ink 255 on 0. They cannot be written to."""
        return _locked(self._samples.images)

    @property
    def labels(self) -> np.ndarray:
        """The class of each picture: int64 (n,). They cannot be written to."""
        return _locked(self._samples.labels)

    @property
    def writers(self) -> np.ndarray:
        """For each picture the name of its source: the sheet's file, for instance."""
        return np.array([self._names.get(o.sheet, o.sheet) for o in self._samples.origins])

    @property
    def drawing(self) -> np.ndarray | None:
        """What is on the canvas, as the network sees it: uint8 (28, 28); None while empty."""
        return None if self._drawing is None else self._drawing.copy()

    @property
    def model(self) -> Sequential:
        """A copy of the trained network: whatever happens to it, the page keeps its own.

        Raises
        ------
        NoModel
            where no training has been started yet
        """
        if self._model is None:
            raise NoModel
        return clone(self._model)

    def use(self, model: Sequential) -> None:
        """Let the page read with this network: on the canvas, in Evaluate, and to take along.

        It stands there like a training that has just begun, in the list of trainings, too. What
        happens to ``model`` later changes nothing there.

        Parameters
        ----------
        model : built and trained, for pictures (28, 28), (28, 28, 1) or (784,); its last layer is
            ``Dense(len(project.classes), "softmax")``

        Raises
        ------
        UnfitNetwork
            where it has no weights yet, takes other pictures, or tells other classes
        BadSetting
            where it has a layer that the page lacks
        Busy
            where a training is running
        """
        samples = round(self._shares[0] * len(self)) or presets.MNIST_SAMPLES
        chosen = settings_of(model, self._classes, samples, seed=self._seed, shares=self._shares)
        self._on_use(*chosen, self._samples)
        self._model = clone(model)

    @property
    def apart(self) -> np.ndarray | None:
        """Of each picture, whether its collection has set it apart: int8 (n,), None where none has.

        ``TO_LEARN`` and ``TO_TEST`` of `zeichenlabor.data.split`, ``SHARED`` of all others.
        """
        apart = self._samples.apart
        return None if apart is None or not (apart == TO_TEST).any() else apart

    @property
    def history(self) -> dict[str, list[float]]:
        """Of the training, for each epoch: loss, accuracy, val_loss, val_accuracy."""
        return copy.deepcopy(self._history)

    @property
    def runs(self) -> list[PastRun]:
        """Each training so far: ``run["epochs"]`` and other figures, and ``run.model()``."""
        return list(self._runs)

    def split(self, seed: int | None = None) -> Split:
        """Row numbers for training, validation and test, as the buttons share them out.

        Parameters
        ----------
        seed : of the sharing out; by default that of the last training

        Raises
        ------
        TooFewSamples
            where a part would stay empty
        """
        seed = self._seed if seed is None else seed
        return train_test_split(self.labels, shares=self._shares, seed=seed, apart=self.apart)

    def load_data(self) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
        """``(x_train, y_train), (x_test, y_test)``, like Keras' ready datasets.

        Training and validation together, and the test pictures of `split`.
        """
        train, validation, test = self.split()
        rows = np.concatenate([train, validation])
        return (self.images[rows], self.labels[rows]), (self.images[test], self.labels[test])

    def relabel(self, rows: Rows, label: int | str) -> None:
        """Count pictures for another class; the page can take it back.

        Parameters
        ----------
        rows : of `images`
        label : place or name of the class

        Raises
        ------
        BadSetting
            where there is no such class
        IndexError
            where there is no such row, or these are no rows
        """
        name = self._classes[label] if isinstance(label, (int, np.integer)) else label
        if name not in self._classes:
            raise BadSetting(
                f"relabel: no class {name!r}",
                owner="relabel",
                setting="label",
                value=str(name),
                expected=", ".join(self._classes),
            )
        self._edit(rows, name)

    def leave_out(self, rows: Rows) -> None:
        """Let pictures no longer count; the rows of those after them move up.

        Raises
        ------
        IndexError
            where there is no such row, or these are no rows
        """
        self._edit(rows, None)

    def _edit(self, rows: Rows, label: str | None) -> None:
        origins = self._samples.origins
        chosen = [origins[row] for row in _numbers(rows, len(origins))]
        edits = [Edit(origin.sheet, origin.cell, label) for origin in chosen]
        self._edits += edits
        self._kept = None
        self._on_edit(edits)

    @property
    def _samples(self) -> Samples:
        if self._kept is None:
            self._kept = self._collection.samples(self._classes, self._edits)
        return self._kept


def _numbers(rows: Rows, count: int) -> list[int]:
    """The numbers of these rows, as NumPy's own brackets understand them.

    To ``int`` a mask would be ones and noughts, and 0.7 the first row: other rows than were meant.
    """
    rows = np.asarray(rows if np.ndim(rows) else [rows])
    return np.arange(count)[rows if rows.size else []].reshape(-1).tolist()


def _locked(array: np.ndarray) -> np.ndarray:
    view = array.view()
    view.flags.writeable = False
    return view
