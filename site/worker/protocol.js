/**
 * Everything that is said between the page and its worker, in one typed place.
 *
 * The page sends requests; the worker answers each with any number of events
 * and exactly one reply or error. A cancel asks the worker to end a request
 * early; that request still gets its reply. Boot messages carry no id, for
 * nobody asked for them. Typed arrays are transferred, never shared.
 */

/**
 * @import { Arrived, AtlasPictures, AtlasPlaces, CameraView, Checkpoint, ClassicRow, CodeChart, CodeFailure,
 *   CodeFetching, CodePictures, CodeTable, CodeText, Completions, Design, Diagnosis, Distorted, Drawings, Dream,
 *   Edit, Ending, EvaluateResult, Explanation, Fold, Judgement, OpenedProject, Pace, Packed, PackedPart,
 *   PagePicture, Path, Plan, PlanePoints, PlaneView, PredictResult, Preset, Programs, ReadLine, ReadPhoto, Restored,
 *   SheetEvent, SourceRest, SourceResult, SplitPage, Suspects, Taken, TrainBatch, TrainEpoch, TrainResult,
 *   TrainStart, TrainStep, Understood, Walk, WriterProgress, WriterResult } from './records.js'
 */

/**
 * @typedef {object} ErrorRecord
 * @property {string} code    names the sentence in i18n: `error.<code>`
 * @property {Record<string, string | number>} params    that sentence's placeholders
 * @property {string} [detail]    for developers: traceback or message
 */

/**
 * @typedef {object} HandCut    what a person has put right: the ink between these points is one symbol, or two
 * @property {number[]} points    x and y, one after the other
 * @property {1 | 2} symbols
 */

/**
 * @typedef {'runtime' | 'start'} BootPhase    runtime: files are on the way
 *
 * @typedef {{kind: 'request', id: number, method: Method, params: object}} Request
 * @typedef {{kind: 'cancel', id: number}} Cancel
 * @typedef {{kind: 'reply', id: number, result: any}} Reply
 * @typedef {{kind: 'error', id: number, error: ErrorRecord}} Failure
 * @typedef {{kind: 'event', id: number, event: any}} Event
 * @typedef {{kind: 'boot', state: 'booting', phase: BootPhase, loaded: number, total: number}} Booting
 * @typedef {'snapshot' | 'ordinary'} StartKind    snapshot: from a memory that was recorded when the site was built
 * @typedef {{kind: 'boot', state: 'ready', backend: string, start: StartKind, why: string}} BootReady
 *     why: for developers, why the start was an ordinary one
 * @typedef {{kind: 'boot', state: 'failed', error: ErrorRecord}} BootFailed
 *
 * @typedef {{kind: 'ping'}} Ping    asks for a sign of life
 * @typedef {{kind: 'pong'}} Pong
 *
 * @typedef {{kind: 'join', helper: number | null}} Join    brings a port to another worker, with which it computes parts
 *     of trainings;
 *     helper: its number, for the main worker; null for the helper itself
 * @typedef {{kind: 'leave', helper: number}} Leave    the helper is there no more
 *
 * @typedef {Request | Cancel | Ping | Join | Leave} ToWorker
 * @typedef {Reply | Failure | Event | Booting | BootReady | BootFailed | Pong} FromWorker
 */

/**
 * What the service worker tells: how far the site is kept for later without a network.
 *
 * @typedef {object} Offline
 * @property {'none' | 'saving' | 'ready' | 'update' | 'others' | 'failed'} state
 *     none: there is no service worker, for instance on file://; update: a new version waits;
 *     others: it waits for other tabs, too
 * @property {number} [loaded]    bytes, while saving
 * @property {number} [total]
 */

/**
 * @typedef {{sheet: string, cell: number, label?: string | null}} Unedit    the edit that a picture had before; without
 *     a label: none
 *
 * @typedef {object} Counted    the collection as it counts: its truth is the page's, told with each request that uses
 *     pictures
 * @property {string[]} classes
 * @property {Edit[]} edits
 * @property {{sheet: string, writer: string}[]} sources    in their order; the same nickname on two of them is one hand
 */

/**
 * @typedef {object} Template    sheets to print
 * @property {string[]} symbols
 * @property {20 | 12} columns    twelve make larger cells
 * @property {'a4' | 'letter'} paper
 * @property {number} sheetId    32 bits that tell one template from another
 * @property {{alias: string, hint: string}} texts
 * @property {{name: string, png: Uint8Array}[]} pictures    of symbols that the printer's font lacks
 */

/**
 * @typedef {object} TrainSettings
 * @property {string} preset    its key
 * @property {number} epochs    how many more
 * @property {number} batchSize
 * @property {number} learningRate
 * @property {number} seed    of the first weights and of the shuffling
 * @property {number} splitSeed    of the sharing out
 * @property {LayerForm[] | null} [layers]    without the output layer; like all that follows, null or left out: the
 *     preset's
 * @property {PlainForm | null} [optimizer]    without its learning rate
 * @property {PlainForm | null} [schedule]    of the learning rate
 * @property {PlainForm | false | null} [earlyStopping]    false: none
 * @property {number} [validationShare]    of the collection
 * @property {Record<string, number> | false | null} [augmentation]    false: none
 * @property {PlainForm | null} [initializer]    null: the layers' own
 * @property {PlainForm | false | null} [regularizer]    null: the layers' own
 * @property {boolean} [shuffle]    false: the pictures come as they were collected
 *
 * @typedef {{class_name: string, config: Record<string, any>}} PlainForm    an object of the engine, in Keras' names
 * @typedef {PlainForm} LayerForm
 *
 * @typedef {object} SettingRow    what one setting may be; its name is Python's
 * @property {string} name
 * @property {'integer' | 'number' | 'flag' | 'choice' | 'pair' | 'plain' | 'layers' | 'distortions' | 'text'} kind
 * @property {any} [default]
 * @property {number | null} [minimum]
 * @property {number | null} [maximum]
 * @property {number | null} [above]    an excluded minimum
 * @property {number | null} [below]    an excluded maximum
 * @property {any[]} [options]    of a choice: names; of plain forms: `SettingOption`
 * @property {SettingRow[]} [fields]
 * @property {boolean} [or_off]    false is allowed, for doing without
 *
 * @typedef {{class_name: string, fields: SettingRow[], new?: LayerForm}} SettingOption    new: as it is when it is
 *     added
 *
 * @typedef {TrainStart | TrainBatch | TrainEpoch | Diagnosis | Ending | Pace | Checkpoint} TrainEvent
 *     where a training ends without an error, its last event is a checkpoint of what is there then
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
 * @typedef {object} CodeProject    what a cell may know of the project
 * @property {string[]} classes
 * @property {Edit[]} edits
 * @property {Counted['sources']} sources
 * @property {string | null} run    the training whose network it sees
 * @property {Record<string, string>} names    of the sources, by their ids
 * @property {object[]} runs
 * @property {number} seed    of the split, where nothing has been trained
 * @property {Uint8Array | null} drawing    784 bytes
 *
 * @typedef {{type: 'edited', edits: Edit[], before?: Unedit[]}} CodeEdited    what the cell changed about the
 *     collection; before: how the page had it
 * @typedef {{type: 'used'} & Partial<Arrived & {run: string}>} CodeUsed    the network that the page reads with from
 *     now on; kept without its parts
 * @typedef {{type: 'odd'}} CodeOdd    what has not the form that it says, see state/outputs.js
 * @typedef {CodeText | CodeTable | CodePictures | CodeChart | CodeEdited | CodeUsed | CodeFetching | CodeFailure |
 *     CodeOdd} CodeOutput
 */

/**
 * @typedef {{run: string | null}} About    the training whose network is meant; null: the untrained one. The worker
 *     answers for no other.
 */

/**
 * The methods: what goes in, what comes out, what is told on the way.
 *
 * @typedef {object} Methods
 * @property {{params: {sheet: string, name: string, file: Uint8Array, others: string[], corners?: number[][], classes?:
 *     string[], top?: number[], beside?: number[][][]}, result: SourceResult, event: SheetEvent}} sheets.read
 *     reads one page and keeps its pictures under the id `sheet`; `others`: the sources that may show the same page;
 *     `corners`: where a person says that its frame is; `classes`: what stands on it from top to bottom, where no strip
 *     says it; `top`: a place near its top; `beside`: the corners of other sheets in the picture
 * @property {{params: {file: Uint8Array, corners?: number[][], classes?: string[], top?: number[], beside?:
 *     number[][][]}, result: SourceResult, event: SheetEvent}} page.read
 *     a piece of work: the same, but nothing is kept, and nothing is known of other pages
 * @property {{params: {sheet: string, others: string[]}, result: {twin: string | null}, event: never}} sheets.twin
 *     the first of `others` that shows the same page
 * @property {{params: {sheet: string, classes: string[], images: Uint8Array, labels: number[], cells: number[],
 *     testFrom?: number | null}, result: {}, event: never}} sheets.restore
 *     puts in what the page holds: read by an earlier worker, or drawn on the screen; label -1: counts only by an edit
 * @property {{params: {thorough: boolean}, result: {names: string[], memory: boolean}, event: never}} code.check
 *     what cells have broken: names of functions and modules; memory: there is no room left, which is looked at where
 *     `thorough`
 * @property {{params: {file: Uint8Array}, result: PagePicture, event: never}} sheets.preview
 *     a page that could not be read, for a person to point at its corners
 * @property {{params: {file: Uint8Array, most: number}, result: number, event: SplitPage}} sheets.pages
 *     takes a TIFF of several pages apart, at most so many of them: how many events there were; none where the file is
 *     one picture
 * @property {{params: {sheet: string}, result: {}, event: never}} sheets.forget
 * @property {{params: {drawing: Uint8Array, width: number, height: number}, result: {glyph: Uint8Array | null}, event:
 *     never}} drawing.normalize
 *     a drawing as a picture of the collection; null for an empty one
 * @property {{params: {template: Template}, result: string[], event: never}} template.svgs
 *     the sheets to print, one SVG per page
 * @property {{params: {template: Template}, result: Uint8Array, event: never}} template.pdf
 * @property {{params: {frame: Uint8Array, width: number, height: number}, result: CameraView, event: never}}
 *     camera.look
 *     one look at the camera's live picture, grey and small
 * @property {{params: {symbols: string[], seed: number}, result: Uint8Array, event: never}} ready.sheet
 *     a sheet that the synthetic pen has filled in: a JPEG to be read like any other
 * @property {{params: {sheet: string}, result: SourceResult, event: CodeFetching}} ready.digits
 *     scikit-learn's digits; loads that package first
 * @property {{params: {sheet: string, files: {name: string, file: Uint8Array}[], most: number, asItWas?: boolean},
 *     result: SourceResult, event: never}} ready.files
 *     a collection from idx files, mnist.npz, or a sprite sheet with its labels; `asItWas`: its pictures are not put
 *     right
 * @property {{params: {sheet: string}, result: SourceRest, event: never}} sheets.rest
 *     what did not come with the result of a large one
 * @property {{params: {sources: Counted['sources']}, result: {groups: {sheet: string, cell: number}[][]}, event:
 *     {share: number}}} collection.duplicates
 *     pictures that are nearly the same; cancel ends it with what was found
 * @property {{params: {form: 'sprites' | 'idx' | 'npz' | 'folders'} & Counted, result: Uint8Array, event: never}}
 *     collection.save
 *     all that counts, as one file
 * @property {{params: {classes: number, pictures: number}, result: Preset[], event: never}} presets
 * @property {{params: {}, result: SettingRow[], event: never}} settings.table
 *     the rules and defaults of `TrainSettings`
 * @property {{params: {settings: TrainSettings, classes: number, pictures: number}, result: Design, event: never}}
 *     network.describe
 * @property {{params: {augmentation: Record<string, number>, seed: number} & Counted, result: Distorted, event: never}}
 *     augmentation.preview
 *     a few of the collection's pictures, each with some distorted copies
 * @property {{params: {settings: TrainSettings, run: string} & Counted, result: TrainResult, event: TrainEvent}}
 *     train.start
 *     a new network with one output per class; cancel stops it and keeps its weights
 * @property {{params: {settings: TrainSettings, run: string} & Counted, result: TrainStart, event: never}} train.reset
 *     a new network that has learned nothing yet
 * @property {{params: About, result: TrainStep, event: TrainEvent}} train.step
 *     the next batch by itself
 * @property {{params: {epochs: number} & About, result: TrainResult, event: TrainEvent}} train.resume
 *     more epochs for the network that is there; one that was broken off is the first of them
 * @property {{params: About, result: Checkpoint, event: never}} runs.save
 * @property {{params: {weights: Uint8Array, run: string} & Counted, result: Restored, event: never}} runs.restore
 *     puts back what a checkpoint holds, and shares the collection out as it was then
 * @property {{params: About, result: EvaluateResult, event: never}} evaluate
 * @property {{params: {drawing: Uint8Array, width: number, height: number, classes: number} & About, result:
 *     PredictResult, event: never}} predict
 *     `drawing`: ink 255 on 0, row by row; before any training an untrained net with that many classes answers
 * @property {{params: {drawing: Uint8Array, width: number, height: number, classes: number, wishes: Wishes} & About,
 *     result: PredictResult & Explanation, event: never}} explain
 * @property {{params: {points: Float32Array, counts: number[], pen: number, classes: number, cuts: HandCut[]} &
 *     About, result: ReadLine, event: never}} line.read
 *     strokes: x and y of all their points, how many each has, and their width, in pixels; cuts: what was put right
 * @property {{params: {file: Uint8Array, names: string[], cuts: HandCut[]} & About, result: ReadPhoto, event: never}}
 *     photo.read
 *     lines on paper in a picture's file; names: of the network's classes
 * @property {{params: {frame: Uint8Array, width: number, height: number, names: string[]} & About, result: ReadPhoto,
 *     event: never}} photo.look
 *     the same in a camera's live picture, grey and small
 * @property {{params: {symbols: string[]}, result: Understood, event: never}} line.understand
 *     names of classes as they stand in a line, ' ' for a space; a calculation without a result is an error `line/…`
 * @property {{params: {label: number} & About, result: Dream, event: Dream}} dream
 *     what the network takes for the best of a class, step by step; cancel ends it
 * @property {{params: Counted, result: Suspects, event: {share: number}}} suspects
 *     among all pictures, whatever the network at hand has learned; cancel ends it
 * @property {{params: {mode: WriterResult['mode']} & Counted & About, result: WriterResult, event: WriterEvent}}
 *     writers
 *     trains on all sources but one, or on one alone, in turn, with the last training's settings; cancel ends it
 * @property {{params: {key: string, mode: WriterResult['mode']} & Counted & About, result: Plan, event: never}}
 *     writers.plan
 *     the same for pieces of work: which hands to train for; what they need lies ready under `key`
 * @property {{params: {key: string, writer: string}, result: Fold | null, event: {share: number} | null}} writers.fold
 *     a piece of work: one of those trainings; cancel ends it with null
 * @property {{params: {mode: WriterResult['mode'], state: WriterResult['state'], folds: Fold[], leftOut: string[]},
 *     result: WriterResult, event: never}} writers.conclude
 * @property {{params: {key: string}, result: Packed, event: never}} material.get
 *     what many pieces need, as another worker is given it
 * @property {{params: {key: string} & Packed, result: {}, event: never}} material.put
 * @property {{params: {key: string}, result: {}, event: never}} material.forget
 * @property {{params: {topic: string, values: object, collection: Counted}, result: any, event: any}} learn
 *     a card's numbers: what each topic is given and tells stands in lab/lessons
 * @property {{params: {kind: string, count: number, noise: number, seed: number}, result: PlanePoints, event: never}}
 *     plane.points
 * @property {{params: {settings: PlaneSettings, positions: number[], labels: number[], epochs: number, anew: boolean},
 *     result: PlaneView, event: PlaneView}} plane.train
 *     of the playground's own network; other settings begin anew; cancel pauses it
 * @property {{params: {source: string, name: string, project: CodeProject, allowPypi: boolean}, result: {done:
 *     boolean}, event: CodeOutput}} code.run
 *     one cell; cancel ends it where it waits
 * @property {{params: {text: string}, result: Completions, event: never}} code.complete
 *     `text`: the cell up to the cursor
 * @property {{params: {key: string, language: string}, result: string, event: never}} code.example
 * @property {{params: {cells: {source: string, note: string}[], form: 'ipynb' | 'py'}, result: string, event: never}}
 *     code.save
 * @property {{params: {text: string, name: string}, result: string[], event: never}} code.open
 *     the cells in a notebook or a program
 * @property {{params: {settings: TrainSettings, project: CodeProject, files: string[] | null}, result: Programs, event:
 *     never}} code.programs
 *     what the buttons do, as Python; `files`: of the sheets, null where the pictures come from the project's file
 * @property {{params: {project: CodeProject}, result: Uint8Array, event: never}} code.data
 *     what saved cells open: the project as one file
 * @property {{params: {name: string, parts: PackedPart[]}, result: Uint8Array, event: never}} project.write
 *     the project as a file
 * @property {{params: {file: Uint8Array}, result: OpenedProject, event: never}} project.read
 * @property {{params: {name: string, files: {name: string, file: Uint8Array}[]}, result: OpenedProject, event: never}}
 *     project.pool
 *     several project files as one dataset
 * @property {{params: About, result: {rows: ClassicRow[], leftOut: string[]}, event: ClassicEvent}} classics
 *     scikit-learn's classics on the split of the last training; cancel keeps what is finished
 * @property {{params: {key: string} & About, result: Plan, event: never}} classics.plan
 *     the same for pieces of work: which classics to try
 * @property {{params: {key: string, classic: string}, result: ClassicRow | null, event: {share: number} |
 *     CodeFetching}} classics.row
 *     a piece of work: one of them; cancel ends it with null
 * @property {{params: About, result: ClassicRow | null, event: {share: number}}} classics.net
 *     the network's own row
 * @property {{params: {view: 'pixels' | 'net'} & About, result: AtlasPlaces, event: AtlasEvent}} atlas
 *     a map of training pictures, step by step; cancel leaves it as it is
 * @property {{params: {drawings: Uint8Array, side: number} & About, result: Drawings, event: never}} fonts
 *     reads many drawings at once, each side * side bytes
 * @property {{params: {classes: string[]} & About, result: Judgement, event: never}} unknown
 *     learns to tell symbols from what is none; drawings are judged by it until the network learns on
 * @property {{params: {label: number, steps: number}, result: Walk, event: never}} byhand.small
 *     one step of a small network, after so many others
 * @property {{params: {drawing: Uint8Array, width: number, height: number, classes: number, label: number, unit: number
 *     | null, hidden: number | null, source: number | null} & About, result: Path | null, event: never}} byhand.path
 *     one step of a copy of the network, along one path; null for an empty canvas
 * @property {{params: {classes: string[], texts: Record<string, Record<string, string>>, language: string, name:
 *     string, lost: number | null} & About, result: Taken, event: never}} share.page
 *     the network as one HTML page; lost: the share of validation pictures that it may refuse, null where it shall not
 * @property {{params: {classes: string[], texts: Record<string, string>} & About, result: Taken, event: never}}
 *     share.notebook
 * @property {{params: {classes: string[], texts: Record<string, string>} & About, result: Taken, event: never}}
 *     share.tensorflow
 * @property {{params: {classes: string[], texts: Record<string, string>} & About, result: Taken, event: never}}
 *     share.numpy
 * @property {{params: {classes: string[], texts: Record<string, string>} & About, result: Taken, event: never}}
 *     share.onnx
 * @property {{params: {file: Uint8Array, settings: TrainSettings, run: string} & Counted, result: Arrived, event:
 *     never}} share.bring
 *     a network with the weights of a file, as if its training had just begun; `settings`: of the network that weights
 *     of Keras belong to
 *
 * @typedef {keyof Methods} Method
 */

export * from './records.js';
