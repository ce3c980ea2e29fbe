/** Shading of numbers: background and text colour. No DOM. */

/**
 * Percentage from which text has the colour of paper: it has 4.5 : 1 there, and ink has it below, where the sheet lies
 * under it.
 */
const FULL = 72;

/** @param {number} share    0 to 1 @returns {{ink: string, isFull: boolean}}    as a percentage for style sheets */
export function shadeOf(share) {
  const percent = Math.round(100 * share);
  return { ink: `${percent}%`, isFull: percent >= FULL };
}
