/**
 * Python's modules as bytecode, kept on the device: the first start compiles them, the later ones need not.
 *
 * @typedef {{library: Uint8Array, packages: Uint8Array}} Bytecode    see zeichenlabor.lab.bytecode
 */

const PARTS = /** @type {const} */ (['library', 'packages']);
const DIGEST = 'X-Sha256';

/** What is kept belongs to one version of Python and its packages; another's goes when it is written. */
export class BytecodeStore {
  #own;
  #name;

  /**
   * @param {URL} site    its folder: the origin may be shared with other pages that have caches
   * @param {string} id    of this version
   */
  constructor(site, id) {
    this.site = site;
    this.#own = `zeichenlabor-bytecode ${site.href} `; // the service worker's begin otherwise, so it leaves these
    this.#name = `${this.#own}${id}`;
  }

  /** @returns {Promise<Bytecode | null>}    null where nothing is kept, or not what was kept */
  async read() {
    if (!(await caches.has(this.#name))) return null;
    const cache = await caches.open(this.#name);
    const [library, packages] = await Promise.all(PARTS.map((part) => this.#right(cache, part)));
    return library && packages && { library, packages };
  }

  /**
   * @param {Cache} cache
   * @param {string} part
   */
  async #right(cache, part) {
    const response = await cache.match(new URL(part, this.site));
    const content = await response?.arrayBuffer();
    if (!response || !content || response.headers.get(DIGEST) !== (await sha256(content))) return null;
    return new Uint8Array(content);
  }

  /** @param {Bytecode} bytecode */
  async write(bytecode) {
    await this.forget();
    const cache = await caches.open(this.#name);
    await Promise.all(PARTS.map(async (part) => {
      const content = /** @type {Uint8Array<ArrayBuffer>} */ (bytecode[part]);
      const headers = { [DIGEST]: await sha256(content) };
      await cache.put(new URL(part, this.site), new Response(content, { headers }));
    }));
  }

  async forget() {
    const names = (await caches.keys()).filter((name) => name.startsWith(this.#own));
    await Promise.all(names.map((name) => caches.delete(name)));
  }
}

/** @param {BufferSource} content */
export async function sha256(content) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
