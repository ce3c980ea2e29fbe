/** Exports charts: all charts of a page as one SVG or PNG, and their numbers as CSV. */

/** The CSS properties that an exported chart needs inline. */
const STYLES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'opacity',
  'font-size',
  'font-family',
];
const TITLE = 30;
const SVG = 'http://www.w3.org/2000/svg';

/**
 * With dark ink on white paper, even in dark mode.
 *
 * @param {Element} root    holds the charts
 * @returns {{text: string, width: number, height: number}}
 */
export function chartsAsSvg(root) {
  const { dataset } = document.documentElement;
  const { theme } = dataset;
  dataset.theme = 'light';
  try {
    return asSvg(root);
  } finally {
    if (theme === undefined) delete dataset.theme;
    else dataset.theme = theme;
  }
}

/** @param {Element} root */
function asSvg(root) {
  const whole = document.createElementNS(SVG, 'svg');
  let width = 0;
  let height = 0;
  for (const figure of root.querySelectorAll('.chart')) {
    const plot = /** @type {SVGSVGElement} */ (figure.querySelector('.chart-plot'));
    const words = [figure.querySelector('.chart-title'), ...figure.querySelectorAll('.chart-key')].map(
      (one) => one?.textContent?.trim() ?? '',
    );
    const title = document.createElementNS(SVG, 'text');
    title.textContent = words.join(' · ');
    setAll(title, { x: 12, y: height + 20, 'font-family': 'sans-serif', 'font-size': 14 });
    const copy = withStyles(plot);
    setAll(copy, { x: 0, y: height + TITLE });
    whole.append(title, copy);
    width = Math.max(width, plot.width.baseVal.value);
    height += TITLE + plot.height.baseVal.value;
  }
  const paper = document.createElementNS(SVG, 'rect');
  setAll(paper, { width, height, fill: '#fff' });
  whole.prepend(paper);
  setAll(whole, { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` });
  return { text: new XMLSerializer().serializeToString(whole), width, height };
}

/** @param {SVGSVGElement} plot */
function withStyles(plot) {
  const copy = /** @type {SVGSVGElement} */ (plot.cloneNode(true));
  const originals = plot.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((element, index) => {
    const style = getComputedStyle(originals[index]);
    for (const name of STYLES) element.setAttribute(name, style.getPropertyValue(name));
    element.removeAttribute('class');
  });
  return copy;
}

/** @param {Element} element @param {Record<string, string | number>} attributes */
function setAll(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

/**
 * @param {{text: string, width: number, height: number}} svg
 * @param {number} [sharpness]    pixels of the picture per pixel of the drawing
 * @returns {Promise<Uint8Array>}
 */
export async function svgAsPng({ text, width, height }, sharpness = 2) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * sharpness;
  canvas.height = height * sharpness;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  return new Uint8Array(await /** @type {Blob} */ (/** @type {unknown} */ (blob)).arrayBuffer());
}
