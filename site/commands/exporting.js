/** Exports the trained network in one of several formats, and imports weights. */

import { asRecord } from './errors.js';
import { readBytes } from './fileBytes.js';
import { factsOf } from '../state/facts.js';
import { freshId } from '../state/ids.js';
import { lostOf } from '../state/insight.js';
import { learnedFrom } from '../state/learned.js';
import { LANGUAGES } from '../i18n/index.js';
import { save } from './save.js';
import { until } from '../state/store.js';
import { CANCELLED } from '../worker/codes.js';

/** @import {Form} from '../state/exporting.js' */
/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */
/** @import {Arrived, TrainSettings} from '../worker/protocol.js' */

/** The texts of the exported page, in all languages. */
const PAGE_TEXTS = [
  'title',
  'title-of',
  'lead',
  'pad',
  'hint',
  'larger',
  'clear',
  'says',
  'sure',
  'glyph',
  'inside',
  'positive',
  'negative',
  'maps',
  'units',
  'how',
  'how-1',
  'how-2',
  'how-3',
  'refuses',
  'facts',
  'private',
  'line-apart',
];
/** Texts that it shares with the app, about its line. */
const LINE_TEXTS = [
  ...[
    'title',
    'help',
    'help.digits',
    'field',
    'hint',
    'back',
    'on',
    'tools',
    'undo',
    'symbols',
    'symbol',
    'symbol.unknown',
    'doubt.cut',
    'doubt.read',
    'doubt.unknown',
    'legend.cut',
    'legend.read',
    'legend.unknown',
    'kind.nothing',
    'kind.number',
    'kind.calculation',
    'kind.word',
    'kind.text',
    'about',
    'holds',
    'differs',
  ].map((key) => `line.${key}`),
  ...['missing-bracket', 'division-by-zero', 'incomplete', 'misplaced', 'no-sign', 'bad-number'].map(
    (code) => `error.line/${code}`,
  ),
  'dock.pencil',
  'dock.eraser',
  'dock.clear',
  'dock.unknown',
];
/** The texts above the notebook's cells. */
const NOTEBOOK_TEXTS = ['start', 'files', 'data', 'build', 'test', 'train', 'save', 'glyph'];

/** @type {Record<Exclude<Form, 'weights'>, {end: string, type: string}>} */
const FILES = {
  page: { end: '.html', type: 'text/html' },
  notebook: { end: '-keras.zip', type: 'application/zip' },
  tensorflow: { end: '-tensorflowjs.zip', type: 'application/zip' },
  onnx: { end: '.onnx', type: 'application/octet-stream' },
  numpy: { end: '-numpy.zip', type: 'application/zip' },
};

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {Client} dependencies.client
 * @param {import('./collectionSync.js').CollectionSync} dependencies.sync
 * @param {ReturnType<typeof import('./training.js').createTraining>['alone']} dependencies.alone
 * @param {ReturnType<typeof import('./training.js').createTraining>['takeOver']} dependencies.takeOver
 */
export function createExporting({ store, client, sync, alone, takeOver }) {
  const { getState, dispatch } = store;
  /** @param {Exclude<Form, 'weights'>} form */
  function paramsFor(form) {
    const {
      language,
      insight,
      exporting: { owner },
    } = getState();
    const texts = LANGUAGES[language].texts;
    if (form === 'page') return { texts: pageTexts(), language, name: owner.trim(), lost: lostOf(insight) };
    const readme = texts[`export.readme.${form}`];
    if (form !== 'notebook') return { texts: { readme } };
    return {
      texts: { readme, ...Object.fromEntries(NOTEBOOK_TEXTS.map((name) => [name, texts[`export.notebook.${name}`]])) },
    };
  }

  /** @type {AbortController | null} */
  let writing = null;

  return {
    stopExport: () => writing?.abort(),

    /** @param {Exclude<Form, 'weights'>} form */
    async exportAs(form) {
      writing = new AbortController();
      dispatch({ type: 'export/started', form });
      try {
        const {
          training: { classes, run },
          language,
        } = getState();
        const { bytes, rounding } = await client.request(
          `export.${form}`,
          { classes, run, ...paramsFor(form) },
          { signal: writing.signal, terminateIfIgnored: true },
        );
        const { end, type } = FILES[form];
        save(LANGUAGES[language].texts['export.file'] + end, bytes, type);
        dispatch({ type: 'export/finished', form, size: bytes.length, rounding });
      } catch (error) {
        const record = asRecord(error);
        dispatch(
          record.code === CANCELLED || writing.signal.aborted
            ? { type: 'export/stopped' }
            : { type: 'export/failed', error: record },
        );
      }
    },

    /**
     * Imports weights: the network is like at the beginning of a training, but with these weights.
     *
     * @param {File} given
     */
    async importWeights(given) {
      dispatch({ type: 'export/started', form: 'weights' });
      try {
        // Python may have just started
        await until(store, ({ boot, presets }) => presets.length > 0 || boot.state === 'failed');
        const file = await readBytes(given);
        const learned = learnedFrom(getState());
        const settings = /** @type {TrainSettings} */ (factsOf(getState()).settings);
        const run = freshId('run');
        /** @type {Arrived} */
        const arrived = await alone(() => client.request('weights.load', { file, settings, run, ...sync.counted() }));
        dispatch({ type: 'export/finished', form: 'weights', size: file.length, rounding: null });
        await takeOver({ run, ...arrived }, learned);
      } catch (error) {
        dispatch({ type: 'export/failed', error: asRecord(error) });
      }
    },
  };
}

function pageTexts() {
  return Object.fromEntries(
    Object.entries(LANGUAGES).map(([tag, { name, texts }]) => {
      const own = PAGE_TEXTS.map((key) => [key, texts[`export.page.${key}`]]);
      return [tag, { language: name, ...Object.fromEntries([...own, ...LINE_TEXTS.map((key) => [key, texts[key]])]) }];
    }),
  );
}
