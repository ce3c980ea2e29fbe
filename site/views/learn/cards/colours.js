import { html, useState } from '../../../vendor/preact.js';
import { useAnswer, usePicture } from '../components/ask.js';
import { Soon, Source, Told } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';
import { Rgb } from '../components/rgb.js';

const NAMES = ['red', 'green', 'blue'];
/** The middle of the picture: the pixel whose three numbers are shown. */
const HERE = 14 * 28 + 14;

/** @type {import('../components/card.js').Card} */
export const colours = {
  id: 'colours',
  where: 'train',
  sketch: 'M18 12a8 8 0 1 0 .1 0M30 12a8 8 0 1 0 .1 0M24 4a8 8 0 1 0 .1 0',
  formulas: ['28 \\times 28 \\times 3 = 2352'],
  Picture(props) {
    const { t } = props;
    const picture = usePicture(props);
    const [colour, setColour] = useState([20, 60, 200]);
    const told = useAnswer(props, 'channels', { image: picture.image, colour });
    if (!told) return html`<${Soon} t=${t} />`;
    const pixel = [0, 1, 2].map((channel) => told.values[HERE * 3 + channel]);
    return html`
      <div class="rgb-row">
        <${Rgb} values=${told.values} label=${t('card.colours.together')} />
        <b aria-hidden="true">=</b>
        ${NAMES.map(
          (name, channel) =>
            html`<${Rgb} key=${name} values=${told.values} channel=${channel} label=${t(`card.colours.${name}`)} />`,
        )}
      </div>
      <div class="slides">
        ${NAMES.map(
          (name, channel) => html`
            <${Slide} key=${name} label=${t(`card.colours.${name}`)} value=${colour[channel]} min=${0} max=${255}
              step=${5} play=${channel === 0}
              onChange=${(/** @type {number} */ value) =>
                setColour(colour.map((old, place) => (place === channel ? value : old)))}
            />
          `,
        )}
      </div>
      <${Told} name="pixel" label=${t('card.colours.pixel')}
        value=${told.values.reduce((/** @type {number} */ sum, /** @type {number} */ value) => sum + value, 0)}
        text=${`(${pixel.join(' | ')})`}
      />
      <${Source} picture=${picture} t=${t} />
    `;
  },
};
