/** Exact numbers in school notation. No DOM. */

/**
 * A number with all its decimals, or as a fraction if they never end.
 *
 * @param {{numerator: string | null, denominator: string | null, decimal: string | null}} value
 * @param {(value: number) => string} number    in the page's language
 * @returns {{exact: string, said: string, about: string | null} | null}
 */
export function saidOf({ numerator, denominator, decimal }, number) {
  if (numerator === null) return null;
  const point = number(0.5).replace(/\d/g, '');
  const sign = (/** @type {string} */ text) => text.replace('-', '−');
  if (decimal !== null) return { exact: decimal, said: sign(decimal.replace('.', point)), about: null };
  return {
    exact: `${numerator}/${denominator}`,
    said: sign(`${numerator}/${denominator}`),
    about: sign(number(Number(numerator) / Number(denominator))),
  };
}
