/**
 * What the page does that takes time: reading pages, training, evaluating,
 * reading the drawing. Each command talks to the worker and dispatches what it
 * hears; none returns anything that a view would have to wait for.
 */

import { createLessons } from './lessons.js';
import { createCoding } from './coding.js';
import { createCollecting } from './collecting.js';
import { sortFiles } from '../state/collection.js';
import { createDesigning } from './designing.js';
import { factsOf } from '../state/facts.js';
import { freshId } from '../state/ids.js';
import { createQuickStart } from './quickStart.js';
import { createInspecting } from './inspecting.js';
import { latest } from './latest.js';
import { createPhotographing } from './photographing.js';
import { createPlayground } from './playground.js';
import { createPool } from '../worker/pool.js';
import { createPageQueue } from './pageQueue.js';
import { createTraining } from './training.js';
import { save } from './save.js';
import { createSharing } from './sharing.js';
import { createCollectionSync } from './collectionSync.js';
import { createHealthCheck } from './health.js';
import { createLineReader } from './lineReader.js';
import { until } from '../state/store.js';
import { CANCELLED, CRASHED } from '../worker/codes.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Ink} from '../draw/ink.js' */
/** @import {ErrorRecord, Method, Methods, Booting, BootReady, BootFailed} from '../worker/protocol.js' */

/**
 * @typedef {object} Client    what is used of worker/client.js
 * @property {(method: any, params: any, options?: {onEvent?: (event: any) => void, signal?: AbortSignal, firm?: boolean
 *     | (() => boolean), grace?: number, late?: boolean, transfer?: Transferable[]}) => Promise<any>} request
 * @property {(message: import('../worker/protocol.js').ToWorker, transfer: Transferable[]) => void} tell
 * @property {() => void} restart
 */

/** No photograph of a page is larger; refusing early spares the tab's memory. */
const MAX_FILE_BYTES = 64 * 2 ** 20;

/** Pieces of work that wait. */
const WORTH_AN_ORDINARY_START = 4;

/** @typedef {ReturnType<typeof createCommands>} Commands */

/**
 * @param {object} parts
 * @param {Store<State, Action>} parts.store
 * @param {Client} parts.client
 * @param {Ink} parts.ink    the drawing on the canvas: shared, because it changes with every move of the pen
 * @param {Pick<Parameters<typeof createPool>[0], 'start' | 'device'>} [parts.helpers]    further workers; by default
 *     none
 */
export function createCommands({ store, client: worker, ink, helpers = {} }) {
  const { getState, dispatch } = store;
  const watching = createHealthCheck({
    store,
    client: { request: requestOrTell },
    asRecord,
    restart: () => restartPython(),
  });
  const client = { ...worker, request: watching.request };
  const supply = createCollectionSync({ store, client, asRecord });
  const pool = createPool({
    ...helpers,
    client,
    isReady: () => getState().boot.state === 'ready',
    worth: worthOfHelp,
    onChange: (working) => dispatch({ type: 'workers/told', working }),
  });
  const reader = createDrawingReader(store, client, ink);
  /** The test that a person has stopped, by its request and by what it was of. */
  let refused = { asked: '', stand: '' };
  const parts = { store, client, supply, pool, asRecord, bytesOf, ink };
  const pages = createPageQueue({ ...parts, onChange: askPresets });
  const collecting = createCollecting({ ...parts, addPages: (files) => pages.add(files), onChange: askPresets });
  const writing = createLineReader({ store, client, asRecord, changed: collecting.collectionChanged });
  const photographing = createPhotographing({ ...parts, changed: collecting.collectionChanged });
  const inspecting = createInspecting({ ...parts, readAgain: reader.wake });
  const designing = createDesigning(parts);
  const asking = createLessons(parts);
  const plane = createPlayground({ store, client, asRecord });
  const running = createTraining({ ...parts, readAgain, evaluate: evaluateByItself });
  const { alone, takeOver } = running;
  const hurrying = createQuickStart({ store, addSamples: collecting.addSamples, train: running.commands.train });
  const sharing = createSharing({ ...parts, alone, takeOver });
  const coding = createCoding({ ...parts, restart: restartPython, check: watching.check, takeOver });

  /** What stands on the pad, and in the line, with the network as it is now. */
  async function readAgain() {
    await Promise.all([reader.wake(), writing.wake(), photographing.wake()]);
  }

  /** The page gives the new worker back what the old one had. */
  function restart() {
    running.forget();
    supply.begin();
    watching.begin();
    dispatch({ type: 'boot/retried' });
    pool.end();
    client.restart();
  }

  /**
   * A helper that starts without the snapshot takes as long as three pages. While a PDF is drawn, its worker is one:
   * pages come no faster than they are read, and a helper more would only need its memory.
   */
  function worthOfHelp() {
    if (collecting.isDrawing()) return Infinity;
    const { boot } = getState();
    return boot.state === 'ready' && boot.start === 'snapshot' ? 1 : WORTH_AN_ORDINARY_START;
  }

  /** With the project, but without what cells have made: their variables, and their damage. */
  function restartPython() {
    restart();
    dispatch({ type: 'python/restarted' });
  }

  /**
   * Another tab goes on with the project: a training stops where it can go on, and is kept so; all else that is
   * under way ends with its worker, and is done there.
   */
  async function rest() {
    if (getState().training.state === 'running') running.commands.stopTraining();
    await until(store, ({ training }) => training.state !== 'running');
    if (watching.isWaitedFor() || pool.isBusy()) restartPython();
  }

  /** A Python that has crashed answers nothing more: then the page offers a new start. @type {Client['request']} */
  async function requestOrTell(method, params, options) {
    try {
      return await worker.request(method, params, options);
    } catch (error) {
      const record = asRecord(error);
      if (record.code === CRASHED && getState().boot.state === 'ready')
        dispatch({ type: 'boot/told', message: { kind: 'boot', state: 'failed', error: record } });
      throw error;
    }
  }

  /** @param {Booting | BootReady | BootFailed} message */
  async function onBoot(message) {
    dispatch({ type: 'boot/told', message });
    if (message.state === 'ready') await begin();
  }

  /** When Python is there and the project is open: whichever comes later. */
  async function begin() {
    const { boot, project } = getState();
    if (boot.state !== 'ready' || project.state === 'opening') return;
    supply.fill();
    void askPresets(); // the form stands before the network is back and tested
    await running.restore();
    void readAgain();
    pool.wake();
    if (getState().project.state === 'elsewhere') return; // what waits is done by the tab that has it
    void pages.work();
    void collecting.workOnDrawings();
    void coding.workOnCells();
  }

  /** The epochs that a preset proposes depend on how many pictures there are. */
  async function askPresets() {
    const { boot, classes } = getState();
    if (boot.state !== 'ready') return;
    try {
      const presets = await client.request('presets', {
        classes: classes.length,
        pictures: factsOf(getState()).pictures,
      });
      dispatch({ type: 'presets/told', presets });
    } catch (error) {
      if (getState().boot.state === 'ready') dispatch({ type: 'design/told', change: { error: asRecord(error) } });
    }
  }

  /** Which network it is, and how far it has come, also within an epoch. */
  function stand() {
    const {
      training: { run, epochs, steps },
    } = getState();
    return `${run} ${epochs.length} ${steps.at(-1)?.at}`;
  }

  /**
   * After a training, or when its network is there again; not once more where a person has just stopped it, or it is
   * known.
   */
  async function evaluateByItself() {
    const { evaluation } = getState();
    const known = evaluation.state === 'done' && evaluation.stand === stand();
    if (refused.stand !== stand() && !known) await evaluate();
  }

  function stopEvaluating() {
    refused = { asked: getState().evaluation.asked ?? '', stand: stand() };
    dispatch({ type: 'evaluate/stopped', asked: refused.asked });
  }

  /** Ends where it is stopped, or where nobody waits for it any more. */
  async function evaluate() {
    const asked = freshId('asked');
    refused = { asked: '', stand: '' };
    const { run } = getState().training;
    const abort = new AbortController();
    dispatch({ type: 'evaluate/started', asked, stand: stand() });
    const end = store.subscribe(() => {
      if (getState().evaluation.asked !== asked) abort.abort();
    });
    try {
      dispatch({
        type: 'evaluate/done',
        asked,
        result: await client.request(
          'evaluate',
          { run },
          { signal: abort.signal, firm: () => refused.asked === asked },
        ),
      });
    } catch (error) {
      const record = asRecord(error);
      dispatch(
        record.code === CANCELLED
          ? { type: 'evaluate/stopped', asked }
          : { type: 'evaluate/failed', asked, error: record },
      );
    } finally {
      end();
    }
  }

  /** @param {Iterable<File>} list */
  async function addFiles(list) {
    const { pages: papers, ready } = sortFiles([...list]);
    await Promise.all([collecting.addPapers(papers), ready.length > 0 && collecting.addReady(ready)]);
  }

  return {
    onBoot,
    begin,
    rest,
    evaluate,
    stopEvaluating,
    addFiles,
    removeSheet: pages.remove,
    pointAtCorners: pages.point,

    /** What was deleted; a project is for storage. @param {string} id */
    async bringBack(id) {
      const { kind } = getState().bin.find((gone) => gone.id === id) ?? {};
      if (kind === 'sheet' || kind === 'reading') await pages.restore(id);
      else dispatch({ type: 'gone/restored', id });
    },

    readAtCorners: pages.readAt,
    readAsClasses: pages.readAs,
    readFacing: pages.readFacing,
    ...collecting,
    ...inspecting,
    ...writing.commands,
    ...photographing.commands,
    ...designing,
    ...asking,
    plane,
    ...sharing,
    ...coding,
    ...running.commands,
    ...hurrying,
    retryBoot: restart,
    restartPython,
    lookAtPython: watching.look,

    saveFile: save,

    drawingChanged() {
      dispatch({ type: 'drawing/changed', empty: false });
      return reader.wake();
    },

    clearDrawing() {
      ink.clear();
      dispatch({ type: 'drawing/changed', empty: true });
      return reader.wake();
    },
  };
}

/** Who waits for longer wonders whether the answer is of this drawing. */
const LATE_MS = 500;

/** How many of the nearest training pictures are asked for. */
const NEIGHBOURS = 8;

/**
 * Only one drawing is on its way at a time; of all that came meanwhile the
 * latest is read next. Where the network is looked into, its answer comes with
 * all that is looked at: one request, so everything shown belongs together.
 *
 * @param {Store<State, Action>} store
 * @param {Client} client
 * @param {Ink} ink
 */
function createDrawingReader({ getState, dispatch }, client, ink) {
  /** Looks that take many passes end where another one is wanted. @type {AbortController | null} */
  let looking = null;
  const read = latest({ getState }, readOnce);

  function wake() {
    looking?.abort();
    return read();
  }

  async function readOnce() {
    const {
      drawing: { revision },
      training,
      classes,
      step,
      insight: { look },
    } = getState();
    const { run } = training;
    const epochs = training.state === 'idle' ? null : training.epochs.length;
    const late = setTimeout(() => dispatch({ type: 'drawing/late' }), LATE_MS);
    try {
      const drawing = ink.pixels.slice();
      const asked = { drawing, width: ink.size, height: ink.size, classes: classes.length, run };
      const { limit: _limit, ...looks } = look; // is the page's
      const wishes = { ...looks, neighbours: look.neighbours ? NEIGHBOURS : 0 };
      const [method, params] = step === 'try' ? ['explain', { ...asked, wishes }] : ['predict', asked];
      // What takes one pass is never given up: the pen would outrun it for ever.
      looking = method === 'explain' && look.relevance === 'occlusion' ? new AbortController() : null;
      const result = await client.request(method, params, {
        transfer: [drawing.buffer],
        ...(looking && { signal: looking.signal }),
      });
      dispatch({ type: 'drawing/read', result, revision, epochs, run });
      if (getState().training.run !== run) void read(); // another network has come meanwhile
    } catch (error) {
      const record = asRecord(error);
      if (getState().boot.state === 'ready' && record.code !== CANCELLED)
        dispatch({ type: 'drawing/failed', error: record });
    } finally {
      clearTimeout(late);
    }
  }

  return { wake };
}

/** @param {File} file @param {number} [most] */
export async function bytesOf(file, most = MAX_FILE_BYTES) {
  if (file.size > most) throw { code: 'page/file-too-large', params: { limit: most / 2 ** 20 } };
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    throw { code: 'page/file-unreadable', params: {}, detail: String(error) };
  }
}

/**
 * Errors with a code are sentences of i18n; anything else is a defect, shown as such.
 *
 * @param {any} error
 * @returns {ErrorRecord}
 */
export function asRecord(error) {
  if (typeof error?.code === 'string') return { code: error.code, params: error.params ?? {}, detail: error.detail };
  return { code: 'page/unexpected', params: {}, detail: String(error?.stack ?? error) };
}
