/**
 * What a worker says is data, whatever a cell has put into it. Preact takes an object for an element of its own where
 * `constructor` is undefined in it: no JSON can say that, but a message can. So a cell could show any element in the
 * page, with any address, in the place of a text.
 */

/**
 * Puts an empty text in the place of what would be an element, wherever in a message.
 *
 * @template T
 * @param {T} message
 * @returns {T}
 */
export function asData(message) {
  /** @type {Set<any>} */
  const parts = new Set([message]);
  for (const part of parts) {
    // grows on the way, and ends where a message holds itself
    if (typeof part !== 'object' || part === null || ArrayBuffer.isView(part)) continue;
    if (isElement(part)) delete part.constructor; // where it has no place of its own: in a Map, or all of the message
    if (part instanceof Map || part instanceof Set) {
      for (const one of [...part].flat()) parts.add(one);
      continue;
    }
    for (const name of Array.isArray(part) ? part.keys() : Object.keys(part)) {
      if (isElement(part[name])) part[name] = '';
      else if (typeof part[name] === 'object') parts.add(part[name]);
    }
  }
  return message;
}

/**
 * An error of the worker's, whose code and values the page puts into sentences.
 *
 * @param {any} told
 * @returns {import('./protocol.js').ErrorRecord}
 */
export function asErrorRecord(told) {
  const { code, params, detail } = Object(told);
  const values = Object.entries(Object(params)).filter(([, value]) => ['string', 'number'].includes(typeof value));
  return {
    code: typeof code === 'string' ? code : 'worker/unexpected',
    params: Object.fromEntries(values),
    ...(typeof detail === 'string' ? { detail } : {}),
  };
}

/** @param {any} value */
function isElement(value) {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, 'constructor') &&
    value.constructor === undefined
  );
}
