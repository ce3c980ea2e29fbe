/** Errors as records that the state keeps and the page puts into words. */

/** @import {ErrorRecord} from '../worker/protocol.js' */

/**
 * Errors with a code are sentences of i18n; anything else is a defect, shown as such.
 *
 * @param {any} error
 * @returns {ErrorRecord}
 */
export function asRecord(error) {
  if (typeof error?.code === 'string') return { code: error.code, params: error.params ?? {}, detail: error.detail };
  return { code: 'page/unexpected', params: {}, detail: String(error?.stack ?? error) };
}
