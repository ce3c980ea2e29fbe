/** Settings that are configurable objects: the kind, and its own settings. */

import { html } from '../../vendor/preact.js';
import { differs } from './differs.js';
import { Back, camel, Field, Help } from './fields.js';
import { warningFor } from './warnings.js';

/** @import {FieldProps} from './fields.js' */
/** @import {SettingOption, SettingRow} from '../../worker/protocol.js' */

const OFF = 'off';
/** Each layer as it is in the preset. */
const OWN = 'own';

/** @param {FieldProps & {folded?: boolean, children?: any}} props */
export function Form({ row, value, own, onValue, t, warning, folded, children }) {
  /** @type {SettingOption[]} */
  const options = row.options ?? [];
  const chosen = options.find(({ class_name: name }) => name === value?.class_name);
  /** @param {any} event */
  function choose({ currentTarget: { value: name } }) {
    if (name === OWN) return onValue(undefined);
    if (name === OFF) return onValue(false);
    const option = options.find(({ class_name: key }) => key === name);
    return onValue(option && begin(option));
  }
  const numbers =
    chosen &&
    chosen.fields.length > 0 &&
    html`<${Numbers} fields=${chosen.fields} config=${value.config} t=${t}
    onConfig=${(/** @type {object} */ config) => onValue({ ...value, config })} />`;
  const selected = chosen ? chosen.class_name : value === false ? OFF : OWN;
  return html`
    <div class="form" data-testid="form" data-setting=${row.name} data-changed=${differs(value, own)}>
      <div class="field">
        <label>
          <span class="field-name">${t(`set.${row.name}`)}</span>
          <select name=${camel(row.name)} value=${selected} onChange=${choose}>
            ${own === null ? html`<option value=${OWN}>${t('form.own')}</option>` : null}
            ${row.or_off ? html`<option value=${OFF}>${t('form.off')}</option>` : null}
            ${options.map(
              ({ class_name: name }) =>
                html`<option key=${name} value=${name}>${t(`form.${row.name}.${name}`)}</option>`,
            )}
          </select>
        </label>
        <${Help} name=${chosen ? `form.${row.name}.${chosen.class_name}.help` : `set.${row.name}.help`}
          warning=${warning} t=${t}
        />
      </div>
      ${
        numbers &&
        (folded ? html`<details class="fold"><summary>${t('form.numbers')}</summary>${numbers}</details>` : numbers)
      }
      ${children}
      <${Back} name=${row.name} value=${value} own=${own} onValue=${onValue} t=${t} />
    </div>
  `;
}

/** @param {SettingOption} option */
function begin({ class_name, fields }) {
  return { class_name, config: Object.fromEntries(fields.map((field) => [field.name, field.default])) };
}

/**
 * @param {{fields: SettingRow[], config: Record<string, any>, t: FieldProps['t'], onConfig: (config: object) => void}}
 *     props
 */
export function Numbers({ fields, config, t, onConfig }) {
  return html`<div class="form-numbers">${fields.map((field) => {
    const value = config[field.name] ?? field.default;
    return html`<${Field} key=${field.name} row=${field} value=${value} t=${t} warning=${warningFor(field.name, value)}
      onValue=${(/** @type {any} */ next) => onConfig({ ...config, [field.name]: next })} />`;
  })}</div>`;
}
