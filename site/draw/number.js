/** Parses and formats typed numbers, with a point or a comma in any language. No DOM. */

/**
 * A minus may be a hyphen or the minus sign.
 * @param {string} typed
 * @returns {number}    NaN where it is none
 */
export function readNumber(typed) {
  const plain = typed.trim().replace(',', '.').replaceAll('−', '-');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}

/**
 * With the digits that the number has, and without grouping, to be edited.
 * @param {number} value
 * @param {string} language
 */
export function writeNumber(value, language) {
  const plain = Math.abs(value) >= 1e-9 && Math.abs(value) < 1e15 ? plainly(value) : String(value);
  return plain.replace('.', pointOf(language));
}

/** Cached, since creating a formatter is expensive. @type {Map<string, string>} */
const points = new Map();

/** The decimal sign. @param {string} language */
export function pointOf(language) {
  const point =
    points.get(language) ??
    new Intl.NumberFormat(language).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ??
    '.';
  points.set(language, point);
  return point;
}

/** So many digits behind the point as the number has, at most nine; also of 1e-7. @param {number} value */
export function decimals(value) {
  return (
    value
      .toFixed(9)
      .replace(/\.?0+$/, '')
      .split('.')[1]?.length ?? 0
  );
}

/** Not 1e-7. @param {number} value */
function plainly(value) {
  return String(value).includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : String(value);
}
