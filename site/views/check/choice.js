/** Filtering and selection of pictures. */

/** @import {Picture} from '../../state/collection.js' */
/** @import {Group, WallTile} from '../../draw/rows.js' */

/** @typedef {'all' | 'doubtful' | 'out' | 'changed' | 'duplicates'} Show */
/**
 * @typedef {{name: string | null, source: string | null, writer: string | null, show: Show}} Filter    null: whichever
 */

/** @type {Filter} */
export const NO_FILTER = { name: null, source: null, writer: null, show: 'all' };

/** @type {Show[]} */
export const SHOWS = ['all', 'doubtful', 'out', 'changed', 'duplicates'];

/** What a picture was collected for, and still in doubt. @param {Picture} picture */
function isDoubtful({ status, edited }) {
  return status === 'doubtful' && !edited;
}

/** @param {Picture} picture */
function isOut(picture) {
  return picture.label === null && !isDoubtful(picture);
}

/** @type {Record<Show, (picture: Picture) => boolean>} */
const SHOWN = {
  // What its writer struck out was never meant to be read.
  all: (picture) => picture.status !== 'struck' || picture.edited,
  doubtful: isDoubtful,
  out: isOut,
  changed: ({ edited }) => edited,
  duplicates: () => true,
};

/** The class under which a picture is shown. @param {Picture} picture */
export function placeOf({ label, written }) {
  return label ?? written;
}

/** @param {Picture} picture @returns {WallTile['mark']} */
export function markOf(picture) {
  if (isDoubtful(picture)) return 'doubtful';
  if (picture.label === null) return 'out';
  return picture.edited ? 'changed' : '';
}

/**
 * @param {Picture[]} pictures
 * @param {string[]} classes
 * @param {Filter} filter
 * @param {Picture[]} duplicates    group by group, so that they are seen side by side
 * @returns {Group[]}
 */
export function groupsOf(pictures, classes, { name, source, writer, show }, duplicates) {
  const shown = (show === 'duplicates' ? duplicates : pictures).filter(
    (picture) =>
      SHOWN[show](picture) &&
      (name === null || placeOf(picture) === name) &&
      (source === null || picture.sheet.id === source) &&
      (writer === null || picture.sheet.writer === writer),
  );
  /** @type {Map<string, WallTile[]>} */
  const tiles = new Map(classes.map((one) => [one, []]));
  for (const picture of shown)
    tiles
      .get(placeOf(picture))
      ?.push({ key: picture.key, images: picture.images, index: picture.index, mark: markOf(picture) });
  return [...tiles].map(([one, its]) => ({ name: one, tiles: its })).filter((group) => group.tiles.length > 0);
}

/**
 * How many there are of each kind.
 * @param {Picture[]} pictures
 * @param {Picture[]} duplicates
 * @returns {Record<Show, number>}
 */
export function countShows(pictures, duplicates) {
  return /** @type {any} */ (
    Object.fromEntries(
      SHOWS.map((show) => [show, (show === 'duplicates' ? duplicates : pictures).filter(SHOWN[show]).length]),
    )
  );
}

/** @typedef {{chosen: Set<string>, active: string | null, anchor: string | null}} Selection */

/** @type {Selection} */
export const NOTHING_CHOSEN = { chosen: new Set(), active: null, anchor: null };

/**
 * @param {Selection} before
 * @param {string[]} keys    of all that is shown, in order
 * @param {string} key
 * @param {'one' | 'more' | 'range'} how
 * @returns {Selection}
 */
export function choose(before, keys, key, how) {
  if (how === 'one') return { chosen: new Set([key]), active: key, anchor: key };
  if (how === 'more') {
    const chosen = new Set(before.chosen);
    if (!chosen.delete(key)) chosen.add(key);
    return { chosen, active: key, anchor: key };
  }
  const ends = [keys.indexOf(before.anchor ?? key), keys.indexOf(key)].sort((a, b) => a - b);
  return { chosen: new Set(keys.slice(Math.max(0, ends[0]), ends[1] + 1)), active: key, anchor: before.anchor ?? key };
}
