/** Check: all pictures, class by class, for corrections. */

import { html, useMemo, useRef, useState } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';
import { NextStep, NothingYet } from '../../draw/next.js';
import { symbolsIn } from '../../draw/symbols.js';
import { Glyph } from '../../draw/tiles.js';
import { InTurn } from '../../draw/inTurn.js';
import { Wall } from '../../draw/wall.js';
import { choose, countShows, groupsOf, NO_FILTER, NOTHING_CHOSEN, placeOf } from './choice.js';
import { BalanceNote } from '../components/balance.js';
import { Details } from '../components/details.js';
import { Filters } from './filters.js';
import { meanPicture } from './mean.js';
import { Save } from './save.js';
import { DuplicateTools } from './duplicates.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Picture} from '../../state/collection.js' */
/** @import {Filter} from './choice.js' */

/** @param {ViewProps} props */
export function Check(props) {
  const { facts, t } = props;
  if (facts.all.length === 0) return html`<${NothingYet} step="collect" text=${t('check.none')} t=${t} />`;
  const { counts } = facts;
  return html`
    <${BalanceNote} ...${props} />
    <${Pictures} counts=${counts} ...${props} />
    <${InTurn}><${Save} ...${props} /><//>
    <${NextStep} step="train" t=${t} />`;
}

/** @param {ViewProps & {counts: number[]}} props */
function Pictures(props) {
  const { counts, state, facts, t, dispatch } = props;
  const [filter, setFilter] = useState(NO_FILTER);
  const [selection, select] = useState(NOTHING_CHOSEN);
  const walking = useRef(false);
  /** The class that the keys have reached; state, so that a rendering meanwhile keeps it. */
  const [passing, setPassing] = useState('');
  const duplicates = useMemo(() => facts.duplicates.flat(), [facts.duplicates]);
  const groups = useMemo(
    () => groupsOf(facts.all, state.classes, filter, duplicates),
    [facts.all, state.classes, filter, duplicates],
  );
  const shows = useMemo(() => countShows(facts.all, duplicates), [facts.all, duplicates]);
  const keys = useMemo(() => groups.flatMap(({ tiles }) => tiles.map(({ key }) => key)), [groups]);
  const byKey = useMemo(() => new Map(facts.all.map((picture) => [picture.key, picture])), [facts.all]);
  const chosen = [...selection.chosen].flatMap((key) => byKey.get(key) ?? []);
  const active = selection.active === null ? undefined : byKey.get(selection.active);
  const narrow = (/** @type {Partial<Filter>} */ part) => {
    setFilter({ ...filter, ...part });
    select(NOTHING_CHOSEN);
  };
  const hidden = facts.pictures - facts.byClass.reduce((sum, pictures) => sum + pictures.length, 0);
  const undo = () => dispatch({ type: 'edits/undone' });
  const symbols = facts.symbolsFor(symbolsIn(state.template.text));
  const chooseAll = () => select({ ...selection, chosen: new Set(keys) });
  const redo = () => dispatch({ type: 'edits/redone' });

  /** @param {(picture: Picture) => string | null} label */
  function change(label) {
    if (chosen.length === 0) return;
    dispatch({
      type: 'pictures/edited',
      changes: chosen.map((picture) => ({ sheet: picture.sheet.id, cell: picture.cell, label: label(picture) })),
    });
  }

  /** @param {HTMLSelectElement} select */
  function moveTo(select) {
    const name = select.value;
    if (name) change(() => name);
    select.value = '';
    setPassing('');
  }

  /** Keys move through the classes; only Enter chooses one. @param {any} event */
  function walkOrMove(event) {
    if (event.key === 'Enter' && walking.current) moveTo(event.currentTarget);
    else if (event.key === 'Tab' || event.key === 'Shift' || event.ctrlKey || event.metaKey) return;
    walking.current = event.key !== 'Enter';
    if (event.key === 'Enter') event.preventDefault();
  }

  /** @param {KeyboardEvent} event */
  function key(event) {
    const command = event.ctrlKey || event.metaKey;
    const typed = event.key.toLowerCase();
    const named = !command && !event.altKey && isWall(event) && symbols.find((name) => name === event.key);
    if (named) change(() => named);
    else if (event.key === 'Delete' || event.key === 'Backspace') change(() => null);
    else if (event.key === 'Enter' && isWall(event)) change(placeOf);
    else if (command && (typed === 'y' || (typed === 'z' && event.shiftKey))) redo();
    else if (command && typed === 'z') undo();
    else if (command && typed === 'a') chooseAll();
    else return;
    event.preventDefault();
  }

  return html`
    <div class="pictures" onKeyDown=${key}>
      <h2 class="visually-hidden">${t('check.classes')}</h2>
      <${InTurn}>
      <${Classes} counts=${counts} chosen=${filter.name} byClass=${facts.byClass} classes=${state.classes} t=${t}
        onChoose=${(/** @type {string | null} */ name) => narrow({ name })}
      />
    <//>
      <h2 class="visually-hidden">${t('check.wall', { n: keys.length })}</h2>
      <div class="pictures-head">
        <${Filters} filter=${filter} state=${state} counts=${shows} t=${t} onChange=${narrow} />
        <${DuplicateTools} shown=${filter.show === 'duplicates'} onShow=${() => narrow({ show: 'duplicates' })} ...${props} />
      </div>
      <div class="pictures-tools" role="toolbar" aria-label=${t('check.tools')}>
        <p role="status" data-testid="chosen" data-value=${chosen.length}>
          ${chosen.length > 0 ? t.count('check.chosen', chosen.length) : t('check.choose')}
        </p>
        <button type="button" class="button is-small" data-testid="exclude" disabled=${chosen.length === 0}
          onClick=${() => change(() => null)}
        >
          <${Mark} name="cross" />
          ${t('check.exclude')}
        </button>
        <button type="button" class="button is-small" data-testid="include" disabled=${chosen.length === 0}
          onClick=${() => change(placeOf)}
        >
          <${Mark} name="tick" />
          ${t('check.include')}
        </button>
        <label class="pictures-move">
          <span class="visually-hidden">${t('access.move')}</span>
          <select data-testid="move" value=${passing} disabled=${chosen.length === 0}
            onPointerDown=${() => {
              walking.current = false;
            }}
            onKeyDown=${walkOrMove} onBlur=${() => setPassing('')}
            onChange=${(/** @type {any} */ event) => {
              if (walking.current) setPassing(event.currentTarget.value);
              else moveTo(event.currentTarget);
            }}
          >
            <option value="">${t('check.move')}</option>
            ${symbols.map((name) => html`<option key=${name} value=${name}>${name}</option>`)}
          </select>
        </label>
        <span class="pictures-undo">
          <button type="button" class="button is-icon" data-testid="undo" disabled=${state.editing.past.length === 0}
            aria-label=${t('check.undo')} title=${t('check.undo')} onClick=${undo}
          >
            <${Mark} name="undo" />
          </button>
          <button type="button" class="button is-icon" data-testid="redo"
            disabled=${state.editing.future.length === 0} aria-label=${t('check.redo')} title=${t('check.redo')}
            onClick=${redo}
          >
            <${Mark} name="redo" />
          </button>
        </span>
      </div>
      <${InTurn}>
        <div class="pictures-body">
          ${
            keys.length > 0
              ? html`
                <${Wall} key=${JSON.stringify(filter)} groups=${groups} chosen=${selection.chosen}
                  active=${selection.active} label=${t('check.wall', { n: keys.length })}
                  tell=${(/** @type {string} */ one) => tell(byKey.get(one), t)}
                  onChoose=${(/** @type {string} */ one, /** @type {any} */ how) =>
                    select(choose(selection, keys, one, how))}
                />
              `
              : html`<p class="pictures-none">${t(`check.none.${filter.show}`)}</p>`
          }
          <${Details} picture=${active} t=${t} />
        </div>
      <//>
      <p class="help">
        ${hidden > 0 ? t('check.some', { shown: facts.pictures - hidden, all: facts.pictures }) : ''} <span
          class="with-mouse"
        >
          ${t('check.keys')}
        </span>
        <span class="with-touch">${t('check.touch')}</span>
      </p>
    </div>
  `;
}

/** Keys mean something else in buttons and lists. @param {KeyboardEvent} event */
function isWall({ target }) {
  return /** @type {Element} */ (target).classList.contains('wall');
}

/** A picture in words. @param {Picture | undefined} picture @param {ViewProps['t']} t */
function tell(picture, t) {
  if (!picture) return '';
  const state =
    picture.label === null
      ? t(picture.status === 'doubtful' && !picture.edited ? 'check.is.doubtful' : 'check.is.out')
      : '';
  return [placeOf(picture), state, picture.sheet.name].filter(Boolean).join(', ');
}

/**
 * The classes: their mean pictures, and how many pictures each has.
 * @param {{counts: number[], classes: string[], byClass: Picture[][], chosen: string | null, t: ViewProps['t'],
 *     onChoose: (name: string | null) => void}} props
 */
function Classes({ counts, classes, byClass, chosen, t, onChoose }) {
  const means = useMemo(() => byClass.map(meanPicture), [byClass]);
  const most = Math.max(1, ...counts);
  return html`<ul class="classes" aria-label=${t('check.classes')}>
    ${classes.map(
      (name, index) => html`
        <li key=${name}>
          <button type="button" class="class-tile" aria-pressed=${chosen === name}
            title=${t('check.class', { name, n: counts[index] })}
            onClick=${() => onChoose(chosen === name ? null : name)}
          >
            <${Glyph} images=${means[index]} index=${0} />
            <span class="class-name">${name}</span>
            <span class="class-count" data-testid="class-count" data-class=${name} data-value=${counts[index]}>
              ${t.number(counts[index])}
              <span class="visually-hidden"> ${t('access.pictures')}</span>
            </span>
            <meter class="class-share" min="0" max=${most} value=${counts[index]} aria-hidden="true"></meter>
          </button>
        </li>
      `,
    )}
  </ul>`;
}
