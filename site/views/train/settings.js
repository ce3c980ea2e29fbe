/** The settings of the next training: the preset and two numbers; the others are collapsed. */

import { html } from '../../vendor/preact.js';
import { Recommended } from '../components/recommended.js';
import { Distortions } from './distortions.js';
import { differs } from './differs.js';
import { camel, Field } from './fields.js';
import { Form } from './forms.js';
import { Rates } from './rates.js';
import { warningAmong } from './warnings.js';

/** @import {ViewProps} from '../view.js' */

/**
 * Presets for a few hundred pictures, the best one on unknown writers and on the pad first; the others follow MNIST's
 * history.
 */
const FOR_SHEETS = ['own-handwriting', 'school-1', 'school-1-distorted', 'school-2'];

const FIRST = ['epochs', 'learning_rate'];

/** What is unfolded: each group answers one question. @type {Record<string, string[]>} */
const GROUPS = {
  steps: ['batch_size', 'optimizer', 'schedule'],
  heart: ['augmentation', 'regularizer', 'early_stopping'],
  begin: ['seed', 'initializer', 'shuffle', 'split_seed', 'validation_share'],
};

/** What no preset chooses. */
const CHANCE = ['seed', 'split_seed'];

/** @param {ViewProps} props */
export function Settings(props) {
  const {
    state: { presets, training, design, boot },
    facts: { preset, fullSettings },
    t,
    dispatch,
  } = props;
  if (!preset || !fullSettings || design.table.length === 0)
    return html`
      <p class="settings-wait" role="status">
        ${t(boot.state === 'ready' ? 'train.presets.soon' : 'train.presets.wait')}
      </p>
    `;
  const known = presets.some(({ key }) => key === fullSettings.preset);
  const option = (/** @type {string} */ key) => html`<option key=${key} value=${key}>${t(`preset.${key}`)}</option>`;
  return html`
    <fieldset class="settings" disabled=${training.state === 'running'}>
      <label class="field is-wide">
        <span class="field-name">${t('train.preset')}</span>
        <select data-testid="model-preset" value=${known ? fullSettings.preset : ''}
          onChange=${(/** @type {any} */ event) => dispatch({ type: 'preset/chosen', key: event.currentTarget.value })}
        >
          <optgroup label=${t('train.presets.own')}>
            ${FOR_SHEETS.filter((key) => presets.some((one) => one.key === key)).map(option)}
          </optgroup>
          <optgroup label=${t('train.presets.ladder')}>
            ${presets
              .map(({ key }) => key)
              .filter((key) => !FOR_SHEETS.includes(key))
              .map(option)}
          </optgroup>
        </select>
      </label>
      ${FIRST.map((name) => html`<${Setting} key=${name} name=${name} ...${props} />`)}
      <button type="button" class="button is-wide unfold" data-testid="more-settings"
        aria-expanded=${design.settingsOpen} aria-controls="more-settings"
        onClick=${() => dispatch({ type: 'design/told', change: { settingsOpen: !design.settingsOpen } })}
      >
        ${t(design.settingsOpen ? 'design.less' : 'design.more')}
        <${Changed} ...${props} />
      </button>
      <${Recommended} ...${props} />
    </fieldset>
  `;
}

/** How many of the folded settings are no longer the preset's. @param {ViewProps} props */
function Changed({ facts: { preset, fullSettings }, t }) {
  if (!preset || !fullSettings) return null;
  const count = Object.values(GROUPS)
    .flat()
    .filter(
      (name) => !CHANCE.includes(name) && differs(settingOf(fullSettings, name), settingOf(preset.settings, name)),
    ).length;
  return count === 0 ? null : html`<span class="changed-count">${t.count('design.changed', count)}</span>`;
}

/** @param {ViewProps} props */
export function MoreSettings(props) {
  const {
    state: { training, design },
    t,
  } = props;
  if (!design.settingsOpen || design.table.length === 0) return null;
  return html`
    <fieldset class="more-settings" id="more-settings" disabled=${training.state === 'running'}
      aria-label=${t('design.more')}
    >
      ${Object.entries(GROUPS).map(
        ([group, names]) => html`<section key=${group} class="more-group">
        <h2>${t(`design.group.${group}`)}</h2>
        <p class="more-help">${t(`design.group.${group}.help`)}</p>
        ${names.map((name) => html`<${Setting} key=${name} name=${name} ...${props} />`)}
      </section>`,
      )}
    </fieldset>
  `;
}

/** @param {ViewProps & {name: string}} props */
function Setting(props) {
  const {
    name,
    state: { design },
    facts: { preset, fullSettings, pictures },
    t,
    dispatch,
  } = props;
  const row = design.table.find((one) => one.name === name);
  if (!row || !preset || !fullSettings) return null;
  const given = {
    row,
    t,
    value: settingOf(fullSettings, name),
    own: CHANCE.includes(name) ? undefined : settingOf(preset.settings, name),
    warning: warningAmong(name, fullSettings, preset.settings, pictures),
    onValue: (/** @type {any} */ value) => dispatch({ type: 'settings/changed', settings: { [camel(name)]: value } }),
  };
  if (row.kind === 'distortions') return html`<${Distortions} ...${props} ...${given} />`;
  if (name === 'schedule') return html`<${Form} ...${given}><${Rates} ...${props} /><//>`;
  return row.kind === 'plain'
    ? html`<${Form} ...${given} folded=${name === 'optimizer'} />`
    : html`<${Field} ...${given} />`;
}

/** @param {Record<string, any>} settings @param {string} name    as in Python */
function settingOf(settings, name) {
  return settings[camel(name)];
}
