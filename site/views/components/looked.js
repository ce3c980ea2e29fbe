/** The dialog for a picture: its origin, its class, and its neighbours in the list. */

import { html, useEffect, useRef, useState } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';
import { symbolsIn } from '../../draw/symbols.js';
import { Details } from './details.js';

/** @import {ViewProps} from '../view.js' */

/** @typedef {{sheet: string, cell: number, read?: string}} Place    `read`: what a network says about it */
/** @typedef {{places: Place[], at: number}} Look */
/** @typedef {(places: Place[], at: number) => void} Open */

/** @type {Record<string, number>} */
const TURNS = { ArrowLeft: -1, ArrowRight: 1 };

/**
 * What a list of pictures needs so that each can be opened: the way to do it, and the dialog.
 *
 * @param {ViewProps} props
 * @returns {{open: Open, dialog: unknown}}
 */
export function useLooked(props) {
  const [look, setLook] = useState(/** @type {Look | null} */ (null));
  const close = () => setLook(null);
  const move = (/** @type {number} */ at) => setLook((now) => now && { ...now, at });
  return {
    open: (places, at) => setLook({ places, at }),
    dialog: look ? html`<${Looked} look=${look} onMove=${move} onClose=${close} ...${props} />` : null,
  };
}

/** @param {ViewProps & {look: Look, onMove: (at: number) => void, onClose: () => void}} props */
function Looked({ look: { places, at }, onMove, onClose, state, facts, t, commands, dispatch }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => dialog.current?.showModal(), []);
  const { sheet, cell, read } = places[at];
  const picture = facts.pictureAt(sheet, cell);
  const symbols = facts.symbolsFor(symbolsIn(state.template.text));
  const change = (/** @type {string | null} */ label) =>
    dispatch({ type: 'pictures/edited', changes: [{ sheet, cell, label }] });
  // Undoes only changes of these pictures, and shows the one concerned.
  const [past, future] = [facts.stepAmong(places, 'past'), facts.stepAmong(places, 'future')];
  const step = (/** @type {number} */ to, /** @type {'edits/undone' | 'edits/redone'} */ type) => {
    if (to < 0) return;
    dispatch({ type });
    onMove(to);
  };
  const undo = () => step(past, 'edits/undone');
  const redo = () => step(future, 'edits/redone');
  const turn = (/** @type {number} */ by) => onMove((at + by + places.length) % places.length);

  /** @param {KeyboardEvent} event */
  function key(event) {
    const command = event.ctrlKey || event.metaKey;
    const typed = event.key.toLowerCase();
    if (/** @type {Element} */ (event.target).tagName === 'SELECT' && !command) return;
    const named = !command && !event.altKey && symbols.find((name) => name === event.key);
    if (event.key in TURNS && !event.altKey) turn(TURNS[event.key]);
    else if (picture && named) change(named);
    else if (picture && (event.key === 'Delete' || event.key === 'Backspace')) change(null);
    else if (command && (typed === 'y' || (typed === 'z' && event.shiftKey))) redo();
    else if (command && typed === 'z') undo();
    else return;
    event.preventDefault();
  }

  function train() {
    onClose();
    location.hash = '#train';
    void commands.train();
  }

  return html`
    <dialog class="looked" ref=${dialog} aria-labelledby="looked-title" onClose=${onClose} onKeyDown=${key}
      data-testid="looked"
    >
      <div class="looked-head">
        <h2 id="looked-title">${t('looked.title', { at: at + 1, n: places.length })}</h2>
        ${
          places.length > 1
            ? html`
              <button type="button" class="button is-icon" data-testid="looked-before"
                aria-label=${t('looked.before')} title=${t('looked.before')} onClick=${() => turn(-1)}
              >
                ←
              </button>
              <button type="button" class="button is-icon" data-testid="looked-next" aria-label=${t('looked.next')}
                title=${t('looked.next')} onClick=${() => turn(1)}
              >
                →
              </button>
            `
            : null
        }
        <button type="button" class="button is-icon" data-testid="looked-close" aria-label=${t('looked.close')}
          title=${t('looked.close')} onClick=${() => dialog.current?.close()}
        >
          <${Mark} name="cross" />
        </button>
      </div>
      ${
        picture
          ? html`<${Details} key=${picture.key} picture=${picture} read=${read} t=${t} />`
          : html`<p>${t('looked.gone')}</p>`
      }
      <div class="looked-tools">
        ${
          picture
            ? html`
              <label class="field">
                <span class="field-name">${t('check.details.counts')}</span>
                <select data-testid="looked-label" value=${picture.label ?? ''}
                  onChange=${(/** @type {any} */ event) => change(event.currentTarget.value || null)}
                >
                  ${symbols.map((name) => html`<option key=${name} value=${name}>${name}</option>`)}
                  <option value="">${t('looked.nothing')}</option>
                </select>
              </label>
              <button type="button" class="button" data-testid="looked-out" aria-pressed=${picture.label === null}
                onClick=${() => change(picture.label === null ? picture.written : null)}
              >
                <${Mark} name=${picture.label === null ? 'tick' : 'cross'} />
                ${t(picture.label === null ? 'check.include' : 'check.exclude')}
              </button>
            `
            : null
        }
        <span class="looked-undo">
          <button type="button" class="button is-icon" data-testid="looked-undo" disabled=${past < 0}
            aria-label=${t('check.undo')} title=${t('check.undo')} onClick=${undo}
          >
            <${Mark} name="undo" />
          </button>
          <button type="button" class="button is-icon" data-testid="looked-redo" disabled=${future < 0}
            aria-label=${t('check.redo')} title=${t('check.redo')} onClick=${redo}
          >
            <${Mark} name="redo" />
          </button>
        </span>
      </div>
      <p class="looked-after">
        <button type="button" class="button is-primary" data-testid="looked-train" disabled=${!facts.canTrain}
          onClick=${train}
        >
          ${t('suspects.train')}
        </button>
      </p>
    </dialog>
  `;
}
