/** Whether two settings are not the same. */

/** @param {any} value @param {any} own */
export function differs(value, own) {
  return own !== undefined && JSON.stringify(sorted(value)) !== JSON.stringify(sorted(own));
}

/** Two records are the same whatever the order of their keys. @param {any} value @returns {any} */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}
