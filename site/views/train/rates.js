/** The learning rate over the training that is planned. */

import { html } from '../../vendor/preact.js';
import { LineChart } from '../../draw/lineChart.js';
import { decimals } from '../../draw/number.js';

/** @import {ViewProps} from '../view.js' */

/** @param {ViewProps} props */
export function Rates({
  state: {
    design: { description },
  },
  t,
}) {
  if (!description) return null;
  const rates = /** @type {[number, number][]} */ (description.rates);
  const highest = Math.max(...rates.map(([, rate]) => rate));
  return html`
    <${LineChart} title=${t('train.chart.learningRate')} xLabel=${t('train.chart.epoch')} height=${130}
      xDomain=${[0, rates[rates.length - 1][0]]} yDomain=${[0, highest * 1.1]}
      formatX=${(/** @type {number} */ x) => t.number(x)}
      formatY=${(/** @type {number} */ y) => t.number(y, decimals(y))}
      series=${[{ id: 'training', label: t('train.chart.learningRate'), points: rates }]}
    />
  `;
}
