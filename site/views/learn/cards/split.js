import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Act, Soon, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';

const PARTS = ['train', 'validation', 'test'];
const COLUMNS = 25;
/** Square, diamond and triangle tell the subsets, so that nobody depends on the colour. */
const SHAPES = ['h16v16h-16z', 'm0 8l8-8 8 8-8 8z', 'm8 0l8 16h-16z'];

/** @type {import('../components/card.js').Card} */
export const split = {
  id: 'split',
  where: 'train',
  sketch: 'M4 6h40v20H4zM30 6v20M37 6v20M9 16h14M12 12l-3 4 3 4',
  formulas: ['n = n_T + n_V + n_P', '100 = 80 + 10 + 10'],
  Picture(props) {
    const { t } = props;
    const [train, setTrain] = useState(80);
    const [seed, setSeed] = useState(1);
    const told = useAnswer(props, 'split', { train: train / 100, validation: (100 - train) / 200, seed });
    if (!told) return html`<${Soon} t=${t} />`;
    const subsets = /** @type {number[]} */ (Array.from(told.subset));
    return html`
      <${Slide} label=${t('card.split.share')} value=${train} min=${40} max=${90} step=${10}
        told=${t.percent(train / 100)} play onChange=${setTrain}
      />
      <svg class="split-field" viewBox=${`0 0 ${COLUMNS * 20} ${Math.ceil(subsets.length / COLUMNS) * 20}`} role="img"
        aria-label=${t('card.split.field')}
      >
        ${PARTS.map(
          (name, subset) =>
            html`
              <path key=${name} class=${`split-${name}`}
                d=${subsets
                  .map((one, index) =>
                    one === subset
                      ? `M${(index % COLUMNS) * 20 + 2} ${Math.floor(index / COLUMNS) * 20 + 2}${SHAPES[subset]}`
                      : '',
                  )
                  .join('')}
              />
            `,
        )}
      </svg>
      <${ToldRow}>
        ${PARTS.map(
          (
            name,
            subset,
          ) => html`<${Told} key=${name} name=${name} value=${told.counts[subset]} text=${t.number(told.counts[subset])}
          label=${html`
            <svg class="split-key" viewBox="0 0 20 20" aria-hidden="true">
              <path class=${`split-${name}`} d=${`M2 2${SHAPES[subset]}`} />
            </svg>
            ${t(`card.split.${name}`)}
          `} />`,
        )}
      <//>
      <p class="source">
        <span>${t(told.own ? 'card.split.own' : 'card.split.practice')}</span>
        <${Act} label=${t('card.split.again')} onClick=${() => setSeed(seed + 1)} />
      </p>
    `;
  },
};
