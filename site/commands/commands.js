/**
 * What the page does that takes time: reading pages, training, evaluating,
 * reading the drawing. Each command talks to the worker and dispatches what it
 * hears; none returns anything that a view would have to wait for.
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
import { createSharing } from './sharing.js';
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
 * @typedef {object} Client    what is used of worker/client.js
 * @property {(method: any, params: any, options?: {onEvent?: (event: any) => void, signal?: AbortSignal, firm?: boolean
 *     | (() => boolean), grace?: number, late?: boolean, transfer?: Transferable[]}) => Promise<any>} request
 * @property {(message: import('../worker/protocol.js').ToWorker, transfer: Transferable[]) => void} tell
 * @property {() => void} restart
 */

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
  const health = createHealthCheck({
    store,
    client: { request: requestOrTell },
    restart: () => restartPython(),
  });
  const client = { ...worker, request: health.request };
  const supply = createCollectionSync({ store, client });
  const pool = createPool({
    ...helpers,
    client,
    isReady: () => getState().boot.state === 'ready',
    worth: worthOfHelp,
    onChange: (working) => dispatch({ type: 'workers/told', working }),
  });
  const reader = createDrawingReader(store, client, ink);
  const { evaluate, stopEvaluating, evaluateByItself } = createEvaluating({ store, client });
  const parts = { store, client, supply, pool, ink };
  const pages = createPageQueue({ ...parts, onChange: askPresets });
  const collecting = createCollecting({ ...parts, addPages: (files) => pages.add(files), onChange: askPresets });
  const lineReader = createLineReader({ store, client, changed: collecting.collectionChanged });
  const photographing = createPhotographing({ ...parts, changed: collecting.collectionChanged });
  const inspecting = createInspecting({ ...parts, readAgain: reader.wake });
  const designing = createDesigning(parts);
  const lessons = createLessons(parts);
  const plane = createPlayground({ store, client });
  const training = createTraining({ ...parts, readAgain, evaluate: evaluateByItself });
  const { alone, takeOver } = training;
  const quickStart = createQuickStart({ store, addSamples: collecting.addSamples, train: training.commands.train });
  const sharing = createSharing({ ...parts, alone, takeOver });
  const coding = createCoding({ ...parts, restart: restartPython, check: health.check, takeOver });

  /** What stands on the pad, and in the line, with the network as it is now. */
  async function readAgain() {
    await Promise.all([reader.wake(), lineReader.wake(), photographing.wake()]);
  }

  /** The page gives the new worker back what the old one had. */
  function restart() {
    training.forget();
    supply.begin();
    health.begin();
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
    if (getState().training.state === 'running') training.commands.stopTraining();
    await until(store, ({ training: { state } }) => state !== 'running');
    if (health.isWaitedFor() || pool.isBusy()) restartPython();
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
    await training.restore();
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
    ...lineReader.commands,
    ...photographing.commands,
    ...designing,
    ...lessons,
    plane,
    ...sharing,
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
