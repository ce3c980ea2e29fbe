/** The keys of the examples for the Code step, in the order of difficulty, as in lab/code/gallery.py. */

export const EXAMPLES = [
  'first',
  'pixels',
  'average',
  'neighbour',
  'neuron',
  'network',
  'loop',
  'layer',
  'augmentation',
  'classics',
  'filters',
  'squeeze',
  'line',
  'fool',
];
