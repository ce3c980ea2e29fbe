/** Announcements for screen readers: (before, now) → sentences about what has changed. */

import { nameOf } from '../components/deletionNames.js';

/** @import {Deletion} from '../../state/deletions.js' */
/** @import {State} from '../../state/reducer.js' */
/** @import {Sheet} from '../../state/sheets.js' */
/** @import {Facts} from '../../state/facts.js' */
/** @import {Translator} from '../../i18n/index.js' */

/**
 * @typedef {(before: State, now: State, facts: Facts, t: Translator, quiet: State) => string | false | undefined}
 *     Reporter    quiet: the last state in which no files were being taken
 */

/** How many of the files that could not be read are named. */
const MOST_NAMES = 3;

/** What was brought back; it is not read anew. @param {State} before @param {State} now */
function back({ deletions: before }, { deletions: now }) {
  return now.length < before.length ? before.filter((one) => !now.includes(one)) : [];
}

/** @type {Reporter} */
function restoring(before, now, facts, t) {
  return told((kind) => `restored.${kind}`, back(before, now), facts, t);
}

/** @param {(kind: Deletion['kind']) => string} said @param {Deletion[]} items @param {Facts} facts @param {Translator} t */
function told(said, items, facts, t) {
  const isOfPictures = items.some(({ kind }) => kind === 'sheet' || kind === 'reading');
  return [
    ...items.map((one) => t(said(one.kind), { name: nameOf(one, t) })),
    ...(isOfPictures ? [t.count('said.now', facts.pictures)] : []),
  ].join(' ');
}

/** Ink that disappears or returns; what is then read is announced when the pen rests. @type {Reporter} */
function inking(before, now, _facts, t) {
  if (!before.drawing.empty && now.drawing.empty) return t('said.blank.pad');
  if (before.line.strokes === now.line.strokes) return undefined;
  if (now.line.past.length < before.line.past.length) return t('said.undone');
  return now.line.strokes.length === 0 && t('said.blank.line');
}

/** Told when all files of a drop have been read, of all of them. @type {Reporter} */
function reading(before, now, facts, t, quiet) {
  const ended = now.sheets.filter((sheet) => hasEnded(sheet, quiet));
  if (isBusy(now, facts) || ended.length === 0 || back(before, now).length > 0) return undefined;
  const failed = ended.filter((sheet) => sheet.state === 'failed' && !isBlank(sheet));
  return [t.count('said.read', facts.pictures), ...unread(failed, t)].join(' ');
}

/** @param {State} state @param {Facts} facts    of this state */
export const isBusy = ({ arriving }, { reading }) => reading || arriving > 0;

/** Whether a page has been read, well or not, since then. @param {Sheet} sheet @param {State} then */
function hasEnded({ id, state, error }, then) {
  const known = then.sheets.find((one) => one.id === id);
  const isNew = known?.state !== state || known.error !== error;
  return isNew && (state === 'done' || state === 'failed');
}

/** Whether it is an empty page, such as a sheet's back: its card says that all is well. @param {Sheet} sheet */
const isBlank = ({ error }) => error?.code === 'sheet/blank' && !error.params.reason;

/** @param {State['sheets']} failed @param {Translator} t */
function unread(failed, t) {
  if (failed.length === 0) return [];
  const names = failed.slice(0, MOST_NAMES).map(({ name }) => name);
  const rest = failed.length - names.length;
  const list = t.list(rest > 0 ? [...names, t.count('said.unread.more', rest)] : names);
  return [t.count('said.unread', failed.length, { names: list })];
}

/** What was said of the collection before is no longer true. @type {Reporter} */
function deleting({ deletions: before }, { deletions: now }, facts, t) {
  return told(
    (kind) => `deletion.${kind}`,
    now.filter((one) => !before.includes(one) && one.kind !== 'project'), // which a dialog tells
    facts,
    t,
  );
}

/** @type {Reporter} */
function editing({ editing: before }, { editing: now }, facts, t) {
  if (before === now) return undefined;
  if (now.future.length > before.future.length) return t('said.undone');
  if (before.future.includes(now.now)) return t('said.redone');
  return now.past.at(-1) === before.now && t.count('said.changed', facts.lastChange());
}

/** @type {Reporter} */
function training({ training: before }, { training: now }, { atHand, diverged }, t) {
  if (before.state === now.state || (before.run !== now.run && now.state !== 'running')) return undefined;
  if (now.state === 'running') return t('train.state.running');
  if (before.state !== 'running') return undefined;
  if (diverged) return t('train.state.diverged');
  const result = atHand
    ? t('said.trained', { epochs: t.count('said.epochs', now.epochs.length), share: t.percent(atHand.valAccuracy, 1) })
    : '';
  return [`${t(`train.state.${now.state}`)}.`, result].join(' ').trim();
}

/** Each training is tested by itself; that is news where it is waited for. @type {Reporter} */
function evaluating({ evaluation: before }, { evaluation: { result }, step }, _facts, t) {
  if (step !== 'evaluate' || !result || result === before.result) return undefined;
  return t('said.tested', { share: t.percent(result.accuracy, 1), n: result.labels.length });
}

/** @type {Reporter} */
function picking({ evaluation: before }, { evaluation: { picked, result } }, { netClasses }, t) {
  if (!picked || !result || picked === before.picked) return undefined;
  const { actual, predicted } = picked;
  return t('said.picked', {
    cell: t('evaluate.cell', {
      actual: netClasses[actual],
      predicted: netClasses[predicted],
      n: result.confusion[actual][predicted],
    }),
  });
}

/** A mistake is an alert, and tells itself. @type {Reporter} */
function running({ notebook: { cells: before } }, { notebook: { cells: now } }, _facts, t) {
  if (before === now) return undefined;
  const at = now.findIndex(
    ({ id, state, outputs }) =>
      state === 'done' &&
      !outputs.some(({ type }) => type === 'failure') &&
      before.find((one) => one.id === id)?.state === 'running',
  );
  return at >= 0 && t('said.ran', { n: at + 1 });
}

/** @type {Reporter} */
function playing({ playground: before }, { playground: now }, _facts, t) {
  if (!before.running || now.running || !now.view) return undefined;
  return t('said.played', { epoch: t.number(now.view.epoch), accuracy: t.percent(now.view.accuracy) });
}

/** @type {Reporter[]} */
const REPORTERS = [restoring, reading, deleting, inking, editing, training, evaluating, picking, running, playing];

/**
 * @param {State} before
 * @param {State} now
 * @param {Facts} facts    of now
 * @param {Translator} t
 * @param {State} [quiet]    the last state in which no files were being taken
 * @returns {string[]}
 */
export function newsOf(before, now, facts, t, quiet = before) {
  // Another project is no news about this one.
  if (
    before === now ||
    before.project.id !== now.project.id ||
    now.project.state === 'opening' ||
    before.project.state === 'opening'
  )
    return [];
  return REPORTERS.flatMap((reporter) => reporter(before, now, facts, t, quiet) || []);
}

/**
 * What the network reads now, as a whole sentence; empty while the drawing is not read yet, or there is none.
 *
 * @param {State} state
 * @param {Facts} facts
 * @param {Translator} t
 */
export function drawingSaid({ drawing, reading: { result, revision, epochs } }, { netClasses, unknown }, t) {
  const shares = result?.probabilities ?? [];
  if (drawing.empty || revision !== drawing.revision || shares.length === 0) return '';
  const share = Math.max(...shares);
  return t(epochs === null ? 'said.guessed' : unknown ? 'said.unknown' : 'said.drawn', {
    name: netClasses[shares.indexOf(share)],
    share: t.sure(share),
  });
}

/**
 * What the line says, once its current state is read.
 *
 * @param {State} state
 * @param {Facts} facts
 * @param {Translator} t
 */
export function lineSaid({ line: { strokes, reading, meaning } }, { lineText: text }, t) {
  if (strokes.length === 0 || reading?.strokes !== strokes || !meaning) return '';
  const { value, error } = meaning;
  if (error) return `${t('said.line', { text })} ${t(`error.${error.code}`, error.params)}`;
  const result = value?.kind === 'calculation' ? (value.decimal ?? `${value.numerator}/${value.denominator}`) : null;
  return result === null ? t('said.line', { text }) : t('said.line.result', { text, result });
}
