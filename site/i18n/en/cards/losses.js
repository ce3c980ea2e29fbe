/** @type {Record<string, string>} */
export const losses = {
  'chapter.losses': 'How wrong is wrong?',
  'card.squares': 'Squared distances',
  'card.squares.term': 'mittlerer quadratischer Fehler',
  'card.squares.task': 'Pull a point far away from its circle. Which of the two values grows faster?',
  'card.squares.text':
    'To learn, the network needs one single number: how wrong was it? That number is the loss. The mean squared error squares every distance. So one large distance counts far more than two small ones. The mean absolute error only counts the distances.',
  'card.squares.exactly':
    'ŷ is the prediction, t the target. The area of the squares, divided by their number, is the MSE.',
  'card.squares.picture': 'Predictions, targets and the squares between them',
  'card.squares.prediction': 'Prediction {n}',
  'card.squares.mse': 'Mean squared error (MSE)',
  'card.squares.mae': 'Mean absolute error (MAE)',
  'card.entropy': 'Sure and wrong is expensive',
  'card.entropy.term': 'Kreuzentropie',
  'card.entropy.task': 'Give the right class next to nothing. How much does that cost?',
  'card.entropy.text':
    'With classes only one thing counts: what share did the right one get? At 100% the loss is 0. The smaller the share, the more steeply it rises. Being very sure and wrong costs most. This loss is called cross-entropy. Your network learns with it.',
  'card.entropy.exactly':
    'log is the natural logarithm. As t is 1 only for the right class k, just one term of the sum remains.',
  'card.entropy.true': 'Right class',
  'card.entropy.shares': 'Probabilities',
  'card.entropy.curve': 'The loss for each probability of the right class',
  'card.entropy.share': 'Share of {name}',
  'card.entropy.loss': 'Loss',
  'card.binary': 'Yes or no?',
  'card.binary.term': 'binäre Kreuzentropie',
  'card.binary.task': 'The answer is yes. Drag the point to the left. What does the slope do?',
  'card.binary.text':
    'Sometimes there is only one question: is this a seven? Then one output between 0 and 1 is enough. If the answer is yes, it should be close to 1, otherwise close to 0. Binary cross-entropy penalises mistakes on both sides.',
  'card.binary.exactly': 't is 1 for yes and 0 for no. So only one of the two terms ever remains.',
  'card.binary.true': 'Right answer',
  'card.binary.yes': 'yes (1)',
  'card.binary.no': 'no (0)',
  'card.binary.curve': 'The loss for each output',
  'card.binary.share': 'Output p',
  'card.binary.slope': 'Slope',
  'card.safety': 'Why log(0) never comes out',
  'card.safety.term': 'numerische Stabilität',
  'card.safety.task': 'Push the distance above 100. Which method breaks?',
  'card.safety.text':
    'Computers round numbers. If a class is very unlikely, its share simply becomes 0. But the logarithm of 0 is infinite, and that would break the whole network. So the network computes softmax and logarithm in one step. That keeps all the numbers manageable.',
  'card.safety.exactly':
    'Before the powers are taken, the largest logit m is subtracted. Then the largest term is e⁰ = 1, and the sum is never 0.',
  'card.safety.gap': 'The right class is so many points behind',
  'card.safety.naive': 'First softmax, then log',
  'card.safety.share': 'Share of the right class',
  'card.safety.log': 'Loss, which is −log of it',
  'card.safety.engine': 'In one step',
  'card.safety.together': 'Loss from the logits',
  'card.safety.gradient': 'Gradient',
  'card.safety.broken': 'broken: ∞',
};
