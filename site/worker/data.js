/**
 * What a worker says is data, whatever a cell has put into it. Preact takes an object for an element of its own where
 * `constructor` is undefined in it: no JSON can say that, but a message can. So a cell could show any element in the
 * page, with any address, in the place of a text.
 */

/**
 * Takes away what would make an element of a message, wherever in it.
 *
 * @template T
 * @param {T} message
 * @returns {T}
 */
export function asData(message) {
  /** @type {Set<any>} */
  const parts = new Set([message]);
  for (const part of parts) { // grows on the way, and ends where a message holds itself
    if (typeof part !== 'object' || part === null || ArrayBuffer.isView(part)) continue;
    if (Object.hasOwn(part, 'constructor') && part.constructor === undefined) delete part.constructor;
    const inner = Array.isArray(part) ? part : part instanceof Map || part instanceof Set ? [...part] : Object.values(part);
    for (const one of inner) if (typeof one === 'object') parts.add(one);
  }
  return message;
}
