/** What a card is. */

/**
 * @typedef {object} Card
 * @property {string} id    its address, `#learn/<id>`, and its texts, `card.<id>.…`
 * @property {string} where    the step in which it acts
 * @property {string} sketch    a drawing by hand, for its tile: an SVG path in 48 × 32
 * @property {string[]} formulas    TeX, see tex.js
 * @property {(props: import('../../view.js').ViewProps) => any} Picture    what is touched
 *
 * @typedef {{id: string, cards: Card[]}} Chapter
 */

export {};
