/** A preset as the worker describes it. */
export const PRESET = {
  key: 'school-1',
  layers: [
    { kind: 'Flatten', shape: [784], parameters: 0, config: {} },
    { kind: 'Dense', shape: [10], parameters: 7850, config: { units: 10, activation: 'softmax' } },
  ],
  settings: {
    preset: 'school-1',
    epochs: 12,
    batchSize: 32,
    learningRate: 0.001,
    seed: 0,
    splitSeed: 0,
    layers: [],
    validationShare: 0.1,
    shuffle: true,
    optimizer: { class_name: 'Adam', config: {} },
    schedule: { class_name: 'Constant', config: {} },
    earlyStopping: false,
    augmentation: false,
    initializer: null,
    regularizer: null,
  },
  atLeast: 0.9,
  atMost: 1,
};

/** A worker that answers when the test says so; only the presets it tells at once. */

export function createFakeClient() {
  /** @type {any[]} */
  const requests = [];
  let restarts = 0;
  return {
    requests,
    get restarts() {
      return restarts;
    },
    tell: () => {},
    restart: () => {
      restarts += 1;
    },
    request(method, params, { onEvent = () => {}, signal, terminateIfIgnored = false, transfer = [] } = {}) {
      if (method === 'presets') return Promise.resolve([PRESET]);
      return new Promise((resolve, reject) => {
        requests.push({ method, params, onEvent, signal, terminateIfIgnored, transfer, resolve, reject });
      });
    },
    /** The requests of one method, in the order of asking. */
    of: (method) => requests.filter((request) => request.method === method),
  };
}

/** Lets everything that is ready to go on go on. */
export async function settle() {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

export function workerError(code, params = {}) {
  return Object.assign(new Error(code), { code, params, detail: '' });
}

/** A symbol is drawn on the screen and read: one action after the other. */
export function drawn(name, id = 'drawn-1', ink = 9) {
  const drawing = { id: `drawing-${(drawings += 1)}`, name, drawing: new Uint8Array(9), size: 3 };
  return [
    { type: 'drawn/asked', drawing },
    { type: 'drawn/read', of: drawing.id, glyph: new Uint8Array(784).fill(ink), id },
  ];
}
let drawings = 0;

/** A page whose every cell holds the same class. */
export function readPage(label = 3, count = 4) {
  return {
    classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    status: new Array(count).fill('kept'),
    labels: new Array(count).fill(label),
    cells: [...Array(count).keys()],
    images: new Uint8Array(count * 784).fill(label),
    more: [],
    page: {
      width: 100,
      height: 150,
      corners: [
        [10, 10],
        [90, 10],
        [90, 140],
        [10, 140],
      ],
      layout: { rows: 1, columns: count },
      number: 1,
      pages: 1,
      quality: { frame: 1, upright: 1, sharpness: 0.6, light: 0.9, warnings: [] },
      preview: { bytes: new Uint8Array(3), width: 10, height: 15 },
    },
  };
}
