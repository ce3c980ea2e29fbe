/** Comparison with classic models on the same pictures. */

import { html } from '../../vendor/preact.js';
import { IntervalBar } from '../../draw/interval.js';
import { Ask } from './ask.js';
import { Work } from './work.js';

/** @import {ViewProps} from '../view.js' */
/** @import {ClassicRow} from '../../worker/protocol.js' */

/** @param {ViewProps} props */
export function Classics(props) {
  const {
    state: {
      insight: { classics },
    },
    t,
    commands,
  } = props;
  const { result } = classics;
  return html`
    <${Ask} hook="classics" title=${t('classics.title')} help=${t('classics.help')} data-state=${classics.state}>
      <${Work} analysis="classics" job=${classics} name=${t('classics.title')} ...${props}>
        <button type="button" class="button" data-testid="classics-start"
          disabled=${props.state.training.state === 'running'} onClick=${commands.compareClassics}
        >
          ${t(result ? 'classics.again' : 'classics.start')}
        </button>
      <//>
      ${result && result.rows.length > 0 ? html`<${Table} rows=${result.rows} t=${t} />` : null}
      ${
        result && result.leftOut.length > 0
          ? html`
            <p role="status" data-testid="classics-left-out">
              ${t('classics.leftOut', { names: result.leftOut.map((key) => t(`classics.${key}`)).join(', ') })}
            </p>
          `
          : null
      }
    <//>
  `;
}

/** @param {{rows: ClassicRow[], t: ViewProps['t']}} props */
function Table({ rows, t }) {
  const best = Math.max(...rows.map(({ accuracy }) => accuracy));
  return html`
    <div class="more-aside" tabindex="0" role="group" aria-label=${t('classics.title')}>
      <table class="classics">
        <thead>
          <tr>
            <th scope="col">${t('classics.way')}</th>
            <th scope="col">${t('evaluate.accuracy')}</th>
            <th scope="col">${t('classics.fit')}</th>
            <th scope="col">${t('classics.read')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ key, accuracy, interval, fitSeconds, milliseconds, trained }) => html`
              <tr key=${key} data-testid="classic" data-key=${key} data-value=${accuracy}
                class=${key === 'net' ? 'is-net' : ''}
              >
                <th scope="row">
                  <b>${t(`classics.${key}`)}</b>
                  <small>${t(`classics.${key}.how`)} ${t('classics.trained', { n: trained })}</small>
                </th>
                <td>
                  <b>${t.percent(accuracy, 1)}</b>
                  ${accuracy === best ? html` <span class="classics-best">${t('classics.best')}</span>` : null}
                  <${IntervalBar} value=${accuracy} interval=${interval} />
                </td>
                <td>${t('classics.seconds', { n: t.number(fitSeconds, fitSeconds < 10 ? 2 : 0) })}</td>
                <td>${t('classics.milliseconds', { n: t.number(milliseconds, milliseconds < 10 ? 2 : 0) })}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}
