/** Why a project is not read or written, where the browser is not to blame. */

/** Of the parts, for a page that is older than what it finds. */
export const FORMAT = 1;

/** Another tab is at this project now. */
export class TakenOver extends Error {}

/** The browser has cleared it meanwhile. */
export class Vanished extends Error {}

/** Written by a newer version of this page. */
export class TooNew extends Error {}

/** Whether there is no room left. @param {any} error */
export function isFull(error) {
  return error?.name === 'QuotaExceededError';
}
