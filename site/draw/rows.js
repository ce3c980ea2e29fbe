/** Layout of a wall of pictures: groups in rows, and navigation by arrow keys. No DOM. */

/**
 * @typedef {object} WallTile
 * @property {string} key
 * @property {Uint8Array} images
 * @property {number} index
 * @property {'' | 'doubtful' | 'out' | 'changed'} mark
 *
 * @typedef {{name: string, tiles: WallTile[]}} Group
 * @typedef {{name: string, first: number, count: number}} Row    `first` counts the tiles of all groups
 */

/**
 * @param {Group[]} groups
 * @param {number} columns
 * @returns {Row[]}
 */
export function layRows(groups, columns) {
  /** @type {Row[]} */
  const rows = [];
  let first = 0;
  for (const { name, tiles } of groups) {
    for (let start = 0; start < tiles.length; start += columns) {
      rows.push({
        name: start === 0 ? name : '',
        first: first + start,
        count: Math.min(columns, tiles.length - start),
      });
    }
    first += tiles.length;
  }
  return rows;
}

/**
 * The tile selected by an arrow key.
 *
 * @param {Row[]} rows
 * @param {number} from
 * @param {string} key
 * @param {number} page    rows that are seen at once
 * @returns {number | null}    null where the key means nothing
 */
export function walk(rows, from, key, page) {
  const last = rows[rows.length - 1];
  const total = last.first + last.count;
  const row = rows.findIndex(({ first, count }) => from < first + count);
  const column = from - rows[row].first;
  const inRow = (/** @type {number} */ wanted) => {
    const { first, count } = rows[Math.min(rows.length - 1, Math.max(0, wanted))];
    return first + Math.min(column, count - 1);
  };
  if (key === 'ArrowRight') return Math.min(total - 1, from + 1);
  if (key === 'ArrowLeft') return Math.max(0, from - 1);
  if (key === 'ArrowDown') return inRow(row + 1);
  if (key === 'ArrowUp') return inRow(row - 1);
  if (key === 'PageDown') return inRow(row + page);
  if (key === 'PageUp') return inRow(row - page);
  if (key === 'Home') return 0;
  if (key === 'End') return total - 1;
  return null;
}
