import { html, useState } from '../../../vendor/preact.js';
import { Glyph } from '../../../draw/tiles.js';
import { useAnswer } from '../components/ask.js';
import { Act, Soon, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';

/** @type {import('../components/card.js').Card} */
export const clusters = {
  id: 'clusters',
  where: 'code',
  sketch:
    'M9 9h.1M13 7h.1M12 12h.1M8 13h.1M32 8h.1M36 11h.1M31 12h.1M22 24h.1M26 22h.1M25 26h.1M20 22h.1M4 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0M28 10a6 6 0 1 0 12 0a6 6 0 1 0-12 0',
  formulas: ['c_k = \\frac{1}{n_k} \\sum_{i} x_i'],
  Picture(props) {
    const { t } = props;
    const [groups, setGroups] = useState(10);
    const [steps, setSteps] = useState(0);
    const told = useAnswer(props, 'clusters', { groups, steps });
    if (!told) return html`<${Soon} t=${t} />`;
    const names = /** @type {string[]} */ (told.names);
    return html`
      <div class="slides">
        <${Slide} label=${t('card.clusters.groups')} value=${groups} min=${2} max=${16} step=${1}
          told=${String(groups)}
          onChange=${(/** @type {number} */ n) => {
            setGroups(n);
            setSteps(0);
          }}
        />
      </div>
      <div class="acts">
        <${Act} label=${t('card.descent.step')} mark="forward" play onClick=${() => setSteps(steps + 1)} />
        <${Act} label=${t('card.descent.again')} mark="undo" onClick=${() => setSteps(0)} />
      </div>
      <ul class="clusters">
        ${names.map(
          (name, group) => html`
            <li key=${group}>
              <${Glyph} images=${told.centres} index=${group} label=${t('card.clusters.centre', { n: group + 1 })} />
              <span>${t('card.clusters.group', { n: told.counts[group], name: name || '–' })}</span>
            </li>
          `,
        )}
      </ul>
      <${ToldRow}>
        <${Told} name="steps" label=${t('card.descent.steps')} value=${steps} text=${String(steps)} />
        <${Told} name="spread" label=${t('card.clusters.spread')} value=${told.spread}
          text=${t.number(told.spread, 1)}
        />
        <${Told} name="share" label=${t('card.clusters.share')} value=${told.share} text=${t.percent(told.share)} />
      <//>
      <p>${t(told.own ? 'card.batches.own' : 'card.batches.practice')}</p>
    `;
  },
};
