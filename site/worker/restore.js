/**
 * Starts Python from a snapshot: its memory, recorded at build time with the app imported, is loaded into a new
 * Pyodide, and state outside of memory is recreated. py/sitebuild/recording/ writes the snapshot.
 *
 * Pyodide is not modified: it accepts a function that creates its module, and exposes what that needs.
 *
 * @typedef {object} Library    a shared library at its address
 * @property {string} name    its file
 * @property {number} handle
 * @property {boolean} global
 * @property {number | null} refcount    null: never unloaded
 * @property {number} memoryBase
 * @property {number} tableBase
 *
 * @typedef {object} Recording
 * @property {Library[]} libraries
 * @property {[slot: number, from: number, name: string][]} slots    of the function table; from: a library, or a
 *     constant below
 * @property {number[]} freeSlots
 * @property {number} firstSlots    the table's initial length
 * @property {number} lastSlots
 * @property {Record<string, number>} got    entries of the global offset table that are not initial
 * @property {object} objects    the JavaScript objects that Python references, serialised by Pyodide
 * @property {number} stack
 * @property {number} memoryLength    bytes
 * @property {number[]} runs    contents of memory.bin: bytes to skip and bytes to write, alternating
 * @property {number[]} clock    addresses of the C library's time zone
 * @property {Record<string, string>} loadedPackages
 * @property {[path: string, bytes: number][]} libraryFiles    contents of libraries.bin
 * @property {[path: string, bytes: number][]} files    contents of files.bin
 *
 * @typedef {(path: string) => Promise<ArrayBuffer>} GetFile    fetches a file of the site by its name in the manifest
 */

const FROM_MAIN = -1;
const BY_SIGNATURE = -2;

const WASM = 'pyodide/pyodide.asm.wasm';
const LIBRARY = 'pyodide/python_stdlib.zip';
/** An empty zip, where Python looks for its library until that is loaded. */
const EMPTY_ZIP = Uint8Array.of(0x50, 0x4b, 5, 6, ...Array(18).fill(0));

/**
 * @param {object} given
 * @param {URL} given.site
 * @param {any} given.loadPyodide    of Pyodide's module `pyodide.mjs`
 * @param {any} given.createPyodideModule    what `pyodide.asm.mjs` exports
 * @param {GetFile} given.get
 * @returns {Promise<{pyodide: any, bringLibrary: () => Promise<void>, bringSources: () => Promise<void>}>}
 *     Python, and a function that adds the deferred files to its file system
 */
export async function restore({ site, loadPyodide, createPyodideModule, get }) {
  // Start each as early as possible:
  const compiling = get(WASM).then((bytes) => WebAssembly.compile(bytes));
  const recording = get('snapshot/snapshot.json').then((bytes) => /** @type {Recording} */ (parsed(bytes)));
  const memory = get('snapshot/memory.bin').then(inflated);
  const files = Promise.all([recording, get('snapshot/libraries.bin').then(inflated)]).then(
    ([{ libraryFiles }, bytes]) => cut(libraryFiles, bytes),
  );
  const libraries = Promise.all([recording, files]).then(([all, contents]) =>
    Promise.all(all.libraries.map(({ name }) => WebAssembly.compile(/** @type {BufferSource} */ (contents.get(name))))),
  );
  const everything = await Promise.all([
    recording,
    memory,
    files,
    libraries,
    compiling,
    get('pyodide/pyodide-lock.json'),
  ]);
  const [recorded, , libraryFiles, modules, module, lock] = everything;
  /** @type {Uint8Array | null} */
  let content = everything[1];

  const lockFile = parsed(lock);
  /** @type {any} */
  let M;
  const folder = new URL('pyodide/', site).href;
  const giveBack = answerPyodide(site, module);
  try {
    const pyodide = await loadPyodide({
      indexURL: folder,
      packageBaseUrl: folder,
      lockFileContents: lockFile,
      env: { HOME: '/home/pyodide' },
      _loadSnapshot: new Uint8Array(1), // the snapshot is loaded differently; this indicates that there is one
      createPyodideModule: async (/** @type {any} */ settings) => {
        /** @type {Record<string, any>} */
        let imports = {};
        const instantiate = settings.instantiateWasm;
        settings.instantiateWasm = (/** @type {any} */ wanted, /** @type {any} */ receive) => {
          imports = wanted.env;
          return instantiate(wanted, receive);
        };
        M = await createPyodideModule(settings);
        putBack(M, imports, recorded, modules, /** @type {Uint8Array} */ (content));
        content = null; // Pyodide never releases this function
        addFiles(M, libraryFiles);
        const { API } = M;
        const expected = API.getExpectedKeys;
        API.getExpectedKeys = () =>
          expected().map((/** @type {any} */ key, /** @type {number} */ index) =>
            index === 6 ? API.public_api.loadedPackages : key,
          );
        API.restoreSnapshot = () => recorded.objects;
        return M;
      },
    });
    for (const [name, channel] of Object.entries(recorded.loadedPackages)) {
      pyodide.loadedPackages[lockFile.packages[name].name] = channel; // as in Pyodide's own loader
    }
    return {
      pyodide,
      bringLibrary: () => bringLibrary(pyodide, get),
      bringSources: () => bringSources(pyodide, recorded, get),
    };
  } finally {
    giveBack();
  }
}

/**
 * Provides Pyodide with files that are already loaded.
 *
 * @param {URL} site
 * @param {WebAssembly.Module} module
 * @returns {() => void}    ends that
 */
function answerPyodide(site, module) {
  const { Module } = WebAssembly;
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  const answers = new Map([
    [new URL(WASM, site).href, new Uint8Array()],
    [new URL(LIBRARY, site).href, EMPTY_ZIP],
  ]);
  /** @type {any} */ (globalThis).fetch = (/** @type {any} */ input, /** @type {RequestInit | undefined} */ init) => {
    const answer = answers.get(String(input.url ?? input));
    return answer ? Promise.resolve(new Response(answer)) : fetch(input, init);
  };
  /** @type {any} */ (WebAssembly).instantiateStreaming = async (/** @type {any} */ _, /** @type {any} */ imports) => ({
    module,
    instance: withOneOfEach(await WebAssembly.instantiate(module, imports), imports.env),
  });
  /** @type {any} */ (WebAssembly).Module = reusing(Module);
  return () => Object.assign(globalThis, { fetch }) && Object.assign(WebAssembly, { instantiateStreaming, Module });
}

/**
 * According to the standard, an exported function that is also in the table is one object; in WebKit there are two, and
 * Emscripten would add it to the table again, so that addresses in memory would be wrong.
 *
 * @param {WebAssembly.Instance} instance
 * @param {Record<string, any>} env
 */
function withOneOfEach({ exports }, env) {
  const table = /** @type {WebAssembly.Table} */ (exports.__indirect_function_table ?? env.__indirect_function_table);
  /** @type {Map<string, Function>} */
  const known = new Map();
  for (let slot = 0; slot < table.length; slot++) {
    const one = table.get(slot);
    if (one) known.set(one.name, one); // the name of such a function is its index
  }
  const same = Object.entries(exports).map(([name, value]) => {
    if (typeof value !== 'function') return [name, value];
    if (!known.has(value.name)) known.set(value.name, value);
    return [name, known.get(value.name)];
  });
  return { exports: Object.fromEntries(same) };
}

/**
 * Emscripten compiles a small module for each JavaScript function that C can call, most of them identical. Each
 * compilation copies the script's URL, which takes 5 ms in Firefox for a data: URL of this length.
 *
 * @param {typeof WebAssembly.Module} Module
 */
function reusing(Module) {
  /** @type {Map<string, WebAssembly.Module>} */
  const known = new Map();
  /** @param {BufferSource} source */
  function Reused(source) {
    if (!(source instanceof Uint8Array) || source.length > 256) return new Module(source);
    const key = String(source);
    const module = known.get(key) ?? new Module(source);
    known.set(key, module);
    return module;
  }
  Reused.prototype = Module.prototype;
  return Object.setPrototypeOf(Reused, Module);
}

/**
 * @param {any} M    Emscripten's module, before its main program has run
 * @param {Record<string, any>} imports
 * @param {Recording} recorded
 * @param {WebAssembly.Module[]} modules    the libraries
 * @param {Uint8Array} content    of memory.bin
 */
function putBack(M, imports, recorded, modules, content) {
  const { wasmTable } = M;
  if (M.HEAPU8.length < recorded.memoryLength && !M.growMemory(recorded.memoryLength))
    throw new Error('The memory cannot grow.');
  // Python calls C functions through a trampoline that is compiled for this engine, if supported.
  const trampoline = (M.__PyRuntime + M.HEAP32[M.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET >>> 2]) >>> 2;
  const trampolinePointer = M.HEAP32[trampoline];
  if (!trampolinePointer && wasmTable.length === recorded.firstSlots - 1) wasmTable.grow(1);
  if (wasmTable.length !== recorded.firstSlots)
    throw new Error(`The table has ${wasmTable.length} slots, not ${recorded.firstSlots}.`);
  wasmTable.grow(recorded.lastSlots - wasmTable.length);
  for (const [name, value] of Object.entries(recorded.got)) {
    if (M.GOT[name]) M.GOT[name].value = value;
    else M.GOT[name] = new WebAssembly.Global({ value: 'i32', mutable: true }, value);
  }
  const exports = recorded.libraries.map((library, index) => putBackLibrary(M, imports, library, modules[index]));
  for (const [slot, from, name] of recorded.slots) {
    if (from === BY_SIGNATURE) {
      M.freeTableIndexes.push(slot);
      M.addFunction(imports[name], imports[name].sig);
    } else {
      M.setWasmTableEntry(slot, from === FROM_MAIN ? imports[name] : exports[from][name]);
      M.updateTableMap(slot, 1);
    }
  }
  M.freeTableIndexes.push(...recorded.freeSlots);
  writeRuns(M.HEAPU8, recorded.runs, content);
  M.HEAP32[trampoline] = trampolinePointer;
  M.stackRestore(recorded.stack);
  if (recorded.clock.length > 0) imports._tzset_js(...recorded.clock);
}

/**
 * Loads a library at its recorded address without relocations and constructors, whose effects are in the memory.
 *
 * @param {any} M
 * @param {Record<string, any>} imports
 * @param {Library} library
 * @param {WebAssembly.Module} module
 */
function putBackLibrary(M, imports, library, module) {
  /** @type {Record<string, any>} */
  let exports = {};
  /** @type {Record<string, any>} */
  const own = { __memory_base: library.memoryBase, __table_base: library.tableBase };
  /** Resolves a symbol of another library when it is called. @param {string} name */
  const later =
    (name) =>
    (/** @type {any[]} */ ...values) => {
      const found = (M.isSymbolDefined(name) && imports[name]) || exports[name];
      if (!found) throw new Error(`${library.name} asks for ${name}, which is nowhere.`);
      return found(...values);
    };
  const env = new Proxy(own, {
    get: (_, /** @type {string} */ name) => {
      if (name in own) return own[name];
      if (name in imports && !imports[name].stub) return imports[name];
      return (own[name] = later(name));
    },
  });
  const got = new Proxy(M.getDylinkMetadata(module).weakImports, M.GOTHandler);
  const instance = new WebAssembly.Instance(module, {
    'GOT.mem': got,
    'GOT.func': got,
    env,
    wasi_snapshot_preview1: env,
  });
  exports = M.relocateExports(instance.exports, library.memoryBase);
  const loaded = M.newDSO(library.name, library.handle, exports);
  loaded.global = library.global;
  loaded.refcount = library.refcount ?? Infinity;
  return exports;
}

/** @param {Uint8Array} memory @param {number[]} runs @param {Uint8Array} content */
function writeRuns(memory, runs, content) {
  let at = 0;
  let read = 0;
  for (let k = 0; k < runs.length; k += 2) {
    at += runs[k];
    memory.set(content.subarray(read, read + runs[k + 1]), at);
    at += runs[k + 1];
    read += runs[k + 1];
  }
  if (read !== content.length) throw new Error('memory.bin has another length than its index says.');
}

/**
 * Adds Python's standard library, for modules that are not in the snapshot.
 * @param {any} pyodide
 * @param {GetFile} get
 */
async function bringLibrary(pyodide, get) {
  const [major, minor] = pyodide._api.pyVersionTuple;
  pyodide.FS.writeFile(`/lib/python${major}${minor}.zip`, new Uint8Array(await get(LIBRARY)), { canOwn: true });
  lookAgain(pyodide);
}

/** Adds the packages' files. @param {any} pyodide @param {Recording} recorded @param {GetFile} get */
async function bringSources(pyodide, recorded, get) {
  addFiles(pyodide._module, cut(recorded.files, await inflated(await get('snapshot/files.bin'))));
  lookAgain(pyodide);
}

/** Clears Python's caches of folders and archives. @param {any} pyodide */
function lookAgain(pyodide) {
  pyodide.runPython('import importlib; importlib.invalidate_caches(); del importlib');
}

/**
 * Adds files to Python's file system without copying.
 * @param {any} M
 * @param {Map<string, Uint8Array>} files
 */
function addFiles({ FS, MEMFS }, files) {
  /** @type {Map<string, any>} */
  const folders = new Map();
  for (const [path, content] of files) {
    const cutAt = path.lastIndexOf('/');
    const folder = path.slice(0, cutAt);
    if (!folders.has(folder)) {
      FS.mkdirTree(folder);
      folders.set(folder, FS.lookupPath(folder).node);
    }
    const node = MEMFS.createNode(folders.get(folder), path.slice(cutAt + 1), 0o100666, 0);
    node.contents = content;
    node.usedBytes = content.length;
  }
}

/** @param {[path: string, bytes: number][]} index @param {Uint8Array} bytes @returns {Map<string, Uint8Array>} */
function cut(index, bytes) {
  let at = 0;
  return new Map(index.map(([path, length]) => [path, bytes.subarray(at, (at += length))]));
}

/** @param {ArrayBuffer} bytes */
function parsed(bytes) {
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** @param {ArrayBuffer} bytes    compressed by zlib */
async function inflated(bytes) {
  // Not from a Blob's stream: WebKit cannot read Blobs with an opaque origin.
  const { readable, writable } = new DecompressionStream('deflate');
  const writer = writable.getWriter();
  const written = Promise.all([writer.write(bytes), writer.close()]);
  written.catch(() => {}); // reported to the reader
  return new Uint8Array(await new Response(readable).arrayBuffer());
}
