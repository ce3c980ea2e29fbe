/** Deletions in words, and what marks the things that come back. No DOM. */

/** @import {ViewProps} from '../view.js' */
/** @import {Gone as Deletion} from '../../state/bin.js' */

/** The `data-thing` of what comes back. @param {Deletion} gone */
export function thingOf(gone) {
  switch (gone.kind) {
    case 'sheet':
    case 'reading':
      return gone.sheet.id;
    case 'run':
      return gone.run.id;
    case 'symbol':
      return gone.name;
    case 'project':
      return gone.entry.id;
    case 'cell':
      return gone.cell.id;
    case 'cells':
      return gone.cells[0].id;
    default:
      return gone.kind;
  }
}

/** @param {Deletion} gone @param {ViewProps['t']} t */
export function nameOf(gone, t) {
  switch (gone.kind) {
    case 'sheet':
    case 'reading':
      return gone.sheet.name || t('collect.source.drawn');
    case 'run':
      return gone.run.name || t('runs.name', { n: gone.run.number });
    case 'symbol':
      return gone.name;
    case 'project':
      return gone.entry.name || t('project.unnamed');
    case 'cell':
      return firstLine(gone.cell.source) || t('gone.cell.empty');
    default:
      return '';
  }
}

/** Cells have no names; what they begin with tells them apart. @param {string} source */
function firstLine(source) {
  const line =
    source
      .split('\n')
      .map((one) => one.trim())
      .find((one) => one !== '') ?? '';
  return line.length > MOST_LETTERS ? `${line.slice(0, MOST_LETTERS)}…` : line;
}
const MOST_LETTERS = 40;
