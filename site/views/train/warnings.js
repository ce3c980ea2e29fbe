/** Warnings about settings, as keys of i18n; rules of thumb. */

/** @import {TrainSettings} from '../../worker/protocol.js' */

const ADAPTIVE = ['Adam', 'AdamW', 'RMSprop'];

/** Above this a number does more harm than good. @type {Record<string, number>} */
const TOO_MUCH = {
  rotation: 45,
  shift: 6,
  scale: 0.4,
  stretch: 0.5,
  shear: 0.6,
  elastic: 1.5,
  rate: 0.7,
  momentum: 0.98,
  l1: 0.01,
  l2: 0.05,
};

/** Starts from which all units of a layer stay the same. */
const ALIKE = ['Zeros', 'Ones', 'Constant'];

/**
 * A number by itself.
 *
 * @param {string} name
 * @param {any} value
 * @returns {string | null}
 */
export function warningFor(name, value) {
  return name in TOO_MUCH && value > TOO_MUCH[name] ? `warn.${name}` : null;
}

/**
 * A setting among the others; `own` are the preset's.
 *
 * @param {string} name    as in Python
 * @param {Required<TrainSettings>} settings
 * @param {Required<TrainSettings>} own
 * @param {number} pictures
 * @returns {string | null}
 */
export function warningAmong(name, settings, own, pictures) {
  const { learningRate, batchSize, epochs, validationShare, optimizer, initializer, shuffle } = settings;
  const adaptive = ADAPTIVE.includes(optimizer?.class_name ?? '');
  switch (name) {
    case 'learning_rate':
      if (learningRate >= 10 * own.learningRate || (adaptive && learningRate >= 0.1)) return 'train.warn.high';
      if (!adaptive && learningRate < 0.005 && optimizer?.config.momentum < 0.8) return 'warn.sgd';
      return learningRate <= own.learningRate / 100 ? 'train.warn.low' : null;
    case 'batch_size':
      if (pictures > 0 && batchSize > pictures / 4) return 'train.warn.batch';
      return batchSize < 4 ? 'train.warn.tiny' : null;
    case 'epochs':
      return epochs > 100 && epochs > own.epochs ? 'train.warn.epochs' : null;
    case 'validation_share':
      if (validationShare > 0.3) return 'warn.validation';
      return pictures > 0 && pictures * validationShare < 20 ? 'warn.few' : null;
    case 'initializer':
      return ALIKE.includes(initializer?.class_name ?? '') ? 'warn.alike' : null;
    case 'shuffle':
      return shuffle ? null : 'warn.order';
    default:
      return null;
  }
}
