/**
 * Writes changes of the store to the device: after a short delay, and immediately when the page is hidden. The page
 * shows "saved" only when they are written.
 */

import { hasWork, isSame, partsOf, bytesIn } from './stateParts.js';
import { countAllCounting } from '../state/collection.js';
import { FORMAT, TakenOver, Vanished } from './reasons.js';

/** @import {Action, State} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Database} from './database.js' */
/** @import {Parts} from './stateParts.js' */

/** Delay from a change to its writing, to combine changes. */
const SOON_MS = 250;
/** Delay after a failure, for instance while the disk is full. */
const AGAIN_MS = 5000;
/** Pause after a write, as a multiple of its duration. */
const PAUSES = 3;

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {Pick<Database, 'write'>} dependencies.database
 * @param {string} dependencies.writer    this tab
 * @param {(error: any) => void} dependencies.onError
 */
export function createAutosave({ store: { getState, dispatch, subscribe }, database, writer, onError }) {
  /** What is on disk. @type {Parts} */
  let saved = new Map();
  let fresh = true;
  /** Whether a project is open whose changes are saved. */
  let begun = false;
  /** Whether this tab may write it. */
  let watching = false;
  let failed = false;
  let took = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Promise<void> | null} */
  let writing = null;

  /** @param {State} state */
  function difference(state) {
    const parts = partsOf(state).set('name', state.project.name);
    const changed = new Map([...parts].filter(([name, value]) => !isSame(value, saved.get(name))));
    const removed = [...saved.keys()].filter((name) => !parts.has(name));
    return { parts, changed, removed, any: changed.size > 0 || removed.length > 0 };
  }

  function notice() {
    if (!watching || !difference(getState()).any) return;
    if (getState().project.state === 'saved') dispatch({ type: 'project/told', change: { state: 'saving' } });
    timer ??= setTimeout(() => void flush(), failed ? AGAIN_MS : Math.max(SOON_MS, PAUSES * took));
  }

  /** Writes until everything is saved. @returns {Promise<void>} */
  async function flush() {
    clearTimeout(timer);
    timer = undefined;
    await writing;
    if (!watching) return;
    writing = writeOnce();
    await writing;
    writing = null;
    if (!failed) notice();
  }

  /** Handles changes that were undone before they were written. @param {State} state */
  function isBack({ project: { state } }) {
    if (state === 'saving' || state === 'unsaved')
      dispatch({ type: 'project/told', change: { state: 'saved', error: null } });
    failed = false;
  }

  /** @returns {Promise<void>} */
  async function writeOnce() {
    const state = getState();
    const { parts, changed, removed, any } = difference(state);
    if (!any) return isBack(state);
    const { id, name } = state.project;
    const started = performance.now();
    try {
      const bytes = [...parts.values()].reduce((sum, value) => sum + bytesIn(value), 0);
      const entry = {
        id,
        name,
        changed: Date.now(),
        pictures: countAllCounting(state),
        bytes,
        format: FORMAT,
        writer,
        removed: false,
      };
      await database.write(entry, await readFiles(changed), removed, fresh);
      [saved, fresh] = [parts, false];
      const recovered = failed;
      failed = false;
      const more = difference(getState()).any;
      if (!more || recovered)
        dispatch({ type: 'project/told', change: { state: more ? 'saving' : 'saved', error: null } });
    } catch (error) {
      if (error instanceof Vanished && watching) {
        [saved, fresh] = [new Map(), true];
        return writeOnce();
      }
      failed = true;
      if (error instanceof TakenOver) watching = false;
      if (begun) onError(error);
      if (watching) timer ??= setTimeout(() => void flush(), AGAIN_MS);
    }
    took = performance.now() - started;
  }

  subscribe(notice);

  return {
    /**
     * @param {'disk' | 'file' | 'nothing'} from    the project's origin; disk: it is saved already; nothing: it is not
     *     added to the list before the first change
     */
    begin(from) {
      fresh = from !== 'disk';
      saved = from === 'file' ? new Map() : partsOf(getState()).set('name', getState().project.name);
      [begun, watching, failed] = [true, true, false];
      notice();
    },

    /** Writes pending changes and stops. Changes that could not be written are unsaved. */
    async end() {
      await flush();
      stopWatching();
    },

    /** Stops writing, since the project is about to be closed. */
    async leave() {
      stopWatching();
      begun = false;
      await writing;
    },

    /** Continues writing, since the project stays open. */
    stay() {
      [begun, watching] = [true, true];
      notice();
    },

    flush,

    /** Whether there are unsaved changes. */
    isBehind: () => begun && hasWork(difference(getState())),
  };

  function stopWatching() {
    watching = false;
    clearTimeout(timer);
    timer = undefined;
  }
}

/**
 * Files are stored as bytes, independently of their origin. A file that can no longer be read is left out; its page
 * reports that when it is read.
 *
 * @param {Parts} parts
 * @returns {Promise<Parts>}
 */
export async function readFiles(parts) {
  const read = await Promise.all(
    [...parts].map(async ([name, value]) => {
      if (!(value instanceof File)) return [name, value];
      const content = await value.arrayBuffer().catch(() => null);
      return [name, content && { name: value.name, lastModified: value.lastModified, content }];
    }),
  );
  return new Map(/** @type {[string, any][]} */ (read));
}
