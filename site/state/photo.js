/** Lines on paper, from a photo or the camera, the network's predictions, and a person's corrections. */

import { symbolsOf } from './line.js';

/** @import {Action} from './reducer.js' */
/** @import {Correction, LineReading, LineSymbol} from './line.js' */
/** @import {ErrorRecord, HandCut, ReadPhoto} from '../worker/protocol.js' */

/**
 * @typedef {object} Photo
 * @property {string} name    of the picture shown; empty if none
 * @property {boolean} live    whether it is the camera's picture
 * @property {Omit<LineReading, 'strokes' | 'cuts'> & {result: ReadPhoto} | null} reading
 * @property {HandCut[]} cuts    what a person has put right of how it is cut, the latest last
 * @property {Correction[]} corrections    the latest last
 * @property {boolean} busy    a file is being read
 * @property {ErrorRecord | null} error    of reading it
 *
 * @typedef {object} PhotoLine
 * @property {LineSymbol[]} symbols
 * @property {string} text    of the line
 * @property {import('../worker/protocol.js').Understood | null} meaning    null where it is none, or of what was put
 *     right or is unknown
 */

/**
 * @typedef {{type: 'photo/opened', name: string, live: boolean}
 *   | {type: 'photo/read', reading: NonNullable<Photo['reading']>, run: string | null, name: string}
 *   | {type: 'photo/failed', error: ErrorRecord, name: string}
 *   | {type: 'photo/closed'}
 *   | {type: 'photo/cut', cut: HandCut}
 *   | {type: 'photo/uncut'}
 *   | {type: 'photo/corrected', index: number, name: string, id: string}
 *   | {type: 'photo/uncorrected'}} PhotoAction
 */

/** @type {Photo} */
export const NO_PHOTO = { name: '', live: false, reading: null, cuts: [], corrections: [], busy: false, error: null };

/**
 * Handles all actions except corrections, which also change the collection. Results for a picture that is no longer
 * shown are ignored.
 *
 * @param {Photo} photo
 * @param {Action} action
 * @param {string | null} run    the training whose network is at hand
 * @returns {Photo}
 */
export function photoReducer(photo, action, run) {
  switch (action.type) {
    case 'photo/opened':
      return { ...NO_PHOTO, name: action.name, live: action.live, corrections: photo.corrections, busy: !action.live };
    case 'photo/read':
      if (action.name !== photo.name || action.run !== run) return photo;
      return { ...photo, reading: action.reading, busy: false, error: null };
    case 'photo/failed':
      return action.name === photo.name ? { ...photo, busy: false, error: action.error } : photo;
    case 'photo/cut':
      return { ...photo, cuts: [...photo.cuts, action.cut] };
    case 'photo/uncut':
      return { ...photo, cuts: photo.cuts.slice(0, -1) };
    case 'photo/closed':
      return { ...NO_PHOTO, corrections: photo.corrections };
    default:
      return photo;
  }
}

/** @param {Photo} photo @param {number | null} limit    as for `symbolsOf` @returns {PhotoLine[]} */
export function linesOf(photo, limit) {
  if (!photo.reading) return [];
  const {
    result: { lines, meanings },
  } = photo.reading;
  const symbols = symbolsOf(photo, limit);
  return meanings.map((meaning, number) => {
    const own = symbols.filter((_, index) => lines[index] === number);
    const text = own.map(({ name, hasSpace }, index) => (hasSpace && index > 0 ? ` ${name}` : name)).join('');
    return {
      symbols: own,
      text,
      meaning: own.some(({ isCorrected, isUnknown }) => isCorrected || isUnknown) ? null : meaning,
    };
  });
}
