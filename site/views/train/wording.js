/** Formats times, names and settings of a training as text. */

/** @import {ViewProps} from '../view.js' */
/** @import {Run} from '../../state/runs.js' */
/** @import {SettingRow} from '../../worker/protocol.js' */

/** @param {number} seconds @param {ViewProps['t']} t */
export function duration(seconds, t) {
  return seconds < 90
    ? t('train.seconds', { n: Math.ceil(seconds) })
    : t('train.minutes', { n: Math.round(seconds / 60) });
}

/**
 * A learning rate or another small number, with as many digits as it has, three at most.
 * @param {number} rate
 * @param {ViewProps['t']} t
 */
export function rateSaid(rate, t) {
  if (rate >= 1e6) return rate.toExponential();
  const digits =
    Number(rate.toPrecision(3))
      .toFixed(10)
      .replace(/\.?0+$/, '')
      .split('.')[1] ?? '';
  return t.number(rate, digits.length);
}

/** @param {Pick<Run, 'name' | 'number'>} run @param {ViewProps['t']} t */
export function nameOf({ name, number }, t) {
  return name || t('runs.name', { n: number });
}

/**
 * A network's name without what it is made of.
 * @param {{preset: string, layers?: any}} settings
 * @param {ViewProps['t']} t
 */
export function shortNameOf({ preset, layers }, t) {
  const name = t(`preset.${preset}`).split(':')[0];
  return layers ? t('runs.rebuilt', { name }) : name;
}

/** @param {Run} run @param {ViewProps['t']} t */
export function networkOf({ settings: { preset, layers } }, t) {
  const name = t(`preset.${preset}`);
  return layers ? t('runs.rebuilt', { name }) : name;
}

/**
 * A setting's value: a number, or an object of the engine with its own numbers.
 *
 * @param {any} value
 * @param {ViewProps['t']} t
 * @param {SettingRow} [row]    its rules: what is as usual needs no word
 * @returns {string}
 */
export function valueSaid(value, t, row) {
  if (value === null || value === undefined) return t('form.own');
  if (typeof value === 'boolean') return value ? t('runs.yes') : t('form.off');
  if (typeof value === 'number') return rateSaid(value, t);
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((one) => valueSaid(one, t, row)).join(' → ');
  if ('class_name' in value)
    return [value.class_name, numbersSaid(value.config ?? {}, t, fieldsOf(row, value.class_name))]
      .filter(Boolean)
      .join(' ');
  return numbersSaid(value, t);
}

/** @param {SettingRow | undefined} row @param {string} kind @returns {SettingRow[] | undefined} */
function fieldsOf(row, kind) {
  return row?.options?.find(({ class_name: name }) => name === kind)?.fields;
}

/** What a switch is by itself: only the other way is worth a word. @type {Record<string, boolean>} */
const USUAL = { use_bias: true, center: true, scale: true };

/**
 * @param {Record<string, any>} config
 * @param {ViewProps['t']} t
 * @param {SettingRow[]} [fields]    of the form; others are left out
 */
function numbersSaid(config, t, fields) {
  const usual = (/** @type {string} */ name) =>
    fields?.find((field) => field.name === name)?.default ?? USUAL[name] ?? false;
  const said = Object.entries(config)
    .filter(([name, value]) => value !== null && typeof value !== 'object' && value !== usual(name))
    .filter(([name]) => !fields || fields.some((field) => field.name === name))
    .map(([name, value]) =>
      value === true ? name : `${name} ${typeof value === 'number' ? rateSaid(value, t) : value}`,
    );
  return said.length > 0 ? `(${said.join(', ')})` : '';
}
