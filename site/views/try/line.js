/** A handwritten line, read while it is written, and its interpretation. */

import { html, useEffect, useState } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { saidOf } from '../../draw/exact.js';
import { LineField } from '../../draw/lineField.js';
import { Mark } from '../../draw/marks.js';
import { Doubts, Fix, isSure, Kept, LineTile } from './symbols.js';

/** @import {ViewProps} from '../view.js' */
/** @import {LineSymbol, Meaning} from '../../state/line.js' */

/** @param {ViewProps} props */
export function Line(props) {
  const {
    state: { line, boot },
    facts,
    t,
    commands,
  } = props;
  const [tool, setTool] = useState(/** @type {'draw' | 'erase'} */ ('draw'));
  const [opened, open] = useState(/** @type {LineSymbol | null} */ (null));
  const { lineSymbols: symbols, calculates } = facts;
  // The opened symbol may no longer exist, or be another one by now.
  const chosen =
    opened &&
    symbols.find(({ box, images, index }) => images === opened.images && index === opened.index && box === opened.box);
  useEffect(() => void commands.readLine(), []);
  const empty = line.strokes.length === 0;
  const marks = symbols.map((symbol) => ({ box: symbol.box, name: symbol.name, isSure: isSure(symbol) }));
  return html`
    <section class="line-desk" aria-labelledby="line-title" data-testid="line">
      <div class="line-head">
        <h2 id="line-title">${t('line.title')}</h2>
        <p>
          ${t(calculates ? 'line.help' : 'line.help.digits')} ${
            calculates ? null : html`<a href="#collect">${t('line.more')}</a>`
          }
        </p>
      </div>
      <${LineField} strokes=${line.strokes} pen=${line.pen} tool=${tool} marks=${marks} label=${t('line.field')}
        hint=${t('line.hint')} hook="line-canvas" words=${{ back: t('line.back'), on: t('line.on') }}
        onChange=${commands.writeLine} onUndo=${commands.undoStroke}
      />
      <div class="line-tools" role="group" aria-label=${t('line.tools')}>
        ${['draw', 'erase'].map(
          (one) => html`
            <button type="button" key=${one} class="button is-tool" aria-pressed=${tool === one}
              data-testid=${`line-${one}`} onClick=${() => setTool(/** @type {any} */ (one))}
            >
              <${Mark} name=${one === 'draw' ? 'pencil' : 'eraser'} />
              ${t(one === 'draw' ? 'dock.pencil' : 'dock.eraser')}
            </button>
          `,
        )}
        <button type="button" class="button is-tool" data-testid="line-undo" disabled=${line.past.length === 0}
          onClick=${commands.undoStroke}
        >
          <${Mark} name="undo" />
          ${t(line.past.at(-1)?.strokes === line.strokes ? 'line.undo.cut' : 'line.undo')}
        </button>
        <button type="button" class="button is-tool" data-testid="line-clear" disabled=${empty}
          onClick=${() => commands.writeLine([])}
        >
          <${Mark} name="bin" />
          ${t('dock.clear')}
        </button>
      </div>
      ${
        line.error
          ? html`<div class="note is-error" role="alert"><${ErrorText} error=${line.error} t=${t} /></div>`
          : null
      }
      ${
        !empty && symbols.length === 0 && !line.error
          ? html`<p class="line-waits">${t(boot.state === 'booting' ? 'dock.waiting' : 'line.reads')}</p>`
          : null
      }
      ${
        symbols.length > 0
          ? html`<div class=${`line-read ${line.reading?.strokes === line.strokes && line.reading.cuts === line.cuts ? '' : 'is-old'}`}>
        <ol class="line-symbols" aria-label=${t('line.symbols')}>${symbols.map(
          (symbol) => html`<${LineTile} key=${symbol.index} symbol=${symbol} t=${t} isOpen=${symbol === chosen}
          onOpen=${() => open(symbol === chosen ? null : symbol)} />`,
        )}</ol>
        ${
          chosen
            ? html`
          <${Fix} ...${props} symbol=${chosen} line=${symbols} onChoose=${commands.correctSymbol}
            onCut=${commands.cutLine} onClose=${() => open(null)} />
        `
            : null
        }
        <${Doubts} symbols=${symbols} t=${t} />
        <${Sense} meaning=${line.meaning} text=${facts.lineText} t=${t} />
      </div>`
          : null
      }
      <${Kept} ...${props} corrections=${line.corrections} onUndo=${commands.undoCorrection} />
    </section>
  `;
}

/** @param {{meaning: Meaning | null, text: string, t: ViewProps['t']}} props */
function Sense({ meaning, text, t }) {
  const { value = null, error = null } = meaning ?? {};
  const [kind, result] = [value?.kind ?? 'calculation', value && saidOf(value, t.number)];
  const asks = kind === 'calculation' && result !== null;
  return html`
    <div class="line-sense" data-testid="line-sense" data-kind=${kind}>
      <p class="line-kind">${t(`line.kind.${kind}`)}</p>
      <p class="line-says">
        <span data-testid="line-text">${text}</span>
        ${
          asks && value?.holds === null
            ? html`
              ${text.endsWith('=') ? ' ' : ' = '}
              <output data-testid="line-result" data-value=${result.exact}>${result.said}</output>
            `
            : null
        }
      </p>
      ${
        asks && value?.holds === null && result.about
          ? html`<p class="line-about">${t('line.about', { value: result.about })}</p>`
          : null
      }
      ${
        asks && value?.holds !== null
          ? html`
            <p class=${`line-holds ${value?.holds ? 'is-right' : 'is-wrong'}`}>
              <${Mark} name=${value?.holds ? 'tick' : 'cross'} />
              ${t(value?.holds ? 'line.holds' : 'line.differs')} <output data-testid="line-result"
                data-value=${result.exact}
              >
                ${result.said}
              </output>
            </p>
          `
          : null
      }
      ${
        error
          ? html`
            <div class="line-wrong" data-testid="line-wrong" data-code=${error.code}>
              <${ErrorText} error=${{ ...error, detail: undefined }} t=${t} />
            </div>
          `
          : null
      }
    </div>
  `;
}
