/** Inside the network: its input, the output of every layer, and one unit in detail. */

import { html, useState } from '../../vendor/preact.js';
import { LayerMap } from '../../draw/layer.js';
import { PixelPicture } from '../../draw/pixels.js';
import { ValueLegend } from '../../draw/values.js';
import { Tasks } from './tasks.js';
import { READS, Unit } from './unit.js';

/** @import {ViewProps} from '../view.js' */
/** @import {LayerView} from '../../worker/protocol.js' */

/** @param {ViewProps} props */
export function Inside(props) {
  const { state, t } = props;
  const result = state.reading.result;
  const layers = result?.layers ?? [];
  if (!result?.glyph || layers.length === 0) {
    return html`
      <div class="inside">
        <section class="inside-empty">
          <h2>${t('try.inside')}</h2>
          <p>${t(state.boot.state === 'booting' ? 'dock.waiting' : 'try.empty')}</p>
        </section>
        <${Tasks} ...${props} />
      </div>
    `;
  }
  const last = layers[layers.length - 1];
  return html`
    <section class="inside">
      <div class="layers">
        <div class="layers-head">
          <h2>${t('try.inside')}</h2>
          <${ValueLegend} negative=${t('try.negative')} positive=${t('try.positive')} />
        </div>
        <p class="layers-help">${t('try.inside.help')}</p>
        <${Input} glyph=${result.glyph} t=${t} />
        ${layers.slice(0, -1).map((layer) => html`<${Band} key=${layer.index} layer=${layer} ...${props} />`)}
        <${Answers} layer=${last} ...${props} />
      </div>
      <div class="inside-beside">
        <${Unit} ...${props} />
        <${Tasks} ...${props} />
      </div>
    </section>
  `;
}

/**
 * Painted only if unfolded: many squares change with every move of the pen.
 * @param {{glyph: Uint8Array, t: ViewProps['t']}} props
 */
function Input({ glyph, t }) {
  const [open, setOpen] = useState(false);
  return html`
    <details class="layer-input" onToggle=${(/** @type {any} */ event) => setOpen(event.currentTarget.open)}>
      <summary>${t('try.input')}</summary>
      ${
        open
          ? html`
            <${PixelPicture} images=${glyph} index=${0} label=${t('try.input')}
              tell=${(/** @type {number} */ row, /** @type {number} */ column, /** @type {number} */ value) =>
                `${t('learn.pixel', { row: row + 1, column: column + 1 })}: ${value}`}
            />
          `
          : null
      }
    </details>
  `;
}

/** @param {LayerView} layer @param {ViewProps['t']} t */
export function nameOf({ kind, activation, shape }, t) {
  const named = activation && kind !== 'Activation' ? `${kind} · ${activation}` : (activation ?? kind);
  if (READS.includes(kind)) return `${named}, ${t('try.memories', { n: shape[2], steps: shape[0] })}`;
  return `${named}, ${t(shape.length === 3 ? 'try.maps' : 'try.units', { n: shape[shape.length - 1], size: shape.slice(0, 2).join(' × ') })}`;
}

/** @param {ViewProps & {layer: LayerView}} props */
function Band({
  layer,
  state: {
    insight: {
      look: { unit },
    },
  },
  t,
  commands,
}) {
  const chosen = unit?.layer === layer.index ? unit : null;
  const name = nameOf(layer, t);
  return html`
    <div class="layer" data-testid="layer" data-kind=${layer.kind}>
      <h3>${name}</h3>
      <${LayerMap} values=${layer.values} shape=${layer.shape} largest=${layer.largest} chosen=${chosen}
        label=${t('try.layer.label', { name })}
        onChoose=${(/** @type {any} */ place) => commands.look({ unit: { layer: layer.index, ...place } })}
      />
    </div>
  `;
}

/** The last layer: one unit per class, as bars. @param {ViewProps & {layer: LayerView}} props */
function Answers({
  layer,
  state: {
    insight: {
      look: { unit },
    },
  },
  facts: { netClasses },
  t,
  commands,
}) {
  const top = layer.values.indexOf(Math.max(...layer.values));
  return html`<div class="layer" data-testid="layer" data-kind=${layer.kind}>
    <h3>${nameOf(layer, t)}</h3>
    <div class="answers" role="group" aria-label=${t('dock.bars')}>${Array.from(
      layer.values,
      (value, index) => html`
        <button type="button" key=${index} class=${`answer-bar ${index === top ? 'is-top' : ''}`}
          aria-pressed=${unit?.layer === layer.index && unit.unit === index} data-testid="answer-unit"
          onClick=${() => commands.look({ unit: { layer: layer.index, unit: index, row: 0, column: 0 } })}
        >
          <b>${netClasses[index]}</b>
          <span class="answer-track">
            <span class="answer-fill" style=${{ transform: `scaleX(${Math.max(0, Math.min(1, value))})` }}></span>
          </span>
          <span class="answer-share">${t.sure(value)}</span>
        </button>
      `,
    )}</div>
  </div>`;
}
