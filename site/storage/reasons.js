/** Reasons why a project cannot be read or written. */

/** Version of the parts, to detect those of newer versions. */
export const FORMAT = 1;

/** Another tab has taken over this project. */
export class TakenOver extends Error {}

/** The browser has deleted it. */
export class Vanished extends Error {}

/** Written by a newer version of this page. */
export class TooNew extends Error {}

/** Whether the storage is full. @param {any} error */
export function isFull(error) {
  return error?.name === 'QuotaExceededError';
}
