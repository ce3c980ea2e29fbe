/** Was gelöscht ist, und der Weg zurück. */

/** @type {Record<string, string>} */
export const deletions = {
  'deletion.back': 'Zurückholen',
  'deletion.all': 'Alle {n} zurückholen',
  'deletion.sheet': '„{name}“ ist entfernt.',
  'deletion.reading': '„{name}“ wurde noch einmal gelesen. Was davor gelesen und geändert wurde, ist noch da.',
  'deletion.symbol': 'Das Bild „{name}“ ist entfernt.',
  'deletion.run': '„{name}“ ist gelöscht.',
  'deletion.network': 'Dein selbst gebautes Netz ist ersetzt. Du kannst es noch zurückholen.',
  'deletion.cell': 'Die Zelle ist gelöscht: {name}',
  'deletion.cell.empty': 'leer',
  'deletion.cells':
    'Das Notizbuch hat die Zellen von vorher ersetzt. Du kannst sie noch zurückholen; sie stehen dann darüber.',
  'deletion.points': 'Die Punkte sind weg.',
  'deletion.project': '„{name}“ ist gelöscht. Du kannst es zurückholen, bis du diese Seite verlässt oder neu lädst.',
  'restored.sheet': '„{name}“ ist wieder da.',
  'restored.reading': '„{name}“ ist wieder so, wie es davor gelesen war.',
  'restored.symbol': 'Das Bild „{name}“ ist wieder da.',
  'restored.run': '„{name}“ ist wieder da.',
  'restored.network': 'Dein selbst gebautes Netz ist wieder da.',
  'restored.cell': 'Die Zelle ist wieder da: {name}',
  'restored.cells': 'Die Zellen von vorher sind wieder da.',
  'restored.points': 'Die Punkte sind wieder da.',
  'restored.project': '„{name}“ ist wieder da.',
};
