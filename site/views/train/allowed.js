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
 * The rule in words, as keys of i18n with their numbers.
 * @param {SettingRow} row
 * @returns {{key: string, n?: number}[]}    the kind of number first
 */
export function ruleOf({ kind, minimum, maximum, above, below }) {
  const bounds = { above, least: minimum, below, most: maximum };
  return [
    { key: kind === 'number' ? 'set.rule.number' : 'set.rule.whole' },
    ...Object.entries(bounds).flatMap(([name, n]) => (n == null ? [] : [{ key: `set.rule.${name}`, n }])),
  ];
}

/**
 * The invalid input, shortened for display; null if it is valid.
 * @param {SettingRow} row
 * @param {string} typed
 */
export function refusedIn(row, typed) {
  if (allows(row, readNumber(typed))) return null;
  const said = typed.trim();
  return said.length > MOST_LETTERS ? `${said.slice(0, MOST_LETTERS)}…` : said;
}
