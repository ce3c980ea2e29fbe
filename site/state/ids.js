/**
 * Ids that never return: what was said about something that is gone can then never
 * be taken for something new. Earlier projects hold numbers; they keep them.
 */

const BYTES = 8;

/**
 * Not crypto.randomUUID: a school's own server may have no https.
 *
 * @param {string} kind    stands before it: `sheet-7f3a…`
 */
export function freshId(kind) {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return `${kind}-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** What stands before it. @param {string} id */
export function kindOf(id) {
  return id.split('-')[0];
}
