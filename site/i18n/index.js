/** Texts, numbers and times in the user's language. Missing texts are shown in English. */

import { de } from './de.js';
import { en } from './en.js';

/**
 * @typedef {object} Language
 * @property {string} name    in the language itself
 * @property {Record<string, string>} own    what has been translated
 * @property {Record<string, string>} texts    all texts: where one is missing, the English one
 */

/** By their language tags (BCP 47), such as `fr` or `pt-BR`. @type {Record<string, Language>} */
export const LANGUAGES = {
  de: language('Deutsch', de),
  en: language('English', en),
};

/** @param {string} name @param {Record<string, string>} own @returns {Language} */
function language(name, own) {
  return { name, own, texts: { ...en, ...own } };
}

/** @typedef {Record<string, string | number>} Params */
/** @typedef {ReturnType<typeof makeTranslator>} Translator */

/**
 * The first language of the list that is on offer, else English. `pt-PT` is met by `pt-PT`, else by `pt`, else by
 * another `pt-…`.
 *
 * @param {readonly string[]} wanted    such as `navigator.languages`
 * @param {readonly string[]} offered
 */
export function chooseLanguage(wanted, offered = Object.keys(LANGUAGES)) {
  for (const tag of wanted) {
    const parts = tag.toLowerCase().split('-');
    const shorter = parts.map((_, end) => parts.slice(0, parts.length - end).join('-'));
    const found =
      shorter.map((one) => offered.find((own) => own.toLowerCase() === one)).find(Boolean) ??
      offered.find((own) => own.toLowerCase().startsWith(`${parts[0]}-`));
    if (found) return found;
  }
  return 'en';
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
 * Made when it is first needed, for a start has other things to do.
 * @template T
 * @param {() => T} make
 * @returns {() => T}
 */
function once(make) {
  /** @type {T | undefined} */
  let made;
  return () => (made ??= make());
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
  const plural = once(() => new Intl.PluralRules(language));
  const lists = once(() => new Intl.ListFormat(language));
  const days = once(() => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }));

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
     * One text for one thing, another for many: `key.one` and `key.other`; a language may have `key.few` … besides.
     * @param {string} key
     * @param {number} n
     * @param {Params} [params]
     */
    count(key, n, params = {}) {
      const form = `${key}.${plural().select(n)}`;
      return t(form in texts ? form : `${key}.other`, { n, ...params });
    },
    percent,
    /** Some things, as one says them one after another. @param {string[]} names */
    list: (names) => lists().format(names),
    /** A day and a time, of this device's clock. @param {number} time */
    date: (time) => days().format(time),
    /** A probability, not rounded up to 100 %. @param {number} share */
    sure: (share) => (share >= 0.995 && share < 1 ? `> ${percent(0.99)}` : percent(share)),
    /** Whether there is a text for this key. @param {string} key */
    has: (key) => key in texts,
  });
}
