/**
 * Any drawing → 28×28, as the network learned to see: the ink's longest side becomes 20
 * pixels, its centre of mass goes to the middle. The same steps as in zeichenlabor/glyphs.py.
 */

export const SIZE = 28;
export const BOX = 20;
/** Share of the darkest ink from which a pixel counts for the ink's extent. */
const INK_FLOOR = 0.15;
/** Parts of a pixel to which the centre of mass counts: half a pixel must not depend on roundings of sums. */
const PARTS = 1000;

/**
 * @param {Uint8Array} ink    row by row, 255 on 0
 * @param {number} width
 * @param {number} height
 * @returns {Uint8Array | null}    28 * 28 bytes; null where there is no ink
 */
export function normalizeGlyph(ink, width, height) {
  const peak = core(ink);
  if (peak <= 0) return null;
  const { top, left, rows, columns } = extent(ink, width, height, INK_FLOOR * peak);
  const drawing = new Float32Array(rows * columns);
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) drawing[y * columns + x] = Math.min(ink[(top + y) * width + left + x], peak);
  }
  const factor = BOX / Math.max(rows, columns);
  const newRows = Math.max(1, roundEven(rows * factor));
  const newColumns = Math.max(1, roundEven(columns * factor));
  const lower = shrink(drawing, rows, columns, newRows);
  const small = transpose(
    shrink(transpose(lower, newRows, columns), columns, newRows, newColumns),
    newColumns,
    newRows,
  );
  const scale = 255 / core(small);
  return centre(
    small.map((value) => Math.min(value * scale, 255)),
    newRows,
    newColumns,
  );
}

/**
 * The darkness of the strokes' core: the median of the darker half of the scale.
 * @param {Uint8Array | Float32Array} ink
 */
function core(ink) {
  let top = 0;
  for (const value of ink) top = Math.max(top, value);
  const drawn = ink.filter((value) => value > 0.5 * top).sort();
  return drawn.length > 0 ? drawn[Math.floor(drawn.length / 2)] : 0;
}

/** @param {Uint8Array} ink @param {number} width @param {number} height @param {number} floor */
function extent(ink, width, height, floor) {
  let [top, left, bottom, right] = [height, width, -1, -1];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (ink[y * width + x] <= floor) continue;
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      left = Math.min(left, x);
      right = Math.max(right, x);
    }
  }
  return { top, left, rows: bottom - top + 1, columns: right - left + 1 };
}

/**
 * Each new row is the mean over the area of the old ones that it covers, edges shared exactly.
 *
 * @param {Float32Array} picture
 * @param {number} rows
 * @param {number} columns
 * @param {number} target    rows
 */
function shrink(picture, rows, columns, target) {
  const result = new Float32Array(target * columns);
  for (let to = 0; to < target; to += 1) {
    const [begin, end] = [to * (rows / target), (to + 1) * (rows / target)];
    for (let from = Math.floor(begin); from < Math.min(rows, Math.ceil(end)); from += 1) {
      const weight = Math.fround(Math.max(Math.min(end, from + 1) - Math.max(begin, from), 0) * (target / rows));
      for (let x = 0; x < columns; x += 1) result[to * columns + x] += weight * picture[from * columns + x];
    }
  }
  return result;
}

/** @param {Float32Array} picture @param {number} rows @param {number} columns */
function transpose(picture, rows, columns) {
  return picture.map((_, index) => picture[(index % rows) * columns + Math.floor(index / rows)]);
}

/** @param {Float32Array} small @param {number} rows @param {number} columns */
function centre(small, rows, columns) {
  let [total, down, across] = [0, 0, 0];
  small.forEach((value, index) => {
    total += value;
    down += value * Math.floor(index / columns);
    across += value * (index % columns);
  });
  const top = clamp(toPixel(SIZE / 2 - down / total), SIZE - rows);
  const left = clamp(toPixel(SIZE / 2 - across / total), SIZE - columns);
  const glyph = new Uint8Array(SIZE * SIZE);
  small.forEach((value, index) => {
    glyph[(top + Math.floor(index / columns)) * SIZE + left + (index % columns)] = Math.floor(value + 0.5);
  });
  return glyph;
}

/** @param {number} value @param {number} most */
function clamp(value, most) {
  return Math.min(Math.max(value, 0), most);
}

/** @param {number} value */
function toPixel(value) {
  return roundEven(Math.round(value * PARTS) / PARTS);
}

/** Halves go to the even neighbour, as Python rounds. @param {number} value */
function roundEven(value) {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
