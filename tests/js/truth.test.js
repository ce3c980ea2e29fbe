/**
 * Page and worker agree, whatever is done in whatever order: random sequences of commands against a worker that answers
 * in
 * any order, fails, or is lost. A sequence that fails is made as short as it still fails, and printed with its seed.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCommands } from '../../site/commands/commands.js';
import { Ink } from '../../site/draw/ink.js';
import { factsOf } from '../../site/state/facts.js';
import { initialState, reducer } from '../../site/state/reducer.js';
import { createStore } from '../../site/state/store.js';
import { readFiles } from '../../site/storage/autosave.js';
import { partsOf, stateOf } from '../../site/storage/stateParts.js';
import { createLaboratory, tagOf, write } from './fakes/laboratory.js';

const SEQUENCES = Number(process.env.SEQUENCES ?? 2000);
const FIRST = Number(process.env.SEED ?? Date.now() % 1_000_000_000);
const LONGEST = 10;
const READY = { kind: 'boot', state: 'ready', backend: 'numpy', start: 'snapshot' };
const LOST = { kind: 'boot', state: 'failed', error: { code: 'boot/worker', params: {} } };

/** Numbers that a seed stands for. @param {number} seed */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function settle() {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
}

/** A file whose bytes are its name's. */
function file(name) {
  return new File([name], name, { lastModified: 0 });
}

const countNow = (state) =>
  factsOf(state)
    .all.filter(({ label, cell, sheet }) => label !== null && (cell < 4 || !sheet.given))
    .map(({ images, index, label }) => `${tagOf(images, index)}:${label}`);

/** What is done is chosen when it is its turn, so that a sequence stays one when something before it is left out. */
const COMMANDS = {
  drop: ({ world }) => void world.commands.addFiles([file(`page-${world.serial()}`)]),
  dropTwo: ({ world }) => void world.commands.addFiles([file(`page-${world.serial()}`), file(`bad-${world.serial()}`)]),
  dropMany: ({ world, number }) =>
    void world.commands.addFiles(Array.from({ length: 2 + number(6) }, () => file(`page-${world.serial()}`))),
  dropReady: ({ world }) => void world.commands.addFiles([file(`all-${world.serial()}.npz`)]),
  digits: ({ world }) => void world.commands.addDigits(),
  remove: ({ world, pick, state }) => state.sheets.length > 0 && void world.commands.removeSheet(pick(state.sheets).id),
  restore: ({ world, pick, state }) =>
    state.deletions.length > 0 && void world.commands.restoreDeletion(pick(state.deletions).id),
  reread: ({ world, pick, state, number }) => {
    const pages = state.sheets.filter(({ file: given }) => given);
    if (pages.length > 0)
      void world.commands.readAtCorners(pick(pages).id, [
        [1 + number(7), 0],
        [9, 0],
        [9, 9],
        [0, 9],
      ]);
  },
  draw: ({ world, number }) =>
    void world.commands.keepDrawing('012'[number(3)], write(world.serial() * 64, new Uint8Array(784)), 28),
  undraw: ({ world }) => world.commands.undoDrawing(),
  edit: ({ world, pick, state, number }) => {
    const { all } = factsOf(state);
    if (all.length === 0) return;
    const { sheet, cell, images, index } = pick(all);
    const label = [null, '0', '1', '9'][number(4)];
    world.edited.add(`${tagOf(images, index)}:${label}`);
    world.store.dispatch({ type: 'pictures/edited', changes: [{ sheet: sheet.id, cell, label }] });
  },
  editOld: ({ world, number }) => {
    // something that was found out about pictures that may be gone
    if (world.seen.length === 0) return;
    const { sheet, cell, tag } = world.seen[number(world.seen.length)];
    world.edited.add(`${tag}:5`);
    world.store.dispatch({ type: 'pictures/edited', changes: [{ sheet, cell, label: '5' }] });
  },
  undo: ({ world }) => world.store.dispatch({ type: 'edits/undone' }),
  redo: ({ world }) => world.store.dispatch({ type: 'edits/redone' }),
  sign: ({ world, pick, state }) => state.sheets.length > 0 && world.commands.signSheet(pick(state.sheets).id, 'Ada'),
  train: ({ world, state }) => factsOf(state).canTrain && void world.commands.train(),
  stop: ({ world, state }) => state.training.state === 'running' && world.commands.stopTraining(),
  goOn: ({ world, state }) => factsOf(state).canGoOn && void world.commands.trainOn(),
  step: ({ world, state }) => factsOf(state).canTrain && void world.commands.stepTraining(),
  stepTwice: ({ world, state }) => {
    // a double click
    if (!factsOf(state).canTrain) return;
    void world.commands.stepTraining();
    void world.commands.stepTraining();
  },
  reset: ({ world, state }) => factsOf(state).canTrain && void world.commands.resetTraining(),
  renew: ({ world, state }) => factsOf(state).canTrain && void world.commands.renewWeights(),
  slower: ({ world, state }) => factsOf(state).canTrain && void world.commands.trainSlower(),
  bring: ({ world, state }) => !state.exporting.working && void world.commands.importWeights(file('weights')),
  cell: ({ world }) => {
    if (world.store.getState().notebook.cells.length === 0)
      world.store.dispatch({ type: 'cell/added', source: 'project.use(net)', example: null, after: null });
    void world.commands.runCell(world.store.getState().notebook.cells[0].id);
  },
  addClass: ({ world }) => void world.commands.keepDrawing('new', write(world.serial() * 64, new Uint8Array(784)), 28),
  pen: ({ world, number }) => void world.commands.addSamples(['0', '1'], 1 + number(3)),
  goBack: ({ world, pick, state }) => {
    const runs = state.runs.filter(({ weights }) => weights);
    if (runs.length > 0 && state.training.state !== 'running' && !state.shelf.opening)
      void world.commands.goBackTo(pick(runs).id);
  },
  deleteRun: ({ world, pick, state }) =>
    state.runs.length > 0 && state.training.state !== 'running' && world.commands.deleteRun(pick(state.runs).id),
  undelete: ({ world, pick, state }) => {
    const runs = state.deletions.filter(({ kind }) => kind === 'run');
    if (runs.length > 0) void world.commands.restoreDeletion(pick(runs).id);
  },
  suspects: ({ world, state }) => state.training.epochs.length > 0 && void world.commands.findSuspects(),
  duplicates: ({ world }) => void world.commands.findDuplicates(),
  stroke: ({ world }) => void world.commands.drawingChanged(),
  crash: async ({ world }) => {
    void world.commands.onBoot(LOST);
    await settle();
    world.commands.retryBoot();
    await settle();
    void world.commands.onBoot(READY);
  },
  change: ({ world }) => world.open(world.project === 'one' ? 'two' : 'one'),
  reload: ({ world }) => world.reload(),
};

const NAMES = Object.keys(COMMANDS);
const NETWORK = ['train', 'train', 'train', 'goOn', 'goBack', 'reset', 'addClass'];
const COLLECTION = ['drop', 'dropMany', 'draw', 'edit', 'remove', 'restore'];

/** A browser with its projects, and the worker of the page. */
function createWorld(chance) {
  const lab = createLaboratory();
  /** @type {Map<string, Map<string, any>>} */
  const disk = new Map();
  let made = 0;
  /** Which project a serial number was given in. @type {Map<number, string>} */
  const home = new Map();
  /** @type {any} */
  const world = {
    lab,
    disk,
    home,
    edited: new Set(),
    seen: [],
    project: 'one',
    serial: () => {
      home.set((made += 1), world.project);
      return made;
    },
  };

  function page() {
    world.store = createStore(reducer, initialState({ language: 'de', step: 'collect' }));
    world.client = lab.connect(() => countNow(world.store.getState()), chance, world.serial);
    const cores = chance(0.5) ? 1 : 3;
    const helpers = { start: (hopes) => lab.help(hopes, chance), device: { cores } };
    world.commands = createCommands({ store: world.store, client: world.client, ink: new Ink(4), helpers });
  }

  async function save() {
    disk.set(world.project, structuredClone(await readFiles(partsOf(world.store.getState()))));
  }

  async function show(project) {
    world.project = project;
    const kept = stateOf(
      structuredClone(disk.get(project) ?? new Map()),
      initialState({ language: 'de', step: 'collect' }),
    );
    world.store.dispatch({ type: 'project/opened', kept });
    world.store.dispatch({ type: 'project/told', change: { id: project, state: 'saved' } });
    world.store.dispatch({ type: 'settings/changed', settings: { epochs: 2 } });
  }

  world.open = async (project) => {
    await save();
    world.store.dispatch({ type: 'project/told', change: { state: 'opening' } });
    world.commands.retryBoot();
    await settle();
    await show(project);
    void world.commands.onBoot(READY);
  };
  world.reload = async () => {
    await save();
    page();
    await show(world.project);
    void world.commands.onBoot(READY);
  };
  world.start = async () => {
    page();
    await show('one');
    void world.commands.onBoot(READY);
    await settle();
  };
  return world;
}

/** What may never be, at any moment. */
function checkAlways({ store, lab, edited, home, project }) {
  assert.deepEqual(lab.wrong, []);
  const state = store.getState();
  const { all } = factsOf(state);
  const keys = all.map(({ key }) => key);
  assert.equal(new Set(keys).size, keys.length, 'two pictures of one id');
  for (const picture of all) {
    const tag = tagOf(picture.images, picture.index);
    if (tag < 900_000) assert.equal(home.get(Math.floor(tag / 64)), project, 'a picture of another project');
    if (picture.edited)
      assert.ok(
        edited.has(`${tag}:${picture.label}`),
        `an edit has hit picture ${tag}, which was never made ${picture.label}`,
      );
  }
  // What memory did not suffice for after a reload may come another time, with its edits.
  const ids = new Set(state.sheets.map(({ id }) => id));
  for (const id of Object.keys(state.editing.now)) assert.ok(ids.has(id), 'an edit of what is not there');
  assert.equal(new Set(state.runs.map(({ id }) => id)).size, state.runs.length, 'two runs of one id');
  for (const run of state.runs) {
    if (run.weights)
      assert.ok(new TextDecoder().decode(run.weights).startsWith(`${run.id}/`), 'weights of another run');
    if (run.result) assert.equal(lab.about.get(run.result.loss)?.run, run.id, 'the result of another run');
  }
  const { evaluation, reading, training } = state;
  if (evaluation.result)
    assert.equal(lab.about.get(evaluation.result.loss)?.run, training.run, 'the evaluation of another network');
  if (reading.history.length > 0)
    assert.equal(lab.about.get(reading.result.mark)?.run, training.run, 'a history of another network');
}

/** What must be when everything has been answered. */
async function checkAtRest(world, drain) {
  await drain();
  void world.commands.drawingChanged(); // asks about the network
  void world.commands.findDuplicates(); // asks about the collection
  await drain();
  const { store, lab } = world;
  const state = store.getState();
  const there = state.sheets.filter(({ result }) => result);
  assert.deepEqual([...lab.sources.keys()].sort(), there.map(({ id }) => id).sort(), 'the worker holds other sources');
  for (const { id, result } of there) {
    const { images } = /** @type {any} */ (lab.sources.get(id));
    result.cells.forEach((_, index) =>
      assert.equal(tagOf(images, index), tagOf(result.images, index), 'other pictures'),
    );
  }
  assert.equal(lab.net.run, state.training.run, 'another network');
  assert.equal(lab.about.get(state.reading.result.mark)?.run, state.training.run, 'read by another network');
  if (state.training.run !== null)
    assert.equal(lab.net.epochs, state.training.epochs.length, 'a network that is further');
  if (state.training.run !== null && lab.net.classes)
    assert.deepEqual(state.training.classes, lab.net.classes, 'other classes than the network has');
  for (const { result, corners, state: how } of there)
    if (corners && how === 'done') assert.equal(tagOf(result.images) % 64, corners[0][0] * 8, 'read at other corners');
  assert.notEqual(state.training.state, 'running', 'waits for ever');
  assert.equal(state.exporting.working, null, 'waits for ever');
  assert.notEqual(state.evaluation.state, 'working', 'waits for ever');
  assert.notEqual(state.shelf.opening, true, 'waits for ever');
  assert.ok(!state.sheets.some((sheet) => ['working', 'waiting'].includes(sheet.state)), 'waits for ever');
  checkAlways(world);
}

/** @param {{name: string, salt: number}[]} sequence @param {any} timers */
async function play(sequence, timers) {
  const luck = random(sequence[0]?.salt ?? 0);
  const world = createWorld((share) => luck() < share);
  const drain = async () => {
    for (let turn = 0; turn < 400; turn += 1) {
      world.lab.work();
      world.lab.deliver((count) => Math.floor(luck() * count));
      await settle();
      if (turn % 10 === 0) timers.tick(700);
      if (world.lab.idle) {
        timers.tick(700);
        await settle();
        if (world.lab.idle) return;
      }
    }
    assert.fail('never at rest');
  };
  await world.start();
  for (const { name, salt } of sequence) {
    const roll = random(salt);
    const state = world.store.getState();
    const number = (count) => Math.floor(roll() * count);
    await COMMANDS[name]({ world, state, number, pick: (list) => list[number(list.length)] });
    await settle();
    for (const { sheet, cell, images, index } of factsOf(world.store.getState()).all.slice(0, 3)) {
      world.seen.push({ sheet: sheet.id, cell, tag: tagOf(images, index) });
    }
    for (let left = number(12); left > 0; left -= 1) {
      if (number(2) === 0) world.lab.work();
      else world.lab.deliver(number);
      await settle();
      checkAlways(world);
    }
    if (number(3) === 0) timers.tick(150);
    checkAlways(world);
    if (number(4) === 0) await checkAtRest(world, drain);
  }
  await checkAtRest(world, drain);
}

/**
 * A few kinds of commands, each often: what goes wrong together then comes together. Half of them work with a network.
 *
 * @param {number} seed
 */
function sequenceOf(seed) {
  const roll = random(seed);
  const number = (/** @type {number} */ count) => Math.floor(roll() * count);
  const next = (/** @type {string} */ name) => ({ name, salt: number(2 ** 32) });
  const kinds = Array.from({ length: 2 + number(4) }, () => NAMES[number(NAMES.length)]);
  const about = number(2) === 0 ? NETWORK : COLLECTION;
  const rest = Array.from({ length: 1 + number(LONGEST) }, () => (number(3) === 0 ? about : kinds)).map((some) =>
    next(some[number(some.length)]),
  );
  return [next('drop'), ...rest];
}

/**
 * Leaves out what it fails without.
 * @param {any[]} sequence
 * @param {(sequence: any[]) => Promise<Error | null>} failureOf
 */
async function shrink(sequence, failureOf) {
  let shortest = sequence;
  let changed = true;
  while (changed) {
    changed = false;
    for (let index = shortest.length - 1; index > 0; index -= 1) {
      const shorter = [...shortest.slice(0, index), ...shortest.slice(index + 1)];
      if (!(await failureOf(shorter))) continue;
      shortest = shorter;
      changed = true;
    }
  }
  return shortest;
}

test(`page and worker agree after any sequence of commands (${SEQUENCES} from seed ${FIRST})`, async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const failureOf = async (sequence) => {
    try {
      await play(sequence, context.mock.timers);
      return null;
    } catch (error) {
      return /** @type {Error} */ (error);
    } finally {
      context.mock.timers.reset();
      context.mock.timers.enable({ apis: ['setTimeout'] });
    }
  };
  for (let seed = FIRST; seed < FIRST + SEQUENCES; seed += 1) {
    const sequence = sequenceOf(seed);
    const failure = await failureOf(sequence);
    if (!failure) continue;
    const shortest = await shrink(sequence, failureOf);
    const told = (await failureOf(shortest)) ?? failure;
    assert.fail(
      `seed ${seed} (SEED=${seed} SEQUENCES=1 repeats it): ${shortest.map(({ name }) => name).join(', ')}\n${told.stack}`,
    );
  }
});
