/**
 * The types of all messages between the page and its workers.
 *
 * The page sends requests; the worker answers each with any number of events and exactly one reply or error. A cancel
 * asks the worker to end a request early; that request still gets its reply. Boot messages are unsolicited and have no
 * id. Typed arrays are transferred, never shared.
 */

/**
 * @import { Arrived, AtlasPictures, AtlasPlaces, CameraView, Checkpoint, ClassicRow, CodeChart, CodeFailure,
 *   CodeFetching, CodePictures, CodeTable, CodeText, Completions, Design, Diagnosis, Distorted, Drawings, Dream,
 *   Edit, Ending, EvaluateResult, Explanation, ExportedFile, Fold, Judgement, OpenedProject, Pace, Packed, PackedPart,
 *   PagePicture, Path, Plan, PlanePoints, PlaneView, PredictResult, Preset, Programs, ReadLine, ReadPhoto, Restored,
 *   SheetEvent, SourceRest, SourceResult, SplitPage, Suspects, TrainBatch, TrainEpoch, TrainResult,
 *   TrainStart, TrainStep, Understood, Walk, WriterProgress, WriterResult } from './records.js'
 */

/**
 * @typedef {object} ErrorRecord
 * @property {string} code    key of the text in i18n: `error.<code>`
 * @property {Record<string, string | number>} params    the text's placeholders
 * @property {string} [detail]    for developers: traceback or message
 */

/**
 * @typedef {object} HandCut    what a person has put right: the ink between these points is one symbol, or two
 * @property {number[]} points    x and y, one after the other
 * @property {1 | 2} symbols
 */

/**
 * @typedef {'runtime' | 'start'} BootPhase    runtime: files are being loaded
 *
 * @typedef {{kind: 'request', id: number, method: Method, params: object}} Request
 * @typedef {{kind: 'cancel', id: number}} Cancel
 * @typedef {{kind: 'reply', id: number, result: any}} Reply
 * @typedef {{kind: 'error', id: number, error: ErrorRecord}} Failure
 * @typedef {{kind: 'event', id: number, event: any}} Event
 * @typedef {{kind: 'boot', state: 'booting', phase: BootPhase, loaded: number, total: number}} Booting
 * @typedef {'snapshot' | 'ordinary'} StartKind    snapshot: from a memory snapshot recorded when the site was built
 * @typedef {{kind: 'boot', state: 'ready', backend: string, start: StartKind, why: string}} BootReady
 *     why: for developers, why the start was an ordinary one
 * @typedef {{kind: 'boot', state: 'failed', error: ErrorRecord}} BootFailed
 *
 * @typedef {{kind: 'ping'}} Ping    checks that the worker responds
 * @typedef {{kind: 'pong'}} Pong
 *
 * @typedef {{kind: 'join', helper: number | null}} Join    connects to another worker, to compute micro-batches;
 *     helper: its number, for the main worker; null for the helper itself
 * @typedef {{kind: 'leave', helper: number}} Leave    the helper has ended
 *
 * @typedef {Request | Cancel | Ping | Join | Leave} ToWorker
 * @typedef {Reply | Failure | Event | Booting | BootReady | BootFailed | Pong} FromWorker
 */

/**
 * Status of the service worker: whether the site is available offline.
 *
 * @typedef {object} Offline
 * @property {'none' | 'saving' | 'ready' | 'update' | 'others' | 'failed'} state
 *     none: there is no service worker, for instance on file://; update: a new version is ready; others: it also waits
 *     for other tabs
 * @property {number} [loaded]    bytes, while saving
 * @property {number} [total]
 */

/**
 * @typedef {{sheet: string, cell: number, label?: string | null}} Unedit    the previous edit of a picture; without a
 *     label: none
 *
 * @typedef {object} Counted    the collection, sent with each request that uses pictures
 * @property {string[]} classes
 * @property {Edit[]} edits
 * @property {{sheet: string, writer: string}[]} sources    in order; sources with the same nickname have the same
 *     writer
 */

/**
 * @typedef {object} Template    sheets to print
 * @property {string[]} symbols
 * @property {20 | 12} columns    twelve make larger cells
 * @property {'a4' | 'letter'} paper
 * @property {number} sheetId    32 bits that identify the template
 * @property {{alias: string, hint: string}} texts
 * @property {{name: string, png: Uint8Array}[]} pictures    of symbols that are not in the PDF's font
 */

/**
 * @typedef {object} TrainSettings
 * @property {string} preset    its key
 * @property {number} epochs    how many to train
 * @property {number} batchSize
 * @property {number} learningRate
 * @property {number} seed    for initial weights and shuffling
 * @property {number} splitSeed    of the data split
 * @property {LayerForm[] | null} [layers]    without the output layer; like all following ones, null or missing means
 *     the preset's
 * @property {PlainForm | null} [optimizer]    without its learning rate
 * @property {PlainForm | null} [schedule]    of the learning rate
 * @property {PlainForm | false | null} [earlyStopping]    false: none
 * @property {number} [validationShare]    of the collection
 * @property {Record<string, number> | false | null} [augmentation]    false: none
 * @property {PlainForm | null} [initializer]    null: the layers' own
 * @property {PlainForm | false | null} [regularizer]    null: the layers' own
 * @property {boolean} [shuffle]    false: in the order of collection
 *
 * @typedef {{class_name: string, config: Record<string, any>}} PlainForm    a configurable object, in Keras' names
 * @typedef {PlainForm} LayerForm
 *
 * @typedef {object} SettingRow    the rule of one setting, with its name in Python
 * @property {string} name
 * @property {'integer' | 'number' | 'flag' | 'choice' | 'pair' | 'plain' | 'layers' | 'distortions' | 'text'} kind
 * @property {any} [default]
 * @property {number | null} [minimum]
 * @property {number | null} [maximum]
 * @property {number | null} [above]    an excluded minimum
 * @property {number | null} [below]    an excluded maximum
 * @property {any[]} [options]    for a choice: names; for objects: `SettingOption`
 * @property {SettingRow[]} [fields]
 * @property {boolean} [or_off]    false is allowed, for none
 *
 * @typedef {{class_name: string, fields: SettingRow[], new?: LayerForm}} SettingOption    new: its initial settings
 *
 * @typedef {TrainStart | TrainBatch | TrainEpoch | Diagnosis | Ending | Pace | Checkpoint} TrainEvent
 *     if a training ends without an error, its last event is a checkpoint
 */

/**
 * @typedef {WriterProgress | Fold} WriterEvent
 * @typedef {ClassicRow | {type: 'progress', share: number} | CodeFetching} ClassicEvent
 *
 * @typedef {AtlasPictures | AtlasPlaces} AtlasEvent
 */

/**
 * @typedef {{layer: number, unit: number, row: number, column: number}} UnitPlace    row and column count in a feature
 *     map
 *
 * @typedef {object} Wishes
 * @property {UnitPlace | null} unit
 * @property {'gradient' | 'occlusion' | null} relevance
 * @property {number} neighbours    how many
 * @property {boolean} edges
 */

/**
 * @typedef {object} PlaneSettings
 * @property {number[]} hidden    units per hidden layer
 * @property {string} activation
 * @property {'sgd' | 'adam'} optimizer
 * @property {number} learningRate
 * @property {number} seed
 *
 * @typedef {object} CodeProject    the project as sent to a cell
 * @property {string[]} classes
 * @property {Edit[]} edits
 * @property {Counted['sources']} sources
 * @property {string | null} run    the training of its network
 * @property {Record<string, string>} names    of the sources, by id
 * @property {object[]} runs
 * @property {number} seed    of the split if there is no training
 * @property {Uint8Array | null} drawing    784 bytes
 *
 * @typedef {{type: 'edited', edits: Edit[], before?: Unedit[]}} CodeEdited    the cell's edits of the collection;
 *     before: the previous edits
 * @typedef {{type: 'used'} & Partial<Arrived & {run: string}>} CodeUsed    the network that the page uses from now on;
 *     stored without details
 * @typedef {{type: 'odd'}} CodeOdd    a malformed output, see state/outputs.js
 * @typedef {CodeText | CodeTable | CodePictures | CodeChart | CodeEdited | CodeUsed | CodeFetching | CodeFailure |
 *     CodeOdd} CodeOutput
 */

/**
 * @typedef {{run: string | null}} About    the training whose network a request refers to; null: the untrained one. The
 *     worker rejects requests about others.
 */

/**
 * The methods: parameters, results and events.
 *
 * @typedef {object} Methods
 * @property {{params: {sheet: string, name: string, file: Uint8Array, others: string[], corners?: number[][], classes?:
 *     string[], top?: number[], beside?: number[][][]}, result: SourceResult, event: SheetEvent}} sheets.read
 *     reads one page and stores its pictures under the id `sheet`; `others`: the sources that may show the same page;
 *     `corners`: of the frame, set by hand; `classes`: the symbols from top to bottom, if there is no mark; `top`: a
 *     place near its top; `beside`: the corners of other sheets in the picture
 * @property {{params: {file: Uint8Array, corners?: number[][], classes?: string[], top?: number[], beside?:
 *     number[][][]}, result: SourceResult, event: SheetEvent}} page.read
 *     a piece of work: the same without storing anything, and without other pages
 * @property {{params: {sheet: string, others: string[]}, result: {twin: string | null}, event: never}} sheets.twin
 *     the first of `others` that shows the same page
 * @property {{params: {sheet: string, classes: string[], images: Uint8Array, labels: number[], cells: number[],
 *     testFrom?: number | null}, result: {}, event: never}} sheets.restore
 *     adds a source that the page holds: read by an earlier worker, or drawings; label -1: counts only after an edit
 * @property {{params: {thorough: boolean}, result: {names: string[], memory: boolean}, event: never}} code.check
 *     what cells have damaged: names of functions and modules; memory: none is left, which is checked if `thorough`
 * @property {{params: {file: Uint8Array}, result: PagePicture, event: never}} sheets.preview
 *     the preview of a page that could not be read, for setting its corners
 * @property {{params: {file: Uint8Array, most: number}, result: number, event: SplitPage}} sheets.pages
 *     splits a TIFF with several pages, up to a limit; returns the number of events, 0 if it has one picture
 * @property {{params: {sheet: string}, result: {}, event: never}} sheets.forget
 * @property {{params: {drawing: Uint8Array, width: number, height: number}, result: {glyph: Uint8Array | null}, event:
 *     never}} drawing.normalize
 *     normalises a drawing; null for an empty one
 * @property {{params: {template: Template}, result: string[], event: never}} template.svgs
 *     the sheets to print, one SVG per page
 * @property {{params: {template: Template}, result: Uint8Array, event: never}} template.pdf
 * @property {{params: {frame: Uint8Array, width: number, height: number}, result: CameraView, event: never}}
 *     camera.look
 *     finds a sheet in a frame of the camera, grey and small
 * @property {{params: {symbols: string[], seed: number}, result: Uint8Array, event: never}} ready.sheet
 *     a sheet with synthetic handwriting as JPEG
 * @property {{params: {sheet: string}, result: SourceResult, event: CodeFetching}} ready.digits
 *     scikit-learn's digits; loads that package first
 * @property {{params: {sheet: string, files: {name: string, file: Uint8Array}[], most: number, asItWas?: boolean,
 *     turn?: string}, result: SourceResult, event: never}} ready.files
 *     a dataset from idx files, npz, or a sprite sheet with its labels; `asItWas`: without corrections; `turn`: one of
 *     the turns in `data/righting.py`
 * @property {{params: {sheet: string}, result: SourceRest, event: never}} sheets.rest
 *     the pictures that the result of a large one did not include
 * @property {{params: {sources: Counted['sources']}, result: {groups: {sheet: string, cell: number}[][]}, event:
 *     {share: number}}} collection.duplicates
 *     nearly identical pictures; cancel ends it with those found so far
 * @property {{params: {form: 'sprites' | 'idx' | 'npz' | 'folders'} & Counted, result: Uint8Array, event: never}}
 *     collection.save
 *     all pictures that count, as one file
 * @property {{params: {classes: number, pictures: number}, result: Preset[], event: never}} presets
 * @property {{params: {}, result: SettingRow[], event: never}} settings.table
 *     the rules and defaults of `TrainSettings`
 * @property {{params: {settings: TrainSettings, classes: number, pictures: number}, result: Design, event: never}}
 *     network.describe
 * @property {{params: {augmentation: Record<string, number>, seed: number} & Counted, result: Distorted, event: never}}
 *     augmentation.preview
 *     a few of the collection's pictures, each with augmented copies
 * @property {{params: {settings: TrainSettings, run: string} & Counted, result: TrainResult, event: TrainEvent}}
 *     train.start
 *     trains a new network with one output per class; cancel stops it and keeps its weights
 * @property {{params: {settings: TrainSettings, run: string} & Counted, result: TrainStart, event: never}} train.reset
 *     a new network without training
 * @property {{params: About, result: TrainStep, event: TrainEvent}} train.step
 *     a single training step
 * @property {{params: {epochs: number} & About, result: TrainResult, event: TrainEvent}} train.resume
 *     continues the training; an unfinished epoch is the first one
 * @property {{params: About, result: Checkpoint, event: never}} runs.save
 * @property {{params: {weights: Uint8Array, run: string} & Counted, result: Restored, event: never}} runs.restore
 *     restores a checkpoint, and splits the collection as it did
 * @property {{params: About, result: EvaluateResult, event: never}} evaluate
 * @property {{params: {points: Float32Array, counts: number[], classes: number} & About, result: PredictResult, event:
 *     never}} predict
 *     a drawing's strokes: x and y of all points, and the number of points of each; before any training an untrained
 *     network with that many classes is used
 * @property {{params: {points: Float32Array, counts: number[], classes: number, wishes: Wishes} & About, result:
 *     PredictResult & Explanation, event: never}} explain
 * @property {{params: {points: Float32Array, counts: number[], pen: number, classes: number, cuts: HandCut[]} &
 *     About, result: ReadLine, event: never}} line.read
 *     strokes: x and y of all points, the number of points of each, and their width, in pixels; cuts: corrections
 * @property {{params: {file: Uint8Array, names: string[], cuts: HandCut[]} & About, result: ReadPhoto, event: never}}
 *     photo.read
 *     lines on paper in a picture's file; names: of the network's classes
 * @property {{params: {frame: Uint8Array, width: number, height: number, names: string[]} & About, result: ReadPhoto,
 *     event: never}} photo.look
 *     the same in a frame of the camera, grey and small
 * @property {{params: {symbols: string[]}, result: Understood, event: never}} line.understand
 *     interprets names of classes in a line, ' ' for a space; a calculation without a result is an error `line/…`
 * @property {{params: {label: number} & About, result: Dream, event: Dream}} dream
 *     optimises a picture for a class, step by step; cancel ends it
 * @property {{params: Counted, result: Suspects, event: {share: number}}} suspects
 *     probably mislabelled ones among all pictures; cancel ends it
 * @property {{params: {mode: WriterResult['mode']} & Counted & About, result: WriterResult, event: WriterEvent}}
 *     writers
 *     trains on all sources except one, or on one only, in turn, with the last training's settings; cancel ends it
 * @property {{params: {key: string, mode: WriterResult['mode']} & Counted & About, result: Plan, event: never}}
 *     writers.plan
 *     the same for pieces of work: the writers to train for; stores their data under `key`
 * @property {{params: {key: string, writer: string}, result: Fold | null, event: {share: number} | null}} writers.fold
 *     a piece of work: one of those trainings; cancel ends it with null
 * @property {{params: {mode: WriterResult['mode'], state: WriterResult['state'], folds: Fold[], leftOut: string[]},
 *     result: WriterResult, event: never}} writers.conclude
 * @property {{params: {key: string}, result: Packed, event: never}} material.get
 *     a serialised material
 * @property {{params: {key: string} & Packed, result: {}, event: never}} material.put
 * @property {{params: {key: string}, result: {}, event: never}} material.forget
 * @property {{params: {topic: string, values: object, collection: Counted}, result: any, event: any}} learn
 *     the computation of a card; parameters and results are defined in lab/lessons
 * @property {{params: {kind: string, count: number, noise: number, seed: number}, result: PlanePoints, event: never}}
 *     plane.points
 * @property {{params: {settings: PlaneSettings, positions: number[], labels: number[], epochs: number, anew: boolean},
 *     result: PlaneView, event: PlaneView}} plane.train
 *     trains the playground's network; other settings restart it; cancel pauses it
 * @property {{params: {source: string, name: string, project: CodeProject, allowPypi: boolean}, result: {done:
 *     boolean}, event: CodeOutput}} code.run
 *     runs one cell; cancel ends it at an await
 * @property {{params: {text: string}, result: Completions, event: never}} code.complete
 *     `text`: the cell up to the cursor
 * @property {{params: {key: string, language: string}, result: string, event: never}} code.example
 * @property {{params: {cells: {source: string, note: string}[], form: 'ipynb' | 'py'}, result: string, event: never}}
 *     code.save
 * @property {{params: {text: string, name: string}, result: string[], event: never}} code.open
 *     the cells in a notebook or a program
 * @property {{params: {settings: TrainSettings, project: CodeProject, files: string[] | null}, result: Programs, event:
 *     never}} code.programs
 *     the Python programs for the buttons; `files`: of the sheets, null if the pictures come from the project's data
 *     file
 * @property {{params: {project: CodeProject}, result: Uint8Array, event: never}} code.data
 *     the data file for exported cells
 * @property {{params: {name: string, parts: PackedPart[]}, result: Uint8Array, event: never}} project.write
 *     the project as a file
 * @property {{params: {file: Uint8Array}, result: OpenedProject, event: never}} project.read
 * @property {{params: {name: string, files: {name: string, file: Uint8Array}[]}, result: OpenedProject, event: never}}
 *     project.merge
 *     several project files as one dataset
 * @property {{params: About, result: {rows: ClassicRow[], leftOut: string[]}, event: ClassicEvent}} classics
 *     classic models of scikit-learn on the split of the last training; cancel keeps the finished rows
 * @property {{params: {key: string} & About, result: Plan, event: never}} classics.plan
 *     the same for pieces of work: the models to train
 * @property {{params: {key: string, classic: string}, result: ClassicRow | null, event: {share: number} |
 *     CodeFetching}} classics.row
 *     a piece of work: one of them; cancel ends it with null
 * @property {{params: About, result: ClassicRow | null, event: {share: number}}} classics.net
 *     the network's own row
 * @property {{params: {view: 'pixels' | 'net'} & About, result: AtlasPlaces, event: AtlasEvent}} atlas
 *     a map of training pictures, step by step; cancel ends it in its current state
 * @property {{params: {drawings: Uint8Array, side: number} & About, result: Drawings, event: never}} fonts
 *     predicts many drawings, each side * side bytes
 * @property {{params: {classes: string[]} & About, result: Judgement, event: never}} unknown
 *     determines limits for unknown symbols; valid until the network is trained further
 * @property {{params: {label: number, steps: number}, result: Walk, event: never}} byhand.small
 *     one step of a tiny network, after a number of others
 * @property {{params: {points: Float32Array, counts: number[], classes: number, label: number, unit: number | null,
 *     hidden: number | null, source: number | null} & About, result: Path | null, event: never}} byhand.path
 *     one step of a copy of the network, along one path; null for an empty canvas
 * @property {{params: {classes: string[], texts: Record<string, Record<string, string>>, language: string, name:
 *     string, lost: number | null} & About, result: ExportedFile, event: never}} export.page
 *     the network as one HTML page; lost: the share of validation pictures that it may reject as unknown, or null
 * @property {{params: {classes: string[], texts: Record<string, string>} & About, result: ExportedFile, event: never}}
 *     export.notebook
 * @property {{params: {classes: string[], texts: Record<string, string>} & About, result: ExportedFile, event: never}}
 *     export.tensorflow
 * @property {{params: {classes: string[], texts: Record<string, string>} & About, result: ExportedFile, event: never}}
 *     export.numpy
 * @property {{params: {classes: string[], texts: Record<string, string>} & About, result: ExportedFile, event: never}}
 *     export.onnx
 * @property {{params: {file: Uint8Array, settings: TrainSettings, run: string} & Counted, result: Arrived, event:
 *     never}} weights.load
 *     a network with the weights of a file, as if its training had just begun; `settings`: of the network that weights
 *     of Keras belong to
 *
 * @typedef {keyof Methods} Method
 */

export * from './records.js';
