import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Choice, Soon, Told } from '../components/controls.js';

/** Each square stands for so many of the 10,000 test pictures. */
const PER_SQUARE = 10;

/** @type {import('../components/card.js').Card} */
export const mnist = {
  id: 'mnist',
  where: 'collect',
  sketch: 'M6 4h14v24H6zM9 9h8M9 14h8M9 19h5M26 8h16v16H26zM30 12c8-2 8 4 3 4c6 0 5 6-3 5',
  formulas: ['70000 = 60000 + 10000'],
  Picture(props) {
    const { t } = props;
    const told = useAnswer(props, 'history', {});
    const [at, setAt] = useState(0);
    if (!told) return html`<${Soon} t=${t} />`;
    const { year, method, mistakes, of } = told[at];
    const squares = of / PER_SQUARE;
    return html`
      <${Choice} label=${t('card.mnist.method')} value=${at} play onChange=${setAt}
        options=${told.map((/** @type {any} */ one, /** @type {number} */ index) => ({
          value: index,
          name: `${one.year} · ${t(`card.mnist.${one.method}`)}`,
        }))}
      />
      <svg class="mistakes" viewBox="0 0 500 200" role="img" aria-label=${t('card.mnist.wrong', { n: mistakes, of })}>
        <path class="mistakes-all"
          d=${Array.from(
            { length: squares },
            (_, index) => `M${(index % 50) * 10 + 1} ${Math.floor(index / 50) * 10 + 1}h8v8h-8z`,
          ).join('')}
        />
        <path class="mistakes-wrong"
          d=${Array.from(
            { length: Math.round(mistakes / PER_SQUARE) },
            (_, index) => `M${(index % 50) * 10 + 1} ${Math.floor(index / 50) * 10 + 1}h8v8h-8z`,
          ).join('')}
        />
      </svg>
      <${Told} name="mistakes" label=${`${year}, ${t(`card.mnist.${method}`)}`} value=${mistakes}
        text=${t('card.mnist.wrong', { n: mistakes, of })}
      />
      <p>${t('card.mnist.square', { n: PER_SQUARE })}</p>
    `;
  },
};
