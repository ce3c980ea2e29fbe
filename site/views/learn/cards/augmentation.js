import { html, useState } from '../../../vendor/preact.js';
import { Glyph } from '../../../draw/tiles.js';
import { useAnswer, usePicture } from '../components/ask.js';
import { Act, Soon, Source, Told } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';

/** @type {import('../components/card.js').Card} */
export const augmentation = {
  id: 'augmentation',
  where: 'train',
  sketch: 'M5 10h12v12H5zM21 16h5M24 13l3 3-3 3M31 5l10 2-2 10-10-2zM30 20h10v9H30z',
  formulas: ['x^\\prime = R x + d'],
  Picture(props) {
    const { t } = props;
    const picture = usePicture(props);
    const [strength, setStrength] = useState(1);
    const [seed, setSeed] = useState(1);
    const told = useAnswer(props, 'augment', { image: picture.image, strength, seed });
    if (!told || !picture.image) return html`<${Soon} t=${t} />`;
    return html`
      <div class="hands">
        <${Glyph} images=${picture.image} index=${0} class="is-original" />
        <div class="glyphs is-large">
          ${Array.from(
            { length: 12 },
            (_, index) => html`<${Glyph} key=${index} images=${told.images} index=${index} />`,
          )}
        </div>
      </div>
      <${Slide} label=${t('card.augmentation.strength')} value=${strength} min=${0} max=${2} step=${0.1}
        told=${t.percent(strength)} play onChange=${setStrength}
      />
      <${Told} name="change" label=${t('card.augmentation.change')} value=${told.change}
        text=${t.number(told.change, 1)}
      />
      <div class="acts"><${Act} label=${t('card.augmentation.again')} onClick=${() => setSeed(seed + 1)} /></div>
      <${Source} picture=${picture} t=${t} />
    `;
  },
};
