/** The texts of the cards, chapter by chapter, and the glossary's. */

import { descent } from './cards/descent.js';
import { fitting } from './cards/fitting.js';
import { glossary } from './cards/glossary.js';
import { judging } from './cards/judging.js';
import { kinds } from './cards/kinds.js';
import { losses } from './cards/losses.js';
import { networks } from './cards/networks.js';
import { pictures } from './cards/pictures.js';
import { units } from './cards/units.js';
import { ways } from './cards/ways.js';
import { windows } from './cards/windows.js';

/** @type {Record<string, string>} */
export const cards = {
  ...pictures,
  ...units,
  ...networks,
  ...losses,
  ...descent,
  ...fitting,
  ...windows,
  ...judging,
  ...ways,
  ...kinds,
  ...glossary,
};
