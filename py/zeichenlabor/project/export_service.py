"""The service that exports trained networks, and imports weights."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import BadSetting, BadWeights, NoModel, WrongWeights
from ..lab.collecting.collection import Samples
from ..lab.designing import presets
from ..lab.designing.settings import Settings
from ..lab.evaluating import novelty
from ..lab.services import Service, Session
from ..lab.services.arrival import Arrived, put_into_session
from ..lab.stopping import stoppable
from ..nn import training
from ..nn.training import finished
from .exports import notebook, onnx, predictor, tensorflow_js, web_page, weights


@dataclass(frozen=True)
class ExportedFile:
    """An exported file.

    Attributes
    ----------
    bytes : uint8
    rounding : effect of reduced precision; None if precision was not reduced
    """

    bytes: NDArray[np.uint8]
    rounding: Rounding | None = None


@dataclass(frozen=True)
class Rounding:
    """Effect of half precision on the predictions for the test pictures.

    Attributes
    ----------
    share : the largest change of a probability
    different : number of pictures whose predicted class changes
    """

    share: float
    different: int
    pictures: int


class Export(Service):
    """Exports the session's network in the formats of `exports`, and imports weights."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.methods = {
            "export.page": self.writing_page,
            "export.notebook": self.notebook,
            "export.tensorflow": self.tensorflow,
            "export.onnx": self.onnx,
            "export.numpy": self.numpy,
            "weights.load": self.import_weights,
        }

    def page(self, *given: Any, **named: Any) -> ExportedFile:
        """Like `writing_page`, without pauses."""
        return finished(self.writing_page(*given, **named))

    def writing_page(
        self,
        classes: list[str],
        texts: Mapping[str, Mapping[str, str]],
        language: str,
        name: str = "",
        lost: float | None = None,
    ) -> Generator[None, bool, ExportedFile]:
        """Write the HTML page; the other parameters are those of `exports.web_page.page`.

        With ``lost`` the page rejects unknown symbols, and this share of the validation pictures.
        Writing tests the network, so it can be stopped.
        """
        model = self._model()
        facts = None
        if self.session.subsets is not None:
            train, test = self.session.subsets.train, self.session.subsets.test
            samples = training.DataAdapter(model, test.images, test.labels)
            share = (yield from stoppable(model.measuring(samples))).accuracy
            facts = web_page.Facts(len(train), len(test), share)
        known = None if lost is None else (yield from stoppable(self._known(lost)))
        more = {"facts": facts, "known": known, "style": self.session.style}
        html = web_page.page(model, classes, texts, language, name=name, **more)
        rounding = yield from stoppable(self._rounding())
        return ExportedFile(_uint8(html.encode("utf-8", "backslashreplace")), rounding)

    def _known(self, lost: float) -> Generator[None, None, web_page.Known]:
        """The known pictures' features, with the weights that the page will have."""
        subsets, model = self.session.trained_subsets(), self._model()
        rounded = web_page.rounded(model, web_page.precision_for(model))
        seed = self.session.settings.seed
        packed = yield from novelty.packing(rounded, subsets.train, subsets.validation, lost, seed)
        return web_page.Known(packed.values, packed.limit, novelty.NEIGHBOR_RANK)

    def _rounding(self) -> Generator[None, None, Rounding | None]:
        model, subsets = self.session.model, self.session.subsets
        precision = web_page.precision_for(model)
        if precision == "float32" or subsets is None:
            return None
        exact = yield from model.predicting(subsets.test.images)
        short = yield from web_page.rounded(model, precision).predicting(subsets.test.images)
        different = int((exact.argmax(axis=-1) != short.argmax(axis=-1)).sum())
        return Rounding(float(np.abs(exact - short).max()), different, len(exact))

    def notebook(self, classes: list[str], texts: Mapping[str, str]) -> ExportedFile:
        """Write the notebook for Keras with weights and pictures, in a zip."""
        model, settings = self._model(), self.session.settings
        subsets = self.session.trained_subsets()
        given = presets.fit_arguments(settings)
        plan = notebook.Training(
            settings.epochs,
            settings.batch_size,
            given["callbacks"],
            asdict(settings),
            settings.shuffle,
            given["augmentation"],
        )
        named = {"train": subsets.train, "val": subsets.validation, "test": subsets.test}
        pictures = {name: _subset(samples) for name, samples in named.items()}
        return ExportedFile(_uint8(notebook.zipped(model, classes, pictures, plan, texts)))

    def tensorflow(self, classes: list[str], texts: Mapping[str, str]) -> ExportedFile:
        """Write the LayersModel of TensorFlow.js, in a zip."""
        return ExportedFile(_uint8(tensorflow_js.zipped(self._model(), _readme(texts, classes))))

    def onnx(self, classes: list[str], texts: Mapping[str, str] | None = None) -> ExportedFile:
        """Write the ``.onnx`` file."""
        about = _readme(texts, classes) if texts else ""
        return ExportedFile(_uint8(onnx.model_bytes(self._model(), classes, about)))

    def numpy(self, classes: list[str], texts: Mapping[str, str]) -> ExportedFile:
        """Write weights and predictor, in a zip."""
        settings = asdict(self.session.settings) if self.session.settings else None
        content = predictor.zipped(self._model(), classes, settings, _readme(texts, classes))
        return ExportedFile(_uint8(content))

    def import_weights(
        self,
        file: memoryview,
        settings: dict[str, Any],
        classes: list[str],
        edits: Sequence[Mapping[str, Any]] = (),
        sources: Sequence[Mapping[str, str]] | None = None,
        run: str | None = None,
    ) -> Arrived:
        """Load weights from a file, and make that network the session's.

        Parameters
        ----------
        file : an exported ``network.npz``, or ``np.savez`` of Keras' ``get_weights``
        settings : of the network, for Keras' weights; an exported file contains them
        classes, edits, sources : of the collection, as in `Collection.counted`
        run : id for the training of this network

        Raises
        ------
        BadWeights, WrongWeights
            if the file holds none, or those of another network; nothing is changed then
        Busy
            if a training is running
        """
        self.session.check_free()
        saved = weights.read(bytes(file))
        chosen = _settings(saved, settings, classes)
        return put_into_session(
            self.session,
            chosen,
            classes,
            self.session.samples(classes, edits, sources),
            lambda model: weights.put_into(model, saved.arrays),
            run,
        )

    def _model(self):
        if self.session.settings is None:
            raise NoModel
        return self.session.model


def _settings(saved: weights.Saved, settings: dict[str, Any], classes: list[str]) -> Settings:
    """Return the settings of the network that the weights belong to."""
    if saved.config is None or not saved.config.get("settings"):
        return Settings(**settings)
    theirs = saved.config.get("classes")
    if theirs != classes:
        names = [" ".join(map(str, some or [])) for some in (classes, theirs)]
        raise WrongWeights(weight="classes", expected=names[0], found=names[1])
    try:
        return Settings(**saved.config["settings"])
    except (TypeError, BadSetting) as error:
        raise BadWeights(str(error), reason="config") from error


def _readme(texts: Mapping[str, str], classes: Sequence[str]) -> str:
    """Escape lone surrogates in a name, which cannot be encoded in UTF-8."""
    text = f"{texts['readme']}\n\n{' · '.join(classes)}\n"
    return text.encode("utf-8", "backslashreplace").decode()


def _subset(samples: Samples) -> notebook.Subset:
    return notebook.Subset(samples.images, samples.labels)


def _uint8(content: bytes) -> np.ndarray:
    return np.frombuffer(content, np.uint8)
