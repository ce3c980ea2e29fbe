/** @type {Record<string, string>} */
export const projects = {
  'project.title': 'Projekte',
  'project.unnamed': 'Mein Projekt',
  'project.open': 'Projekt: {name}',
  'project.close': 'Schließen',
  'project.name': 'Name dieses Projekts',
  'project.new': 'Neues Projekt',
  'project.new.name': 'Name des neuen Projekts',
  'project.new.help': 'Dieses bleibt, wie es ist, und steht dann in der Liste.',
  'project.others': 'Auf diesem Gerät',
  'project.pictures.one': '{n} Bild',
  'project.pictures.other': '{n} Bilder',
  'project.remove': '{name} löschen',
  'project.leaving': '„{name}“ ist nicht gespeichert',
  'project.leaving.text':
    'Dieser Browser konnte nicht alles speichern. Wenn du weitergehst, ist verloren, was nur auf dem Bildschirm steht. Speichere das Projekt vorher als Datei.',
  'project.leaving.stay': 'Hierbleiben',
  'project.leaving.leave': 'Weitergehen',
  'project.state.none': 'nicht gespeichert',
  'project.state.opening': 'wird geöffnet',
  'project.state.saving': 'speichert …',
  'project.state.saved': 'gespeichert',
  'project.state.unsaved': 'nicht gespeichert',
  'project.state.elsewhere': 'anderer Tab',
  'project.seven-days':
    'Safari löscht alles, was eine Seite gespeichert hat, wenn sieben Tage lang niemand auf ihr war, auch dieses Projekt. Zwei Auswege: Lege die Seite auf den Home-Bildschirm (Teilen, „Zum Home-Bildschirm“; auf dem Mac „Zum Dock hinzufügen“), oder speichere das Projekt als Datei.',
  'project.take-along':
    'Safari löscht das Projekt, wenn sieben Tage lang niemand auf dieser Seite war. Speichere es am Ende der Stunde als Datei, dann ist es nächste Woche noch da.',
  'project.room': 'Belegt sind {used} MB, frei noch {left} MB.',
  'project.room.persisted': 'Der Browser löscht davon nichts von selbst.',
  'project.room.best-effort': 'Wird der Platz knapp, darf der Browser es löschen.',
  'project.elsewhere': '„{name}“ ist in einem anderen Tab offen',
  'project.elsewhere.text': 'Damit nichts verloren geht, arbeitet nur ein Tab an einem Projekt.',
  'project.elsewhere.stopped':
    'Das Training hält hier nach Epoche {epoch} an. In dem anderen Tab kannst du es fortsetzen.',
  'project.take': 'Hier weiterarbeiten',
  'project.save': 'Als Datei speichern',
  'project.load': 'Datei öffnen',
  'project.load.help': 'Mehrere Dateien auf einmal: Daraus kann ein Projekt der ganzen Klasse werden.',
  'project.working': 'Die Projektdatei wird bearbeitet …',
  'project.stop': 'Abbrechen',
  'project.merge': '{n} Projekte: zu einem zusammenführen?',
  'project.merge.text':
    'Dann lernt ein Netz von allen Handschriften. Jede bleibt für sich, und kein Bogen zählt doppelt.',
  'project.merge.join': 'Zusammenführen',
  'project.merge.each': 'Einzeln öffnen',
  'project.merge.cancel': 'Abbrechen',
  'project.merge.name': 'Ganze Klasse',
  'project.merge.pick': 'dazunehmen',
  'project.merge.help': 'Das offene Projekt und die angekreuzten werden ein neues. Sie selbst bleiben, wie sie sind.',
  'project.lost': 'Die Datei ist beschädigt. Alles Übrige ist da, es fehlt:',
  'project.twice': 'Diese Bögen kamen mehrfach und zählen einmal:',
  'project.understood': 'Verstanden',

  'error.project/error': 'Mit dieser Projektdatei stimmt etwas nicht. Öffne eine andere.',
  'error.project/not-a-project':
    'In dieser Datei ist kein Projekt des Zeichenlabors. Öffne eine, die hier gespeichert wurde.',
  'error.project/too-new':
    'Diese Projektdatei ist neuer als diese Seite (Version {version}). Lade die Seite neu, um sie zu erneuern.',
  'error.project/too-large': 'Diese Projektdatei ist größer, als ein Projekt sein kann. Öffne eine andere.',
  'error.storage/none':
    'Dieser Browser speichert hier nichts, vielleicht wegen eines privaten Fensters. Arbeiten kannst du trotzdem. Speichere dein Projekt als Datei, bevor du die Seite schließt.',
  'error.storage/full':
    'Der Speicher ist voll. Was du zuletzt getan hast, ist noch nicht gespeichert. Lösche alte Projekte, oder speichere dieses als Datei.',
  'error.storage/left-behind':
    'Was du hier zuletzt getan hast, passte nicht mehr in den Speicher. Es steht nur noch auf diesem Bildschirm. Speichere das Projekt als Datei.',
  'error.storage/too-new': 'Dieses Projekt gehört zu einer neueren Version dieser Seite. Lade die Seite neu.',
};
