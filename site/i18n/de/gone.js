/** Was gelöscht ist, und der Weg zurück. */

/** @type {Record<string, string>} */
export const gone = {
  'gone.back': 'Zurückholen',
  'gone.all': 'Alle {n} zurückholen',
  'gone.sheet': '„{name}“ ist entfernt.',
  'gone.reading': '„{name}“ wurde noch einmal gelesen. Was davor gelesen und geändert wurde, ist noch da.',
  'gone.symbol': 'Das Bild „{name}“ ist entfernt.',
  'gone.run': '„{name}“ ist gelöscht.',
  'gone.network': 'Dein selbst gebautes Netz ist ersetzt. Du kannst es noch zurückholen.',
  'gone.cell': 'Die Zelle ist gelöscht: {name}',
  'gone.cell.empty': 'leer',
  'gone.cells':
    'Das Notizbuch hat die Zellen von vorher ersetzt. Du kannst sie noch zurückholen; sie stehen dann darüber.',
  'gone.points': 'Die Punkte sind weg.',
  'gone.project': '„{name}“ ist gelöscht. Du kannst es zurückholen, bis du diese Seite verlässt oder neu lädst.',
  'back.sheet': '„{name}“ ist wieder da.',
  'back.reading': '„{name}“ ist wieder so, wie es davor gelesen war.',
  'back.symbol': 'Das Bild „{name}“ ist wieder da.',
  'back.run': '„{name}“ ist wieder da.',
  'back.network': 'Dein selbst gebautes Netz ist wieder da.',
  'back.cell': 'Die Zelle ist wieder da: {name}',
  'back.cells': 'Die Zellen von vorher sind wieder da.',
  'back.points': 'Die Punkte sind wieder da.',
  'back.project': '„{name}“ ist wieder da.',
};
