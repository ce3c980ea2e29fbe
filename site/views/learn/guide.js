/** For teachers: what there is to be learned, lesson plans, solutions, questions that come up. */

import { html, useEffect, useRef } from '../../vendor/preact.js';

/** @import {ViewProps} from '../view.js' */

const GOALS = ['data', 'forward', 'backward', 'evaluate', 'society'];
const CURRICULA = ['bavaria13', 'bavaria11', 'others', 'sources'];
/** Of the project day. */
const DAY_STEPS = 7;
const PREPARATIONS = ['device', 'sheet', 'scan', 'groups'];
const SOLUTIONS = ['guess', 'mistakes', 'strangers', 'swap', 'order', 'plane', 'convolution', 'hand'];
const QUESTIONS = ['privacy', 'offline', 'slow', 'frame', 'low', 'lost', 'safari', 'symbols', 'grades'];

/** Paper shows what is folded on the screen. @returns {{current: any}} a ref for the article */
function useUnfoldedOnPaper() {
  const article = useRef(null);
  useEffect(() => {
    /** @type {HTMLDetailsElement[]} */
    let opened = [];
    const unfold = () => {
      const { current } = /** @type {{current: HTMLElement | null}} */ (article);
      opened = [...(current?.querySelectorAll('details') ?? [])].filter(({ open }) => !open);
      for (const one of opened) one.open = true;
    };
    const fold = () => {
      for (const one of opened) one.open = false;
    };
    addEventListener('beforeprint', unfold);
    addEventListener('afterprint', fold);
    return () => {
      removeEventListener('beforeprint', unfold);
      removeEventListener('afterprint', fold);
    };
  }, []);
  return article;
}

/** @param {ViewProps} props */
export function Guide(props) {
  const { facts: { route }, t } = props;
  const article = useUnfoldedOnPaper();
  return html`<article class="guide" data-testid="guide" ref=${article}>
    <p class="guide-lead">${t('guide.lead')}</p>
    <section><h2>${t('guide.goals')}</h2>
      <ul>${GOALS.map((goal) => html`<li key=${goal}>${t(`guide.goal.${goal}`)}</li>`)}</ul>
      ${CURRICULA.map((one) => html`<p key=${one} class=${one === 'sources' ? 'guide-sources' : ''}>${t(`guide.curriculum.${one}`)}</p>`)}
    </section>
    <section><h2>${t('guide.before')}</h2>
      <ul>${PREPARATIONS.map((one) => html`<li key=${one}>${t(`guide.before.${one}`)}</li>`)}</ul>
      <p><a class="button" href="#collect">${t('guide.sheets')}</a></p>
    </section>
    <section><h2>${t('guide.plans')}</h2>
      <p>${t('guide.plans.same')}</p>
      ${route.forms.map((form) => html`<details key=${form} class="guide-plan" data-testid="guide-plan" data-plan=${form}>
        <summary><b>${t(`guide.plan.${form}`)}</b> <span>${t(`guide.plan.${form}.aim`)}</span></summary>
        <${Plan} stations=${route.plan(form)} t=${t} />
        <p><a class="button" href=${`#learn/path/${form}`}>${t('guide.plan.open', { n: form })} <span aria-hidden="true">→</span></a></p>
      </details>`)}
      <details class="guide-plan" data-testid="guide-plan" data-plan="day">
        <summary><b>${t('guide.plan.day')}</b> <span>${t('guide.plan.day.aim')}</span></summary>
        <ol>${Array.from({ length: DAY_STEPS }, (_, index) => html`<li key=${index}>${t(`guide.plan.day.${index + 1}`)}</li>`)}</ol>
      </details>
    </section>
    <section><h2>${t('guide.solutions')}</h2>
      <dl>${SOLUTIONS.map((one) => html`<div key=${one}><dt>${t(`guide.solution.${one}`)}</dt><dd>${t(`guide.solution.${one}.text`)}</dd></div>`)}</dl>
    </section>
    <section><h2>${t('guide.questions')}</h2>
      ${QUESTIONS.map((one) => html`<details key=${one}><summary>${t(`guide.question.${one}`)}</summary><p>${t(`guide.question.${one}.text`)}</p></details>`)}
    </section>
    <p><button type="button" class="button" onClick=${() => print()}>${t('guide.print')}</button></p>
  </article>`;
}

/** A lesson minute by minute, from the same table as the path. @param {{stations: ReturnType<ViewProps['facts']['route']['plan']>, t: ViewProps['t']}} props */
function Plan({ stations, t }) {
  return html`<table class="guide-minutes"><caption class="visually-hidden">${t('guide.plans')}</caption>
    <thead><tr><th scope="col">${t('guide.plan.minute')}</th><th scope="col">${t('guide.plan.station')}</th></tr></thead>
    <tbody>${stations.map(({ id, from, minutes }) => html`<tr key=${id} data-station=${id}>
      <td>${from === null ? html`<span aria-hidden="true">★</span> ${t('path.minutes', { n: minutes })}` : `${from}–${from + minutes}`}</td>
      <td><b>${t(`station.${id}`)}</b><br />${t(`guide.station.${id}`)}</td></tr>`)}</tbody>
  </table>`;
}
