/** Titles of layers that fit over each other in a drawing of the network. No screen. */

/** Letters of a bold line that a block is wide. */
const LETTERS = 15;

/**
 * A title in lines that its block has room for: broken in front of what its layer is followed by, then inside the layer's name.
 *
 * @param {string} title    such as "Conv2D · leaky_relu"
 */
export function linesOf(title) {
  if (title.length <= LETTERS) return [title];
  const [kind, ...more] = title.split(/(?= · )/);
  const words = kind.length <= LETTERS ? [kind] : kind.split(/(?=Pooling|Normalization|Transpose)/);
  return [...words, ...more.map((word) => word.trim())];
}
