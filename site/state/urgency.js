/** What must be seen at once, and what can wait for a moment. */

/** @import {State} from './reducer.js' */

/**
 * So often is the page drawn for a training that goes on by itself; nobody reads faster, and a slow machine has other
 * things to do.
 */
export const UNHURRIED_MS = 250;

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
