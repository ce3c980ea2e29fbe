import { html, useState } from '../../../vendor/preact.js';
import { useAnswer, usePicture } from '../components/ask.js';
import { Soon, Source, Told } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';
import { Formula } from '../components/formula.js';
import { Wiring } from '../components/wiring.js';

/** @type {import('../components/card.js').Card} */
export const layers = {
  id: 'layers',
  where: 'train',
  sketch:
    'M8 5v.1M8 16v.1M8 27v.1M8 5l16 5M8 5l16 12M8 16l16-6M8 16l16 1M8 27l16-10M8 27l16-17M24 10l16 2M24 17l16-5M24 10l16 10M24 17l16 3',
  formulas: ['h_1 = a(x W_1 + b_1)', 'h_2 = a(h_1 W_2 + b_2)', '\\hat{y} = \\softmax(h_2 W_3 + b_3)'],
  Picture(props) {
    const { t } = props;
    const picture = usePicture(props);
    const [hidden, setHidden] = useState(1);
    const [width, setWidth] = useState(12);
    const told = useAnswer(props, 'layers', { image: picture.image, hidden, width });
    if (!told) return html`<${Soon} t=${t} />`;
    const sizes = [784, ...told.units];
    return html`
      <${Wiring} image=${picture.image} layers=${told.values} units=${told.units} label=${t('card.layers.picture')} />
      <div class="slides">
        <${Slide} label=${t('card.layers.hidden')} value=${hidden} min=${0} max=${4} step=${1} told=${String(hidden)}
          play onChange=${setHidden}
        />
        <${Slide} label=${t('card.layers.width')} value=${width} min=${4} max=${128} step=${4} told=${String(width)}
          onChange=${setWidth}
        />
      </div>
      <${Formula}
        tex=${`${told.each.map((/** @type {number} */ _, /** @type {number} */ i) => `(${sizes[i]} + 1) \\cdot ${sizes[i + 1]}`).join(' + ')} = ${told.parameters}`}
      />
      <${Told} name="parameters" label=${t('card.layers.parameters')} value=${told.parameters}
        text=${t.number(told.parameters)}
      />
      <${Source} picture=${picture} t=${t} />
    `;
  },
};
