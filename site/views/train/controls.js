/** The buttons of a training, and its progress. */

import { html, useEffect, useRef } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';
import { Popover } from '../../draw/popover.js';
import { duration, shortNameOf } from './wording.js';

/** @import {ViewProps} from '../view.js' */

/** @param {ViewProps} props */
export function Controls(props) {
  const {
    state: { training, shelf },
    facts,
    t,
    commands,
  } = props;
  const running = training.state === 'running';
  return html`
    <div class="controls">
      ${
        running
          ? html`
            <button type="button" class="button is-stop is-large" data-testid="train-stop"
              disabled=${training.stopping} onClick=${commands.stopTraining}
            >
              <${Mark} name="pause" />
              ${t(training.stopping ? 'train.stopping' : 'train.stop')}
            </button>
          `
          : html`<${Ways} ...${props} />`
      }
      ${
        facts.secondsOfNext !== null
          ? html`
            <p class="train-wait" data-testid="expected" data-value=${facts.secondsOfNext}>
              ${t('train.expected', { time: duration(facts.secondsOfNext, t) })}
            </p>
          `
          : null
      }
      ${facts.waitsFor ? html`<p class="train-wait">${t(`train.wait.${facts.waitsFor}`)}</p>` : null}
      <p class="train-state" data-testid="train-state" data-state=${training.state} data-waits=${facts.waitsForCell}>
        ${t(
          facts.waitsForCell
            ? 'train.state.waits'
            : shelf.opening
              ? 'train.opening'
              : facts.diverged
                ? 'train.state.diverged'
                : `train.state.${training.state}`,
        )}
      </p>
    </div>
  `;
}

/** @param {ViewProps} props */
function Ways({
  state: {
    training: { state, settings },
  },
  facts,
  t,
  commands,
}) {
  const goesOn = facts.begun && !facts.diverged;
  const { anew } = facts;
  const more = state === 'done';
  const going = more ? t.count('train.more', settings?.epochs ?? 1) : t('train.resume');
  // The chosen network comes first; the button that continues the current one has its name.
  const goOn = () =>
    goesOn
      ? html`
        <button type="button" key="on" class=${`button ${anew ? '' : 'is-large is-primary'}`}
          data-testid="train-resume" disabled=${!facts.canGoOn} onClick=${commands.trainOn}
        >
          <${Mark} name="forward" />
          ${anew && settings ? t('train.on', { going, name: shortNameOf(settings, t) }) : going}
        </button>
      `
      : null;
  const start = () => html`
      <button type="button" key="start" class=${`button is-large ${facts.begun && !anew ? '' : 'is-primary'}`}
        data-testid="train-start" data-anew=${anew ?? ''} disabled=${!facts.canTrain} onClick=${commands.train}
      >
        <${Mark} name="play" />
        ${startSaid(facts, t)}
      </button>
    `;
  return html`
    ${anew ? [start(), goOn()] : [goOn(), start()]}
    <button type="button" class="button is-large" data-testid="train-step" disabled=${!facts.canTrain}
      onClick=${commands.stepTraining}>${t('train.step')}</button>
    ${
      facts.begun
        ? html`
          <${Popover} name=${t('train.reset')} hook="train-reset">
            <button type="button" class="button" data-testid="reset-same" disabled=${!facts.canTrain}
              onClick=${commands.resetTraining}
            >
              ${t('train.reset.same')}
            </button>
            <button type="button" class="button" data-testid="reset-new" disabled=${!facts.canTrain}
              onClick=${commands.renewWeights}
            >
              ${t('train.reset.new')}
            </button>
          <//>
        `
        : null
    }`;
}

/** What would begin. @param {ViewProps['facts']} facts @param {ViewProps['t']} t */
function startSaid({ begun, anew, since, settings, preset }, t) {
  if (!begun) return t('train.start');
  if (!anew || !preset || !settings) return t('train.again');
  const pictures = since?.any
    ? since.added > 0
      ? t.count('train.anew.added', since.added)
      : t('train.anew.changed')
    : '';
  return [t('train.anew', { name: shortNameOf(settings, t) }), pictures].filter(Boolean).join(', ');
}

/** @param {ViewProps} props */
function Figures({
  state: {
    training: { epochs, goal, pace, state },
  },
  facts: { atHand: last },
  t,
}) {
  const speed = (state === 'running' ? pace : last)?.samplesPerSecond ?? last?.samplesPerSecond;
  return html`
    <dl class="figures">
      <${Figure} name=${t('train.epoch')} hook="epoch" value=${epochs.length}
        text=${t('train.epoch.of', { epoch: epochs.length, goal })}
      />
      <${Figure} name=${t('train.accuracy')} hook="accuracy" value=${last?.accuracy}
        text=${last ? t.percent(last.accuracy, 1) : '–'}
      />
      <${Figure} name=${t('train.valAccuracy')} hook="val-accuracy" value=${last?.valAccuracy}
        text=${last ? t.percent(last.valAccuracy, 1) : '–'}
      />
      <${Figure} name=${t('train.speed')} hook="speed" value=${speed}
        text=${speed ? t.number(Number(speed.toPrecision(2))) : '–'}
      />
    </dl>
  `;
}

/** @param {ViewProps} props */
export function Progress(props) {
  const { state, facts, t } = props;
  const left = facts.secondsLeft;
  const running = state.training.state === 'running';
  const here = useRef(/** @type {HTMLElement | null} */ (null));
  // Scrolls the progress into view, below the buttons.
  useEffect(() => {
    if (running) here.current?.scrollIntoView({ block: 'nearest' });
  }, [running]);
  return html`
    ${facts.begun || running ? html`<${Figures} ...${props} />` : null}
    <div class="progress-row" ref=${here}>
      <progress value=${facts.progress} max="1" aria-label=${t('train.progress')}></progress>
      <p class="left" data-testid="left" data-value=${left ?? ''}>
        ${left === null ? '' : t('train.left', { time: duration(left, t) })}
      </p>
    </div>
  `;
}

/** @param {{name: string, hook: string, value: number | undefined, text: string}} props */
function Figure({ name, hook, value, text }) {
  return html`<div><dt>${name}</dt><dd data-testid=${hook} data-value=${value ?? ''}>${text}</dd></div>`;
}
