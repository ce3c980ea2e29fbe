/** All that only teachers read, in one language: loaded when they open their page. */

import { chapters, letters } from './de/chapters.js';
import { questions } from './de/questions.js';
import { sheets } from './de/sheets.js';
import { solutions } from './de/solutions.js';

export const texts = { chapters, letters, questions, sheets, solutions };
