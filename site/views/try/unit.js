/** One unit in detail: inputs, weights, products, sum, bias, activation. */

import { html, useState } from '../../vendor/preact.js';
import { largestOf } from '../../draw/colours.js';
import { ValuePicture } from '../../draw/values.js';

/** @import {ViewProps} from '../view.js' */
/** @import {UnitView} from '../../worker/protocol.js' */

/** Up to this width the squares have room for their numbers. */
const NUMBERED = 3;
/** Layers that read step by step; what they see at a step is its row and, behind it, the memory. */
export const READS = ['SimpleRNN', 'LSTM'];
/** A longer row of inputs becomes a rectangle. */
const ROW = 16;

/** @param {ViewProps} props */
export function Unit(props) {
  const {
    state: {
      reading: { result },
      insight: { look },
    },
    t,
    commands,
  } = props;
  const unit = result?.unit;
  if (!unit || !look.unit)
    return html`<aside class="unit is-empty" aria-label=${t('access.unit')}><p>${t('try.unit.none')}</p></aside>`;
  const count = result.layers?.find(({ index }) => index === unit.layer)?.shape.at(-1) ?? 1;
  const go = (/** @type {number} */ by) =>
    commands.look({
      unit: { layer: unit.layer, row: unit.row, column: unit.column, unit: (unit.unit + by + count) % count },
    });
  return html`
    <aside class="unit" aria-label=${t('access.unit')} data-testid="unit" data-kind=${unit.kind}
      data-unit=${unit.unit} data-value=${unit.value} data-before=${unit.before ?? ''}
    >
      <div class="unit-head">
        <h3>${t('try.unit.title', { kind: unit.kind, n: unit.unit + 1, of: count })}</h3>
        <button type="button" class="button is-icon" aria-label=${t('try.unit.previous')} onClick=${() => go(-1)}>
          ←
        </button>
        <button type="button" class="button is-icon" aria-label=${t('try.unit.next')} onClick=${() => go(1)}>→</button>
        <button type="button" class="button is-icon" aria-label=${t('try.unit.close')}
          onClick=${() => commands.look({ unit: null })}
        >
          ×
        </button>
      </div>
      ${
        unit.kind === 'Conv2D' || unit.kind.includes('Pooling')
          ? html`<p class="unit-place">${t('try.unit.place', { row: unit.row + 1, column: unit.column + 1 })}</p>`
          : null
      }
      ${
        READS.includes(unit.kind) ? html`<p class="unit-place">${t('try.unit.step', { step: unit.row + 1 })}</p>` : null
      }
      ${
        unit.weights
          ? html`<${Weighted} key=${`${unit.layer}/${unit.shape}`} unit=${unit} t=${t} />`
          : html`<${Plain} unit=${unit} t=${t} />`
      }
    </aside>
  `;
}

/** @param {{unit: UnitView, t: ViewProps['t']}} props */
function Weighted({ unit, t }) {
  const [chosen, setChosen] = useState(/** @type {number | null} */ (null));
  const [at, setAt] = useState(/** @type {[number, number] | null} */ (null));
  const shape = pictureShape(unit.shape);
  const [, columns, channels] = shape;
  const channel = Math.min(chosen ?? unit.channel, channels - 1);
  const weights = /** @type {Float32Array} */ (unit.weights);
  const products = /** @type {Float32Array} */ (unit.products);
  const pictures = [
    { name: t('try.unit.inputs'), values: unit.inputs, sign: '' },
    { name: t('try.unit.weights'), values: weights, sign: '×' },
    { name: t('try.unit.products'), values: products, sign: '=' },
  ];
  const numbered = shape[0] <= NUMBERED && columns <= NUMBERED;
  const index = at ? (at[0] * columns + at[1]) * channels + channel : null;
  return html`
    ${
      channels > 1
        ? html`
          <div class="unit-channel">
            <span>${t('try.unit.channel', { n: channel + 1, of: channels })}</span>
            <button type="button" class="button is-icon" aria-label=${t('try.unit.channel.previous')}
              onClick=${() => setChosen((channel + channels - 1) % channels)}
            >
              ←
            </button>
            <button type="button" class="button is-icon" aria-label=${t('try.unit.channel.next')}
              onClick=${() => setChosen((channel + 1) % channels)}
            >
              →
            </button>
          </div>
        `
        : null
    }
    <div class="unit-terms">${pictures.map(
      ({ name, values, sign }) => html`<figure key=${name}>
      <figcaption>${sign ? `${sign} ` : ''}${name}</figcaption>
      ${
        numbered
          ? html`<${Numbers} values=${values} shape=${shape} channel=${channel} t=${t} />`
          : html`
            <${ValuePicture} values=${values} shape=${shape} channel=${channel} largest=${largestOf(values)}
              label=${name} at=${at}
              onPoint=${(/** @type {number} */ row, /** @type {number} */ column) => setAt([row, column])}
            />
          `
      }
    </figure>`,
    )}</div>
    ${
      numbered
        ? null
        : html`<p class="unit-term" aria-live="polite">${
            index === null || index >= weights.length
              ? t('try.unit.point')
              : `${figure(unit.inputs[index], t)} × ${bracket(weights[index], t)} = ${figure(products[index], t)}`
          }</p>`
    }
    <${Sum} unit=${unit} t=${t} />
    ${
      unit.strongest.length > 0
        ? html`
          <details class="unit-strongest">
            <summary>${t('try.unit.strongest')}</summary>
            <table>
              <thead>
                <tr>
                  <th scope="col">${t('try.unit.number')}</th>
                  <th scope="col">${t('try.unit.inputs')}</th>
                  <th scope="col">${t('try.unit.weights')}</th>
                  <th scope="col">${t('try.unit.products')}</th>
                </tr>
              </thead>
              <tbody>
                ${unit.strongest.map(
                  (term) =>
                    html`
                      <tr key=${term.index}>
                        <th scope="row">${t.number(term.index + 1)}</th>
                        <td>${figure(term.input, t)}</td>
                        <td>${figure(term.weight, t)}</td>
                        <td>${figure(term.product, t)}</td>
                      </tr>
                    `,
                )}
              </tbody>
            </table>
          </details>
        `
        : null
    }`;
}

/** @param {{unit: UnitView, t: ViewProps['t']}} props */
function Sum({ unit: { sum, bias, before, activation, value }, t }) {
  return html`
    <dl class="unit-sum">
      <div><dt>${t('try.unit.sum')}</dt><dd>${figure(sum ?? 0, t)}</dd></div>
      ${
        bias === null
          ? null
          : html`<div><dt>+ ${t('try.unit.bias')}</dt><dd>${figure(bias, t)}</dd></div>
      <div><dt>= ${t('try.unit.before')}</dt><dd>${figure(before ?? 0, t)}</dd></div>`
      }
      ${
        activation
          ? html`
            <div class="is-result"><dt>${activation}(${figure(before ?? 0, t)})</dt><dd>= ${figure(value, t)}</dd></div>
          `
          : null
      }
    </dl>
    ${
      activation && t.has(`try.activation.${activation}`)
        ? html`<p class="unit-note">${t(`try.activation.${activation}`)}</p>`
        : null
    }
  `;
}

/**
 * A window without weights, a normalisation, an activation by itself.
 * @param {{unit: UnitView, t: ViewProps['t']}} props
 */
function Plain({ unit, t }) {
  const { normalization: norm, inputs, shape, value, activation } = unit;
  const [height, width] = shape;
  if (norm) {
    return html`
      <p class="unit-formula">
        (${figure(inputs[0], t)} − ${bracket(norm.mean, t)}) ${t('try.unit.over')} ${figure(norm.deviation, t)} × ${bracket(
          norm.gamma,
          t,
        )} + ${bracket(norm.beta, t)} = <b>${figure(value, t)}</b>
      </p>
      <p class="unit-note">${t('try.unit.normalization')}</p>
    `;
  }
  if (unit.gates) {
    const { i, f, g, o, c, before } = unit.gates;
    return html`
      <p class="unit-formula">
        ${t('try.unit.memory')} = ${figure(f, t)} × ${bracket(before, t)} + ${figure(i, t)} × ${bracket(g, t)} = <b>
          ${figure(c, t)}
        </b>
      </p>
      <p class="unit-formula">${figure(o, t)} × ${activation ?? ''}(${figure(c, t)}) = <b>${figure(value, t)}</b></p>
      <p class="unit-note">${t('try.unit.gates')}</p>
    `;
  }
  if (activation) {
    return html`
      <p class="unit-formula">${activation}(${figure(inputs[0], t)}) = <b>${figure(value, t)}</b></p>
      ${
        t.has(`try.activation.${activation}`)
          ? html`<p class="unit-note">${t(`try.activation.${activation}`)}</p>`
          : null
      }
    `;
  }
  return html`
    <div class="unit-terms is-single">
      <figure>
        <figcaption>${t('try.unit.inputs')}</figcaption>
        ${
          height <= NUMBERED && width <= NUMBERED
            ? html`<${Numbers} values=${inputs} shape=${[height, width, 1]} channel=${0} t=${t} />`
            : html`
              <${ValuePicture} values=${inputs} shape=${[height, width, 1]} largest=${largestOf(inputs)}
                label=${t('try.unit.inputs')}
              />
            `
        }
      </figure>
    </div>
    <p class="unit-formula">
      ${t(unit.kind === 'MaxPooling2D' ? 'try.unit.max' : 'try.unit.average')} = <b>${figure(value, t)}</b>
    </p>
  `;
}

/**
 * Few numbers, large enough to be read.
 * @param {{values: ArrayLike<number>, shape: number[], channel: number, t: ViewProps['t']}} props
 */
function Numbers({ values, shape: [height, width, channels], channel, t }) {
  const largest = largestOf(values);
  return html`<table class="unit-numbers"><tbody>${Array.from(
    { length: height },
    (_, row) =>
      html`<tr key=${row}>${Array.from({ length: width }, (__, column) => {
        const value = values[(row * width + column) * channels + channel];
        const strength = largest > 0 ? Math.round((45 * Math.abs(value)) / largest) : 0;
        return html`
          <td key=${column}
            style=${{
              '--strength': `${Number.isFinite(value) ? strength : 0}%`,
              '--hue': `var(--shade-${value < 0 ? 'negative' : 'positive'})`,
            }}
          >
            ${Number.isFinite(value) ? figure(value, t, 2) : ''}
          </td>
        `;
      })}</tr>`,
  )}</tbody></table>`;
}

/** Inputs in one row become a rectangle. @param {number[]} shape @returns {[number, number, number]} */
function pictureShape([height, width, channels]) {
  if (height > 1 || width <= ROW) return [height, width, channels];
  let columns = Math.ceil(Math.sqrt(width));
  while (width % columns !== 0) columns += 1;
  return [width / columns, columns, channels];
}

/** @param {number} value @param {ViewProps['t']} t @param {number} [digits] */
function figure(value, t, digits = Math.abs(value) < 100 ? 3 : 1) {
  return t.number(value, digits);
}

/** @param {number} value @param {ViewProps['t']} t */
function bracket(value, t) {
  const text = figure(value, t);
  return text.startsWith('−') ? `(${text})` : text;
}
