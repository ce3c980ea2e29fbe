"""The object ``project`` in cells: pictures, labels, the network, its training.

Code gets copies or read-only arrays. The collection is changed only by `Project.relabel` and
`Project.leave_out`, which become edits that can be undone in the page. `Project.use` passes a copy
of a network to the page.
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
"""Indices of rows, or a boolean mask, as for NumPy's indexing."""


class Project:
    """The class's handwriting and the network that was trained on it.

    Parameters
    ----------
    collection : the pictures by their sources
    classes : names of the classes, in the order of the network's outputs
    edits : of single pictures
    names : of the sources, by id; shown as writers
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
        """Make this network the page's: on the canvas, in Evaluate, and for export.

        It appears in the list of trainings like one that has just begun. Later changes of ``model``
        have no effect there.

        Parameters
        ----------
        model : built and trained, for pictures (28, 28), (28, 28, 1) or (784,); its last layer is
            ``Dense(len(project.classes), "softmax")``

        Raises
        ------
        UnfitNetwork
            if it has no weights yet, or other inputs or outputs
        BadSetting
            if the page does not support one of its layers
        Busy
            if a training is running
        """
        samples = round(self._shares[0] * len(self)) or presets.MNIST_SAMPLES
        chosen = settings_of(model, self._classes, samples, seed=self._seed, shares=self._shares)
        self._on_use(*chosen, self._samples)
        self._model = clone(model)

    @property
    def apart(self) -> np.ndarray | None:
        """The predetermined use of each picture: int8 (n,), or None.

        ``TO_LEARN`` and ``TO_TEST`` of `zeichenlabor.data.split`, ``SHARED`` of all others.
        """
        apart = self._samples.apart
        return None if apart is None or not (apart == TO_TEST).any() else apart

    @property
    def history(self) -> dict[str, list[float]]:
        """Metrics of the training per epoch: loss, accuracy, val_loss, val_accuracy."""
        return copy.deepcopy(self._history)

    @property
    def runs(self) -> list[PastRun]:
        """All trainings so far, with ``run["epochs"]`` and other metrics, and ``run.model()``."""
        return list(self._runs)

    def split(self, seed: int | None = None) -> Split:
        """Row numbers for training, validation and test, as in the page.

        Parameters
        ----------
        seed : of the split; by default that of the last training

        Raises
        ------
        TooFewSamples
            if a subset would be empty
        """
        seed = self._seed if seed is None else seed
        return train_test_split(self.labels, shares=self._shares, seed=seed, apart=self.apart)

    def load_data(self) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
        """``(x_train, y_train), (x_test, y_test)``, like Keras' datasets.

        Training and validation together, and the test pictures of `split`.
        """
        train, validation, test = self.split()
        rows = np.concatenate([train, validation])
        return (self.images[rows], self.labels[rows]), (self.images[test], self.labels[test])

    def relabel(self, rows: Rows, label: int | str) -> None:
        """Change the class of pictures; can be undone in the page.

        Parameters
        ----------
        rows : of `images`
        label : index or name of the class

        Raises
        ------
        BadSetting
            if there is no such class
        IndexError
            if a row does not exist, or these are not rows
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
        """Leave pictures out; the rows after them move up.

        Raises
        ------
        IndexError
            if a row does not exist, or these are not rows
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
    """The indices of these rows, as in NumPy's indexing.

    ``int`` would convert a mask to 0 and 1, and 0.7 to 0, which are not the intended rows.
    """
    rows = np.asarray(rows if np.ndim(rows) else [rows])
    return np.arange(count)[rows if rows.size else []].reshape(-1).tolist()


def _locked(array: np.ndarray) -> np.ndarray:
    view = array.view()
    view.flags.writeable = False
    return view
