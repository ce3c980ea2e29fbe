/** The playground: a network with two inputs, whose decision boundary is shown during the training. */

import { html, useEffect } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { LineChart } from '../../draw/lineChart.js';
import { Mark } from '../../draw/marks.js';
import { Plane } from '../../draw/plane.js';
import { PlaneNet } from '../../draw/planeNet.js';
import { useScreen } from '../../draw/size.js';
import { Deletions } from '../components/deletions.js';

/** @import {ViewProps} from '../view.js' */
/** @import {PlaneKind} from '../../state/playground.js' */

const ACTIVATIONS = ['tanh', 'relu', 'sigmoid', 'linear'];
const RATES = [0.003, 0.01, 0.03, 0.1, 0.3, 1];
const NOISES = [0, 0.05, 0.1, 0.2];
/** In one column, the plane comes before the settings. */
const RESULT_FIRST = '(max-width: 760px)';

/** @param {ViewProps} props */
export function Playground(props) {
  const {
    state: { boot, playground },
    facts,
    t,
    commands: { plane },
    dispatch,
  } = props;
  const { view, settings, error } = playground;
  useEffect(() => {
    void plane.open();
  }, [boot.state]);
  useEffect(() => plane.pause, []);
  const resultFirst = useScreen(RESULT_FIRST);
  if (!view) return html`<p class="plane-soon" role="status">${t('plane.soon')}</p>`;
  const data = html`
    <${Points} key="data" playground=${playground} kinds=${facts.plane.kinds} plane=${plane} dispatch=${dispatch} t=${t} />
  `;
  const network = html`
    <section key="network" class="plane-middle" aria-label=${t('plane.network')}>
      <${Layers} limits=${facts.plane} hidden=${settings.hidden}
        onChange=${(/** @type {number[]} */ hidden) => plane.change({ hidden })} t=${t}
      />
      <${PlaneNet} hidden=${settings.hidden} maps=${view.maps} weights=${view.weights}
        neutral=${settings.activation === 'sigmoid' ? 0.5 : 0}
        label=${t('plane.network.label', { layers: settings.hidden.length })}
      />
      <div class="plane-settings">
        <${Choice} name="activation" value=${settings.activation} options=${ACTIVATIONS}
          onChoose=${(/** @type {string} */ activation) => plane.change({ activation })} t=${t}
        />
        <${Choice} name="rate" value=${settings.learningRate} options=${RATES}
          onChoose=${(/** @type {string} */ rate) => plane.change({ learningRate: Number(rate) })} t=${t}
        />
        <${Choice} name="optimizer" value=${settings.optimizer} options=${['adam', 'sgd']}
          onChoose=${(/** @type {'adam' | 'sgd'} */ optimizer) => plane.change({ optimizer })} t=${t}
        />
      </div>
    </section>
  `;
  const result = html`<${Result} key="result" playground=${playground} plane=${plane} t=${t} />`;
  return html`
    <div class="playground">
      ${
        error
          ? html`<section class="note is-error" role="alert"><${ErrorText} error=${error} t=${t} /></section>`
          : null
      }
      <p class="plane-lead">${t('plane.lead')}</p>
      <${Deletions} place="playground" ...${props} />
      <div class="plane-desk">
        ${resultFirst ? [result, data, network] : [data, network, result]}
      </div>
      <${Tasks} tasks=${facts.plane.tasks} solved=${playground.solved} t=${t} />
    </div>
  `;
}

/**
 * @param {Pick<ViewProps, 't' | 'dispatch'> & {kinds: PlaneKind[], playground: ViewProps['state']['playground'], plane:
 *     ViewProps['commands']['plane']}} props
 */
function Points({ kinds, playground: { kind, noise, brush }, plane, dispatch, t }) {
  return html`
    <section class="plane-points" aria-label=${t('plane.points')}>
      <h2>${t('plane.points')}</h2>
      <div class="plane-kinds">
        ${kinds.map(
          (one) => html`
            <button type="button" key=${one} class="button" data-testid="plane-kind" data-kind=${one}
              aria-pressed=${kind === one} onClick=${() => plane.draw(one, noise)}
            >
              ${t(`plane.kind.${one}`)}
            </button>
          `,
        )}
      </div>
      <${Choice} name="noise" value=${noise} options=${NOISES}
        onChoose=${(/** @type {string} */ value) => plane.draw(kind ?? 'circles', Number(value))} t=${t}
      />
      <fieldset class="plane-brush">
        <legend>${t('plane.own')}</legend>
        ${[0, 1].map(
          (one) => html`
            <label key=${one}>
              <input type="radio" name="brush" checked=${brush === one}
                onChange=${() => dispatch({ type: 'plane/brushed', brush: /** @type {0 | 1} */ (one) })}
              />
              ${t(`plane.class.${one}`)}
            </label>
          `,
        )}
        <button type="button" class="button" data-testid="plane-empty" onClick=${plane.empty}>
          ${t('plane.empty')}
        </button>
      </fieldset>
    </section>
  `;
}

/**
 * More and fewer layers and units.
 * @param {{limits: ViewProps['facts']['plane'], hidden: number[], onChange: (hidden: number[]) => void, t:
 *     ViewProps['t']}} props
 */
function Layers({ limits, hidden, onChange, t }) {
  const sizes = /** @param {number} layer @param {number} by */ (layer, by) =>
    hidden.map((units, index) => (index === layer ? units + by : units));
  return html`
    <div class="plane-layers">
      <div class="plane-depth">
        <span>${t.count('plane.layers', hidden.length)}</span>
        <button type="button" class="button" aria-label=${t('plane.layers.fewer')} data-testid="plane-fewer-layers"
          disabled=${hidden.length === 0} onClick=${() => onChange(hidden.slice(0, -1))}
        >
          −
        </button>
        <button type="button" class="button" aria-label=${t('plane.layers.more')} data-testid="plane-more-layers"
          disabled=${hidden.length === limits.mostLayers} onClick=${() => onChange([...hidden, 4])}
        >
          +
        </button>
      </div>
      <div class="plane-columns">
        <span>${t('plane.inputs')}</span>
        ${hidden.map(
          (units, layer) => html`
            <span class="plane-column" key=${layer}>
              <button type="button" class="button" aria-label=${t('plane.units.fewer', { layer: layer + 1 })}
                disabled=${units === 1} onClick=${() => onChange(sizes(layer, -1))}
              >
                −
              </button>
              <b>${units}</b>
              <button type="button" class="button" aria-label=${t('plane.units.more', { layer: layer + 1 })}
                disabled=${units === limits.mostUnits} onClick=${() => onChange(sizes(layer, 1))}
              >
                +
              </button>
            </span>
          `,
        )}
        <span>${t('plane.output')}</span>
      </div>
    </div>
  `;
}

/**
 * @param {{name: string, value: string | number, options: (string | number)[], onChoose: (value: any) => void, t:
 *     ViewProps['t']}} props
 */
function Choice({ name, value, options, onChoose, t }) {
  return html`
    <label class="field">
      <span class="field-name">${t(`plane.${name}`)}</span>
      <select name=${`plane-${name}`} value=${value}
        onChange=${(/** @type {any} */ event) => onChoose(event.currentTarget.value)}
      >
        ${options.map(
          (one) =>
            html`
              <option key=${one} value=${one}>
                ${typeof one === 'number' ? t.number(one) : t(`plane.${name}.${one}`)}
              </option>
            `,
        )}
      </select>
    </label>
  `;
}

/**
 * @param {Pick<ViewProps, 't'> & {playground: ViewProps['state']['playground'], plane: ViewProps['commands']['plane']}}
 *     props
 */
function Result({ playground: { view, points, losses, running }, plane, t }) {
  if (!view) return null;
  return html`
    <section class="plane-result" data-item="points" aria-label=${t('plane.result')}>
      <${Plane} values=${view.maps.subarray(view.maps.length - 784)} points=${points} label=${t('plane.map')}
        onSet=${plane.set}
      />
      <div class="plane-buttons">
        <button type="button" class=${`button is-large ${running ? '' : 'is-primary'}`} data-testid="plane-run"
          onClick=${running ? plane.pause : plane.start} disabled=${points.labels.length === 0}
        >
          ${running ? t('plane.pause') : t('plane.start')}
        </button>
        <button type="button" class="button" data-testid="plane-step" onClick=${plane.step}
          disabled=${running || points.labels.length === 0}
        >
          ${t('plane.step')}
        </button>
        <button type="button" class="button" data-testid="plane-again" onClick=${plane.again}>
          ${t('plane.again')}
        </button>
      </div>
      <dl class="plane-numbers">
        <div>
          <dt>${t('plane.epoch')}</dt>
          <dd data-testid="plane-epoch" data-value=${view.epoch}>${view.epoch}</dd>
        </div>
        <div>
          <dt>${t('plane.loss')}</dt>
          <dd data-testid="plane-loss" data-value=${view.loss}>${t.number(view.loss, 3)}</dd>
        </div>
        <div>
          <dt>${t('plane.accuracy')}</dt>
          <dd data-testid="plane-accuracy" data-value=${view.accuracy}>${t.percent(view.accuracy)}</dd>
        </div>
      </dl>
      <${LineChart} title=${t('plane.loss')} xLabel=${t('plane.epoch')}
        series=${[{ id: 'training', label: t('plane.loss'), points: losses.map((loss, index) => [index + 1, loss]) }]}
        xDomain=${[0, Math.max(10, losses.length)]} yDomain=${[0, Math.max(0.1, ...losses)]} formatX=${String}
        formatY=${(/** @type {number} */ value) => t.number(value)} live=${running} height=${130}
      />
    </section>
  `;
}

/** @param {{tasks: string[], solved: string[], t: ViewProps['t']}} props */
function Tasks({ tasks, solved, t }) {
  return html`<section class="plane-tasks"><h2>${t('plane.tasks')}</h2>
    <ol>${tasks.map(
      (task) => html`
        <li key=${task} class=${solved.includes(task) ? 'is-done' : ''} data-testid="plane-task" data-task=${task}
          data-done=${String(solved.includes(task))}
        >
          ${solved.includes(task) ? html`<${Mark} name="tick" />` : null}
          <b>${t(`plane.task.${task}`)}</b>
          <details><summary>${t('plane.hint')}</summary><p>${t(`plane.task.${task}.hint`)}</p></details>
        </li>
      `,
    )}</ol>
  </section>`;
}
