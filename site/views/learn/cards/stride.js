import { html, useState } from '../../../vendor/preact.js';
import { useAnswer, usePicture } from '../components/ask.js';
import { Choice, Soon, Source, Told } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';
import { Formula } from '../components/formula.js';
import { Ink } from '../components/ink.js';
import { MapPicture } from '../components/window.js';

/** @type {import('../components/card.js').Card} */
export const stride = {
  id: 'stride',
  where: 'train',
  sketch: 'M4 6h10v10H4zM18 6h10v10H18zM32 6h10v10H32zM9 20v6h14v-4M23 22l-3 3M23 22l3 3M23 26h14v-4',
  formulas: ['m = \\lfloor \\frac{n - k + 2 p}{s} \\rfloor + 1'],
  Picture(props) {
    const { t } = props;
    const picture = usePicture(props);
    const [size, setSize] = useState(3);
    const [step, setStep] = useState(3);
    const [padding, setPadding] = useState('valid');
    const told = useAnswer(props, 'stride', { image: picture.image, size, step, padding });
    if (!told || !picture.image) return html`<${Soon} t=${t} />`;
    const starts = Array.from({ length: told.side }, (_, index) => index * step - told.before);
    return html`
      <div class="pair is-wide">
        <figure class="one">
          <${Ink} image=${picture.image} label=${t('card.stride.places')}>
            ${starts.flatMap((y) =>
              starts.map(
                (x) =>
                  html`
                    <circle key=${`${x} ${y}`} class="ink-middle is-small" cx=${x + size / 2} cy=${y + size / 2}
                      r="0.22"
                    />
                  `,
              ),
            )}
            <rect class="ink-window" x=${starts[0]} y=${starts[0]} width=${size} height=${size} />
            <rect class="ink-window" x=${starts[1]} y=${starts[0]} width=${size} height=${size} />
          <//>
          <figcaption>${t('card.stride.places')}</figcaption>
        </figure>
        <${MapPicture} values=${told.map} side=${told.side} largest=${told.largest}
          label=${t('card.stride.map', { n: told.side })}
        />
      </div>
      <div class="slides">
        <${Slide} label=${t('card.stride.size')} value=${size} min=${1} max=${7} step=${2} told=${`${size} × ${size}`}
          onChange=${setSize}
        />
        <${Slide} label=${t('card.stride.step')} value=${step} min=${1} max=${6} step=${1} told=${String(step)} play
          onChange=${setStep}
        />
      </div>
      <${Choice} label=${t('card.stride.padding')} value=${padding} onChange=${setPadding}
        options=${['valid', 'same'].map((value) => ({ value, name: t(`card.stride.${value}`) }))}
      />
      <${Formula}
        tex=${`\\lfloor \\frac{28 - ${size} + ${told.before + told.after}}{${step}} \\rfloor + 1 = ${told.side}`}
      />
      <${Told} name="side" label=${t('card.stride.side')} value=${told.side} text=${`${told.side} × ${told.side}`} />
      <${Source} picture=${picture} t=${t} />
    `;
  },
};
