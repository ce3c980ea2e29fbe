import { html, useState } from '../../../vendor/preact.js';
import { useAnswer, usePicture } from '../components/ask.js';
import { Choice, Soon, Source, Told, ToldRow } from '../components/controls.js';
import { Grid } from '../components/grid.js';
import { Ink } from '../components/ink.js';
import { MapPicture } from '../components/window.js';

/** @type {import('../components/card.js').Card} */
export const pooling = {
  id: 'pooling',
  where: 'train',
  sketch: 'M4 4h24v24H4zM16 4v24M4 16h24M32 16h3M36 10h8v12h-8z',
  formulas: ['p = \\max (x_1, x_2, x_3, x_4)', 'p = \\frac{x_1 + x_2 + x_3 + x_4}{4}'],
  Picture(props) {
    const { t } = props;
    const picture = usePicture(props);
    const [kind, setKind] = useState('max');
    const [size, setSize] = useState(2);
    const [[row, column], setAt] = useState([6, 6]);
    const told = useAnswer(props, 'pooling', { image: picture.image, kind, size, row, column });
    if (!told || !picture.image) return html`<${Soon} t=${t} />`;
    const whole = told.side === 1;
    return html`
      <${Choice} label=${t('card.pooling.kind')} value=${kind} onChange=${setKind}
        options=${['max', 'average', 'global'].map((value) => ({ value, name: t(`card.pooling.${value}`) }))}
      />
      ${
        kind === 'global'
          ? null
          : html`
            <${Choice} label=${t('card.stride.size')} value=${size} onChange=${setSize}
              options=${[2, 4, 7].map((value) => ({ value, name: `${value} × ${value}` }))}
            />
          `
      }
      <div class="pair is-wide">
        <figure class="one">
          <${Ink} image=${picture.image} label=${t('card.convolution.picture')}
            at=${[told.row * told.size, told.column * told.size]} step=${told.size} play
            onPoint=${(/** @type {number} */ r, /** @type {number} */ c) =>
              setAt([Math.floor(r / told.size), Math.floor(c / told.size)])}
          >
            <rect class="ink-window" x=${told.column * told.size} y=${told.row * told.size} width=${told.size}
              height=${told.size}
            />
          <//>
          <figcaption>${t('card.convolution.picture')}</figcaption>
        </figure>
        <${MapPicture} values=${told.map} side=${told.side} largest=${1}
          label=${t('card.stride.map', { n: told.side })} at=${[told.row, told.column]}
        />
      </div>
      ${
        whole
          ? null
          : html`
            <${Grid} title=${t('card.convolution.window')} values=${told.window} rows=${told.size}
              columns=${told.size} ink largest=${1} label=${t('card.convolution.window')}
              format=${(/** @type {number} */ value) => t.number(value, 2)} side=${told.size > 4 ? 40 : 48}
            />
          `
      }
      <${ToldRow}>
        <${Told} name="value" label=${t(`card.pooling.${kind}`)} value=${told.value} text=${t.number(told.value, 3)} />
        <${Told} name="place" label=${t('card.convolution.place')} value=${told.row * 28 + told.column}
          text=${t('learn.pixel', { row: told.row + 1, column: told.column + 1 })}
        />
      <//>
      <${Source} picture=${picture} t=${t} />
    `;
  },
};
