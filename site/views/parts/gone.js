/**
 * The notice about deletions in a place, with a button to restore each, and one for all.
 */

import { html, useEffect, useRef } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Gone as Deletion, Place} from '../../state/bin.js' */

/**
 * When something has just been deleted, the focus goes to where it can be taken back; so what is gone is heard with the
 * button.
 *
 * @param {ViewProps & {place: Place}} props
 */
export function Gone({ state: { bin }, facts, place, t, commands }) {
  const button = useRef(/** @type {HTMLElement | null} */ (null));
  const all = facts.goneFrom(place);
  const gone = all.at(-1);
  const known = useRef(bin);
  useEffect(() => {
    if (gone && !known.current.includes(gone)) button.current?.focus();
    known.current = bin;
  }, [bin]);
  if (!gone) return null;
  const { kind } = gone;
  const bring = (/** @type {Deletion} */ one) =>
    one.kind === 'project' ? commands.restoreProject(one.id) : commands.bringBack(one.id);
  const back = () => void bring(gone);
  /** The latest first: each goes back to the place that it had when it went. */
  async function backAll() {
    for (const one of [...all].reverse()) await bring(one);
  }
  return html`
    <p class="note gone" data-testid="gone" data-kind=${kind}>
      <span id=${`gone-${place}`}>${t(`gone.${kind}`, { name: nameOf(gone, t) })}</span>
      <button type="button" class="button is-small" ref=${button} aria-describedby=${`gone-${place}`}
        data-testid=${HOOKS[kind]} onClick=${back}
      >
        <${Mark} name="undo" />
        ${t('gone.back')}
      </button>
      ${
        all.length > 1
          ? html`
            <button type="button" class="button is-small" data-testid="gone-all" data-count=${all.length}
              onClick=${() => void backAll()}
            >
              ${t('gone.all', { n: all.length })}
            </button>
          `
          : null
      }
    </p>
  `;
}

/** @type {Record<Deletion['kind'], string>} */
const HOOKS = {
  sheet: 'sheet-undo',
  reading: 'sheet-undo',
  symbol: 'symbol-undo',
  run: 'run-undo',
  network: 'network-undo',
  cell: 'cell-undo',
  cells: 'cell-undo',
  project: 'project-restore',
};

/** @param {Deletion} gone @param {ViewProps['t']} t */
function nameOf(gone, t) {
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
      return firstLine(gone.cell.source);
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
