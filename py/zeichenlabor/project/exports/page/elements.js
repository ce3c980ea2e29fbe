/** The page's elements: found by their ids, and made. */

/** @param {string} id @returns {any} */
export const element = (id) => document.getElementById(id);

/** @param {string} tag @param {string} name    of its class @param {string} [content] */
export function make(tag, name, content = '') {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = content;
  return made;
}

/**
 * Part of a drawing in SVG.
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {string} [content]
 */
export function makeShape(tag, attributes, content = '') {
  // an address would look like one to visit
  const made = document.createElementNS(element('line-paper').namespaceURI, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.textContent = content;
  return made;
}

/**
 * What the network sees.
 * @param {HTMLCanvasElement} canvas    28 × 28
 * @param {Uint8Array | null} glyph
 * @param {number[]} colour
 */
export function paintGlyph(canvas, glyph, colour) {
  const { width, height } = canvas;
  const picture = new ImageData(width, height);
  for (let index = 0; index < width * height; index += 1)
    picture.data.set([...colour, glyph ? glyph[index] : 0], 4 * index);
  canvas.getContext('2d')?.putImageData(picture, 0, 0);
}
