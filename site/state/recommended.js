/** Which network suits sheets of one's own, and whether it is time to say so. */

/** @import {State} from './reducer.js' */

/** Reads strangers and the pad best: of 30 drawings 28, the simple ones about 21. */
export const RECOMMENDED = 'own-handwriting';

/**
 * The first training is a simple one; afterwards, who has sheets of their own is told what suits them.
 *
 * @param {Pick<State, 'presets' | 'sheets' | 'training'>} state
 * @param {string | undefined} used    the preset in question
 * @returns {string | null}
 */
export function recommendedFor({ presets, sheets, training }, used) {
  const own = sheets.some(({ name, result }) => result && (result.page || name === ''));
  const there = presets.some(({ key }) => key === RECOMMENDED);
  const ready = training.epochs.length > 0 && training.state !== 'running';
  return own && there && ready && used !== RECOMMENDED ? RECOMMENDED : null;
}
