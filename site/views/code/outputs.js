/** The outputs of a cell. */

import { html, useMemo } from '../../vendor/preact.js';
import { Fetching } from '../../draw/fetching.js';
import { pointOf } from '../../draw/number.js';
import { Picture } from '../../draw/picture.js';
import { Columns, Plot } from '../../draw/plot.js';
import { Mistake } from './mistake.js';

/** @import {CodeEdited, CodeOutput, CodePictures, CodeTable, CodeChart} from '../../worker/protocol.js' */
/** @import {Translator} from '../../i18n/index.js' */

/** Pixels of the screen: a single picture is shown larger. */
const ALONE = 168;
const AMONG = 62;
/** Text that is a table, like a network's summary: its lines must not be broken. */
const DRAWN = /[─━│┃]/;

/**
 * @typedef {object} OutputProps
 * @property {CodeOutput[]} outputs
 * @property {Translator} t
 * @property {object} edits    as they are now
 * @property {(output: CodeEdited) => 'stand' | 'undone' | 'changed'} standingOf    whether it can be undone
 * @property {(output: CodeEdited) => void} onUndo    undoes the cell's changes
 * @property {((name: string) => void) | null} onFetch    loads a package from PyPI; null if the site does not allow it
 */

/** @param {OutputProps} props */
export function Outputs({ outputs, edits, standingOf, t, onUndo, onFetch }) {
  return useMemo(
    () =>
      outputs.length === 0
        ? null
        : html`
          <div class="outputs" data-testid="outputs">
            ${outputs.map(
              (output, index) =>
                html`
                  <${One} key=${index} output=${output} standingOf=${standingOf} t=${t} onUndo=${onUndo}
                    onFetch=${onFetch}
                  />
                `,
            )}
          </div>
        `,
    [outputs, edits, t.language],
  );
}

/** @param {Omit<OutputProps, 'outputs' | 'edits'> & {output: CodeOutput}} props */
function One({ output, standingOf, t, onUndo, onFetch }) {
  switch (output.type) {
    case 'text':
      return html`
        <pre class=${`out-text is-${output.stream} ${DRAWN.test(output.text) ? 'is-drawn' : ''}`}
          data-testid="out-text" data-stream=${output.stream}
        >
          ${output.text}
        </pre>
      `;
    case 'table':
      return html`<${NumberTable} table=${output} t=${t} />`;
    case 'pictures':
      return html`<${Pictures} pictures=${output} t=${t} />`;
    case 'chart':
      return html`<${AnyChart} chart=${output} t=${t} />`;
    case 'edited':
      return html`<${EditedNote} output=${output} standing=${standingOf(output)} t=${t} onUndo=${onUndo} />`;
    case 'used':
      return html`<p class="out-note" data-testid="out-used">${t('code.used')}</p>`;
    case 'fetching':
      return html`<div class="out-note"><${Fetching} event=${output} t=${t} /></div>`;
    case 'failure':
      return html`<${Mistake} failure=${output} t=${t} onFetch=${onFetch} />`;
    case 'odd':
      return html`<p class="out-note" data-testid="out-odd">${t('code.odd')}</p>`;
    default:
      return null;
  }
}

/**
 * Its button undoes only these changes, or says why not.
 * @param {{output: CodeEdited, standing: string, t: Translator, onUndo: OutputProps['onUndo']}} props
 */
function EditedNote({ output, standing, t, onUndo }) {
  return html`
    <p class="out-note" data-testid="out-edited" data-standing=${standing}>
      ${t.count('code.edited', output.edits.length)}
      <button type="button" class="button" data-testid="out-undo" disabled=${standing !== 'stand'}
        onClick=${() => onUndo(output)}
      >
        ${t('code.undo')}
      </button>
      ${standing === 'stand' ? null : html`<span>${t(`code.undo.${standing}`)}</span>`}
    </p>
  `;
}

/** @param {{table: CodeTable, t: Translator}} props */
function NumberTable({ table: { rows, shape, dtype }, t }) {
  const columns = rows[0].length;
  const cut = shape.length === 1 ? shape[0] > columns : shape[0] > rows.length || shape[1] > columns;
  return html`
    <figure class="out-table" data-testid="out-table">
      <div class="out-scroll" tabindex="0">
        <table>
          <thead>
            <tr><th></th>${rows[0].map((_, column) => html`<th scope="col" key=${column}>${column}</th>`)}</tr>
          </thead>
          <tbody>
            ${rows.map(
              (row, index) =>
                html`<tr key=${index}><th scope="row">${index}</th>${row.map(
                  (value, column) => html`
                  <td key=${column}>${value}</td>
                `,
                )}</tr>`,
            )}
          </tbody>
        </table>
      </div>
      <figcaption>${t('code.shape', { shape: shape.join(' × '), dtype })}${cut ? ` ${t('code.cut')}` : ''}</figcaption>
    </figure>
  `;
}

/** @param {{pictures: CodePictures, t: Translator}} props */
function Pictures({ pictures, t }) {
  const { count, height, width, titles, total, form } = pictures;
  const wanted = count === 1 ? ALONE : AMONG;
  const zoom = Math.max(1, wanted / Math.max(height, width));
  return html`<figure class="out-pictures" data-testid="out-pictures" data-count=${count} data-form=${form}>
    <ul>${Array.from(
      { length: count },
      (_, index) => html`
        <li key=${index}>
          <${Picture} stack=${pictures} index=${index} zoom=${zoom}
            label=${titles[index] ?? t('code.picture', { n: index })}
          />
          ${titles[index] ? html`<span>${titles[index]}</span>` : null}
        </li>
      `,
    )}</ul>
    ${total > count ? html`<figcaption>${t('code.more', { n: total - count })}</figcaption>` : null}
  </figure>`;
}

/** @param {{chart: CodeChart, t: Translator}} props */
function AnyChart({ chart: { title, lines, names, values }, t }) {
  const format = (/** @type {number} */ value) => shortly(value, t);
  return html`
    <div class=${`out-chart ${lines.every(({ name }) => name === '') ? 'is-plain' : ''}`} data-testid="out-chart">
      ${
        names.length > 0
          ? html`<${Columns} title=${title} names=${names} values=${values} format=${format} />`
          : html`<${Plot} title=${title} lines=${lines} format=${format} />`
      }
    </div>
  `;
}

/**
 * Very large and very small numbers with an exponent, since they would not fit beside an axis.
 * @param {number} value
 * @param {Translator} t
 */
function shortly(value, t) {
  const size = Math.abs(value);
  if (!(size >= 1e9 || (size > 0 && size < 1e-2)) || size === Infinity) return t.number(value);
  return String(Number(value.toPrecision(3)))
    .replace('.', pointOf(t.language))
    .replace('+', '')
    .replaceAll('-', '−');
}
