/**
 * The notice about deletions in a place, with a button to restore each, and one for all.
 *
 * Whatever can come back has its `data-thing` (see `thingOf`): there the focus goes when it is back.
 */

import { html, useEffect, useRef } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';
import { nameOf, thingOf } from './deleted.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Gone as Deletion, Place} from '../../state/bin.js' */

/**
 * When something has just been deleted, the focus goes to where it can be taken back. What is gone is told by the
 * page's live region (shell/news.js); with the button only in a dialog, outside of which nothing is heard.
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
  /** @param {Deletion} one */
  async function back(one) {
    await bring(one);
    await focusOn(thingOf(one));
  }
  /** The latest first: each goes back to the place that it had when it went. */
  async function backAll() {
    for (const one of [...all].reverse()) await bring(one);
    await focusOn(thingOf(all[0]));
  }
  return html`
    <p class="note gone" data-testid="gone" data-kind=${kind}>
      <span id=${place === 'projects' ? 'gone-project' : undefined}>${t(`gone.${kind}`, { name: nameOf(gone, t) })}</span>
      <button type="button" class="button is-small" ref=${button} aria-describedby=${place === 'projects' ? 'gone-project' : undefined}
        data-testid=${HOOKS[kind]} onClick=${() => void back(gone)}
      >
        <${Mark} name="undo" />
        ${t('gone.back')}<span class="visually-hidden"> ${nameOf(gone, t)}</span>
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
      .querySelector(`[data-thing="${CSS.escape(thing)}"]`)
      ?.querySelector('h3, [tabindex="0"], button:enabled');
    if (!place) continue;
    if (place.matches('h3')) place.setAttribute('tabindex', '-1');
    /** @type {HTMLElement} */ (place).focus();
    return;
  }
}
