/** A worksheet or its solution, printed on one page. */

import { html, useEffect, useState } from '../../vendor/preact.js';
import { orEnglish } from './orEnglish.js';
import { paperAt } from './papers.js';

/** @import {ViewProps} from '../view.js' */

/**
 * @typedef {string | {head: string} | {list: string[]} | {table: string[][]} | {lines: number}} Block    a text is a
 *     paragraph; lines are empty ones to write on
 * @typedef {{title: string, blocks: Block[], solution?: string[]}} Paper
 * @typedef {object} TeachersTexts    what `site/teachers` holds of a language
 * @property {Record<string, Paper>} sheets
 * @property {Record<string, Paper>} letters
 * @property {{level: number, question: string, answer: string}[]} questions
 * @property {Record<string, {title: string, text: string[]}>} chapters
 * @property {Record<string, string>} solutions
 */

/** Sheets with a solution; `test` is made of the questions. */
export const PAPERS = ['hand', 'neuron', 'matrix', 'unplugged', 'test'];

/**
 * Pupils never load them: they come when a teacher's page is opened, once for each language.
 * @type {Record<string, Promise<TeachersTexts>>}
 */
const loading = {};
/** Browsers remember a module that failed to load by its address, so another try gets a new one. */
let attempts = 0;

/** With English behind them, for what a language has not translated. @param {string} language */
async function load(language) {
  const [own, english] = await Promise.all(
    [language, 'en'].map(async (tag) => {
      const address = new URL(`../../teachers/${tag}.js${attempts > 0 ? `?${attempts}` : ''}`, import.meta.url);
      return (await import(address.href)).texts;
    }),
  );
  return orEnglish(own, english);
}

/** @param {string} language @returns {{texts: TeachersTexts | null, failed: boolean}} */
export function useTeachersTexts(language) {
  const [told, tell] = useState(
    /** @type {{language: string, texts: TeachersTexts | null}} */ ({ language: '', texts: null }),
  );
  useEffect(() => {
    let gone = false;
    loading[language] ??= load(language);
    loading[language].then(
      (texts) => {
        if (!gone) tell({ language, texts });
      },
      () => {
        delete loading[language]; // the next one who asks tries again
        attempts += 1;
        if (!gone) tell({ language, texts: null });
      },
    );
    return () => {
      gone = true;
    };
  }, [language]);
  const here = told.language === language;
  return { texts: here ? told.texts : null, failed: here && !told.texts };
}

/** The page `#learn/sheet-<id>`, or `#learn/solution-<id>`. @param {ViewProps} props */
export function PaperPage({
  state: {
    lesson: { place },
  },
  t,
}) {
  const { texts, failed } = useTeachersTexts(t.language);
  const { kind, id } = paperAt(place) ?? { kind: '', id: '' };
  if (!texts)
    return html`
      <p role="status" data-testid="teachers-texts" data-failed=${String(failed)}>
        ${t(failed ? 'guide.failed' : 'guide.soon')}
      </p>
    `;
  const paper = id === 'test' ? testOf(texts, t) : (texts.sheets[id] ?? texts.letters[id]);
  const solved = kind === 'solution';
  if (!paper || (solved && !paper.solution))
    return html`<p>${t('paper.none')}</p><p><a class="button" href="#learn/guide">${t('paper.back')}</a></p>`;
  return html`
    <div class="paper-desk">
      <p class="paper-tools">
        <a class="button" href="#learn/guide">${t('paper.back')}</a>
        <button type="button" class="button is-primary" data-testid="paper-print" onClick=${() => print()}>
          ${t('certificate.print')}
        </button>
        ${
          paper.solution
            ? html`
              <a class="button" href=${`#learn/${solved ? 'sheet' : 'solution'}-${id}`}>
                ${t(solved ? 'paper.sheet' : 'paper.solution')}
              </a>
            `
            : null
        }
      </p>
      <article class="paper" data-testid="paper" data-paper=${id} data-kind=${kind}>
        <header class="paper-head">
          <h2>${paper.title}${solved ? html` <small>${t('paper.solution')}</small>` : null}</h2>
          ${solved || texts.letters[id] ? null : html`<span>${t('paper.name')}</span>`}
        </header>
        ${(solved ? (paper.solution ?? []) : paper.blocks).map(
          (block, index) => html`<${BlockOf} key=${index} block=${block} />`,
        )}
      </article>
    </div>
  `;
}

/** @param {TeachersTexts} texts @param {ViewProps['t']} t @returns {Paper} */
function testOf({ questions }, t) {
  return {
    title: t('guide.test'),
    blocks: questions.flatMap(({ level, question }, index) => [
      `${index + 1}. ${question} ${'★'.repeat(level)}`,
      { lines: level },
    ]),
    solution: questions.map(({ level, answer }, index) => `${index + 1}. ${'★'.repeat(level)} ${answer}`),
  };
}

/** @param {{block: Block}} props */
function BlockOf({ block }) {
  if (typeof block === 'string') return html`<p>${block}</p>`;
  if ('head' in block) return html`<h3>${block.head}</h3>`;
  if ('list' in block) return html`<ul>${block.list.map((one) => html`<li key=${one}>${one}</li>`)}</ul>`;
  if ('lines' in block)
    return html`${Array.from(
      { length: block.lines },
      (_, index) => html`
      <div key=${index} class="paper-line"></div>
    `,
    )}`;
  const [head, ...rows] = block.table;
  return html`
    <div class="paper-table">
      <table>
        <thead>
          <tr>
            ${head.map((cell, index) =>
              cell ? html`<th scope="col" key=${index}>${cell}</th>` : html`<td key=${index}></td>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row, index) =>
              html`<tr key=${index}>${row.map((cell, place) => html`<td key=${place}>${cell}</td>`)}</tr>`,
          )}
        </tbody>
      </table>
    </div>
  `;
}
