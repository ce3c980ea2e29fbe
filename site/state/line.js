/**
 * A handwritten line of symbols, the network's predictions, and a person's corrections.
 *
 * A correction belongs to a symbol, identified by its box and picture, even if its index changes.
 */

import { isUnknown } from './insight.js';
import { READ_SURE, UNKNOWN } from './lineSense.js';

/** @import {Action} from './reducer.js' */
/** @import {ErrorRecord, HandCut, ReadLine, Understood} from '../worker/protocol.js' */

/**
 * @typedef {{x: number, y: number}[]} Stroke    in pixels of the paper
 *
 * @typedef {object} LineReading
 * @property {Pick<ReadLine, 'boxes' | 'images' | 'probabilities' | 'sure' | 'spaces' | 'distances'>} result
 * @property {Stroke[]} strokes    that were read
 * @property {HandCut[]} cuts    and what was put right of how they are cut
 * @property {string[]} classes    of the network that was used
 * @property {number | null} epochs    that it had seen; null for the untrained one
 *
 * @typedef {object} Correction
 * @property {number[]} box    of the symbol
 * @property {Uint8Array} glyph
 * @property {string} name    what it is
 * @property {string} sheet    the drawings that its picture has gone to
 * @property {number} cell    and its place there
 *
 * @typedef {{names: string[], value: Understood | null, error: ErrorRecord | null}} Meaning    of symbols with these
 *     names
 *
 * @typedef {object} Line
 * @property {number} pen    width in pixels of the paper
 * @property {Stroke[]} strokes
 * @property {HandCut[]} cuts    what a person has put right, the latest last
 * @property {{strokes: Stroke[], cuts: HandCut[]}[]} past    undo history, the earliest first
 * @property {LineReading | null} reading    the latest, which may be of fewer strokes
 * @property {Meaning | null} meaning
 * @property {Correction[]} corrections    the latest last
 * @property {ErrorRecord | null} error    of reading it
 *
 * @typedef {object} LineSymbol
 * @property {number[]} box    left, top, right, bottom; in a photo x and y of its corners
 * @property {Uint8Array} images
 * @property {number} index    its place in the line, and in `images`
 * @property {string} name    what a person has said, or the network reads; `UNKNOWN` where it knows nothing like it
 * @property {string} guess    what the network names even then
 * @property {number} share    how sure the network is of what it reads
 * @property {boolean} isCutSure
 * @property {boolean} isReadSure
 * @property {boolean} isCorrected
 * @property {boolean} isUnknown    it looks like nothing that the network has learned
 * @property {boolean} hasSpace    before it
 */

/**
 * @typedef {{type: 'line/written', strokes: Stroke[]}
 *   | {type: 'line/cut', cut: HandCut}
 *   | {type: 'line/undone'}
 *   | {type: 'line/read', reading: LineReading, run: string | null}
 *   | {type: 'line/failed', error: ErrorRecord}
 *   | {type: 'line/understood', meaning: Meaning}
 *   | {type: 'line/corrected', index: number, name: string, id: string}
 *   | {type: 'line/uncorrected'}} LineAction
 */

const MOST_UNDO = 200;
const PIXELS = 784;

/**
 * @typedef {{reading: Omit<LineReading, 'strokes' | 'cuts'> | null, corrections: Correction[]}} ReadSymbols    of a line, or of
 *     a photo
 */

/** @type {Line} */
export const NO_LINE = {
  pen: 8,
  strokes: [],
  cuts: [],
  past: [],
  reading: null,
  meaning: null,
  corrections: [],
  error: null,
};

/**
 * Handles all actions except corrections, which also change the collection.
 *
 * @param {Line} line
 * @param {Action} action
 * @param {string | null} run    the training whose network is at hand
 * @param {number | null} limit    as for `symbolsOf`
 * @returns {Line}
 */
export function lineReducer(line, action, run, limit) {
  switch (action.type) {
    case 'line/written':
      return rewritten(line, { strokes: action.strokes, cuts: cutsLeft(line, action.strokes) }, pastOf(line));
    case 'line/cut':
      return rewritten(line, { strokes: line.strokes, cuts: [...line.cuts, action.cut] }, pastOf(line));
    case 'line/undone':
      return line.past.length === 0 ? line : rewritten(line, line.past[line.past.length - 1], line.past.slice(0, -1));
    case 'line/read':
      if (action.run !== run || line.strokes.length === 0 || !hasHad(line, action.reading.strokes)) return line;
      return { ...line, reading: action.reading, error: null };
    case 'line/failed':
      return { ...line, error: action.error };
    case 'line/understood':
      return isSameNames(action.meaning.names, namesIn(line, limit)) ? { ...line, meaning: action.meaning } : line;
    default:
      return line;
  }
}

/**
 * Whether this is the current line or an earlier state of it, not an undone one or another project's.
 * @param {Line} line
 * @param {Stroke[]} strokes
 */
function hasHad(line, strokes) {
  return line.strokes === strokes || line.past.some((before) => before.strokes === strokes);
}

/**
 * The reading of an empty line.
 * @param {Line} line
 * @param {Pick<Line, 'strokes' | 'cuts'>} next
 * @param {Line['past']} past
 * @returns {Line}
 */
function rewritten(line, next, past) {
  const empty = next.strokes.length === 0;
  return { ...line, ...next, past, error: null, ...(empty && { reading: null, meaning: null }) };
}

/** @param {Line} line @returns {Line['past']} */
function pastOf({ strokes, cuts, past }) {
  return [...past.slice(-MOST_UNDO), { strokes, cuts }];
}

/**
 * The cuts by hand in ink to which no stroke was added since, and from which none was removed.
 * @param {Line} line
 * @param {Stroke[]} next
 */
function cutsLeft({ strokes, cuts }, next) {
  const changed = [
    ...strokes.filter((stroke) => !next.includes(stroke)),
    ...next.filter((stroke) => !strokes.includes(stroke)),
  ];
  return cuts.filter(({ points }) => {
    const [across, down] = [0, 1].map((axis) => points.filter((_, index) => index % 2 === axis));
    const isIn = (/** @type {{x: number, y: number}} */ { x, y }) =>
      x >= Math.min(...across) && x <= Math.max(...across) && y >= Math.min(...down) && y <= Math.max(...down);
    return !changed.some((stroke) => stroke.some(isIn));
  });
}

/** @param {LineSymbol[]} symbols @param {1 | 2} count @returns {HandCut} */
export function cutOf(symbols, count) {
  return { points: symbols.flatMap(({ box }) => [...box]), symbols: count };
}

/**
 * Adds a correction, replacing an earlier one of the same symbol.
 *
 * @template {ReadSymbols} Read
 * @param {Read} line
 * @param {LineSymbol} symbol
 * @param {Pick<Correction, 'name' | 'sheet' | 'cell'>} told
 * @returns {Read}
 */
export function withCorrection(line, symbol, told) {
  const correction = { ...told, box: symbol.box, glyph: glyphOf(symbol) };
  return {
    ...line,
    corrections: [...line.corrections.filter((one) => one !== correctionOf(line, symbol)), correction],
  };
}

/** @template {ReadSymbols} Read @param {Read} line @param {Correction} correction @returns {Read} */
export function withoutCorrection(line, correction) {
  return { ...line, corrections: line.corrections.filter((one) => one !== correction) };
}

/** @param {Pick<LineSymbol, 'images' | 'index'>} symbol */
export function glyphOf({ images, index }) {
  return images.slice(index * PIXELS, (index + 1) * PIXELS);
}

/** @param {ReadSymbols} line @param {Pick<LineSymbol, 'box' | 'images' | 'index'>} symbol */
export function correctionOf({ corrections }, { box, images, index }) {
  const isSame = (/** @type {Correction} */ one) =>
    one.box.every((side, at) => side === box[at]) && one.glyph.every((ink, at) => ink === images[index * PIXELS + at]);
  return corrections.find(isSame);
}

/**
 * @type {WeakMap<Omit<LineReading, 'strokes' | 'cuts'>, {corrections: Correction[], limit: number | null, symbols:
 *     LineSymbol[]}>}
 */
const known = new WeakMap();

/**
 * Its symbols from left to right; cached.
 * @param {ReadSymbols} line
 * @param {number | null} limit    what is farther from all that was learned is unknown; null where nobody has asked
 * @returns {LineSymbol[]}
 */
export function symbolsOf(line, limit) {
  if (!line.reading) return [];
  const before = known.get(line.reading);
  if (before?.corrections === line.corrections && before.limit === limit) return before.symbols;
  const {
    result: { boxes, images, probabilities, sure, spaces, distances },
    classes,
  } = line.reading;
  const width = boxes.length > 0 ? probabilities.length / boxes.length : 0;
  const symbols = boxes.map((box, index) => {
    const shares = probabilities.subarray(index * width, (index + 1) * width);
    const share = Math.max(...shares);
    const correction = correctionOf(line, { box, images, index });
    const guess = classes[shares.indexOf(share)] ?? '';
    const unknown = !correction && isUnknown(distances?.[index], limit);
    return {
      box,
      images,
      index,
      share,
      name: correction?.name ?? (unknown ? UNKNOWN : guess),
      guess,
      isCutSure: sure[index],
      isReadSure: share >= READ_SURE || !!correction,
      isCorrected: !!correction,
      isUnknown: unknown,
      hasSpace: spaces[index],
    };
  });
  known.set(line.reading, { corrections: line.corrections, limit, symbols });
  return symbols;
}

/** The names of its symbols, with spaces. @param {Line} line @param {number | null} limit */
export function namesIn(line, limit) {
  return symbolsOf(line, limit).flatMap(({ name, hasSpace }) => (hasSpace ? [' ', name] : [name]));
}

/** As interpreted, or else as read. @param {Meaning | null} meaning */
export function textOf(meaning) {
  return (meaning?.value?.text ?? meaning?.names.join('') ?? '').trim();
}

/** @param {string[]} a @param {string[]} b */
function isSameNames(a, b) {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
