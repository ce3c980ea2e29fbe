/**
 * Project files: saving a project, opening projects, and merging those of a class. Python writes and reads the files.
 */

import { asRecord } from './errors.js';
import { readBytes } from './fileBytes.js';
import { inFileName, save } from './save.js';
import { until } from '../state/store.js';
import { packParts, unpackParts } from '../storage/pack.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */
/** @import {Entry} from '../state/project.js' */
/** @import {Parts} from '../storage/stateParts.js' */
/** @import {OpenedProject} from '../worker/protocol.js' */

/** Default name of a project file, also with a browser's number. */
const UNNAMED = /^zeichenlabor(?: ?\(\d+\)|-\d+)?$/i;

/** @typedef {ReturnType<typeof createProjectFiles>} Filing */

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {Pick<Client, 'request'>} dependencies.client
 * @param {() => Promise<Parts>} dependencies.collect    the parts of the open project
 * @param {(id: string) => Promise<Parts>} dependencies.readParts    the parts of any project on this device
 * @param {() => void} dependencies.onSaved    called when it was saved as a file
 * @param {(name: string, parts: Parts) => Promise<void>} dependencies.keep    adds a project to the list
 * @param {(name: string, parts: Parts) => Promise<void>} dependencies.show    opens a project that is not stored yet
 */
export function createProjectFiles({ store, client, collect, readParts, onSaved, keep, show }) {
  const { getState, dispatch } = store;

  /** @param {Partial<State['project']['filing']>} filing */
  const tell = (filing) => dispatch({ type: 'project/filed', filing });

  /** Waits for Python to be ready. */
  const ready = () => until(store, ({ boot }) => boot.state !== 'booting');

  /** Cancels the current task. @type {AbortController} */
  let working = new AbortController();

  /** @param {() => Promise<void>} work */
  async function orTell(work) {
    const mine = new AbortController();
    working = mine;
    tell({ state: 'working', files: [], error: null, lost: [], twice: [] });
    try {
      await ready();
      await work();
      tell({ state: 'idle' });
    } catch (error) {
      tell({ state: 'idle', error: mine.signal.aborted ? null : asRecord(error) });
    }
  }

  /**
   * Sends a request that the user can stop.
   * @param {string} method
   * @param {object} params
   * @param {Transferable[]} [transfer]
   */
  async function ask(method, params, transfer = []) {
    const { signal } = working;
    const result = await client.request(method, params, { signal, terminateIfIgnored: true, transfer });
    signal.throwIfAborted(); // it has just finished
    return result;
  }

  /** @param {string} name @param {Parts} parts @returns {Promise<Uint8Array>} */
  const write = (name, parts) => ask('project.write', { name, parts: packParts(parts) });

  /** @param {File} file @returns {Promise<OpenedProject>} */
  async function read(file) {
    const content = await readBytes(file);
    return ask('project.read', { file: content }, [content.buffer]);
  }

  /**
   * The project's name, or else that of its file, unless it is the default one.
   * @param {File} file
   * @param {string} name
   */
  const nameOf = (file, name) => name || file.name.replace(/\.zip$/i, '').replace(UNNAMED, '');

  return {
    saveProject: () =>
      orTell(async () => {
        const { name } = getState().project;
        const bytes = await write(name, await collect());
        save(`${['zeichenlabor', inFileName(name)].filter(Boolean).join('-')}.zip`, bytes, 'application/zip');
        onSaved();
      }),

    /** For several files the user is asked first: merge them, or open each. @param {File[]} files */
    async openFiles(files) {
      if (files.length > 1) tell({ files, kept: false });
      else await this.openEach(files);
    },

    /**
     * Merges projects on this device as if their files had been dropped.
     *
     * @param {Pick<Entry, 'id' | 'name'>[]} entries
     */
    async askToMerge(entries) {
      /** @type {File[]} */
      const files = [];
      await orTell(async () => {
        for (const { id, name } of entries) {
          const bytes = await write(name, await readParts(id));
          files.push(new File([/** @type {BlobPart} */ (bytes)], `${name}.zip`));
        }
      });
      if (files.length === entries.length) tell({ files, kept: true });
    },

    stopFiling: () => working.abort(),

    leaveFiles: () => tell({ files: [], error: null, lost: [], twice: [] }),

    /** @param {File[]} files */
    openEach: (files) =>
      orTell(async () => {
        /** @type {string[]} */
        const lost = [];
        for (const [index, file] of files.entries()) {
          const { name, parts, lost: missing } = await read(file);
          lost.push(...missing);
          await (index < files.length - 1 ? keep : show)(nameOf(file, name), unpackParts(parts));
        }
        tell({ lost });
      }),

    /** @param {File[]} files @param {string} name */
    mergeFiles: (files, name) =>
      orTell(async () => {
        const contents = await Promise.all(
          files.map(async (file) => ({ name: file.name, file: await readBytes(file) })),
        );
        /** @type {OpenedProject} */
        const { parts, lost, twice } = await ask(
          'project.merge',
          { name, files: contents },
          contents.map(({ file }) => file.buffer),
        );
        await show(name, unpackParts(parts));
        tell({ lost, twice });
      }),
  };
}
