/** What a unit does with its sum, as Keras computes it under the same name. */

/** @type {Record<string, (z: number) => number>} */
export const BEND = {
  relu: (z) => Math.max(z, 0),
  leaky_relu: (z) => (z > 0 ? z : 0.2 * z),
  elu: (z) => (z > 0 ? z : Math.expm1(z)),
  gelu: (z) => 0.5 * z * (1 + erf(z / Math.SQRT2)),
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  tanh: Math.tanh,
};

/**
 * In place; softmax along the last axis.
 * @param {Float32Array} x
 * @param {string | undefined} activation
 * @param {number} channels
 */
export function bend(x, activation, channels) {
  if (activation === 'softmax') {
    for (let begin = 0; begin < x.length; begin += channels) soften(x.subarray(begin, begin + channels));
  } else if (activation && activation !== 'linear') {
    const change = BEND[activation];
    for (let index = 0; index < x.length; index += 1) x[index] = change(x[index]);
  }
}

/** @param {Float32Array} row */
function soften(row) {
  const top = Math.max(...row);
  const powers = Array.from(row, (value) => Math.exp(value - top));
  const total = powers.reduce((sum, value) => sum + value, 0);
  row.set(powers.map((value) => value / total));
}

/**
 * Error function, to 1.2e-7: a rational Chebyshev fit from Numerical Recipes (Press et al.), section 6.2.
 *
 * @param {number} z
 */
function erf(z) {
  const t = 1 / (1 + 0.5 * Math.abs(z));
  const series = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
  ];
  const rest = t * Math.exp(-z * z + series.reduceRight((sum, factor) => sum * t + factor, 0));
  return z >= 0 ? 1 - rest : rest - 1;
}
