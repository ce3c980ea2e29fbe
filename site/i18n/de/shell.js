/** @type {Record<string, string>} */
export const shell = {
  'app.title': 'Zeichenlabor',
  'app.skip': 'Zum Inhalt springen',
  'app.steps': 'Schritte',
  'app.language': 'Sprache',
  'app.projector': 'Beamer-Ansicht',
  'app.projector.title': 'Beamer-Ansicht: große Schrift, nur dieser Schritt (Taste P)',
  'app.drop': 'Loslassen, um die Bögen zu lesen',

  'boot.phase.runtime': 'Python wird geladen',
  'boot.phase.start': 'Gleich geht es los',
  'fetching': 'Lädt {names} …',
  'fetching.done': '{names} ist da:',
  'fetching.pypi': 'Holt {names} aus dem Internet …',
  'boot.bytes': '{loaded} von {total} MB',
  'boot.ready': 'Bereit',
  'boot.held.cell': 'Eine Zelle läuft',
  'boot.held.work': 'Python rechnet',
  'boot.held.stop': 'Zelle anhalten',
  'boot.working': '{count} rechnen',
  'boot.ready.title': 'Python läuft in dieser Seite. Rechenkern: {backend}.',
  'boot.start.snapshot':
    'Python ist schnell gestartet: aus einem Abbild seines Speichers, das beim Bauen der Seite entstanden ist.',
  'boot.start.ordinary': 'Python ist auf dem gewöhnlichen Weg gestartet, ohne das Abbild seines Speichers.',
  'boot.failed': 'Nicht gestartet',
  'boot.failed.title': 'Python läuft nicht',
  'boot.failed.stay':
    'Die Seite bleibt lesbar, und deine Zeichnung bleibt erhalten. Lesen und Trainieren gehen erst nach dem Start.',
  'broken.title': 'Diese Seite lässt sich nicht zeigen',
  'error.page/broken':
    'Im Zeichenlabor ist ein Fehler aufgetreten. Deine Arbeit ist noch da. Lade die Seite neu. Hilft das nicht, speichere dein Projekt als Datei und fange ein neues an.',
  'broken.again': 'Neu laden',
  'broken.save': 'Projekt als Datei speichern',
  'broken.new': 'Neues Projekt anfangen',
  'python.restart': 'Python neu starten',
  'python.restart.text':
    'Deine Bilder, Trainings und Zellen bleiben. Ein laufendes Training geht zurück zur zuletzt gespeicherten Stelle, Variablen der Zellen sind weg.',
  'python.problem.unresponsive':
    'Python antwortet gerade nicht. Vielleicht rechnet es an etwas Großem, vielleicht hängt es.',
  'python.problem.memory':
    'Der Speicher von Python ist voll. Variablen aus Zellen geben ihn erst bei einem Neustart wieder frei.',
  'python.problem.damaged': 'Eine Zelle hat in Python etwas verändert, das diese Seite zum Rechnen braucht.',
  'boot.retry': 'Noch einmal versuchen',

  'details': 'Technische Einzelheiten',

  'step.collect': 'Sammeln',
  'step.check': 'Prüfen',
  'step.train': 'Trainieren',
  'step.evaluate': 'Auswerten',
  'step.try': 'Ausprobieren',
  'step.learn': 'Lernen',
  'step.code': 'Code',
  'step.collect.lead':
    'Aus eurer Handschrift lernt gleich ein neuronales Netz. Füllt einen Bogen aus, dann scannt oder fotografiert ihn.',
  'step.check.lead':
    'Das hat der Computer ausgeschnitten. Stimmt alles? Von jedem Zeichen sollten etwa gleich viele Bilder da sein.',
  'step.train.lead': 'Das Netz sieht jedes Bild viele Male und wird dabei Schritt für Schritt besser.',
  'step.evaluate.lead': 'Diese Bilder hat das Netz beim Training nie gesehen. Wie gut liest es sie?',
  'step.try.lead': 'Schreib ein Zeichen. Das Netz liest mit, während du zeichnest.',
  'step.learn.lead': 'Anfassen statt auswendig lernen: So arbeitet ein Netz.',
  'step.code.lead':
    'Python läuft in dieser Seite, mit euren Bildern. Schreib etwas, führe es aus und sieh, was passiert.',
  'step.status.open': 'noch offen',
  'step.status.doing': 'läuft',
  'step.status.done': 'erledigt',
  'step.next': 'Weiter: {step}',

  'sheets.title': 'Person für Person',
  'sheets.right': '{right} von {n} richtig, wahrscheinlich zwischen {low} und {high}',
  'sheets.help': 'Der Strich zeigt, wie weit der Zufall bei so wenigen Bildern reicht (95 %).',

  'dock.title': 'Zeichenblatt',
  'dock.canvas':
    'Zeichenblatt. Links zeichnen, rechts radieren. Mit der Tastatur: Pfeiltasten bewegen den Stift, Leertaste setzt ihn auf oder ab, Entf leert das Blatt.',
  'dock.hint': 'Hier zeichnen',
  'pad.larger': 'Schreib größer.',
  'dock.pencil': 'Stift',
  'dock.eraser': 'Radierer',
  'dock.clear': 'Leeren',
  'dock.tools': 'Werkzeuge',
  'dock.sees': 'Das sieht das Netz',
  'dock.sees.pen':
    'Neu gezeichnet mit {width} Pixel breitem Stift: so fein und so geneigt wie in den Bildern, aus denen es gelernt hat.',
  'dock.reads': 'Das Netz liest',
  'dock.reads.before': 'Davor las das Netz',
  'dock.waits.cell': 'wartet auf die Zelle in „Code“',
  'dock.waits.work': 'wird gelesen …',
  'dock.reads.untrained': 'Das Netz rät noch',
  'dock.nothing': 'noch nichts',
  'dock.guesses': 'untrainiert: es rät',
  'dock.sure': 'Sicherheit {share}',
  'dock.unknown': 'Das kenne ich nicht. Softmax sagt trotzdem: {name}, {share}.',
  'dock.bars': 'Wahrscheinlichkeit jedes Zeichens',
  'dock.history': 'Deine Zeichnung, Epoche für Epoche',
  'dock.history.mark': 'nach Epoche {epochs}: {top}, Sicherheit {share}',
  'dock.waiting': 'Python startet noch. Zeichnen kannst du schon.',

  'privacy.title': 'Wo sind meine Daten?',
  'privacy.here':
    'Auf diesem Gerät, in diesem Browser, sonst nirgends. Bilder und Zeichnungen werden hier gelesen, Netze hier trainiert. Es gibt kein Konto, keine Statistik und keinen Server, der etwas annimmt.',
  'privacy.host':
    'Der Server, von dem die Seite kommt, sieht wie bei jeder Seite, wann und von welcher Internetadresse sie geladen wurde. Ein Bild sieht er nie.',
  'privacy.foreign': 'Anfragen an fremde Rechner seit dem Laden',
  'privacy.own': 'Dateien dieser Seite, die der Browser geladen hat',
  'privacy.try': 'Probiere es aus: Schalte das WLAN aus und arbeite weiter.',
  'privacy.policy': 'Die Regeln im Browser',
  'privacy.policy.text':
    'An diese Regeln hält sich dein Browser, für die Seite und für ihr Python. „none“ heißt: nichts. „self“ heißt: nur die Dateien dieser Seite.',
  'privacy.close': 'Schließen',

  'offline.begins': 'Wird für die Offline-Nutzung gespeichert',
  'offline.saving': 'Wird für die Offline-Nutzung gespeichert: {loaded} von {total} MB',
  'offline.ready': 'Geht auch offline',
  'offline.failed': 'Nicht offline gespeichert',
  'offline.update': 'Neue Version bereit',
  'offline.others': 'Neue Version wartet auf andere Tabs',
  'offline.update.text':
    'Eine neue Version des Zeichenlabors ist da. Lade die Seite neu, wann es dir passt. Sonst kommt sie, wenn du alle Tabs geschlossen hast, beim nächsten Öffnen.',
  'offline.others.text': 'Schließe zuerst die anderen Tabs mit Zeichenlabor. Lade dann neu.',
  'offline.take': 'Neu laden',

  'error.unknown': 'Das hat nicht geklappt. ({code})',
  'error.sheet/error': 'Dieser Bogen lässt sich nicht lesen. Scanne oder fotografiere ihn noch einmal.',
  'error.sheet/not-an-image':
    'Das ist kein Bild. Speichere den Scan als PNG, JPEG oder PDF und versuche es noch einmal.',
  'error.sheet/empty': 'Diese Datei ist leer. Kopiere sie noch einmal, oder scanne neu.',
  'error.sheet/damaged':
    'Diese Datei ist beschädigt oder nicht vollständig kopiert. Kopiere sie noch einmal, oder scanne neu.',
  'error.sheet/too-many-pages':
    'Diese Datei hat {pages} Seiten. Gelesen werden die ersten {limit}: Teile die Datei für die übrigen.',
  'error.sheet/no-reader': 'Hier öffnet Python kein PDF. Zieh die Datei in „Sammeln“ auf die Seite.',
  'error.sheet/too-large': 'Dieses Bild ist zu groß. Scanne mit 300 dpi.',
  'error.sheet/too-small': 'Dieses Bild ist zu klein. Scanne mit mindestens 150 dpi.',
  'error.sheet/no-grid':
    'Auf diesem Bild ist kein Rahmen mit Kästchen zu finden. Ist der ganze Bogen zu sehen? Lege ihn gerade auf und scanne noch einmal.',
  'error.sheet/no-grid.cut-off':
    'Die Kästchen gehen über den Rand des Bildes hinaus. Wenn es ein Bogen ist: Fotografiere oder scanne ihn so, dass der ganze Rahmen zu sehen ist.',
  'error.sheet/no-grid.cut-off.left':
    'Der Bogen ist links abgeschnitten. Fotografiere oder scanne ihn so, dass der ganze Rahmen zu sehen ist.',
  'error.sheet/no-grid.cut-off.right':
    'Der Bogen ist rechts abgeschnitten. Fotografiere oder scanne ihn so, dass der ganze Rahmen zu sehen ist.',
  'error.sheet/no-grid.cut-off.top':
    'Der Bogen ist oben abgeschnitten. Fotografiere oder scanne ihn so, dass der ganze Rahmen zu sehen ist.',
  'error.sheet/no-grid.cut-off.bottom':
    'Der Bogen ist unten abgeschnitten. Fotografiere oder scanne ihn so, dass der ganze Rahmen zu sehen ist.',
  'error.sheet/no-grid.no-mark':
    'Das sieht aus wie ein Bogen mit großen Kästchen, aber der Streifen darüber ist nicht lesbar. Sag selbst, welche Zeichen darauf stehen, oder scanne das ganze Blatt noch einmal.',
  'error.sheet/no-grid.no-strip':
    'Welche Zeichen das sind, ist nicht zu erkennen: Der Streifen über den Kästchen fehlt oder ist verdeckt, und sie sehen nicht sicher wie Ziffern aus. Sag es selbst, oder scanne das ganze Blatt, mit dem Streifen.',
  'error.sheet/no-grid.mirrored':
    'Das Bild ist spiegelverkehrt. Scanne das Blatt von vorn oder schalte das Spiegeln ab.',
  'error.sheet/no-grid.back':
    'Das ist wohl die Rückseite eines Bogens: Rahmen und Schrift scheinen nur blass und spiegelverkehrt durch. Nimm die Vorderseite.',
  'error.sheet/no-grid.no-lines':
    'Auf diesem Bild sind kaum Linien zu sehen. Ist es ein Bogen? Mit mehr Licht und aus der Nähe wird es besser.',
  'error.sheet/no-grid.corners': 'Diese vier Ecken umschließen keine Seite. Setze sie noch einmal.',
  'error.sheet/blank': 'Diese Seite ist leer. Ist es die Rückseite eines Bogens? Dann ist alles in Ordnung.',
  'error.sheet/blank.pale':
    'Auf dieser Seite ist alles sehr blass. Ist sie leer, und die Rückseite scheint durch? Dann ist alles in Ordnung. Sonst nimm sie noch einmal auf, dunkler und schärfer.',
  'error.sheet/locked': 'Dieses PDF ist mit einem Passwort geschützt. Speichere es ohne Passwort oder als JPEG.',
  'error.sheet/unread-coding':
    'Dieses Bild ist als {coding} gespeichert, das lässt sich hier nicht öffnen. Speichere es als JPEG oder PNG.',
  'error.sheet/bad-symbols': 'Mit diesen Zeichen geht kein Bogen. Schreib 2 bis 30 verschiedene.',
  'error.sheet/bad-symbols.pages':
    'Auf eine solche Seite passen nicht so viele Zeichen. Nenne nur die, die darauf stehen.',
  'error.sheet/too-much-text': 'Die Namen dieser Zeichen sind zusammen zu lang für den Bogen. Kürze sie.',
  'error.line/error': 'Das ist keine Rechnung.',
  'error.line/missing-bracket': 'Es fehlt eine Klammer: {bracket}',
  'error.line/division-by-zero': 'Durch 0 kann man nicht teilen.',
  'error.line/incomplete': 'Hinter {sign} fehlt noch etwas.',
  'error.line/misplaced': 'Vor {sign} fehlt eine Zahl.',
  'error.line/no-sign': 'Was soll mit {left} und {right} geschehen? Dazwischen fehlt ein Rechenzeichen.',
  'error.line/bad-number': '{number} ist keine Zahl.',
  'error.data/error': 'Mit diesen Daten stimmt etwas nicht. Nimm eine andere Datei.',
  'error.data/bad-file':
    'Diese Datei hat nicht das erwartete Format. Speichere die Daten als npz (mit x_train und y_train) oder als idx.',
  'error.data/bad-file.missing':
    'In diesen Daten fehlen Bilder oder ihre Klassen (Labels), oder es gibt mehrere und es ist nicht klar, welche gemeint sind. Lege beide Dateien zusammen ab; in einer npz-Datei heißen sie x_train und y_train.',
  'error.data/bad-file.none': 'In diesen Daten ist kein einziges Bild. Nimm eine andere Datei.',
  'error.data/bad-file.blank': 'Alle Bilder in diesen Daten sind leer. Nimm eine andere Datei.',
  'error.data/bad-file.negative':
    'Einige Klassen (Labels) sind kleiner als 0. Zähle die Klassen von 0 an und speichere die Daten noch einmal.',
  'error.data/bad-file.classes':
    'Diese Daten haben mehr als 256 Klassen. Wähle einige davon aus und speichere die Daten noch einmal.',
  'error.data/bad-file.labels':
    'Zu diesen Bildern fehlen passende Klassen (Labels). Zu jedem Bild gehört genau eine, und jedes Bild hat 28 × 28 Pixel. Speichere die Daten noch einmal so.',
  'error.data/bad-file.count':
    'Es sind nicht gleich viele Bilder und Klassen (Labels). Zu jedem Bild gehört genau eine. Lege zusammengehörige Dateien ab.',
  'error.data/bad-file.length':
    'Es sind nicht gleich viele Bilder und Klassen (Labels). Zu jedem Bild gehört genau eine. Lege zusammengehörige Dateien ab.',
  'error.data/bad-file.type':
    'Bilder müssen als Zahlen von 0 bis 255 oder von 0 bis 1 gespeichert sein, Klassen (Labels) als ganze Zahlen. Speichere die Daten noch einmal so.',
  'error.data/bad-file.shape':
    'Die Bilder müssen 28 × 28 Pixel groß sein, in Graustufen und mit einer Klasse (Label) für jedes Bild. Speichere die Daten noch einmal so.',
  'error.data/bad-file.gzip': 'Diese Datei ist beschädigt oder nicht vollständig kopiert. Kopiere sie noch einmal.',
  'error.data/bad-file.size': 'Diese Datei ist beschädigt oder nicht vollständig kopiert. Kopiere sie noch einmal.',
  'error.data/bad-file.zip': 'Diese Datei ist beschädigt oder nicht vollständig kopiert. Kopiere sie noch einmal.',
  'error.data/bad-file.cells': 'Diese Datei hat mehr oder längere Zellen, als in ein Projekt passen. Teile sie auf.',
  'error.data/lost-source':
    'Python hat die Bilder einer Quelle verloren. Lade die Seite neu: Es ist alles gespeichert.',
  'error.data/too-few': 'Das sind zu wenige Bilder zum Trainieren. Lies noch einen Bogen ein.',
  'error.data/too-few.suspects':
    'Die Suche braucht mindestens zwei Zeichen mit je {needed} Bildern. Lies noch einen Bogen ein.',
  'error.model/error': 'Mit diesem Netz stimmt etwas nicht. Wähle in „Trainieren“ ein anderes.',
  'error.model/bad-shape': 'Die Schicht {kind} passt hier nicht. Sie bekommt die Form {shape}.',
  'error.model/too-large': 'Dieses Netz ist zu groß für einen Browser.',
  'error.model/unfit': 'Mit diesem Netz kann die Seite nicht lesen. {setting} ist {value}, gebraucht wird {expected}.',
  'error.model/bad-setting': 'Diese Einstellung geht nicht: {setting} = {value}.',
  'error.model/diverged':
    'Das Training ist entgleist: Der Verlust ist keine Zahl mehr. Das Netz hat wieder die letzten guten Gewichte. Nimm eine kleinere Lernrate.',
  'error.model/exploded':
    'Das Training ist entgleist: In Epoche {epoch} wurde der Verlust größer als beim Raten. Das Netz hat wieder die Gewichte von davor. Nimm eine kleinere Lernrate.',
  'error.request/error': 'Das ging gerade nicht. Versuche es noch einmal.',
  'error.request/unknown': 'Diese Seite und ihr Python-Teil passen nicht zusammen. Lade die Seite neu.',
  'error.request/busy': 'Gerade läuft ein Training. Drücke „Pause“ oder warte, bis es fertig ist.',
  'error.request/no-material': 'Für diese Rechnung fehlen Daten. Starte sie noch einmal.',
  'error.request/no-model': 'Es gibt noch kein Netz. Trainiere zuerst eines.',
  'error.request/other-network': 'Inzwischen ist ein anderes Netz da. Versuche es noch einmal.',
  'error.request/no-weights':
    'Von Training {number} sind keine Gewichte mehr da: Sie mussten neueren weichen, oder es war noch keine Epoche zu Ende. Ein Stern schützt ein Training davor.',
  'error.request/no-name': 'In {module} gibt es hier kein „{name}“. Es gibt: {there}',
  'error.data/no-mnist':
    'MNIST ist noch nicht unter euren Bildern. Lade es bei „Sammeln“ unter „Fertige Daten“, dann läuft diese Zeile. Mit euren eigenen Bildern geht es so: (x_train, y_train), (x_test, y_test) = project.load_data()',
  'error.request/no-package': 'Das Paket {package} fehlt auf dieser Seite.',
  'error.request/cancelled': 'Abgebrochen.',
  'error.boot/worker':
    'Der Browser konnte den Arbeitsbereich für Python nicht starten. Lade die Seite neu. Python läuft ab diesen Versionen: {browsers}.',
  'error.boot/old-browser':
    'Dieser Browser ist zu alt für Python. Es läuft ab diesen Versionen: {browsers}. Auf alten Geräten hilft oft ein anderer Browser.',
  'error.boot/unreachable':
    'Die Datei {file} war nicht zu erreichen. Prüfe die Verbindung und versuche es noch einmal.',
  'error.boot/wrong-type':
    'Der Server schickt die Datei {file} in falscher Form, nicht als JavaScript. Sag der Person Bescheid, die diese Seite bereitstellt.',
  'error.boot/missing-file':
    'Die Datei {file} fehlt auf dem Server. Sag der Person Bescheid, die diese Seite bereitstellt.',
  'error.boot/refused-file':
    'Der Server gibt die Datei {file} nicht heraus (Status {status}). Vielleicht verlangt euer Netz eine Anmeldung: Melde dich an und lade die Seite neu. Hilft das nicht, sag der Person Bescheid, die diese Seite bereitstellt.',
  'error.boot/server-error':
    'Der Server meldet einen Fehler bei der Datei {file} (Status {status}). Versuche es in ein paar Minuten noch einmal. Hilft das nicht, sag der Person Bescheid, die diese Seite bereitstellt.',
  'error.boot/web-page':
    'Statt der Datei {file} kam eine Webseite an, vielleicht die Anmeldung eures Netzes. Lade die Seite neu und melde dich an, wenn du gefragt wirst. Hilft das nicht, sag der Person Bescheid, die diese Seite bereitstellt.',
  'error.boot/broken-off':
    'Die Datei {file} kam nicht ganz an: Die Verbindung brach ab, oder der Server schickt die Datei gekürzt oder falsch gepackt. Versuche es noch einmal. Hilft das nicht, sag der Person Bescheid, die diese Seite bereitstellt.',
  'error.boot/silent':
    'Der Server schickt seit {seconds} Sekunden nichts mehr; zuletzt fehlte die Datei {file}. Prüfe die Verbindung und versuche es noch einmal.',
  'error.boot/wrong-hash':
    'Die Datei {file} ist beschädigt angekommen, oder sie gehört zu einer anderen Version dieser Seite. Versuche es noch einmal oder lade die Seite neu. Hilft das nicht, sag der Person Bescheid, die diese Seite bereitstellt.',
  'error.boot/no-webassembly':
    'In diesem Browser ist WebAssembly ausgeschaltet. Python braucht es. Schalte es ein oder nimm einen anderen Browser.',
  'error.boot/python': 'Python ließ sich nicht starten. Versuche es noch einmal.',
  'error.worker/ended': 'Python wurde beendet. Versuche es noch einmal.',
  'error.worker/crashed': 'Python ist abgestürzt. Starte es neu: Deine gelesenen Bögen bleiben erhalten.',
  'error.worker/memory': 'Der Speicher reicht nicht. Schließe andere Tabs oder nimm weniger Bögen.',
  'error.worker/unexpected':
    'In Python ist ein unerwarteter Fehler passiert ({type}). Versuche es noch einmal. Hilft das nicht, lade die Seite neu.',
  'error.page/unexpected':
    'In dieser Seite ist ein unerwarteter Fehler passiert. Versuche es noch einmal. Hilft das nicht, lade die Seite neu.',
  'error.page/ready-lost': 'Diese Daten gingen beim Neustart von Python verloren. Lade sie noch einmal.',
  'error.page/heic':
    'Dein Browser kann HEIC-Fotos nicht öffnen. Stelle die Kamera auf „Maximale Kompatibilität“ (JPEG) oder speichere das Foto als JPEG.',
  'error.page/avif':
    'Dein Browser kann AVIF-Bilder nicht öffnen. Speichere das Bild als JPEG, oder nimm einen neueren Browser.',
  'error.page/pdf': 'Diese Seite des PDFs lässt sich nicht darstellen. Speichere den Scan als JPEG oder PNG.',
  'error.page/archive': 'Das ist ein gepacktes Archiv. Entpacke es zuerst, oder pack die Scans als ZIP.',
  'error.page/zip-damaged': 'Dieses ZIP ist beschädigt oder nicht vollständig kopiert. Kopiere es noch einmal.',
  'error.page/other-data':
    'Das sind Daten, aber in einer Form, die hier nicht gelesen wird. Speichere sie als npz (mit x_train und y_train) oder als idx, und lege sie noch einmal ab.',
  'error.page/document':
    'Das ist eine Datei von {program}, und darin ist kein Bild zu finden. Speichere sie dort als PDF, und lege das PDF hier ab.',
  'error.page/document.table':
    'Das ist eine Tabelle von {program}. Ist ein Scan darin, speichere sie als PDF. Sind es Daten, speichere Bilder und Klassen als npz (mit x_train und y_train) oder als idx.',
  'error.page/document.old':
    'Das ist eine Datei von Word oder einem anderen Office-Programm. Speichere sie dort als PDF, und lege das PDF hier ab.',
  'error.page/video':
    'Das ist ein Video. Nimm ein Foto oder einen Scan. Bei einem Live-Foto ist es die andere Datei, mit der Endung HEIC oder JPG.',
  'error.page/network':
    'Das ist ein Netz oder eine Datensammlung aus einem anderen Programm. Speichere Daten als npz (mit x_train und y_train). Speichere die Gewichte eines Netzes mit np.savez, und öffne sie in „Ausprobieren“ unter „Gewichte zurückholen“.',
  'error.page/notebook': 'Das ist ein Notebook oder ein Programm. Öffne es in „Code“ mit „Datei öffnen“.',
  'error.page/mail': 'Das ist eine E-Mail. Speichere ihren Anhang, und lege ihn hier ab.',
  'error.page/notes': 'Das ist eine Notiz aus einer Schreib-App. Gib sie dort als PDF aus, und lege das PDF hier ab.',
  'error.page/link':
    'Das ist nur ein Verweis auf eine Datei. Lade die Datei selbst als PDF herunter, und lege sie hier ab.',
  'error.page/web-page':
    'Das ist eine Webseite und kein Scan. Vielleicht warst du beim Herunterladen nicht angemeldet: Lade die Datei noch einmal herunter.',
  'error.page/zip-without':
    'In diesem ZIP sind weder Scans noch ein Projekt des Zeichenlabors. Nimm eine andere Datei.',
  'error.page/zip-locked': 'Diese Datei im ZIP ist mit einem Passwort geschützt. Entpacke das ZIP zuerst.',
  'error.page/zip-in-zip': 'Dieses ZIP liegt in einem ZIP in einem ZIP. Entpacke es zuerst.',
  'error.page/zip-too-much':
    'In diesem ZIP ist sehr viel: {n} Dateien wurden ausgelassen. Pack sie in ein ZIP für sich.',
  'error.page/file-unreadable':
    'Der Browser darf diese Datei nicht lesen. Wähle sie noch einmal aus. Ist es ein Ordner, wähle die Dateien darin.',
  'error.page/file-twice': 'Diesen Bogen gibt es hier schon. Dieselben Bilder doppelt würden das Ergebnis verfälschen.',
  'error.page/file-too-large': 'Diese Datei ist größer als {limit} MB. Scanne mit 300 dpi und speichere als JPEG.',

  'remedy.add-layer': 'Füge eine Schicht hinzu.',
  'remedy.flatten': 'Sie braucht eine einzige Reihe von Zahlen. Setze eine Flatten-Schicht davor.',
  'remedy.add-channels': 'Sie braucht Bilder mit Kanälen. Setze eine Reshape-Schicht davor, die einen Kanal ergänzt.',
  'remedy.sequence':
    'Sie liest Schritt für Schritt und braucht dafür Zeilen von Zahlen. Setze eine Reshape-Schicht davor, die solche Zeilen macht.',
  'remedy.reshape': 'Sie braucht Bilder, bekommt aber nur eine Reihe von Zahlen. Setze sie vor die Flatten-Schicht.',
  'remedy.window-too-large':
    'Ihr Fenster {window} ist größer als das Bild. Nimm ein kleineres Fenster, weniger Pooling davor oder Padding „same“.',
  'remedy.same-size':
    'Sie soll die Form {target} liefern, doch die Anzahl der Zahlen muss gleich bleiben. Entferne diese Schicht.',
  'remedy.fewer-parameters':
    '{found} Zahlen zum Lernen sind zu viele, {most} gehen höchstens. Nimm weniger Neuronen oder verkleinere vorher das Bild mit Pooling.',
  'remedy.fewer-values':
    'Ein Batch ergibt {found} Zwischenwerte, {most} gehen höchstens. Nimm kleinere Batches oder weniger Filter.',
  'remedy.fewer-operations':
    'Ein Batch dauert auf diesem Gerät etwa {found} Sekunden, {most} gehen höchstens. Nimm kleinere Batches, weniger Filter oder verkleinere vorher das Bild mit Pooling.',
  'remedy.shorter-steps':
    'Auf diesem Gerät ließe es sich etwa {found} Sekunden lang nicht anhalten, {most} gehen höchstens. Nimm kleinere Batches, weniger Filter oder verkleinere vorher das Bild mit Pooling.',
  'remedy.same-network': 'Die Gewichte gehören zu einem anderen Netz. Sie passen nur zu denselben Schichten.',
  'remedy.shared-weights': 'Ihre Gewichte gehören einem anderen Netz und passen nur zu dessen Eingabe.',
  'remedy.same-length': 'Zu jedem Bild gehört genau eine Klasse (Label).',
  'remedy.match-input': 'Das Netz erwartet Bilder der Form {input}.',
  'remedy.match-output': 'Die letzte Schicht braucht so viele Neuronen, wie es Klassen gibt.',
  'remedy.more-outputs': 'Es gibt mehr Klassen als Ausgänge. Die letzte Schicht braucht einen Ausgang je Klasse.',
};
