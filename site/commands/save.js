/** Gives the user a file, as a download of the browser. */

/** An iPad first asks whether the file is wanted; until then it must be there. */
const ASKING_MS = 40_000;

/**
 * @param {string} name
 * @param {Uint8Array} bytes
 * @param {string} type
 */
export function save(name, bytes, type) {
  const url = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (bytes)], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), ASKING_MS);
}
