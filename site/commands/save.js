/** Saves a file as a download of the browser. */

/** An iPad asks before saving; the file must exist until then. */
const ASKING_MS = 40_000;

/**
 * Characters that some file systems do not allow: path separators, control characters, lone surrogates; and characters
 * that change the writing direction, which could disguise a file's extension.
 */
const FORBIDDEN = /[\s/\\:*?"<>|\p{Cc}\p{Cs}\p{Bidi_Control}]+/gu;
/** Names may have 255 bytes; the rest is for the extension and for "(1)". */
const MOST_BYTES = 200;

/**
 * Converts a text to a part of a file name, keeping all allowed characters of any script.
 *
 * @param {string} text
 */
export function inFileName(text) {
  const allowed = text.replace(FORBIDDEN, '-').replace(/^[-.]+|[-.]+$/g, '');
  const bytesOf = (/** @type {string} */ some) => new TextEncoder().encode(some).length;
  const whole = [...allowed]; // by code points: Firefox 115 cannot segment graphemes
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
