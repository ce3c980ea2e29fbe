/** The page's colours for canvases: read from the CSS tokens, and again when they change. */

/** @typedef {[number, number, number]} Rgb */
/**
 * @typedef {object} Palette
 * @property {Rgb} positive    above zero
 * @property {Rgb} negative
 * @property {Rgb} sheet    what lies below
 * @property {Rgb} ink    of what was written
 * @property {Rgb} line    of squared paper
 * @property {(name: string) => string} css    any token as CSS has it
 * @property {number} zoom    how much larger than usual type is: by the projector view, or by the reader's wish
 */

/** Defaults without a page. @type {Palette} */
const PLAIN = {
  positive: [9, 119, 189],
  negative: [245, 148, 37],
  sheet: [255, 255, 255],
  ink: [29, 62, 140],
  line: [214, 226, 236],
  css: () => '',
  zoom: 1,
};

/** @type {Palette | null} */
let held = null;
/** @type {Set<(now: Palette) => void>} */
export const painters = new Set();

/** @returns {Palette} */
export function palette() {
  held ??= typeof document === 'undefined' ? PLAIN : read(getComputedStyle(document.documentElement));
  return held;
}

/** Called when the tokens have changed: canvases are painted again. */
export function repaint() {
  held = null;
  for (const paint of painters) paint(palette());
}

/** @param {CSSStyleDeclaration} style @returns {Palette} */
function read(style) {
  /** @type {Map<string, string>} */
  const known = new Map();
  const css = (/** @type {string} */ name) => {
    const value = known.get(name) ?? style.getPropertyValue(`--${name}`).trim();
    known.set(name, value);
    return value;
  };
  return {
    positive: rgbOf(css('positive-rgb')),
    negative: rgbOf(css('negative-rgb')),
    sheet: rgbOf(css('sheet')),
    ink: rgbOf(css('tile-ink')),
    line: rgbOf(css('tile-line')),
    css,
    zoom: parseFloat(style.fontSize) / 16 || 1,
  };
}

/** @param {string} colour    `#rrggbb` or `r g b` @returns {Rgb} */
export function rgbOf(colour) {
  const parts = colour.startsWith('#')
    ? (colour.slice(1).match(/../g) ?? []).map((part) => parseInt(part, 16))
    : colour.split(/\s+/).map(Number);
  return /** @type {Rgb} */ (parts.length === 3 ? parts : [0, 0, 0]);
}
