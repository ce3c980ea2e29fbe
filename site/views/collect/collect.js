/** Collect: adding pages; each has a card with the result of reading. */

import { html, useEffect, useMemo, useRef, useState } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { Fetching } from '../../draw/fetching.js';
import { Mark } from '../../draw/marks.js';
import { FoundPage, SheetDrawing } from '../../draw/sheet.js';
import { NextStep } from '../../draw/next.js';
import { symbolsIn, textOf } from '../../draw/symbols.js';
import { TextField } from '../../draw/textField.js';
import { ContactSheet } from '../../draw/tiles.js';
import { Deletions } from '../components/deletions.js';
import { AskSymbols, canAsk } from './askSymbols.js';
import { AskTop, canTurn } from './askTop.js';
import { Corners } from './corners.js';
import { TurnPictures } from './turnPictures.js';
import { Verdict } from './verdict.js';
import { Ways } from './ways.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Sheet, TakenAgain} from '../../state/sheets.js' */
/** @import {SourceResult} from '../../worker/protocol.js' */

const MOST_TILES = 60;

/** Whether the corners can be set by hand: if no grid was found, or possibly the wrong one. @param {Sheet} sheet */
function canPoint({ state, error, result }) {
  if (state === 'failed') return error?.code === 'sheet/no-grid';
  return state === 'done' && !!result?.page && result.page.quality.warnings.some((one) => DOUBTS.includes(one));
}
const DOUBTS = ['frame-doubtful', 'direction-doubtful'];

const STATES = ['kept', 'doubtful', 'struck', 'empty'];
/** In this order; each reports its own share. */
const PHASES = ['decode', 'frame', 'cells'];

/** Ways in which the user continues in place: the next photo, the next symbol. */
const ONGOING = ['camera', 'draw'];

/** @param {ViewProps} props */
export function Collect(props) {
  const { state, facts, t, commands } = props;
  const some = state.sheets.length > 0;
  const cards = useRef(/** @type {HTMLElement | null} */ (null));
  const seen = useRef(/** @type {Set<string>} */ (new Set()));
  const classes = textOf(facts.symbolsFor(symbolsIn(state.template.text)));
  const show = (/** @type {number} */ index) => bringIntoView(cards.current?.children[index]);
  useEffect(() => {
    const fresh = state.sheets.findIndex((sheet) => sheet.state !== 'done' && !seen.current.has(sheet.id));
    seen.current = new Set(state.sheets.map(({ id }) => id));
    if (fresh >= 0 && !(state.way && ONGOING.includes(state.way))) show(fresh);
  }, [state.sheets]);
  return html`
    <${DropZone} slim=${some || state.way !== null} some=${some} t=${t} onFiles=${commands.takeFiles} />
    <${Arrived} sheets=${state.sheets} arrived=${facts.arrived} t=${t} onShow=${show} />
    <${Ways} ...${props} />
    <${Deletions} place="collect" ...${props} />
    ${
      some
        ? html`
          <div class="sheets-head">
            <h2>${t('collect.cards')}</h2>
            <p>${t.count('collect.total', facts.pictures)}</p>
          </div>
          <ul class="sheets" ref=${cards}>
            ${state.sheets.map(
              (sheet) => html`
                <${Card} key=${sheet.id} sheet=${sheet} missingIn=${facts.missingIn} t=${t}
                  booting=${state.boot.state !== 'ready'} twin=${twinOf(sheet, state.sheets, t)}
                  isForeign=${facts.isForeign(sheet)}
                  others=${facts.othersIn(state.sheets, sheet).join(' ')} classes=${classes}
                  onAnswer=${(/** @type {string[]} */ classes) => commands.readAsClasses(sheet.id, classes)}
                  onAgain=${(/** @type {TakenAgain} */ wish) => void commands.takeAgain(sheet.id, wish)}
                  onTurn=${(/** @type {number[]} */ top) => commands.readFacing(sheet.id, top)}
                  onSign=${(/** @type {string} */ writer) => commands.signSheet(sheet.id, writer)}
                  onRemove=${() => void commands.removeSheet(sheet.id)}
                  onPoint=${() => commands.pointAtCorners(sheet.id)}
                />
              `,
            )}
          </ul>
          <datalist id="writers">
            ${[...new Set(state.sheets.flatMap(({ writer }) => writer || []))].map(
              (writer) => html`<option key=${writer} value=${writer} />`,
            )}
          </datalist>
          ${facts.pictures > 0 && !facts.reading ? html`<${NextStep} step="check" t=${t} />` : null}
        `
        : null
    }
    ${state.pointing ? html`<${Corners} key=${state.pointing.id} pointing=${state.pointing} ...${props} />` : null}`;
}

/** @param {{slim: boolean, some: boolean, t: ViewProps['t'], onFiles: (files: Iterable<File>) => void}} props */
function DropZone({ slim, some, t, onFiles }) {
  /** @param {any} event */
  function chosen({ currentTarget: input }) {
    onFiles([...input.files]);
    input.value = '';
  }
  return html`
    <label class=${`drop ${slim ? 'is-slim' : ''}`}>
      ${slim ? null : html`<span class="drop-sheet"><${SheetDrawing} label=${t('collect.sheet')} /></span>`}
      <span class="drop-words">
        <span class="drop-title">${t('collect.drop')}</span>
        <span class="drop-or">${t('collect.or')}</span>
        <span class="button is-primary" id="drop-name">${t(some ? 'collect.more' : 'collect.choose')}</span>
        <input class="visually-hidden" type="file" multiple accept="image/*,.pdf,.heic,.heif,.tif,.tiff,.npz,.gz,.zip"
          data-testid="drop-input" aria-labelledby="drop-name" aria-describedby=${slim ? undefined : 'drop-formats'}
          onChange=${chosen}
        />
        ${
          slim
            ? null
            : html`<span class="drop-formats" id="drop-formats">${t('collect.formats')}</span>
          <span class="drop-caption">${t('collect.sheet')}</span>`
        }
      </span>
    </label>
  `;
}

/** Scrolls until some of the card below its head is visible. @param {Element | undefined} card */
function bringIntoView(card) {
  const { top = 0, height = 0 } = card?.getBoundingClientRect() ?? {};
  if (top < 0 || top + height / 2 > innerHeight) card?.scrollIntoView({ block: 'start' });
}

/**
 * What has become of the files, shown where they were dropped.
 * @param {{sheets: Sheet[], arrived: ViewProps['facts']['arrived'], t: ViewProps['t'], onShow: (index: number) =>
 *     void}} props
 */
function Arrived({ sheets, arrived: { read, reading, failed }, t, onShow }) {
  if (failed + reading === 0) return null;
  return html`
    <p class=${`arrived ${failed > 0 ? 'is-failed' : ''}`} data-testid="arrived" data-read=${read}
      data-failed=${failed} data-reading=${reading}
    >
      ${
        reading > 0
          ? t('collect.arrived.reading', { n: read + 1, all: read + reading })
          : t('collect.arrived', { read })
      }
      ${
        failed > 0
          ? html` <b>${t('collect.arrived.failed', { n: failed })}</b>
              <button type="button" class="button is-small"
                onClick=${() => onShow(sheets.findIndex(({ state }) => state === 'failed'))}
              >
                ${t('collect.arrived.show')}
              </button>`
          : null
      }
    </p>
  `;
}

/**
 * The name of another sheet that shows the same page.
 * @param {Sheet} sheet
 * @param {Sheet[]} sheets
 * @param {ViewProps['t']} t
 */
function twinOf({ result }, sheets, t) {
  const twin = sheets.find(({ id }) => id === result?.page?.twin);
  return twin ? twin.name || t('collect.source.drawn') : '';
}

/**
 * @typedef {{sheet: Sheet, booting: boolean, twin: string, others: string, classes: string, missingIn: (result:
 *     SourceResult) => string[], t: ViewProps['t'], onRemove: () => void, onPoint: () => void, onSign: (writer: string)
 *     => void, onAnswer: (classes: string[]) => void, onTurn: (top: number[]) => void, onAgain:
 *     (wish: TakenAgain) => void, isForeign: boolean}}
 *     CardProps
 */

/**
 * A card is re-rendered only when its sheet changes, not with the progress of others.
 * @param {CardProps} props
 */
function Card(props) {
  const { sheet, booting, twin, others, classes, t } = props;
  return useMemo(() => cardOf(props), [sheet, booting, twin, others, classes, t.language]);
}

/** @param {CardProps} props */
function cardOf({
  sheet,
  booting,
  twin,
  others,
  classes,
  missingIn,
  t,
  onRemove,
  onPoint,
  onSign,
  onAnswer,
  onTurn,
  onAgain,
  isForeign,
}) {
  const { state, result, error } = sheet;
  const name = sheet.name || t('collect.source.drawn');
  const missing = result ? missingIn(result) : [];
  return html`
    <li class=${`sheet is-${state}`} data-testid="sheet-card" data-item=${sheet.id} data-state=${state === 'waiting' ? 'working' : state}
      aria-busy=${state === 'working'}
    >
      <div class="sheet-picture">
        ${
          result?.page
            ? html`<${FoundPage} page=${result.page} status=${result.status} label=${t('collect.page', { name })} />`
            : null
        }
        ${result && !result.page ? html`<${ContactSheet} tiles=${tilesOf(result)} label=${name} />` : null}
        ${error ? html`<${Refused} file=${sheet.file} />` : null}
        ${result || error ? null : html`<span class="sheet-ghost"></span>`}
      </div>
      <div class="sheet-body">
        <div class="sheet-head">
          <h3 class="sheet-name" title=${name}>
            ${name}
            ${
              result?.page && result.page.pages > 1
                ? html` <span class="sheet-number">${t('collect.number', { page: result.page.number, pages: result.page.pages })}</span>`
                : null
            }
          </h3>
          <button type="button" class="button is-icon" aria-label=${t('collect.remove', { name })}
            title=${t('collect.remove', { name })} onClick=${onRemove}
          >
            <${Mark} name="bin" />
          </button>
        </div>
        ${result ? html`<${Counts} result=${result} t=${t} />` : null}
        ${(result?.mended ?? []).map(
          (what) =>
            html`
              <p class="sheet-twin" data-testid="sheet-mended" data-value=${what}>${t(`collect.mended.${what}`)}</p>
            `,
        )}
        ${(result?.doubts ?? []).map(
          (what) =>
            html`<p class="sheet-twin" data-testid="sheet-doubt" data-value=${what}>${t(`collect.doubt.${what}`)}</p>`,
        )}
        ${
          sheet.given && result?.mended?.length
            ? html`
              <button type="button" class="button is-small" data-testid="as-it-was"
                onClick=${() => onAgain({ asItWas: true })}
              >
                ${t('collect.asItWas')}
              </button>
            `
            : null
        }
        ${
          sheet.given && isForeign
            ? html`<${TurnPictures} given=${sheet.given} t=${t} onTurn=${(/** @type {string} */ turn) => onAgain({ turn })} />`
            : null
        }
        ${
          missing.length > 0
            ? html`
              <p class="sheet-missing" data-testid="sheet-missing">
                ${t('collect.missing', { names: missing.join(' ') })}
              </p>
            `
            : null
        }
        ${twin ? html`<p class="sheet-twin" data-testid="sheet-twin">${t('collect.twin', { name: twin })}</p>` : null}
        ${
          others
            ? html`<p class="sheet-twin" data-testid="sheet-others">${t('collect.others', { names: others })}</p>`
            : null
        }
        ${
          result?.page
            ? html`
              <label class="field sheet-writer">
                <span class="field-name">${t('collect.writer')}</span>
                <${TextField} maxlength="24" list="writers" autocomplete="off" data-testid="sheet-writer"
                  placeholder=${t('collect.writer.hint')} value=${sheet.writer ?? ''} onFinish=${onSign}
                />
              </label>
            `
            : null
        }
        ${result?.page ? html`<${Verdict} quality=${result.page.quality} t=${t} />` : null}
        ${
          sheet.pointed && result?.page?.quality.warnings.includes('frame-doubtful')
            ? html`<p class="sheet-twin" data-testid="corners-doubt">${t('corners.doubt')}</p>`
            : null
        }
        ${error ? html`<${ErrorText} error=${error} t=${t} />` : null}
        ${
          canAsk(sheet, others)
            ? html`<${AskSymbols} classes=${classes} given=${sheet.classes} name=${name} t=${t} onAnswer=${onAnswer} />`
            : null
        }
        ${
          canTurn(sheet) && result?.page
            ? html`<${AskTop} page=${result.page} status=${result.status} name=${name} t=${t} onAnswer=${onTurn} />`
            : null
        }
        ${
          canPoint(sheet)
            ? html`
              <button type="button" class="button is-small" data-testid="set-corners" onClick=${onPoint}>
                <${Mark} name="corners" />
                ${t('corners.open')}
              </button>
            `
            : null
        }
        ${state === 'working' ? html`<${Progress} progress=${sheet.progress} t=${t} />` : null}
        ${
          state === 'waiting'
            ? html`<p class="sheet-wait">${t(booting ? 'collect.waiting.boot' : 'collect.waiting')}</p>`
            : null
        }
      </div>
    </li>
  `;
}

/**
 * A file that could not be read, if the browser can show it.
 * @param {{file: File | undefined}} props
 */
function Refused({ file }) {
  const [url, setUrl] = useState('');
  useEffect(() => {
    if (!file) return undefined;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return html`
    ${url ? html`<img class="refused" src=${url} alt="" onError=${() => setUrl('')} />` : null}
    <${Mark} name="cross" />
  `;
}

/** The latest pictures of a source without paper. @param {SourceResult} result */
function tilesOf({ images, cells }) {
  return cells.slice(-MOST_TILES).map((_, index, shown) => ({ images, index: cells.length - shown.length + index }));
}

/** @param {{progress: Sheet['progress'], t: ViewProps['t']}} props */
function Progress({ progress, t }) {
  if (progress && 'names' in progress)
    return html`<div class="sheet-progress"><${Fetching} event=${progress} t=${t} /></div>`;
  const { phase: name, share } = progress ?? { phase: PHASES[0], share: 0 };
  const phase = t(`collect.phase.${name}`);
  return html`<div class="sheet-progress">
    <span>${phase}</span>
    <progress value=${PHASES.indexOf(name) + share} max=${PHASES.length} aria-label=${phase}></progress>
  </div>`;
}

/** @param {{result: SourceResult, t: ViewProps['t']}} props */
function Counts({ result, t }) {
  return html`<dl class="counts">
    ${STATES.filter((status) => result.page || status !== 'empty').map((status) => {
      const count = result.status.filter((one) => one === status).length;
      return html`<div key=${status} class=${`is-${status} ${count === 0 ? 'is-zero' : ''}`}>
        <dt>${t(`collect.${status}`)}</dt><dd data-status=${status} data-value=${count}>${t.number(count)}</dd>
      </div>`;
    })}
  </dl>`;
}
