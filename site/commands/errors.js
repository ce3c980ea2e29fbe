/** Converts errors to records, which the state stores and the page translates. */

/** @import {ErrorRecord} from '../worker/protocol.js' */

/**
 * Errors with a code have a translation; anything else is a bug, and shown as such.
 *
 * @param {any} error
 * @returns {ErrorRecord}
 */
export function asRecord(error) {
  if (typeof error?.code === 'string') return { code: error.code, params: error.params ?? {}, detail: error.detail };
  return { code: 'page/unexpected', params: {}, detail: String(error?.stack ?? error) };
}
