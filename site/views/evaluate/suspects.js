/** Training pictures whose label the network doubts: relabel them, leave them out, train again. */

import { html } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { Glyph } from '../../draw/tiles.js';
import { sheetName } from './sheets.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Suspects} from '../../worker/protocol.js' */
/** @import {Open} from '../parts/looked.js' */

/** More at once nobody looks through. */
const SHOWN = 24;

/** @param {ViewProps & {onOpen: Open}} props */
export function SuspectList(props) {
  const { state: { insight: { suspects }, training }, facts, t, commands } = props;
  const { result, error, state: phase } = suspects;
  return html`<section class="card" data-testid="suspects" data-state=${phase}>
    <h2>${t('suspects.title')}</h2>
    <p class="card-note">${t('suspects.help')}</p>
    <div class="card-tools">
      <button type="button" class="button" data-testid="suspects-find" disabled=${phase === 'working' || training.state === 'running'}
        onClick=${commands.findSuspects}>${t(result ? 'suspects.again' : 'suspects.find')}</button>
      ${phase === 'working' ? html`<progress value=${suspects.share} max="1" aria-label=${t('suspects.title')}></progress>` : null}
      ${result && result.labels.length > 0 ? html`<button type="button" class="button is-primary" data-testid="suspects-train" disabled=${!facts.canTrain}
        onClick=${() => { location.hash = '#train'; void commands.train(); }}>${t('suspects.train')}</button>` : null}
    </div>
    ${error ? html`<${ErrorText} error=${error} t=${t} />` : null}
    ${result ? html`<p role="status">${result.n > 0 ? t.count('suspects.found', result.n) : t('suspects.none')}</p>
      <ul class="suspects">${result.labels.slice(0, SHOWN).map((_, index) => html`<${Suspect} key=${index} index=${index} result=${result} ...${props} />`)}</ul>` : null}
  </section>`;
}

/** @param {ViewProps & {index: number, result: Suspects, onOpen: Open}} props */
function Suspect({ index, result, state, facts: { netClasses }, t, dispatch, onOpen }) {
  const { sheet, cell } = result.origins[index];
  const written = netClasses[result.labels[index]];
  const read = netClasses[result.predicted[index]];
  const edits = state.editing.now[sheet] ?? {};
  const label = cell in edits ? edits[cell] : written;
  const text = t('suspects.tile', { written, read, share: t.sure(result.shares[index]), sheet: sheetName(sheet, state, t) });
  const change = (/** @type {string} */ value) => dispatch({ type: 'pictures/edited', changes: [{ sheet, cell, label: value === '' ? null : value }] });
  return html`<li class=${label === written ? '' : 'is-edited'} data-testid="suspect" data-loss=${result.losses[index]} title=${text}>
    <button type="button" class="tile-open" aria-haspopup="dialog" onClick=${() => onOpen(placesOf(result, netClasses, t), index)}><${Glyph} images=${result.images} index=${index} label=${text} /></button>
    <span aria-hidden="true">${written} → <b>${read}</b> <small>${t.sure(result.shares[index])}</small></span>
    <label class="field"><span class="visually-hidden">${t('suspects.choose')}</span>
      <select value=${label ?? ''} onChange=${(/** @type {any} */ event) => change(event.currentTarget.value)}>
        ${netClasses.map((name) => html`<option key=${name} value=${name}>${name}</option>`)}
        <option value="">${t('suspects.out')}</option>
      </select></label>
  </li>`;
}

/** All that are shown, to be looked at one after the other. @param {Suspects} result @param {string[]} classes @param {ViewProps['t']} t */
function placesOf({ origins, predicted, shares }, classes, t) {
  return origins.slice(0, SHOWN).map((origin, index) => ({ ...origin, read: t('looked.read', { name: classes[predicted[index]], share: t.sure(shares[index]) }) }));
}
