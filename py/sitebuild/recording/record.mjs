/**
 * Starts Pyodide from a folder of its files, imports the app, and writes down what a worker needs to go on from there.
 *
 *     node record.mjs FROM TO
 *
 * FROM holds Pyodide's files, and files.json: the files of the packages, path and base64. TO gets memory.bin,
 * and recording.json, all that lies outside of memory. See site/worker/restore.js, which puts both back.
 */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { addLibraryData, differences, tidy } from './memory.mjs';
import { forgetContents, gotOf, librariesOf, NotUnderstood, objectsOf, slotsOf } from './outside.mjs';
import { beRepeatable } from './repeatable.mjs';

const [from, to] = process.argv.slice(2).map((folder) => path.resolve(folder));
const prepare = fs.readFileSync(new URL('prepare.py', import.meta.url), 'utf8');
/** @type {Map<string, Buffer>} */
const files = new Map(
  Object.entries(JSON.parse(fs.readFileSync(path.join(from, 'files.json'), 'utf8'))).map(([name, content]) => [
    name,
    Buffer.from(content, 'base64'),
  ]),
);

/** What Emscripten and Python make by themselves. */
const MADE = ['/dev', '/proc', '/tmp', '/home/web_user', '/home/pyodide'];
const LIBRARY = /^\/lib\/python\d+\.zip$/;

const { loadPyodide } = await import(pathToFileURL(path.join(from, 'pyodide.mjs')).href);
const { default: createModule } = await import(pathToFileURL(path.join(from, 'pyodide.asm.mjs')).href);

/** @type {any} */
const first = {};

/** Like Pyodide's own, but noting what there is before any of its code has run. @param {any} settings */
function createPyodideModule(settings) {
  const instantiate = settings.instantiateWasm;
  settings.instantiateWasm = (imports, receive) => {
    first.imports = imports.env;
    // Where the C library keeps the time zone, which each start asks for anew.
    const setClock = imports.env._tzset_js;
    imports.env._tzset_js = Object.assign(
      (...places) => {
        first.clock = places;
        return setClock(...places);
      },
      { sig: setClock.sig },
    );
    return instantiate(imports, receive);
  };
  settings.preRun.push((M) => {
    first.slots = M.wasmTable.length;
    first.got = Object.fromEntries(Object.entries(M.GOT).map(([name, { value }]) => [name, value]));
    first.memory = M.HEAPU8.slice();
  });
  return createModule(settings);
}

async function record() {
  beRepeatable();
  const pyodide = await loadPyodide({
    indexURL: `${from}${path.sep}`,
    createPyodideModule,
    env: { HOME: '/home/pyodide' },
    fsInit: async (FS) => {
      for (const [name, content] of files) {
        FS.mkdirTree(path.posix.dirname(name));
        FS.writeFile(name, content);
      }
    },
    _makeSnapshot: true,
    _sysExecutable: './this.program',
  });
  const M = pyodide._module;
  pyodide.runPython(prepare);
  const libraries = librariesOf(M);
  forgetContents(M, libraries);
  const outside = {
    libraries,
    slots: slotsOf(M, first.imports, libraries, first.slots),
    freeSlots: [...M.freeTableIndexes],
    firstSlots: first.slots,
    lastSlots: M.wasmTable.length,
    got: gotOf(M, first.got),
    objects: objectsOf(pyodide),
    stack: M.stackSave(),
    clock: first.clock ?? [],
    loadedPackages: { ...pyodide.loadedPackages },
  };
  checkFiles(M.FS);
  tidy(M);
  const memory = M.HEAPU8.slice();
  const before = new Uint8Array(memory.length);
  before.set(first.memory);
  addLibraryData(before, M, first.imports, libraries, (name) => files.get(name));
  const { runs, content } = differences(before, memory);
  fs.writeFileSync(path.join(to, 'memory.bin'), content);
  fs.writeFileSync(path.join(to, 'recording.json'), JSON.stringify({ ...outside, memoryLength: memory.length, runs }));
}

/** A file that Python wrote while it was recorded would be lost. @param {any} FS @param {string} [folder] */
function checkFiles(FS, folder = '') {
  for (const name of FS.readdir(folder || '/').filter((one) => one !== '.' && one !== '..')) {
    const full = `${folder}/${name}`;
    if (MADE.includes(full) || files.has(full) || LIBRARY.test(full)) continue;
    if (!FS.isDir(FS.lookupPath(full, { follow: false }).node.mode)) throw new NotUnderstood(`the file ${full}`);
    checkFiles(FS, full);
  }
}

try {
  await record();
} catch (error) {
  console.error(error instanceof NotUnderstood ? `not understood: ${error.message}` : error);
  process.exitCode = 1;
}
process.exit();
