/**
 * What the page does that takes time: reading pages, training, evaluating,
 * reading the drawing. Each command talks to the worker and dispatches what it
 * hears; none returns anything that a view would have to wait for.
 */

import { createAsking } from './asking.js';
import { createCoding } from './coding.js';
import { createCollecting } from './collecting.js';
import { sortFiles } from '../state/collection.js';
import { createDesigning } from './designing.js';
import { factsOf } from '../state/facts.js';
import { freshId } from '../state/ids.js';
import { createInspecting } from './inspecting.js';
import { createPlaying } from './playing.js';
import { createRunning } from './running.js';
import { save } from './save.js';
import { createSharing } from './sharing.js';
import { createSupply } from './supply.js';
import { createWatching } from './watching.js';

/** @import {State, Action, Sheet} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Ink} from '../draw/ink.js' */
/** @import {Supply} from './supply.js' */
/** @import {ErrorRecord, Method, Methods, Booting, BootReady, BootFailed} from '../worker/protocol.js' */

/**
 * @typedef {object} Client    what is used of worker/client.js
 * @property {(method: any, params: any, options?: {onEvent?: (event: any) => void, signal?: AbortSignal, firm?: boolean | (() => boolean), late?: boolean, transfer?: Transferable[]}) => Promise<any>} request
 * @property {() => void} restart
 */

/** No photograph of a page is larger; refusing early spares the tab's memory. */
const MAX_FILE_BYTES = 64 * 2 ** 20;

const CRASHED = 'worker/crashed';

/** @typedef {ReturnType<typeof createCommands>} Commands */

/**
 * @param {object} parts
 * @param {Store<State, Action>} parts.store
 * @param {Client} parts.client
 * @param {Ink} parts.ink    the drawing on the canvas: shared, because it changes with every move of the pen
 */
export function createCommands({ store, client: worker, ink }) {
  const { getState, dispatch } = store;
  const watching = createWatching({ store, client: { request: requestOrTell }, asRecord, restart: () => restartPython() });
  const client = { ...worker, request: watching.request };
  const supply = createSupply({ store, client, asRecord });
  const pages = createPageQueue(store, client, supply, askPresets);
  const reader = createDrawingReader(store, client, ink);
  const parts = { store, client, supply, asRecord, bytesOf, ink };
  const collecting = createCollecting({ ...parts, addPages: (files) => pages.add(files), onChange: askPresets });
  const inspecting = createInspecting({ ...parts, readAgain: reader.wake });
  const designing = createDesigning(parts);
  const asking = createAsking(parts);
  const plane = createPlaying({ store, client, asRecord });
    const running = createRunning({ ...parts, readAgain: reader.wake, evaluate });
  const { alone, takeOver } = running;
  const sharing = createSharing({ ...parts, alone, takeOver });
  const coding = createCoding({ ...parts, restart: restartPython, check: watching.check, takeOver });

  /** The page gives the new worker back what the old one had. */
  function restart() {
    running.forget();
    supply.begin();
    watching.begin();
    dispatch({ type: 'boot/retried' });
    client.restart();
  }

  /** With the project, but without what cells have made: their variables, and their damage. */
  function restartPython() {
    restart();
    dispatch({ type: 'python/restarted' });
  }

  /** A Python that has crashed answers nothing more: then the page offers a new start. @type {Client['request']} */
  async function requestOrTell(method, params, options) {
    try {
      return await worker.request(method, params, options);
    } catch (error) {
      const record = asRecord(error);
      if (record.code === CRASHED && getState().boot.state === 'ready') dispatch({ type: 'boot/told', message: { kind: 'boot', state: 'failed', error: record } });
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
    await running.restore();
    reader.wake();
    void askPresets();
    void pages.work();
    void collecting.workOnDrawings();
    void coding.workOnCells();
  }

  /** The epochs that a preset proposes depend on how many pictures there are. */
  async function askPresets() {
    const { boot, classes } = getState();
    if (boot.state !== 'ready') return;
    try {
      const presets = await client.request('presets', { classes: classes.length, pictures: factsOf(getState()).pictures });
      dispatch({ type: 'presets/told', presets });
    } catch (error) {
      if (getState().boot.state === 'ready') dispatch({ type: 'design/told', change: { error: asRecord(error) } });
    }
  }

  async function evaluate() {
    const asked = freshId('asked');
    const { run } = getState().training;
    dispatch({ type: 'evaluate/started', asked });
    try {
      dispatch({ type: 'evaluate/done', asked, result: await client.request('evaluate', { run }) });
    } catch (error) {
      dispatch({ type: 'evaluate/failed', asked, error: asRecord(error) });
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
    evaluate,
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
    ...collecting,
    ...inspecting,
    ...designing,
    ...asking,
    plane,
    ...sharing,
    ...coding,
    ...running.commands,
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

/**
 * Pages are read one after another, in the order of dropping; one that fails
 * says so on its own card and the next one starts.
 *
 * @param {Store<State, Action>} store
 * @param {Client} client
 * @param {Supply} supply
 * @param {() => Promise<void>} onChange    when no more pages wait, or one has been removed
 */
function createPageQueue({ getState, dispatch }, client, supply, onChange) {
  /** @type {{id: string, abort: AbortController} | null} */
  let current = null;

  /** @param {Iterable<File>} list */
  function add(list) {
    for (const file of list) addOne(file);
    return work();
  }

  /** The same file twice would put the same pictures into training and test. @param {File} file */
  function addOne(file) {
    const id = freshId('sheet');
    const origin = `${file.name}/${file.size}/${file.lastModified}`;
    const twice = getState().sheets.some((sheet) => sheet.origin === origin);
    dispatch({ type: 'sheets/added', sheets: [twice ? { id, name: file.name } : { id, name: file.name, origin, file }] });
    if (twice) dispatch({ type: 'sheet/failed', id, error: { code: 'page/file-twice', params: {} } });
  }

  function next() {
    const { boot, sheets } = getState();
    return boot.state === 'ready' ? sheets.find((sheet) => sheet.state === 'waiting') : undefined;
  }

  async function work() {
    if (current || !next()) return;
    for (let sheet = next(); sheet; sheet = next()) {
      current = { id: sheet.id, abort: new AbortController() };
      await read(sheet, current.abort.signal);
      current = null;
    }
    await onChange();
  }

  /**
   * What has been read before is read again under another id: the pictures are others.
   *
   * @param {Sheet} sheet
   * @param {AbortSignal} signal
   */
  async function read({ id, file: given, corners, result: before }, signal) {
    dispatch({ type: 'sheet/started', id });
    try {
      if (!given) throw { code: 'page/ready-lost', params: {} };
      const file = await bytesOf(given);
      if (signal.aborted) return;
      const as = before ? freshId('sheet') : id;
      const others = supply.counted().sources.map(({ sheet }) => sheet).filter((sheet) => sheet !== id);
      const result = await client.request('sheets.read', { sheet: as, name: given.name, file, others, ...(corners && { corners }) }, {
        onEvent: (progress) => dispatch({ type: 'sheet/progressed', id, progress }),
        signal,
        transfer: [file.buffer],
      });
      supply.hold(as, result);
      if (!signal.aborted) dispatch({ type: 'sheet/read', id, as, result });
      supply.tidy();
    } catch (error) {
      if (signal.aborted) return; // nobody waits for this reading any more
      // A worker that was lost takes the request with it: the page then waits for the next worker,
      // unless it was this very page that crashed Python.
      const record = asRecord(error);
      if (getState().boot.state === 'ready' || record.code === CRASHED) dispatch({ type: 'sheet/failed', id, error: record });
    }
  }

  /** Lets a person set the corners: from where they were found, or from the picture's own. @param {string} id */
  async function point(id) {
    const sheet = getState().sheets.find((one) => one.id === id);
    if (!sheet?.file) return;
    try {
      const page = sheet.result?.page;
      const picture = page ?? await client.request('sheets.preview', { file: await bytesOf(sheet.file) });
      dispatch({ type: 'corners/opened', pointing: { id, name: sheet.name, picture, corners: page?.corners ?? insetCorners(picture) } });
    } catch (error) {
      dispatch({ type: 'sheet/failed', id, error: asRecord(error) });
    }
  }

  /** @param {string} id @param {number[][]} corners */
  function readAt(id, corners) {
    if (current?.id === id) current.abort.abort(); // it is being read at others
    dispatch({ type: 'sheet/again', id, corners });
    return work();
  }

  /** @param {string} id */
  function remove(id) {
    if (current?.id === id) current.abort.abort();
    dispatch({ type: 'sheet/removed', id });
    supply.tidy();
    return onChange();
  }

  /** It comes back with its edits, and is read where it had not been. @param {string} id */
  async function restore(id) {
    if (current?.id === id) current.abort.abort(); // it is read again, which nobody wants any more
    dispatch({ type: 'gone/restored', id });
    supply.tidy();
    await onChange();
    await work();
  }

  return { add, work, remove, restore, point, readAt };
}

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
  let wanted = false;
  let busy = false;

  async function wake() {
    wanted = true;
    if (busy) return;
    busy = true;
    while (wanted && getState().boot.state === 'ready') {
      wanted = false;
      await readOnce();
    }
    busy = false;
  }

  async function readOnce() {
    const { drawing: { revision }, training, classes, step, insight: { look } } = getState();
    const { run } = training;
    const epochs = training.state === 'idle' ? null : training.epochs.length;
    try {
      const drawing = ink.pixels.slice();
      const asked = { drawing, width: ink.size, height: ink.size, classes: classes.length, run };
      const wishes = { ...look, neighbours: look.neighbours ? NEIGHBOURS : 0 };
      const [method, params] = step === 'try' ? ['explain', { ...asked, wishes }] : ['predict', asked];
      const result = await client.request(method, params, { transfer: [drawing.buffer] });
      dispatch({ type: 'drawing/read', result, revision, epochs, run });
      wanted ||= getState().training.run !== run; // another network has come meanwhile
    } catch (error) {
      if (getState().boot.state === 'ready') dispatch({ type: 'drawing/failed', error: asRecord(error) });
    }
  }

  return { wake };
}

/** Corners to begin with, a tenth inside of the picture. @param {{width: number, height: number}} picture */
function insetCorners({ width, height }) {
  return [[0.1, 0.1], [0.9, 0.1], [0.9, 0.9], [0.1, 0.9]].map(([x, y]) => [x * width, y * height]);
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
