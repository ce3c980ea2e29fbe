import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { BytecodeStore } from '../../site/worker/bytecode.js';

const SITE = new URL('https://example.org/lab/');
const bytecode = { library: new Uint8Array([1, 2, 3]), packages: new Uint8Array([4, 5]) };

/** Caches as browsers have them, in memory. */
class Caches {
  /** @type {Map<string, Map<string, Response>>} */
  all = new Map();

  has = async (name) => this.all.has(name);
  keys = async () => [...this.all.keys()];
  delete = async (name) => this.all.delete(name);
  open = async (name) => {
    if (!this.all.has(name)) this.all.set(name, new Map());
    const entries = this.all.get(name);
    return {
      put: async (url, response) => void entries.set(url.href, response),
      match: async (url) => entries.get(url.href)?.clone(),
    };
  };
}

beforeEach(() => {
  globalThis.caches = new Caches();
});

test('what was written is read again, by the same version of the same site', async () => {
  await new BytecodeStore(SITE, 'one').write(bytecode);
  assert.deepEqual(await new BytecodeStore(SITE, 'one').read(), bytecode);
  assert.equal(await new BytecodeStore(SITE, 'two').read(), null);
  assert.equal(await new BytecodeStore(new URL('https://example.org/'), 'one').read(), null);
});

test('nothing is kept at first, and looking keeps nothing', async () => {
  assert.equal(await new BytecodeStore(SITE, 'one').read(), null);
  assert.deepEqual(await caches.keys(), []);
});

test('a new version takes the place of the old one, and of nobody else', async () => {
  const others = ['zeichenlabor https://example.org/lab/ 1', 'somebody else'];
  for (const name of others) await caches.open(name);
  await new BytecodeStore(new URL('https://example.org/lab/second/'), 'one').write(bytecode);
  await new BytecodeStore(SITE, 'one').write(bytecode);
  await new BytecodeStore(SITE, 'two').write(bytecode);
  assert.equal(await new BytecodeStore(SITE, 'one').read(), null);
  assert.deepEqual(await new BytecodeStore(SITE, 'two').read(), bytecode);
  assert.ok(await new BytecodeStore(new URL('https://example.org/lab/second/'), 'one').read());
  for (const name of others) assert.ok(await caches.has(name));
});

test('what is not what was kept counts as nothing', async () => {
  const store = new BytecodeStore(SITE, 'one');
  await store.write(bytecode);
  const [entries] = caches.all.values();
  const { headers } = entries.get('https://example.org/lab/library');
  entries.set('https://example.org/lab/library', new Response(new Uint8Array([1, 2, 9]), { headers }));
  assert.equal(await store.read(), null);
  entries.delete('https://example.org/lab/library');
  assert.equal(await store.read(), null);
});
