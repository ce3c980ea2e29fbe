import { html, useState } from '../../../vendor/preact.js';
import { Glyph } from '../../../draw/tiles.js';
import { useAnswer, useRun } from '../components/ask.js';
import { Choice, Soon, Start, Told, ToldRow } from '../components/controls.js';
import { Levels } from '../components/levels.js';

/** @type {import('../components/card.js').Card} */
export const strangers = {
  id: 'strangers',
  where: 'evaluate',
  sketch:
    'M10 10a4 4 0 1 0 .1 0M4 28c0-12 13-12 13 0M36 10a4 4 0 1 0 .1 0M30 28c0-12 13-12 13 0M22 8c0-3 5-3 5 0c0 3-3 3-3 6M24 18v.1',
  formulas: ['A_{k} - A_{f}'],
  Picture(props) {
    const {
      state: { boot },
      t,
    } = props;
    const [writers, setWriters] = useState(1);
    const hands = useAnswer(props, 'hands', { writers });
    const run = useRun(props, 'strangers', { writers, epochs: 0 });
    if (!hands) return html`<${Soon} t=${t} />`;
    const last = run.events[run.events.length - 1];
    return html`
      <${Choice} label=${t('card.strangers.writers')} value=${writers} onChange=${setWriters}
        options=${[1, 3, 24].map((value) => ({ value, name: String(value) }))}
      />
      <div class="card-even">
        ${['known', 'strangers'].map(
          (who) =>
            html`<div key=${who}><h3>${t(`card.strangers.${who}`)}</h3><div class="glyphs">${Array.from(
              { length: hands[who].length / 784 },
              (_, index) => html`
              <${Glyph} key=${index} images=${hands[who]} index=${index} />
            `,
            )}</div></div>`,
        )}
      </div>
      <div>
        <${Start} running=${run.running} label=${t('learn.train')} stop=${t('learn.stop')}
          disabled=${boot.state !== 'ready'} onStart=${() => run.start({ writers })} onStop=${run.stop}
        />
      </div>
      <${Levels} values=${last ? [last.known, last.strangers] : [0, 0]}
        names=${[t('card.strangers.known'), t('card.strangers.strangers')]} high=${1} height=${130}
        label=${t('card.strangers.read')} format=${(/** @type {number} */ value) => (last ? t.percent(value) : '')}
      />
      <${ToldRow}>
        <${Told} name="epoch" label=${t('card.strangers.epoch')} value=${last?.epoch ?? null}
          text=${String(last?.epoch)}
        />
        <${Told} name="known" label=${t('card.strangers.known')} value=${last?.known ?? null}
          text=${t.percent(last?.known ?? 0)}
        />
        <${Told} name="strangers" label=${t('card.strangers.strangers')} value=${last?.strangers ?? null}
          text=${t.percent(last?.strangers ?? 0)}
        />
      <//>
    `;
  },
};
