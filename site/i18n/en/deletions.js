/** What was deleted, and the way back. */

/** @type {Record<string, string>} */
export const deletions = {
  'deletion.back': 'Bring back',
  'deletion.all': 'Bring back all {n}',
  'deletion.sheet': '“{name}” is removed.',
  'deletion.reading': '“{name}” was read once more. The earlier reading with its changes is still there.',
  'deletion.symbol': 'The picture “{name}” is removed.',
  'deletion.run': '“{name}” is deleted.',
  'deletion.network': 'The network that you built has been replaced. It can still be brought back.',
  'deletion.cell': 'The cell is deleted: {name}',
  'deletion.cell.empty': 'empty',
  'deletion.cells':
    'The notebook has replaced the cells from before. They can still be brought back, and then stand above it.',
  'deletion.points': 'The points are gone.',
  'deletion.project': '“{name}” is deleted. You can bring it back until you leave or reload this page.',
  'restored.sheet': '“{name}” is back.',
  'restored.reading': '“{name}” is as it was read before.',
  'restored.symbol': 'The picture “{name}” is back.',
  'restored.run': '“{name}” is back.',
  'restored.network': 'The network that you built is back.',
  'restored.cell': 'The cell is back: {name}',
  'restored.cells': 'The cells from before are back.',
  'restored.points': 'The points are back.',
  'restored.project': '“{name}” is back.',
};
