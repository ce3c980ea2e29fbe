import { html, useState } from '../../../vendor/preact.js';
import { usePicture } from '../components/ask.js';
import { Soon, Source, Told } from '../components/controls.js';
import { Grid } from '../components/grid.js';
import { Ink } from '../components/ink.js';
import { useSolved } from '../components/solved.js';

const SIDE = 28;
const [ROWS, COLUMNS] = [5, 7];

/** @type {import('../components/card.js').Card} */
export const numbers = {
  id: 'numbers',
  where: 'try',
  sketch: 'M4 4h24v24H4zM10 4v24M16 4v24M22 4v24M4 10h24M4 16h24M4 22h24M34 12l3-3v12M42 9c-4 0-4 12 0 12s4-12 0-12',
  formulas: ['x \\in \\{0, 1, \\dots, 255\\}', '28 \\cdot 28 = 784'],
  Picture(props) {
    const { t } = props;
    const picture = usePicture(props);
    const [[row, column], setAt] = useState(/** @type {[number, number]} */ ([13, 13]));
    const kinds = picture.image ? kindsOf(picture.image) : null;
    const [found, setFound] = useState(/** @type {string[]} */ ([]));
    useSolved(props, 'numbers', !!kinds && found.length === new Set(kinds).size);
    if (!picture.image) return html`<${Soon} t=${t} />`;
    const { image } = picture;
    const find = (/** @type {number} */ pixel) => setFound((before) => [...new Set([...before, kinds?.[pixel] ?? ''])]);
    const top = Math.min(SIDE - ROWS, Math.max(0, row - 2));
    const left = Math.min(SIDE - COLUMNS, Math.max(0, column - 3));
    const near = Array.from(
      { length: ROWS * COLUMNS },
      (_, place) => image[(top + Math.floor(place / COLUMNS)) * SIDE + left + (place % COLUMNS)],
    );
    return html`
      <div class="card-two">
        <${Ink} image=${image} label=${t('learn.picture')} at=${[row, column]} play
          onPoint=${(/** @type {number} */ r, /** @type {number} */ c) => {
            setAt([r, c]);
            find(r * SIDE + c);
          }}
        >
          <rect class="ink-window" x=${left} y=${top} width=${COLUMNS} height=${ROWS} />
          <rect class="ink-here" x=${column} y=${row} width="1" height="1" />
        <//>
        <div>
          <${Grid} values=${near} rows=${ROWS} columns=${COLUMNS} largest=${255} ink at=${[row - top, column - left]}
            label=${t('card.numbers.near')} format=${String}
          />
          <${Told} name="pixel" label=${t('learn.pixel', { row: row + 1, column: column + 1 })}
            value=${image[row * SIDE + column]} text=${String(image[row * SIDE + column])}
          />
          <${Source} picture=${picture} t=${t} />
        </div>
      </div>
    `;
  },
};

/**
 * The task asks for a pixel of empty paper, one of the darkest ink, and one between.
 * @param {Uint8Array} image
 */
function kindsOf(image) {
  const most = Math.max(...image);
  return [...image].map((value) => (value === 0 ? 'paper' : value === most ? 'ink' : 'between'));
}
