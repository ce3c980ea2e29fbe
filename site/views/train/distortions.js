/** The settings of the augmentation, with a preview. */

import { html, useEffect } from '../../vendor/preact.js';
import { Glyph } from '../../draw/tiles.js';
import { Back, Help } from './fields.js';
import { Numbers } from './forms.js';

/** @import {ViewProps} from '../view.js' */
/** @import {FieldProps} from './fields.js' */

/** @param {ViewProps & FieldProps} props */
export function Distortions(props) {
  const { row, value, own, onValue, t } = props;
  const fields = row.fields ?? [];
  const begin = () => own || Object.fromEntries(fields.map((field) => [field.name, field.default]));
  return html`<div class="form" data-testid="form" data-setting=${row.name}>
    <div class="field kind-flag"><label><span class="field-name">${t('set.augmentation')}</span>
      <input type="checkbox" name="augmentation" checked=${!!value}
        onChange=${(/** @type {any} */ event) => onValue(event.currentTarget.checked ? begin() : false)} /></label>
      <${Help} name="set.augmentation.help" t=${t} /></div>
    ${
      value
        ? html`<${Preview} ...${props} />
      <details class="fold"><summary>${t('design.distortions')}</summary>
        <${Numbers} fields=${fields} config=${value} t=${t} onConfig=${onValue} /></details>`
        : null
    }
    <${Back} name=${row.name} value=${value} own=${own} onValue=${onValue} t=${t} />
  </div>`;
}

/** @param {ViewProps & FieldProps} props */
function Preview({
  value,
  state: {
    design: { distorted },
    classes,
  },
  facts: { all, pictures },
  t,
  commands,
}) {
  useEffect(() => void commands.showDistorted(), [JSON.stringify(value), classes, all]);
  if (pictures === 0) return html`<p class="field-help">${t('design.distorted.none')}</p>`;
  if (!distorted || distorted.count === 0) return null;
  const { originals, copies, count } = distorted;
  const shown = originals.length / 784;
  return html`
    <figure class="distorted" data-testid="distorted" data-count=${shown * count}>
      <figcaption>${t('design.distorted')}</figcaption>
      ${Array.from(
        { length: shown },
        (_, row) => html`<div class="distorted-row" key=${row}>
        <${Glyph} images=${originals} index=${row} label=${t('design.distorted.original')} />
        <span aria-hidden="true">→</span>
        ${Array.from(
          { length: count },
          (__, copy) => html`
          <${Glyph} key=${copy} images=${copies} index=${row * count + copy} label=${t('design.distorted.copy')} />
        `,
        )}
      </div>`,
      )}
      <button type="button" class="back" data-testid="distort-again" onClick=${commands.distortAgain}>
        ↺ ${t('design.distorted.again')}
      </button>
    </figure>
  `;
}
