/**
 * Teachers' texts of one language, with the English one where a text is missing. Lists are taken as a whole.
 *
 * @template T
 * @param {any} own    as much of `english` as has been translated
 * @param {T} english
 * @returns {T}
 */
export function orEnglish(own, english) {
  if (own === undefined) return english;
  if (typeof english !== 'object' || Array.isArray(english)) return own;
  const keys = new Set([...Object.keys(/** @type {any} */ (english)), ...Object.keys(own)]);
  return /** @type {T} */ (
    Object.fromEntries([...keys].map((key) => [key, orEnglish(own[key], /** @type {any} */ (english)[key])]))
  );
}
