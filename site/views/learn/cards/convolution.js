import { html, useState } from '../../../vendor/preact.js';
import { ValueLegend } from '../../../draw/values.js';
import { useAnswer, usePicture } from '../components/ask.js';
import { Choice, Soon, Source, Told, ToldRow } from '../components/controls.js';
import { Grid } from '../components/grid.js';
import { Ink } from '../components/ink.js';
import { MapPicture } from '../components/window.js';

const OWN = [0, 0, 0, 0, 1, 0, 0, 0, 0];
/** What a tap on a cell of one's own kernel walks through. */
const NEXT = new Map([
  [0, 1],
  [1, -1],
  [-1, 0],
]);
const LAST = 25;

/** @type {import('../components/card.js').Card} */
export const convolution = {
  id: 'convolution',
  where: 'try',
  sketch: 'M4 4h24v24H4zM8 8h10v10H8zM11.3 8v10M14.6 8v10M8 11.3h10M8 14.6h10M22 13h12M36 10h6v6h-6z',
  formulas: ['z_{r, c} = \\sum_{i=0}^{2} \\sum_{j=0}^{2} k_{i j} \\cdot x_{r + i, c + j} + b'],
  Picture(props) {
    const { t } = props;
    const picture = usePicture(props);
    const [name, setName] = useState('vertical');
    const [own, setOwn] = useState(OWN);
    const [[row, column], setAt] = useState(/** @type {[number, number]} */ ([12, 12]));
    const known = useAnswer(props, 'kernels', {});
    const kernel = name === 'own' ? own : known?.[name];
    const told = useAnswer(props, 'convolution', { image: picture.image, kernel, row, column });
    if (!told || !known || !picture.image) return html`<${Soon} t=${t} />`;
    const point = (/** @type {number} */ r, /** @type {number} */ c) =>
      setAt([Math.min(LAST, Math.max(0, r)), Math.min(LAST, Math.max(0, c))]);
    const number = (/** @type {number} */ value) => t.number(value, Math.abs(value) < 1 && value !== 0 ? 2 : 0);
    const names = [...Object.keys(known), 'own'];
    return html`
      <${Choice} label=${t('card.convolution.kernel')} value=${name} onChange=${setName}
        options=${names.map((value) => ({ value, name: t(`kernel.${value}`) }))}
      />
      <div class="pair is-wide">
        <figure class="one">
          <${Ink} image=${picture.image} label=${t('card.convolution.picture')} at=${[row + 1, column + 1]} play
            onPoint=${(/** @type {number} */ r, /** @type {number} */ c) => point(r - 1, c - 1)}
          >
            <rect class="ink-window" x=${column} y=${row} width="3" height="3" />
          <//>
          <figcaption>${t('card.convolution.picture')}</figcaption>
        </figure>
        <${MapPicture} values=${told.map} side=${told.side} largest=${told.largest} label=${t('card.convolution.map')}
          at=${[row, column]} onPoint=${point}
        />
      </div>
      <div class="matrices">
        <${Grid} title=${t('card.convolution.window')} values=${told.window} rows=${3} columns=${3} ink largest=${1}
          label=${t('card.convolution.window')} format=${number} side=${44}
        />
        <b>×</b>
        <${Grid} title=${t('card.convolution.kernel')} values=${kernel ?? OWN} rows=${3} columns=${3} largest=${1}
          label=${t('card.convolution.kernel')} format=${number} side=${44}
          onPick=${
            name === 'own'
              ? (/** @type {number} */ r, /** @type {number} */ c) =>
                  setOwn(own.map((value, place) => (place === r * 3 + c ? (NEXT.get(value) ?? 0) : value)))
              : undefined
          }
        />
        <b>=</b>
        <${Grid} title=${t('card.weights.products')} values=${told.products} rows=${3} columns=${3} largest=${1}
          label=${t('card.weights.products')} format=${number} side=${44}
        />
        <b>→</b>
        <${Told} name="value" label=${t('card.convolution.sum')} value=${told.value} text=${t.number(told.value, 2)} />
      </div>
      <${ToldRow}>
        <${Told} name="place" label=${t('card.convolution.place')} value=${row * 28 + column}
          text=${t('learn.pixel', { row: row + 1, column: column + 1 })}
        />
      <//>
      <${ValueLegend} negative=${t('try.negative')} positive=${t('try.positive')} />
      <${Source} picture=${picture} t=${t} />
    `;
  },
};
