/**
 * What a line of symbols means, as zeichenlabor/lines/meaning.py says it: a number, a word, or a calculation with its
 * exact result.
 */

/**
 * @typedef {{over: bigint, under: bigint}} Exact    a fraction in lowest terms; `under` above zero
 *
 * @typedef {object} Understood    numbers as text, as Python's laboratory tells them
 * @property {'nothing' | 'number' | 'word' | 'text' | 'calculation'} kind
 * @property {string} text
 * @property {boolean | null} holds    whether both sides are equal; null: there is nothing to compare
 * @property {string | null} numerator
 * @property {string | null} denominator
 * @property {string | null} decimal    null: its decimals never end
 */

/** What is wrong with a calculation: the code of the text that says it, and what is put in. */
export class LineFault extends Error {
  /** @param {string} code @param {Record<string, string>} [values] */
  constructor(code, values = {}) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

/** @type {Record<string, string>} */
const WAYS = {
  '-': '−',
  '–': '−',
  '·': '×',
  '∙': '×',
  '⋅': '×',
  '•': '×',
  '*': '×',
  x: '×',
  X: '×',
  ':': '÷',
  '/': '÷',
};
for (const sign of '+−×÷=()') WAYS[sign] = sign;
/** @type {Record<string, number>} */
const RANK = { '+': 1, '−': 1, '×': 2, '÷': 2, minus: 3, plus: 3 };
const PLAIN = /^(\d+(?:[.,]\d*)?|[.,]\d+)$/;
const GROUPED = /^\d{1,3}([ .,])\d{3}(?:\1\d{3})*(?:[.,]\d+)?$/;

/** @param {string[]} symbols    ' ' for a space @returns {Understood} */
export function understand(symbols) {
  const text = symbols.join('').trim();
  const letters = [...text.replaceAll(' ', '')];
  const isMark = (/** @type {string} */ one) => one === '.' || one === ',';
  if (letters.length === 0) return told('nothing', text);
  if (letters.every(isDigit)) return told('number', text, exact(BigInt(letters.join('')), 1n));
  if (letters.every((one) => /^\p{L}$/u.test(one))) return told('word', text);
  if (!letters.every((one) => isDigit(one) || isMark(one) || one in WAYS) || letters.every(isMark))
    return told('text', text);
  if (!letters.some((one) => one in WAYS)) return numberOrText(text);
  const [first, ...others] = sidesOf(tokensOf(text));
  const value = valueOfSide(first);
  return told('calculation', text, value, areEqual(value, others));
}

/**
 * @param {Understood['kind']} kind
 * @param {string} text
 * @param {Exact | null} [value]
 * @param {boolean | null} [holds]
 * @returns {Understood}
 */
function told(kind, text, value = null, holds = null) {
  return {
    kind,
    text,
    holds,
    numerator: value && String(value.over),
    denominator: value && String(value.under),
    decimal: value && decimalOf(value),
  };
}

/** Powers and other scripts' digits are none. @param {string} one */
function isDigit(one) {
  return /^[0-9]$/.test(one);
}

/** Digits with points and commas; a date is no number. @param {string} text */
function numberOrText(text) {
  try {
    return told('number', text, numberIn(text));
  } catch {
    return told('text', text);
  }
}

/** All decimals of a value, a point before them; null where they never end. @param {Exact} value */
function decimalOf({ over, under }) {
  const [size, sign] = over < 0n ? [-over, '-'] : [over, ''];
  let [rest, places] = [under, 0];
  for (const factor of [2n, 5n]) {
    let count = 0;
    for (; rest % factor === 0n; count += 1) rest /= factor;
    places = Math.max(places, count);
  }
  if (rest !== 1n) return null;
  const digits = String((size * 10n ** BigInt(places)) / under).padStart(places + 1, '0');
  return sign + (places > 0 ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits);
}

/** @param {string} text @returns {(string | Exact)[]} */
function tokensOf(text) {
  return text
    .split(/([^\d.,\s])/)
    .filter((part) => part.trim() !== '')
    .map((part) => WAYS[part] ?? numberIn(part.trim()));
}

/** @param {(string | Exact)[]} tokens */
function sidesOf(tokens) {
  /** @type {(string | Exact)[][]} */
  const sides = [[]];
  for (const token of tokens) {
    if (token !== '=') sides[sides.length - 1].push(token);
    else if (sides[sides.length - 1].length === 0) throw new LineFault('misplaced', { sign: '=' });
    else sides.push([]);
  }
  return sides;
}

/** @param {Exact} value @param {(string | Exact)[][]} sides */
function areEqual(value, sides) {
  const asked = sides.length > 0 && sides[sides.length - 1].length === 0 ? sides.slice(0, -1) : sides;
  if (asked.length === 0) return null;
  return asked.map(valueOfSide).every(({ over, under }) => over === value.over && under === value.under);
}

/** A mark is the decimal mark, unless it only separates thousands. @param {string} text @returns {Exact} */
function numberIn(text) {
  const marks = [...text].filter((one) => one === '.' || one === ',');
  if (PLAIN.test(text)) return decimal(text.replace(',', '.'));
  const grouped = GROUPED.exec(text);
  if (grouped && (grouped[1] === ' ' || marks.length > 1)) {
    const last = marks[marks.length - 1];
    const at = last !== undefined && last !== grouped[1] ? text.lastIndexOf(last) : text.length;
    return decimal(`${text.slice(0, at).replace(/\D/g, '')}.${text.slice(at + 1)}`);
  }
  const words = text.split(' ').filter(Boolean);
  if (words.length > 1 && words.every((word) => PLAIN.test(word)))
    throw new LineFault('no-sign', { left: words[0], right: words[1] });
  throw new LineFault('bad-number', { number: text });
}

/** @param {string} text    with a point @returns {Exact} */
function decimal(text) {
  const [whole, behind = ''] = text.split('.');
  return exact(BigInt(whole + behind), 10n ** BigInt(behind.length));
}

/** By two stacks, so that depth costs no recursion. @param {(string | Exact)[]} tokens @returns {Exact} */
function valueOfSide(tokens) {
  /** @type {Exact[]} */
  const values = [];
  /** @type {string[]} */
  const signs = [];
  let wantsValue = true;
  let before = '(';
  const compute = () => {
    const sign = signs.pop();
    const right = /** @type {Exact} */ (values.pop());
    if (sign === 'plus') values.push(right);
    else if (sign === 'minus') values.push(exact(-right.over, right.under));
    else values.push(combined(/** @type {Exact} */ (values.pop()), /** @type {string} */ (sign), right));
  };
  const push = (/** @type {string} */ sign) => {
    while (signs.length > 0 && signs[signs.length - 1] !== '(' && RANK[signs[signs.length - 1]] >= RANK[sign])
      compute();
    signs.push(sign);
  };
  for (const token of tokens) {
    if (typeof token !== 'string') {
      if (!wantsValue) push('×'); // a bracket closes, and a number follows
      values.push(token);
      wantsValue = false;
    } else if (token === '(') {
      if (!wantsValue) push('×');
      signs.push(token);
      wantsValue = true;
    } else if (token === ')') {
      if (!signs.includes('(')) throw new LineFault('missing-bracket', { bracket: '(' });
      if (wantsValue) throw new LineFault('incomplete', { sign: before });
      while (signs[signs.length - 1] !== '(') compute();
      signs.pop();
    } else if (wantsValue) {
      const leads = (token === '−' && ['(', '+', '×', '÷'].includes(before)) || (token === '+' && before === '(');
      if (!leads) throw new LineFault('misplaced', { sign: token });
      signs.push(token === '−' ? 'minus' : 'plus');
    } else {
      push(token);
      wantsValue = true;
    }
    before = typeof token === 'string' ? token : '';
  }
  if (wantsValue)
    throw tokens.length > 0 ? new LineFault('incomplete', { sign: before }) : new LineFault('misplaced', { sign: '=' });
  while (signs.length > 0) {
    if (signs[signs.length - 1] === '(') throw new LineFault('missing-bracket', { bracket: ')' });
    compute();
  }
  return /** @type {Exact} */ (values.pop());
}

/** @param {Exact} left @param {string} sign @param {Exact} right */
function combined(left, sign, right) {
  if (sign === '+') return exact(left.over * right.under + right.over * left.under, left.under * right.under);
  if (sign === '−') return exact(left.over * right.under - right.over * left.under, left.under * right.under);
  if (sign === '×') return exact(left.over * right.over, left.under * right.under);
  if (right.over === 0n) throw new LineFault('division-by-zero');
  return exact(left.over * right.under, left.under * right.over);
}

/** In lowest terms. @param {bigint} over @param {bigint} under @returns {Exact} */
function exact(over, under) {
  let [a, b] = [over < 0n ? -over : over, under < 0n ? -under : under];
  while (b !== 0n) [a, b] = [b, a % b];
  const common = (a === 0n ? 1n : a) * (under < 0n ? -1n : 1n);
  return { over: over / common, under: under / common };
}
