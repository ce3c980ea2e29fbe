/** Which changes must be drawn at once, and which can wait. */

/** @import {State} from './reducer.js' */

/** Shortest interval between updates of the page by running work. */
const UNHURRIED_MS = 250;

/** Largest share of the time for drawing meanwhile, on slow machines. */
const SHARE = 0.1;

/**
 * Milliseconds between two updates of the page by running work.
 * @param {number} cost    duration of the latest update in milliseconds
 */
export function unhurriedMs(cost) {
  return Math.max(UNHURRIED_MS, cost / SHARE);
}

/**
 * Whether nothing but progress has changed since the last update: a running training's, a page's that is being read,
 * or another task's.
 *
 * @param {State} drawn
 * @param {State} now
 */
export function canWait(drawn, now) {
  return changed(drawn, now).every((name) => {
    switch (name) {
      case 'training':
      case 'runs':
      case 'machine':
        return isTraining(drawn, now);
      case 'sheets':
        return sameBut('progress', drawn.sheets, now.sheets);
      case 'insight':
        return sameBut('share', drawn.insight, now.insight);
      case 'duplicates':
        return sameBut('share', [drawn.duplicates], [now.duplicates]);
      default:
        return false;
    }
  });
}

/** @param {State} drawn @param {State} now */
function isTraining({ training: before }, { training }) {
  return before.state === 'running' && training.state === 'running' && before.stopping === training.stopping;
}

/**
 * Whether records differ only in their field for progress.
 *
 * @param {string} progress
 * @param {object} before    array or object of records
 * @param {object} after
 */
function sameBut(progress, before, after) {
  if (Object.keys(before).length !== Object.keys(after).length) return false;
  return changed(before, after).every((key) =>
    changed(/** @type {any} */ (before)[key] ?? {}, /** @type {any} */ (after)[key]).every((name) => name === progress),
  );
}

/**
 * The keys of `after` whose values differ from those of `before`.
 *
 * @template {object} T
 * @param {T} before
 * @param {T} after
 */
function changed(before, after) {
  return /** @type {(keyof T)[]} */ (Object.keys(after)).filter((key) => after[key] !== before[key]);
}
