import { html, useState } from '../../../vendor/preact.js';
import { ValueLegend, ValuePicture } from '../../../draw/values.js';
import { useAnswer, usePicture } from '../components/ask.js';
import { Soon, Source, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';
import { Ink } from '../components/ink.js';

/** @type {import('../components/card.js').Card} */
export const weights = {
  id: 'weights',
  where: 'try',
  sketch: 'M4 6h12v20H4zM18 16l4-4M18 12l4 4M26 6h12v20H26zM29 12h6M29 17h3M41 15h5M41 18h5',
  formulas: ['z = \\sum_{i=1}^{784} w_i x_i + b'],
  Picture(props) {
    const { t } = props;
    const picture = usePicture(props);
    const [unit, setUnit] = useState(0);
    // A network that has learned meanwhile is another one: its epochs are part of the question.
    const told = useAnswer(props, 'template', {
      image: picture.image,
      unit,
      epochs: props.state.training.epochs.length,
    });
    if (!told || !picture.image) return html`<${Soon} t=${t} />`;
    if (told.units === 0) return html`<p>${t('card.weights.none')}</p>`;
    return html`
      <div class="triple">
        <figure>
          <${Ink} image=${picture.image} label=${t('card.weights.inputs')} />
          <figcaption>${t('card.weights.inputs')}</figcaption>
        </figure>
        <b aria-hidden="true">×</b>
        <figure>
          <${ValuePicture} values=${told.weights} shape=${[28, 28, 1]} largest=${told.largest}
            label=${t('card.weights.weights')}
          />
          <figcaption>${t('card.weights.weights')}</figcaption>
        </figure>
        <b aria-hidden="true">=</b>
        <figure>
          <${ValuePicture} values=${told.products} shape=${[28, 28, 1]} largest=${told.strongest}
            label=${t('card.weights.products')}
          />
          <figcaption>${t('card.weights.products')}</figcaption>
        </figure>
      </div>
      <${ValueLegend} negative=${t('try.negative')} positive=${t('try.positive')} />
      <${Slide} label=${t('card.weights.unit', { of: told.units })} value=${unit} min=${0} max=${told.units - 1}
        step=${1} told=${String(unit + 1)} play onChange=${setUnit}
      />
      <${ToldRow}>
        <${Told} name="sum" label=${t('card.weights.sum')} value=${told.sum} text=${t.number(told.sum, 3)} />
        <${Told} name="bias" label=${t('card.weights.bias')} value=${told.bias} text=${t.number(told.bias, 3)} />
        <${Told} name="value" label=${t('card.weights.value')} value=${told.value} text=${t.number(told.value, 3)} />
      <//>
      <p>${t(told.trained ? 'card.weights.trained' : 'card.weights.untrained')}</p>
      <${Source} picture=${picture} t=${t} />
    `;
  },
};
