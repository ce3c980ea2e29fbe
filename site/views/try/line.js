/** The net at work: a line of symbols, read while it is written, and what it means. */

import { html, useEffect, useState } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { saidOf } from '../../draw/exact.js';
import { LineField } from '../../draw/lineField.js';
import { Mark } from '../../draw/marks.js';
import { symbolsIn } from '../../draw/symbols.js';
import { Glyph } from '../../draw/tiles.js';

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
  // What was opened may be gone, or be another symbol by now.
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
          ${t('line.undo')}
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
          ? html`<div class=${`line-read ${line.reading?.strokes === line.strokes ? '' : 'is-old'}`}>
        <ol class="line-symbols" aria-label=${t('line.symbols')}>${symbols.map(
          (symbol) => html`<${LineTile} key=${symbol.index} symbol=${symbol} t=${t} isOpen=${symbol === chosen}
          onOpen=${() => open(symbol === chosen ? null : symbol)} />`,
        )}</ol>
        ${chosen ? html`<${Fix} ...${props} symbol=${chosen} onClose=${() => open(null)} />` : null}
        <${Doubts} symbols=${symbols} t=${t} />
        <${Sense} meaning=${line.meaning} text=${facts.lineText} t=${t} />
      </div>`
          : null
      }
      <${Kept} ...${props} />
    </section>
  `;
}

/** @param {LineSymbol} symbol */
const isSure = ({ isCutSure, isReadSure }) => isCutSure && isReadSure;

/**
 * What is read, above the picture that the net was given.
 * @param {{symbol: LineSymbol, t: ViewProps['t'], isOpen: boolean, onOpen: () => void}} props
 */
function LineTile({ symbol, t, isOpen, onOpen }) {
  const { images, index, name, share, isCutSure, isReadSure, isCorrected, hasSpace } = symbol;
  const doubts = [
    !isCutSure && t('line.doubt.cut'),
    !isReadSure && t('line.doubt.read'),
    isCorrected && t('line.corrected'),
  ].filter(Boolean);
  const said = [t('line.symbol', { n: index + 1, name, share: t.sure(share) }), ...doubts, t('line.fix')].join(' ');
  return html`
    <li class=${hasSpace ? 'has-space' : ''}>
      <button type="button"
        class=${`line-symbol ${isCutSure ? '' : 'is-cut-unsure'} ${isReadSure ? '' : 'is-read-unsure'}`}
        data-testid="line-symbol" data-class=${name} data-confidence=${share} data-sure=${String(isSure(symbol))}
        aria-expanded=${isOpen} aria-label=${said} title=${[...doubts, t('line.fix')].join(' ')} onClick=${onOpen}
      >
        <b>${name}</b>
        <${Glyph} images=${images} index=${index} />
        <span>${isCorrected ? html`<${Mark} name="tick" />` : t.sure(share)}${isReadSure ? '' : ' ?'}</span>
      </button>
    </li>
  `;
}

/** @param {ViewProps & {symbol: LineSymbol, onClose: () => void}} props */
function Fix({ symbol, state, facts, t, commands, onClose }) {
  const names = [...new Set([...facts.netClasses, ...facts.symbolsFor(symbolsIn(state.template.text))])];
  /** @param {string} name */
  function choose(name) {
    void commands.correctSymbol(symbol.index, name);
    onClose();
  }
  return html`
    <div class="line-fix" role="group" aria-labelledby="line-fix-title" data-testid="line-fix"
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <h3 id="line-fix-title">${t('line.which', { n: symbol.index + 1 })}</h3>
      <div class="choices">
        ${names.map(
          (name) => html`
            <button type="button" key=${name} class="button is-class" data-testid="line-fix-class" data-class=${name}
              aria-pressed=${symbol.isCorrected && symbol.name === name} onClick=${() => choose(name)}
            >
              ${name}
            </button>
          `,
        )}
        <button type="button" class="button is-icon" aria-label=${t('line.fix.close')} title=${t('line.fix.close')}
          onClick=${onClose}
        >
          <${Mark} name="cross" />
        </button>
      </div>
    </div>
  `;
}

/** @param {{symbols: LineSymbol[], t: ViewProps['t']}} props */
function Doubts({ symbols, t }) {
  const [cut, read] = [symbols.some(({ isCutSure }) => !isCutSure), symbols.some(({ isReadSure }) => !isReadSure)];
  if (!cut && !read) return null;
  return html`
    <p class="line-doubts" data-testid="line-doubts">
      ${cut ? t('line.legend.cut') : ''} ${read ? t('line.legend.read') : ''}
    </p>
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

/** The latest correction, and the way back. @param {ViewProps} props */
function Kept({
  state: {
    line: { corrections },
  },
  facts,
  t,
  commands,
}) {
  const last = corrections.at(-1);
  if (!last) return null;
  const isThere = facts.pictureAt(last.sheet, last.cell) !== undefined;
  return html`
    <p class="note note-line line-kept" data-testid="line-kept" data-count=${corrections.length}>
      <span>${t(isThere ? 'line.kept' : 'line.lost', { name: last.name })}</span>
      <button type="button" class="button is-small" data-testid="line-fix-undo" onClick=${commands.undoCorrection}>
        <${Mark} name="undo" />
        ${t('line.fix.undo')}
      </button>
      ${
        isThere
          ? html`<a class="button is-small" href="#train">${t('line.train')} <span aria-hidden="true">→</span></a>`
          : null
      }
    </p>
  `;
}
