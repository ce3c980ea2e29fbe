/** Ready-made data: sheets with synthetic handwriting, and known datasets. */

import { html, useEffect, useState } from '../../vendor/preact.js';
import { symbolsIn } from '../../draw/symbols.js';

/** @import {ViewProps} from '../view.js' */

const SHEETS = [1, 3, 6];
const SIZES = [2_000, 10_000, 70_000];

/** @param {ViewProps} props */
export function Ready({ state, t, commands }) {
  const [sheets, setSheets] = useState(3);
  const [most, setMost] = useState(SIZES[0]);
  const [busy, setBusy] = useState(false);
  const symbols = symbolsIn(state.template.text);
  const waiting = state.boot.state !== 'ready' || busy;
  useEffect(() => void commands.lookForMnist(), []);
  /** @param {() => Promise<void>} work */
  async function run(work) {
    setBusy(true);
    await work();
    setBusy(false);
  }
  return html`
    <section class="way-panel ready" aria-labelledby="ready-title">
      <h2 id="ready-title">${t('ready.title')}</h2>
      <div class="ready-offers">
        <${Offer} name="pen" text=${t('ready.pen.text', { symbols: symbols.slice(0, 12).join(' ') })} t=${t}>
          <${Amount} value=${sheets} options=${SHEETS} label=${t('ready.sheets')}
            tell=${(/** @type {number} */ n) => t.count('ready.sheets', n)} onChoose=${setSheets}
          />
          <button type="button" class="button" data-testid="ready-pen"
            disabled=${waiting || symbols.length < 2 || symbols.length > 30}
            onClick=${() => run(() => commands.addSamples(symbols, sheets))}
          >
            ${t('ready.pen.do')}
          </button>
        <//>
        <${Offer} name="digits" text=${t('ready.digits.text')} t=${t}>
          <button type="button" class="button" data-testid="ready-digits" disabled=${waiting}
            onClick=${() => run(commands.addDigits)}
          >
            ${t('ready.load')}
          </button>
        <//>
        <${Offer} name="mnist" text=${t(state.mnist ? 'ready.mnist.text' : 'ready.mnist.absent')} t=${t}>
          ${
            state.mnist
              ? html`
                <${Amount} value=${most} options=${SIZES} label=${t('ready.size')}
                  tell=${(/** @type {number} */ n) => t.count('ready.size', n)} onChoose=${setMost}
                />
                <button type="button" class="button" data-testid="ready-mnist" disabled=${waiting}
                  onClick=${() => run(() => commands.addMnist(most))}
                >
                  ${t('ready.load')}
                </button>
              `
              : null
          }
        <//>
      </div>
      <p class="help">${t('ready.drop')}</p>
    </section>
  `;
}

/** @param {{name: string, text: string, t: ViewProps['t'], children?: any}} props */
function Offer({ name, text, t, children }) {
  return html`
    <article class="offer">
      <h3>${t(`ready.${name}`)}</h3>
      <p class="help">${text}</p>
      <div class="offer-actions">${children}</div>
    </article>
  `;
}

/**
 * @param {{value: number, options: number[], label: string, tell: (n: number) => string, onChoose: (n: number) =>
 *     void}} props
 */
function Amount({ value, options, label, tell, onChoose }) {
  return html`<label><span class="visually-hidden">${label}</span>
    <select value=${value} onChange=${(/** @type {any} */ event) => onChoose(Number(event.currentTarget.value))}>
      ${options.map((n) => html`<option key=${n} value=${n}>${tell(n)}</option>`)}
    </select></label>`;
}
