/**
 * What is told of a line that was read, in Try and on the page to take home: what is in doubt, and whether it can be
 * computed. No screen.
 */

/** A network that gives its answer less than this is in doubt. */
export const READ_SURE = 0.7;

/** What stands for a symbol that looks like nothing the network has learned. */
export const UNKNOWN = '?';

/** Of those that pupils collect; lines/meaning.py knows more ways to write them. */
const SIGNS = new Set('+-−–×·÷:=');

/** Whether a network knows signs of calculations. @param {string[]} classes */
export function calculates(classes) {
  return classes.some((name) => SIGNS.has(name));
}
