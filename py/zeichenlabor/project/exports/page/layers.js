/**
 * The network's layers as plain loops over flat arrays, row by row, channels last.
 * What each of them computes is what Keras computes under the same name.
 */

import { bend } from './activations.js';
import { remember } from './recurrent.js';

/**
 * @typedef {object} Layer
 * @property {string} kind    its name in Keras
 * @property {Record<string, any>} config    its settings there
 * @property {number[]} input    shape
 * @property {number[]} output    shape
 * @property {[string, number][]} weights    names and how many numbers each has, in their order
 */

/** @typedef {Record<string, Float32Array>} Weights */

/** @type {Record<string, (layer: Layer, weights: Weights, x: Float32Array) => Float32Array>} */
const COMPUTE = {
  Dense: dense,
  Conv2D: convolve,
  MaxPooling2D: (layer, _, x) => pool(layer, x, layer.config),
  AveragePooling2D: (layer, _, x) => pool(layer, x, layer.config),
  GlobalAveragePooling2D: (layer, _, x) => pool(layer, x, { pool_size: layer.input.slice(0, 2), padding: 'valid' }),
  BatchNormalization: normalize,
  LayerNormalization: normalizeEach,
  UpSampling2D: enlarge,
  Conv2DTranspose: spread,
  SimpleRNN: remember,
  LSTM: remember,
  Flatten: (_layer, _, x) => x,
  Reshape: (_layer, _, x) => x,
  Dropout: (_layer, _, x) => x,
  Activation: (_layer, _, x) => x.slice(),
};

/**
 * @param {Layer[]} layers
 * @param {Float32Array} numbers    all weights, one after another
 * @returns {(glyph: Uint8Array) => Float32Array[]}    every layer's output for a picture
 */
export function createNetwork(layers, numbers) {
  let begin = 0;
  const stack = layers.map((layer) => {
    /** @type {Weights} */
    const weights = {};
    for (const [name, count] of layer.weights) weights[name] = numbers.subarray(begin, (begin += count));
    return { layer, weights };
  });
  return (glyph) => {
    /** @type {Float32Array} */
    let x = Float32Array.from(glyph, (grey) => grey / 255);
    return stack.map(({ layer, weights }) => {
      x = COMPUTE[layer.kind](layer, weights, x);
      if (COMPUTE[layer.kind] !== remember) bend(x, layer.config.activation, layer.output[layer.output.length - 1]);
      return x;
    });
  };
}

/** @param {Layer} layer @param {Weights} weights @param {Float32Array} x */
function dense({ output: [units] }, { kernel, bias }, x) {
  const sums = new Float64Array(units);
  if (bias) sums.set(bias);
  x.forEach((value, row) => {
    if (value !== 0) for (let unit = 0; unit < units; unit += 1) sums[unit] += value * kernel[row * units + unit];
  });
  return Float32Array.from(sums);
}

/** @param {Layer} layer @param {Weights} weights @param {Float32Array} x */
function convolve({ config, input, output }, { kernel, bias }, x) {
  const [channels, filters] = [input[2], output[2]];
  const result = new Float32Array(output[0] * output[1] * filters);
  const sums = new Float64Array(filters);
  eachWindow(input, output, config.kernel_size, config.strides, config.padding, (place, cells) => {
    if (bias) sums.set(bias);
    else sums.fill(0);
    for (const { from, at } of cells) {
      for (let channel = 0; channel < channels; channel += 1) {
        const value = x[from * channels + channel];
        const base = (at * channels + channel) * filters;
        if (value !== 0)
          for (let filter = 0; filter < filters; filter += 1) sums[filter] += value * kernel[base + filter];
      }
    }
    result.set(sums, place * filters);
  });
  return result;
}

/**
 * The largest or the mean of each window; cells of the padding do not count.
 * @param {Layer} layer
 * @param {Float32Array} x
 * @param {any} config
 */
function pool({ kind, input, output }, x, { pool_size, strides, padding }) {
  const channels = input[2];
  const size = output.length === 3 ? output : [1, 1, channels];
  const result = new Float32Array(size[0] * size[1] * channels);
  eachWindow(input, size, pool_size, strides ?? pool_size, padding, (place, cells) => {
    for (let channel = 0; channel < channels; channel += 1) {
      const seen = cells.map(({ from }) => x[from * channels + channel]);
      const sum = () => seen.reduce((total, value) => total + value, 0);
      result[place * channels + channel] = kind === 'MaxPooling2D' ? Math.max(...seen) : sum() / seen.length;
    }
  });
  return result;
}

/**
 * Moves a window over the picture and tells at each place which cells it sees. Padding
 * "same" is shared out evenly, what is left over goes below and to the right.
 *
 * @param {number[]} input    shape
 * @param {number[]} output    shape
 * @param {number[]} size    of the window
 * @param {number[]} strides
 * @param {'valid' | 'same'} padding
 * @param {(place: number, cells: {from: number, at: number}[]) => void} visit
 *     `from`: a cell's place in the picture, `at`: in the window
 */
function eachWindow([height, width], [rows, columns], size, strides, padding, visit) {
  const before = [
    [rows, height],
    [columns, width],
  ].map(([count, length], axis) =>
    padding === 'same' ? Math.floor(Math.max((count - 1) * strides[axis] + size[axis] - length, 0) / 2) : 0,
  );
  for (let place = 0; place < rows * columns; place += 1) {
    const top = Math.floor(place / columns) * strides[0] - before[0];
    const left = (place % columns) * strides[1] - before[1];
    const cells = [];
    for (let at = 0; at < size[0] * size[1]; at += 1) {
      const y = top + Math.floor(at / size[1]);
      const x = left + (at % size[1]);
      if (y >= 0 && y < height && x >= 0 && x < width) cells.push({ from: y * width + x, at });
    }
    visit(place, cells);
  }
}

/** @param {Layer} layer @param {Weights} weights @param {Float32Array} x */
function normalize({ config }, { gamma, beta, moving_mean, moving_variance }, x) {
  const channels = moving_mean.length;
  return x.map((value, index) => {
    const channel = index % channels;
    const normal = (value - moving_mean[channel]) / Math.sqrt(moving_variance[channel] + config.epsilon);
    return normal * (gamma?.[channel] ?? 1) + (beta?.[channel] ?? 0);
  });
}

/** Along the last axis, each row by itself. @param {Layer} layer @param {Weights} weights @param {Float32Array} x */
function normalizeEach({ config, output }, { gamma, beta }, x) {
  const count = output[output.length - 1];
  const result = new Float32Array(x.length);
  for (let begin = 0; begin < x.length; begin += count) {
    const row = x.subarray(begin, begin + count);
    const mean = row.reduce((sum, value) => sum + value, 0) / count;
    const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
    row.forEach((value, place) => {
      const normal = (value - mean) / Math.sqrt(variance + config.epsilon);
      result[begin + place] = normal * (gamma?.[place] ?? 1) + (beta?.[place] ?? 0);
    });
  }
  return result;
}

/** Each value several times. @param {Layer} layer @param {Weights} _ @param {Float32Array} x */
function enlarge({ config, input: [, width, channels], output: [rows, columns] }, _, x) {
  const result = new Float32Array(rows * columns * channels);
  for (let place = 0; place < rows * columns; place += 1) {
    const from = Math.floor(place / columns / config.size[0]) * width + Math.floor((place % columns) / config.size[1]);
    result.set(x.subarray(from * channels, (from + 1) * channels), place * channels);
  }
  return result;
}

/**
 * A convolution's way back: each value is spread over a window, and windows add up.
 * @param {Layer} layer
 * @param {Weights} weights
 * @param {Float32Array} x
 */
function spread({ config, input, output }, { kernel, bias }, x) {
  const [channels, filters] = [input[2], output[2]];
  const sums = new Float64Array(output[0] * output[1] * filters);
  eachWindow(output, input, config.kernel_size, config.strides, config.padding, (place, cells) => {
    for (const { from, at } of cells) {
      for (let filter = 0; filter < filters; filter += 1) {
        const base = (at * filters + filter) * channels;
        let sum = 0;
        for (let channel = 0; channel < channels; channel += 1)
          sum += x[place * channels + channel] * kernel[base + channel];
        sums[from * filters + filter] += sum;
      }
    }
  });
  return Float32Array.from(sums, (sum, index) => sum + (bias?.[index % filters] ?? 0));
}
