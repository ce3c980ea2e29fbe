/** One layer in the editor: its output shape, settings, position, and problem. */

import { html } from '../../vendor/preact.js';
import { LayerShape } from '../../draw/layerShape.js';
import { Mark } from '../../draw/marks.js';
import { ProblemNote } from './problem.js';
import { Field } from './fields.js';
import { warningFor } from './warnings.js';

/** @import {ViewProps} from '../view.js' */
/** @import {LayerForm, SettingOption} from '../../worker/protocol.js' */

/**
 * @typedef {object} RowProps
 * @property {LayerForm} layer
 * @property {number} index
 * @property {number} count    of the layers that can be moved
 * @property {SettingOption[]} kinds
 * @property {{shape: number[] | null, parameters: number | null} | null} info    null until the worker has answered
 * @property {any} problem
 * @property {(from: number, to: number) => void} move
 * @property {(index: number) => void} remove
 * @property {(index: number, config: object) => void} change
 * @property {(layers: LayerForm[]) => void} mend
 * @property {{dragged: {from: number, to: number} | null, pointers: object}} drag
 */

/** @param {ViewProps & RowProps} props */
export function LayerRow(props) {
  const { layer, index, count, kinds, info, problem, move, remove, change, mend, drag, t } = props;
  const kind = layer.class_name;
  const fields = kinds.find(({ class_name: name }) => name === kind)?.fields ?? [];
  const names = { kind, place: index + 1 };
  /** @param {KeyboardEvent} event */
  function keys(event) {
    if (event.key === 'ArrowUp') move(index, index - 1);
    else if (event.key === 'ArrowDown') move(index, index + 1);
    else if (event.key === 'Delete') remove(index);
    else return;
    event.preventDefault();
  }
  return html`
    <li class=${`layer-row ${placeClass(drag.dragged, index, count)}`} data-testid="layer-row" data-kind=${kind}
      data-state=${problem ? 'problem' : 'ok'} data-shape=${info?.shape?.join('×') ?? ''}
      data-parameters=${info?.parameters ?? ''}
    >
      <button type="button" class="layer-grip" aria-label=${t('design.grip', names)} title=${t('design.grip', names)}
        onKeyDown=${keys} data-index=${index} ...${drag.pointers}
      >
        ⠿
      </button>
      <${LayerShape} shape=${info?.shape ?? null} />
      <div class="layer-what">
        <strong title=${t(`layer.${kind}`)}>${breakable(kind)}</strong>
        <span class="layer-size">${sizeOf(info, t)}</span>
      </div>
      <div class="layer-fields">
        ${fields.map((field) => {
          const value = layer.config[field.name] ?? field.default;
          return html`
            <${Field} bare key=${field.name} row=${field} value=${value} t=${t}
              warning=${warningFor(field.name, value)}
              onValue=${(/** @type {any} */ next) => change(index, { [field.name]: next })}
            />
          `;
        })}
      </div>
      <div class="layer-tools">
        <button type="button" class="button is-icon" data-testid="layer-up" aria-label=${t('design.up', names)}
          disabled=${index === 0} onClick=${() => move(index, index - 1)}
        >
          <${Mark} name="up" />
        </button>
        <button type="button" class="button is-icon" data-testid="layer-down" aria-label=${t('design.down', names)}
          disabled=${index === count - 1} onClick=${() => move(index, index + 1)}
        >
          <${Mark} name="down" />
        </button>
        <button type="button" class="button is-icon" data-testid="layer-remove"
          aria-label=${t('design.remove', names)} onClick=${() => remove(index)}
        >
          <${Mark} name="bin" />
        </button>
      </div>
      ${problem ? html`<${ProblemNote} problem=${problem} mend=${mend} t=${t} />` : null}
    </li>
  `;
}

/** A long name may break between its words. @param {string} kind */
function breakable(kind) {
  return kind.replace(/([a-z])([A-Z])/g, '$1\u200b$2');
}

/** @param {RowProps['info']} info @param {ViewProps['t']} t */
function sizeOf(info, t) {
  if (!info?.shape) return '';
  const shape = info.shape.join(' × ');
  return info.parameters ? `${shape} · ${t('network.parameters', { n: info.parameters })}` : shape;
}

/** @param {{from: number, to: number} | null} dragged @param {number} index @param {number} count */
function placeClass(dragged, index, count) {
  if (!dragged) return '';
  if (dragged.from === index) return 'is-dragged';
  if (dragged.to === index) return 'is-before';
  return dragged.to === count && index === count - 1 ? 'is-behind' : '';
}
