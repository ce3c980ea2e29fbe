"""Every error that the package raises on purpose.

    ZeichenlaborError
    ├── SheetError            a picture that cannot be read as a sheet
    │   ├── NotAnImage        sheet/not-an-image   the bytes are no picture
    │   │   ├── EmptyFile     sheet/empty          no bytes at all
    │   │   ├── DamagedImage  sheet/damaged        a picture that is truncated or damaged
    │   │   ├── LockedFile    sheet/locked         a PDF that needs a password
    │   │   ├── MissingReader sheet/no-reader      a PDF, but no PDF reader is installed
    │   │   └── UnreadCoding  sheet/unread-coding  pixels in an unsupported encoding
    │   ├── ImageTooLarge     sheet/too-large      more pixels than a page can have
    │   ├── ImageTooSmall     sheet/too-small      too few pixels for the cells
    │   ├── NoGrid            sheet/no-grid        no grid of squared paper found
    │   │   └── BlankPage     sheet/blank          nothing on the paper at all
    │   ├── TooManyPages      sheet/too-many-pages  more pages than are read from one file
    │   ├── BadSymbols        sheet/bad-symbols    no sheet can be made for these symbols
    │   └── TooMuchText       sheet/too-much-text  the symbols' names do not fit the mark
    ├── LineError             a calculation that has no result
    │   ├── MissingBracket    line/missing-bracket  an unmatched bracket
    │   ├── DivisionByZero    line/division-by-zero
    │   ├── Incomplete        line/incomplete     nothing follows an operator
    │   ├── Misplaced         line/misplaced      an operator where a number belongs
    │   ├── NoSign            line/no-sign        two numbers without an operator between them
    │   └── BadNumber         line/bad-number     misplaced points or commas in a number
    ├── DataError             samples, labels and data files
    │   ├── BadDataFile       data/bad-file        not in the format that it claims
    │   ├── LostSource        data/lost-source     a source that the worker does not have
    │   ├── MissingMnist      data/no-mnist        not among the project's sources
    │   └── TooFewSamples     data/too-few         not enough samples for a split
    ├── ModelError            networks and their training
    │   ├── BadShape          model/bad-shape      a layer cannot take this input
    │   ├── TooLarge          model/too-large      a network too large for a browser
    │   ├── BadSetting        model/bad-setting    a hyperparameter out of its range
    │   │   └── BadCall       model/bad-setting    an unknown or a missing parameter
    │   ├── UnfitNetwork      model/unfit          input or output does not suit the page
    │   └── Diverged          model/diverged       the loss is no longer finite
    │       └── Exploded      model/exploded       the loss is worse than for guessing
    ├── ProjectError          project files
    │   ├── NotAProject       project/not-a-project  the file contains no project
    │   ├── ProjectTooNew     project/too-new     written by a newer version
    │   └── ProjectTooLarge   project/too-large   more than any project needs
    ├── ExportError           networks in other programs' formats
    │   ├── NotExpressible    export/not-expressible  a layer that the format cannot express
    │   ├── BadWeights        weights/bad-file     not a weights file, or an untrustworthy one
    │   └── WrongWeights      weights/wrong        weights of another network
    └── RequestError          requests of the page to the worker
        ├── UnknownMethod     request/unknown      no such method
        ├── NoModel           request/no-model     nothing has been trained yet
        ├── OtherNetwork      request/other-network  the worker holds another network
        ├── Busy              request/busy         a training is running
        ├── NoWeights         request/no-weights   a training whose weights were not kept
        ├── MissingPackage    request/no-package   a package that this site does not include
        ├── MissingName       request/no-name      a name that the stand-in for a package lacks
        ├── MissingModule     request/no-name      the same, for an import
        └── Cancelled         request/cancelled    stopped on request

An error crosses the bridge as ``code`` and ``params``; the page turns the code
into a sentence in the user's language, so the English text here is for
developers only. Where Keras raises a built-in exception, the error here is derived
from it, so that ``except ValueError`` works in a cell as with Keras.
"""

from __future__ import annotations


class ZeichenlaborError(Exception):
    """Base of all errors raised on purpose.

    ``code`` identifies the error in the page's translations, ``params`` holds the
    values of the placeholders in the translated sentence (JSON types only).
    """

    code = "error"

    def __init__(self, message: str = "", **params: object) -> None:
        super().__init__(message or self.code)
        self.params = params


class SheetError(ZeichenlaborError):
    code = "sheet/error"


class NotAnImage(SheetError):
    code = "sheet/not-an-image"


class EmptyFile(NotAnImage):
    code = "sheet/empty"


class DamagedImage(NotAnImage):
    code = "sheet/damaged"


class LockedFile(NotAnImage):
    code = "sheet/locked"


class MissingReader(NotAnImage):
    code = "sheet/no-reader"


class UnreadCoding(NotAnImage):
    code = "sheet/unread-coding"


class ImageTooLarge(SheetError):
    code = "sheet/too-large"


class ImageTooSmall(SheetError):
    code = "sheet/too-small"


class NoGrid(SheetError):
    """No sheet was found; readers catch it and try the next method.

    Do not keep one in a variable beyond its ``except``: error, traceback and frame refer to each
    other, and keep all pictures of the frames above alive until the garbage collector runs. In a
    page that is too late: WebAssembly's memory never shrinks.
    """

    code = "sheet/no-grid"


class BlankPage(NoGrid):
    code = "sheet/blank"


class TooManyPages(SheetError):
    code = "sheet/too-many-pages"


class BadSymbols(SheetError):
    code = "sheet/bad-symbols"


class TooMuchText(SheetError):
    code = "sheet/too-much-text"


class LineError(ZeichenlaborError):
    code = "line/error"


class MissingBracket(LineError):
    code = "line/missing-bracket"


class DivisionByZero(LineError):
    code = "line/division-by-zero"


class Incomplete(LineError):
    code = "line/incomplete"


class Misplaced(LineError):
    code = "line/misplaced"


class NoSign(LineError):
    code = "line/no-sign"


class BadNumber(LineError):
    code = "line/bad-number"


class DataError(ZeichenlaborError):
    code = "data/error"


class BadDataFile(DataError):
    code = "data/bad-file"


class LostSource(DataError):
    code = "data/lost-source"


class MissingMnist(DataError):
    code = "data/no-mnist"


class TooFewSamples(DataError):
    code = "data/too-few"


class ModelError(ZeichenlaborError):
    code = "model/error"


class BadShape(ModelError, ValueError):
    code = "model/bad-shape"


class TooLarge(ModelError):
    code = "model/too-large"


class BadSetting(ModelError, ValueError):
    code = "model/bad-setting"


class BadCall(BadSetting, TypeError):
    """Also a TypeError, as Python itself raises; the page shows the same sentence."""


class UnfitNetwork(ModelError):
    code = "model/unfit"


class Diverged(ModelError):
    code = "model/diverged"


class Exploded(Diverged):
    code = "model/exploded"


class ProjectError(ZeichenlaborError):
    code = "project/error"


class NotAProject(ProjectError):
    code = "project/not-a-project"


class ProjectTooNew(ProjectError):
    code = "project/too-new"


class ProjectTooLarge(ProjectError):
    code = "project/too-large"


class ExportError(ZeichenlaborError):
    code = "export/error"


class NotExpressible(ExportError):
    code = "export/not-expressible"


class BadWeights(ExportError):
    code = "weights/bad-file"


class WrongWeights(ExportError):
    code = "weights/wrong"


class RequestError(ZeichenlaborError):
    code = "request/error"


class UnknownMethod(RequestError):
    code = "request/unknown"


class NoModel(RequestError):
    code = "request/no-model"


class NoMaterial(RequestError):
    code = "request/no-material"


class OtherNetwork(RequestError):
    code = "request/other-network"


class Busy(RequestError):
    code = "request/busy"


class NoWeights(RequestError):
    code = "request/no-weights"


class MissingPackage(RequestError):
    code = "request/no-package"


class MissingName(RequestError, AttributeError):
    code = "request/no-name"


class MissingModule(RequestError, ModuleNotFoundError):
    """The same for an import, so that ``except ImportError`` works."""

    code = MissingName.code


class Cancelled(RequestError):
    code = "request/cancelled"
