/** Gives the user a file, as a download of the browser. */

/** An iPad first asks whether the file is wanted; until then it must be there. */
const ASKING_MS = 40_000;

/**
 * What no file system allows, or not all of them: signs of paths, control characters, halves of letters; and signs that
 * turn the direction
 * of writing, behind which a file seems to end otherwise than it does.
 */
const FORBIDDEN = /[\s/\\:*?"<>|\p{Cc}\p{Cs}\p{Bidi_Control}]+/gu;
/** Two hundred and fifty-five bytes are the most that a name may have; the rest is for its ending and for "(1)". */
const MOST_BYTES = 200;

/**
 * A text as a part of a file's name: whatever is allowed stays, emoji and all scripts, too.
 *
 * @param {string} text
 */
export function inFileName(text) {
  const allowed = text.replace(FORBIDDEN, '-').replace(/^[-.]+|[-.]+$/g, '');
  const bytesOf = (/** @type {string} */ some) => new TextEncoder().encode(some).length;
  const whole = [...allowed]; // by code points: Firefox 115 cannot tell letters apart
  while (bytesOf(whole.join('')) > MOST_BYTES) whole.pop();
  return whole.join('');
}

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
