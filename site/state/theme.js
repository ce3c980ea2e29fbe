/** Light or dark, as in the system or as chosen. */

export const THEMES = /** @type {const} */ (['system', 'light', 'dark']);

/** @typedef {typeof THEMES[number]} Theme */

/** @param {string | null} text    the stored value; anything else means the system's @returns {Theme} */
export function themeOf(text) {
  return THEMES.find((theme) => theme === text) ?? 'system';
}
