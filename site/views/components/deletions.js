/**
 * The notice about deletions in a place, with a button to restore each, and one for all.
 *
 * Everything that can be restored has a `data-item` (see `itemOf`), which gets the focus when it is restored.
 */

import { html, useEffect, useRef } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';
import { nameOf, itemOf } from './deletionNames.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Deletion, Place} from '../../state/deletions.js' */

/**
 * When something has just been deleted, the focus goes to the button that restores it. The page's live region
 * (shell/news.js) announces the deletion; in a dialog, outside of which nothing is heard, the button describes it.
 *
 * @param {ViewProps & {place: Place}} props
 */
export function Deletions({ state: { deletions }, facts, place, t, commands }) {
  const button = useRef(/** @type {HTMLElement | null} */ (null));
  const all = facts.deletionsFrom(place);
  const latest = all.at(-1);
  const known = useRef(deletions);
  useEffect(() => {
    if (latest && !known.current.includes(latest)) button.current?.focus();
    known.current = deletions;
  }, [deletions]);
  if (!latest) return null;
  const { kind } = latest;
  const restore = (/** @type {Deletion} */ one) =>
    one.kind === 'project' ? commands.restoreProject(one.id) : commands.restoreDeletion(one.id);
  /** @param {Deletion} one */
  async function restoreOne(one) {
    await restore(one);
    await focusOn(itemOf(one));
  }
  /** The latest first, so that each returns to its former position. */
  async function restoreAll() {
    for (const one of [...all].reverse()) await restore(one);
    await focusOn(itemOf(all[0]));
  }
  return html`
    <p class="note deletions" data-testid="deletions" data-kind=${kind}>
      <span id=${place === 'projects' ? 'deleted-project' : undefined}>${t(`deletion.${kind}`, { name: nameOf(latest, t) })}</span>
      <button type="button" class="button is-small" ref=${button} aria-describedby=${place === 'projects' ? 'deleted-project' : undefined}
        data-testid=${HOOKS[kind]} onClick=${() => void restoreOne(latest)}
      >
        <${Mark} name="undo" />
        ${t('deletion.back')}<span class="visually-hidden"> ${nameOf(latest, t)}</span>
      </button>
      ${
        all.length > 1
          ? html`
            <button type="button" class="button is-small" data-testid="restore-all" data-count=${all.length}
              onClick=${() => void restoreAll()}
            >
              ${t('deletion.all', { n: all.length })}
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
  points: 'points-undo',
  project: 'project-restore',
};

/** Frames until what came back is drawn at the latest; its part of the step may have to wait for its turn. */
const MOST_FRAMES = 30;

/** The name of what came back or, where it has none that is shown, its first control. @param {string} thing */
async function focusOn(thing) {
  for (let frame = 0; frame < MOST_FRAMES; frame += 1) {
    await new Promise(requestAnimationFrame);
    const place = document
      .querySelector(`[data-item="${CSS.escape(thing)}"]`)
      ?.querySelector('h3, [tabindex="0"], button:enabled');
    if (!place) continue;
    if (place.matches('h3')) place.setAttribute('tabindex', '-1');
    /** @type {HTMLElement} */ (place).focus();
    return;
  }
}
