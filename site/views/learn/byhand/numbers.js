/** The stages' calculations with their numbers, as formulas. */

import { bracketed } from '../components/tex.js';

/** @import {Translator} from '../../../i18n/index.js' */
/** @import {Path, Walk} from '../../../worker/protocol.js' */

const DIGITS = 3;

/** @param {number} value @param {Translator} t @param {number} [digits] */
function figure(value, t, digits = DIGITS) {
  return t.number(value, digits);
}

/** @param {number} value @param {Translator} t @param {number} [digits] */
function inside(value, t, digits = DIGITS) {
  return bracketed(t, value, digits);
}

/**
 * Products, their sum and the bias, written out.
 * @param {number[]} inputs
 * @param {number[]} weights
 * @param {number} bias
 * @param {Translator} t
 */
function products(inputs, weights, bias, t) {
  return [
    ...inputs.map((input, index) => `${figure(input, t, 2)} \\cdot ${inside(weights[index], t, 2)}`),
    inside(bias, t, 2),
  ].join(' + ');
}

/** @param {number[][]} rows @param {number} column */
function columnOf(rows, column) {
  return rows.map((row) => row[column]);
}

/** @param {string} stage @param {Walk} walk @param {Translator} t @returns {string[]} */
export function smallNumbers(stage, { layers: [first, last], label, rate, loss, lossAfter, after }, t) {
  const f = (/** @type {number} */ value) => figure(value, t);
  const b = (/** @type {number} */ value) => inside(value, t);
  const star = label + 1;
  switch (stage) {
    case 'input':
      return [
        ...first.inputs.map((x, i) => `x_${i + 1} = ${figure(x, t, 2)}`),
        `t_1 = ${label === 0 ? 1 : 0} \\quad t_2 = ${label === 1 ? 1 : 0}`,
      ];
    case 'sum':
      return first.z.map(
        (z, k) => `z_${k + 1} = ${products(first.inputs, columnOf(first.kernel, k), first.bias[k], t)} = ${f(z)}`,
      );
    case 'activation':
      return first.y.map((y, k) => `a_${k + 1} = \\max(0, ${f(first.z[k])}) = ${f(y)}`);
    case 'output':
      return last.z.map(
        (z, j) => `z_${j + 1} = ${products(last.inputs, columnOf(last.kernel, j), last.bias[j], t)} = ${f(z)}`,
      );
    case 'softmax':
      return last.y.map(
        (p, j) => `p_${j + 1} = \\frac{e^{${f(last.z[j])}}}{${last.z.map((z) => `e^{${f(z)}}`).join(' + ')}} = ${f(p)}`,
      );
    case 'loss':
      return [`L = -\\log p_${star} = -\\log ${f(last.y[label])} = ${f(loss)}`];
    case 'slope':
      return last.dz.map((slope, j) => `\\delta_${j + 1} = ${f(last.y[j])} - ${j === label ? 1 : 0} = ${f(slope)}`);
    case 'gradient':
      return last.dkernel.flatMap((row, k) =>
        row.map(
          (slope, j) =>
            `\\frac{\\partial L}{\\partial w_{${k + 1}${j + 1}}} = ${f(last.inputs[k])} \\cdot ${b(last.dz[j])} = ${f(slope)}`,
        ),
      );
    case 'blame':
      return first.dy.map(
        (slope, k) =>
          `\\frac{\\partial L}{\\partial a_${k + 1}} = ${last.kernel[k].map((weight, j) => `${b(weight)} \\cdot ${b(last.dz[j])}`).join(' + ')} = ${f(slope)}`,
      );
    case 'back':
      return first.dz.map(
        (slope, k) => `\\delta_${k + 1} = ${b(first.dy[k])} \\cdot ${first.z[k] > 0 ? 1 : 0} = ${f(slope)}`,
      );
    case 'first':
      return first.dkernel.flatMap((row, i) =>
        row.map(
          (slope, k) =>
            `\\frac{\\partial L}{\\partial w_{${i + 1}${k + 1}}} = ${figure(first.inputs[i], t, 2)} \\cdot ${b(first.dz[k])} = ${f(slope)}`,
        ),
      );
    case 'update':
      return [first, last].flatMap((layer, place) =>
        layer.kernel.flatMap((row, i) =>
          row.map(
            (weight, k) =>
              `w_{${i + 1}${k + 1}}^{(${place + 1})} = ${f(weight)} - ${figure(rate, t, 1)} \\cdot ${b(layer.dkernel[i][k])} = ${f(layer.kernelAfter[i][k])}`,
          ),
        ),
      );
    default:
      return [
        `p_${star} = ${f(after[label])}`,
        `L = -\\log ${f(after[label])} = ${f(lossAfter)}`,
        `${f(loss)} \\to ${f(lossAfter)}`,
      ];
  }
}

/**
 * The index of an output: its class where a formula can hold that, else its number.
 * @param {number} unit
 * @param {string[]} names
 */
function indexOf(unit, names) {
  return /^[a-zA-Z0-9]{1,3}$/.test(names[unit] ?? '') ? names[unit] : unit + 1;
}

/**
 * Only the chosen term is written; dots replace the others.
 *
 * @param {string} stage
 * @param {Path} path
 * @param {string[]} names    of the classes
 * @param {Translator} t
 * @returns {string[]}
 */
export function pathNumbers(stage, path, names, t) {
  const f = (/** @type {number | null} */ value, digits = 4) => figure(value ?? 0, t, digits);
  const b = (/** @type {number | null} */ value, digits = 4) => inside(value ?? 0, t, digits);
  const [i, k, j] = [path.source + 1, path.hidden + 1, indexOf(path.unit, names)];
  const { sizes } = path;
  const outputs = sizes[sizes.length - 1];
  switch (stage) {
    case 'input':
      return [`x_{${i}} = ${f(path.x)}`];
    case 'sum':
      return [
        `z_{${k}} = \\dots + ${f(path.x, 3)} \\cdot ${b(path.firstWeight, 3)} + \\dots + ${b(path.firstBias, 3)} = ${f(path.firstSum, 3)}`,
      ];
    case 'activation':
      return [`a_{${k}} = f(${f(path.firstSum, 3)}) = ${f(path.y, 3)}`];
    case 'output':
      return [
        `z_{${j}} = \\dots + ${f(path.y, 3)} \\cdot ${b(path.weight, 3)} + \\dots + ${b(path.bias, 3)} = ${f(path.sum, 3)}`,
      ];
    case 'softmax':
      return [`p_{${j}} = ${f(path.share)}`];
    case 'loss':
      return [`L = -\\log p_{${indexOf(path.label, names)}} = ${f(path.loss)}`];
    case 'slope':
      return [`\\delta_{${j}} = ${f(path.share)} - ${path.target} = ${f(path.slope)}`];
    case 'gradient':
      return [`\\frac{\\partial L}{\\partial w} = ${f(path.y)} \\cdot ${b(path.slope)} = ${f(path.gradient)}`];
    case 'blame':
      return [
        `\\frac{\\partial L}{\\partial a_{${k}}} = \\dots + ${b(path.weight)} \\cdot ${b(path.slope)} + \\dots = ${f(path.blame)}`,
        `j = ${indexOf(0, names)}, \\dots, ${indexOf(outputs - 1, names)}`,
      ];
    case 'back':
      return [`\\delta_{${k}} = ${b(path.blame)} \\cdot f^{\\prime}(${f(path.firstSum)}) = ${f(path.firstSlope)}`];
    case 'first':
      return [
        `\\frac{\\partial L}{\\partial w} = ${f(path.x)} \\cdot ${b(path.firstSlope)} = ${f(path.firstGradient)}`,
      ];
    case 'update':
      return [
        ...(sizes.length > 2
          ? [
              `w_{${i}, ${k}} = ${f(path.firstWeight, 5)} - ${f(path.rate, 1)} \\cdot ${b(path.firstGradient, 5)} = ${f(path.firstAfter, 5)}`,
            ]
          : []),
        `w_{${k}, ${j}} = ${f(path.weight, 5)} - ${f(path.rate, 1)} \\cdot ${b(path.gradient, 5)} = ${f(path.weightAfter, 5)}`,
      ];
    default:
      return [
        `p_{${j}}: \\quad ${f(path.share)} \\to ${f(path.shareAfter)}`,
        `L: \\quad ${f(path.loss)} \\to ${f(path.lossAfter)}`,
      ];
  }
}
