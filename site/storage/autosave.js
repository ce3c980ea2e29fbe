/**
 * Watches the store and writes what has changed: soon, and at once when the page
 * is about to be hidden. The page says "saved" only when the disk has it.
 */

import { hasWork, isSame, partsOf, weightOf } from './stateParts.js';
import { countAllCounting } from '../state/collection.js';
import { FORMAT, TakenOver, Vanished } from './reasons.js';

/** @import {Action, State} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Database} from './database.js' */
/** @import {Parts} from './stateParts.js' */

/** From a change to its writing: changes that come together are written together. */
const SOON_MS = 250;
/** After a failure, for instance while the disk is full. */
const AGAIN_MS = 5000;
/** The disk rests for this many times as long as the last writing took. */
const REST = 3;

/**
 * @param {object} parts
 * @param {Store<State, Action>} parts.store
 * @param {Pick<Database, 'write'>} parts.database
 * @param {string} parts.writer    this tab
 * @param {(error: any) => void} parts.onError
 */
export function createAutosave({ store: { getState, dispatch, subscribe }, database, writer, onError }) {
  /** What is on disk. @type {Parts} */
  let saved = new Map();
  let fresh = true;
  /** There is a project on the screen whose changes belong on the disk. */
  let begun = false;
  /** This tab may write it. */
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
    const gone = [...saved.keys()].filter((name) => !parts.has(name));
    return { parts, changed, gone, any: changed.size > 0 || gone.length > 0 };
  }

  function notice() {
    if (!watching || !difference(getState()).any) return;
    if (getState().project.state === 'saved') dispatch({ type: 'project/told', change: { state: 'saving' } });
    timer ??= setTimeout(() => void flush(), failed ? AGAIN_MS : Math.max(SOON_MS, REST * took));
  }

  /** Writes until the disk has what is on the screen. @returns {Promise<void>} */
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

  /** What was taken back before it was written is on the disk as it was. @param {State} state */
  function isBack({ project: { state } }) {
    if (state === 'saving' || state === 'unsaved')
      dispatch({ type: 'project/told', change: { state: 'saved', error: null } });
    failed = false;
  }

  /** @returns {Promise<void>} */
  async function writeOnce() {
    const state = getState();
    const { parts, changed, gone, any } = difference(state);
    if (!any) return isBack(state);
    const { id, name } = state.project;
    const started = performance.now();
    try {
      const bytes = [...parts.values()].reduce((sum, value) => sum + weightOf(value), 0);
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
      await database.write(entry, await readFiles(changed), gone, fresh);
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
     * @param {'disk' | 'file' | 'nothing'} from    where the project comes from
     *     disk: all of it is kept already; nothing: it is not worth a place in the list until something happens
     */
    begin(from) {
      fresh = from !== 'disk';
      saved = from === 'file' ? new Map() : partsOf(getState()).set('name', getState().project.name);
      [begun, watching, failed] = [true, true, false];
      notice();
    },

    /** Writes what is left, and no more. What could not be written stays on the screen only. */
    async end() {
      await flush();
      rest();
    },

    /** What is on the screen is about to be replaced, and is written no more. */
    async leave() {
      rest();
      begun = false;
      await writing;
    },

    /** What was to be left is still there. */
    stay() {
      [begun, watching] = [true, true];
      notice();
    },

    flush,

    /** Whether some work is on the screen only. */
    isBehind: () => begun && hasWork(difference(getState())),
  };

  function rest() {
    watching = false;
    clearTimeout(timer);
    timer = undefined;
  }
}

/**
 * Files are kept as bytes: the disk must not depend on where they came from. One
 * that cannot be read any more is left out, and its page says so when its turn comes.
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
