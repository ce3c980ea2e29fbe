/** Pictures that are probably mislabelled: relabel them, leave them out, train again. */

import { html } from '../../vendor/preact.js';
import { symbolsIn } from '../../draw/symbols.js';
import { Glyph } from '../../draw/tiles.js';
import { Ask } from './ask.js';
import { sheetName } from './sheets.js';
import { Work } from './work.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Insight} from '../../state/insight.js' */
/** @import {Open} from '../components/looked.js' */

/** @typedef {NonNullable<Insight['suspects']['result']>} Found */

/** More at once nobody looks through. */
const SHOWN = 24;

/** @param {ViewProps & {onOpen: Open}} props */
export function SuspectList(props) {
  const {
    state: {
      insight: { suspects },
      training,
    },
    facts,
    t,
    commands,
  } = props;
  const { result } = suspects;
  return html`
    <${Ask} hook="suspects" title=${t('suspects.title')} help=${t('suspects.help')} data-state=${suspects.state}>
      <${Work} analysis="suspects" job=${suspects} name=${t('suspects.title')} ...${props}>
        <button type="button" class="button" data-testid="suspects-find"
          disabled=${facts.pictures === 0 || training.state === 'running'} onClick=${commands.findSuspects}
        >
          ${t(result ? 'suspects.again' : 'suspects.find')}
        </button>
        ${
          result && result.labels.length > 0
            ? html`
              <button type="button" class="button is-primary" data-testid="suspects-train" disabled=${!facts.canTrain}
                onClick=${() => {
                  location.hash = '#train';
                  void commands.train();
                }}
              >
                ${t('suspects.train')}
              </button>
            `
            : null
        }
      <//>
      ${
        result
          ? html`<${Said} result=${result} t=${t} />
        <ul class="suspects">${result.labels.slice(0, SHOWN).map(
          (_, index) => html`
          <${Suspect} key=${index} index=${index} result=${result} ...${props} />
        `,
        )}</ul>`
          : null
      }
    <//>
  `;
}

/** How was looked for them, and what came of it. @param {{result: Found, t: ViewProps['t']}} props */
function Said({ result: { n, certain, searched, rounds, leftOut, smallest, classes, state }, t }) {
  const names = leftOut.map((label) => classes[label]).join(' ');
  return html`
    <p role="status" data-testid="suspects-said" data-n=${n} data-searched=${searched}>
      ${
        rounds === 0
          ? t('suspects.stopped.early')
          : n > 0
            ? t.count('suspects.found', n, { certain, perhaps: n - certain })
            : t('suspects.none')
      }
      ${n > SHOWN ? ` ${t('suspects.shown', { shown: SHOWN })}` : ''}
    </p>
    ${
      rounds > 0
        ? html`
          <p class="card-note">
            ${t.count('suspects.how', rounds, { searched: t.number(searched) })}
            ${state === 'stopped' ? ` ${t('suspects.stopped')}` : ''}
          </p>
        `
        : null
    }
    ${
      names
        ? html`
          <p class="card-note" data-testid="suspects-left-out">${t('suspects.leftOut', { names, wanted: smallest })}</p>
        `
        : null
    }
  `;
}

/** @param {ViewProps & {index: number, result: Found, onOpen: Open}} props */
function Suspect({ index, result, state, facts, t, dispatch, onOpen }) {
  const { classes } = result;
  const sure = t(result.sure[index] ? 'suspects.sure' : 'suspects.perhaps');
  const { sheet, cell } = result.origins[index];
  const written = classes[result.labels[index]];
  const read = classes[result.predicted[index]];
  const edits = state.editing.now[sheet] ?? {};
  const label = cell in edits ? edits[cell] : written;
  const offered = new Set([...facts.symbolsFor(symbolsIn(state.template.text)), ...(label === null ? [] : [label])]);
  const text = t('suspects.tile', {
    sure,
    written,
    read,
    share: t.sure(result.shares[index]),
    sheet: sheetName(sheet, state, t),
  });
  const change = (/** @type {string} */ value) =>
    dispatch({ type: 'pictures/edited', changes: [{ sheet, cell, label: value === '' ? null : value }] });
  return html`
    <li class=${label === written ? '' : 'is-edited'} data-testid="suspect" data-own=${result.own[index]}
      data-sure=${result.sure[index]} title=${text}
    >
      <button type="button" class="tile-open" aria-haspopup="dialog"
        onClick=${() => onOpen(placesOf(result, t), index)}
      >
        <${Glyph} images=${result.images} index=${index} label=${text} />
      </button>
      <span aria-hidden="true">${written} → <b>${read}</b> <small>${sure}</small></span>
      <label class="field">
        <span class="visually-hidden">${t('suspects.choose')}</span>
        <select value=${label ?? ''} onChange=${(/** @type {any} */ event) => change(event.currentTarget.value)}>
          ${[...offered].map((name) => html`<option key=${name} value=${name}>${name}</option>`)}
          <option value="">${t('suspects.out')}</option>
        </select>
      </label>
    </li>
  `;
}

/** All that are shown, to be looked at one after the other. @param {Found} result @param {ViewProps['t']} t */
function placesOf({ origins, predicted, shares, classes }, t) {
  return origins.slice(0, SHOWN).map((origin, index) => ({
    ...origin,
    read: t('suspects.read', { name: classes[predicted[index]], share: t.sure(shares[index]) }),
  }));
}
