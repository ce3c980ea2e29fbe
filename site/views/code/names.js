/** The predefined names in cells, with explanations. */

import { html } from '../../vendor/preact.js';

/** @import {Translator} from '../../i18n/index.js' */

const NAMES = {
  images: 'project.images',
  labels: 'project.labels',
  classes: 'project.classes',
  split: 'project.split()',
  model: 'project.model',
  history: 'project.history',
  runs: 'project.runs[0].model()',
  drawing: 'project.drawing',
  relabel: 'project.relabel(i, "7")',
  leaveOut: 'project.leave_out(i)',
  use: 'project.use(model)',
  show: 'show(x)',
  plot: 'plot(y)',
  bars: 'bars(y)',
};

/** @param {{t: Translator}} props */
export function Names({ t }) {
  return html`
    <details class="names">
      <summary>${t('code.names')}</summary>
      <dl>
        ${Object.entries(NAMES).map(
          ([key, name]) => html`<div key=${key}><dt><code>${name}</code></dt><dd>${t(`code.names.${key}`)}</dd></div>`,
        )}
      </dl>
      <p>${t('code.keys')}</p>
    </details>
  `;
}
