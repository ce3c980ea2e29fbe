/**
 * The projects on this device: opening, switching, deleting. Without storage the page still works, and says that
 * nothing is saved.
 */

import { createLeaving } from './leaving.js';
import { createAutosave, readFiles } from '../storage/autosave.js';
import { partsOf, stateOf, bytesIn } from '../storage/stateParts.js';
import { FORMAT, isFull, TakenOver, TooNew } from '../storage/reasons.js';
import { createTabs } from '../storage/tabs.js';
import { countIn } from '../state/collection.js';
import { isHere } from '../state/project.js';
import { initialState } from '../state/reducer.js';
import { until } from '../state/store.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Step} from '../state/steps.js' */
/** @import {Entry, Room} from '../state/project.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Database} from '../storage/database.js' */
/** @import {Parts} from '../storage/stateParts.js' */
/** @import {ErrorRecord} from '../worker/protocol.js' */

/** @typedef {ReturnType<typeof createProjects>} Storing */

/** Timeout after which the page continues without the browser's storage. */
const OPEN_MS = 8000;

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {string} dependencies.name    of this site's storage
 * @param {() => void} dependencies.restart    restarts the worker, for another project
 * @param {() => void} dependencies.begin    sends the project to the worker
 * @param {() => Promise<void>} dependencies.handOver    stops running work so that another tab can continue it
 * @param {(step: Step) => void} dependencies.onOpen
 * @param {(name: string) => Promise<Database>} dependencies.open
 * @param {typeof createTabs} [dependencies.meet]    the other tabs
 */
export function createProjects({ store, name, restart, begin, handOver, onOpen, open, meet = createTabs }) {
  const { getState, dispatch } = store;
  const writer = randomId();
  /** @type {Database | null} */
  let database = null;
  /** @type {ReturnType<typeof createAutosave> | null} */
  let autosave = null;
  const tabs = meet(name, giveUp);
  let asked = false;
  const leaving = createLeaving({
    store,
    isBehind: () => Boolean(autosave?.isBehind()),
    flush: async () => autosave?.flush(),
  });

  /** @param {Partial<State['project']>} change */
  const tell = (change) => dispatch({ type: 'project/told', change });

  async function giveUp() {
    await handOver();
    await autosave?.end();
    tellElsewhere();
  }

  function tellElsewhere() {
    const error = leaving.takenOver() ? { code: 'storage/left-behind', params: {} } : null;
    tell({ state: 'elsewhere', error });
  }

  /** @param {any} error */
  function onError(error) {
    if (error instanceof TakenOver) {
      tellElsewhere();
      void handOver();
    } else tell({ state: 'unsaved', error: recordOf(error) });
  }

  /**
   * Opens a project and starts saving it.
   *
   * @param {{id: string, name: string}} project
   * @param {Parts | null} parts    null for a new project
   * @param {'disk' | 'file' | 'nothing'} from
   */
  async function show({ id, name: called }, parts, from) {
    const initial = initialState(getState());
    dispatch({ type: 'project/opened', kept: stateOf(parts ?? new Map(), initial) });
    tell(database ? { id, name: called, state: 'saved', error: null } : { id, name: called, state: 'none' });
    leaving.opened();
    autosave?.begin(from);
    if (parts) onOpen(getState().step);
    await database?.setCurrent(id).catch(ignore);
    await refresh().catch(ignore);
  }

  /** @param {string} id @param {boolean} take    from another tab */
  async function openOne(id, take) {
    if (!database) return;
    if (take) await tabs.take(id);
    else if (!(await tabs.hold(id))) {
      const entry = (await database.list()).find((one) => one.id === id);
      leaving.openedElsewhere();
      tell({ id, name: entry?.name ?? '', state: 'elsewhere', error: null });
      return;
    }
    const found = await database.open(id, writer);
    await show(found?.entry ?? { id, name: '' }, found?.parts ?? null, found ? 'disk' : 'nothing');
  }

  /** @param {string} [called] */
  async function startNew(called = '') {
    const id = randomId();
    await tabs.hold(id);
    await show({ id, name: '' }, null, 'nothing');
    if (called) dispatch({ type: 'project/renamed', name: called });
  }

  /**
   * Closes the open project and restarts Python; asks first if there are unsaved changes.
   *
   * @param {() => Promise<void>} next
   */
  async function change(next) {
    if (await leaving.mayLeave()) await replace(next);
  }

  /** @param {() => Promise<void>} next */
  async function replace(next) {
    await autosave?.end();
    await autosave?.leave();
    const { id, state } = getState().project;
    tell({ state: 'opening' });
    restart();
    await new Promise((resolve) => setTimeout(resolve)); // requests to the old worker have failed by then
    try {
      await next();
    } catch (error) {
      await stay(id, state, recordOf(error));
    }
    begin();
  }

  /**
   * The project stays open, and is saved as before.
   * @param {string} id
   * @param {State['project']['state']} state
   * @param {ErrorRecord} error
   */
  async function stay(id, state, error) {
    if (state !== 'elsewhere' && (await tabs.hold(id))) autosave?.stay();
    tell({ state, error });
  }

  /** Updates the list and the storage estimate. */
  async function refresh() {
    if (!database) return;
    const entries = await database.list();
    const list = entries.filter((entry) => !entry.removed).sort((a, b) => b.changed - a.changed);
    tell({ list, room: await roomLeft() });
  }

  /** Requests persistent storage once there is something to lose, so that the browser's question makes sense. */
  async function persistOnce() {
    if (asked || !getState().sheets.some(({ result }) => result)) return;
    asked = true;
    await navigator.storage?.persist?.().catch(ignore);
    await refresh().catch(ignore);
  }

  return {
    /** Opens the last project; afterwards the page is usable in any case. */
    async start() {
      try {
        database = await inTime(open(name));
        autosave = createAutosave({ store, database, writer, onError });
        const entries = await inTime(database.list());
        // An earlier version deleted them at the next visit only.
        await Promise.all(entries.filter((entry) => entry.removed).map(({ id }) => database?.remove(id)));
        const current = await database.current();
        const last = entries.find((entry) => entry.id === current && !entry.removed);
        await (last ? openOne(last.id, false) : startNew());
        store.subscribe(() => void persistOnce());
      } catch (error) {
        tell({ state: 'none', error: recordOf(error) });
      }
      begin();
    },

    /** @param {string} id */
    openProject: (id) => change(() => openOne(id, false)),

    /** @param {string} [called] */
    newProject: (called) => change(() => startNew(called)),

    /** Takes over the project from another tab. */
    takeProject: () => change(() => openOne(getState().project.id, true)),

    /** @param {string} called */
    renameProject: (called) => dispatch({ type: 'project/renamed', name: called }),

    /** Deletes a project, which frees its space immediately. @param {Entry} entry */
    async removeProject(entry) {
      if (!database) return;
      const { id, state, name: called } = getState().project;
      const here = entry.id === id;
      try {
        const parts =
          here && state !== 'elsewhere'
            ? await readFiles(partsOf(getState()).set('name', called))
            : await database.read(entry.id);
        if (here) await autosave?.leave();
        await database.remove(entry.id);
        dispatch({ type: 'project/deleted', entry: { ...entry, name: parts.get('name') ?? entry.name }, parts });
        if (here) await replace(startNew);
        else await autosave?.flush(); // there may be space again
      } catch (error) {
        if (here && state !== 'elsewhere') autosave?.stay();
        tell({ error: recordOf(error) });
      }
      await refresh().catch(ignore);
    },

    /**
     * Restores a deleted project; if there is no space, it remains deleted.
     * @param {string} id
     */
    async restoreProject(id) {
      const deletion = getState().deletions.find((one) => one.id === id);
      if (deletion?.kind !== 'project') return;
      try {
        await keep(deletion.entry, deletion.parts);
        dispatch({ type: 'deletion/restored', id });
      } catch (error) {
        tell({ error: recordOf(error) });
      }
      await refresh().catch(ignore);
    },

    answerLeaving: leaving.answer,
    mayLeave: leaving.mayLeave,
    wouldLose: leaving.wouldLose,

    /** The open project's parts, with files as bytes. */
    collectParts: () => readFiles(leaving.savingAsFile()),

    /** The same for any project on this device. @param {string} id */
    async readParts(id) {
      if (id === getState().project.id) return readFiles(partsOf(getState()));
      if (!database) throw { code: 'storage/none', params: {} };
      const parts = await database.read(id);
      parts.delete('name'); // is in the list
      return parts;
    },

    partsSaved: leaving.savedAsFile,

    /** Opens a project that is not stored yet. @param {string} called @param {Parts} parts */
    showParts: (called, parts) =>
      change(async () => {
        const id = randomId();
        await tabs.hold(id);
        await show({ id, name: called }, parts, 'file');
        await autosave?.flush();
      }),

    /** Adds a project that is not stored yet to the list. @param {string} called @param {Parts} parts */
    async keepParts(called, parts) {
      if (!database) throw { code: 'storage/none', params: {} };
      await keep(
        { id: randomId(), name: called, changed: Date.now(), pictures: picturesIn(parts), bytes: 0 },
        parts,
      ).catch((error) => {
        throw recordOf(error);
      });
      await refresh().catch(ignore);
    },

    /** Waits until a project is open in this tab. */
    whenHere: () => until(store, ({ project }) => isHere(project)),

    refreshProjects: () => refresh().catch(ignore),

    /** Called before the page is unloaded. */
    saveNow: () => autosave?.flush(),
  };

  /** Writes a project that is not open. @param {Entry} entry @param {Parts} parts */
  async function keep(entry, parts) {
    const bytes = [...parts.values()].reduce((sum, value) => sum + bytesIn(value), 0);
    await database?.write(
      { ...entry, bytes, format: FORMAT, writer: '', removed: false },
      new Map(parts).set('name', entry.name),
      [],
      true,
    );
  }
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

/** Not crypto.randomUUID, which needs https; a school's server may not have it. */
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
  if (isFull(error)) return { code: 'storage/full', params: {}, detail };
  return { code: 'storage/none', params: {}, detail };
}

function ignore() {}
