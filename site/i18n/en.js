/** English. */

import { shell } from './en/shell.js';
import { collect } from './en/collect.js';
import { check } from './en/check.js';
import { train } from './en/train.js';
import { runs } from './en/runs.js';
import { design } from './en/design.js';
import { evaluate } from './en/evaluate.js';
import { tryOut } from './en/try.js';
import { learn } from './en/learn.js';
import { cards } from './en/cards.js';
import { code } from './en/code.js';
import { examples } from './en/examples.js';
import { python } from './en/python.js';
import { projects } from './en/projects.js';
import { plane } from './en/plane.js';
import { path } from './en/path.js';
import { guide } from './en/guide.js';
import { byhand } from './en/byhand.js';
import { deletions } from './en/deletions.js';
import { exporting } from './en/exporting.js';
import { access } from './en/access.js';

/** @type {Record<string, string>} */
export const en = {
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
