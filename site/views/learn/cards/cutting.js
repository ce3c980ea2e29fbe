import { Slide } from '../../../draw/slide.js';
import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Act, Soon, Told, ToldRow } from '../components/controls.js';

/** @type {import('../components/card.js').Card} */
export const cutting = {
  id: 'cutting',
  where: 'try',
  sketch: 'M5 9c8-5 9 3 0 14h9M19 9h9l-6 14M34 9v14M42 9v.1M16 4v24M31 4v24',
  formulas: ['C = \\sum_{k=1}^{n} (f_k - \\log p_k)'],
  Picture(props) {
    const { state, t } = props;
    const [gap, setGap] = useState(30);
    const [hand, setHand] = useState(8);
    const told = useAnswer(props, 'cut', { gap: gap / 100, hand, epochs: state.training.epochs.length });
    if (!told) return html`<${Soon} t=${t} />`;
    const unsure = told.sure.filter((/** @type {boolean} */ one) => !one).length;
    return html`
      <svg class="cutting" viewBox=${`0 0 ${told.size.join(' ')}`} role="img" aria-label=${t('card.cutting.picture')}>
        ${strokesOf(told).map(
          (points, index) =>
            html`<polyline key=${index} class="cutting-ink" points=${points} stroke-width=${told.pen} />`,
        )}
        ${told.boxes.map(
          (/** @type {number[]} */ [left, top, right, bottom], /** @type {number} */ index) => html`
            <rect key=${`box-${index}`} class=${`cutting-box ${told.sure[index] ? '' : 'is-unsure'}`}
              x=${left - 3} y=${top - 3} width=${right - left + 6} height=${bottom - top + 6}
            />
          `,
        )}
      </svg>
      <${Slide} label=${t('card.cutting.gap')} value=${gap} min=${-30} max=${40} step=${5}
        told=${t.percent(gap / 100)} play onChange=${setGap}
      />
      <${ToldRow}>
        <${Told} name="gap" label=${t('card.cutting.gap.short')} value=${gap} text=${t.percent(gap / 100)} />
        <${Told} name="columns" label=${t('card.cutting.columns')} value=${told.columns}
          text=${t.number(told.columns)}
        />
        <${Told} name="found" label=${t('card.cutting.found')} value=${told.boxes.length}
          text=${t.number(told.boxes.length)}
        />
        <${Told} name="unsure" label=${t('card.cutting.unsure')} value=${unsure} text=${t.number(unsure)} />
      <//>
      <p>${t(told.asked ? 'card.cutting.asked' : 'card.cutting.alone')}</p>
      <p><${Act} label=${t('card.cutting.hand')} onClick=${() => setHand(hand + 1)} /></p>
    `;
  },
};

/**
 * The points of each stroke, as SVG has them.
 * @param {{points: Float32Array, counts: number[]}} told    x and y of all strokes' points one behind the other
 */
function strokesOf({ points, counts }) {
  let from = 0;
  return counts.map((count) => {
    from += count;
    return points.subarray(2 * (from - count), 2 * from).join(' ');
  });
}
