/** Layout of a layer's units, and hit testing. No DOM. */

/**
 * @typedef {{unit: number, row: number, column: number}} Place    row and column count in a feature map
 *
 * @typedef {object} Arrangement    all in CSS pixels
 * @property {number} columns
 * @property {number} width    of one tile
 * @property {number} height
 * @property {number} gap
 * @property {number} whole    height of all rows
 */

/** Side of a dense layer's unit: preferred, and limits. */
const UNIT = { best: 24, least: 16, most: 40 };
const GAP = 3;
const SMALLEST_MAP = 36;
const LARGEST_MAP = 74;

/**
 * @param {number[]} shape    of the layer's output
 * @param {number} room    width to be filled
 * @returns {Arrangement}
 */
export function arrange(shape, room) {
  const count = shape[shape.length - 1];
  if (shape.length !== 3) return arrangeUnits(count, room);
  const [rows, columnsOfMap] = shape;
  const height = Math.min(LARGEST_MAP, Math.max(SMALLEST_MAP, rows * 2.6));
  const width = (height * columnsOfMap) / rows;
  const gap = 5;
  const columns = Math.max(1, Math.min(count, Math.floor((room + gap) / (width + gap))));
  return { columns, width, height, gap, whole: Math.ceil(count / columns) * (height + gap) - gap };
}

/**
 * Squares that fill the width, in rows of equal length if possible: 100 as 20 × 5, not 19 × 5 and 5.
 *
 * @param {number} count
 * @param {number} room
 * @returns {Arrangement}
 */
function arrangeUnits(count, room) {
  const sideOf = (/** @type {number} */ columns) => (room + GAP) / columns - GAP;
  const whole = Array.from({ length: count }, (_, index) => index + 1).filter((columns) => count % columns === 0);
  const even = whole.filter((columns) => sideOf(columns) >= UNIT.least && sideOf(columns) <= UNIT.most);
  const far = (/** @type {number} */ columns) => Math.abs(sideOf(columns) - UNIT.best);
  const columns =
    even.length > 0
      ? even.reduce((best, one) => (far(one) < far(best) ? one : best))
      : Math.max(1, Math.min(count, Math.floor((room + GAP) / (UNIT.best + GAP))));
  const side = even.length > 0 ? sideOf(columns) : Math.min(UNIT.best, Math.max(1, sideOf(columns)));
  return { columns, width: side, height: side, gap: GAP, whole: Math.ceil(count / columns) * (side + GAP) - GAP };
}

/**
 * @param {number[]} shape
 * @param {Arrangement} arrangement
 * @param {number} x
 * @param {number} y
 * @returns {Place | null}    null beside the last tile
 */
export function placeAt(shape, { columns, width, height, gap }, x, y) {
  const across = Math.floor(x / (width + gap));
  const down = Math.floor(y / (height + gap));
  const unit = down * columns + across;
  if (across < 0 || across >= columns || down < 0 || unit >= shape[shape.length - 1]) return null;
  if (shape.length !== 3) return { unit, row: 0, column: 0 };
  return {
    unit,
    row: Math.min(shape[0] - 1, Math.floor(((y - down * (height + gap)) / height) * shape[0])),
    column: Math.min(shape[1] - 1, Math.floor(((x - across * (width + gap)) / width) * shape[1])),
  };
}

/**
 * @param {Place} place
 * @param {number[]} shape
 * @param {Arrangement} arrangement
 */
export function boxOf({ unit, row, column }, shape, { columns, width, height, gap }) {
  const x = (unit % columns) * (width + gap);
  const y = Math.floor(unit / columns) * (height + gap);
  const cell =
    shape.length === 3
      ? {
          x: x + (column / shape[1]) * width,
          y: y + (row / shape[0]) * height,
          width: width / shape[1],
          height: height / shape[0],
        }
      : null;
  return { x, y, width, height, cell };
}
