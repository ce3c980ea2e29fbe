/**
 * Everything that is said between the page and its worker, in one typed place.
 *
 * The page sends requests; the worker answers each with any number of events
 * and exactly one reply or error. A cancel asks the worker to end a request
 * early; that request still gets its reply. Boot messages carry no id, for
 * nobody asked for them. Typed arrays are transferred, never shared.
 */

/**
 * @typedef {object} ErrorRecord
 * @property {string} code    names the sentence in i18n: `error.<code>`
 * @property {Record<string, string | number>} params    that sentence's placeholders
 * @property {string} [detail]    for developers: traceback or message
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
 * @typedef {{kind: 'join', mate: number | null}} Join    brings a port to another worker, with which it computes parts
 *     of trainings;
 *     mate: of the helper, to the main worker; null to the helper
 * @typedef {{kind: 'leave', mate: number}} Leave    the helper is there no more
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
 * Pictures that came in together: from a page of squared paper, drawn on the
 * screen, or from a ready collection. Cells stand row by row, all columns of a
 * row together; `status` holds one of kept, empty, struck, doubtful per cell.
 *
 * @typedef {object} SourceResult
 * @property {string[]} classes    the names that its labels stand for
 * @property {string[]} status    per cell
 * @property {number[]} labels    per cell that is not empty: index of its class
 * @property {number[]} cells    per cell that is not empty: its index in `status`
 * @property {Uint8Array} images    per cell that is not empty: 28 * 28 bytes, ink 255 on 0
 * @property {PageResult | null} page    null where there was no paper
 * @property {number[]} more    per class: pictures that do not come with it, for they would make a project's file too
 *     large; may be empty
 * @property {string[]} [mended]    what was done to pictures from elsewhere: inverted, turned
 * @property {number | null} [testFrom]    the first cell of those that the source sets apart for the test, as MNIST
 *     does
 *
 * @typedef {Pick<SourceResult, 'labels' | 'cells' | 'images'>} SourceRest    the pictures that `more` counts
 *
 * @typedef {object} PageResult    the paper itself
 * @property {number} width    pixels of the given picture, upright as its EXIF says
 * @property {number} height
 * @property {number[][]} corners    the grid's TL, TR, BR, BL as [x, y] in those pixels
 * @property {{rows: number, columns: number}} layout
 * @property {number} number    which page of its template it is, from 1
 * @property {number} pages
 * @property {Quality} quality
 * @property {{bytes: Uint8Array, width: number, height: number}} preview    a small JPEG of the page
 * @property {number | null} [sheetId]    of its template; null where the page has no mark
 * @property {string | null} twin    the source that shows the same page once more
 *
 * @typedef {Pick<PageResult, 'width' | 'height' | 'preview'>} PagePicture
 *
 * @typedef {{number: number, page: Uint8Array | null, error: ErrorRecord | null}} SplitPage    of a TIFF: a PNG, or why
 *     it cannot be read
 *
 * @typedef {object} Quality    all numbers 0…1
 * @property {number} frame    how sure it is where the frame is
 * @property {number} upright    how sure it is which way is up
 * @property {number} sharpness    about 0.65 for a scan
 * @property {number} light    the paper's darkest part relative to the brightest
 * @property {string[]} warnings    each names its advice in i18n: `quality.<warning>`
 *
 * @typedef {{corners: number[][] | null, sure: number}} CameraView    null where no sheet is seen; sure: 0…1
 *
 * @typedef {{sheet: string, cell: number, label?: string | null}} Unedit    the edit that a picture had before; without
 *     a label: none
 *
 * @typedef {{sheet: string, cell: number, label: string | null}} Edit
 *     what a person decided about one picture: the class it counts for, null to leave it out
 *
 * @typedef {object} Counted    the collection as it counts: its truth is the page's, told with each request that uses
 *     pictures
 * @property {string[]} classes
 * @property {Edit[]} edits
 * @property {{sheet: string, writer: string}[]} sources    in their order; the same nickname on two of them is one hand
 *
 * @typedef {{phase: 'decode' | 'frame' | 'cells', share: number}} SheetEvent    share of the work done, 0…1
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
 * @typedef {object} Layer
 * @property {string} kind    its name in Keras
 * @property {number[]} shape    of its output
 * @property {number} parameters
 * @property {Record<string, any>} config    Keras' arguments, for instance `activation`
 *
 * @typedef {object} Preset
 * @property {string} key    names its texts in i18n: `preset.<key>`
 * @property {Layer[]} layers    the output layer comes last
 * @property {Required<TrainSettings>} settings    all of its own choices; its epochs suit the collection
 * @property {number} atLeast    of the accuracy on MNIST's test pictures
 * @property {number} atMost
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
 * @typedef {object} Design    a network before it is trained
 * @property {{kind: string, shape: number[] | null, parameters: number | null, config: Record<string, any>}[]} layers
 *     the output layer comes last; from a layer that does not fit on there are no shapes
 * @property {number} parameters
 * @property {{code: string, params: Record<string, string | number>, index: number, mended: LayerForm[] | null} | null}
 *     problem
 *     why it cannot be trained, at which layer, and layers without that fault
 * @property {string} summary    Keras' table
 * @property {string} code    the same network in Python
 * @property {number[][]} rates    [epoch, learning rate] over the training
 * @property {number | null} slow    seconds of a batch on this machine, where one has to wait for it
 * @property {number | null} pace    pictures in a second, as expected of this machine
 * @property {number | null} seconds    of the whole training at this pace
 *
 * @typedef {{originals: Uint8Array, copies: Uint8Array, count: number}} Distorted    n * 28 * 28, n * count * 28 * 28
 *
 * @typedef {{train: number, validation: number, test: number}} SplitSizes
 * @typedef {{type: 'start', samples: SplitSizes, batches: number, parameters: number, data: number, at: number,
 *     shared: boolean}} TrainStart
 *     data: a fingerprint of the pictures to train on; at: milliseconds since 1970; shared: whether several workers
 *     could share the work of a batch
 * @typedef {{type: 'batch', epoch: number, batch: number, loss: number, accuracy: number, learningRate: number,
 *     penalty?: number}} TrainBatch
 *     penalty: the regularizer's part of the loss
 *     epoch and batch count from 0; loss and accuracy are means over this one batch
 * @typedef {{type: 'epoch', epoch: number, loss: number, accuracy: number, valLoss: number,
 *     valAccuracy: number, seconds: number, samplesPerSecond: number, learningRate: number, penalty?: number,
 *     valPenalty?: number}} TrainEpoch
 * @typedef {{type: 'diagnosis', kind: 'overfitting' | 'exploding' | 'stuck' | null, epoch: number}} Diagnosis    since
 *     which epoch, from 1
 * @typedef {{type: 'pace', samplesPerSecond: number, secondsLeft: number, workers: number}} Pace    workers: how many
 *     share the steps
 * @typedef {{type: 'checkpoint', epochs: number, batch: number, weights: Uint8Array}} Checkpoint
 *     all that a new worker needs to go on; epoch and batch that come next, from 0
 * @typedef {{type: 'ending', epoch: number, early: boolean, monitor: 'val_loss' | 'val_accuracy', bestEpoch: number,
 *     restored: boolean}} Ending
 *     what early stopping did; epochs count from 1; restored: the weights are again the best epoch's
 * @typedef {TrainStart | TrainBatch | TrainEpoch | Diagnosis | Ending | Pace | Checkpoint} TrainEvent
 *     where a training ends without an error, its last event is a checkpoint of what is there then
 *
 * @typedef {object} TrainStep    what one batch did; measured on this very batch
 * @property {number} step    how many the network has made in all
 * @property {number} size
 * @property {number} loss    before
 * @property {number} lossAfter
 * @property {number} accuracy    before
 * @property {number} accuracyAfter
 * @property {number} learningRate
 *
 * @typedef {{epochs: number, parameters: number, samples: SplitSizes | null, sameData: boolean}} Restored
 *     samples: null where too few pictures are there; sameData: those that the network has learned from
 *
 * @typedef {{state: 'done' | 'stopped', epochs: number}} TrainResult    epochs that the net has seen in all
 */

/**
 * @typedef {object} EvaluateResult    of the test pictures, in the split's order
 * @property {number} loss
 * @property {number} accuracy
 * @property {number[]} labels
 * @property {number[]} predicted
 * @property {Float32Array} probabilities    n * classes
 * @property {Uint8Array} images    n * 28 * 28
 * @property {Origin[]} origins    where each picture came from
 * @property {number[]} interval    low and high end of the true accuracy, with 95 % confidence
 * @property {number[][]} confusion    counts, [actual][predicted]
 * @property {number[][]} shares    the same, divided by each row's sum
 * @property {ClassScore[]} classes
 * @property {ClassScore} mean    over the classes that have test pictures
 * @property {SheetScore[]} sheets    sorted by their ids
 *
 * @typedef {{sheet: string, cell: number}} Origin
 * @typedef {{precision: number | null, recall: number | null, f1: number | null, support: number}} ClassScore    null
 *     without a test picture
 * @typedef {{sheet: string, right: number, n: number, accuracy: number, interval: number[]}} SheetScore
 *
 * @typedef {object} Suspects    pictures that networks which have not learned them read otherwise than they are
 *     labelled, the surest first
 * @property {Uint8Array} images    count * 28 * 28
 * @property {number[]} labels
 * @property {number[]} predicted
 * @property {number[]} own    mean share that the networks give to the label
 * @property {number[]} shares    the same of what they read
 * @property {boolean[]} sure    nearly certain
 * @property {Origin[]} origins
 * @property {number} n    how many there are, these included
 * @property {number} certain    how many of these are nearly certain
 * @property {number} searched    how many pictures took part
 * @property {number} rounds    how often each of them was read
 * @property {number[]} leftOut    labels of classes too small to take part
 * @property {number} smallest    pictures that a class needs for that
 * @property {'done' | 'stopped'} state
 *
 * @typedef {{type: 'fold', trained: string[], scores: SheetScore[]}} Fold    one of several trainings: on whom, who is
 *     read how well
 * @typedef {{type: 'progress', fold: number, folds: number, share: number}} WriterProgress
 * @typedef {WriterProgress | Fold} WriterEvent
 * @typedef {{mode: 'others' | 'alone', state: 'done' | 'stopped', folds: Fold[], mean: number | null, leftOut:
 *     string[]}} WriterResult
 *     leftOut: sources whose training would have had too few pictures
 *
 * @typedef {{parts: string[], leftOut: string[]}} Plan    what a comparison consists of, and what there are too few
 *     pictures for
 * @typedef {{kind: string, content: object}} Packed    what many pieces of work need, on its way from the main worker
 *     to a helper
 *
 * @typedef {object} ClassicRow    one way to learn, tested
 * @property {'row'} type
 * @property {string} key    names its texts: `classics.<key>`; 'net' for the network
 * @property {number} trained    on how many pictures
 * @property {number} accuracy
 * @property {number[]} interval
 * @property {number} fitSeconds
 * @property {number} milliseconds    for reading one picture
 * @typedef {ClassicRow | {type: 'progress', share: number} | CodeFetching} ClassicEvent
 *
 * @typedef {{type: 'pictures', images: Uint8Array, labels: number[], predicted: number[], origins: Origin[]}}
 *     AtlasPictures
 * @typedef {{type: 'places', way: 'pca' | 'tsne', positions: Float32Array, share: number}} AtlasPlaces    x and y
 *     within -1…1
 * @typedef {AtlasPictures | AtlasPlaces} AtlasEvent
 *
 * @typedef {{images: Uint8Array, predicted: number[], shares: Float32Array}} Drawings    as the net saw them, and what
 *     it read
 *
 * @typedef {{lost: number, limit: number, known: number, nonsense: number}} Limit
 *     shares that it refuses: of the validation pictures, by which it was set, of the test pictures, and of the
 *     nonsense
 * @typedef {object} Judgement    how well nonsense is told from symbols
 * @property {Uint8Array} images    the nonsense, n * 28 * 28
 * @property {('scribble' | 'part' | 'sign')[]} kinds
 * @property {number[]} predicted    what the network reads in it
 * @property {Float32Array} shares    and how sure it is
 * @property {Float64Array} distances    how far it is from all that was learned
 * @property {Limit[]} limits    by distance, the mildest first
 * @property {Limit[]} softmax    the same by how sure the network is
 */

/**
 * @typedef {object} ReadPhoto    the symbols of all its lines, from top to bottom and from left to right
 * @property {number} width    of the picture, in pixels
 * @property {number} height
 * @property {PagePicture['preview'] | null} preview    the picture of a file
 * @property {number[][]} boxes    x and y of each symbol's four corners, in pixels of the picture
 * @property {number[]} lines    the line that each is in
 * @property {Uint8Array} images    as those of a line
 * @property {Float32Array} probabilities
 * @property {boolean[]} sure
 * @property {boolean[]} spaces
 * @property {(Understood | null)[]} meanings    of each line; null where it is a calculation without a result
 *
 * @typedef {object} ReadLine    the symbols of a line, from left to right
 * @property {number[][]} boxes    left, top, right, bottom in the pixels of the strokes
 * @property {Uint8Array} images    n * 28 * 28
 * @property {Float32Array} probabilities    n * classes
 * @property {boolean[]} sure    whether the line can hardly be cut otherwise there
 * @property {boolean[]} spaces    whether there is a space before
 *
 * @typedef {object} Understood    what a line means; numbers as text, for they may be of any length
 * @property {'nothing' | 'number' | 'calculation' | 'word' | 'text'} kind
 * @property {string} text
 * @property {boolean | null} holds    whether both sides of an equation are equal
 * @property {string | null} numerator
 * @property {string | null} denominator
 * @property {string | null} decimal    the value with all its decimals, and a point; null where they never end
 */

/**
 * @typedef {object} PredictResult
 * @property {Uint8Array | null} glyph    the 28 * 28 picture that the net saw; null for an empty canvas
 * @property {number[]} probabilities    one per class; empty for an empty canvas
 * @property {number | null} [distance]    how far it is from all that was learned; null where nobody has asked
 *     `unknown`
 *
 * @typedef {object} Explanation    what more there is to see of the same prediction
 * @property {LayerView[]} layers    those that compute something; empty for an empty canvas
 * @property {UnitView | null} unit
 * @property {Relevance | null} relevance
 * @property {Edges[]} edges    empty where they were not wished for
 * @property {Neighbours | null} neighbours
 *
 * @typedef {{layer: number, unit: number, row: number, column: number}} UnitPlace    row and column count in a feature
 *     map
 *
 * @typedef {object} Wishes
 * @property {UnitPlace | null} unit
 * @property {'gradient' | 'occlusion' | null} relevance
 * @property {number} neighbours    how many
 * @property {boolean} edges
 *
 * @typedef {object} LayerView
 * @property {number} index    its place in the network
 * @property {string} kind    its name in Keras
 * @property {string | null} activation
 * @property {number[]} shape
 * @property {Float32Array} values
 * @property {number} largest    of the absolute values: where the colours end
 *
 * @typedef {object} UnitView    how one unit comes to its value
 * @property {number} layer
 * @property {number} unit
 * @property {number} row
 * @property {number} column
 * @property {string} kind
 * @property {string | null} activation
 * @property {number[]} shape    of inputs, weights and products: height, width, channels
 * @property {Float32Array} inputs
 * @property {Float32Array | null} weights
 * @property {Float32Array | null} products
 * @property {number} channel    the one whose products weigh most
 * @property {number} top    where its window begins in the layer's input, in rows
 * @property {number} left    in columns
 * @property {number | null} sum    of the products
 * @property {number | null} bias
 * @property {number | null} before    what the activation is given
 * @property {number} value
 * @property {{mean: number, deviation: number, gamma: number, beta: number} | null} normalization
 * @property {{i: number, f: number, g: number, o: number, c: number, before: number} | null} gates    of an LSTM: its
 *     gates, its memory, and that before the step
 * @property {{index: number, input: number, weight: number, product: number}[]} strongest
 *
 * @typedef {{before: number, layer: number, sources: number[], targets: number[], weights: number[], largest: number}}
 *     Edges
 *     the strongest weights from one dense layer to the next, the strongest first
 * @typedef {{method: 'gradient' | 'occlusion', label: number, values: Float32Array, largest: number}} Relevance
 *     how much each pixel spoke for (above 0) or against a class
 *
 * @typedef {{activation: string, inputs: number[], kernel: number[][], bias: number[], z: number[], y: number[], dy:
 *     number[],
 *     dz: number[], dkernel: number[][], kernelAfter: number[][], biasAfter: number[]}} LayerStep    one dense layer in
 *     a step
 * @typedef {{layers: LayerStep[], label: number, rate: number, loss: number, lossAfter: number, after: number[]}} Walk
 * @typedef {object} Path    one way through the last layers; null: there is no hidden layer
 * @property {number[]} sizes    inputs, hidden units where there are any, outputs
 * @property {number} source
 * @property {number} hidden
 * @property {number} unit
 * @property {number} label
 * @property {number} rate
 * @property {string | null} activation    of the hidden unit
 * @property {number | null} x
 * @property {number | null} firstWeight
 * @property {number | null} firstBias
 * @property {number | null} firstSum
 * @property {number} y
 * @property {number} weight
 * @property {number} bias
 * @property {number} sum
 * @property {number} share
 * @property {number} target    1 for the class that it is, else 0
 * @property {number} loss
 * @property {number} slope
 * @property {number} gradient
 * @property {number | null} blame
 * @property {number | null} firstSlope
 * @property {number | null} firstGradient
 * @property {number | null} firstAfter
 * @property {number} weightAfter
 * @property {number} lossAfter
 * @property {number} shareAfter
 * @typedef {{images: Uint8Array, labels: number[], distances: number[], origins: Origin[]}} Neighbours    the nearest
 *     first
 * @typedef {{label: number, glyph: Uint8Array, share: number}} Dream    and how sure the network is of it
 */

/**
 * @typedef {object} PlanePoints    of two classes, 0 and 1
 * @property {Float32Array} positions    x to the right and y upwards, one after the other, -1.2…1.2
 * @property {Uint8Array} labels
 *
 * @typedef {object} PlaneSettings
 * @property {number[]} hidden    units per hidden layer
 * @property {string} activation
 * @property {'sgd' | 'adam'} optimizer
 * @property {number} learningRate
 * @property {number} seed
 *
 * @typedef {object} PlaneView    a network with two inputs, seen from above
 * @property {number} epoch    how many it has seen
 * @property {number} loss
 * @property {number} accuracy
 * @property {Float32Array} maps    28 * 28 per hidden unit, the output's last: its value at every place of the plane,
 *     from the top left
 * @property {Float32Array} weights    all kernels one after the other, each inputs * units
 * @property {Float32Array} biases
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
 * @typedef {{type: 'text', text: string, stream: 'out' | 'err' | 'value'}} CodeText
 * @typedef {{type: 'table', rows: string[][], shape: number[], dtype: string}} CodeTable    a corner of an array
 * @typedef {object} CodePictures
 * @property {'pictures'} type
 * @property {'ink' | 'signed' | 'colour'} form
 * @property {Uint8Array | Float32Array} pixels    count * height * width, for colours * 4
 * @property {number} count
 * @property {number} height
 * @property {number} width
 * @property {number} largest    of the absolute values
 * @property {string[]} titles
 * @property {number} total    these included
 * @typedef {object} CodeChart    lines, or bars with names
 * @property {'chart'} type
 * @property {string} title
 * @property {{name: string, x: number[], y: number[]}[]} lines
 * @property {string[]} names
 * @property {number[]} values
 * @typedef {{type: 'edited', edits: Edit[], before?: Unedit[]}} CodeEdited    what the cell changed about the
 *     collection; before: how the page had it
 * @typedef {{settings: TrainSettings, start: TrainStart, checkpoint: Checkpoint}} Arrived    a network that no training
 *     of the page has made
 * @typedef {{type: 'used'} & Partial<Arrived & {run: string}>} CodeUsed    the network that the page reads with from
 *     now on; kept without its parts
 * @typedef {{type: 'fetching', names: string[], fromSite: boolean, loaded: number, total: number}} CodeFetching
 *     packages on their way; bytes, 0 where unknown
 * @typedef {object} CodeFailure
 * @property {'failure'} type
 * @property {string} kind    the exception's class
 * @property {string} message
 * @property {number | null} line    of the cell, from 1
 * @property {string} code    names the explanation in i18n: `python.<code>`
 * @property {Record<string, any>} params    its placeholders; for `ours` an error's code and params
 * @property {string} traceback
 * @typedef {{type: 'odd'}} CodeOdd    what has not the form that it says, see state/outputs.js
 * @typedef {CodeText | CodeTable | CodePictures | CodeChart | CodeEdited | CodeUsed | CodeFetching | CodeFailure |
 *     CodeOdd} CodeOutput
 *
 * @typedef {{step: string, code: string}} ProgramPart    the lines of one step; those before it belong to it
 * @typedef {{zeichenlabor: ProgramPart[], keras: ProgramPart[], cell: string}} Programs    `cell`: how it begins inside
 *     of the page
 *
 * @typedef {{length: number, options: {label: string, kind: string, detail: string, info: string}[]}} Completions
 *     so many letters before the cursor are replaced by an option
 * @typedef {{name: string, text: string, files: Uint8Array[]}} PackedPart
 *     a part of a project: JSON in which `{"$file": 3}` stands for the fourth of its arrays
 *
 * @typedef {object} OpenedProject
 * @property {string} name
 * @property {PackedPart[]} parts
 * @property {string[]} lost    what was damaged, by name
 * @property {string[]} twice    sheets that were in several of the pooled projects
 */

/**
 * @typedef {{bytes: Uint8Array, rounding: Rounding | null}} Taken    a file to take along
 * @typedef {{share: number, different: number, pictures: number}} Rounding
 *     what short numbers cost: the largest change of a probability, test pictures that are read differently, of how
 *     many
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
 *     {share: number}}} collection.twins
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
 * @property {{params: {points: Float32Array, counts: number[], pen: number, classes: number} & About, result: ReadLine,
 *     event: never}} line.read
 *     strokes: x and y of all their points, how many each has, and their width, in pixels
 * @property {{params: {file: Uint8Array, names: string[]} & About, result: ReadPhoto, event: never}} photo.read
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
 * @property {{params: {key: string, hand: string}, result: Fold | null, event: {share: number} | null}} writers.fold
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
 *     string} & About, result: Taken, event: never}} share.page
 *     the network as one HTML page
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

export {};
