/** The drawing pad beside every step: the canvas, the network's input and its prediction. */

import { html, useLayoutEffect, useRef } from '../../vendor/preact.js';
import { ProbabilityBars } from '../../draw/bars.js';
import { ErrorText } from '../../draw/error.js';
import { Mark } from '../../draw/marks.js';
import { Glyph } from '../../draw/tiles.js';
import { Pad } from '../../draw/pad.js';
import { foldsOnEscape } from '../../draw/popover.js';

/** @import {ViewProps} from '../view.js' */

/** @param {ViewProps} props */
export function Dock(props) {
  const { state, t, dispatch } = props;
  const open = state.dockOpen || state.step === 'try';
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const handle = useRef(/** @type {HTMLElement | null} */ (null));
  useCover(box);
  const fold = () => {
    if (!state.dockOpen || !handle.current?.getClientRects().length) return false;
    dispatch({ type: 'dock/toggled' });
    return true;
  };
  return html`<aside class=${`dock ${open ? 'is-open' : ''}`} aria-label=${t('dock.title')} ref=${box}
    onKeyDown=${foldsOnEscape(handle, fold)}
  >
    <button type="button" class="dock-handle" ref=${handle} aria-expanded=${open} aria-controls="dock-body"
      onClick=${() => dispatch({ type: 'dock/toggled' })}>
      <${Mark} name="pencil" />
      <span>${t('dock.title')}</span>
      <${Summary} ...${props} />
      <${Mark} name=${open ? 'down' : 'up'} />
    </button>
    <div class="dock-body" id="dock-body">
      <${Board} ...${props} />
      <${Answer} ...${props} />
    </div>
  </aside>`;
}

/**
 * Tells the page how much of the screen the pad covers: what has the focus is scrolled clear of it.
 * @param {{current: HTMLElement | null}} box
 */
function useCover(box) {
  useLayoutEffect(() => {
    const dock = /** @type {HTMLElement} */ (box.current);
    const { style } = document.documentElement;
    const observer = new ResizeObserver(([{ borderBoxSize }]) => {
      const covers = dock.offsetParent === null; // it is fixed
      style.setProperty('--dock-height', `${covers ? Math.ceil(borderBoxSize[0].blockSize) : 0}px`);
    });
    observer.observe(dock, { box: 'border-box' });
    return () => {
      observer.disconnect();
      style.removeProperty('--dock-height');
    };
  }, []);
}

/** @param {ViewProps} props */
function Board({ state, t, ink, commands, dispatch }) {
  return html`
    <div class="board">
      <${Pad} ink=${ink} empty=${state.drawing.empty} tool=${state.tool} label=${t('dock.canvas')}
        hint=${t('dock.hint')} larger=${state.drawing.empty ? '' : t('pad.larger')} hook="draw-canvas"
        onChange=${commands.drawingChanged} onClear=${commands.clearDrawing}
      />
      <div class="tools" role="group" aria-label=${t('dock.tools')}>
        ${['draw', 'erase'].map(
          (tool) => html`<button type="button" key=${tool} class="button is-tool" aria-pressed=${state.tool === tool}
          onClick=${() => dispatch({ type: 'tool/chosen', tool: /** @type {any} */ (tool) })}>
          <${Mark} name=${tool === 'draw' ? 'pencil' : 'eraser'} />${t(tool === 'draw' ? 'dock.pencil' : 'dock.eraser')}
        </button>`,
        )}
        <button type="button" class="button is-tool" data-testid="draw-clear" onClick=${commands.clearDrawing}>
          <${Mark} name="bin" />
          ${t('dock.clear')}
        </button>
      </div>
    </div>
  `;
}

/** @param {ViewProps} props */
function Answer({ state, facts, t }) {
  const { result, history } = state.reading;
  const shares = result?.probabilities ?? [];
  return html`
    <div class=${`answer ${facts.drawingWaits ? 'is-old' : ''}`}>
      <div class="verdict">
        <figure class="seen">
          ${
            result?.glyph
              ? html`<${Glyph} images=${result.glyph} index=${0} label=${t('dock.sees')} />`
              : html`<span class="glyph is-blank"></span>`
          }
          <figcaption>${t('dock.sees')}</figcaption>
        </figure>
        <${Verdict} state=${state} facts=${facts} t=${t} />
      </div>
      ${
        result && state.reading.epochs !== null
          ? html`<p class="seen-how">${t('dock.sees.pen', { width: t.number(result.pen, 1) })}</p>`
          : null
      }
      <${ProbabilityBars} shares=${shares} names=${facts.netClasses} label=${t('dock.bars')} format=${t.sure} />
      ${history.length > 1 ? html`<${History} history=${history} classes=${facts.netClasses} t=${t} />` : null}
    </div>
  `;
}

/** @param {Pick<ViewProps, 'state' | 'facts' | 't'>} props */
function Verdict({ state, facts, t }) {
  const { shares, top } = best(state);
  return html`
    <div class="said">
      <p class="said-label">
        ${t(
          facts.drawingWaits && top !== null
            ? 'dock.reads.before'
            : state.reading.epochs === null && top !== null
              ? 'dock.reads.untrained'
              : 'dock.reads',
        )}
      </p>
      <p class="prediction" aria-busy=${state.reading.revision !== state.drawing.revision} data-testid="prediction"
        data-class=${top === null ? '' : facts.netClasses[top]} data-value=${top === null ? '' : shares[top]}
        data-unknown=${facts.unknown}
      >
        ${top === null ? '–' : facts.unknown ? '?' : facts.netClasses[top]}
      </p>
      <div class="said-note">${note(state, facts, t)}</div>
    </div>
  `;
}

/** @param {ViewProps['state']} state @param {ViewProps['facts']} facts @param {ViewProps['t']} t */
function note(state, { drawingWaits, unknown, netClasses }, t) {
  if (drawingWaits) return t(`dock.waits.${drawingWaits}`);
  if (state.reading.error) return html`<${ErrorText} error=${state.reading.error} t=${t} />`;
  const { shares, top } = best(state);
  if (top === null && state.boot.state === 'booting') return t('dock.waiting');
  if (top === null)
    return t(
      !state.drawing.empty && state.boot.state === 'ready' && !state.reading.result
        ? 'dock.waits.work'
        : 'dock.nothing',
    );
  if (state.reading.epochs === null) return t('dock.guesses');
  if (unknown) return t('dock.unknown', { name: netClasses[top], share: t.sure(shares[top]) });
  return t('dock.sure', { share: t.sure(shares[top]) });
}

/** @param {ViewProps['state']} state */
function best(state) {
  const shares = state.reading.result?.probabilities ?? [];
  return { shares, top: shares.length > 0 ? shares.indexOf(Math.max(...shares)) : null };
}

/** The collapsed pad on small screens shows the prediction. @param {ViewProps} props */
function Summary({ state, facts, t }) {
  const { shares, top } = best(state);
  return html`
    <span class="dock-summary">
      ${
        facts.drawingWaits
          ? '…'
          : top === null
            ? ''
            : facts.unknown
              ? '?'
              : `${facts.netClasses[top]} · ${t.sure(shares[top])}`
      }
    </span>
  `;
}

/** @param {{history: {epochs: number, top: number, share: number}[], classes: string[], t: ViewProps['t']}} props */
function History({ history, classes, t }) {
  return html`<section class="history">
    <p>${t('dock.history')}</p>
    <ol>${history.slice(-12).map(
      ({ epochs, top, share }) => html`<li key=${epochs}
      title=${t('dock.history.mark', { epochs, top: classes[top], share: t.sure(share) })}>
      <span class="history-class" style=${{ opacity: String(0.7 + 0.3 * share) }}>${classes[top]}</span>
      <span class="history-epoch">${t.number(epochs)}</span>
    </li>`,
    )}</ol>
  </section>`;
}
