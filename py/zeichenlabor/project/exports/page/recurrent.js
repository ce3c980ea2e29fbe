/** Layers that read step by step and keep a memory: Keras' SimpleRNN and LSTM. */

import { BEND } from './activations.js';

/** @import {Layer, Weights} from './layers.js' */

/** @param {Layer} layer @param {Weights} weights @param {Float32Array} x */
export function remember({ config, input: [steps, features] }, weights, x) {
  const units = config.units;
  const gated = 'recurrent_activation' in config;
  const change = BEND[config.activation] ?? ((z) => z);
  const gate = BEND[config.recurrent_activation] ?? ((z) => z);
  const seen = new Float32Array(steps * units);
  let h = new Float64Array(units);
  const memory = new Float64Array(units);
  for (let step = 0; step < steps; step += 1) {
    const begin = (config.go_backwards ? steps - 1 - step : step) * features;
    const sums = sumsOf(x.subarray(begin, begin + features), h, weights);
    h = Float64Array.from({ length: units }, (_, unit) => {
      if (!gated) return change(sums[unit]);
      // The sums stand by gates: in, forget, new, out.
      const [into, forget, fresh, out] = [0, 1, 2, 3].map((place) => sums[place * units + unit]);
      memory[unit] = gate(forget) * memory[unit] + gate(into) * change(fresh);
      return gate(out) * change(memory[unit]);
    });
    seen.set(h, step * units);
  }
  return config.return_sequences ? seen : Float32Array.from(h);
}

/** @param {Float32Array} now @param {Float64Array} h @param {Weights} weights */
function sumsOf(now, h, { kernel, recurrent_kernel, bias }) {
  const columns = recurrent_kernel.length / h.length;
  const sums = new Float64Array(columns);
  if (bias) sums.set(bias);
  const add = (/** @type {Float32Array | Float64Array} */ values, /** @type {Float32Array} */ rows) =>
    values.forEach((value, row) => {
      if (value !== 0)
        for (let column = 0; column < columns; column += 1) sums[column] += value * rows[row * columns + column];
    });
  add(now, kernel);
  add(h, recurrent_kernel);
  return sums;
}
