/** Which changes must be drawn at once, and which can wait. */

/** @import {State} from './reducer.js' */

/** Shortest interval between updates of the page by a running training. */
const UNHURRIED_MS = 250;

/** Largest share of the time for drawing meanwhile, on slow machines. */
const SHARE = 0.1;

/**
 * Milliseconds between two updates of the page by a running training.
 * @param {number} cost    duration of the latest update in milliseconds
 */
export function unhurriedMs(cost) {
  return Math.max(UNHURRIED_MS, cost / SHARE);
}

/**
 * The slices that a running training changes by itself.
 * @type {Set<keyof State>}
 */
const BY_ITSELF = new Set(['training', 'runs', 'machine']);

/**
 * Whether only a running training has changed the state since the last update.
 *
 * @param {State} drawn
 * @param {State} now
 */
export function canWait(drawn, now) {
  if (
    drawn.training.state !== 'running' ||
    now.training.state !== 'running' ||
    drawn.training.stopping !== now.training.stopping
  )
    return false;
  return /** @type {(keyof State)[]} */ (Object.keys(now)).every(
    (name) => now[name] === drawn[name] || BY_ITSELF.has(name),
  );
}
