/** All tasks that the page sets, by groups, with the keys of their texts; `site/teachers` has their solutions. */

import { CARDS } from './cards/index.js';
import { EXAMPLES } from '../components/examples.js';

/** @typedef {{id: string, title: string, task?: string, href: string}} Task    id: of its solution */

const STATIONS = [
  'paper',
  'check',
  'numbers',
  'guess',
  'first',
  'mistakes',
  'draw',
  'hand',
  'more',
  'strangers',
  'swap',
  'order',
  'descent',
  'plane',
  'fitting',
  'convolution',
  'machine',
  'review',
];
const TRIES = ['1', '2', 'any.1', 'any.2', '3', '4', '5'];
const PLANES = ['line', 'corner', 'ring', 'spiral'];

/** @type {Record<string, Task[]>} */
export const TASKS = {
  stations: STATIONS.map((id) => ({ id: `station.${id}`, title: `station.${id}`, href: '#learn/path' })),
  cards: CARDS.map(({ id }) => ({
    id: `card.${id}`,
    title: `card.${id}`,
    task: `card.${id}.task`,
    href: `#learn/${id}`,
  })),
  try: TRIES.map((id) => ({ id: `try.${id}`, title: 'step.try', task: `try.task.${id}`, href: '#try' })),
  plane: PLANES.map((id) => ({
    id: `plane.${id}`,
    title: 'learn.section.playground',
    task: `plane.task.${id}`,
    href: '#learn/playground',
  })),
  code: EXAMPLES.map((id) => ({
    id: `example.${id}`,
    title: `example.${id}`,
    task: `example.${id}.task`,
    href: '#code',
  })),
};
