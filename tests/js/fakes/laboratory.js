/**
 * A worker as the real one behaves: it takes requests in their order, keeps sources and one network, and answers
 * later. The test says when it works and which answer arrives next, in any order; it notes what would be wrong.
 */

import { PRESET, workerError } from './client.js';

/** What puts a network there. */
const NETWORK = new Set([
  'train.start',
  'train.reset',
  'train.resume',
  'train.step',
  'runs.restore',
  'weights.load',
  'code.run',
]);

const SIDE = 784;
const SHOWN = 4;

/** A picture that says who it is. @param {number} tag @param {Uint8Array} images @param {number} index */
export function write(tag, images, index = 0) {
  new DataView(images.buffer, images.byteOffset).setUint32(index * SIDE, tag);
  return images;
}

/** @param {Uint8Array} images @param {number} index */
export function tagOf(images, index = 0) {
  return new DataView(images.buffer, images.byteOffset).getUint32(index * SIDE);
}

/** @param {number[]} tags */
const picturesOf = (tags) =>
  tags.reduce((images, tag, index) => write(tag, images, index), new Uint8Array(tags.length * SIDE));

const numbers = (count, from = 0) => Array.from({ length: count }, (_, index) => from + index);

export function createLaboratory() {
  /**
   * @type {Map<string, {classes: string[], labels: number[], cells: number[], images: Uint8Array, large?: boolean}>}
   */
  let sources = new Map();
  /** @type {{run: string | null, epochs: number, classes: string[] | null}} */
  let net = { run: null, epochs: 0, classes: null };
  /** A network that the page does not know of yet. @type {typeof net | null} */
  let aside = null;
  /** @type {any[]} */
  let incoming = [];
  /** @type {any[]} */
  let outgoing = [];
  /** @type {any} */
  let job = null;
  /** Cells that are under way. @type {{request: any, end: () => void}[]} */
  let cells = [];
  let marks = 0;
  let pages = 0;
  let serial = () => 0;
  /** What each answer about a network was about. @type {Map<number, {run: string | null, epochs: number}>} */
  const about = new Map();
  /** Sources that could not be read once more. */
  const unread = new Set();
  /** @type {string[]} */
  const wrong = [];

  function mark() {
    marks += 1;
    about.set(marks, { ...net });
    return marks;
  }

  /** @param {string} sheet @param {any} result @param {number[]} [more]    further tags */
  function hold(sheet, result, more = []) {
    const cells = numbers(result.cells.length + more.length);
    const labels = result.status
      .map((status, index) => (status === 'kept' ? result.labels[index] : -1))
      .concat(more.map(() => 0));
    sources.set(sheet, {
      large: more.length > 0,
      classes: result.classes,
      labels,
      cells,
      images: picturesOf([...result.cells.map((cell) => tagOf(result.images, cell)), ...more]),
    });
    return result;
  }

  /** @param {number} serial @param {number} [corners] */
  function page(serial, corners = 0) {
    const tags = numbers(3, serial * 64 + corners * 8);
    return {
      classes: ['0', '1'],
      status: ['kept', 'kept', 'doubtful'],
      labels: [0, 1, 0],
      cells: numbers(3),
      images: picturesOf(tags),
      more: [],
      page: { quality: { warnings: ['frame-doubtful'] }, twin: null },
    };
  }

  /**
   * What a request says that counts; of large collections, as far as it comes to the page at once.
   * @param {any} told
   */
  function counted({ sources: named, edits }) {
    return named.flatMap(({ sheet }) => {
      const source = sources.get(sheet);
      if (!source) throw workerError('data/lost-source', { sheet });
      const mine = new Map(edits.filter((edit) => edit.sheet === sheet).map(({ cell, label }) => [cell, label]));
      return source.cells
        .map((cell, index) => {
          const written = source.labels[index] < 0 ? null : source.classes[source.labels[index]];
          return [tagOf(source.images, index), mine.has(cell) ? mine.get(cell) : written, cell];
        })
        .filter(([, label, cell]) => label !== null && (cell < SHOWN || !source.large))
        .map(([tag, label]) => `${tag}:${label}`);
    });
  }

  /** @param {string | null} run */
  function expect(run) {
    if (run === net.run) return;
    if (run !== null && run !== aside?.run) throw workerError('request/other-network');
    if (job) throw workerError('request/busy');
    [net, aside] =
      run === null ? [{ run: null, epochs: 0, classes: null }, net] : [/** @type {typeof net} */ (aside), null];
  }

  /** Whatever was put aside is not asked for any more. @param {typeof net} network */
  function put(network) {
    [net, aside] = [network, null];
  }

  const checkFree = () => {
    if (job) throw workerError('request/busy');
  };

  const checkpoint = () => ({
    type: 'checkpoint',
    epochs: net.epochs,
    batch: 0,
    weights: new TextEncoder().encode(`${net.run}/${net.epochs}`),
  });
  const start = () => ({
    type: 'start',
    samples: { train: 3, validation: 1, test: 1 },
    batches: 1,
    parameters: 9,
    data: 1,
    at: 1,
    forHelpers: false,
  });

  /** @param {any} request @param {number} goal */
  function train(request, goal) {
    checkFree();
    request.tell(start());
    job = { request, goal };
    return undefined; // it answers when it ends
  }

  /** @type {Record<string, (params: any, request: any) => any>} */
  const methods = {
    presets: () => [PRESET],
    'sheets.read': ({ sheet, file, corners }) => {
      return hold(sheet, methods['page.read']({ file, corners }, null));
    },
    'page.read': ({ file, corners }) => {
      const name = new TextDecoder().decode(file);
      if (name.startsWith('bad') || corners?.[0][0] === 7) throw workerError('sheet/no-grid');
      return page(Number(name.split('-')[1]), corners?.[0][0]);
    },
    'sheets.twin': ({ sheet }) => {
      if (!sources.has(sheet)) throw workerError('data/lost-source', { sheet });
      return { twin: null };
    },
    'sheets.restore': ({ sheet, classes, images, labels, cells }) => {
      sources.set(sheet, { classes, images: images.slice(), labels, cells });
      return {};
    },
    'sheets.forget': ({ sheet }) => {
      sources.delete(sheet);
      return {};
    },
    'ready.digits': ({ sheet }, { fails }) => {
      if (fails) throw workerError('request/no-package');
      return hold(sheet, { ...page(900_000 + (marks += 1)), page: null });
    },
    'ready.files': ({ sheet, files: [{ file }] }, { fails }) => {
      if (fails) {
        unread.add(sheet);
        throw workerError('worker/memory');
      }
      const serial = Number.parseInt(new TextDecoder().decode(file).split('-')[1], 10);
      const tags = numbers(SHOWN, serial * 64);
      return hold(
        sheet,
        {
          classes: ['0', '1'],
          status: new Array(SHOWN + 2).fill('kept'),
          labels: [0, 1, 0, 1],
          cells: numbers(SHOWN),
          images: picturesOf(tags),
          page: null,
          more: [2, 0],
        },
        numbers(2, serial * 64 + 32),
      );
    },
    'sheets.rest': ({ sheet }) => {
      const { cells, images } = sources.get(sheet) ?? { cells: [], images: new Uint8Array() };
      return { labels: cells.slice(SHOWN).map(() => 0), cells: cells.slice(SHOWN), images: images.slice(SHOWN * SIDE) };
    },
    'drawing.normalize': ({ drawing }) => ({ glyph: write(tagOf(drawing), new Uint8Array(SIDE)) }),
    'train.start': (params, request) => {
      checkFree();
      if (counted(params).length === 0) throw workerError('data/too-few');
      put({ run: params.run, epochs: 0, classes: params.classes });
      return train(request, params.settings.epochs);
    },
    'train.reset': (params, { fails }) => {
      checkFree();
      counted(params);
      if (fails) throw workerError('data/too-few');
      put({ run: params.run, epochs: 0, classes: params.classes });
      return start();
    },
    'weights.load': (params, { fails }) => {
      checkFree();
      counted(params);
      if (fails) throw workerError('data/bad-file');
      put({ run: params.run, epochs: 0, classes: params.classes });
      return { settings: params.settings, start: start(), checkpoint: checkpoint() };
    },
    'code.example': () => 'project.use(net)',
    'code.check': () => ({ names: [], memory: false }),
    'code.run': ({ project }, request) => {
      counted(project);
      if (job) throw workerError('request/busy');
      marks += 1;
      cells.push({
        request,
        end: () => {
          // it computes for a while, and lets others in meanwhile
          if (!job) {
            put({ run: `used-${marks}-${Math.random()}`, epochs: 0, classes: project.classes });
            request.tell({
              type: 'used',
              run: net.run,
              settings: { preset: 'school-1', epochs: 2, batchSize: 32, learningRate: 1, seed: 1, splitSeed: 1 },
              start: start(),
              checkpoint: checkpoint(),
            });
          }
          request.answer(() => request.resolve({ done: true }));
        },
      });
      return undefined;
    },
    'train.resume': ({ epochs }, request) => train(request, net.epochs + epochs),
    'train.step': (_, request) => {
      checkFree();
      request.tell(start());
      net = { ...net, epochs: net.epochs + 1 };
      request.tell({ type: 'batch', epoch: net.epochs - 1, batch: 0, loss: 1, accuracy: 1, learningRate: 1 });
      request.tell({
        type: 'epoch',
        epoch: net.epochs - 1,
        loss: 1,
        accuracy: 1,
        valLoss: 1,
        valAccuracy: 1,
        seconds: 1,
      });
      request.tell(checkpoint());
      return { step: 1 };
    },
    'runs.save': () => checkpoint(),
    'runs.restore': ({ weights, run }, { fails }) => {
      checkFree();
      if (fails) throw workerError('data/bad-file');
      const [kept, epochs] = new TextDecoder().decode(weights).split('/');
      if (kept !== run) wrong.push(`the weights of ${kept} come back as ${run}`);
      put({ run, epochs: Number(epochs), classes: null });
      return { epochs: net.epochs, parameters: 9, samples: start().samples, sameData: true };
    },
    evaluate: (_, { fails }) => {
      if (fails) throw workerError('worker/memory');
      return { accuracy: 0.5, loss: mark(), labels: [0], predicted: [0], origins: [] };
    },
    'ready.sheet': () => new TextEncoder().encode(`page-${serial()}`),
    predict: () => ({ glyph: new Uint8Array(SIDE), probabilities: [0.5, 0.5], mark: mark() }),
    explain: () => ({ glyph: new Uint8Array(SIDE), probabilities: [0.5, 0.5], mark: mark() }),
    suspects: () => ({ labels: [], origins: [] }),
    'collection.duplicates': () => ({ groups: [] }),
  };

  /** @param {any} request */
  function handle(request) {
    const { method, params, expected } = request;
    try {
      if ('run' in params && !['train.start', 'train.reset', 'runs.restore'].includes(method)) expect(params.run);
      if (expected) {
        const there = counted(params.edits ? params : { ...params, edits: [] });
        if (params.edits && there.join() !== expected.join())
          wrong.push(`${method}: the page counts ${expected}, the worker ${there}`);
      }
      const result = methods[method](params, request);
      if (result !== undefined) request.answer(() => request.resolve(result));
    } catch (error) {
      if (!error.code) throw error;
      if (error.code === 'data/lost-source' && !unread.has(error.params.sheet))
        wrong.push(`${method}: ${error.params.sheet} is not there`);
      request.answer(() => request.reject(error));
    }
  }

  return {
    about,
    wrong,
    get net() {
      return net;
    },
    get sources() {
      return sources;
    },
    get idle() {
      return incoming.length + outgoing.length + cells.length === 0 && !job;
    },

    /**
     * The page's end of it; a page before this one is gone, with its worker.
     *
     * @param {() => string[]} countNow    what counts on the page
     * @param {(chance: number) => boolean} chance
     * @param {() => number} [number]    of the next page that it fills in itself
     */
    connect(countNow, chance, number = serial) {
      serial = number;
      [sources, net, aside, incoming, outgoing, job, cells] = [
        new Map(),
        { run: null, epochs: 0, classes: null },
        null,
        [],
        [],
        null,
        [],
      ];
      const mine = (pages += 1);
      return {
        request(method, params, { onEvent = () => {}, signal } = {}) {
          return new Promise((resolve, reject) => {
            if (mine !== pages) return; // its page is gone
            /** @type {any} */
            const request = {
              method,
              params: structuredClone(params),
              signal,
              resolve,
              reject,
              told: [],
              fails: chance(0.15),
              expected: params.sources ? countNow() : null,
              tell: (event) => outgoing.push({ request, deliver: () => onEvent(event) }),
              answer: (deliver) => outgoing.push({ request, deliver }),
            };
            incoming.push(request);
          });
        },
        /** All that was asked for is lost. */
        restart() {
          const lost = [
            ...incoming,
            ...outgoing.map(({ request }) => request),
            ...(job ? [job.request] : []),
            ...cells.map(({ request }) => request),
          ];
          [sources, net, aside, incoming, outgoing, job, cells] = [
            new Map(),
            { run: null, epochs: 0, classes: null },
            null,
            [],
            [],
            null,
            [],
          ];
          for (const request of new Set(lost)) request.reject(workerError('worker/ended'));
        },
      };
    },

    /**
     * A helper of the page at hand: it reads pages, and dies now and then.
     *
     * @param {{onReady: () => void, onLost: () => void}} hopes
     * @param {(chance: number) => boolean} chance
     */
    help({ onReady, onLost }, chance) {
      const mine = pages;
      let over = false;
      /** @type {Set<any>} */
      const open = new Set();
      const end = () => {
        over = true;
        for (const request of open) request.reject(workerError('worker/ended'));
      };
      const later = (request, deliver) =>
        outgoing.push({ request, deliver: () => !over && mine === pages && deliver() });
      later({ method: 'start', reject() {} }, onReady);
      return {
        terminate: end,
        request: (method, params, { onEvent = () => {} } = {}) =>
          new Promise((resolve, reject) => {
            const request = { method, reject };
            open.add(request);
            later(request, () => onEvent({ phase: 'frame', share: 0 }));
            later(request, () => {
              if (chance(0.2)) {
                end();
                onLost();
                return;
              }
              open.delete(request);
              try {
                resolve(methods[method](structuredClone(params), request));
              } catch (error) {
                reject(error);
              }
            });
          }),
      };
    },

    /** One thing that it does: takes a request, or trains for an epoch. */
    work() {
      if (job) {
        const { request, goal } = job;
        if (request.fails && net.epochs > 0) {
          // its loss has run away: the network is as it was
          job = null;
          request.answer(() => request.reject(workerError('model/diverged')));
        } else if (net.epochs < goal && !request.signal?.aborted) {
          net = { ...net, epochs: net.epochs + 1 };
          request.tell({ type: 'batch', epoch: net.epochs - 1, batch: 0, loss: 1, accuracy: 1, learningRate: 1 });
          request.tell({
            type: 'epoch',
            epoch: net.epochs - 1,
            loss: 1,
            accuracy: 1,
            valLoss: 1,
            valAccuracy: 1,
            seconds: 1,
          });
          request.tell(checkpoint());
        } else {
          const state = net.epochs < goal ? 'stopped' : 'done';
          const { epochs } = net;
          job = null;
          request.tell(checkpoint());
          request.answer(() => request.resolve({ state, epochs }));
        }
      }
      const next = incoming.shift();
      if (next) handle(next);
      else cells.shift()?.end();
    },

    /**
     * One answer arrives: of several requests any; what belongs to one, or tells of another network, comes in order.
     * @param {(count: number) => number} pick
     */
    deliver(pick) {
      const requests = [...new Set(outgoing.map(({ request }) => request))];
      if (requests.length === 0) return;
      const chosen = requests[pick(requests.length)];
      const index = outgoing.findIndex(
        ({ request }) => request === chosen || (NETWORK.has(chosen.method) && NETWORK.has(request.method)),
      );
      outgoing.splice(index, 1)[0].deliver();
    },
  };
}
