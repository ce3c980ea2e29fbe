import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createProjects } from '../../site/commands/projects.js';
import { initialState, reducer } from '../../site/state/reducer.js';
import { createStore } from '../../site/state/store.js';
import { readPage } from './fakes/client.js';
import { createDisk, openDisk, usage } from './fakes/disk.js';

globalThis.navigator ??= /** @type {any} */ ({});

// What only waits for better times must not keep a test waiting.
const later = globalThis.setTimeout;
globalThis.setTimeout = /** @type {any} */ (
  (work, ms, ...rest) => {
    const timer = later(work, ms, ...rest);
    if (ms > 100) timer.unref();
    return timer;
  }
);

/** The tabs of one browser: whoever takes a project makes the one that has it give up. */
function createBrowser() {
  const holders = new Map();
  return (_name, giveUp) => {
    let held = '';
    const letGo = () => holders.delete(held);
    return {
      async hold(id) {
        if (held === id) return true;
        if (holders.has(id)) return false;
        letGo();
        holders.set((held = id), { giveUp, letGo });
        return true;
      },
      async take(id) {
        const holder = holders.get(id);
        await holder?.giveUp();
        holder?.letGo();
        letGo();
        holders.set((held = id), { giveUp, letGo });
      },
      letGo,
    };
  };
}

async function page(disk, { meet = createBrowser(), from = null, handOver = async () => {} } = {}) {
  let own;
  const store = createStore(reducer, initialState({ language: 'de', step: 'collect' }));
  store.dispatch({ type: 'project/told', change: { state: 'opening' } });
  const handle = disk && openDisk(disk);
  const open = async () => {
    if (!handle) throw new Error('private window');
    return handle;
  };
  const storing = createProjects({
    store,
    name: 'here',
    restart() {},
    begin() {},
    handOver: () => handOver(store),
    onOpen() {},
    open,
    meet: (...given) => (own = meet(...given)),
  });
  await storing.start();
  if (from) await storing.openProject(from);
  let made = 0;
  return {
    store,
    storing,
    project: () => store.getState().project,
    gone: () => store.getState().deletions.map(({ id }) => id),
    /** The sheets of deleted projects. */
    held: () =>
      store
        .getState()
        .deletions.flatMap(({ parts = [] }) =>
          [...parts].filter(([key]) => key.startsWith('sheets/')).map(([, { name: called }]) => called),
        ),
    names: () => store.getState().sheets.map(({ name }) => name),
    add(name) {
      const id = `sheet-${name}-${(made += 1)}`;
      store.dispatch({ type: 'sheets/added', sheets: [{ id, name }] });
      store.dispatch({ type: 'sheet/read', id, result: readPage() });
    },
    /** From here on nothing of it reaches the disk. */
    kill() {
      if (handle) handle.write = () => new Promise(() => {});
      own.letGo();
    },
  };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 2));

/** Sheets on the disk, by project. */
const kept = (disk) =>
  [...disk.parts.values()]
    .flatMap((parts) => [...parts].filter(([name]) => name.startsWith('sheets/')).map(([, { name }]) => name))
    .sort();

async function asks(page, command) {
  const done = command();
  for (let n = 0; n < 20 && !page.project().leaving; n += 1) await turn();
  return { done, asked: page.project().leaving };
}

test('a full disk: nothing is left without a question', async () => {
  const disk = createDisk();
  const one = await page(disk);
  one.add('first');
  await one.storing.saveNow();
  disk.quota = usage(disk);
  one.add('second');
  const ways = [
    () => one.storing.newProject(),
    () => one.storing.openProject('nowhere'),
    () => one.storing.showParts('from a file', new Map()),
    () => one.storing.mayLeave(),
  ];
  for (const way of ways) {
    const { done, asked } = await asks(one, way);
    assert.equal(asked, true);
    one.storing.answerLeaving(false);
    await done;
    assert.deepEqual(one.names(), ['first', 'second']);
    assert.equal(one.project().leaving, false);
  }
  assert.equal(one.storing.wouldLose(), true);
  const { done } = await asks(one, () => one.storing.newProject());
  one.storing.answerLeaving(true);
  await done;
  assert.deepEqual(one.names(), []);
  assert.deepEqual(kept(disk), ['first']);
  assert.equal(one.storing.wouldLose(), false);
});

test('without storage nothing replaces what is open without a question; what came from a file is in that file', async () => {
  const one = await page(null);
  assert.deepEqual([one.project().state, one.project().error.code], ['none', 'storage/none']);
  one.store.dispatch({ type: 'step/opened', step: 'learn' });
  await one.storing.showParts('nothing was done before', new Map());
  one.add('first');
  const { done, asked } = await asks(one, () => one.storing.showParts('dropped', new Map()));
  assert.equal(asked, true);
  one.storing.answerLeaving(false);
  await done;
  assert.deepEqual(one.names(), ['first']);
  await one.storing.collectParts();
  assert.equal(one.storing.wouldLose(), true);
  one.storing.partsSaved();
  assert.equal(one.storing.wouldLose(), false, 'it is in a file now');
  one.add('second');
  assert.equal(one.storing.wouldLose(), true);
  await assert.rejects(one.storing.keepParts('beside it', new Map()), { code: 'storage/none' });
});

test('what is saved is left without a question', async () => {
  const one = await page(createDisk());
  one.add('first');
  await one.storing.newProject();
  assert.deepEqual(one.names(), []);
});

test('a name that is typed for a new project is the new one’s alone', async () => {
  const one = await page(createDisk());
  one.storing.renameProject('Group A');
  one.add('first');
  await one.storing.newProject('Group B');
  assert.equal(one.project().name, 'Group B');
  await one.storing.saveNow();
  await one.storing.newProject();
  assert.equal(one.project().name, '');
  assert.deepEqual(
    one
      .project()
      .list.map(({ name }) => name)
      .filter(Boolean)
      .sort(),
    ['Group A', 'Group B'],
  );
});

test('a deletion frees its room at once, on a full disk, too, and can be taken back', async () => {
  const disk = createDisk();
  const one = await page(disk);
  one.add('old');
  await one.storing.saveNow();
  const old = one.project().id;
  await one.storing.newProject();
  one.add('new');
  disk.quota = usage(disk);
  await one.storing.saveNow();
  assert.deepEqual([one.project().state, one.project().error.code], ['unsaved', 'storage/full']);
  const [entry] = one.project().list.filter(({ id }) => id === old);
  await one.storing.removeProject(entry);
  assert.deepEqual(kept(disk), ['new'], 'what waited for room is written at once');
  assert.equal(one.project().state, 'saved');
  await one.storing.restoreProject(old);
  assert.equal(one.project().error.code, 'storage/full', 'it does not fit beside the new one, and stays in memory');
  disk.quota = Infinity;
  await one.storing.restoreProject(old);
  assert.deepEqual(kept(disk), ['new', 'old']);
  assert.deepEqual(one.gone(), []);
});

test('the open project is deleted as it is on the screen, on a full disk, too, and comes back so', async () => {
  const disk = createDisk();
  const one = await page(disk);
  one.add('first');
  await one.storing.saveNow();
  disk.quota = 0;
  one.add('second');
  await one.storing.saveNow();
  await one.storing.refreshProjects();
  await one.storing.removeProject(one.project().list[0]);
  assert.deepEqual([kept(disk), one.names()], [[], []]);
  disk.quota = Infinity;
  const [id] = one.gone();
  await one.storing.restoreProject(id);
  await one.storing.openProject(id);
  assert.deepEqual(one.names(), ['first', 'second']);
});

test('a project opens on a full disk, and is kept again when there is room', async () => {
  const disk = createDisk();
  const one = await page(disk);
  one.add('first');
  await one.storing.saveNow();
  const { id } = one.project();
  one.kill();
  disk.quota = 0;
  const next = await page(disk);
  assert.deepEqual([next.project().id, next.names()], [id, ['first']]);
  next.add('second');
  await next.storing.saveNow();
  assert.equal(next.project().state, 'unsaved');
  disk.quota = Infinity;
  await next.storing.saveNow();
  assert.deepEqual([next.project().state, kept(disk)], ['saved', ['first', 'second']]);
});

test('another tab takes over on a full disk: what was not written is told, and asked about', async () => {
  const disk = createDisk();
  const meet = createBrowser();
  const one = await page(disk, { meet });
  one.add('first');
  await one.storing.saveNow();
  disk.quota = usage(disk);
  one.add('second');
  const two = await page(disk, { meet });
  assert.equal(two.project().state, 'elsewhere');
  await two.storing.takeProject();
  assert.deepEqual([one.project().state, one.project().error.code], ['elsewhere', 'storage/left-behind']);
  const { done, asked } = await asks(one, () => one.storing.takeProject());
  assert.equal(asked, true);
  one.storing.answerLeaving(false);
  await done;
  assert.deepEqual(one.names(), ['first', 'second']);
});

test('what is under way is brought to its end before another tab takes over, and comes with it', async () => {
  const disk = createDisk();
  const meet = createBrowser();
  const handOver = async (store) => {
    await turn();
    store.dispatch({ type: 'sheets/added', sheets: [{ id: 'last', name: 'at the last moment' }] });
  };
  const one = await page(disk, { meet, handOver });
  one.add('first');
  await one.storing.saveNow();
  const two = await page(disk, { meet });
  await two.storing.takeProject();
  assert.deepEqual([one.project().state, one.project().error], ['elsewhere', null]);
  assert.deepEqual(two.names(), ['first', 'at the last moment']);
});

test('a tab that learns by writing that another one has taken over rests, too', async () => {
  const disk = createDisk();
  let rested = 0;
  const one = await page(disk, {
    handOver: async () => {
      rested += 1;
    },
  });
  one.add('first');
  await one.storing.saveNow();
  const two = await page(disk); // neither hears of the other
  two.add('second');
  await two.storing.saveNow();
  one.add('third');
  await one.storing.saveNow();
  assert.deepEqual([one.project().state, rested], ['elsewhere', 1]);
});

test('what a tab still reads after another one has taken over is no reason to ask: the other reads it, too', async () => {
  const disk = createDisk();
  const meet = createBrowser();
  const one = await page(disk, { meet });
  one.store.dispatch({ type: 'sheets/added', sheets: [{ id: 'slow', name: 'slow' }] });
  await one.storing.saveNow();
  const two = await page(disk, { meet });
  await two.storing.takeProject();
  one.store.dispatch({ type: 'sheet/read', id: 'slow', result: readPage() });
  assert.equal(one.storing.wouldLose(), false);
  const { done, asked } = await asks(one, () => one.storing.takeProject());
  assert.equal(asked, false);
  await done;
  assert.deepEqual([one.project().state, one.names()], ['saved', ['slow']]);
});

test('what comes while a project opens, or another tab has it, waits until one is here', async () => {
  const disk = createDisk();
  const meet = createBrowser();
  const one = await page(disk, { meet });
  one.add('first');
  await one.storing.saveNow();
  const two = await page(disk, { meet });
  const drop = (name) => two.storing.whenHere().then(() => two.add(name));
  const dropped = drop('at once');
  await turn();
  assert.deepEqual([two.project().state, two.names()], ['elsewhere', []]);
  const taking = two.storing.takeProject();
  const late = drop('while it opens');
  await Promise.all([taking, dropped, late]);
  await two.storing.saveNow();
  assert.deepEqual(
    [two.names(), kept(disk)],
    [
      ['first', 'at once', 'while it opens'],
      ['at once', 'first', 'while it opens'],
    ],
  );
  await drop('later');
  assert.deepEqual(two.names().slice(3), ['later']);
});

test('where another project does not open, this one is still kept', async () => {
  const disk = createDisk();
  const one = await page(disk);
  one.add('first');
  await one.storing.saveNow();
  disk.entries.set('newer', {
    id: 'newer',
    name: '',
    changed: 0,
    pictures: 0,
    bytes: 0,
    format: 99,
    writer: '',
    removed: false,
  });
  await one.storing.openProject('newer');
  assert.deepEqual([one.names(), one.project().error.code], [['first'], 'storage/too-new']);
  one.add('second');
  await one.storing.saveNow();
  assert.deepEqual(kept(disk), ['first', 'second']);
});

/** As the tests of numerical code do it: the same chances in each run. */
function chances(seed) {
  let state = seed * 2654435761 + 1;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

const ROUNDS = 200;

test(`${ROUNDS} rounds of quotas, private windows, two tabs, kills, clocks set back, cleared storage: nothing is lost without a question`, async (context) => {
  const clock = Date.now;
  context.after(() => {
    Date.now = clock;
  });
  let questions = 0;
  for (let seed = 1; seed <= ROUNDS; seed += 1) {
    const chance = chances(seed);
    const disk = chance(5) === 0 ? null : createDisk();
    const meet = createBrowser();
    /** What somebody has made and not given up: it must be on a screen, on the disk, or held for undoing. */
    const made = new Set();
    const tabs = [await page(disk, { meet })];
    const log = [];
    const open = () => tabs.flatMap((tab) => tab.names());
    const held = () => tabs.flatMap((tab) => tab.held());
    for (let act = 0; act < 12; act += 1) {
      const tab = tabs[chance(tabs.length)];
      const others = tab.project().list.filter(({ id }) => id !== tab.project().id);
      const before = tab.names().filter((name) => !kept(disk ?? createDisk()).includes(name));
      const leave = async (command) => {
        const { done, asked } = await asks(tab, command);
        if (asked) {
          questions += 1;
          const may = chance(2) === 0;
          tab.storing.answerLeaving(may);
          if (may)
            for (const name of before)
              if (!tabs.some((one) => one !== tab && one.names().includes(name))) made.delete(name);
        }
        await done;
      };
      const act = chance(9);
      log.push(act);
      if (act <= 2 && tab.project().state !== 'elsewhere') {
        const name = `${seed}-${log.length}`;
        tab.add(name);
        made.add(name);
        await tab.storing.saveNow();
      } else if (act === 3) await leave(() => tab.storing.newProject());
      else if (act === 4 && others.length > 0)
        await leave(() => tab.storing.openProject(others[chance(others.length)].id));
      else if (act === 5 && disk)
        disk.quota = [0, 1000, Math.max(0, usage(disk) - 1), usage(disk) + 3000, Infinity][chance(5)];
      else if (act === 6 && disk && tab.project().list.length > 0) {
        const entry = tab.project().list[chance(tab.project().list.length)];
        await tab.storing.removeProject(entry);
        const gone = tab.gone();
        if (gone.length > 0 && chance(2) === 0) await tab.storing.restoreProject(gone[chance(gone.length)]);
      } else if (act === 7 && disk) {
        // Killed or discarded: only what it said to be saved must be there again.
        if (tab.project().state !== 'saved')
          for (const name of before)
            if (!tabs.some((one) => one !== tab && one.names().includes(name))) made.delete(name);
        for (const name of tab.held()) if (!kept(disk).includes(name)) made.delete(name);
        tab.kill();
        tabs.splice(tabs.indexOf(tab), 1);
        tabs.push(await page(disk, { meet }));
      } else if (act === 8) {
        if (chance(3) === 0) Date.now = () => clock() - 1e9 * chance(1000);
        else if (disk && chance(2) === 0 && tabs.length < 2) {
          const second = await page(disk, { meet });
          if (second.project().state === 'elsewhere') await second.storing.takeProject();
          tabs.push(second);
        } else if (disk && disk.entries.size > 0 && tabs.length === 1) {
          // The browser clears its data while the page is open: with the next change all that is on the screen is
          // written anew.
          const on = new Set(tab.names());
          for (const name of made) if (!on.has(name) && !held().includes(name)) made.delete(name);
          [disk.entries, disk.parts, disk.current] = [new Map(), new Map(), undefined];
          if (tab.project().state === 'elsewhere') continue;
          tab.storing.renameProject(`${seed} after ${log.length}`);
          await tab.storing.saveNow();
        }
      }
      const there = new Set([...(disk ? kept(disk) : []), ...open(), ...held()]);
      assert.deepEqual(
        [...made].filter((name) => !there.has(name)),
        [],
        `seed ${seed}: ${log.join(' ')}`,
      );
    }
    for (const tab of tabs) tab.kill();
  }
  assert.ok(questions > 50, `${questions} questions`);
});
