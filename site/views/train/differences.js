/** Differences between the settings of trainings. */

import { differs } from './differs.js';
import { valueSaid } from './wording.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Run} from '../../state/runs.js' */
/** @import {SettingRow} from '../../worker/protocol.js' */

/**
 * The differing settings, with the labels of the form.
 *
 * @param {Pick<Run, 'settings' | 'epochs' | 'classes'>[]} runs
 * @param {ViewProps['state']['presets']} presets
 * @param {SettingRow[]} table
 * @param {ViewProps['t']} t
 * @returns {{name: string, values: string[]}[]}
 */
export function differencesOf(runs, presets, table, t) {
  const all = runs.map((run) => /** @type {Record<string, any>} */ (settingsOf(run, presets)));
  const names = [...new Set(all.flatMap((settings) => Object.keys(settings)))].filter((name) => name !== 'preset');
  const different = names.filter((name) =>
    all.some((settings) => differs(settings[name] ?? null, all[0][name] ?? null)),
  );
  return different.map((name) => {
    const row = table.find((one) => one.name === snake(name));
    return { name: settingName(name, t), values: all.map((settings) => valueSaid(settings[name], t, row)) };
  });
}

/**
 * The settings of a run, with the epochs that it was really trained for.
 *
 * @param {Pick<Run, 'settings' | 'epochs' | 'classes'>} run
 * @param {ViewProps['state']['presets']} presets
 */
export function settingsOf({ settings, epochs, classes }, presets) {
  const whole = { ...presets.find(({ key }) => key === settings.preset)?.settings, ...settings, epochs: epochs.length };
  const output = { class_name: 'Dense', config: { units: classes.length, activation: 'softmax' } };
  return { ...whole, layers: whole.layers ? [...whole.layers, output] : whole.layers };
}

/** In the words of the form that it was set in. @param {string} name @param {ViewProps['t']} t */
function settingName(name, t) {
  if (name === 'layers') return t('design.layers');
  const key = `set.${snake(name)}`;
  return t.has(key) ? t(key) : name;
}

/** @param {string} name */
function snake(name) {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
