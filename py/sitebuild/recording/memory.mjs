/** The linear memory of a running Pyodide: tidied, and only what a start does not make by itself. */

/** Bytes that are shipped or left out together. */
const BLOCK = 256;

/** Overwrites what is free, and what calls that have ended left on the stack. @param {any} M */
export function tidy(M) {
  M.HEAPU8.fill(0, M._emscripten_stack_get_end(), M.stackSave() - 512);
  // The allocator gives all that it has where it may not ask for more.
  const limit = M._emscripten_get_sbrk_ptr() >>> 2;
  const top = M.HEAPU32[limit];
  M.HEAPU32[limit] = 0xffffff00;
  const held = [];
  for (let size = 1 << 24; size >= 12; ) {
    const place = M._malloc(size) >>> 0;
    if (place) {
      M.HEAPU8.fill(0, place, place + size);
      held.push(place);
    } else {
      size = size > 4096 ? Math.floor(size * 0.9) & ~7 : size - 8;
    }
  }
  held.forEach((place) => M._free(place));
  M.HEAPU32[limit] = top;
}

/**
 * Puts what the libraries bring by themselves, when they are instantiated at their places, into `memory`.
 *
 * @param {Uint8Array} memory
 * @param {any} M
 * @param {Record<string, any>} imports
 * @param {any[]} libraries
 * @param {(name: string) => Uint8Array} read    a library's file
 */
export function addLibraryData(memory, M, imports, libraries, read) {
  const shadow = new WebAssembly.Memory({ initial: memory.length >>> 16, maximum: 65536 });
  const table = new WebAssembly.Table({ initial: M.wasmTable.length, element: 'anyfunc' });
  for (const { name, memoryBase, tableBase } of libraries) {
    const own = {
      memory: shadow,
      __indirect_function_table: table,
      __memory_base: memoryBase,
      __table_base: tableBase,
    };
    const env = new Proxy(imports, { get: (_, key) => own[key] ?? imports[key] ?? (() => {}) });
    const module = new WebAssembly.Module(read(name));
    const got = new Proxy(M.getDylinkMetadata(module).weakImports, M.GOTHandler);
    new WebAssembly.Instance(module, { env, wasi_snapshot_preview1: env, 'GOT.mem': got, 'GOT.func': got });
  }
  const brought = new Uint8Array(shadow.buffer);
  for (let at = 0; at < memory.length; at++) memory[at] ||= brought[at];
}

/**
 * What differs between what a start makes by itself and what has been recorded.
 *
 * @param {Uint8Array} before
 * @param {Uint8Array} memory
 * @returns {{runs: number[], content: Buffer}}    runs: bytes from the last run's end, and bytes of this one, in turns
 */
export function differences(before, memory) {
  const runs = [];
  const parts = [];
  let last = 0;
  for (let at = 0; at < memory.length; ) {
    if (same(before, memory, at)) {
      at += BLOCK;
      continue;
    }
    let end = at;
    while (end < memory.length && !same(before, memory, end)) end += BLOCK;
    runs.push(at - last, end - at);
    parts.push(memory.subarray(at, end));
    last = at = end;
  }
  return { runs, content: Buffer.concat(parts) };
}

/** @param {Uint8Array} before @param {Uint8Array} memory @param {number} at */
function same(before, memory, at) {
  return Buffer.compare(memory.subarray(at, at + BLOCK), before.subarray(at, at + BLOCK)) === 0;
}
