/** The certificate of the trained network, on one page to print. */

import { html } from '../../vendor/preact.js';
import { LineChart } from '../../draw/lineChart.js';
import { NothingYet } from '../../draw/next.js';
import { Glyph } from '../../draw/tiles.js';
import { TextField } from '../../draw/textField.js';

/** @import {ViewProps} from '../view.js' */

const MISTAKES = 8;
const HANDS = 2;

/** @param {ViewProps} props */
export function Certificate(props) {
  const {
    state: { training, evaluation, path },
    t,
    dispatch,
  } = props;
  if (training.epochs.length === 0) return html`<${NothingYet} step="train" text=${t('certificate.none')} t=${t} />`;
  return html`
    <div class="certificate-desk">
      <div class="certificate-tools">
        <label class="field">
          <span class="field-name">${t('certificate.name')}</span>
          <${TextField} name="pupil" autocomplete="off" value=${path.name}
            onFinish=${(/** @type {string} */ name) => dispatch({ type: 'path/named', name })}
          />
        </label>
        <button type="button" class="button is-primary is-large" data-testid="certificate-print"
          onClick=${() => print()}
        >
          ${t('certificate.print')}
        </button>
      </div>
      <article class="certificate" data-testid="certificate">
        <p class="certificate-kind">${t('app.title')}</p>
        <h2>${t('certificate.title')}</h2>
        <p class="certificate-name">${path.name || '\u00a0'}</p>
        <${Hands} ...${props} />
        <${Numbers} ...${props} />
        <${Curve} ...${props} />
        ${evaluation.result ? html`<${Mistakes} ...${props} />` : null}
        <${Answers} ...${props} />
        <p class="certificate-foot">${t('certificate.foot')}</p>
      </article>
    </div>
  `;
}

/** A few of the pupils' own pictures of each class. @param {ViewProps} props */
function Hands({ facts: { byClass } }) {
  return html`<div class="certificate-hands">${byClass.map(
    (pictures, index) => html`
      <span key=${index}>
        ${pictures
          .slice(0, HANDS)
          .map(({ key, images, index: at }) => html`<${Glyph} key=${key} images=${images} index=${at} />`)}
      </span>
    `,
  )}</div>`;
}

/** @param {ViewProps} props */
function Numbers({ state: { training, evaluation }, facts, t }) {
  const { result } = evaluation;
  return html`
    <dl class="certificate-numbers">
      <div><dt>${t('certificate.pictures')}</dt><dd>${t.number(facts.pictures)}</dd></div>
      <div>
        <dt>${t('certificate.network')}</dt>
        <dd>${t.has(`preset.${training.settings?.preset}`) ? t(`preset.${training.settings?.preset}`) : ''}</dd>
      </div>
      <div><dt>${t('certificate.epochs')}</dt><dd>${training.epochs.length}</dd></div>
      ${result ? html`<div><dt>${t('certificate.accuracy')}</dt><dd>${t.percent(result.accuracy, 1)}</dd></div>` : null}
    </dl>
  `;
}

/** @param {ViewProps} props */
function Curve({
  state: {
    training: { epochs },
  },
  t,
}) {
  const series = (/** @type {'accuracy' | 'valAccuracy'} */ key) =>
    epochs.map((epoch) => /** @type {[number, number]} */ ([epoch.epoch + 1, epoch[key]]));
  const lines = [
    { id: 'training', label: t('certificate.training'), points: series('accuracy') },
    { id: 'validation', label: t('certificate.validation'), points: series('valAccuracy') },
  ];
  return html`
    <${LineChart} title=${t('certificate.curve')} xLabel=${t('certificate.epochs')} series=${lines}
      xDomain=${[0, epochs.length]} yDomain=${[0, 1]} formatX=${String}
      formatY=${(/** @type {number} */ value) => t.percent(value)} height=${150}
    />
  `;
}

/** @param {ViewProps} props */
function Mistakes({
  state: {
    evaluation: { result },
    training: { classes },
  },
  t,
}) {
  if (!result) return null;
  const wrong = result.labels
    .map((_, index) => index)
    .filter((index) => result.labels[index] !== result.predicted[index])
    .slice(0, MISTAKES);
  return html`<section class="certificate-mistakes"><h3>${t('certificate.mistakes')}</h3>
    ${
      wrong.length === 0
        ? html`<p>${t('certificate.mistakes.none')}</p>`
        : html`<ul>${wrong.map(
            (index) => html`
              <li key=${index}>
                <${Glyph} images=${result.images} index=${index} />
                <span>
                  ${t('certificate.mistake', {
                    actual: classes[result.labels[index]],
                    predicted: classes[result.predicted[index]],
                  })}
                </span>
              </li>
            `,
          )}</ul>`
    }
  </section>`;
}

/** @param {ViewProps} props */
function Answers({ state: { path }, facts: { route }, t }) {
  const answered = route.stations.filter(({ id }) => path.answers[id]?.trim());
  if (answered.length === 0) return null;
  return html`
    <section class="certificate-answers">
      <h3>${t('certificate.answers')}</h3>
      <dl>
        ${answered.map(
          ({ id }) =>
            html`
              <div key=${id}><dt>${t(`station.${id}.question`, route.numbers)}</dt><dd>${path.answers[id]}</dd></div>
            `,
        )}
      </dl>
    </section>
  `;
}
