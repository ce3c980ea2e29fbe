import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Choice, Soon, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';

/** @type {import('../components/card.js').Card} */
export const dying = {
  id: 'dying',
  where: 'train',
  sketch: 'M4 22h18l14-14M10 12l6 6M16 12l-6 6M30 26h12',
  formulas: ['z \\le 0 \\quad \\to \\quad \\ReLU^\\prime(z) = 0', 'w - \\eta \\cdot 0 = w'],
  Picture(props) {
    const { t } = props;
    const [bias, setBias] = useState(0);
    const [leaky, setLeaky] = useState(false);
    const told = useAnswer(props, 'dying', { bias, leaky });
    if (!told) return html`<${Soon} t=${t} />`;
    return html`
      <${Choice} label=${t('card.neuron.activation')} value=${leaky} onChange=${setLeaky}
        options=${[{ value: false, name: t('activation.relu') }, { value: true, name: t('activation.leaky_relu') }]}
      />
      <div class="lamps" role="img" aria-label=${t('card.dying.lamps', { n: told.dead, of: told.units })}>
        ${told.active.map(
          (/** @type {number} */ share, /** @type {number} */ index) => html`
            <span key=${index} class=${`lamp ${share === 0 ? (told.dead > 0 ? 'is-dead' : 'is-dim') : ''}`}>
              <span style=${{ height: `${100 * share}%` }}></span>
            </span>
          `,
        )}
      </div>
      <${Slide} label=${t('card.dying.bias')} value=${bias} min=${-6} max=${2} step=${0.5} told=${t.number(bias, 1)}
        play onChange=${setBias}
      />
      <${ToldRow}>
        <${Told} name="dead" label=${t('card.dying.dead')} value=${told.dead}
          text=${t('card.dying.of', { n: told.dead, of: told.units })} tone=${told.dead > 0 ? 'bad' : 'good'}
        />
        <${Told} name="active" label=${t('card.dying.active')} value=${told.mean} text=${t.percent(told.mean)} />
      <//>
    `;
  },
};
