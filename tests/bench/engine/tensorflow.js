/** TensorFlow.js on the workloads: `ready(backend)`, then `call('train' | 'predict', …)`. */

/* global tf */

const WARM_UP_STEPS = 20;
const WARM_UP_SECONDS = 5; // where twenty steps would take for ever
const BLOCK = 100; // milliseconds; what `fit` does once per call hardly counts then
const models = new Map();
let workloads, images, targets, count;

/** @param {string} backend    cpu, wasm, wasm-threads, webgl or webgpu */
window.ready = async (backend) => {
  tf.wasm.setWasmPaths('../tfjs-wasm/dist/');
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', backend === 'wasm-threads' && self.crossOriginIsolated);
  if (backend === 'wasm-threads') tf.wasm.setThreadsCount(navigator.hardwareConcurrency);
  if (!(await tf.setBackend(backend.replace('-threads', '')))) throw new Error(`no ${backend} here`);
  await tf.ready();
  workloads = await (await fetch('workloads.json')).json();
  const bytes = async (name) => new Uint8Array(await (await fetch(`../mnist/${name}.bin`)).arrayBuffer());
  const [pixels, labels] = [await bytes('images'), await bytes('labels')];
  count = labels.length;
  images = tf.tensor4d(
    Float32Array.from(pixels, (grey) => grey / 255),
    [count, 28, 28, 1],
  );
  targets = tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), 10).toFloat();
  return describe(backend);
};

function describe(backend) {
  if (backend === 'wasm-threads') return `${tf.wasm.getThreadsCount()} threads`;
  if (backend !== 'webgl') return '';
  const gl = tf.backend().gpgpu.gl;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return info ? gl.getParameter(info.UNMASKED_RENDERER_WEBGL) : '';
}

function layer([kind, ...rest], isFirst) {
  const inputShape = isFirst ? { inputShape: [28, 28, 1] } : {};
  switch (kind) {
    case 'dense':
      return tf.layers.dense({ units: rest[0], activation: rest[1], ...inputShape });
    case 'conv': {
      const [filters, kernelSize, strides, padding] = rest;
      return tf.layers.conv2d({ filters, kernelSize, strides, padding, activation: 'relu', ...inputShape });
    }
    case 'pool':
      return tf.layers.maxPooling2d({ poolSize: rest[0] });
    default:
      return tf.layers.flatten(inputShape);
  }
}

async function model(name) {
  if (!models.has(name)) {
    const network = tf.sequential({
      layers: workloads[name].layers.map((spec, index) => layer(spec, index === 0)),
    });
    network.compile({ optimizer: tf.train.adam(1e-3), loss: 'categoricalCrossentropy' });
    models.set(name, network);
  }
  return models.get(name);
}

/** One `fit` over so many batches; milliseconds per step, the batches' assembly included. */
async function steps(network, batchSize, number) {
  const size = Math.min(batchSize * number, count - (count % batchSize));
  const x = images.slice(0, size);
  const y = targets.slice(0, size);
  const begin = performance.now();
  await network.fit(x, y, { batchSize, epochs: 1, shuffle: true, verbose: 0, yieldEvery: 'never' });
  const milliseconds = ((performance.now() - begin) / size) * batchSize;
  tf.dispose([x, y]);
  return milliseconds;
}

async function train(name, seconds) {
  const isNew = !models.has(name);
  const network = await model(name);
  const { batch } = workloads[name];
  let one = await steps(network, batch, 1);
  if (isNew && one * WARM_UP_STEPS < WARM_UP_SECONDS * 1000) {
    await steps(network, batch, WARM_UP_STEPS);
    one = await steps(network, batch, 1);
  }
  const number = Math.max(1, Math.round(BLOCK / one));
  const blocks = [];
  const end = performance.now() + seconds * 1000;
  do blocks.push(await steps(network, batch, number));
  while (performance.now() < end);
  return JSON.stringify(blocks);
}

async function predict(name, seconds) {
  const network = await model(name);
  const picture = images.slice(0, 1);
  const once = async () => {
    const output = network.predict(picture);
    await output.data();
    output.dispose();
  };
  for (let i = 0; i < WARM_UP_STEPS; i++) await once();
  const start = performance.now();
  await once();
  const number = Math.max(1, Math.round(BLOCK / (performance.now() - start)));
  const blocks = [];
  const end = performance.now() + seconds * 1000;
  do {
    const begin = performance.now();
    for (let i = 0; i < number; i++) await once();
    blocks.push((performance.now() - begin) / number);
  } while (performance.now() < end);
  return JSON.stringify(blocks);
}

window.call = (method, parameters) => ({ train, predict })[method](...parameters);
