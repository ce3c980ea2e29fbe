/**
 * Ten questions at three levels, with what to expect.
 * @type {{level: 1 | 2 | 3, question: string, answer: string}[]}
 */
export const questions = [
  {
    level: 1,
    question: 'Name the three things that a neuron does with its inputs.',
    answer: 'Multiply each input by its weight; add everything up, and the bias; apply the activation function.',
  },
  {
    level: 1,
    question: 'What are training, validation and test data for?',
    answer:
      'The network learns from the training data; the validation data show during training whether it improves; the test data are used only at the very end.',
  },
  {
    level: 1,
    question: 'What does the learning rate say, and what happens if it is too large?',
    answer:
      'How large a learning step is. If it is too large, the network jumps across the valley; the loss swings or grows.',
  },
  {
    level: 1,
    question: 'Calculate: inputs 1 and 2, weights 0.5 and −1, bias 2, ReLU.',
    answer: '0.5 · 1 + (−1) · 2 + 2 = 0.5; ReLU gives 0.5.',
  },
  {
    level: 2,
    question:
      'The training loss falls, the validation loss has been rising since epoch 8. Explain what is happening and name two remedies.',
    answer:
      'Overfitting: the network learns by heart. More or distorted pictures, early stopping, dropout, a penalty on large weights, a smaller network (two of these).',
  },
  {
    level: 2,
    question: 'A network recognises “not a 5” with 90% accuracy. Explain why that proves nothing.',
    answer:
      'If all digits are equally frequent, nine of ten are not a 5: whoever always says the same reaches 90%. Only the recall of 5, or the comparison with the most frequent class, shows whether anything was learned.',
  },
  {
    level: 2,
    question: 'Explain why a convolutional network reads a shifted digit better than a dense one.',
    answer:
      'It uses the same weights everywhere; it finds a pattern that it knows anywhere, and pooling overlooks small shifts. The dense network has weights of its own for each pixel.',
  },
  {
    level: 2,
    question: 'In the data set, 5 and 6 are swapped, in the test as well. How does the accuracy change? Give reasons.',
    answer:
      'It stays about the same: the network learns the wrong labels, and the test asks for the same wrong labels.',
  },
  {
    level: 3,
    question: 'An app reads children’s handwriting badly. Design an investigation to find the cause.',
    answer:
      'Expected: a hypothesis (children are missing from the data); evaluate test data of children and adults separately; leave writers out of the training and test them; train again with children’s handwriting and compare; the same conditions, several seeds.',
  },
  {
    level: 3,
    question:
      'A school wants to have work graded by a network that predicts 98% of the grades correctly. Take a position.',
    answer:
      'Arguments are expected: who is in the 2%, who was missing from the data? Past judgements are carried on. Confidence is not correctness. Who is liable, who can object? In the EU, AI that evaluates learning outcomes counts as a high-risk use (AI Act, Annex III). A reasoned judgement, not a particular opinion.',
  },
];
