/** The steps of the page, in the order of its navigation. */

/** @typedef {'collect' | 'check' | 'train' | 'evaluate' | 'try' | 'learn' | 'code'} Step */
/** @type {Step[]} */
export const STEPS = ['collect', 'check', 'train', 'evaluate', 'try', 'learn', 'code'];
