/** The curves of a training: every batch faint, every epoch strong. */

import { html, useRef } from '../../vendor/preact.js';
import { chartsAsSvg, svgAsPng } from '../../draw/export.js';
import { InTurn } from '../../draw/inTurn.js';
import { LineChart } from '../../draw/lineChart.js';
import { decimals } from '../../draw/number.js';
import { highestLoss, highestRate, linesOf, lowestAccuracy, ratesOf } from './lines.js';
import { epochsAsCsv } from './table.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Training} from '../../state/training.js' */

/** @param {ViewProps} props */
export function Curves({ state: { training }, t, commands }) {
  const ref = useRef(null);
  const xDomain = /** @type {[number, number]} */ ([
    0,
    Math.max(1, training.ending?.early ? training.epochs.length : training.goal),
  ]);
  const common = {
    live: training.state === 'running',
    xLabel: t('train.chart.epoch'),
    xDomain,
    formatX: (/** @type {number} */ x) => t.number(x),
  };
  return html`
    <div class="curves" ref=${ref}>
      <${InTurn}>
        <${LineChart} ...${common} title=${t('train.chart.loss')} series=${linesOf(training, 'loss', 'valLoss', t)}
          yDomain=${[0, highestLoss(training)]} formatY=${(/** @type {number} */ y) => t.number(y)}
        />
      <//>
      <${InTurn}>
        <${LineChart} ...${common} title=${t('train.chart.accuracy')}
          series=${linesOf(training, 'accuracy', 'valAccuracy', t)} yDomain=${[lowestAccuracy(training), 1]}
          formatY=${(/** @type {number} */ y) => t.percent(y)}
        />
      <//>
      <${InTurn}>
        <${LineChart} ...${common} title=${t('train.chart.learningRate')}
          yDomain=${[0, highestRate(training) * 1.1]} series=${ratesOf(training, t)}
          formatY=${(/** @type {number} */ y) => t.number(y, decimals(y))}
        />
      <//>
      ${
        training.state === 'running'
          ? null
          : html`<${Save} root=${ref} epochs=${training.epochs} t=${t} commands=${commands} />`
      }
    </div>
  `;
}

/**
 * @param {{root: {current: any}, epochs: Training['epochs'], t: ViewProps['t'], commands: ViewProps['commands']}} props
 */
function Save({ root, epochs, t, commands }) {
  const name = t('train.save.name');
  const text = (/** @type {string} */ content) => new TextEncoder().encode(content);
  return html`
    <div class="save-curves">
      <span>${t('train.save')}</span>
      <button type="button" class="button is-small" data-testid="save-csv"
        onClick=${() => commands.saveFile(`${name}.csv`, text(epochsAsCsv(epochs)), 'text/csv')}
      >
        CSV
      </button>
      <button type="button" class="button is-small" data-testid="save-svg"
        onClick=${() => commands.saveFile(`${name}.svg`, text(chartsAsSvg(root.current).text), 'image/svg+xml')}
      >
        SVG
      </button>
      <button type="button" class="button is-small" data-testid="save-png"
        onClick=${async () => commands.saveFile(`${name}.png`, await svgAsPng(chartsAsSvg(root.current)), 'image/png')}
      >
        PNG
      </button>
    </div>
  `;
}
