/** The quick start without paper: from its button until the training begins. */

/** @import {Sheet} from './sheets.js' */

/**
 * @typedef {object} Quick
 * @property {boolean} going    between the button and the start of the training
 * @property {number} wanted    number of sheets to collect
 * @property {string[]} before    ids of the sources before it began
 */

/** @typedef {{type: 'quick/started', wanted: number} | {type: 'quick/ended'}} QuickAction */

/** @type {Quick} */
export const NO_QUICK = { going: false, wanted: 0, before: [] };

/** Number of sheets that it collects. */
export const SHEETS = 3;

/**
 * A second press of the button has no effect.
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
 * The number of the sheet that is being read; 0 if none.
 *
 * @param {Quick} quick
 * @param {Sheet[]} sheets
 */
export function sheetAtHand({ wanted, before }, sheets) {
  const read = sheets.filter(({ id, state }) => state === 'done' && !before.includes(id)).length;
  return Math.min(wanted, read + 1);
}
