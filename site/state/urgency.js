/** What must be seen at once, and what can wait for a moment. */

/** @import {State} from './reducer.js' */

/** The page is drawn no more often than this for a training that goes on by itself: nobody reads faster. */
const UNHURRIED_MS = 250;

/** The share of the time that drawing may take meanwhile: a slow machine has other things to do. */
const SHARE = 0.1;

/**
 * Milliseconds between two drawings of the page while a training goes on by itself.
 * @param {number} cost    milliseconds that the latest drawing took
 */
export function unhurriedMs(cost) {
  return Math.max(UNHURRIED_MS, cost / SHARE);
}

/**
 * What a running training changes without anybody's doing; how fast the machine is shows when it is over.
 * @type {Set<keyof State>}
 */
const BY_ITSELF = new Set(['training', 'runs', 'machine']);

/**
 * Whether nothing but the numbers of a running training has changed since the page was drawn.
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
