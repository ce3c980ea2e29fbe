/** A small part of TeX, read into the elements of MathML. No screen. */

import { pointOf } from '../../../draw/number.js';

/** @type {Record<string, string>} */
const LETTERS = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  eta: 'η',
  theta: 'θ',
  lambda: 'λ',
  mu: 'μ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  partial: '∂',
  infty: '∞',
  ell: 'ℓ',
};

/** @type {Record<string, string>} */
const SIGNS = {
  cdot: '·',
  times: '×',
  to: '→',
  le: '≤',
  ge: '≥',
  ne: '≠',
  approx: '≈',
  sum: '∑',
  prod: '∏',
  in: '∈',
  dots: '…',
  odot: '⊙',
  nabla: '∇',
  pm: '±',
  quad: '\u2003',
  lfloor: '⌊',
  rfloor: '⌋',
  lceil: '⌈',
  rceil: '⌉',
  star: '⋆',
  prime: '′',
};

/** Names that are written upright. */
const NAMES = ['log', 'cos', 'exp', 'max', 'min', 'tanh', 'softmax', 'ReLU', 'mean', 'var'];

/** Functions that precede their number without brackets. */
const SPACED = ['log', 'cos'];

/** Signs behind which a minus is a sign, not a difference. */
const JOINING = ['=', '·', '+', '→', '(', ','];

/** Signs whose bounds are above and below. */
const BIG = ['∑', '∏', 'max', 'min'];

/**
 * @typedef {{name: string, text?: string, children?: Node[]}} Node    an element of MathML
 */

/**
 * Knows groups, `\frac`, `\sqrt`, `\hat`, indices and powers, names and signs of the tables above.
 *
 * @param {string} tex
 * @returns {Node}
 */
export function parseFormula(tex) {
  const tokens = tex.replaceAll('-', '−').match(/\\[a-zA-Z]+|\\[{}|,]|\d+(?:[.,]\d+)*|\S/g) ?? [];
  let at = 0;

  /** @returns {Node} */
  function row() {
    /** @type {Node[]} */
    const children = [];
    while (at < tokens.length && tokens[at] !== '}')
      children.push(isSign(children.at(-1)) ? signed() : scripts(atom()));
    return children.length === 1 ? children[0] : { name: 'mrow', children };
  }

  /** Whether a minus is next that belongs to what follows it. @param {Node | undefined} before */
  function isSign(before) {
    return tokens[at] === '−' && at + 1 < tokens.length && before?.name === 'mo' && JOINING.includes(before.text ?? '');
  }

  /** In a row of its own a minus stands close to its number. @returns {Node} */
  function signed() {
    return { name: 'mrow', children: [atom(), scripts(atom())] };
  }

  /** @returns {Node} */
  function group() {
    if (tokens[at] !== '{') return atom();
    at += 1;
    const inside = row();
    at += 1;
    return inside;
  }

  /** @param {Node} base @returns {Node} */
  function scripts(base) {
    /** @type {{'_'?: Node, '^'?: Node}} */
    const found = {};
    while (tokens[at] === '_' || tokens[at] === '^') {
      const kind = /** @type {'_' | '^'} */ (tokens[at]);
      at += 1;
      found[kind] = group();
    }
    const { _: low, '^': high } = found;
    const [both, under, over] = BIG.includes(base.text ?? '')
      ? ['munderover', 'munder', 'mover']
      : ['msubsup', 'msub', 'msup'];
    if (low && high) return { name: both, children: [base, low, high] };
    if (low) return { name: under, children: [base, low] };
    return high ? { name: over, children: [base, high] } : base;
  }

  /** @returns {Node} */
  function atom() {
    const token = tokens[at];
    if (token === '{') return group();
    at += 1;
    if (/^\d/.test(token)) return { name: 'mn', text: token };
    if (/^[a-zA-Z]$/.test(token)) return { name: 'mi', text: token };
    if (!token.startsWith('\\')) return { name: 'mo', text: token };
    return command(token.slice(1));
  }

  /** @param {string} word @returns {Node} */
  function command(word) {
    if (word === 'frac') return { name: 'mfrac', children: [group(), group()] };
    if (word === 'sqrt') return { name: 'msqrt', children: [group()] };
    if (word === 'hat') return { name: 'mover', children: [group(), { name: 'mo', text: '^' }] };
    if (word === ',') return { name: 'mspace' };
    if (word in LETTERS) return { name: 'mi', text: LETTERS[word] };
    if (NAMES.includes(word)) return { name: 'mi', text: SPACED.includes(word) ? `${word}\u2009` : word };
    return { name: 'mo', text: SIGNS[word] ?? word };
  }

  return row();
}

/**
 * A number inside a formula: with brackets where its sign would clash.
 *
 * @param {{number: (value: number, digits?: number) => string}} t
 * @param {number} value
 * @param {number} [digits]
 */
export function bracketed(t, value, digits = 2) {
  const text = t.number(value, digits);
  return text.startsWith('−') ? `(${text})` : text;
}

/**
 * A formula with the language's decimal sign.
 * @param {Pick<import('../../../i18n/index.js').Translator, 'language'>} t
 * @param {string} tex
 */
export function localised(t, tex) {
  return tex.replace(/(\d)\.(?=\d)/g, `$1${pointOf(t.language)}`);
}
