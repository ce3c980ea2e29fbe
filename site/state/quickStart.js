/** The quick start without paper: from its one button until the training of what it has collected begins. */

/** @import {Sheet} from './sheets.js' */

/**
 * @typedef {object} Quick
 * @property {boolean} going    its button was pressed, and the training has not begun yet
 * @property {number} wanted    sheets that it collects
 * @property {string[]} before    ids of the sources that were there when it began
 */

/** @typedef {{type: 'quick/started', wanted: number} | {type: 'quick/ended'}} QuickAction */

/** @type {Quick} */
export const NO_QUICK = { going: false, wanted: 0, before: [] };

/** Sheets that it collects. */
export const SHEETS = 3;

/**
 * Who presses twice begins once.
 * @param {Quick} quick
 * @param {QuickAction} action
 * @param {Sheet[]} sheets
 * @returns {Quick}
 */
export function quickStartReducer(quick, action, sheets) {
  if (action.type === 'quick/ended') return NO_QUICK;
  return quick.going ? quick : { going: true, wanted: action.wanted, before: sheets.map(({ id }) => id) };
}

/**
 * The number of the sheet that is being filled in and read; 0 where it collects none.
 *
 * @param {Quick} quick
 * @param {Sheet[]} sheets
 */
export function sheetAtHand({ wanted, before }, sheets) {
  const read = sheets.filter(({ id, state }) => state === 'done' && !before.includes(id)).length;
  return Math.min(wanted, read + 1);
}
