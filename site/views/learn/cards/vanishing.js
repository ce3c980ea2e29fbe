import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Choice, Soon, Told } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';
import { Levels } from '../components/levels.js';

/** The highest power of ten that is drawn, and the lowest. */
const [TOP, BOTTOM] = [-1, -9];

/** @type {import('../components/card.js').Card} */
export const vanishing = {
  id: 'vanishing',
  where: 'train',
  sketch: 'M5 27h4v-1H5zM14 27h4v-3h-4zM23 27h4v-8h-4zM32 27h4V12h-4zM41 27h4V4h-4z',
  formulas: [
    '\\frac{\\partial L}{\\partial w_1} = \\frac{\\partial L}{\\partial \\hat{y}} \\cdot a^\\prime(z_n) \\cdot w_n \\cdot \\dots \\cdot a^\\prime(z_1) \\cdot x',
    '\\sigma^\\prime(z) \\le 0.25 \\quad \\to \\quad 0.25^8 \\approx 0.000015',
  ],
  Picture(props) {
    const { t } = props;
    const [activation, setActivation] = useState('sigmoid');
    const [depth, setDepth] = useState(5);
    const told = useAnswer(props, 'vanishing', { activation, depth });
    if (!told) return html`<${Soon} t=${t} />`;
    return html`
      <${Choice} label=${t('card.neuron.activation')} value=${activation} onChange=${setActivation}
        options=${['sigmoid', 'tanh', 'relu'].map((name) => ({ value: name, name: t(`activation.${name}`) }))}
      />
      <${Slide} label=${t('card.vanishing.depth')} value=${depth} min=${1} max=${9} step=${1} told=${String(depth)}
        play onChange=${setDepth}
      />
      <${Levels} values=${told.powers.map((/** @type {number} */ power) => power - BOTTOM)} high=${TOP - BOTTOM}
        label=${t('card.vanishing.bars')}
        names=${told.sizes.map((/** @type {number} */ _, /** @type {number} */ index) => String(index + 1))}
        format=${(/** @type {number} */ value) => t('card.vanishing.power', { n: t.number(value + BOTTOM, 1) })}
        marked=${0}
      />
      <p>${t('card.vanishing.read')}</p>
      <${Told} name="share" label=${t('card.vanishing.share')} value=${told.share}
        text=${t('card.vanishing.part', { n: t.number(told.share, told.share < 0.01 ? 6 : 2) })}
        tone=${told.share < 0.01 ? 'bad' : 'good'}
      />
    `;
  },
};
