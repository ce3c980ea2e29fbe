/** Converts parts for Python and back: JSON with separate arrays. */

/** @import {PackedPart} from '../worker/protocol.js' */
/** @import {Parts} from './stateParts.js' */

/** @param {Parts} parts    without File objects @returns {PackedPart[]} */
export function packParts(parts) {
  return [...parts].map(([name, value]) => {
    /** @type {PackedPart['files']} */
    const files = [];
    const text = JSON.stringify(value, (_, entry) => {
      if (entry instanceof ArrayBuffer) return { $file: files.push(new Uint8Array(entry)) - 1 };
      return entry instanceof Uint8Array ? { $file: files.push(entry) - 1 } : entry;
    });
    return { name, text: text ?? 'null', files };
  });
}

/** @param {PackedPart[]} packed @returns {Parts} */
export function unpackParts(packed) {
  return new Map(
    packed.map(({ name, text, files }) => [
      name,
      JSON.parse(text, (_, entry) => (typeof entry?.$file === 'number' ? files[entry.$file] : entry)),
    ]),
  );
}
