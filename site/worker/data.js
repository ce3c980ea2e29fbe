/**
 * Sanitises messages from a worker. Preact treats objects whose `constructor` is undefined as elements: JSON cannot
 * express that, but a message can. So a cell could insert any element with any address into the page.
 */

/**
 * Replaces everything in a message that Preact would treat as an element with an empty text.
 *
 * @template T
 * @param {T} message
 * @returns {T}
 */
export function asData(message) {
  /** @type {Set<any>} */
  const parts = new Set([message]);
  for (const part of parts) {
    // grows during the loop; cycles are visited once
    if (typeof part !== 'object' || part === null || ArrayBuffer.isView(part)) continue;
    if (isElement(part)) delete part.constructor; // if it cannot be replaced in place: in a Map, or the whole message
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
 * Sanitises an error record.
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
