/** The quick start in two minutes without paper: sample sheets, a small network, a drawing. */

import { html } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';

/** @import {ViewProps} from '../view.js' */

/** @param {ViewProps} props */
export function Quick(props) {
  const { state, facts, t, commands } = props;
  const { training, reading, boot, quick } = state;
  const trained = training.epochs.length > 0 && training.state !== 'running';
  const read = trained && !!reading.result?.glyph && reading.epochs !== null;
  const collected = facts.pictures > 0 && !facts.reading && !quick.going;
  const busy = quick.going || facts.reading || training.state === 'running';
  const answer = read ? facts.netClasses[indexOfMost(reading.result?.probabilities ?? [])] : '';
  return html`
    <section class="quick" data-testid="quick" data-done=${String(read)}>
      <h2>${t('entrance.quick')}</h2>
      <p class="path-lead">${t('quick.lead')}</p>
      ${
        trained
          ? null
          : html`
            <p>
              <button type="button" class="button is-primary is-large" data-testid="quick-start"
                disabled=${boot.state !== 'ready' || busy} onClick=${() => void commands.startQuick()}
              >
                <${Mark} name="play" />
                ${t('quick.start')}
              </button> ${boot.state === 'ready' ? '' : t('quick.wait')}
            </p>
          `
      }
      <ol class="quick-steps">
        <${Step} name="data" done=${collected} t=${t} text=${told(props, collected)}>
          ${
            quick.wanted > 0
              ? html`
                <progress value=${facts.quick.at - 1} max=${quick.wanted} aria-label=${t('quick.data')}></progress>
              `
              : null
          }
        <//>
        <${Step} name="train" done=${trained} t=${t}
          text=${
            trained
              ? t('quick.train.told', { share: t.percent(training.epochs[training.epochs.length - 1].valAccuracy) })
              : t('quick.train.text')
          }
        >
          ${
            training.state === 'running'
              ? html`<progress value=${facts.progress} max="1" aria-label=${t('quick.train')}></progress>`
              : null
          }
        <//>
        <${Step} name="draw" done=${read} t=${t}
          text=${read ? t('quick.draw.told', { answer }) : t('quick.draw.text')}
        />
      </ol>
      ${
        trained
          ? html`
            <div class="quick-next">
              <p>${t('quick.next')}</p>
              <a class="button is-primary" href="#learn/path" data-testid="quick-path">
                ${t('quick.path')} <span aria-hidden="true">→</span>
              </a>
              <a class="button" href="#try">
                ${t('path.go', { step: t('step.try') })} <span aria-hidden="true">→</span>
              </a>
            </div>
          `
          : null
      }
    </section>
  `;
}

/** What has become of the pictures. @param {ViewProps} props @param {boolean} collected */
function told({ state: { quick }, facts, t }, collected) {
  if (quick.wanted > 0) return t('quick.data.going', { n: facts.quick.at, of: quick.wanted });
  return collected ? t('quick.data.told', { n: facts.pictures }) : t('quick.data.text', { sheets: facts.quick.sheets });
}

/** @param {{name: string, done: boolean, text: string, t: ViewProps['t'], children?: any}} props */
function Step({ name, done, text, t, children }) {
  return html`
    <li class=${done ? 'is-done' : ''} data-testid="quick-step" data-step=${name} data-done=${String(done)}>
      <b>${t(`quick.${name}`)}</b>
      ${done ? html` <${Mark} name="tick" /><span class="visually-hidden">${t('path.done')}</span>` : null}
      <p role="status">${text}</p>
      ${children}
    </li>
  `;
}

/** @param {number[] | Float32Array} values */
const indexOfMost = (values) => values.indexOf(Math.max(...values));
