import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Choice, Soon, Told } from '../components/controls.js';
import { Levels } from '../components/levels.js';

const NAMES = ['zeros', 'small', 'large', 'glorot', 'he'];
/** Powers of ten that are drawn. */
const [BOTTOM, TOP] = [-6, 4];

/** @type {import('../components/card.js').Card} */
export const beginnings = {
  id: 'beginnings',
  where: 'train',
  sketch: 'M8 6h14v14H8zM12 10h.1M18 16h.1M12 16h.1M18 10h.1M15 13h.1M28 12h14v14H28zM32 16h.1M38 22h.1',
  formulas: ['\\var(w) = \\frac{2}{n_{i} + n_{o}}', '\\var(w) = \\frac{2}{n_{i}}'],
  Picture(props) {
    const { t } = props;
    const [name, setName] = useState('small');
    const told = useAnswer(props, 'beginnings', { name });
    if (!told) return html`<${Soon} t=${t} />`;
    const powers = told.powers.map((/** @type {number | null} */ power) => Math.max(BOTTOM, power ?? BOTTOM));
    return html`
      <${Choice} label=${t('card.beginnings.choose')} value=${name} play onChange=${setName}
        options=${NAMES.map((value) => ({ value, name: t(`card.beginnings.${value}`) }))}
      />
      <${Levels} values=${powers} low=${BOTTOM} high=${TOP}
        names=${powers.map((/** @type {number} */ _, /** @type {number} */ index) => String(index + 1))}
        label=${t('card.beginnings.bars')}
        format=${(/** @type {number} */ value) =>
          value <= BOTTOM ? '≈ 0' : t.number(10 ** value, value > 1 ? 0 : value > -1 ? 1 : 3)}
      />
      <p>${t('card.beginnings.read')}</p>
      <${Told} name="last" label=${t('card.beginnings.last')} value=${told.last}
        text=${t.number(told.last, told.last > 0.01 ? 2 : 6)}
        tone=${told.last > 0.05 && told.last < 20 ? 'good' : 'bad'}
      />
    `;
  },
};
