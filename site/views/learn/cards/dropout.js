import { html, useState } from '../../../vendor/preact.js';
import { ValuePicture } from '../../../draw/values.js';
import { useAnswer, usePicture } from '../components/ask.js';
import { Act, Soon, Source, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';
import { Ink } from '../components/ink.js';

/** @type {import('../components/card.js').Card} */
export const dropout = {
  id: 'dropout',
  where: 'train',
  sketch:
    'M8 8a3 3 0 1 0 .1 0M8 22a3 3 0 1 0 .1 0M24 8a3 3 0 1 0 .1 0M40 15a3 3 0 1 0 .1 0M21 19l7 7M28 19l-7 7M11 10h10M27 11l10 5M11 22l10-9',
  formulas: ['x \\to \\frac{x}{1 - r}', 'x \\to 0'],
  Picture(props) {
    const { t } = props;
    const picture = usePicture(props);
    const [rate, setRate] = useState(0.5);
    const [seed, setSeed] = useState(1);
    const told = useAnswer(props, 'dropout', { image: picture.image, rate, seed });
    if (!told || !picture.image) return html`<${Soon} t=${t} />`;
    return html`
      <div class="pair">
        <figure>
          <${Ink} image=${picture.image} label=${t('card.dropout.before')} />
          <figcaption>${t('card.dropout.before')}</figcaption>
        </figure>
        <figure>
          <${ValuePicture} values=${told.values} shape=${[28, 28, 1]} largest=${Math.max(1, told.factor)}
            label=${t('card.dropout.after')}
          />
          <figcaption>${t('card.dropout.after')}</figcaption>
        </figure>
      </div>
      <${Slide} label=${t('card.dropout.rate')} value=${rate} min=${0} max=${0.9} step=${0.1} told=${t.percent(rate)}
        play onChange=${setRate}
      />
      <${ToldRow}>
        <${Told} name="dropped" label=${t('card.dropout.dropped')} value=${told.dropped}
          text=${t('card.dropout.of', { n: told.dropped, of: told.ink })}
        />
        <${Told} name="factor" label=${t('card.dropout.factor')} value=${told.factor}
          text=${`× ${t.number(told.factor, 2)}`}
        />
        <${Told} name="sum" label=${t('card.dropout.sum')} value=${told.after}
          text=${t('card.dropout.sums', { before: t.number(told.before, 0), after: t.number(told.after, 0) })}
        />
      <//>
      <div class="acts"><${Act} label=${t('card.dropout.again')} onClick=${() => setSeed(seed + 1)} /></div>
      <${Source} picture=${picture} t=${t} />
    `;
  },
};
