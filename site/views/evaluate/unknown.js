/** Unknown symbols: how well they can be rejected, and how many known ones are then rejected, too. */

import { html } from '../../vendor/preact.js';
import { LineChart } from '../../draw/lineChart.js';
import { Slide } from '../../draw/slide.js';
import { Glyph } from '../../draw/tiles.js';
import { Ask } from './ask.js';
import { Work } from './work.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Judgement, Limit} from '../../worker/protocol.js' */

/** Of those that are refused, and of those that are not. */
const SHOWN = 12;

/** @param {ViewProps} props */
export function Unknown(props) {
  const {
    state: {
      insight: { unknown },
    },
    t,
    commands,
  } = props;
  return html`
    <${Ask} hook="unknown" title=${t('unknown.title')} help=${t('unknown.help')} data-state=${unknown.state}>
      <${Work} analysis="unknown" job=${unknown} name=${t('unknown.title')} ...${props}>
        <button type="button" class="button" data-testid="unknown-start" onClick=${() => void commands.judgeUnknown()}>
          ${t(unknown.result ? 'unknown.again' : 'unknown.start')}
        </button>
      <//>
      ${unknown.result ? html`<${Found} judgement=${unknown.result} ...${props} />` : null}
    <//>
  `;
}

/** @param {ViewProps & {judgement: Judgement}} props */
function Found(props) {
  const {
    judgement: { distances, limits, softmax },
    state: {
      insight: { look },
    },
    t,
    commands,
  } = props;
  const { lost, limit, known, nonsense } = limits[look.limit];
  const percent = (/** @type {number} */ share) => t.percent(share, 1);
  const short = (/** @type {number} */ share) => t.percent(share, share > 0 && share < 0.1 ? 1 : 0);
  const [refused, passed] = [true, false].map((isFar) =>
    [...distances.keys()].filter((index) => distances[index] > limit === isFar),
  );
  return html`
    <div class="unknown">
      <${Slide} label=${t('unknown.limit')} value=${look.limit} min=${0} max=${limits.length - 1} step=${1}
        told=${t('unknown.lost', { share: percent(lost) })}
        onChange=${(/** @type {number} */ value) => void commands.look({ limit: value })}
      />
      <p role="status" data-testid="unknown-found" data-nonsense=${nonsense} data-known=${known}>
        ${t(known > 0 ? 'unknown.found' : 'unknown.found.none', { nonsense: percent(nonsense), known: percent(known) })}
        ${' '}
        ${t('unknown.softmax.found', {
          nonsense: percent(softmax[look.limit].nonsense),
          known: percent(softmax[look.limit].known),
        })}
      </p>
      <${LineChart} title=${t('unknown.chart')} xLabel=${t('unknown.known')}
        xDomain=${[0, Math.max(...[...limits, ...softmax].map(({ known: share }) => share), 0.1)]} yDomain=${[0, 1]}
        formatX=${short} formatY=${short}
        series=${[
          { id: 'training', label: t('unknown.distance'), points: curveOf(limits) },
          { id: 'validation', label: t('unknown.softmax'), points: curveOf(softmax), dashed: true },
        ]}
      />
      <${Tiles} title=${t('unknown.passed')} rows=${passed} ...${props} />
      <${Tiles} title=${t('unknown.refused')} rows=${refused} ...${props} />
      <p class="card-note">${t('unknown.try')} <a href="#try">${t('step.try')} <span aria-hidden="true">→</span></a></p>
    </div>
  `;
}

/** @param {Limit[]} limits @returns {[number, number][]} */
function curveOf(limits) {
  return limits.map(({ known, nonsense }) => [known, nonsense]);
}

/** @param {ViewProps & {judgement: Judgement, title: string, rows: number[]}} props */
function Tiles({ judgement: { images, kinds, predicted, shares }, title, rows, facts: { netClasses }, t }) {
  // Some of each kind: they stand kind by kind.
  const shown = rows.filter(
    (_, place) => Math.floor((place * SHOWN) / rows.length) !== Math.floor(((place - 1) * SHOWN) / rows.length),
  );
  if (rows.length === 0) return null;
  return html`<section><h4>${title} <span>${t.number(rows.length)}</span></h4>
    <ul class="unknown-tiles">${shown.map((index) => {
      const text = t('unknown.tile', {
        kind: t(`unknown.kind.${kinds[index]}`),
        read: netClasses[predicted[index]],
        share: t.sure(shares[index]),
      });
      return html`
        <li key=${index} title=${text}>
          <${Glyph} images=${images} index=${index} label=${text} />
          <span aria-hidden="true">${netClasses[predicted[index]]} <small>${t.sure(shares[index])}</small></span>
        </li>
      `;
    })}</ul></section>`;
}
