/** Numbers out of text: base64 → bytes → the network's weights. */

/** @param {string} text @returns {Uint8Array} */
function bytesOf(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/**
 * A number of 16 bits: sign, five bits of exponent, ten of fraction (IEEE 754 binary16).
 *
 * @param {number} bits
 */
function half(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/**
 * @param {string} text    base64 of little-endian numbers
 * @param {'float16' | 'float32'} precision
 * @returns {Float32Array}
 */
export function numbersOf(text, precision) {
  const bytes = bytesOf(text);
  if (precision === 'float32') return new Float32Array(bytes.buffer);
  return Float32Array.from(new Uint16Array(bytes.buffer), half);
}
