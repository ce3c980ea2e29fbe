/**
 * The test pictures: mistakes first, the most confident one before all; then, collapsed, correct predictions, the least
 * confident first.
 */

import { html, useMemo, useState } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';
import { Glyph } from '../../draw/tiles.js';

/** @import {ViewProps} from '../view.js' */
/** @import {EvaluateResult} from '../../worker/protocol.js' */
/** @import {Open} from '../components/looked.js' */

/** More tiles add nothing, but cost the browser time. */
const SHOWN = 120;

/** @param {ViewProps & {result: EvaluateResult, onOpen: Open}} props */
export function Gallery({ result, state, facts, t, dispatch, onOpen }) {
  const { picked } = state.evaluation;
  const [open, setOpen] = useState(false);
  const rising = useMemo(() => risingOf(result), [result]);
  /**
   * An opened picture has the others of its list as neighbours.
   * @param {number} index
   * @param {number} at
   * @param {number[]} list
   */
  const tile = (
    index,
    at,
    list,
  ) => html`<${TestTile} key=${index} index=${index} result=${result} state=${state} facts=${facts} t=${t}
    onOpen=${() =>
      onOpen(
        list.map((one) => placeOf(one, result, facts.netClasses, t)),
        at,
      )} />`;
  const all = [...result.labels.keys()];
  if (picked) {
    const chosen = all.filter(
      (index) => result.labels[index] === picked.actual && result.predicted[index] === picked.predicted,
    );
    const names = { actual: facts.netClasses[picked.actual], predicted: facts.netClasses[picked.predicted] };
    return html`
      <section class="gallery" data-testid="picked">
        <div class="gallery-head">
          <h2>${t('evaluate.picked', names)}</h2>
          <button type="button" class="button" onClick=${() => dispatch({ type: 'evaluate/picked', picked: null })}>
            ${t('evaluate.all')}
          </button>
        </div>
        <${Tiles} indices=${chosen} tile=${tile} t=${t} />
      </section>
    `;
  }
  const wrong = rising.filter((index) => result.labels[index] !== result.predicted[index]).reverse();
  const right = rising.filter((index) => result.labels[index] === result.predicted[index]);
  return html`
    <section class="gallery">
      <div class="gallery-head">
        <h2>${wrong.length > 0 ? t.count('evaluate.mistakes', wrong.length) : t('evaluate.flawless')}</h2>
      </div>
      <${Tiles} indices=${wrong} tile=${tile} t=${t} />
      ${
        right.length > 0
          ? html`
            <details class="gallery-rights" open=${wrong.length === 0}
              onToggle=${(/** @type {any} */ event) => setOpen(event.currentTarget.open)}
            >
              <summary><h2>${t('evaluate.rights')} <span>${t.number(right.length)}</span></h2></summary>
              ${open || wrong.length === 0 ? html`<${Tiles} indices=${right} tile=${tile} t=${t} />` : null}
            </details>
          `
          : null
      }
    </section>
  `;
}

/** The test pictures, the least sure first. @param {EvaluateResult} result */
const risingOf = (result) =>
  [...result.labels.keys()]
    .map((index) => ({ index, sure: sureness(result, index) }))
    .sort((a, b) => a.sure - b.sure)
    .map(({ index }) => index);

/**
 * @param {{indices: number[], tile: (index: number, at: number, list: number[]) => unknown, t: ViewProps['t']}} props
 */
function Tiles({ indices, tile, t }) {
  const rest = indices.length - SHOWN;
  return html`<ul class="test-tiles">${indices.slice(0, SHOWN).map(tile)}</ul>
    ${rest > 0 ? html`<p class="gallery-more">${t.count('evaluate.more', rest)}</p>` : null}`;
}

/** @param {EvaluateResult} result @param {number} index */
function sureness({ probabilities, predicted, labels }, index) {
  return probabilities[index * (probabilities.length / labels.length) + predicted[index]];
}

/** @param {number} index @param {EvaluateResult} result @param {string[]} classes @param {ViewProps['t']} t */
function placeOf(index, result, classes, t) {
  return {
    ...result.origins[index],
    read: t('looked.read', { name: classes[result.predicted[index]], share: t.sure(sureness(result, index)) }),
  };
}

/**
 * @param {{index: number, result: EvaluateResult, state: ViewProps['state'], facts: ViewProps['facts'], t:
 *     ViewProps['t'], onOpen: () => void}} props
 */
function TestTile({ index, result, state: { sheets }, facts: { netClasses: classes, pictureAt }, t, onOpen }) {
  const actual = classes[result.labels[index]];
  const predicted = classes[result.predicted[index]];
  const wrong = actual !== predicted;
  const share = t.sure(sureness(result, index));
  const origin = result.origins[index];
  const sheet = sheets.find((one) => one.id === origin?.sheet)?.name ?? '';
  const picture = origin && pictureAt(origin.sheet, origin.cell);
  const now = picture && picture.label !== actual ? (picture.label ?? t('looked.nothing')) : '';
  const label = t(`evaluate.tile.${wrong ? 'wrong' : 'right'}`, { actual, predicted, share, sheet });
  return html`
    <li class=${`test-tile ${wrong ? 'is-wrong' : ''} ${now ? 'is-edited' : ''}`} data-testid="test-tile"
      data-wrong=${wrong} data-now=${now} title=${label}
    >
      <button type="button" class="tile-open" aria-haspopup="dialog" onClick=${onOpen}>
        <${Glyph} images=${result.images} index=${index} label=${label} />
      </button>
      ${now ? html`<span class="test-now">${t('looked.now', { name: now })}</span>` : null}
      ${
        wrong
          ? html`
            <${Mark} name="cross" class="test-mark" />
            <span class="test-read" aria-hidden="true">${actual} → <b>${predicted}</b></span>
            <span class="test-share" aria-hidden="true">${share}</span>
          `
          : null
      }
    </li>
  `;
}
