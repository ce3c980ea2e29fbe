/** The epochs of a training as CSV, with the names of Keras' History. */

/** @import {TrainEpoch} from '../../worker/protocol.js' */

/** @type {[string, (epoch: TrainEpoch) => number | null][]} */
const COLUMNS = [
  ['epoch', ({ epoch }) => epoch + 1],
  ['loss', ({ loss }) => loss],
  ['accuracy', ({ accuracy }) => accuracy],
  ['val_loss', ({ valLoss }) => valLoss],
  ['val_accuracy', ({ valAccuracy }) => valAccuracy],
  ['learning_rate', ({ learningRate }) => learningRate],
  ['seconds', ({ seconds }) => seconds],
];

/** @param {TrainEpoch[]} epochs */
export function epochsAsCsv(epochs) {
  const rows = [
    COLUMNS.map(([name]) => name),
    ...epochs.map((epoch) => COLUMNS.map(([, value]) => value(epoch) ?? '')),
  ];
  return rows.map((row) => `${row.join(',')}\r\n`).join('');
}
