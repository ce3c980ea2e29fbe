/** Why a network is impossible, and how to correct it. */

import { html } from '../../vendor/preact.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Design, LayerForm} from '../../worker/protocol.js' */

/** @param {{problem: NonNullable<Design['problem']>, t: ViewProps['t'], mend: (layers: LayerForm[]) => void}} props */
export function ProblemNote({ problem, t, mend }) {
  const { code, mended } = problem;
  const params = { ...problem.params, ...inWords(problem.params) };
  return html`
    <div class="layer-problem" role="alert" data-testid="layer-problem" data-remedy=${params.remedy}>
      <p><strong>${t(`error.${code}`, params)}</strong> ${t(`remedy.${params.remedy}`, params)}</p>
      ${
        mended
          ? html`
            <button type="button" class="button" data-testid="mend" onClick=${() => mend(mended)}>
              ${t('design.mend')}
            </button>
          `
          : null
      }
    </div>
  `;
}

/** Python's (13, 13, 16) as 13 × 13 × 16. @param {Record<string, string | number>} params */
function inWords(params) {
  const tuples = Object.entries(params).filter(([, value]) => /^\([\d, -]*\)$/.test(String(value)));
  return Object.fromEntries(tuples.map(([name, value]) => [name, (String(value).match(/-?\d+/g) ?? []).join(' × ')]));
}
