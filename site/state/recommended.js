/** Which preset is recommended for one's own sheets, and when. */

/** @import {State} from './reducer.js' */

/** Reads strangers and the pad best; `bench pad` has the figures. */
export const RECOMMENDED = 'own-handwriting';

/**
 * The first training is simple; afterwards a better preset is recommended to users with their own sheets.
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
