/** All cards in the order in which they build on each other. */

import { activation } from './activation.js';
import { augmentation } from './augmentation.js';
import { autoencoder } from './autoencoder.js';
import { batches } from './batches.js';
import { beginnings } from './beginnings.js';
import { binary } from './binary.js';
import { centre } from './centre.js';
import { chain } from './chain.js';
import { chance } from './chance.js';
import { clusters } from './clusters.js';
import { colours } from './colours.js';
import { convolution } from './convolution.js';
import { cutting } from './cutting.js';
import { dataset } from './dataset.js';
import { decay } from './decay.js';
import { descent } from './descent.js';
import { dropout } from './dropout.js';
import { dying } from './dying.js';
import { early } from './early.js';
import { entropy } from './entropy.js';
import { fitting } from './fitting.js';
import { kinds } from './kinds.js';
import { landscape } from './landscape.js';
import { layers } from './layers.js';
import { logits } from './logits.js';
import { lstm } from './lstm.js';
import { maps } from './maps.js';
import { majority } from './majority.js';
import { matrix } from './matrix.js';
import { mnist } from './mnist.js';
import { neuron } from './neuron.js';
import { normalisation } from './normalisation.js';
import { numbers } from './numbers.js';
import { onehot } from './onehot.js';
import { parameters } from './parameters.js';
import { physics } from './physics.js';
import { pooling } from './pooling.js';
import { race } from './race.js';
import { regularisation } from './regularisation.js';
import { reward } from './reward.js';
import { rnn } from './rnn.js';
import { safety } from './safety.js';
import { scaling } from './scaling.js';
import { scores } from './scores.js';
import { softmax } from './softmax.js';
import { split } from './split.js';
import { squares } from './squares.js';
import { strangers } from './strangers.js';
import { stride } from './stride.js';
import { tensors } from './tensors.js';
import { unknown } from './unknown.js';
import { vanishing } from './vanishing.js';
import { weights } from './weights.js';

/** @import {Chapter} from '../components/card.js' */

/** @type {Chapter[]} */
export const CHAPTERS = [
  { id: 'pictures', cards: [numbers, centre, cutting, colours, mnist, dataset, split, scaling, onehot] },
  { id: 'units', cards: [neuron, weights, activation, dying, vanishing, softmax, logits] },
  { id: 'networks', cards: [layers, matrix, tensors, parameters] },
  { id: 'losses', cards: [squares, entropy, binary, safety] },
  { id: 'descent', cards: [descent, landscape, race, batches, chain, beginnings, decay] },
  { id: 'fitting', cards: [fitting, early, dropout, regularisation, augmentation, normalisation] },
  { id: 'windows', cards: [convolution, stride, pooling, maps] },
  { id: 'judging', cards: [scores, majority, chance, strangers, unknown] },
  { id: 'ways', cards: [clusters, reward] },
  { id: 'kinds', cards: [kinds, autoencoder, rnn, lstm, physics] },
];

export const CARDS = CHAPTERS.flatMap(({ cards }) => cards);
