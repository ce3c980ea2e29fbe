/** Texts, numbers and times in the user's language. A third language is one more file and one more line here. */

import { de } from './de.js';
import { en } from './en.js';

/** @type {Record<string, {name: string, texts: Record<string, string>}>} */
export const LANGUAGES = {
  de: { name: 'Deutsch', texts: de },
  en: { name: 'English', texts: en },
};

/** @typedef {Record<string, string | number>} Params */
/** @typedef {ReturnType<typeof makeTranslator>} Translator */

/**
 * The first language of the list that is on offer.
 *
 * @param {readonly string[]} wanted    such as `navigator.languages`
 */
export function chooseLanguage(wanted) {
  const known = wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag in LANGUAGES);
  return known ?? 'en';
}

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/**
 * Made once each: a page drawn anew with every move of the pen writes many numbers.
 *
 * @param {string} language
 * @param {'decimal' | 'percent'} style
 * @param {number} least    digits behind the point
 * @param {number} most
 */
function formatOf(language, style, least, most) {
  const key = [language, style, least, most].join();
  const known =
    formats.get(key) ??
    new Intl.NumberFormat(language, { style, minimumFractionDigits: least, maximumFractionDigits: most });
  formats.set(key, known);
  return known;
}

/**
 * With a minus as typographers write it, and without one where nothing is left behind it.
 * @param {Intl.NumberFormat} format
 * @param {number} value
 */
function written(format, value) {
  const text = format.format(value);
  return text.replace('-', /[1-9∞]/.test(text) ? '−' : '');
}

/** @type {Map<string, Translator>} */
const translators = new Map();

/**
 * One for each language, so that a view can tell by it whether its words have changed.
 * @param {string} language
 * @returns {Translator}
 */
export function createTranslator(language) {
  const translator = translators.get(language) ?? makeTranslator(language);
  translators.set(language, translator);
  return translator;
}

/** @param {string} language */
function makeTranslator(language) {
  const { texts } = LANGUAGES[language];
  const plural = new Intl.PluralRules(language);
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });

  /**
   * @param {string} key
   * @param {Params} [params]    numbers are written in the language's way
   */
  function t(key, params = {}) {
    return fill(texts[key] ?? key, params);
  }

  /**
   * @param {string} template
   * @param {Params} params
   */
  function fill(template, params) {
    return template.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = params[name];
      return typeof value === 'number' ? number(value) : (value ?? whole);
    });
  }

  /**
   * @param {number} value
   * @param {number} [digits]    behind the point; by default as many as are needed, up to three
   */
  function number(value, digits) {
    return written(formatOf(language, 'decimal', digits ?? 0, digits ?? 3), value);
  }

  /** @param {number} share @param {number} [digits] */
  function percent(share, digits = 0) {
    return written(formatOf(language, 'percent', digits, digits), share);
  }

  return Object.assign(t, {
    language,
    number,
    /**
     * One text for one thing, another for many: `key.one` and `key.other`.
     * @param {string} key
     * @param {number} n
     * @param {Params} [params]
     */
    count: (key, n, params = {}) => t(`${key}.${plural.select(n)}`, { n, ...params }),
    percent,
    /** A day and a time, of this device's clock. @param {number} time */
    date: (time) => days.format(time),
    /** How sure the net is: never called certain before it is. @param {number} share */
    sure: (share) => (share >= 0.995 && share < 1 ? `> ${percent(0.99)}` : percent(share)),
    /** Whether there are words for this key. @param {string} key */
    has: (key) => key in texts,
  });
}
