/**
 * The records that Python sends to the page.
 *
 * Written by py/sitebuild/records.py from Python's dataclasses; not to be edited.
 */

/**
 * The pictures of one source: squared paper, the screen, or a dataset. Cells are in row-major order.
 * @typedef {object} SourceResult
 * @property {string[]} classes    the names that its labels refer to
 * @property {string[]} status    per cell: kept, empty, struck or doubtful
 * @property {number[]} labels    per cell that is not empty: index of its class
 * @property {number[]} cells    per cell that is not empty: its index in `status`
 * @property {Uint8Array} images    per cell that is not empty: uint8 (28, 28), ink 255 on 0
 * @property {PageResult | null} page    null if there was no paper
 * @property {number[]} more    per class: number of pictures that are not included, since they would make project files
 *     too large (see `SourceRest`); may be empty
 * @property {number | null} [testFrom]    the first cell of the source's test set, as for MNIST
 * @property {string[]} [mended]    corrections of a dataset, some of `MENDED`
 * @property {string[]} [doubts]    what may be wrong with it, some of `DOUBTS`
 */

/**
 * The pictures of a large source that are counted in `more` of its `SourceResult`.
 * @typedef {object} SourceRest
 * @property {number[]} labels
 * @property {number[]} cells
 * @property {Uint8Array} images
 */

/**
 * Facts about the page.
 * @typedef {object} PageResult
 * @property {number} width    of the given picture in pixels, after EXIF rotation
 * @property {number} height    of the given picture in pixels, after EXIF rotation
 * @property {number[][]} corners    the grid's TL, TR, BR, BL as [x, y] in those pixels
 * @property {{rows: number, columns: number}} layout
 * @property {number} number    number of the page in its template, from 1
 * @property {number} pages
 * @property {Quality} quality
 * @property {PagePreview} preview    a small JPEG of the page
 * @property {number | null} [sheetId]    of its template; null for a page without a mark
 * @property {string | null} twin    id of a source that shows the same page
 */

/**
 * A small JPEG of a page.
 * @typedef {object} PagePreview
 * @property {Uint8Array} bytes
 * @property {number} width
 * @property {number} height
 */

/**
 * A page that was not read: its size in pixels after EXIF rotation, and its preview.
 * @typedef {object} PagePicture
 * @property {number} width
 * @property {number} height
 * @property {PagePreview} preview
 */

/**
 * The quality of a sheet's picture.
 * @typedef {object} Quality
 * @property {number} frame    Certainty 0 … 1 that the grid is where it was found.
 * @property {number} upright    Certainty 0 … 1 of the orientation.
 * @property {number} sharpness    float 0 … 1, about 0.65 for a scan, below 0.27 blurry.
 * @property {number} light    Brightness of the darkest part of the paper relative to the brightest.
 * @property {string[]} warnings    What a person should check or do better: `frame-doubtful`, `direction-doubtful`,
 *     `blurry`, `few-pixels`, `grainy`, `glare` or `covered` if there are cells that the picture does not show,
 *     `streak` if a bar crosses many cells, `torn` if strokes have lost parts, `faint` if ink is too pale, `two-inks`,
 *     `show-through`, `dark-left`, `dark-right`, `dark-top`, `dark-bottom`; and by the reader `mirrored` or `negative`
 *     for what it corrected, `second-sheet` if there is another one beside it, `part-beside` if that is squared paper
 *     but no whole sheet, `nothing-written` if all cells are empty.
 */

/**
 * Progress of reading a page: "decode", "frame" or "cells", and the share of that phase.
 * @typedef {object} SheetEvent
 * @property {'decode' | 'frame' | 'cells'} phase
 * @property {number} share
 */

/**
 * A page as the bytes of a PNG, uint8, or an error.
 * @typedef {object} SplitPage
 * @property {number} number
 * @property {Uint8Array | null} page
 * @property {{code: string, params: Record<string, string | number>} | null} error
 */

/**
 * The result for one frame. `corners`: float64 (4, 2) in pixels of the small picture, null if there is no sheet.
 * `sure`: share 0 … 1 of the printed edges that were found, limited by the worst outer line.
 * @typedef {object} CameraView
 * @property {number[][] | null} corners
 * @property {number} sure
 */

/**
 * A person's edit of one picture: the class it counts for, or null to leave it out.
 * @typedef {object} Edit
 * @property {string} sheet
 * @property {number} cell
 * @property {string | null} label
 */

/**
 * Origin of a picture: the id of its source, the cell's index in it, and its writer. `writer` is the nickname given to
 * the source, or empty.
 * @typedef {object} Origin
 * @property {string} sheet
 * @property {number} cell
 * @property {string} writer
 */

/**
 * The source that shows the same page, or null.
 * @typedef {object} Twin
 * @property {string | null} twin
 */

/**
 * Groups of pictures that are nearly the same, each in the order of arrival.
 * @typedef {object} Duplicates
 * @property {Origin[][]} groups
 */

/**
 * Progress of the search: the share of the pictures that were compared, 0 … 1.
 * @typedef {object} DuplicatesProgress
 * @property {number} share
 */

/**
 * A normalised drawing: uint8 (28, 28), null if there is no ink.
 * @typedef {object} Drawn
 * @property {Uint8Array | null} glyph
 */

/**
 * One layer as the page draws it; `config` are its settings. Shape and number of parameters are null from the first
 * layer that does not fit.
 * @typedef {object} Layer
 * @property {string} kind
 * @property {number[] | null} shape
 * @property {number | null} parameters
 * @property {Record<string, any>} config
 */

/**
 * A preset as the page offers it.
 * @typedef {object} Preset
 * @property {string} key
 * @property {Layer[]} layers    including the output layer
 * @property {Required<import('./protocol.js').TrainSettings>} settings    with explicit values; the number of epochs
 *     suits the collection
 * @property {number} atLeast    bounds of its accuracy on MNIST
 * @property {number} atMost    bounds of its accuracy on MNIST
 */

/**
 * Why a network cannot be trained.
 * @typedef {object} Problem
 * @property {string} code    of the error, which the page translates
 * @property {Record<string, string | number>} params    of the error, which the page translates
 * @property {number} index    of the layer that causes it
 * @property {{class_name: string, config: Record<string, any>}[] | null} mended    layers without this problem; null if
 *     there is no obvious correction
 */

/**
 * Everything that is known about a network before it is trained.
 * @typedef {object} Design
 * @property {Layer[]} layers    including the output layer
 * @property {number} parameters    of all layers with known shapes
 * @property {Problem | null} problem    null if the network can be trained
 * @property {string} summary    Keras' table
 * @property {string} code    the same network in Python
 * @property {number[][]} rates    [epoch, learning rate], over the whole training
 * @property {number | null} slow    seconds per batch on this machine if that is noticeable, else null
 * @property {number | null} pace    estimated training pictures per second; null if it cannot be trained
 * @property {number | null} seconds    estimated time of the whole training
 */

/**
 * Pictures from the collection, and augmented copies of each.
 * @typedef {object} Distorted
 * @property {Uint8Array} originals    uint8 (pictures, 28, 28)
 * @property {Uint8Array} copies    uint8 (pictures, count, 28, 28)
 * @property {number} count    copies of each
 */

/**
 * @typedef {object} SplitSizes
 * @property {number} train
 * @property {number} validation
 * @property {number} test
 */

/**
 * Facts about a training that has started.
 * @typedef {object} TrainStart
 * @property {SplitSizes} samples
 * @property {number} batches
 * @property {number} parameters
 * @property {number} data    the checksum of its training pictures
 * @property {number} at    start time, in milliseconds since 1970
 * @property {boolean} forHelpers    whether helpers could compute some of each step
 * @property {'start'} type
 */

/**
 * After one step. Epoch and batch count from 0; all values are means over this batch. `penalty` is the regularization
 * penalty, which `loss` includes.
 * @typedef {object} TrainBatch
 * @property {number} epoch
 * @property {number} batch
 * @property {number} batches
 * @property {number} loss
 * @property {number} accuracy
 * @property {number} learningRate
 * @property {number} [penalty]
 * @property {'batch'} type
 */

/**
 * After one epoch and its validation; the val_ fields are null without validation data. Both losses include the
 * regularization penalty, as in Keras: `penalty` is that part of `loss`, `valPenalty` that of `valLoss`.
 * @typedef {object} TrainEpoch
 * @property {number} epoch
 * @property {number} loss
 * @property {number} accuracy
 * @property {number} valLoss
 * @property {number} valAccuracy
 * @property {number} seconds
 * @property {number} samplesPerSecond
 * @property {number} learningRate
 * @property {number} [penalty]
 * @property {number} [valPenalty]
 * @property {'epoch'} type
 */

/**
 * `epoch`: since when, from 1. `kind` is "overfitting", "exploding", "stuck", or null for none of them.
 * @typedef {object} Diagnosis
 * @property {'overfitting' | 'exploding' | 'stuck' | null} kind
 * @property {number} epoch
 * @property {'diagnosis'} type
 */

/**
 * The speed since the last report, and the time left at the mean speed of all. `workers` is how many share the steps.
 * @typedef {object} Pace
 * @property {number} samplesPerSecond
 * @property {number} secondsLeft
 * @property {number} workers
 * @property {'pace'} type
 */

/**
 * A training as a file, reported during the training; `epochs` and `batch` are completed ones.
 * @typedef {object} Checkpoint
 * @property {number} epochs
 * @property {number} batch
 * @property {Uint8Array} weights
 * @property {'checkpoint'} type
 */

/**
 * The effect of early stopping; epochs count from 1.
 * @typedef {object} Ending
 * @property {number} epoch    the last one
 * @property {boolean} early    whether there would have been more
 * @property {'val_loss' | 'val_accuracy'} monitor    the metric that did not improve, "val_loss" or "val_accuracy"
 * @property {number} bestEpoch    when it was best
 * @property {boolean} restored    whether the weights of the best epoch were restored
 * @property {'ending'} type
 */

/**
 * The effect of one batch; losses and accuracies are those of this batch, without dropout.
 * @typedef {object} TrainStep
 * @property {number} step    total number of steps
 * @property {number} size    pictures in the batch
 * @property {number} loss
 * @property {number} lossAfter
 * @property {number} accuracy
 * @property {number} accuracyAfter
 * @property {number} learningRate
 */

/**
 * @typedef {object} TrainResult
 * @property {'done' | 'stopped'} state
 * @property {number} epochs
 */

/**
 * A restored training; `samples` is null if there are too few pictures to continue it. `sameData`: whether the training
 * pictures are those that the network was trained on.
 * @typedef {object} Restored
 * @property {number} epochs
 * @property {number} parameters
 * @property {SplitSizes | null} samples
 * @property {boolean} sameData
 */

/**
 * The test pictures, the network's predictions, and scores.
 * @typedef {object} EvaluateResult
 * @property {number} loss
 * @property {number} accuracy
 * @property {number[]} interval    95 % confidence interval of the accuracy (Wilson)
 * @property {number[]} labels
 * @property {number[]} predicted
 * @property {Float32Array} probabilities
 * @property {Uint8Array} images
 * @property {Origin[]} origins
 * @property {number[][]} confusion    counts, rows are the true classes, columns the answers
 * @property {number[][]} shares    the same divided by each row's sum
 * @property {ClassScore[]} classes    scores of each class
 * @property {ClassScore} mean    their means over the classes that have test pictures
 * @property {SheetScore[]} sheets    scores of each source
 */

/**
 * Scores of one class: `precision`, `recall` and `f1`, and `support`, the number of its pictures. The scores are null
 * for a class without test pictures.
 * @typedef {object} ClassScore
 * @property {number | null} precision
 * @property {number | null} recall
 * @property {number | null} f1
 * @property {number} support
 */

/**
 * Accuracy for the pictures of one source (a writer's sheet).
 * @typedef {object} SheetScore
 * @property {string} sheet
 * @property {number} right
 * @property {number} n
 * @property {number} accuracy
 * @property {number[]} interval
 */

/**
 * Pictures that are probably mislabelled, the most certain first.
 * @typedef {object} Suspects
 * @property {Uint8Array} images    uint8 (m, 28, 28), at most `MOST`
 * @property {number[]} labels    int (m,); the given and the predicted labels
 * @property {number[]} predicted    int (m,); the given and the predicted labels
 * @property {number[]} own    mean probabilities of the given and of the predicted label
 * @property {number[]} shares    mean probabilities of the given and of the predicted label
 * @property {boolean[]} sure    whether it is nearly certain
 * @property {Origin[]} origins    their origins
 * @property {number} n    how many are suspicious in all
 * @property {number} certain    how many of the `n` are nearly certain
 * @property {number} searched    how many pictures were examined
 * @property {number} rounds    how often each of them was predicted
 * @property {number[]} leftOut    labels of classes that are too small
 * @property {number} smallest    the fewest pictures of a class
 * @property {'done' | 'stopped'} state    "done" or "stopped"; if stopped, the finished rounds count
 */

/**
 * Progress of a long task, 0…1.
 * @typedef {object} Progress
 * @property {number} share
 * @property {'progress'} type
 */

/**
 * One training of a comparison: the writers it was trained on, and the accuracy for all writers.
 * @typedef {object} Fold
 * @property {string[]} trained
 * @property {SheetScore[]} scores
 * @property {'fold'} type
 */

/**
 * Training `fold` of `folds` has finished that share of its epochs.
 * @typedef {object} WriterProgress
 * @property {number} fold
 * @property {number} folds
 * @property {number} share
 * @property {'progress'} type
 */

/**
 * All folds that were finished; `mean` accuracy over unknown writers, null without any. `leftOut`: the sources whose
 * training would have had too few pictures.
 * @typedef {object} WriterResult
 * @property {'others' | 'alone'} mode
 * @property {'done' | 'stopped'} state
 * @property {Fold[]} folds
 * @property {number | null} mean
 * @property {string[]} leftOut
 */

/**
 * What a comparison trains on in turn: writers, or keys of classics.
 * @typedef {object} Plan
 * @property {string[]} names
 * @property {string[]} leftOut    for which there are too few pictures
 */

/**
 * A serialised material.
 * @typedef {object} Packed
 * @property {string} kind
 * @property {Record<string, any>} content
 */

/**
 * The result of one model.
 * @typedef {object} ClassicRow
 * @property {string} key    "net" for the user's network
 * @property {number} trained    number of training pictures
 * @property {number} accuracy
 * @property {number[]} interval
 * @property {number} fitSeconds    training time
 * @property {number} milliseconds    prediction time per picture
 * @property {'row'} type
 */

/**
 * All rows that were finished, in order. `leftOut`: keys of the models for which there are too few pictures.
 * @typedef {object} Comparison
 * @property {ClassicRow[]} rows
 * @property {string[]} leftOut
 */

/**
 * The pictures on the map, their labels, and the network's predictions.
 * @typedef {object} AtlasPictures
 * @property {Uint8Array} images
 * @property {number[]} labels
 * @property {number[]} predicted
 * @property {Origin[]} origins
 * @property {'pictures'} type
 */

/**
 * Positions of the pictures, float32 (n, 2) within -1…1, and progress.
 * @typedef {object} AtlasPlaces
 * @property {'pca' | 'tsne'} way
 * @property {Float32Array} positions
 * @property {number} share
 * @property {'places'} type
 */

/**
 * The network's inputs, uint8 (n, 28, 28), its predictions, and their probabilities.
 * @typedef {object} Drawings
 * @property {Uint8Array} images
 * @property {number[]} predicted
 * @property {Float32Array} shares
 */

/**
 * Shares of the validation, test and nonsense pictures that a limit rejects.
 * @typedef {object} Limit
 * @property {number} lost
 * @property {number} limit
 * @property {number} known
 * @property {number} nonsense
 */

/**
 * How well nonsense is distinguished from symbols.
 * @typedef {object} Judgement
 * @property {Uint8Array} images    the nonsense, uint8 (n, 28, 28)
 * @property {('scribble' | 'part' | 'sign')[]} kinds
 * @property {number[]} predicted    the network's predictions for it
 * @property {Float32Array} shares    their probabilities
 * @property {number[]} distances    distance of each from the training pictures
 * @property {Limit[]} limits    by distance, one per value in `REFUSED_SHARES`
 * @property {Limit[]} softmax    the same by 1 minus the highest softmax probability
 */

/**
 * The symbols of a line from left to right.
 * @typedef {object} ReadLine
 * @property {number[][]} boxes    ndarray of shape (n, 4), int32. Left, top, right and bottom in the strokes' pixels.
 * @property {Uint8Array} images    ndarray of shape (n, 28, 28), uint8. The network's inputs.
 * @property {Float32Array} probabilities    ndarray of shape (n, classes), float32. Its outputs.
 * @property {boolean[]} sure    Whether the segmentation is certain there.
 * @property {boolean[]} spaces    Whether there is a space before the symbol.
 * @property {number[] | null} distances    The distance of each from the training pictures, if limits were determined;
 *     see `novelty`.
 */

/**
 * The symbols of all lines, from top to bottom and from left to right.
 * @typedef {object} ReadPhoto
 * @property {number} width    Size of the upright picture in pixels.
 * @property {number} height    Size of the upright picture in pixels.
 * @property {PagePreview | null} preview    The preview of a file.
 * @property {number[][]} boxes    ndarray of shape (n, 8), float64 x and y of each symbol's corners TL, TR, BR, BL, in
 *     pixels of the picture.
 * @property {number[]} lines    The line of each symbol.
 * @property {Uint8Array} images    As in `ReadLine`.
 * @property {Float32Array} probabilities    As in `ReadLine`.
 * @property {boolean[]} sure    As in `ReadLine`.
 * @property {boolean[]} spaces    As in `ReadLine`.
 * @property {number[] | null} distances    As in `ReadLine`.
 * @property {(Understood | null)[]} meanings    Of each line; null for a calculation without a result.
 */

/**
 * A line's meaning, see `lines.Meaning`; numbers as text, since they may have any length. `decimal` is the value if its
 * decimals end; otherwise see `numerator` and `denominator`.
 * @typedef {object} Understood
 * @property {'nothing' | 'number' | 'calculation' | 'word' | 'text'} kind
 * @property {string} text
 * @property {boolean | null} holds
 * @property {string | null} numerator
 * @property {string | null} denominator
 * @property {string | null} decimal
 */

/**
 * The network's input and its output; both empty for an empty canvas. `pen` is the width of its strokes, in its pixels;
 * `distance` is the distance from the training pictures, if limits were determined; see `novelty`.
 * @typedef {object} PredictResult
 * @property {Uint8Array | null} glyph
 * @property {number[]} probabilities
 * @property {number} pen
 * @property {number | null} [distance]
 */

/**
 * A prediction with its explanation; for an empty canvas, only the pen is given.
 * @typedef {object} Explanation
 * @property {Uint8Array | null} glyph
 * @property {number[]} probabilities
 * @property {number} pen
 * @property {number | null} distance
 * @property {LayerView[]} layers
 * @property {UnitView | null} unit
 * @property {Relevance | null} relevance
 * @property {Edges[]} edges
 * @property {Neighbours | null} neighbours
 */

/**
 * One layer's output for the picture.
 * @typedef {object} LayerView
 * @property {number} index    its place in the network
 * @property {string} kind
 * @property {string | null} activation
 * @property {number[]} shape    of the output, without the batch axis; (steps, 1, units) for a recurrent layer's states
 *     and for other sequences
 * @property {Float32Array} values    float32, flat
 * @property {number} largest    the largest absolute value, for the colour scale
 */

/**
 * The computation of one unit's value.
 * @typedef {object} UnitView
 * @property {number} layer
 * @property {number} unit
 * @property {number} row    place in a feature map, the step of a sequence; 0 for a layer of units
 * @property {number} column    place in a feature map, the step of a sequence; 0 for a layer of units
 * @property {string} kind
 * @property {string | null} activation
 * @property {number[]} shape    of inputs, weights and products: height, width, channels
 * @property {Float32Array} inputs    float32, flat; weights and products null if there are no weights
 * @property {Float32Array | null} weights    float32, flat; weights and products null if there are no weights
 * @property {Float32Array | null} products    float32, flat; weights and products null if there are no weights
 * @property {number} channel    the one with the largest products
 * @property {number} top    position of the window in the layer's input; negative inside the padding
 * @property {number} left    position of the window in the layer's input; negative inside the padding
 * @property {number | null} sum    of the products
 * @property {number | null} bias
 * @property {number | null} before    sum plus bias, the input of the activation
 * @property {number} value
 * @property {{mean: number, deviation: number, gamma: number, beta: number} | null} normalization    of a
 *     normalization: mean, deviation, gamma, beta
 * @property {{i: number, f: number, g: number, o: number, c: number, before: number} | null} gates    of an LSTM: i, f,
 *     g, o, the memory `c` and what it was `before` this step
 * @property {Term[]} strongest    the inputs with the largest products of either sign
 */

/**
 * One input of a unit; `index` refers to the flattened inputs.
 * @typedef {object} Term
 * @property {number} index
 * @property {number} input
 * @property {number} weight
 * @property {number} product
 */

/**
 * The strongest weights from one dense layer to the next, the strongest first. `before` and `layer` are indices in the
 * network; `largest` is the largest absolute weight.
 * @typedef {object} Edges
 * @property {number} before
 * @property {number} layer
 * @property {number[]} sources
 * @property {number[]} targets
 * @property {number[]} weights
 * @property {number} largest
 */

/**
 * How much each pixel contributed to (above 0) or against a class. `values` is float32 (784,), `largest` the largest of
 * their absolute values.
 * @typedef {object} Relevance
 * @property {'gradient' | 'occlusion'} method
 * @property {number} label
 * @property {Float32Array} values
 * @property {number} largest
 */

/**
 * The training pictures most similar to the drawing, the nearest first.
 * @typedef {object} Neighbours
 * @property {Uint8Array} images
 * @property {number[]} labels
 * @property {number[]} distances
 * @property {Origin[]} origins
 */

/**
 * A picture during optimisation for a class.
 * @typedef {object} Dream
 * @property {number} label
 * @property {Uint8Array} glyph
 * @property {number} share
 */

/**
 * One dense layer in a step; all float64.
 * @typedef {object} LayerStep
 * @property {string} activation
 * @property {number[]} inputs    the inputs, the sums, the outputs
 * @property {number[][]} kernel
 * @property {number[]} bias
 * @property {number[]} z    the inputs, the sums, the outputs
 * @property {number[]} y    the inputs, the sums, the outputs
 * @property {number[]} dy    the loss's derivatives by y and by z; `dy` empty for the last layer
 * @property {number[]} dz    the loss's derivatives by y and by z; `dy` empty for the last layer
 * @property {number[][]} dkernel    the loss's derivative by each weight; those by the bias are `dz`
 * @property {number[][]} kernelAfter    after the step
 * @property {number[]} biasAfter    after the step
 */

/**
 * A complete step: forward, loss, backward, new weights; `after` are the probabilities afterwards.
 * @typedef {object} Walk
 * @property {LayerStep[]} layers
 * @property {number} label
 * @property {number} rate
 * @property {number} loss
 * @property {number} lossAfter
 * @property {number[]} after
 */

/**
 * One path through the last layers: input `source` → unit `hidden` → output `unit`.
 * @typedef {object} Path
 * @property {number[]} sizes    inputs, hidden units if there are any, outputs
 * @property {number} source
 * @property {number} hidden
 * @property {number} unit
 * @property {number} label
 * @property {number} rate
 * @property {string | null} activation
 * @property {number | null} x    up to the hidden unit's output; null without one
 * @property {number | null} firstWeight    up to the hidden unit's output; null without one
 * @property {number | null} firstBias    up to the hidden unit's output; null without one
 * @property {number | null} firstSum    up to the hidden unit's output; null without one
 * @property {number} y    up to the hidden unit's output; null without one
 * @property {number} weight    from there to the output
 * @property {number} bias    from there to the output
 * @property {number} sum    from there to the output
 * @property {number} share    from there to the output
 * @property {number} target    1 for the right class, else 0
 * @property {number} loss
 * @property {number} slope    the same for the second weight
 * @property {number} gradient    the same for the second weight
 * @property {number | null} blame    the derivative by the hidden unit's output, over all outputs
 * @property {number | null} firstSlope    the derivatives by the first sum and weight, and the new weight
 * @property {number | null} firstGradient    the derivatives by the first sum and weight, and the new weight
 * @property {number | null} firstAfter    the derivatives by the first sum and weight, and the new weight
 * @property {number} weightAfter    the same for the second weight
 * @property {number} lossAfter
 * @property {number} shareAfter
 */

/**
 * Points on the plane.
 * @typedef {object} PlanePoints
 * @property {Float32Array} positions    float32 (n, 2), x to the right and y upwards
 * @property {Uint8Array} labels    uint8 (n,), 0 or 1
 */

/**
 * The network after an epoch.
 * @typedef {object} PlaneView
 * @property {number} epoch    number of epochs
 * @property {number} loss    over all points
 * @property {number} accuracy    over all points
 * @property {Float32Array} maps    float32 (units, SIDE * SIDE): the outputs of the hidden units and, last, of the
 *     network over the plane, row by row from the top
 * @property {Float32Array} weights    float32, all kernels one after the other, each (inputs, units) row by row
 * @property {Float32Array} biases    float32, those of all layers
 * @property {'plane'} type
 */

/**
 * Printed text; `stream` is "out", "err" or "value" (the last line's result).
 * @typedef {object} CodeText
 * @property {string} text
 * @property {'out' | 'err' | 'value'} stream
 * @property {'text'} type
 */

/**
 * Part of an array as text.
 * @typedef {object} CodeTable
 * @property {string[][]} rows    texts, row by row
 * @property {number[]} shape    of the whole array
 * @property {string} dtype    its name in NumPy
 * @property {'table'} type
 */

/**
 * Pictures of the same size.
 * @typedef {object} CodePictures
 * @property {'ink' | 'signed' | 'colour'} form    "ink" (uint8, ink 255 on 0), "signed" (float32, blue above zero and
 *     orange below) or "colour" (uint8 red, green, blue, opacity)
 * @property {Uint8Array | Float32Array} pixels    one picture after the other, each row by row
 * @property {number} count
 * @property {number} height
 * @property {number} width
 * @property {number} largest    the largest absolute value, for the colour scale of "signed"
 * @property {string[]} titles
 * @property {number} total    how many there were, including those that are not shown
 * @property {'pictures'} type
 */

/**
 * One curve of a chart.
 * @typedef {object} ChartLine
 * @property {string} name
 * @property {number[]} x
 * @property {number[]} y
 */

/**
 * Curves over the same axis, or bars with names; NaN leaves a gap.
 * @typedef {object} CodeChart
 * @property {string} title
 * @property {ChartLine[]} lines
 * @property {string[]} names
 * @property {number[]} values
 * @property {'chart'} type
 */

/**
 * Progress of loading packages in bytes; the total is 0 if unknown.
 * @typedef {object} CodeFetching
 * @property {string[]} names
 * @property {boolean} fromSite
 * @property {number} loaded
 * @property {number} total
 * @property {'fetching'} type
 */

/**
 * The error of a cell.
 * @typedef {object} CodeFailure
 * @property {string} kind    the exception's class
 * @property {string} message    Python's message
 * @property {number | null} line    of the cell, from 1; null if the error is not in the cell
 * @property {string} code    of the explanation, which the page translates
 * @property {Record<string, any>} params    its placeholders
 * @property {string} traceback    from the cell on
 * @property {'failure'} type
 */

/**
 * What is damaged: names of functions, classes and modules; `memory`: no memory is left.
 * @typedef {object} Damage
 * @property {string[]} names
 * @property {boolean} memory
 */

/**
 * The code for one step of the page.
 * @typedef {object} ProgramSection
 * @property {string} step
 * @property {string} code
 */

/**
 * The program in both versions; `cell` replaces its beginning within the page.
 * @typedef {object} Programs
 * @property {ProgramSection[]} zeichenlabor
 * @property {ProgramSection[]} keras
 * @property {string} cell
 */

/**
 * One completion; `kind` is function, class, module, variable or keyword.
 * @typedef {object} CompletionOption
 * @property {string} label
 * @property {string} kind
 * @property {string} detail    signature of a function, type of a variable
 * @property {string} info    first line of its docstring
 */

/**
 * The options, and how many characters before the cursor they replace.
 * @typedef {object} Completions
 * @property {number} length
 * @property {CompletionOption[]} options
 */

/**
 * A network that was added, as if a training with these settings had just begun. `start` reports no pictures if there
 * are too few to split.
 * @typedef {object} Arrived
 * @property {Required<import('./protocol.js').TrainSettings>} settings
 * @property {TrainStart} start
 * @property {Checkpoint} checkpoint
 */

/**
 * One part of a project; `files` are arrays of uint8.
 * @typedef {object} PackedPart
 * @property {string} name
 * @property {string} text
 * @property {Uint8Array[]} files
 */

/**
 * A project for the page.
 * @typedef {object} OpenedProject
 * @property {string} name
 * @property {PackedPart[]} parts
 * @property {string[]} lost    names of what was damaged
 * @property {string[]} twice    sheets that were in several of the joined projects
 */

/**
 * Effect of half precision on the predictions for the test pictures.
 * @typedef {object} Rounding
 * @property {number} share    the largest change of a probability
 * @property {number} different    number of pictures whose predicted class changes
 * @property {number} pictures
 */

/**
 * An exported file.
 * @typedef {object} ExportedFile
 * @property {Uint8Array} bytes    uint8
 * @property {Rounding | null} rounding    effect of reduced precision; null if precision was not reduced
 */

export {};
