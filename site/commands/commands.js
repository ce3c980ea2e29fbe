/**
 * Creates all commands: everything asynchronous that the page does, such as reading pages, training and predicting.
 * Commands send requests to the worker and dispatch its answers; views need not await them.
 */

import { createCoding } from './coding.js';
import { createCollecting } from './collecting.js';
import { createCollectionSync } from './collectionSync.js';
import { createDesigning } from './designing.js';
import { createDrawingReader } from './drawingReader.js';
import { asRecord } from './errors.js';
import { createEvaluating } from './evaluating.js';
import { createHealthCheck } from './health.js';
import { createInspecting } from './inspecting.js';
import { createLessons } from './lessons.js';
import { createLineReader } from './lineReader.js';
import { createPageQueue } from './pageQueue.js';
import { createPhotographing } from './photographing.js';
import { createPlayground } from './playground.js';
import { createQuickStart } from './quickStart.js';
import { save } from './save.js';
import { createExporting } from './exporting.js';
import { createTraining } from './training.js';
import { sortFiles } from '../state/collection.js';
import { factsOf } from '../state/facts.js';
import { until } from '../state/store.js';
import { CRASHED } from '../worker/codes.js';
import { createPool } from '../worker/pool.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Ink} from '../draw/ink.js' */
/** @import {Booting, BootReady, BootFailed} from '../worker/protocol.js' */

/**
 * @typedef {object} Client    the used part of worker/client.js
 * @property {(method: any, params: any, options?: {onEvent?: (event: any) => void, signal?: AbortSignal,
 *     terminateIfIgnored?: boolean | (() => boolean), grace?: number, late?: boolean, transfer?: Transferable[]}) =>
 *     Promise<any>} request
 * @property {(message: import('../worker/protocol.js').ToWorker, transfer: Transferable[]) => void} tell
 * @property {() => void} restart
 */

/** Number of queued pieces of work. */
const WORTH_AN_ORDINARY_START = 4;

/** @typedef {ReturnType<typeof createCommands>} Commands */

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {Client} dependencies.client
 * @param {Ink} dependencies.ink    the drawing on the canvas; shared, since it changes with every move of the pen
 * @param {Pick<Parameters<typeof createPool>[0], 'start' | 'device'>} [dependencies.helpers]    for starting helpers;
 *     by default there are none
 */
export function createCommands({ store, client: worker, ink, helpers = {} }) {
  const { getState, dispatch } = store;
  const health = createHealthCheck({
    store,
    client: { request: requestOrTell },
    restart: () => restartPython(),
  });
  const client = { ...worker, request: health.request };
  const sync = createCollectionSync({ store, client });
  const pool = createPool({
    ...helpers,
    client,
    isReady: () => getState().boot.state === 'ready',
    worth: worthOfHelp,
    onChange: (working) => dispatch({ type: 'workers/told', working }),
  });
  const reader = createDrawingReader(store, client, ink);
  const { evaluate, stopEvaluating, evaluateByItself } = createEvaluating({ store, client });
  const dependencies = { store, client, sync, pool, ink };
  const pages = createPageQueue({ ...dependencies, onChange: askPresets });
  const collecting = createCollecting({ ...dependencies, addPages: (files) => pages.add(files), onChange: askPresets });
  const lineReader = createLineReader({ store, client, changed: collecting.collectionChanged });
  const photographing = createPhotographing({ ...dependencies, changed: collecting.collectionChanged });
  const inspecting = createInspecting({ ...dependencies, readAgain: reader.wake });
  const designing = createDesigning(dependencies);
  const lessons = createLessons(dependencies);
  const plane = createPlayground({ store, client });
  const training = createTraining({ ...dependencies, readAgain, evaluate: evaluateByItself });
  const { alone, takeOver } = training;
  const quickStart = createQuickStart({ store, addSamples: collecting.addSamples, train: training.commands.train });
  const exporting = createExporting({ ...dependencies, alone, takeOver });
  const coding = createCoding({ ...dependencies, restart: restartPython, check: health.check, takeOver });

  /** Updates the predictions for the drawing, the line and the photo with the current network. */
  async function readAgain() {
    await Promise.all([reader.wake(), lineReader.wake(), photographing.wake()]);
  }

  /** Starts a new worker, which receives what the old one had. */
  function restart() {
    training.forget();
    sync.begin();
    health.begin();
    dispatch({ type: 'boot/retried' });
    pool.end();
    client.restart();
  }

  /**
   * How many pieces must be queued to start a helper: without the snapshot, its start takes as long as three pages.
   * While a PDF is rendered, no helper is started: pages do not arrive faster than they are read, and it would only
   * need memory.
   */
  function worthOfHelp() {
    if (collecting.isRendering()) return Infinity;
    const { boot } = getState();
    return boot.state === 'ready' && boot.start === 'snapshot' ? 1 : WORTH_AN_ORDINARY_START;
  }

  /** Restarts Python with the project, without the variables of cells and their damage. */
  function restartPython() {
    restart();
    dispatch({ type: 'python/restarted' });
  }

  /**
   * Hands the project over to another tab: a running training is stopped and saved; everything else ends with its
   * worker, and is repeated there.
   */
  async function handOver() {
    if (getState().training.state === 'running') training.commands.stopTraining();
    await until(store, ({ training: { state } }) => state !== 'running');
    if (health.isWaitedFor() || pool.isBusy()) restartPython();
  }

  /** If Python has crashed, the page offers a restart. @type {Client['request']} */
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

  /** Called when both Python and the project are ready. */
  async function begin() {
    const { boot, project } = getState();
    if (boot.state !== 'ready' || project.state === 'opening') return;
    sync.fill();
    void askPresets(); // so that the form is shown before the network is restored
    await training.restore();
    void readAgain();
    pool.wake();
    if (getState().project.state === 'elsewhere') return; // pending work is done by the tab that has the project
    void pages.work();
    void collecting.workOnDrawings();
    void coding.workOnCells();
  }

  /** Requests the presets, whose epochs depend on the number of pictures. */
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

  /** @param {Iterable<File>} list */
  async function addFiles(list) {
    const { pages: papers, ready } = sortFiles([...list]);
    await Promise.all([collecting.addPapers(papers), ready.length > 0 && collecting.addReady(ready)]);
  }

  return {
    onBoot,
    begin,
    handOver,
    evaluate,
    stopEvaluating,
    addFiles,
    removeSheet: pages.remove,
    pointAtCorners: pages.point,

    /** Restores a deletion; projects are restored by storage. @param {string} id */
    async restoreDeletion(id) {
      const { kind } = getState().deletions.find((one) => one.id === id) ?? {};
      if (kind === 'sheet' || kind === 'reading') await pages.restore(id);
      else if (kind === 'points') await plane.restorePoints(id);
      else dispatch({ type: 'deletion/restored', id });
    },

    readAtCorners: pages.readAt,
    readAsClasses: pages.readAs,
    readFacing: pages.readFacing,
    ...collecting,
    ...inspecting,
    ...lineReader.commands,
    ...photographing.commands,
    ...designing,
    ...lessons,
    plane,
    ...exporting,
    ...coding,
    ...training.commands,
    ...quickStart,
    retryBoot: restart,
    restartPython,
    lookAtPython: health.look,

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
