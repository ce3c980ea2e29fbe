/** For teachers: what there is to be learned, lesson plans, solutions, questions that come up. */

import { html, useEffect, useRef } from '../../vendor/preact.js';

/** @import {ViewProps} from '../view.js' */

const GOALS = ['data', 'forward', 'backward', 'evaluate', 'society'];
const CURRICULA = ['bavaria13', 'bavaria11', 'others', 'sources'];
/** How many steps each plan has. */
const PLANS = { 45: 4, 90: 6, 180: 8, day: 7 };
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
export function Guide({ t }) {
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
      ${Object.entries(PLANS).map(([plan, steps]) => html`<details key=${plan} class="guide-plan" data-testid="guide-plan" data-plan=${plan}>
        <summary><b>${t(`guide.plan.${plan}`)}</b> <span>${t(`guide.plan.${plan}.aim`)}</span></summary>
        <ol>${Array.from({ length: steps }, (_, index) => html`<li key=${index}>${t(`guide.plan.${plan}.${index + 1}`)}</li>`)}</ol>
      </details>`)}
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
