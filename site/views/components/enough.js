/** Whether there are enough pictures, and the classes are balanced. */

/** A class with less than this share of the largest one is reported. */
const BALANCED = 0.6;

/** Of a class with fewer pictures hardly one is left for the test. */
const FEW = 10;

/**
 * @typedef {{kind: 'alone' | 'few' | 'unbalanced' | 'balanced', most: number, least: number}} Balance    indices of
 *     classes
 */

/**
 * The most important hint about the pictures of each class.
 *
 * @param {number[]} counts    per class
 * @returns {Balance}
 */
export function balanceOf(counts) {
  const high = Math.max(...counts);
  const low = Math.min(...counts);
  const found = { most: counts.indexOf(high), least: counts.indexOf(low) };
  if (counts.filter((count) => count > 0).length === 1) return { kind: 'alone', ...found };
  if (low < high * BALANCED) return { kind: 'unbalanced', ...found };
  return { kind: low < FEW ? 'few' : 'balanced', ...found };
}
