/** Boots the site's own Python in a worker and runs preset_training.py's functions on request. */

import { loadPyodide } from '../pyodide/pyodide.mjs';

const site = new URL('../', import.meta.url);
const python = await loadPyodide({ indexURL: new URL('pyodide/', site).href });
await python.loadPackage('zeichenlabor');

/** @param {string} path    below the data folder */
async function put(path) {
  const response = await fetch(new URL(`data/${path}`, site));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  python.FS.mkdirTree(`/data/${path.split('/').slice(0, -1).join('/')}`);
  python.FS.writeFile(`/data/${path}`, new Uint8Array(await response.arrayBuffer()));
}

addEventListener('message', async ({ data: { files, code } }) => {
  try {
    await Promise.all(files.map(put));
    python.globals.set('tell', (/** @type {string} */ text) => postMessage({ told: text }));
    const script = await (await fetch(new URL('preset_training.py', import.meta.url))).text();
    python.FS.writeFile('/home/pyodide/preset_training.py', script);
    postMessage({ result: await python.runPythonAsync(code) });
  } catch (error) {
    postMessage({ error: String(error) });
  }
});
postMessage({ ready: true });
