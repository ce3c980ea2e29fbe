import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Soon, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';

/** @type {import('../components/card.js').Card} */
export const safety = {
  id: 'safety',
  where: 'code',
  sketch: 'M24 4l14 4v9c0 6-6 10-14 12c-8-2-14-6-14-12V8zM18 16l4 4 8-9',
  formulas: ['- \\log \\softmax(z)_k = \\log \\sum_{j} e^{z_j - m} - (z_k - m)', 'm = \\max_{j} z_j'],
  Picture(props) {
    const { t } = props;
    const [gap, setGap] = useState(20);
    const told = useAnswer(props, 'safety', { gap });
    if (!told) return html`<${Soon} t=${t} />`;
    const broken = told.naive === null;
    const [digits, power] = told.share.toExponential(2).split('e').map(Number);
    return html`
      <${Slide} label=${t('card.safety.gap')} value=${gap} min=${0} max=${200} step=${5} told=${String(gap)} play
        onChange=${setGap}
      />
      <div class="card-even">
        <section class=${`way ${broken ? 'is-bad' : ''}`}>
          <h3>${t('card.safety.naive')}</h3>
          <p>${t('card.safety.share')}</p>
          <p class="way-number">
            ${told.share === 0 ? '0' : html`${t.number(digits, 2)} · 10<sup>${t.number(power)}</sup>`}
          </p>
          <p>${t('card.safety.log')}</p>
          <p class="way-number">${broken ? '∞' : t.number(told.naive, 3)}</p>
        </section>
        <section class="way">
          <h3>${t('card.safety.engine')}</h3>
          <p>${t('card.safety.together')}</p>
          <p class="way-number">${t.number(told.safe, 3)}</p>
          <p>${t('card.safety.gradient')}</p>
          <p class="way-number">${t.number(told.slope, 3)}</p>
        </section>
      </div>
      <${ToldRow}>
        <${Told} name="safe" label=${t('card.safety.engine')} value=${told.safe} text=${t.number(told.safe, 3)}
          tone="good"
        />
        <${Told} name="broken" label=${t('card.safety.naive')} value=${broken ? 1 : 0}
          text=${broken ? t('card.safety.broken') : t.number(told.naive, 3)} tone=${broken ? 'bad' : 'good'}
        />
      <//>
    `;
  },
};
