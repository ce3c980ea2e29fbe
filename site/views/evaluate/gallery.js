/** The test pictures: the mistakes first, the surest mistake before all, then what was read rightly. */

import { html } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';
import { Glyph } from '../../draw/tiles.js';

/** @import {ViewProps} from '../view.js' */
/** @import {EvaluateResult} from '../../worker/protocol.js' */

/** More tiles than this say no more, but cost the browser time. */
const SHOWN = 120;

/** @param {ViewProps & {result: EvaluateResult}} props */
export function Gallery({ result, state, facts, t, dispatch }) {
  const { picked } = state.evaluation;
  const tile = (/** @type {number} */ index) => html`<${TestTile} key=${index} index=${index} result=${result} state=${state} facts=${facts} t=${t} />`;
  const all = [...result.labels.keys()];
  if (picked) {
    const chosen = all.filter((index) => result.labels[index] === picked.actual && result.predicted[index] === picked.predicted);
    const names = { actual: facts.netClasses[picked.actual], predicted: facts.netClasses[picked.predicted] };
    return html`<section class="gallery" data-testid="picked">
      <div class="gallery-head"><h2>${t('evaluate.picked', names)}</h2>
        <button type="button" class="button" onClick=${() => dispatch({ type: 'evaluate/picked', picked: null })}>${t('evaluate.all')}</button></div>
      <${Tiles} indices=${chosen} tile=${tile} t=${t} />
    </section>`;
  }
  const wrong = all.filter((index) => result.labels[index] !== result.predicted[index])
    .sort((a, b) => sureness(result, b) - sureness(result, a));
  const right = all.filter((index) => result.labels[index] === result.predicted[index]);
  return html`<section class="gallery">
    <div class="gallery-head"><h2>${wrong.length > 0 ? t.count('evaluate.mistakes', wrong.length) : t('evaluate.flawless')}</h2></div>
    <${Tiles} indices=${wrong} tile=${tile} t=${t} />
    <div class="gallery-head"><h2>${t('evaluate.rights')}</h2></div>
    <${Tiles} indices=${right} tile=${tile} t=${t} />
  </section>`;
}

/** @param {{indices: number[], tile: (index: number) => unknown, t: ViewProps['t']}} props */
function Tiles({ indices, tile, t }) {
  const rest = indices.length - SHOWN;
  return html`<ul class="test-tiles">${indices.slice(0, SHOWN).map(tile)}</ul>
    ${rest > 0 ? html`<p class="gallery-more">${t.count('evaluate.more', rest)}</p>` : null}`;
}

/** @param {EvaluateResult} result @param {number} index */
function sureness({ probabilities, predicted, labels }, index) {
  return probabilities[index * (probabilities.length / labels.length) + predicted[index]];
}

/** @param {{index: number, result: EvaluateResult, state: ViewProps['state'], facts: ViewProps['facts'], t: ViewProps['t']}} props */
function TestTile({ index, result, state: { sheets }, facts: { netClasses: classes }, t }) {
  const actual = classes[result.labels[index]];
  const predicted = classes[result.predicted[index]];
  const wrong = actual !== predicted;
  const share = t.sure(sureness(result, index));
  const sheet = sheets.find((one) => one.id === result.origins[index]?.sheet)?.name ?? '';
  const label = t(`evaluate.tile.${wrong ? 'wrong' : 'right'}`, { actual, predicted, share, sheet });
  return html`<li class=${`test-tile ${wrong ? 'is-wrong' : ''}`} data-testid="test-tile" data-wrong=${wrong} title=${label}>
    <${Glyph} images=${result.images} index=${index} label=${label} />
    ${wrong ? html`<${Mark} name="cross" class="test-mark" /><span class="test-read" aria-hidden="true">${actual} → <b>${predicted}</b></span>
      <span class="test-share" aria-hidden="true">${share}</span>` : null}
  </li>`;
}
