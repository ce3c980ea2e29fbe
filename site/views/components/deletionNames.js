/** The names of deleted items, and the marks by which restored ones are found. No DOM. */

/** @import {ViewProps} from '../view.js' */
/** @import {Deletion} from '../../state/deletions.js' */

/** The `data-item` of what comes back. @param {Deletion} deletion */
export function itemOf(deletion) {
  switch (deletion.kind) {
    case 'sheet':
    case 'reading':
      return deletion.sheet.id;
    case 'run':
      return deletion.run.id;
    case 'symbol':
      return deletion.name;
    case 'project':
      return deletion.entry.id;
    case 'cell':
      return deletion.cell.id;
    case 'cells':
      return deletion.cells[0].id;
    default:
      return deletion.kind;
  }
}

/** @param {Deletion} deletion @param {ViewProps['t']} t */
export function nameOf(deletion, t) {
  switch (deletion.kind) {
    case 'sheet':
    case 'reading':
      return deletion.sheet.name || t('collect.source.drawn');
    case 'run':
      return deletion.run.name || t('runs.name', { n: deletion.run.number });
    case 'symbol':
      return deletion.name;
    case 'project':
      return deletion.entry.name || t('project.unnamed');
    case 'cell':
      return firstLine(deletion.cell.source) || t('deletion.cell.empty');
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
