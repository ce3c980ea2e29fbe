/** Line breaks in the titles and notes of layers in a drawing of the network. No DOM. */

/** Letters of a bold line that a block is wide. */
const LETTERS = 15;
const SMALL_LETTERS = 16;

/**
 * Breaks a title into lines that fit its block: first before what follows the kind of the layer, then inside the
 * kind.
 *
 * @param {string} title    such as "Conv2D · leaky_relu"
 */
export function linesOf(title) {
  if (title.length <= LETTERS) return [title];
  const [kind, ...more] = title.split(/(?= · )/);
  const words = kind.length <= LETTERS ? [kind] : kind.split(/(?=Pooling|Normalization|Transpose)/);
  return [...words, ...more.map((word) => word.trim())];
}

/**
 * The same for the smaller letters below: a count over what is counted.
 * @param {string} note    such as "313,800 parameters"
 */
export function noteLinesOf(note) {
  return note.length <= SMALL_LETTERS ? [note] : note.split(/ (?=[^ ]+$)/);
}
