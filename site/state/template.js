/** The settings of the sheets to print. */

import { DIGITS } from './collection.js';

/** @import {ErrorRecord} from '../worker/protocol.js' */

/**
 * @typedef {object} TemplateChoice    the sheets to print
 * @property {string} text    the symbols as typed
 * @property {20 | 12} columns
 * @property {'a4' | 'letter'} paper
 * @property {Record<string, Uint8Array>} pictures    PNG of symbols with a picture
 * @property {string[]} pages    SVG, as last drawn
 * @property {number | null} drawn    the sheet id of `pages`
 * @property {ErrorRecord | null} error
 *
 * @typedef {(now: TemplateChoice) => Partial<TemplateChoice>} TemplateEdit    a change that depends on the current
 *     value
 */

/** @type {TemplateChoice} */
export const DIGITS_TEMPLATE = {
  text: DIGITS.join(' '),
  columns: 20,
  paper: 'a4',
  pictures: {},
  pages: [],
  drawn: null,
  error: null,
};

/** @param {TemplateChoice} now @param {Partial<TemplateChoice> | TemplateEdit} change @returns {TemplateChoice} */
export function changeTemplate(now, change) {
  return { ...now, ...(typeof change === 'function' ? change(now) : change) };
}
