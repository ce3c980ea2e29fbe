/** Templates to print: symbols, paper size, preview, PDF and printing. */

import { html, useEffect, useMemo, useState } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { Mark } from '../../draw/marks.js';
import { needsPicture, symbolPicture, symbolsIn } from '../../draw/symbols.js';
import { Deletions } from '../components/deletions.js';
import { ClassPictures } from './classPictures.js';
import { SymbolsField } from './symbolsField.js';

/** @import {ViewProps} from '../view.js' */
/** @import {TemplateEdit} from '../../state/template.js' */
/** @import {Template as TemplateParams} from '../../worker/protocol.js' */

const LEAST = 2;
const MOST = 30;

/** Pause of typing after which the sheet is drawn. */
const PAUSE_MS = 350;

/** @param {ViewProps} props */
export function Template(props) {
  const { state, t, commands, dispatch } = props;
  const { text, columns, paper, pictures, pages, drawn, error } = state.template;
  const symbols = useMemo(() => symbolsIn(text), [text]);
  const wrong =
    symbols.length < LEAST ? t('template.few') : symbols.length > MOST ? t('template.many', { n: symbols.length }) : '';
  const template = useTemplate(symbols, pictures, columns, paper, t);
  useEffect(() => {
    if (wrong || !template) return undefined;
    const timer = setTimeout(() => void commands.drawTemplate(template), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [template, wrong]);
  const change = (/** @type {Partial<typeof state.template> | TemplateEdit} */ changed) =>
    dispatch({ type: 'template/changed', template: changed });
  const shown = !wrong && !error && pages.length > 0;
  return html`
    <section class="way-panel template" aria-labelledby="template-title">
      <h2 id="template-title">${t('template.title')}</h2>
      <div class="template-columns">
        <div class="template-form">
          <${SymbolsField} text=${text} wrong=${wrong !== ''} t=${t}
            onChange=${(/** @type {string} */ changed) => change({ text: changed })}
          />
          <${ClassPictures} symbols=${symbols} pictures=${pictures} t=${t} onChange=${change} />
          <${Deletions} place="template" ...${props} />
          <div class="template-choices">
            <${Choice} name="columns" value=${columns} options=${[20, 12]} t=${t}
              onChoose=${(/** @type {any} */ value) => change({ columns: Number(value) === 12 ? 12 : 20 })}
            />
            <${Choice} name="paper" value=${paper} options=${['a4', 'letter']} t=${t}
              onChoose=${(/** @type {any} */ value) => change({ paper: value })}
            />
          </div>
          <p class=${wrong ? 'help is-wrong' : 'help'} role="status" data-testid="template-count"
            data-value=${symbols.length}
          >
            ${
              wrong ||
              `${t.count('template.count', symbols.length)} ${pages.length > 0 ? t.count('template.pages', pages.length) : ''}`
            }
          </p>
          ${error ? html`<${ErrorText} error=${error} t=${t} />` : null}
          <div class="template-actions">
            <button type="button" class="button is-primary" data-testid="template-pdf" disabled=${!shown || !template}
              onClick=${() => template && commands.saveTemplate(template, fileName(symbols))}
            >
              <${Mark} name="download" />
              ${t('template.pdf')}
            </button>
            <button type="button" class="button" data-testid="template-print"
              disabled=${!shown || drawn !== template?.sheetId} onClick=${() => print()}
            >
              <${Mark} name="printer" />
              ${t('template.print')}
            </button>
          </div>
          <p class="help">${t('template.scaling')}</p>
        </div>
        <div class="template-preview" aria-live="polite">
          ${
            pages.length === 0
              ? html`<p class="help">${t(state.boot.state === 'ready' ? 'template.drawing' : 'template.waiting')}</p>`
              : null
          }
          ${
            shown
              ? pages.map(
                  (svg, index) =>
                    html`
                      <${SheetPicture} key=${index} svg=${svg}
                        label=${t('template.page', { page: index + 1, pages: pages.length })}
                      />
                    `,
                )
              : null
          }
        </div>
      </div>
    </section>
  `;
}

/**
 * The pages for the printer: while they exist, nothing else of the screen is printed.
 * @param {ViewProps} props
 */
export function PrintPages({
  state: {
    template: { pages, paper },
  },
}) {
  // A rule for pages without a name, since WebKit knows no others; the certificate has its own, so it goes with the
  // sheets.
  useEffect(() => {
    const rule = new CSSStyleSheet();
    rule.replaceSync(`@page { size: ${paper}; margin: 0 }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, rule];
    document.documentElement.classList.add('prints-sheets');
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== rule);
      document.documentElement.classList.remove('prints-sheets');
    };
  }, [paper]);
  return html`<div class="print-pages" aria-hidden="true">
    ${pages.map((svg, index) => html`<${SheetPicture} key=${index} svg=${svg} label="" />`)}
  </div>`;
}

/**
 * @param {string[]} symbols
 * @param {Record<string, Uint8Array>} chosen    PNG of those that somebody gave a picture
 * @param {20 | 12} columns
 * @param {'a4' | 'letter'} paper
 * @param {ViewProps['t']} t
 * @returns {TemplateParams | null}    null while it is being made: nobody prints what stood there before
 */
function useTemplate(symbols, chosen, columns, paper, t) {
  const [made, setMade] = useState(/** @type {{of: any[], template: TemplateParams} | null} */ (null));
  const of = [symbols, chosen, columns, paper, t.language];
  useEffect(() => {
    let wanted = true;
    const drawn = symbols.slice(0, MOST).filter((name) => chosen[name] || needsPicture(name));
    void Promise.all(drawn.map((name) => (chosen[name] ? { name, png: chosen[name] } : symbolPicture(name)))).then(
      (pictures) => {
        const sheetId = crypto.getRandomValues(new Uint32Array(1))[0];
        const texts = { alias: t('template.alias'), hint: t('template.hint') };
        if (wanted) setMade({ of, template: { symbols, columns, paper, sheetId, texts, pictures } });
      },
    );
    return () => {
      wanted = false;
    };
  }, of);
  return made?.of.every((part, index) => part === of[index]) ? made.template : null;
}

/**
 * @param {{name: 'columns' | 'paper', value: string | number, options: (string | number)[], t: ViewProps['t'],
 *     onChoose: (value: string) => void}} props
 */
function Choice({ name, value, options, t, onChoose }) {
  return html`
    <label class="field">
      <span class="field-name">${t(`template.${name}`)}</span>
      <select data-testid=${`template-${name}`} value=${value}
        onChange=${(/** @type {any} */ event) => onChoose(event.currentTarget.value)}
      >
        ${options.map(
          (option) => html`<option key=${option} value=${option}>${t(`template.${name}.${option}`)}</option>`,
        )}
      </select>
    </label>
  `;
}

/** @param {{svg: string, label: string}} props */
function SheetPicture({ svg, label }) {
  const [url, setUrl] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [svg]);
  return url ? html`<img class="sheet-page" src=${url} alt=${label} />` : null;
}

/** @param {string[]} symbols */
function fileName(symbols) {
  const letters = symbols
    .join('')
    .match(/\p{L}\p{M}*|\p{N}/gu)
    ?.slice(0, 12)
    .join('');
  return `zeichenlabor-${letters || 'bogen'}.pdf`;
}
