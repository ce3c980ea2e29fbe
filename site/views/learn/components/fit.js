/** A network's curve through noisy points, while it learns. */

import { html } from '../../../vendor/preact.js';
import { Told, ToldRow } from './controls.js';
import { Plane } from './plane.js';

/**
 * @param {{points: any, event: any, t: import('../../../i18n/index.js').Translator}} props    points: of the lesson
 *     `points`; event: the latest of `fitting`
 */
export function Fit({ points, event, t }) {
  /** @type {[number, number][]} */
  const truth = points.x.map((/** @type {number} */ x, /** @type {number} */ index) => [x, points.truth[index]]);
  const number = (/** @type {number | undefined} */ value) => (value === undefined ? '' : t.number(value, 3));
  return html`
    <${Plane} x=${[-1, 1]} y=${[-1.5, 1.5]} label=${t('fit.picture')}
      format=${(/** @type {number} */ value) => t.number(value)} height=${330}
      lines=${[
        { points: truth, kind: 'goal', label: t('fit.truth') },
        {
          points: event
            ? points.x.map((/** @type {number} */ x, /** @type {number} */ index) => [x, event.curve[index]])
            : [],
          label: t('fit.curve'),
        },
      ]}
      dots=${[...dots(points.checks, 'faint', 4), ...dots(points.points, 'dot', 6)]}
    />
    <p class="fit-key">
      <span>
        <svg viewBox="0 0 14 14" aria-hidden="true"><circle class="graph-dot" cx="7" cy="7" r="5" /></svg>
        ${t('fit.learned')}
      </span>
      <span>
        <svg viewBox="0 0 14 14" aria-hidden="true"><circle class="graph-dot graph-faint" cx="7" cy="7" r="4" /></svg>
        ${t('fit.others')}
      </span>
    </p>
    <${ToldRow}>
      <${Told} name="step" label=${t('card.descent.steps')} value=${event?.step ?? null} text=${String(event?.step)} />
      <${Told} name="loss" label=${t('fit.loss')} value=${event?.loss ?? null} text=${number(event?.loss)} />
      <${Told} name="check" label=${t('fit.check')} value=${event?.check ?? null} text=${number(event?.check)}
        tone=${event && event.check > 2 * event.loss && event.step > 300 ? 'bad' : ''}
      />
      <${Told} name="weights" label=${t('fit.weights')} value=${event?.weights ?? null} text=${number(event?.weights)}
      />
    <//>
  `;
}

/** @param {[number, number][]} places @param {string} kind @param {number} radius */
function dots(places, kind, radius) {
  return places.map(([x, y]) => ({ x, y, kind, radius }));
}
