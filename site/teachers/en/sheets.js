/** Sheets to print, one page each: a text is a paragraph. @import {Paper} from '../../views/learn/paperPage.js' */

/** @type {Record<string, Paper>} */
export const sheets = {
  hand: {
    title: 'Forward by hand',
    blocks: [
      { head: '1. One neuron' },
      'A neuron has three inputs. Take each input times its weight, add everything up, and add the bias.',
      {
        table: [
          ['', 'Input x', 'Weight w', 'x · w'],
          ['1', '0.5', '2', ''],
          ['2', '1', '−1', ''],
          ['3', '1', '0.5', ''],
        ],
      },
      'Bias: 0.5     Sum z = ______     ReLU(z) = ______',
      { head: '2. A small network' },
      'The inputs are 1, 0.5 and 0. Two neurons with ReLU calculate with them, and one output calculates with their values.',
      {
        table: [
          ['', 'Weights', 'Bias', 'Sum z', 'Value'],
          ['Neuron A', '0.5   −1   2', '0.5', '', ''],
          ['Neuron B', '−1   1   1', '0', '', ''],
          ['Output', 'A: 2   B: −1', '−0.5', '', 'Sigmoid: '],
        ],
      },
      'Sigmoid(z) = 1 ÷ (1 + e⁻ᶻ)     e is a number, about 2.718. On a calculator, use the key eˣ.',
      { head: '3. Think' },
      'a) Which input has no influence on neuron A, and why?',
      { lines: 2 },
      'b) Neuron B passes on 0. Change a single number so that it wakes up.',
      { lines: 2 },
      'c) Why does a network need an activation function at all?',
      { lines: 2 },
    ],
    solution: [
      '1. Products: 1; −1; 0.5. Sum z = 1 − 1 + 0.5 + 0.5 = 1. ReLU(1) = 1.',
      '2. Neuron A: 0.5 − 0.5 + 0 + 0.5 = 0.5, ReLU 0.5. Neuron B: −1 + 0.5 + 0 + 0 = −0.5, ReLU 0. Output: 2 · 0.5 − 1 · 0 − 0.5 = 0.5, sigmoid about 0.62.',
      '3a) The third: it is 0, so its product is 0, however large the weight.',
      '3b) For example, set the bias from 0 to 1: then the sum is 0.5. Any change counts that makes the sum larger than 0.',
      '3c) Without it, many layers together would be one single straight calculation (a linear function); only the bend makes several layers worth having.',
    ],
  },
  neuron: {
    title: 'A neuron recognises a stroke',
    blocks: [
      'A picture has 3 by 3 pixels, 1 is ink, 0 is paper. The neuron has a weight for each pixel. Its bias is −2. If the sum is larger than 0, it says “vertical stroke”.',
      {
        table: [
          ['Weights', '', ''],
          ['−1', '1', '−1'],
          ['−1', '1', '−1'],
          ['−1', '1', '−1'],
        ],
      },
      { head: '1. Calculate for four pictures' },
      {
        table: [
          ['Picture', 'Pixels, row by row', 'Sum of the products', 'with bias', 'Answer'],
          ['A', '0 1 0 / 0 1 0 / 0 1 0', '', '', ''],
          ['B', '0 0 0 / 1 1 1 / 0 0 0', '', '', ''],
          ['C', '1 1 1 / 1 1 1 / 1 1 1', '', '', ''],
          ['D', '0 1 0 / 1 1 1 / 0 1 0', '', '', ''],
        ],
      },
      { head: '2. Change the neuron' },
      'a) How large must the bias be for the cross D to count as a stroke, too, but not the full square C?',
      { lines: 2 },
      'b) Write down weights with which the neuron recognises horizontal strokes in the middle.',
      { lines: 3 },
      'c) A stroke is at the far left. What does the neuron say? What does a convolutional network do about it?',
      { lines: 3 },
    ],
    solution: [
      '1. A: sum 3, with bias 1, yes. B: −1 + 1 − 1 = −1, with bias −3, no. C: 3 − 6 = −3, with bias −5, no. D: 3 − 2 = 1, with bias −1, no.',
      '2a) Larger than −1 and at most 3, for example 0: then D has the sum 1 and C the sum −3.',
      '2b) Middle row 1, −1 elsewhere, bias −2.',
      '2c) “No”: the sum is −3, with bias −5. A convolutional network slides the same filter across the picture and finds the stroke anywhere.',
    ],
  },
  matrix: {
    title: 'Fill in a confusion matrix',
    blocks: [
      'A network has read twelve digits. Before each arrow is what the digit really was, after it what the network said.',
      '1→1   4→4   7→7   1→7   4→1   7→1   1→1   4→4   7→7   4→4   1→1   7→7',
      { head: '1. Enter each answer in the matrix' },
      {
        table: [
          ['actual / read', '1', '4', '7'],
          ['1', '', '', ''],
          ['4', '', '', ''],
          ['7', '', '', ''],
        ],
      },
      { head: '2. Calculate' },
      'a) Accuracy: what share of all answers is right?',
      { lines: 1 },
      'b) For the class 1: true positives ____   false positives ____   false negatives ____   true negatives ____',
      'c) Precision of 1: how often is it right when the network says “1”?',
      { lines: 1 },
      'd) Recall of 1: what share of the actual ones does it find?',
      { lines: 1 },
      { head: '3. Judge' },
      'a) A program says “not a 5” for every digit. Of 100 digits, 10 are fives. How accurate is it? What is it worth?',
      { lines: 2 },
      'b) A device checks mushrooms for poison. Does precision or recall matter more? Give reasons.',
      { lines: 3 },
    ],
    solution: [
      '1. Row 1: 3, 0, 1. Row 4: 1, 3, 0. Row 7: 1, 0, 3.',
      '2a) 9 of 12, that is 75%.',
      '2b) True positives 3, false positives 2, false negatives 1, true negatives 6.',
      '2c) 3 ÷ (3 + 2) = 60%.     2d) 3 ÷ (3 + 1) = 75%.',
      '3a) 90% accurate, but it does not find a single five: recall 0. Every accuracy must be compared with the most frequent class.',
      '3b) The recall for “poisonous”: a poisonous mushroom that is missed is worse than a good one that is thrown away.',
    ],
  },
  unplugged: {
    title: 'The network of people (without a computer)',
    blocks: [
      'Material: nine sheets for the pixels, 1 on the front, 0 on the back. Time: 15 minutes. At least twelve people.',
      { head: 'Setting up' },
      {
        list: [
          'Nine people stand in three rows: each is a pixel and shows 1 (ink) or 0 (paper).',
          'Two people are neurons. “Middle” counts the ones in the middle column, “Edge” those in the two outer columns.',
          'One person is the output. They calculate: middle minus edge minus 2. If that is larger than 0, they call “Stroke!”.',
        ],
      },
      { head: 'Rounds' },
      {
        list: [
          'The pixels show a vertical stroke. Everybody calculates. What does the output call?',
          'Now a horizontal stroke, a cross, a symbol of your own. Guess first!',
          'Now the network learns: after each picture the teacher only says “right” or “wrong”. After “wrong”, the output may change its last number (the bias) by 1, up or down.',
        ],
      },
      { head: 'Observe' },
      'a) Who in the network “knows” what a stroke looks like?',
      { lines: 2 },
      'b) What happens if the teacher gives wrong answers on purpose?',
      { lines: 2 },
      'c) The stroke moves one column to the left. What would have to change?',
      { lines: 2 },
    ],
    solution: [
      'Vertical stroke in the middle: 3 − 0 − 2 = 1, “Stroke!”. Horizontal stroke: 1 − 2 − 2 = −3, silence. Cross: 3 − 2 − 2 = −1, silence; it calls here, too, only once the bias has risen from −2 to 0, in two steps.',
      'a) Nobody alone. The knowledge is in the weights: what is counted, and how.',
      'b) The network learns the wrong thing just as readily. It has no other truth than the data.',
      'c) A neuron would have to count the left column, or both would have to move across the picture: that is what a convolutional network does.',
    ],
  },
};
