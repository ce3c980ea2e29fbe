import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Choice, Soon, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';
import { Formula } from '../components/formula.js';

/** Below this the drawing has a square for every parameter. */
const SQUARES = 1500;

/** @type {import('../components/card.js').Card} */
export const parameters = {
  id: 'parameters',
  where: 'train',
  sketch: 'M5 9h28M5 16h28M5 23h28M12 6v6M25 13v6M17 20v6M38 12h6M38 18h6',
  formulas: ['(784 + 1) \\cdot n', '(3 \\cdot 3 \\cdot 1 + 1) \\cdot n'],
  Picture(props) {
    const { t } = props;
    const [kind, setKind] = useState('dense');
    const [size, setSize] = useState(16);
    const told = useAnswer(props, 'parameters', { kind, size });
    if (!told) return html`<${Soon} t=${t} />`;
    const per = Math.max(1, Math.ceil(told.all / SQUARES));
    const squares = Math.ceil(told.all / per);
    return html`
      <${Choice} label=${t('card.parameters.kind')} value=${kind} onChange=${setKind}
        options=${['dense', 'conv'].map((value) => ({ value, name: t(`card.parameters.${value}`) }))}
      />
      <${Slide} label=${t(`card.parameters.size.${kind}`)} value=${size} min=${1} max=${128} step=${1}
        told=${String(size)} play onChange=${setSize}
      />
      <svg class="mistakes" viewBox=${`0 0 600 ${Math.ceil(squares / 60) * 10}`} role="img"
        aria-label=${t('card.parameters.all')}
      >
        <path class="split-train"
          d=${Array.from(
            { length: squares },
            (_, i) => `M${(i % 60) * 10 + 1} ${Math.floor(i / 60) * 10 + 1}h8v8h-8z`,
          ).join('')}
        />
      </svg>
      <p>${t.count('card.parameters.square', per)}</p>
      <${Formula} tex=${`(${told.fan} + 1) \\cdot ${size} = ${told.all}`} />
      <${ToldRow}>
        <${Told} name="all" label=${t('card.parameters.all')} value=${told.all} text=${t.number(told.all)} />
        <${Told} name="bytes" label=${t('card.parameters.bytes')} value=${told.bytes}
          text=${t('card.parameters.kilobytes', { n: t.number(told.bytes / 1000, 1) })}
        />
      <//>
    `;
  },
};
