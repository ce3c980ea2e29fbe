/** The guide for teachers: objectives, lesson plans, solutions, common questions. */

import { html, useEffect, useRef, useState } from '../../vendor/preact.js';
import { PAPERS, useTeachersTexts } from './paperPage.js';
import { TASKS } from './tasks.js';

/** @import {ViewProps} from '../view.js' */
/** @import {TeachersTexts} from './paperPage.js' */

const GOALS = ['data', 'forward', 'backward', 'evaluate', 'society'];
const CURRICULA = ['bavaria13', 'bavaria11', 'others', 'sources'];
/** The follow-up lesson and the project day, and how many steps each has. */
const PLANS = { next: 7, day: 7 };
const PREPARATIONS = ['device', 'sheet', 'scan', 'groups'];
const SOLUTIONS = ['guess', 'mistakes', 'strangers', 'swap', 'order', 'plane', 'convolution', 'hand'];
/** Chapters for reference, in this order; their texts are in `site/teachers`. */
const CHAPTERS = ['class', 'grades', 'privacy', 'why', 'beyond'];
const LETTERS = ['parents', 'officer'];
const LEVELS = [1, 2, 3];
const QUESTIONS = ['privacy', 'offline', 'slow', 'frame', 'low', 'lost', 'safari', 'symbols', 'mnist', 'pen', 'grades'];

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
  const {
    facts: { route },
    t,
  } = props;
  const article = useUnfoldedOnPaper();
  const { texts, failed } = useTeachersTexts(t.language);
  return html`
    <article class="guide" data-testid="guide" ref=${article}>
      <p class="guide-lead">${t('guide.lead')}</p>
      <${Contents} article=${article} whole=${texts !== null} t=${t} />
      <section>
        <h2>${t('guide.goals')}</h2>
        <ul>${GOALS.map((goal) => html`<li key=${goal}>${t(`guide.goal.${goal}`)}</li>`)}</ul>
        ${CURRICULA.map(
          (one) =>
            html`<p key=${one} class=${one === 'sources' ? 'guide-sources' : ''}>${t(`guide.curriculum.${one}`)}</p>`,
        )}
        ${
          texts
            ? html`
              <details data-testid="curricula">
                <summary>${texts.chapters.curricula.title}</summary>
                ${texts.chapters.curricula.text.map(
                  (one) => html`
                <p key=${one}>${one}</p>
              `,
                )}
              </details>
            `
            : null
        }
      </section>
      <section>
        <h2>${t('guide.before')}</h2>
        <ul>${PREPARATIONS.map((one) => html`<li key=${one}>${t(`guide.before.${one}`)}</li>`)}</ul>
        <p><a class="button" href="#collect">${t('guide.sheets')}</a></p>
      </section>
      <section>
        <h2>${t('guide.plans')}</h2>
        <p>${t('guide.plans.same')}</p>
        ${route.forms.map(
          (form) => html`
            <details key=${form} class="guide-plan" data-testid="guide-plan" data-plan=${form}>
              <summary><b>${t(`guide.plan.${form}`)}</b> <span>${t(`guide.plan.${form}.aim`)}</span></summary>
              <${Plan} stations=${route.plan(form)} t=${t} />
              <p>
                <a class="button" href=${`#learn/path/${form}`}>
                  ${t('guide.plan.open', { n: form })} <span aria-hidden="true">→</span>
                </a>
              </p>
            </details>
          `,
        )}
        ${Object.entries(PLANS).map(
          ([plan, steps]) => html`
            <details key=${plan} class="guide-plan" data-testid="guide-plan" data-plan=${plan}>
              <summary><b>${t(`guide.plan.${plan}`)}</b> <span>${t(`guide.plan.${plan}.aim`)}</span></summary>
              <ol>
                ${Array.from(
                  { length: steps },
                  (_, index) => html`<li key=${index}>${t(`guide.plan.${plan}.${index + 1}`)}</li>`,
                )}
              </ol>
            </details>
          `,
        )}
      </section>
      <section>
        <h2>${t('guide.solutions')}</h2>
        <dl>
          ${SOLUTIONS.map(
            (one) =>
              html`
                <div key=${one}><dt>${t(`guide.solution.${one}`)}</dt><dd>${t(`guide.solution.${one}.text`)}</dd></div>
              `,
          )}
        </dl>
      </section>
      ${
        texts
          ? html`<${Sheets} texts=${texts} t=${t} /><${Answers} texts=${texts} t=${t} />
        ${CHAPTERS.map(
          (one) => html`
          <${Chapter} key=${one} chapter=${texts.chapters[one]} letters=${one === 'privacy' ? texts.letters : null} />
        `,
        )}`
          : html`
            <p role="status" data-testid="teachers-texts" data-failed=${String(failed)}>
              ${t(failed ? 'guide.failed' : 'guide.soon')}
            </p>
          `
      }
      <section>
        <h2>${t('guide.questions')}</h2>
        ${QUESTIONS.map(
          (one) =>
            html`
              <details key=${one}>
                <summary>${t(`guide.question.${one}`)}</summary>
                <p>${t(`guide.question.${one}.text`)}</p>
              </details>
            `,
        )}
      </section>
      <p><button type="button" class="button" onClick=${() => print()}>${t('guide.print')}</button></p>
    </article>
  `;
}

/**
 * A lesson minute by minute, from the same table as the path.
 * @param {{stations: ReturnType<ViewProps['facts']['route']['plan']>, t: ViewProps['t']}} props
 */
function Plan({ stations, t }) {
  return html`
    <table class="guide-minutes">
      <caption class="visually-hidden">${t('guide.plans')}</caption>
      <thead>
        <tr><th scope="col">${t('guide.plan.minute')}</th><th scope="col">${t('guide.plan.station')}</th></tr>
      </thead>
      <tbody>
        ${stations.map(
          ({ id, from, minutes }) => html`<tr key=${id} data-station=${id}>
          <td>${
            from === null
              ? html`
            <span aria-hidden="true">★</span> ${t('path.minutes', { n: minutes })}
          `
              : `${from}–${from + minutes}`
          }</td>
          <td><b>${t(`station.${id}`)}</b><br />${t(`guide.station.${id}`)}</td></tr>`,
        )}
      </tbody>
    </table>
  `;
}

/**
 * Worksheets to print, one page each, with their solutions.
 * @param {{texts: TeachersTexts, t: ViewProps['t']}} props
 */
function Sheets({ texts, t }) {
  return html`
    <section data-testid="guide-sheets">
      <h2>${t('guide.papers')}</h2>
      <p>${t('guide.papers.text')}</p>
      <ul class="papers-list">
        ${PAPERS.map(
          (id) => html`
            <li key=${id}>
              <b>${id === 'test' ? t('guide.test') : texts.sheets[id].title}</b>
              <a class="button is-small" href=${`#learn/sheet-${id}`} data-testid="paper-link" data-paper=${id}>
                ${t('paper.sheet')}
              </a>
              <a class="button is-small" href=${`#learn/solution-${id}`}>${t('paper.solution')}</a>
            </li>
          `,
        )}
        ${LETTERS.map(
          (id) =>
            html`
              <li key=${id}>
                <b>${texts.letters[id].title}</b> <a class="button is-small" href=${`#learn/sheet-${id}`}
                  data-testid="paper-link" data-paper=${id}
                >
                  ${t('paper.sheet')}
                </a>
              </li>
            `,
        )}
      </ul>
    </section>
  `;
}

/** Behind one switch, so that no pupil stumbles over it. @param {{texts: TeachersTexts, t: ViewProps['t']}} props */
function Answers({ texts, t }) {
  const [shown, show] = useState(false);
  return html`
    <section data-testid="guide-answers">
      <h2>${t('guide.answers')}</h2>
      <p>${t('guide.answers.text')}</p>
      <p>
        <button type="button" class="button" data-testid="answers-switch" aria-expanded=${shown}
          onClick=${() => show(!shown)}
        >
          ${t(shown ? 'guide.answers.hide' : 'guide.answers.show')}
        </button>
      </p>
      ${
        shown
          ? Object.entries(TASKS).map(
              ([group, tasks]) => html`
                <details key=${group} open data-testid="answers" data-group=${group}>
                  <summary>${t(`guide.answers.${group}`)}</summary>
                  <dl>
                    ${tasks.map(
                      ({ id, title, task, href }) => html`
                        <div key=${id} data-testid="answer" data-answer=${id}>
                          <dt><a href=${href}>${t(title)}</a></dt>
                          ${
                            task
                              ? html`
                            <dd class="answer-task">${t(task, { one: '5', other: '6' })}</dd>
                          `
                              : null
                          }
                          <dd>${texts.solutions[id]}</dd>
                        </div>
                      `,
                    )}
                  </dl>
                </details>
              `,
            )
          : null
      }
      ${
        shown
          ? LEVELS.map(
              (level) => html`
                <details key=${level} data-testid="answers" data-group=${`level-${level}`}>
                  <summary>${t('guide.level', { n: level })}</summary>
                  <dl>
                    ${texts.questions
                      .filter((one) => one.level === level)
                      .map(
                        ({ question, answer }) => html`
                    <div key=${question}><dt>${question}</dt><dd>${answer}</dd></div>
                  `,
                      )}
                  </dl>
                </details>
              `,
            )
          : null
      }
    </section>
  `;
}

/** @param {{chapter: {title: string, text: string[]}, letters: TeachersTexts['letters'] | null}} props */
function Chapter({ chapter: { title, text }, letters }) {
  return html`
    <section data-testid="guide-chapter">
      <h2>${title}</h2>
      ${text.map((one) => html`<p key=${one}>${one}</p>`)}
      ${
        letters
          ? html`
            <p>
              ${LETTERS.map(
                (id) => html`<a key=${id} class="button" href=${`#learn/sheet-${id}`}>${letters[id].title}</a> `,
              )}
            </p>
          `
          : null
      }
    </section>
  `;
}

/**
 * The page is long: its headings, each a way there. An address would be one of the page's places, so these are buttons.
 *
 * @param {{article: {current: any}, whole: boolean, t: ViewProps['t']}} props
 */
function Contents({ article, whole, t }) {
  const [headings, setHeadings] = useState(/** @type {HTMLElement[]} */ ([]));
  useEffect(() => setHeadings([...(article.current?.querySelectorAll('section > h2') ?? [])]), [whole, t.language]);
  /** @param {HTMLElement} heading */
  function show(heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: 'start' });
  }
  return html`<ul class="guide-contents" aria-label=${t('guide.contents')}>${headings.map(
    (heading, index) => html`<li key=${index}>
    <button type="button" class="button is-small" onClick=${() => show(heading)}>${heading.textContent}</button></li>`,
  )}</ul>`;
}
