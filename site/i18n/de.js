/** German: du-form, short sentences, the terms of German schools. */

import { shell } from './de/shell.js';
import { collect } from './de/collect.js';
import { check } from './de/check.js';
import { train } from './de/train.js';
import { runs } from './de/runs.js';
import { design } from './de/design.js';
import { evaluate } from './de/evaluate.js';
import { tryOut } from './de/try.js';
import { learn } from './de/learn.js';
import { cards } from './de/cards.js';
import { code } from './de/code.js';
import { examples } from './de/examples.js';
import { python } from './de/python.js';
import { projects } from './de/projects.js';
import { plane } from './de/plane.js';
import { path } from './de/path.js';
import { guide } from './de/guide.js';
import { byhand } from './de/byhand.js';
import { deletions } from './de/deletions.js';
import { exporting } from './de/exporting.js';
import { access } from './de/access.js';

/** @type {Record<string, string>} */
export const de = {
  ...shell,
  ...collect,
  ...check,
  ...train,
  ...runs,
  ...design,
  ...evaluate,
  ...tryOut,
  ...learn,
  ...cards,
  ...code,
  ...examples,
  ...python,
  ...projects,
  ...plane,
  ...path,
  ...guide,
  ...byhand,
  ...exporting,
  ...deletions,
  ...access,
};
