/** All that only teachers read, in one language: loaded when they open their page. */

import { chapters, letters } from './en/chapters.js';
import { questions } from './en/questions.js';
import { sheets } from './en/sheets.js';
import { solutions } from './en/solutions.js';

export const texts = { chapters, letters, questions, sheets, solutions };
