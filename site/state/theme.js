/** By day or at night, as the system has it or as somebody chose. */

export const THEMES = /** @type {const} */ (['system', 'light', 'dark']);

/** @typedef {typeof THEMES[number]} Theme */

/** @param {string | null} text    what was kept; anything else is the system's @returns {Theme} */
export function themeOf(text) {
  return THEMES.find((theme) => theme === text) ?? 'system';
}
