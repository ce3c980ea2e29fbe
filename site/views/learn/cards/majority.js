import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Soon, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';
import { Grid } from '../components/grid.js';

/** @type {import('../components/card.js').Card} */
export const majority = {
  id: 'majority',
  where: 'evaluate',
  sketch: 'M6 28V6h26v22zM36 28v-4h6v4zM10 12h18M10 18h18M10 24h18',
  formulas: ['A = \\frac{t_p + t_n}{n}', 'R = \\frac{t_p}{t_p + f_n}'],
  Picture(props) {
    const { t } = props;
    const [rare, setRare] = useState(10);
    const [found, setFound] = useState(0);
    const [alarms, setAlarms] = useState(0);
    const told = useAnswer(props, 'majority', { rare, found: found / 100, alarms: alarms / 100 });
    if (!told) return html`<${Soon} t=${t} />`;
    return html`
      <div class="slides">
        <${Slide} label=${t('card.majority.rare')} value=${rare} min=${2} max=${50} step=${2} told=${String(rare)}
          onChange=${setRare}
        />
        <${Slide} label=${t('card.majority.found')} value=${found} min=${0} max=${100} step=${10}
          told=${t.percent(found / 100)} play onChange=${setFound}
        />
        <${Slide} label=${t('card.majority.alarms')} value=${alarms} min=${0} max=${30} step=${5}
          told=${t.percent(alarms / 100)} onChange=${setAlarms}
        />
      </div>
      <div class="card-two">
        <${Grid} values=${told.confusion.flat()} rows=${2} columns=${2} label=${t('card.scores.matrix.plain')}
          format=${String} side=${72} rowNames=${[t('card.majority.is'), t('card.majority.not')]}
          columnNames=${[t('card.majority.says'), t('card.majority.silent')]}
        />
        <${ToldRow}>
          <${Told} name="accuracy" label=${t('card.scores.accuracy')} value=${told.accuracy}
            text=${t.percent(told.accuracy, 1)}
          />
          <${Told} name="always" label=${t('card.majority.always')} value=${told.always}
            text=${t.percent(told.always, 1)} tone=${told.accuracy <= told.always ? 'bad' : ''}
          />
          <${Told} name="recall" label=${t('card.scores.recall')} value=${told.recall}
            text=${t.percent(told.recall, 1)}
          />
          <${Told} name="precision" label=${t('card.scores.precision')} value=${told.precision}
            text=${t.percent(told.precision, 1)}
          />
        <//>
      </div>
    `;
  },
};
