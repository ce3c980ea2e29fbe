/**
 * The projects on this device: which one is open, and the ways to another one.
 * Without storage the page works all the same, and says that nothing is kept.
 */

import { createAutosave, readFiles } from '../storage/autosave.js';
import { openDatabase } from '../storage/database.js';
import { partsOf, stateOf, weightOf } from '../storage/kept.js';
import { FORMAT, TakenOver, TooNew } from '../storage/reasons.js';
import { createTabs } from '../storage/tabs.js';
import { countIn } from '../state/collection.js';
import { initialState } from '../state/reducer.js';

/** @import {State, Action, Step} from '../state/reducer.js' */
/** @import {Entry, Room} from '../state/project.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Database, StoredEntry} from '../storage/database.js' */
/** @import {Parts} from '../storage/kept.js' */
/** @import {ErrorRecord} from '../worker/protocol.js' */

/** @typedef {ReturnType<typeof createStoring>} Storing */

/** No answer by then: the browser's storage is stuck, and the page goes on without it. */
const OPEN_MS = 8000;

/**
 * @param {object} parts
 * @param {Store<State, Action>} parts.store
 * @param {string} parts.name    of this site's storage
 * @param {() => void} parts.restart    the worker, for another project
 * @param {() => void} parts.begin    gives the worker what the project holds
 * @param {(step: Step) => void} parts.onOpen
 * @param {typeof openDatabase} [parts.open]
 */
export function createStoring({ store, name, restart, begin, onOpen, open = openDatabase }) {
  const { getState, dispatch } = store;
  const writer = randomId();
  /** @type {Database | null} */
  let database = null;
  /** @type {ReturnType<typeof createAutosave> | null} */
  let autosave = null;
  const tabs = createTabs(name, giveUp);
  let asked = false;

  /** @param {Partial<State['project']>} change */
  const tell = (change) => dispatch({ type: 'project/told', change });

  async function giveUp() {
    await autosave?.end();
    tell({ state: 'elsewhere', error: null });
  }

  /** @param {any} error */
  function onError(error) {
    if (error instanceof TakenOver) tell({ state: 'elsewhere', error: null });
    else tell({ state: 'unsaved', error: recordOf(error) });
  }

  /**
   * Shows a project and begins to keep it.
   *
   * @param {{id: string, name: string}} project
   * @param {Parts | null} parts    null: it is new
   * @param {'disk' | 'file' | 'nothing'} from
   */
  async function show({ id, name: called }, parts, from) {
    const initial = initialState(getState());
    dispatch({ type: 'project/opened', kept: stateOf(parts ?? new Map(), initial) });
    tell(database ? { id, name: called, state: 'saved', error: null } : { id, name: called, state: 'none' });
    autosave?.begin(from);
    if (parts) onOpen(getState().step);
    await database?.setCurrent(id).catch(ignore);
    await refresh();
  }

  /** @param {string} id @param {boolean} take    from another tab */
  async function openOne(id, take) {
    if (!database) return;
    if (take) await tabs.take(id);
    else if (!(await tabs.hold(id))) {
      const entry = (await database.list()).find((one) => one.id === id);
      tell({ id, name: entry?.name ?? '', state: 'elsewhere', error: null });
      return;
    }
    const found = await database.open(id, writer);
    await show(found?.entry ?? { id, name: '' }, found?.parts ?? null, found ? 'disk' : 'nothing');
  }

  async function startNew() {
    const id = randomId();
    await tabs.hold(id);
    await show({ id, name: '' }, null, 'nothing');
  }

  /** Leaves the open project as it is on the screen, and Python with it. @param {() => Promise<void>} next */
  async function change(next) {
    await autosave?.end();
    tell({ state: 'opening' });
    restart();
    await new Promise((resolve) => setTimeout(resolve)); // what was asked of the old worker has failed by then
    await next().catch((error) => tell({ state: 'none', error: recordOf(error) }));
    begin();
  }

  /** The list, and how much room there is. */
  async function refresh() {
    if (!database) return;
    const entries = await database.list();
    const list = entries.filter(({ removed }) => !removed).sort((a, b) => b.changed - a.changed);
    tell({ list, room: await roomLeft() });
  }

  /** Asked when there is something to lose, so that a browser that asks the person is understood. */
  async function persistOnce() {
    if (asked || !getState().sheets.some(({ result }) => result)) return;
    asked = true;
    await navigator.storage?.persist?.().catch(ignore);
    await refresh().catch(ignore);
  }

  return {
    /** Opens the project of the last visit; afterwards the page is usable in any case. */
    async start() {
      try {
        database = await inTime(open(name));
        autosave = createAutosave({ store, database, writer, onError });
        const entries = await inTime(database.list());
        await Promise.all(entries.filter(({ removed }) => removed).map(({ id }) => database?.remove(id)));
        const current = await database.current();
        const last = entries.find(({ id, removed }) => id === current && !removed);
        await (last ? openOne(last.id, false) : startNew());
        store.subscribe(() => void persistOnce());
      } catch (error) {
        tell({ state: 'none', error: recordOf(error) });
      }
      begin();
    },

    /** @param {string} id */
    openProject: (id) => change(() => openOne(id, false)),

    newProject: () => change(startNew),

    /** The project that is open in another tab is opened here. */
    takeProject: () => change(() => openOne(getState().project.id, true)),

    /** @param {string} called */
    renameProject: (called) => dispatch({ type: 'project/renamed', name: called }),

    /** It stays on the disk until the next visit. @param {Entry} entry */
    async removeProject(entry) {
      if (entry.id === getState().project.id) await change(startNew);
      await database?.change(entry.id, { removed: true });
      tell({ removed: entry });
      await refresh();
    },

    async restoreProject() {
      const { removed } = getState().project;
      if (removed) await database?.change(removed.id, { removed: false });
      tell({ removed: null });
      await refresh();
    },

    /** The open project's parts, files as their bytes. */
    collectParts: () => readFiles(partsOf(getState())),

    /** A project that is nowhere yet is opened. @param {string} called @param {Parts} parts */
    showParts: (called, parts) => change(async () => {
      const id = randomId();
      await tabs.hold(id);
      await show({ id, name: called }, parts, 'file');
      await autosave?.flush();
    }),

    /** A project that is nowhere yet is put into the list. @param {string} called @param {Parts} parts */
    async keepParts(called, parts) {
      const bytes = [...parts.values()].reduce((sum, value) => sum + weightOf(value), 0);
      const entry = { id: randomId(), name: called, changed: Date.now(), pictures: picturesIn(parts), bytes, format: FORMAT, writer: '', removed: false };
      await database?.write(entry, new Map(parts).set('name', called), [], true);
      await refresh();
    },

    refreshProjects: () => refresh().catch(ignore),

    /** Before the page goes. */
    saveNow: () => autosave?.flush(),

    /** Whether closing the page would lose something. */
    wouldLose() {
      const { project, sheets } = getState();
      return autosave?.isBehind() ?? (project.state === 'none' && sheets.length > 0);
    },
  };
}

/** @param {Parts} parts */
function picturesIn(parts) {
  const results = [...parts].filter(([name]) => name.startsWith('sheets/')).map(([, { result }]) => countIn(result));
  return results.reduce((sum, count) => sum + count, 0);
}

/** @returns {Promise<Room | null>} */
async function roomLeft() {
  try {
    const { usage = 0, quota = 0 } = await navigator.storage.estimate();
    return { usage, quota, persisted: await navigator.storage.persisted() };
  } catch {
    return null;
  }
}

/** Not crypto.randomUUID: a school's own server may have no https. */
function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @template T @param {Promise<T>} promise @returns {Promise<T>} */
function inTime(promise) {
  return Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Error('no answer')), OPEN_MS))]);
}

/** @param {any} error @returns {ErrorRecord} */
function recordOf(error) {
  const detail = String(error?.stack ?? error);
  if (error instanceof TooNew || error?.name === 'VersionError') return { code: 'storage/too-new', params: {}, detail };
  if (error?.name === 'QuotaExceededError') return { code: 'storage/full', params: {}, detail };
  return { code: 'storage/none', params: {}, detail };
}

function ignore() {}
