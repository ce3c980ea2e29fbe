import { html } from '../../../vendor/preact.js';
import { useAnswer, usePicture } from '../components/ask.js';
import { Soon, Source, Told, ToldRow } from '../components/controls.js';
import { Ink } from '../components/ink.js';

/** @type {import('../components/card.js').Card} */
export const centre = {
  id: 'centre',
  where: 'collect',
  sketch: 'M10 4h26v24H10zM23 4v24M10 16h26M19 10c6-4 10 2 4 6c6 2 4 9-4 6',
  formulas: [
    '\\hat{x} = \\frac{\\sum_{i} m_i \\cdot x_i}{\\sum_{i} m_i}',
    '\\hat{y} = \\frac{\\sum_{i} m_i \\cdot y_i}{\\sum_{i} m_i}',
  ],
  Picture(props) {
    const { t } = props;
    const picture = usePicture(props);
    const told = useAnswer(props, 'centre', { image: picture.image });
    if (!picture.image) return html`<${Soon} t=${t} />`;
    const number = (/** @type {number | undefined} */ value) => (value === undefined ? '' : t.number(value, 1));
    return html`
      <div class="card-two">
        <${Ink} image=${picture.image} label=${t('learn.picture')}>
          ${
            told?.box
              ? html`
                <rect class="ink-window" x=${told.box[1]} y=${told.box[0]} width=${told.box[3]} height=${told.box[2]} />
                <path class="ink-cross" d=${`M${told.column} 0V28M0 ${told.row}H28`} />
                <circle class="ink-middle" cx=${told.column} cy=${told.row} r="0.7" />
              `
              : null
          }
        <//>
        <div>
          <${ToldRow}>
            <${Told} name="longest" label=${t('card.centre.longest')} value=${told?.longest ?? null}
              text=${t('card.centre.pixels', { n: told?.longest ?? 0 })}
            />
            <${Told} name="column" label=${t('card.centre.column')} value=${told?.column ?? null}
              text=${number(told?.column)}
            />
            <${Told} name="row" label=${t('card.centre.row')} value=${told?.row ?? null} text=${number(told?.row)} />
          <//>
          <p>${t('card.centre.note')}</p>
          <${Source} picture=${picture} t=${t} play />
        </div>
      </div>
    `;
  },
};
