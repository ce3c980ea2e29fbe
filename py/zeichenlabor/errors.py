"""Every error that the package raises on purpose.

    ZeichenlaborError
    ├── SheetError            a picture that cannot be read as a sheet
    │   ├── NotAnImage        sheet/not-an-image   no picture in these bytes
    │   │   ├── EmptyFile     sheet/empty          no bytes at all
    │   │   ├── DamagedImage  sheet/damaged        a picture that is cut off or damaged
    │   │   ├── LockedFile    sheet/locked         a PDF that asks for a password
    │   │   ├── MissingReader sheet/no-reader      a PDF, and nothing here that reads it
    │   │   └── UnreadCoding  sheet/unread-coding  pixels coded in a way that is not read
    │   ├── ImageTooLarge     sheet/too-large      more pixels than a page can have
    │   ├── ImageTooSmall     sheet/too-small      too few pixels for the cells
    │   ├── NoGrid            sheet/no-grid        no frame of squared paper found
    │   ├── TooManyPages      sheet/too-many-pages  more pages than are read of one file
    │   ├── BadSymbols        sheet/bad-symbols    no sheet can be made for these symbols
    │   └── TooMuchText       sheet/too-much-text  the symbols' names do not fit the mark
    ├── LineError             a line of symbols that is a calculation without a result
    │   ├── MissingBracket    line/missing-bracket  one that opens or closes nothing
    │   ├── DivisionByZero    line/division-by-zero
    │   ├── Incomplete        line/incomplete     nothing stands behind a sign
    │   ├── Misplaced         line/misplaced      a sign where a number belongs
    │   ├── NoSign            line/no-sign        two numbers, and nothing says what to do
    │   └── BadNumber         line/bad-number     points and commas that make no number
    ├── DataError             samples, labels and files of samples
    │   ├── BadDataFile       data/bad-file        not the format that it claims to be
    │   ├── LostSource        data/lost-source     a source that the worker was not given
    │   ├── MissingMnist      data/no-mnist        not among the project's sources
    │   └── TooFewSamples     data/too-few         not enough samples for a split
    ├── ModelError            networks and their training
    │   ├── BadShape          model/bad-shape      a layer cannot take this input
    │   ├── TooLarge          model/too-large      a network that would not fit a browser
    │   ├── BadSetting        model/bad-setting    a hyper-parameter out of its range
    │   │   └── BadCall       model/bad-setting    a parameter that is not there, or is missing
    │   ├── UnfitNetwork      model/unfit          not what the page can read with
    │   └── Diverged          model/diverged       the loss is no longer a number
    │       └── Exploded      model/exploded       the loss is worse than with guessing
    ├── ProjectError          project files
    │   ├── NotAProject       project/not-a-project  nothing in the file is a project
    │   ├── ProjectTooNew     project/too-new     written by a newer version
    │   └── ProjectTooLarge   project/too-large   more than any project needs
    ├── ExportError           networks in the forms of other programs
    │   ├── NotExpressible    export/not-expressible  a layer that the form has no words for
    │   ├── BadWeights        weights/bad-file     no file of weights, or one not to be trusted
    │   └── WrongWeights      weights/wrong        weights of another network
    └── RequestError          what the page asks of the worker
        ├── UnknownMethod     request/unknown      no such method
        ├── NoModel           request/no-model     nothing has been trained yet
        ├── OtherNetwork      request/other-network  not the one that was asked about
        ├── Busy              request/busy         a training is running
        ├── NoWeights         request/no-weights   a training whose weights are not kept
        ├── MissingPackage    request/no-package   a package that this site does not carry
        ├── MissingName       request/no-name      a name that the stand-in of a package lacks
        ├── MissingModule     request/no-name      the same, for an import
        └── Cancelled         request/cancelled    stopped on request

An error crosses the bridge as ``code`` and ``params``; the page turns the code
into a sentence of the user's language, so the English text here is for
developers only. Where Keras raises one of Python's own kinds, so do the errors
here: ``except ValueError`` means in a cell what it means there.
"""

from __future__ import annotations


class ZeichenlaborError(Exception):
    """Base of all errors raised on purpose.

    ``code`` names the error for the page's translations, ``params`` holds the
    values of that sentence's placeholders (JSON types only).
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
    """No sheet of ours is seen; where to look next is tried on the way to it.

    A frame that keeps one beyond its ``except`` must let go of it: error, traceback and frame hold
    each other, and with them all pictures of the frames above, until the collector comes by. In a
    page that is too late: memory that WebAssembly has grown by is never given back.
    """

    code = "sheet/no-grid"


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
    """Also a TypeError, as Python's own; the page says the same sentence."""


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
    """The same for an import: who tries it and can do without goes on."""

    code = MissingName.code


class Cancelled(RequestError):
    code = "request/cancelled"
