/** Activations with words of their own. */
const TOLD = ['relu', 'sigmoid', 'tanh'];

/**
 * The key of a stage's text; for some stages it depends on the activation of the hidden layer.
 * @param {string} stage @param {string | null} activation
 */
export function wordsOf(stage, activation) {
  if (stage !== 'activation' && stage !== 'back') return `byhand.${stage}.text`;
  return `byhand.${stage}.text.${activation !== null && TOLD.includes(activation) ? activation : 'any'}`;
}
