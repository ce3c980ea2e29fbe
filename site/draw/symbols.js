/** Parses typed symbols, and creates pictures of those that are not in the PDF's font. */

/** Longer words are interpreted as letters typed without spaces. */
const LONGEST_WORD = 3;

/** A letter where the browser does not know: two halves of a flag, or a sign with its accents, colours and joints. */
const LETTER = /\p{RI}{2}|.(?:\p{M}|\p{EMod}|\u200d.)*/gsu;

/** Helvetica has the letters of Western Europe; everything else is printed as a picture. */
const PRINTABLE = /^[\u0020-\u007e\u00a0-\u00ff€Š-š Žž Œœ Ÿ „“”‚‘’–—…•]*$/u;

/** Pixels: sharp at the size of a row's label. */
const PICTURE_SIDE = 160;

/** The same for a user's drawing or photo. */
const CHOSEN_SIDE = 240;

/** Text in quotation marks is one name, whatever its length. */
const WORDS = /["„“”]([^"„“”]+)["„“”]|[^\s,;"„“”]+/gu;

/**
 * The symbols in a text: separated by spaces, commas or semicolons, each once. Longer words are split.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function symbolsIn(text) {
  const words = [...text.normalize('NFC').matchAll(WORDS)];
  return [...new Set(words.flatMap(([word, name]) => (name ? [name.trim()] : lettersOf(word))))].filter(
    (name) => name !== '',
  );
}

/** The text in which these symbols stand. @param {string[]} symbols */
export function textOf(symbols) {
  return symbols.map((one) => (lettersOf(one).length > 1 || /[\s,;]/u.test(one) ? `"${one}"` : one)).join(' ');
}

/** Made once: a page that is drawn anew takes many words apart. @type {Intl.Segmenter | undefined} */
let segmenter;

/**
 * The letters as a reader counts them: with their accents, and each emoji as one.
 *
 * @param {string} word
 * @returns {string[]}
 */
export function lettersIn(word) {
  // Firefox 115, the last one for Windows 7 and 8, knows no Segmenter; accents and joined emoji then stay with
  // what they belong to, and only rarer scripts come apart.
  if (!('Segmenter' in Intl)) return word.match(LETTER) ?? [];
  segmenter ??= new Intl.Segmenter();
  return [...segmenter.segment(word)].map(({ segment }) => segment);
}

/** @param {string} word */
function lettersOf(word) {
  const letters = lettersIn(word);
  return letters.length > LONGEST_WORD ? letters : [word];
}

/** @param {string} symbol */
export function needsPicture(symbol) {
  return !PRINTABLE.test(symbol);
}

/**
 * A symbol rendered by this browser.
 *
 * @param {string} symbol
 * @returns {Promise<{name: string, png: Uint8Array}>}
 */
export async function symbolPicture(symbol) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = PICTURE_SIDE;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.textAlign = 'center';
  context.font = '100px sans-serif';
  const { width, actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = context.measureText(symbol);
  const scale = Math.min(1.4, PICTURE_SIDE / Math.max(width, up + down, 1)) * 0.96;
  context.font = `${100 * scale}px sans-serif`;
  context.fillText(symbol, PICTURE_SIDE / 2, PICTURE_SIDE / 2 + ((up - down) * scale) / 2);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  return { name: symbol, png: new Uint8Array(await blob.arrayBuffer()) };
}

/**
 * A user's picture, scaled and cropped to a square.
 *
 * @param {File} file
 * @returns {Promise<Uint8Array>}    PNG
 */
export async function chosenPicture(file) {
  const bitmap = await createImageBitmap(file);
  const scale = CHOSEN_SIDE / Math.max(bitmap.width, bitmap.height);
  const [width, height] = [bitmap.width * scale, bitmap.height * scale];
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = CHOSEN_SIDE;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, (CHOSEN_SIDE - width) / 2, (CHOSEN_SIDE - height) / 2, width, height);
  bitmap.close();
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  return new Uint8Array(await blob.arrayBuffer());
}
