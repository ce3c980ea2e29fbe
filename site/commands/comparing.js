/**
 * Comparisons of several trainings, distributed as pieces of work. Events and results are the same as if the main
 * worker did everything, which it does if there are no helpers.
 */

import { freshId } from '../state/ids.js';

/** @import {Client} from './commands.js' */
/** @import {Pool, Asked} from '../worker/pool.js' */
/** @import {ClassicRow, Fold} from '../worker/protocol.js' */

/**
 * @typedef {object} Options
 * @property {(event: any) => void} onEvent
 * @property {AbortSignal} signal
 * @property {boolean | (() => boolean)} terminateIfIgnored
 */

/**
 * @param {object} dependencies
 * @param {Client} dependencies.client
 * @param {Pool} dependencies.pool
 */
export function createComparing({ client, pool }) {
  /**
   * @param {string} key    of the shared material, which the main worker creates
   * @param {string[]} names    of the pieces
   * @param {(name: string) => Asked} ask
   * @param {Options} options    receive each result, too
   * @returns {Promise<any[]>}    in the order of the names; without those that were stopped
   */
  async function inPieces(key, names, ask, { onEvent, signal, terminateIfIgnored }) {
    const all = new AbortController();
    const stop = () => all.abort();
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    const needs = [{ key, made: true, load: () => client.request('material.get', { key }) }];
    const shares = names.map(() => 0);
    /** @param {string} name @param {number} place */
    const one = async (name, place) => {
      try {
        const { result } = await pool.run({
          ask: () => ask(name),
          needs,
          signal: all.signal,
          terminateIfIgnored,
          onEvent(event) {
            if (event.type === 'fetching') return onEvent(event);
            if (!event.share) return;
            shares[place] = event.share;
            onEvent({
              type: 'progress',
              fold: 0,
              folds: 1,
              share: shares.reduce((sum, share) => sum + share, 0) / names.length,
            });
          },
        });
        if (result) onEvent(result);
        return result;
      } catch (error) {
        if (!all.signal.aborted) throw error;
        return null;
      }
    };
    try {
      return (await Promise.all(names.map(one))).filter(Boolean);
    } finally {
      stop(); // if one has failed, the others are cancelled
      signal.removeEventListener('abort', stop);
      pool.forget(key);
      client.request('material.forget', { key }).catch(() => {});
    }
  }

  /** @param {any} params @param {Options} options */
  async function writers(params, options) {
    const key = freshId('material');
    const { mode } = params;
    const { names, leftOut } = await client.request('writers.plan', { key, ...params });
    /** @type {Fold[]} */
    const folds = await inPieces(
      key,
      names,
      (writer) => ({ method: 'writers.fold', params: { key, writer } }),
      options,
    );
    const state = folds.length < names.length ? 'stopped' : 'done';
    return client.request('writers.conclude', { mode, state, leftOut, folds });
  }

  /** @param {any} params @param {Options} options */
  async function classics(params, options) {
    const key = freshId('material');
    const { names, leftOut } = await client.request('classics.plan', { key, ...params });
    /** @type {ClassicRow | null} */
    const net = await client.request('classics.net', params, options);
    if (net) options.onEvent(net);
    /** @type {ClassicRow[]} */
    const rows = await inPieces(
      key,
      net ? names : [],
      (classic) => ({ method: 'classics.row', params: { key, classic } }),
      options,
    );
    return { rows: [...(net ? [net] : []), ...rows], leftOut };
  }

  /** @type {Record<string, (params: any, options: Options) => Promise<any>>} */
  const shared = { writers, classics };

  return {
    /** Like the client's request. @param {string} method @param {object} params @param {Options} options */
    request: (method, params, options) =>
      (pool.most > 0 && method in shared ? shared[method] : client.request.bind(client, method))(params, options),
  };
}
