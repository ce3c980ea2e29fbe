/** What was deleted, and the way back. */

/** @type {Record<string, string>} */
export const gone = {
  'gone.back': 'Bring back',
  'gone.all': 'Bring back all {n}',
  'gone.sheet': '“{name}” is removed.',
  'gone.reading': '“{name}” was read once more. The earlier reading with its changes is still there.',
  'gone.symbol': 'The picture “{name}” is removed.',
  'gone.run': '“{name}” is deleted.',
  'gone.network': 'The network that you built has been replaced. It can still be brought back.',
  'gone.cell': 'The cell is deleted: {name}',
  'gone.cell.empty': 'empty',
  'gone.cells':
    'The notebook has replaced the cells from before. They can still be brought back, and then stand above it.',
  'gone.points': 'The points are gone.',
  'gone.project': '“{name}” is deleted. You can bring it back until you leave or reload this page.',
  'back.sheet': '“{name}” is back.',
  'back.reading': '“{name}” is as it was read before.',
  'back.symbol': 'The picture “{name}” is back.',
  'back.run': '“{name}” is back.',
  'back.network': 'The network that you built is back.',
  'back.cell': 'The cell is back: {name}',
  'back.cells': 'The cells from before are back.',
  'back.points': 'The points are back.',
  'back.project': '“{name}” is back.',
};
