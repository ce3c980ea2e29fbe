/**
 * Judging a line that was read, in Try and in the exported page: doubtful symbols, and whether it can be a calculation.
 * No DOM.
 */

/** Probability below which a prediction is doubtful. */
export const READ_SURE = 0.7;

/** Name of an unknown symbol. */
export const UNKNOWN = '?';

/** Those that pupils collect; lines/meaning.py knows more notations. */
const SIGNS = new Set('+-−–×·÷:=');

/** Whether a network knows operators. @param {string[]} classes */
export function calculates(classes) {
  return classes.some((name) => SIGNS.has(name));
}
