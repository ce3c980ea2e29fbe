/** Everything derived from the state: counts, what is done, what can be done now. Nothing is stored twice. */

import { deletionsFrom } from './deletions.js';
import { isReady } from './camera.js';
import {
  countMore,
  isDrawn,
  isSeen,
  keyOf,
  missingIn,
  isForeign,
  othersIn,
  picturesOf,
  standing,
  symbolsFor,
  touchedBy,
} from './collection.js';
import { changesSince } from './learned.js';
import { symbolsOf, textOf } from './line.js';
import { linesOf } from './photo.js';
import { isUnknown, limitOf } from './insight.js';
import { calculates } from './lineSense.js';
import { secondsOfNext } from './machine.js';
import {
  compareOrders,
  isEvaluated,
  isSwapped,
  MORE_SHEETS,
  pairOf,
  placesDone,
  FORMS,
  minutesOf,
  stationAt,
  stationsOf,
} from './path.js';
import { isHere } from './project.js';
import { KINDS, MOST_LAYERS, MOST_UNITS, TASKS } from './playground.js';
import { sheetAtHand, SHEETS } from './quickStart.js';
import { countPictures } from './sheets.js';
import { STEPS } from './steps.js';
import { recommendedFor } from './recommended.js';
import { bytesOf, currentRun, isDivergence, MOST_BYTES, sortedRuns, validationOf } from './runs.js';
import { THEMES } from './theme.js';
import { epochAtHand, hasBegun, isSameSettings } from './training.js';
import { isCompared, keepOneOfEach, duplicatesAmong } from './duplicates.js';

/** @import {Deletion, Place} from './deletions.js' */
/** @import {Edits, Picture} from './collection.js' */
/** @import {Since} from './learned.js' */
/** @import {LineSymbol} from './line.js' */
/** @import {Duplicates} from './duplicates.js' */

/** @import {Choice} from './design.js' */
/** @import {State} from './reducer.js' */
/** @import {Sheet} from './sheets.js' */
/** @import {Step} from './steps.js' */
/** @import {Run} from './runs.js' */
/** @import {Training} from './training.js' */
/** @import {CodeEdited, Edit, Preset, TrainEpoch, TrainSettings} from '../worker/protocol.js' */

/**
 * @typedef {'open' | 'doing' | 'done' | 'plain'} StepStatus    plain: the step has no task
 *
 * @typedef {object} Facts
 * @property {number} pictures    that count
 * @property {(output: CodeEdited) => ReturnType<typeof standing>} standingOf    whether a cell's changes can be undone
 * @property {boolean} isHere    the project is open in this tab
 * @property {(place: Place) => Deletion[]} deletionsFrom    deletions there that can be restored, the earliest first
 * @property {() => number} lastChange    how many pictures the latest edit has changed
 * @property {(places: {sheet: string, cell: number}[], way: 'past' | 'future') => number} stepAmong    where among
 *     these pictures the next undo (or redo) begins; -1 if it also concerns others
 * @property {number[]} counts    per class: those that count, shown or not
 * @property {Picture[]} all    including doubtful ones and those left out
 * @property {(sheet: string, cell: number) => Picture | undefined} pictureAt
 * @property {Picture[][]} byClass    those that count
 * @property {Picture[]} drawn    on the screen
 * @property {(typed: string[]) => string[]} symbolsFor    all symbols that can be assigned to a picture
 * @property {Picture[][]} duplicates    groups of pictures that are nearly the same
 * @property {boolean} compared    the last search for duplicates included all current pictures
 * @property {Edit[]} extraDuplicates    the edits that leave one of each
 * @property {typeof missingIn} missingIn    the symbols of a page without any pictures
 * @property {typeof isForeign} isForeign    a dataset from elsewhere that has been read
 * @property {typeof othersIn} othersIn    the symbols of a page that no previous one has
 * @property {boolean} photoReady    the camera sees a sheet that does not move
 * @property {boolean} unknown    the drawing is unlike all training pictures
 * @property {string[]} netClasses    one for each output of the current network
 * @property {import('./photo.js').PhotoLine[]} photoLines    the lines read on paper
 * @property {LineSymbol[]} lineSymbols    the symbols of the written line
 * @property {string} lineText    as interpreted, or else as read
 * @property {boolean} calculates    the network knows operators
 * @property {boolean} reading    pages are being read
 * @property {{read: number, reading: number, failed: number}} arrived    counts of files by state; drawings are not
 *     included
 * @property {Record<Step, StepStatus>} steps
 * @property {Step} next    the first step that is not done
 * @property {boolean} begun    the network has been trained for at least one step
 * @property {TrainEpoch | undefined} atHand    the epoch to which the network's weights belong
 * @property {boolean} trained    there is a trained network
 * @property {Since | null} since    how the collection differs from the training data; null if unknown
 * @property {Preset | null} preset    the chosen one; null until the worker has sent them
 * @property {TrainSettings | null} settings    of the next training: the preset's, with changes by hand
 * @property {Required<TrainSettings> | null} fullSettings    the same with all values explicit
 * @property {(used: string | undefined) => string | null} recommendedFor    a preset that is better for one's own
 *     sheets than the one in use
 * @property {{at: number, sheets: number}} quick    the number of the sheet that the quick start is collecting, 0 if
 *     none; the total
 * @property {boolean} canTrain
 * @property {'network' | 'settings' | 'pictures' | null} anew    why a new training would differ from the current one
 * @property {boolean} canGoOn    the current training can be continued
 * @property {boolean} diverged    the training diverged
 * @property {Run[]} runs    sorted
 * @property {Map<string, number | undefined>} validations    validation accuracy by run id
 * @property {string | null} currentRun    the id of the run whose network the worker holds
 * @property {{used: number, most: number}} room    bytes of the stored weights
 * @property {'cell' | 'work' | null} held    what keeps Python busy while something waits for it
 * @property {'cell' | 'work' | null} drawingWaits    what the drawing waits for; the prediction shown is outdated
 * @property {boolean} waitsForCell    a started training is waiting
 * @property {'boot' | 'reading' | null} waitsFor    what a training has to wait for before it can start
 * @property {number} progress    of the training, 0…1
 * @property {Route} route    the guided path
 * @property {typeof THEMES} themes    to choose from
 * @property {{kinds: string[], tasks: string[], mostLayers: number, mostUnits: number}} plane    the options of the
 *     playground
 * @property {number | null} secondsLeft    of the training; null while unknown
 * @property {number | null} secondsOfNext    of the training that could begin now
 */

/**
 * @typedef {object} Route
 * @property {{id: string, number: number | null, step: Step, then?: Step, places?: string[], placesDone: string[],
 *     asks?: boolean, minutes: number, isExtra: boolean, from: number | null, done: boolean}[]} stations
 * @property {number} here    index of the first station that is not done, optional ones last; their number if all are
 *     done
 * @property {number} wanted    number of the lesson's stations
 * @property {number} done    how many of these are done
 * @property {number} minutes    minutes for these
 * @property {number[]} forms    minutes of the available lessons
 * @property {(form: number) => ReturnType<typeof stationsOf>} plan    the stations of another lesson
 * @property {(minute: number) => number} at    index of the station where a class should be
 * @property {{sheets: number, wanted: number, missing: number, one: string, other: string, first: string, second:
 *     string}} numbers    placeholders of its texts
 * @property {ReturnType<typeof compareOrders>} orders    results of trainings with and without shuffling
 * @property {() => boolean} isSwapped
 */

/**
 * @param {State} state
 * @returns {Facts}
 */
export function factsOf(state) {
  const { training, evaluation, sheets } = state;
  const preset = state.presets.find(({ key }) => key === state.choice.preset) ?? null;
  const { all, byClass, counts, pictureAt, drawn } = sortPictures(sheets, state.editing.now, state.classes);
  const pictures = counts.reduce((sum, count) => sum + count, 0);
  const reading = sheets.some((sheet) => sheet.state === 'waiting' || sheet.state === 'working');
  const running = training.state === 'running';
  const ready = state.boot.state === 'ready' && !running && !state.shelf.opening;
  const steps = stepsOf(state, countPictures(sheets), reading);
  const settings = preset && settingsOf(preset, state.choice);
  const since = sinceOf(state);
  const held = heldBy(state);
  const netClasses = training.settings ? training.classes : state.classes;
  return {
    pictures,
    standingOf: ({ edits, before }) => standing(state.editing.now, edits, before),
    stepAmong: (places, way) => placeOfStep(touchedBy(state.editing, way), places),
    lastChange: () => touchedBy(state.editing).length,
    isHere: isHere(state.project),
    deletionsFrom: (place) => deletionsFrom(state.deletions, place),
    all,
    pictureAt,
    byClass,
    counts,
    drawn,
    symbolsFor: (typed) => symbolsFor(typed, sheets, state.classes),
    ...likeness(state.duplicates, all),
    compared: isCompared(state.duplicates, sheets),
    recommendedFor: (used) => recommendedFor(state, used),
    missingIn,
    isForeign,
    othersIn,
    photoReady: isReady(state.camera),
    unknown: isUnknown(state.reading.result?.distance, limitOf(state.insight)),
    netClasses,
    lineSymbols: symbolsOf(state.line, limitOf(state.insight)),
    photoLines: linesOf(state.photo, limitOf(state.insight)),
    lineText: textOf(state.line.meaning),
    calculates: calculates(netClasses),
    reading,
    arrived: arrivedOf(sheets),
    steps,
    next: STEPS.find((step) => steps[step] !== 'done' && steps[step] !== 'plain') ?? 'try',
    begun: hasBegun(training),
    atHand: epochAtHand(training),
    trained: training.epochs.length > 0,
    preset,
    settings,
    fullSettings: preset && { ...preset.settings, .../** @type {TrainSettings} */ (settings) },
    since,
    anew: settings && hasBegun(training) ? reasonAnew(training, settings, since) : null,
    quick: { at: sheetAtHand(state.quick, sheets), sheets: SHEETS },
    canTrain:
      ready &&
      preset !== null &&
      pictures > 0 &&
      !reading &&
      !state.design.description?.problem &&
      evaluation.state !== 'working',
    canGoOn: ready && training.samples !== null,
    diverged: isDivergence(training.error),
    runs: sortedRuns(state),
    validations: new Map(state.runs.map((run) => [run.id, validationOf(run)])),
    currentRun: currentRun(state)?.id ?? null,
    room: { used: bytesOf(state.runs), most: MOST_BYTES },
    held,
    drawingWaits: isOutstanding(state) ? held : null,
    waitsForCell: running && training.unheard && held === 'cell',
    waitsFor: state.boot.state === 'booting' ? 'boot' : reading ? 'reading' : null,
    progress: training.state === 'done' ? 1 : training.goal > 0 ? Math.min(1, epochsSeen(training) / training.goal) : 0,
    route: routeOf(state),
    themes: THEMES,
    plane: { kinds: KINDS, tasks: TASKS.map(({ id }) => id), mostLayers: MOST_LAYERS, mostUnits: MOST_UNITS },
    secondsLeft: running ? (training.pace?.secondsLeft ?? null) : null,
    secondsOfNext: running || pictures === 0 ? null : secondsOfNext(state),
  };
}

/** @param {State} state @returns {Facts['held']} */
function heldBy(state) {
  const { boot, notebook } = state;
  if (boot.state !== 'ready') return null;
  if (notebook.lasts !== null) return 'cell';
  return isOutstanding(state) || notebook.pythonProblem?.kind === 'unresponsive' ? 'work' : null;
}

/**
 * Whether the user is waiting for the drawing; updates after each epoch of a training do not count.
 * @param {State} state
 */
function isOutstanding({ reading, drawing }) {
  return reading.late && reading.revision !== drawing.revision;
}

/** @param {Sheet[]} sheets @returns {Facts['arrived']} */
function arrivedOf(sheets) {
  const count = (/** @type {Sheet['state'][]} */ ...states) =>
    sheets.filter(({ id, state }) => !isDrawn(id) && states.includes(state)).length;
  return { read: count('done'), reading: count('waiting', 'working'), failed: count('failed') };
}

/**
 * @param {State} state
 * @param {number} pictures
 * @param {boolean} reading
 * @returns {Record<Step, StepStatus>}
 */
function stepsOf(state, pictures, reading) {
  const { training, evaluation, reading: drawing, checked, sheets, path } = state;
  const trained = training.epochs.length > 0 && training.state !== 'running';
  // The drawing is not restored after a reload, but the step stays done.
  const tried =
    training.epochs.length > 0 && (path.done.includes('draw') || (drawing.epochs !== null && !!drawing.result?.glyph));
  return {
    collect: reading ? 'doing' : pictures > 0 ? 'done' : 'open',
    check: pictures > 0 && isSeen(checked, sheets) ? 'done' : 'open',
    train: training.state === 'running' ? 'doing' : trained ? 'done' : 'open',
    evaluate: evaluation.state === 'working' ? 'doing' : isEvaluated(state) ? 'done' : 'open',
    try: tried ? 'done' : 'open',
    learn: 'plain',
    code: 'plain',
  };
}

/**
 * Some settings are always sent explicitly; all others that are not set by hand come from the preset.
 *
 * @param {Preset} preset
 * @param {Choice} choice
 * @returns {TrainSettings}
 */
function settingsOf({ settings: { epochs, batchSize, learningRate, validationShare } }, choice) {
  return { epochs, batchSize, learningRate, validationShare, ...choice };
}

/**
 * @type {{learned: Training['learned'], sheets: Sheet[], edits: Edits, classes: string[], since: Facts['since']} |
 *     null}
 */
let changes = null;

/**
 * Cached, since it is needed with every move of the pen.
 * @param {State} state
 * @returns {Facts['since']}
 */
function sinceOf(state) {
  const {
    training: { learned },
    sheets,
    editing: { now: edits },
    classes,
  } = state;
  if (
    changes?.learned === learned &&
    changes.sheets === sheets &&
    changes.edits === edits &&
    changes.classes === classes
  )
    return changes.since;
  changes = { learned, sheets, edits, classes, since: changesSince(learned, state) };
  return changes.since;
}

/** @param {Training} training @param {TrainSettings} settings @param {Facts['since']} since @returns {Facts['anew']} */
function reasonAnew({ settings: then }, settings, since) {
  if (then && (then.preset !== settings.preset || !isSameSettings(then.layers, settings.layers))) return 'network';
  if (since?.any) return 'pictures';
  return then && !isSameSettings(then, settings) ? 'settings' : null;
}

/**
 * @typedef {{all: Picture[], byClass: Picture[][], counts: number[], pictureAt: Facts['pictureAt'], drawn: Picture[]}}
 *     Sorted
 */

/** @type {{sources: Sheet[], edits: Edits, classes: string[], sorted: Sorted} | null} */
let known = null;

/**
 * Cached, so that views can compare by identity, class by class. The progress of reading a page changes nothing here.
 *
 * @param {Sheet[]} sheets
 * @param {Edits} edits
 * @param {string[]} classes
 * @returns {Sorted}
 */
function sortPictures(sheets, edits, classes) {
  const sources = sheets.filter(({ result }) => result);
  if (known && isEqual(sources, known.sources) && known.edits === edits && known.classes === classes)
    return known.sorted;
  const all = sources.flatMap((sheet) => picturesOf(sheet, edits));
  const place = new Map(classes.map((name, index) => [name, index]));
  /** @type {Picture[][]} */
  const byClass = classes.map(() => []);
  for (const picture of all) {
    const index = picture.label === null ? undefined : place.get(picture.label);
    if (index !== undefined) byClass[index].push(picture);
  }
  const before = known?.sorted.byClass ?? [];
  const kept = byClass.map((pictures, index) => (isEqual(pictures, before[index]) ? before[index] : pictures));
  const more = countMore(sheets, classes);
  const counts = kept.map((pictures, index) => pictures.length + more[index]);
  known = {
    sources,
    edits,
    classes,
    sorted: {
      all,
      byClass: kept,
      counts,
      pictureAt: finderIn(all),
      drawn: all.filter(({ sheet }) => isDrawn(sheet.id)),
    },
  };
  return known.sorted;
}

/**
 * Pictures by origin; the table is created on demand.
 * @param {Picture[]} all
 * @returns {Facts['pictureAt']}
 */
function finderIn(all) {
  /** @type {Map<string, Picture> | null} */
  let table = null;
  return (sheet, cell) => {
    table ??= new Map(all.map((picture) => [picture.key, picture]));
    return table.get(keyOf(sheet, cell));
  };
}

/**
 * Whether two lists have equal elements, so that the old one and its derived values can be kept.
 * @template T
 * @param {T[]} list
 * @param {T[] | undefined} before
 */
function isEqual(list, before) {
  return before?.length === list.length && list.every((one, index) => one === before[index]);
}

/** @typedef {{duplicates: Picture[][], extraDuplicates: Edit[]}} Likeness */
/** @type {{duplicates: Duplicates, all: Picture[], found: Likeness} | null} */
let compared = null;

/** @param {Duplicates} duplicates @param {Picture[]} all */
function likeness(duplicates, all) {
  if (compared && compared.duplicates === duplicates && compared.all === all) return compared.found;
  const groups = duplicatesAmong(duplicates, all);
  compared = { duplicates, all, found: { duplicates: groups, extraDuplicates: keepOneOfEach(groups) } };
  return compared.found;
}

/** @param {Training} training */
function epochsSeen(training) {
  return Math.max(training.epochs.length, training.steps.at(-1)?.at ?? 0);
}

/** @param {State} state @returns {Route} */
function routeOf(state) {
  const stations = stationsOf(state.path.form).map((station) => {
    const { id, number, step, then, places, asks, minutes, isExtra, from } = station;
    return {
      id,
      number,
      step,
      then,
      places,
      placesDone: placesDone(station, state),
      asks,
      minutes,
      isExtra,
      from,
      done: state.path.done.includes(id),
    };
  });
  const core = stations.filter(({ isExtra }) => !isExtra);
  const first = stations.findIndex(({ done, isExtra }) => !done && !isExtra);
  const ahead = stations.findIndex(({ done }) => !done);
  const sheets = state.sheets.filter(({ result }) => result?.page).length;
  const [one, other] = pairOf(state.classes);
  return {
    stations,
    here: [first, ahead, stations.length].find((place) => place >= 0) ?? 0,
    wanted: core.length,
    done: core.filter(({ done }) => done).length,
    minutes: minutesOf(stations),
    forms: FORMS,
    plan: stationsOf,
    at: (minute) => stationAt(stations, minute),
    numbers: {
      sheets,
      wanted: MORE_SHEETS,
      missing: Math.max(0, MORE_SHEETS - sheets),
      one,
      other,
      first: state.classes[0],
      second: state.classes[1],
    },
    orders: compareOrders(state),
    isSwapped: () => isSwapped(state),
  };
}

/** @typedef {{sheet: string, cell: number}} OfPicture */

/** @param {OfPicture[]} touched @param {OfPicture[]} places */
function placeOfStep(touched, places) {
  const found = touched.map((one) => places.findIndex(({ sheet, cell }) => sheet === one.sheet && cell === one.cell));
  return found.length > 0 && !found.includes(-1) ? Math.min(...found) : -1;
}
