import { html, useState } from '../../../vendor/preact.js';
import { Glyph } from '../../../draw/tiles.js';
import { useRun } from '../components/ask.js';
import { Choice, Soon, Start, Told, ToldRow } from '../components/controls.js';

/** Numbers in the middle; so many have the preset of convolutions (`AUTOENCODER_CODE`), and all others dense layers. */
const FOLDED = 98;
const CODES = [2, 8, 32, FOLDED];

/** @type {import('../components/card.js').Card} */
export const autoencoder = {
  id: 'autoencoder',
  where: 'collect',
  sketch: 'M4 4l14 8v8L4 28zM18 12h12v8H18zM44 4l-14 8v8l14 8z',
  formulas: ['c = e(x)', '\\hat{x} = d(c)', 'L = \\frac{1}{784} \\sum_{i} (\\hat{x}_i - x_i)^2'],
  Picture(props) {
    const {
      state: { boot },
      t,
    } = props;
    const [code, setCode] = useState(8);
    const run = useRun(props, 'autoencoder', { code, epochs: 0 });
    const last = run.events[run.events.length - 1];
    const count = last ? last.shown.length / 784 : 0;
    return html`
      <${Choice} label=${t('card.autoencoder.code')} value=${code} onChange=${setCode}
        options=${CODES.map((value) => ({
          value,
          name: value === FOLDED ? t('card.autoencoder.folded', { n: value }) : String(value),
        }))}
      />
      <div>
        <${Start} running=${run.running} label=${t('learn.train')} stop=${t('learn.stop')}
          disabled=${boot.state !== 'ready'} onStart=${() => run.start({ code })} onStop=${run.stop}
        />
      </div>
      <div class="squeeze">
        ${
          last
            ? html`
              <h3>${t('card.autoencoder.before')}</h3>
              <div class="glyphs is-large">
                ${Array.from(
                  { length: count },
                  (_, index) => html`
                <${Glyph} key=${index} images=${last.shown} index=${index} />
              `,
                )}
              </div>
              <p class="squeeze-neck" aria-hidden="true">${'●'.repeat(Math.min(code, 32))}</p>
              <h3>${t('card.autoencoder.after')}</h3>
              <div class="glyphs is-large">
                ${Array.from(
                  { length: count },
                  (_, index) => html`
                  <${Glyph} key=${index} images=${last.drawn} index=${index} />
                `,
                )}
              </div>
            `
            : html`<${Soon} t=${t} />`
        }
      </div>
      <${ToldRow}>
        <${Told} name="step" label=${t('card.descent.steps')} value=${last?.step ?? null} text=${String(last?.step)} />
        <${Told} name="loss" label=${t('card.entropy.loss')} value=${last?.loss ?? null}
          text=${t.number(last?.loss ?? 0, 4)}
        />
        <${Told} name="error" label=${t('card.autoencoder.error')} value=${last?.error ?? null}
          text=${t.number(last?.error ?? 0, 3)}
        />
        <${Told} name="code" label=${t('card.autoencoder.saved')} value=${code}
          text=${t('card.autoencoder.of', { n: code })}
        />
      <//>
      ${code === FOLDED ? html`<p>${t('card.autoencoder.reached')}</p>` : null}
      ${last ? html`<p>${t(last.own ? 'card.batches.own' : 'card.batches.practice')}</p>` : null}
    `;
  },
};
