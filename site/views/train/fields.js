/** The field for one setting, by its rule from the worker. */

import { html, useEffect, useRef, useState } from '../../vendor/preact.js';
import { decimals, readNumber, writeNumber } from '../../draw/number.js';
import { allows, refusedIn, ruleOf } from './allowed.js';
import { differs } from './differs.js';

/** @import {ViewProps} from '../view.js' */
/** @import {SettingRow} from '../../worker/protocol.js' */

/**
 * @typedef {object} FieldProps
 * @property {SettingRow} row
 * @property {any} value
 * @property {(value: any) => void} onValue
 * @property {ViewProps['t']} t
 * @property {any} [own]    the preset's value, to go back to; undefined: there is none
 * @property {string | null} [warning]    a key of i18n
 * @property {boolean} [bare]    without its help
 * @property {(typed: string | null) => void} [onRefused]    hears what cannot be taken
 * @property {string} [describedBy]    ids of what is said about it
 */

/** Python's name as the page has it. @param {string} name */
export function camel(name) {
  return name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
}

/** The fields so far: the same setting may be in several forms. */
let fields = 0;

/** @param {FieldProps} props */
export function Field(props) {
  const { row, value, own, onValue, t, warning, bare } = props;
  const Input = INPUTS[row.kind] ?? NumberInput;
  const [refused, refuse] = useState(/** @type {string | null} */ (null));
  const id = useRef(0);
  id.current ||= fields += 1;
  const [refusedId, helpId] = [`refused-${id.current}`, `help-${id.current}`];
  const isHelped = !bare || Boolean(warning);
  const describedBy = [refused !== null && refusedId, isHelped && helpId].filter(Boolean).join(' ');
  useEffect(() => refuse(null), [value]);
  return html`<div class=${`field kind-${row.kind}`} data-changed=${differs(value, own)}>
    <label><span class="field-name">${t(`set.${row.name}`)}</span><${Input} ...${props}
      onRefused=${refuse} describedBy=${describedBy || undefined} /></label>
    ${refused === null ? null : html`<${Refused} id=${refusedId} row=${row} typed=${refused} value=${value} t=${t} />`}
    ${!isHelped ? null : html`<${Help} id=${helpId} name=${`set.${row.name}.help`} warning=${warning} t=${t} />`}
    <${Back} name=${row.name} value=${value} own=${own} onValue=${onValue} t=${t} />
  </div>`;
}

/** @param {{id: string, row: SettingRow, typed: string, value: any, t: ViewProps['t']}} props */
function Refused({ id, row, typed, value, t }) {
  const [number, ...bounds] = ruleOf(row).map(({ key, n }) =>
    t(key, { n: n === undefined ? '' : t.number(n, decimals(n)) }),
  );
  const rule = [number, bounds.join(` ${t('set.rule.and')} `)].filter(Boolean).join(', ');
  const stays = writeNumber(Array.isArray(value) ? value[0] : value, t.language);
  return html`
    <span id=${id} class="field-help is-warning" role="status" data-testid="refused">
      ${t(typed ? 'set.refused' : 'set.refused.empty', { typed, rule, value: stays })}
    </span>
  `;
}

/** @param {{name: string, id?: string, warning?: string | null, t: ViewProps['t']}} props */
export function Help({ name, id, warning, t }) {
  return html`
    <span id=${id} class=${warning ? 'field-help is-warning' : 'field-help'} data-testid=${warning ? 'warning' : undefined}>
      ${t(warning ?? name)}
    </span>
  `;
}

/**
 * The way back to what the preset has.
 * @param {{name: string, value: any, own: any, onValue: (value: any) => void, t: ViewProps['t']}} props
 */
export function Back({ name, value, own, onValue, t }) {
  if (!differs(value, own)) return null;
  const simple = typeof own === 'number' ? t.number(own, decimals(own)) : '';
  return html`
    <button type="button" class="back" data-testid="back" data-setting=${name} onClick=${() => onValue(undefined)}>
      ↺ ${t('set.back')}
      ${simple && `: ${simple}`}
      <span class="visually-hidden"> (${t(`set.${name}`)})</span>
    </button>
  `;
}

/**
 * Typed text stays until editing is finished. Not `type="number"`: a browser in another language than the page's
 * reads 0,01 as 1.
 *
 * @param {FieldProps} props
 */
function NumberInput({ row, value, onValue, onRefused, describedBy, t }) {
  const [typed, setTyped] = useState(/** @type {string | null} */ (null));
  const whole = row.kind !== 'number';
  /** @param {any} event */
  function changed({ currentTarget: input }) {
    const refused = refusedIn(row, input.value);
    onRefused?.(refused);
    if (refused === null) onValue(readNumber(input.value));
    else input.value = writeNumber(value, t.language);
    setTyped(null);
  }
  /** Counted things go up and down by one. @param {KeyboardEvent} event */
  function step(event) {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!whole || !by) return;
    event.preventDefault();
    const next = (typed === null ? value : readNumber(typed)) + by;
    if (!allows(row, next)) return;
    setTyped(null);
    onValue(next);
  }
  return html`
    <input type="text" inputmode=${whole ? 'numeric' : 'decimal'} autocomplete="off" name=${camel(row.name)}
      aria-describedby=${describedBy} value=${typed ?? writeNumber(value, t.language)} onKeyDown=${step}
      onChange=${changed}
      onInput=${(/** @type {any} */ event) => setTyped(event.currentTarget.value)}
    />
  `;
}

/** A window as high as it is wide. @param {FieldProps} props */
function PairInput(props) {
  const { row, value, onValue } = props;
  const side = Array.isArray(value) ? value[0] : value;
  return html`
    <${NumberInput} ...${props} row=${{ ...row, kind: 'integer' }} value=${side}
      onValue=${(/** @type {number} */ next) => onValue([next, next])}
    />
  `;
}

/** @param {FieldProps} props */
function FlagInput({ row, value, onValue, describedBy }) {
  return html`
    <input type="checkbox" name=${camel(row.name)} aria-describedby=${describedBy} checked=${value}
      onChange=${(/** @type {any} */ event) => onValue(event.currentTarget.checked)}
    />
  `;
}

/** @param {FieldProps} props */
function ChoiceInput({ row, value, onValue, describedBy, t }) {
  return html`
    <select name=${camel(row.name)} aria-describedby=${describedBy} value=${value}
      onChange=${(/** @type {any} */ event) => onValue(event.currentTarget.value)}
    >
      ${(row.options ?? []).map(
        (option) =>
          html`
            <option key=${option} value=${option}>${t.has(`choice.${option}`) ? t(`choice.${option}`) : option}</option>
          `,
      )}
    </select>
  `;
}

/** @type {Record<string, (props: FieldProps) => any>} */
const INPUTS = { pair: PairInput, flag: FlagInput, choice: ChoiceInput };
