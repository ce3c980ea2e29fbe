import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Choice, Soon, Told } from '../components/controls.js';
import { Grid } from '../components/grid.js';

/** @type {import('../components/card.js').Card} */
export const onehot = {
  id: 'onehot',
  where: 'train',
  sketch: 'M4 10h8v12H4zM14 10h8v12h-8zM24 10h8v12h-8zM34 10h8v12h-8zM26.5 14l2-2v8',
  formulas: ['t_k = 1', 't_j = 0 \\quad (j \\ne k)'],
  Picture(props) {
    const {
      state: { classes },
      t,
    } = props;
    const [label, setLabel] = useState(3);
    const told = useAnswer(props, 'onehot', { label: Math.min(label, classes.length - 1), classes: classes.length });
    if (!told) return html`<${Soon} t=${t} />`;
    const place = told.values.indexOf(1);
    return html`
      <${Choice} label=${t('card.onehot.choose')} value=${label} play onChange=${setLabel}
        options=${classes.map((name, index) => ({ value: index, name }))}
      />
      <div class="scroll">
        <${Grid} values=${told.values} rows=${1} columns=${classes.length} label=${t('card.onehot')}
          columnNames=${classes} format=${String} side=${46}
        />
      </div>
      <${Told} name="place" label=${t('card.onehot.place')} value=${place} text=${String(place + 1)} />
    `;
  },
};
