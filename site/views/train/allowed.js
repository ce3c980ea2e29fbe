/** Validation of numbers by a setting's rule, and the error messages. No DOM. */

import { readNumber } from '../../draw/number.js';

/** @import {SettingRow} from '../../worker/protocol.js' */

const MOST_LETTERS = 20;

/** @param {SettingRow} row @param {number} value */
export function allows({ kind, minimum, maximum, above, below }, value) {
  return (
    Number.isFinite(value) &&
    (kind === 'number' || Number.isInteger(value)) &&
    (minimum == null || value >= minimum) &&
    (maximum == null || value <= maximum) &&
    (above == null || value > above) &&
    (below == null || value < below)
  );
}

/**
 * What was typed and cannot be taken, not too long to be shown; null where it can.
 * @param {SettingRow} row
 * @param {string} typed
 */
export function refusedIn(row, typed) {
  if (allows(row, readNumber(typed))) return null;
  const said = typed.trim();
  return said.length > MOST_LETTERS ? `${said.slice(0, MOST_LETTERS)}…` : said;
}
