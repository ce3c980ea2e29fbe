/** The symbols read in a line or a photo: predictions and corrections. */

import { html } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';
import { symbolsIn } from '../../draw/symbols.js';
import { Glyph } from '../../draw/tiles.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Correction, LineSymbol} from '../../state/line.js' */

/** @param {LineSymbol} symbol */
export const isSure = ({ isCutSure, isReadSure, isUnknown }) => isCutSure && isReadSure && !isUnknown;

/**
 * The prediction, above the picture that the network was given.
 * @param {{symbol: LineSymbol, t: ViewProps['t'], isOpen: boolean, onOpen: () => void}} props
 */
export function LineTile({ symbol, t, isOpen, onOpen }) {
  const { images, index, name, guess, share, isCutSure, isReadSure, isCorrected, isUnknown, hasSpace } = symbol;
  const doubts = [
    !isCutSure && t('line.doubt.cut'),
    isUnknown ? t('line.doubt.unknown', { name: guess, share: t.sure(share) }) : !isReadSure && t('line.doubt.read'),
    isCorrected && t('line.corrected'),
  ].filter(Boolean);
  const what = isUnknown ? 'line.symbol.unknown' : 'line.symbol';
  const said = [t(what, { n: index + 1, name, share: t.sure(share) }), ...doubts, t('line.fix')].join(' ');
  return html`
    <li class=${hasSpace ? 'has-space' : ''}>
      <button type="button"
        class=${`line-symbol ${isCutSure ? '' : 'is-cut-unsure'} ${isReadSure && !isUnknown ? '' : 'is-read-unsure'}`}
        data-testid="line-symbol" data-class=${name} data-confidence=${share} data-sure=${String(isSure(symbol))}
        aria-expanded=${isOpen} aria-label=${said} title=${[...doubts, t('line.fix')].join(' ')} onClick=${onOpen}
      >
        <b>${name}</b>
        <${Glyph} images=${images} index=${index} />
        <span>${isCorrected ? html`<${Mark} name="tick" />` : isUnknown ? '–' : t.sure(share)}${
          isReadSure || isUnknown ? '' : ' ?'
        }</span>
      </button>
    </li>
  `;
}

/**
 * @param {ViewProps & {symbol: LineSymbol, line: LineSymbol[], onChoose: (index: number, name: string) => void, onCut:
 *     (symbols: LineSymbol[], count: 1 | 2) => void, onClose: () => void}} props    line: of all its symbols
 */
export function Fix({ symbol, line, state, facts, t, onChoose, onCut, onClose }) {
  const names = [...new Set([...facts.netClasses, ...facts.symbolsFor(symbolsIn(state.template.text))])];
  /** @param {string} name */
  function choose(name) {
    onChoose(symbol.index, name);
    onClose();
  }
  const at = line.indexOf(symbol);
  const [before, after] = [line[at - 1], line[at + 1]];
  /** @param {LineSymbol[]} symbols @param {1 | 2} count */
  function cut(symbols, count) {
    onCut(symbols, count);
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
      <div class="line-cuts" role="group" aria-labelledby="line-cuts-title">
        <h3 id="line-cuts-title">${t('line.cut')}</h3>
        ${
          before
            ? html`
              <button type="button" class="button is-small" data-testid="line-join-before"
                onClick=${() => cut([before, symbol], 1)}
              >
                ${t('line.cut.before', { name: before.name })}
              </button>
            `
            : null
        }
        ${
          after
            ? html`
              <button type="button" class="button is-small" data-testid="line-join-after"
                onClick=${() => cut([symbol, after], 1)}
              >
                ${t('line.cut.after', { name: after.name })}
              </button>
            `
            : null
        }
        <button type="button" class="button is-small" data-testid="line-split" onClick=${() => cut([symbol], 2)}>
          ${t('line.cut.two')}
        </button>
      </div>
    </div>
  `;
}

/** @param {{symbols: LineSymbol[], t: ViewProps['t']}} props */
export function Doubts({ symbols, t }) {
  const cut = symbols.some(({ isCutSure }) => !isCutSure);
  const read = symbols.some(({ isReadSure, isUnknown }) => !isReadSure && !isUnknown);
  const unknown = symbols.some(({ isUnknown }) => isUnknown);
  if (!cut && !read && !unknown) return null;
  return html`
    <p class="line-doubts" data-testid="line-doubts">
      ${cut ? `${t('line.legend.cut')} ${t('line.legend.cut.fix')}` : ''} ${read ? t('line.legend.read') : ''}
      ${unknown ? t('line.legend.unknown') : ''}
    </p>
  `;
}

/**
 * The latest correction, and the way back.
 * @param {ViewProps & {corrections: Correction[], onUndo: () => void}} props
 */
export function Kept({ corrections, facts, t, onUndo }) {
  const last = corrections.at(-1);
  if (!last) return null;
  const isThere = facts.pictureAt(last.sheet, last.cell) !== undefined;
  return html`
    <p class="note note-line line-kept" data-testid="line-kept" data-count=${corrections.length}>
      <span>${t(isThere ? 'line.kept' : 'line.lost', { name: last.name })}</span>
      <button type="button" class="button is-small" data-testid="line-fix-undo" onClick=${onUndo}>
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
