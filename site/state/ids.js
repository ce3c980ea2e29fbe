/**
 * Ids that are never reused, so that results about something deleted cannot be confused with something new. Old
 * projects have numbers as ids, which are kept.
 */

const BYTES = 8;

/**
 * Not crypto.randomUUID, which needs https; a school's server may not have it.
 *
 * @param {string} kind    prefix: `sheet-7f3a…`
 */
export function freshId(kind) {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return `${kind}-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** The prefix of an id. @param {string} id */
export function kindOf(id) {
  return id.split('-')[0];
}
