/**
 * Describes what of a running Pyodide lies outside of its linear memory: the shared libraries, the function
 * table, the global offset table, the JavaScript objects. Whatever is not understood ends the recording by name.
 */

/** What the recording does not understand; a start from it would go wrong in a way that nobody could foresee. */
export class NotUnderstood extends Error {}

/** Where dynlink.c keeps things, in bytes from a library's handle (struct dso). */
const MEMORY_BASE = 12;
const TABLE_BASE = 20;
const TABLE_SIZE = 24;
const CONTENT = 28;
const CONTENT_SIZE = 32;

/** How a slot of the table is set again, where no library says so. */
export const FROM_MAIN = -1;
export const BY_SIGNATURE = -2;

/**
 * The libraries that are loaded, in the order of their places in the table.
 *
 * @param {any} M    Emscripten's module
 */
export function librariesOf(M) {
  const handles = Object.entries(M.LDSO.loadedLibsByHandle).map(([handle, dso]) => ({ handle: Number(handle), dso }));
  return handles
    .filter(({ handle }) => handle !== 0)
    .map(({ handle, dso }) => ({
      name: dso.name,
      handle,
      global: dso.global,
      refcount: dso.refcount === Infinity ? null : dso.refcount,
      memoryBase: M.HEAPU32[(handle + MEMORY_BASE) >>> 2],
      tableBase: M.HEAPU32[(handle + TABLE_BASE) >>> 2],
      tableSize: M.HEAPU32[(handle + TABLE_SIZE) >>> 2],
    }))
    .sort((a, b) => a.tableBase - b.tableBase);
}

/** Frees the libraries' files, of which the loader keeps a copy in memory. @param {any} M @param {any[]} libraries */
export function forgetContents(M, libraries) {
  for (const { handle } of libraries) {
    M._free(M.HEAPU32[(handle + CONTENT) >>> 2]);
    M.HEAPU32[(handle + CONTENT) >>> 2] = 0;
    M.HEAPU32[(handle + CONTENT_SIZE) >>> 2] = 0;
  }
}

/**
 * Where the functions come from that stand in the table behind the main module's own.
 *
 * @param {any} M
 * @param {Record<string, any>} imports    what the main module imports, with what it exports
 * @param {any[]} libraries
 * @param {number} start    the first slot behind the main module's own
 * @returns {[slot: number, from: number, name: string][]}    from: the library, or one of the constants above
 */
export function slotsOf(M, imports, libraries, start) {
  /** @type {Map<Function, [number, string]>} */
  const origins = new Map();
  const functions = (object) => Object.entries(object).filter(([, value]) => typeof value === 'function');
  for (const [name, value] of functions(imports)) origins.set(value, [FROM_MAIN, name]);
  libraries.forEach(({ handle }, index) => {
    for (const [name, value] of functions(M.LDSO.loadedLibsByHandle[handle].exports)) origins.set(value, [index, name]);
  });
  const inGot = new Map(Object.entries(M.GOT).map(([name, { value }]) => [value, name]));
  const free = new Set(M.freeTableIndexes);
  const slots = [];
  for (let slot = start; slot < M.wasmTable.length; slot++) {
    if (free.has(slot)) continue;
    if (libraries.some(({ tableBase, tableSize }) => slot >= tableBase && slot < tableBase + tableSize)) continue;
    const origin = origins.get(M.wasmTable.get(slot));
    const name = inGot.get(slot);
    if (origin) slots.push([slot, ...origin]);
    else if (imports[name]?.sig) slots.push([slot, BY_SIGNATURE, name]);
    else throw new NotUnderstood(`slot ${slot} of the function table (${M.wasmTable.get(slot)?.name}, ${name})`);
  }
  return slots;
}

/**
 * What the global offset table says beyond what it said at first.
 * @param {any} M
 * @param {Record<string, number>} first
 */
export function gotOf(M, first) {
  const entries = Object.entries(M.GOT).map(([name, { value }]) => [name, value]);
  return Object.fromEntries(entries.filter(([name, value]) => first[name] !== value));
}

/** The JavaScript objects that Python holds. @param {any} pyodide */
export function objectsOf(pyodide) {
  const { _api: API } = pyodide;
  const expected = API.getExpectedKeys;
  API.getExpectedKeys = () => expected().with(6, pyodide.loadedPackages); // Pyodide compares with an empty one
  return API.serializeHiwireState((/** @type {any} */ object) => {
    throw new NotUnderstood(
      `a JavaScript object that Python holds: ${Object.prototype.toString.call(object)} ${object}`,
    );
  });
}
