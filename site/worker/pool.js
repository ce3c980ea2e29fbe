/**
 * Distributes pieces of work over all cores: the main worker and its helpers share one queue.
 *
 * A piece depends on its parameters only, so any free worker can do it, and it is repeated if a helper is lost. Helpers
 * are started when pieces are queued, and ended when idle; if there can be none, the main worker does everything.
 *
 * @typedef {import('./helper.js').Helper} Helper
 * @typedef {import('./helper.js').Hopes} Hopes
 *
 * @typedef {{method: string, params: object, transfer?: Transferable[]}} Asked
 *
 * @typedef {object} Material    data that many pieces need, sent to each worker once
 * @property {string} key
 * @property {() => object | Promise<object>} load    its content, as parameters of `material.put`; called for each
 *     worker
 * @property {boolean} [made]    the main worker has created it already
 *
 * @typedef {object} Piece
 * @property {(own: boolean) => Asked | Promise<Asked>} ask    called when a worker takes it, and again if that worker
 *     was lost; own: it is the main worker
 * @property {Material[]} [needs]
 * @property {(event: any) => void} [onEvent]
 * @property {AbortSignal} [signal]    removes a queued piece, or asks a running one to end early
 * @property {boolean | (() => boolean)} [terminateIfIgnored]    ends the helper if the piece does not end early; for
 *     the main worker, as in client.js
 *
 * @typedef {object} Device
 * @property {number} [cores]
 * @property {number} [memory]    gigabytes, if the browser reports it
 *
 * @typedef {object} Lane    a worker in the pool
 * @property {Pick<Helper, 'request' | 'tell'> | null} client
 * @property {boolean} own
 * @property {'starting' | 'ready' | 'lost'} state
 * @property {Waiting | null} piece
 * @property {Set<string>} held    keys of its materials
 * @property {number} helper    its number in the main worker while it helps with a training; 0 otherwise
 * @property {() => void} end
 *
 * @typedef {Piece & {settle: (done: {result: any, own: boolean}) => void, fail: (error: any) => void, losses: number,
 *     over: boolean}} Waiting
 *     losses: how many helpers were lost with it; over: no longer needed
 */

import { ENDED } from './codes.js';

/** Together with the main worker and the page, more would only share the cores. */
const MOST = 3;
const IDLE_MS = 60_000;
/** After this many lost helpers, the main worker does a piece. */
const MOST_LOSSES = 2;
/** After this many lost helpers in a row, no more are started. */
const MOST_FAILURES = 3;
/** Delay of reports to the page, to skip short pauses. */
const TELL_MS = 200;

const OVER = { code: ENDED, params: {} };

/** The most helpers for a device. @param {Device} device */
export function mostHelpers({ cores = 1, memory = Infinity }) {
  const bears = memory <= 2 ? 0 : memory <= 4 ? 1 : MOST;
  return Math.max(0, Math.min(cores - 1, bears));
}

/**
 * @param {object} dependencies
 * @param {Pick<Helper, 'request' | 'tell'>} dependencies.client    of the main worker
 * @param {() => boolean} dependencies.isReady    whether it accepts requests
 * @param {(hopes: Hopes) => Helper} [dependencies.start]    starts a helper; without it there are none
 * @param {Device} [dependencies.device]
 * @param {() => number} [dependencies.worth]    how many pieces must be queued to start a helper
 * @param {(working: number) => void} [dependencies.onChange]    called with the number of workers that share the work,
 *     including the main one; 0 if it works alone
 */
export function createPool({ client, isReady, start, device = {}, worth = () => 1, onChange = () => {} }) {
  /** @type {Lane} */
  const own = { client, own: true, state: 'ready', piece: null, held: new Set(), helper: 0, end: () => {} };
  /** @type {Lane[]} */
  let helpers = [];
  /** @type {Waiting[]} */
  let queue = [];
  let failures = 0;
  let told = 0;
  let joined = 0;
  let training = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let idling;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let telling;

  const most = () => (start && failures < MOST_FAILURES ? mostHelpers(device) : 0);
  const lanes = () => [own, ...helpers];
  const isBusy = () => queue.length > 0 || lanes().some(({ piece }) => piece);

  /** Assigns queued pieces to free workers. */
  function work() {
    for (const lane of lanes()) if (isFree(lane)) take(lane);
    hire();
    clearTimeout(idling);
    if (!isBusy() && !training && helpers.length > 0) idling = setTimeout(() => helpers.forEach(dismiss), IDLE_MS);
    tellSoon();
  }

  /** @param {Lane} lane */
  function isFree(lane) {
    return lane.state === 'ready' && !lane.piece && (!lane.own || isReady());
  }

  /** @param {Lane} lane */
  function take(lane) {
    const piece = queue.find(({ losses }) => lane.own || losses < MOST_LOSSES);
    if (!piece) return;
    queue = queue.filter((one) => one !== piece);
    void give(lane, piece);
  }

  /** @param {Lane} lane @param {Waiting} piece */
  async function give(lane, piece) {
    lane.piece = piece;
    try {
      for (const material of piece.needs ?? []) await bring(lane, material);
      const { method, params, transfer } = await piece.ask(lane.own);
      const { onEvent, signal, terminateIfIgnored } = piece;
      if (piece.over || signal?.aborted) throw OVER;
      const result = await request(lane, method, params, {
        onEvent,
        signal,
        terminateIfIgnored: lane.own ? terminateIfIgnored : Boolean(terminateIfIgnored),
        transfer,
      });
      if (!lane.own) failures = 0;
      piece.settle({ result, own: lane.own });
    } catch (error) {
      if (piece.over || piece.signal?.aborted || lane.own) piece.fail(error);
      else if (lane.state === 'lost') again(piece, piece.losses + 1);
      else if (/** @type {any} */ (error).code === 'worker/memory')
        again(piece, MOST_LOSSES); // the main worker may have other work
      else piece.fail(error);
    }
    lane.piece = null;
    work();
  }

  /** @param {Lane} lane @param {Material} material */
  async function bring(lane, { key, load, made }) {
    if (lane.held.has(key) || (lane.own && made)) return;
    await request(lane, 'material.put', { key, ...(await load()) }, {});
    lane.held.add(key);
  }

  /** @param {Lane} lane @param {string} method @param {object} params @param {object} options */
  function request({ client: worker, state }, method, params, options) {
    if (!worker || state === 'lost') throw OVER;
    return worker.request(method, params, options);
  }

  /** @param {Waiting} piece @param {number} losses */
  function again(piece, losses) {
    piece.losses = losses;
    queue.unshift(piece);
  }

  /** @param {Waiting} piece @param {any} error */
  function drop(piece, error) {
    if (!queue.includes(piece)) return;
    queue = queue.filter((one) => one !== piece);
    piece.fail(error);
  }

  /** Starts helpers for queued pieces, considering those that are starting already. */
  function hire() {
    const waiting = queue.filter(({ losses }) => losses < MOST_LOSSES).length;
    const free = helpers.filter(({ piece }) => !piece).length;
    if (waiting < worth()) return;
    for (let count = Math.min(waiting - free, most() - helpers.length); count > 0; count -= 1) startOne();
  }

  function startOne() {
    /** @type {Lane} */
    const lane = {
      client: null,
      own: false,
      state: 'starting',
      piece: null,
      held: new Set(),
      helper: 0,
      end: () => {},
    };
    helpers = [...helpers, lane];
    const onReady = () => {
      lane.state = 'ready';
      if (training) join(lane);
      work();
    };
    const onLost = () => {
      failures += 1;
      leave(lane);
      work();
    };
    try {
      const helper = /** @type {NonNullable<typeof start>} */ (start)({ onReady, onLost });
      lane.client = helper;
      lane.end = () => helper.terminate();
    } catch {
      failures = MOST_FAILURES;
      leave(lane);
    }
  }

  /** @param {Lane} lane */
  function leave(lane) {
    lane.state = 'lost';
    if (lane.helper) client.tell({ kind: 'leave', helper: lane.helper }, []);
    helpers = helpers.filter((one) => one !== lane);
  }

  /**
   * Connects main worker and helper directly, since messages via the page would be delayed by drawing.
   * @param {Lane} lane
   */
  function join(lane) {
    if (lane.helper) return;
    lane.helper = joined += 1;
    const { port1, port2 } = new MessageChannel();
    lane.client?.tell({ kind: 'join', helper: null }, [port1]);
    client.tell({ kind: 'join', helper: lane.helper }, [port2]);
  }

  /** @param {Lane} lane */
  function dismiss(lane) {
    leave(lane);
    lane.end();
    tellSoon();
  }

  function tellSoon() {
    if (telling !== undefined) return;
    telling = setTimeout(() => {
      telling = undefined;
      const ready = helpers.filter(({ state }) => state === 'ready').length;
      const working = ready > 0 && isBusy() ? 1 + ready : 0;
      if (working !== told) onChange((told = working));
    }, TELL_MS);
  }

  return {
    /**
     * Queues a piece for the first free worker.
     *
     * @param {Piece} piece
     * @returns {Promise<{result: any, own: boolean}>}    own: the main worker has done it
     */
    run(piece) {
      return new Promise((settle, fail) => {
        const { signal } = piece;
        if (signal?.aborted) return fail(OVER);
        const waiting = { ...piece, settle, fail, losses: 0, over: false };
        queue.push(waiting);
        signal?.addEventListener('abort', () => drop(waiting, OVER), { once: true });
        work();
      });
    },

    /** Whether pieces are queued or running. */
    isBusy,

    /** The largest possible number of helpers. */
    get most() {
      return most();
    },

    /** A training begins whose steps helpers can compute: starts and connects all helpers. */
    beginTraining() {
      training = true;
      while (helpers.length < most()) startOne();
      for (const lane of helpers) if (lane.state === 'ready') join(lane);
    },

    /** The training has ended. */
    endTraining() {
      training = false;
      work();
    },

    /** The main worker accepts requests again. */
    wake: work,

    /** Deletes a material. @param {string} key */
    forget(key) {
      for (const lane of lanes()) {
        if (!lane.held.delete(key) || !lane.client || (lane.own && !isReady())) continue;
        lane.client.request('material.forget', { key }).catch(() => {});
      }
    },

    /** Ends everything together with the main worker. */
    end() {
      own.held.clear();
      training = false;
      for (const { piece } of lanes()) if (piece) piece.over = true;
      for (const piece of queue) drop(piece, OVER);
      helpers.forEach(dismiss);
      clearTimeout(idling);
      failures = 0;
    },
  };
}

/** @typedef {ReturnType<typeof createPool>} Pool */
