import { html, useState } from '../../../vendor/preact.js';
import { useAnswer, usePicture } from '../components/ask.js';
import { Soon, Source, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';
import { MapPicture } from '../components/window.js';

const NAMES = ['vertical', 'horizontal', 'blur', 'outline'];

/** @type {import('../components/card.js').Card} */
export const maps = {
  id: 'maps',
  where: 'try',
  sketch: 'M4 4h14v14H4zM8 8h14v14M12 12h14v14M30 16h5M36 10h8v12h-8z',
  formulas: [
    'z = \\ReLU(k_1 \\cdot m_1 + k_2 \\cdot m_2 + k_3 \\cdot m_3 + k_4 \\cdot m_4)',
    '28 \\times 28 \\times 1 \\to 26 \\times 26 \\times 4',
  ],
  Picture(props) {
    const { t } = props;
    const picture = usePicture(props);
    const [mix, setMix] = useState([1, 1, 0, 0]);
    const told = useAnswer(props, 'maps', { image: picture.image, mix });
    if (!told) return html`<${Soon} t=${t} />`;
    return html`
      <div class="maps">
        ${NAMES.map(
          (name, channel) => html`
            <div key=${name}>
              <${MapPicture} values=${told.maps} side=${told.shape[0]} channels=${4} channel=${channel}
                largest=${told.largest[channel]} label=${t(`kernel.${name}`)}
              />
              <${Slide} label=${`k${'₁₂₃₄'[channel]}`} value=${mix[channel]} min=${-2} max=${2} step=${0.5}
                told=${t.number(mix[channel], 1)} play=${channel === 0}
                onChange=${(/** @type {number} */ value) =>
                  setMix(mix.map((old, place) => (place === channel ? value : old)))}
              />
            </div>
          `,
        )}
      </div>
      <div class="card-two">
        <${MapPicture} values=${told.mixed} side=${told.shape[0]} largest=${told.strongest}
          label=${t('card.maps.mixed')}
        />
        <div>
          <p>${t('card.maps.read')}</p>
          <${ToldRow}>
            <${Told} name="strongest" label=${t('card.maps.strongest')} value=${told.strongest}
              text=${t.number(told.strongest, 2)}
            />
            <${Told} name="mean" label=${t('card.maps.mean')} value=${told.mean} text=${t.number(told.mean, 3)} />
          <//>
          <${Source} picture=${picture} t=${t} />
        </div>
      </div>
    `;
  },
};
