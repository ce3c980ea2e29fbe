/** @type {Record<string, string>} */
export const guide = {
  'guide.lead':
    'Eine Klasse schreibt, sammelt, trainiert und prüft: In 45 Minuten hat jede Gruppe ein eigenes Netz. Alles läuft im Browser. Niemand braucht ein Konto, und kein Bild verlässt das Gerät.',
  'guide.goals': 'Was gelernt wird',
  'guide.goal.data':
    'Daten sammeln und bewerten: Die Lernenden erklären, warum Menge, Vielfalt und richtige Namen der Daten die Güte eines Netzes bestimmen.',
  'guide.goal.forward':
    'Vorwärtslauf von Hand: Sie berechnen die Ausgabe eines kleinen Netzes aus Eingaben, Gewichten, Bias und Aktivierungsfunktion.',
  'guide.goal.backward':
    'Zweck der Backpropagation: Sie beschreiben, wie der Verlust gemessen wird und wie die Gewichte schrittweise angepasst werden, damit er kleiner wird.',
  'guide.goal.evaluate':
    'Auswerten: Sie unterscheiden Trainings-, Validierungs- und Testdaten, lesen eine Konfusionsmatrix und erkennen Überanpassung an den Kurven.',
  'guide.goal.society':
    'Beurteilen: Sie begründen, warum ein Netz fremde Handschriften schlechter liest, und übertragen das auf Systeme aus ihrem Alltag.',
  'guide.curriculum.bavaria13':
    'Bayern, Gymnasium, Informatik 13 auf erhöhtem Anforderungsniveau (LehrplanPLUS, gültig ab Schuljahr 2025/26): Lernbereich 2 „Künstliche Intelligenz“, etwa 34 Stunden. Verlangt sind der prinzipielle Aufbau eines künstlichen neuronalen Netzes, eine Forward Propagation an einfachen Beispielen und die Zielsetzung der Fehlerrückführung. Dazu passen die Karten zu Neuron und Schichten, der Reiter „Von Hand“ und der einzelne Lernschritt beim Trainieren.',
  'guide.curriculum.bavaria11':
    'Bayern, Gymnasium, Informatik 11: Grundideen von Verfahren der KI, darunter maschinelles Lernen, ihre Anwendungsbereiche und die Funktionsweise eines künstlichen Neurons. Dazu passen der Pfad, die Karte „Ein Neuron rechnet“ und in der Auswertung der Vergleich mit nächsten Nachbarn und Entscheidungsbäumen.',
  'guide.curriculum.sources':
    'Quellen: lehrplanplus.bayern.de/fachlehrplan/gymnasium/13/informatik/erhoeht; die Kompetenz zu neuronalen Netzen nach der Abschrift auf mint.lentner.net; Jahrgangsstufe 11 nach jgg-waldkirchen.de/ki-experimentierkaesten-informatik. Nicht geprüft sind das grundlegende Niveau, die Jahrgangsstufen 9 und 10 und andere Schularten: Vergleichen Sie dort mit dem geltenden Text.',
  'guide.curriculum.others':
    'In anderen Ländern passt das Material zu den Abschnitten über maschinelles Lernen und neuronale Netze ab Klasse 9, im Wahlbereich auch früher. Für jüngere Gruppen genügen Sammeln, Trainieren und Ausprobieren. Vergleichen Sie mit dem Lehrplan Ihres Landes.',
  'guide.before': 'Vor der Stunde',
  'guide.before.device':
    'Öffnen Sie die Seite einmal auf einem Schulgerät. Danach läuft sie dort auch offline. Für Geräte ganz ohne Internet gibt es die Einzeldatei für den USB-Stick.',
  'guide.before.sheet':
    'Drucken Sie für jede Gruppe einen Bogen, dazu einige als Reserve. „Auf Seitengröße anpassen“ darf an sein.',
  'guide.before.scan':
    'Probieren Sie Scanner oder Handykamera mit einem ausgefüllten Bogen aus. Gutes Licht von der Seite genügt.',
  'guide.before.groups':
    'Bilden Sie Gruppen zu dritt. Nach dem Sammeln kann jede Gruppe auch die Bögen der anderen einlesen.',
  'guide.sheets': 'Bögen zum Drucken',
  'guide.plans': 'Stundenverläufe',
  'guide.plans.same':
    'Die Pläne nehmen ihre Stationen aus derselben Tabelle wie der Pfad: Was hier steht, sehen die Lernenden dort, in derselben Reihenfolge. Öffnen Sie den Pfad mit der Länge Ihrer Stunde, etwa als Link #learn/path/90. Schalten Sie die Beamer-Ansicht ein (Taste P) und drücken Sie dort „Stunde beginnen“: Oben steht dann bei jedem Schritt, wo die Klasse sein sollte. Stationen mit ★ sind für alle, die schon weiter sind.',
  'guide.plan.minute': 'Minute',
  'guide.plan.station': 'Station und Hinweis',
  'guide.plan.open': 'Pfad mit {n} Minuten öffnen',
  'guide.station.paper':
    'Ein Bogen hat 600 Kästchen, drei Zeilen für jede Ziffer. Zu dritt übernimmt jede Person von jeder Ziffer eine Zeile: So verrät nicht die Handschrift, welche Ziffer es ist. Hundert Kästchen, zehn von jeder Ziffer, genügen für den Anfang; ein voller Bogen samt Einlesen dauert länger als zehn Minuten. Besser noch, die Bögen werden schon in der Stunde davor geschrieben. Der Kopierer kann alle in eine PDF-Datei scannen; sie wird als Ganzes eingelesen. Ohne Papier: am Bildschirm schreiben. Mit Musterbögen oder fertigen Daten geht es auch, nur kommt dafür kein Häkchen.',
  'guide.station.check':
    'Gemeinsam am Beamer: Was ist ein Bild für den Computer? Welches Zeichen ist strittig, und wer entscheidet?',
  'guide.station.numbers': 'Zu zweit an einem Gerät: eine Person bedient, die andere sagt voraus.',
  'guide.station.guess': 'Die Wetten an der Tafel sammeln. Der Zufall träfe bei zehn Ziffern 10 von 100.',
  'guide.station.first':
    'Das Training dauert auf einem Schulgerät höchstens ein, zwei Minuten; so lange zeichnen die Gruppen und sehen der Antwort zu.',
  'guide.station.mistakes':
    'Wetten vergleichen, dann die Matrix. Nicht die Zahl ist das Ergebnis, sondern die Erklärung eines Fehlers.',
  'guide.station.draw':
    'Wer führt das Netz in die Irre? Auch: Zeichnet etwas, das kein Zeichen ist. Die Sicherheit bleibt oft hoch, denn das Netz kennt nur seine Klassen.',
  'guide.station.hand':
    'Arbeitsblatt „Vorwärts von Hand“ (unten zum Drucken). Kontrolle auf der Karte „Ein Neuron rechnet“.',
  'guide.station.more':
    'Jede Gruppe liest die Bögen der anderen dazu: dieselbe PDF-Datei der Klasse, oder die Projektdateien der Gruppen zusammen öffnen („Projekte“, „Datei öffnen“, alle wählen). Jeder Bogen braucht einen eigenen Spitznamen: Bögen mit demselben gelten als dieselbe Person.',
  'guide.station.strangers':
    'Für jede Person wird einmal trainiert, bei mehr als zehn bleiben mehrere zugleich fremd: zuerst starten, dann sprechen; vier bis sechs Bögen genügen. Ein Bogen, den eine Gruppe geschrieben hat, zählt hier als eine Person. Gespräch: Wer kommt in den Daten nicht vor? Wen trifft das bei Gesichtserkennung, Sprachsteuerung, Bewerbungen?',
  'guide.station.swap':
    'Erst raten, dann trainieren: Die Genauigkeit bleibt etwa gleich. Sicherung: Das Netz lernt, was in den Daten steht.',
  'guide.station.order': 'Vermutung zuerst. Es braucht ein zweites Training desselben Netzes.',
  'guide.station.descent':
    'Ohne Ableitungen (9. und 10. Klasse): „Steigung“ genügt, die Kettenregel bleibt ein Bild. Mit Ableitungen: die Zahlen der Karte nachrechnen.',
  'guide.station.plane': 'Warum schafft ein einzelnes Neuron das Schachbrett nicht? Es zieht nur eine Gerade.',
  'guide.station.fitting':
    'Überanpassung selbst erzeugen: ein Bogen, viele Epochen, ein Netz ohne verzerrte Bilder. Wo trennen sich die Kurven?',
  'guide.station.convolution':
    'Während es trainiert, einen Filter öffnen und über die eigene Zeichnung gleiten lassen.',
  'guide.station.machine':
    'Der Einstieg in die Folgestunde. Drei misslungene Zeilen sammeln: falsch geschnitten oder falsch gelesen?',
  'guide.station.review':
    'Jede Gruppe nennt einen Satz. Urkunden drucken, Projekte als Datei speichern; auf geteilten Geräten das Projekt danach löschen und den Tab schließen.',
  'guide.plan.45': '45 Minuten',
  'guide.plan.45.aim': 'Das erste eigene Netz',
  'guide.plan.90': '90 Minuten',
  'guide.plan.90.aim': 'Wie ein Netz rechnet und wem es hilft',
  'guide.plan.180': '180 Minuten',
  'guide.plan.180.aim': 'Vom Neuron zum Faltungsnetz',
  'guide.plan.next': 'Folgestunde',
  'guide.plan.next.aim': 'Eine Maschine, die rechnet (90 Minuten)',
  'guide.plan.next.1':
    'Karte „Schneiden ist halbes Lesen“: vorhersagen, ab welchem Abstand der Schnitt misslingt, dann schieben (10 Minuten).',
  'guide.plan.next.2':
    'Vorher verteilt: Bögen mit Ziffern und Rechenzeichen, aus den Beispielen bei „Bogen zum Ausdrucken“. Einlesen und prüfen (15 Minuten).',
  'guide.plan.next.3': 'Ein Netz aus „Für eure Bögen“ trainieren (10 Minuten).',
  'guide.plan.next.4':
    'Unter „Ausprobieren“ Rechnungen in die Zeile schreiben, zum Beispiel 3 + 4 × 2. Drei misslungene Zeilen sammeln und ordnen: falsch geschnitten oder falsch gelesen? (15 Minuten)',
  'guide.plan.next.5':
    'Falsch Gelesenes anklicken und verbessern, noch einmal trainieren. Wird es besser? Woran misst man das? (15 Minuten)',
  'guide.plan.next.6':
    'Unter „Code“ das Beispiel „Eine Zeile lesen“ Zeile für Zeile verstehen. Wer fertig ist, plant ein Nummernschild: Bögen mit Großbuchstaben und Ziffern. Auf jeder Stelle sind nur manche Zeichen erlaubt. Wie hilft das der Maschine? (15 Minuten)',
  'guide.plan.next.7':
    'Gespräch: Wo lesen Maschinen Zeilen, bei der Post, der Bank, der Maut? Wer haftet, wenn sie sich irren? (10 Minuten)',
  'guide.plan.day': 'Projekttag',
  'guide.plan.day.aim': 'Eigene Zeichen, eigenes Netz, eigener Vergleich',
  'guide.plan.day.1': 'Eigene Zeichen erfinden (2 bis 30), Bögen dafür drucken, in der ganzen Schule sammeln lassen.',
  'guide.plan.day.2': 'Einlesen, prüfen, strittige Bilder gemeinsam entscheiden.',
  'guide.plan.day.3': 'Drei Netze vergleichen und jede Vermutung vorher aufschreiben.',
  'guide.plan.day.4':
    'Eine Frage erforschen: Wie viele Bögen braucht es? Hilft es, die Bilder zu verzerren? Wie gut lesen wir Menschen?',
  'guide.plan.day.5': 'Im Schritt „Code“ das Programm hinter den Knöpfen lesen und eine Zeile ändern.',
  'guide.plan.day.6': 'Ein Plakat mit Kurven, Matrix und den schönsten Fehlern gestalten; Urkunden drucken.',
  'guide.plan.day.7': 'Vorführung: Gäste zeichnen, das Netz liest, die Gruppe erklärt.',
  'guide.solutions': 'Lösungen und Erwartungen',
  'guide.solution.guess': 'Die Wette',
  'guide.solution.guess.text':
    'Bei Personen, deren Schrift es kennt, liegt ein einfaches Netz meist deutlich über 90 von 100. Viele Lernende wetten niedriger. Der Zufall allein träfe bei zehn Ziffern 10 von 100.',
  'guide.solution.mistakes': 'Die häufigsten Verwechslungen',
  'guide.solution.mistakes.text':
    'Oft 4 und 9, 1 und 7, 3 und 5: Ihre Striche liegen an ähnlichen Stellen. Entscheidend sind die Bilder der Gruppe, nicht diese Liste.',
  'guide.solution.strangers': 'Fremde Handschriften',
  'guide.solution.strangers.text':
    'Der Wert ist fast immer niedriger als im gewöhnlichen Test, denn dort stammen Test- und Trainingsbilder von denselben Personen. Mehr verschiedene Personen helfen mehr als mehr Bilder derselben Person.',
  'guide.solution.swap': 'Vertauschte Namen',
  'guide.solution.swap.text':
    'Die Genauigkeit bleibt etwa gleich, denn auch die Testbilder tragen die falschen Namen; kleine Unterschiede sind Zufall. Erst beim Zeichnen fällt es auf. Das Netz hat richtig gelernt, aber aus falschen Daten.',
  'guide.solution.order': 'Lernen ohne Mischen',
  'guide.solution.order.text':
    'Nach der ersten Epoche liest das Netz viel schlechter, am Ende fast gleich gut. Ein Batch zeigt fast nur ein Zeichen: Das Netz lernt es und vergisst die vorigen. Je weniger Bögen und Epochen, desto deutlicher. Viele rechnen mit „gar kein Unterschied“ oder mit „lernt nie“; beides widerlegt die Kurve.',
  'guide.solution.plane': 'Das Schachbrett',
  'guide.solution.plane.text':
    'Ein Neuron trennt mit einer Geraden. Zwei verdeckte Neuronen genügen nur für das klassische XOR mit vier Punkten; für die Felder hier braucht es drei bis vier, am besten mit tanh.',
  'guide.solution.convolution': 'Das Faltungsnetz',
  'guide.solution.convolution.text':
    'Es benutzt dieselben kleinen Filter an jeder Stelle und erkennt ein Muster auch dann, wenn es verschoben ist. Die Faltungsschichten selbst kommen mit 18.816 Gewichten aus; die meisten (204.928) stecken in der Dense-Schicht danach.',
  'guide.solution.hand': 'Vorwärtslauf von Hand',
  'guide.solution.hand.text':
    'Eingaben 0,5, 1 und 1, Gewichte 2, −1 und 0,5, Bias 0,5 (wie in der Station und auf dem Arbeitsblatt). Summe: 0,5·2 + 1·(−1) + 1·0,5 + 0,5 = 1. ReLU gibt 1, Sigmoid etwa 0,73.',
  'guide.questions': 'Häufige Fragen',
  'guide.question.privacy': 'Wohin gehen die Bilder der Klasse?',
  'guide.question.privacy.text':
    'Nirgendwohin. Lesen, Lernen und Prüfen geschehen im Browser. Unter „Wo sind meine Daten?“ am Fuß der Seite steht, wie viele Anfragen an fremde Rechner gingen.',
  'guide.question.offline': 'Geht es ohne Internet?',
  'guide.question.offline.text':
    'Ja. Nach dem ersten Besuch liegt die Seite auf dem Gerät. Oder Sie nehmen die Einzeldatei: ein Doppelklick genügt.',
  'guide.question.slow': 'Unsere Geräte sind alt. Reicht das?',
  'guide.question.slow.text':
    'Nehmen Sie das kleinste Netz und wenige Epochen. Schließen Sie andere Tabs. Die Seite bleibt auch beim Lernen bedienbar.',
  'guide.question.frame': 'Ein Foto wird nicht gelesen. Was tun?',
  'guide.question.frame.text':
    'Alle vier Ecken müssen zu sehen sein. Mehr Licht hilft. Sonst setzen Sie die vier Ecken im Bild von Hand.',
  'guide.question.low': 'Das Netz liest schlecht. Woran liegt es?',
  'guide.question.low.text':
    'Meist an wenigen oder falsch benannten Bildern. Schauen Sie im Schritt „Prüfen“ nach, dann auf die verdächtigen Bilder in der Auswertung.',
  'guide.question.safari': 'Was ist auf iPads und in Safari anders?',
  'guide.question.safari.text':
    'Safari löscht alles, was eine Seite auf dem Gerät gespeichert hat, wenn sieben Tage lang niemand auf ihr war: nach Ferien oder einer ausgefallenen Stunde ist das Projekt fort. Die Seite erinnert dort nach dem Training daran. Zwei Auswege: Die Seite kommt auf den Home-Bildschirm (Teilen, „Zum Home-Bildschirm“), bevor die Arbeit beginnt, denn dort gilt die Frist nicht. Oder alle speichern am Ende der Stunde ihr Projekt als Datei. Der erste Start dauert auf einem iPad länger als auf einem Laptop.',
  'guide.question.lost': 'Was, wenn ein Tab versehentlich geschlossen wird?',
  'guide.question.lost.text':
    'Die Seite speichert laufend auf dem Gerät. Beim nächsten Öffnen geht es dort weiter. Für den Umzug auf ein anderes Gerät gibt es die Projektdatei.',
  'guide.question.symbols': 'Gehen auch Buchstaben oder eigene Zeichen?',
  'guide.question.symbols.text':
    'Ja, 2 bis 30 Zeichen. Tippen Sie sie beim Drucken des Bogens ein, auch Emoji oder kurze Wörter bis zu drei Buchstaben.',
  'guide.question.mnist': 'Wie kommt MNIST auf die Seite?',
  'guide.question.mnist.text':
    'Wer die Seite bereitstellt, baut sie mit einem Befehl neu: python3 build.py build --mnist ORDNER. In dem Ordner liegen die vier Dateien train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz und t10k-labels-idx1-ubyte.gz, wie LeCun sie veröffentlicht hat. Danach bietet „Fertige Daten“ MNIST für alle an, mit den Testbildern von MNIST als Test. Für eine einzelne Stunde genügt es, dieselben vier Dateien oder mnist.npz von Keras auf die Seite zu ziehen.',
  'guide.question.pen': 'Sind die Musterbögen echte Schrift?',
  'guide.question.pen.text':
    'Nein. Ein Programm, der Übungsstift, zeichnet jedes Zeichen aus Strichen und verändert Neigung, Druck, Größe und Form von Bogen zu Bogen. Echte Handschrift einer Klasse dürfen wir nicht beilegen. Zum Ausprobieren genügt das; was ein Netz über echte Schrift lernt, zeigen nur die Bögen Ihrer Klasse.',
  'guide.question.grades': 'Wie kann ich das bewerten?',
  'guide.question.grades.text':
    'Die Urkunde enthält Kurven, Fehler und die eigenen Antworten. Bewerten Sie Begründungen, nicht die Genauigkeit des Netzes.',
  'guide.print': 'Diese Seite drucken',
  'guide.contents': 'Auf dieser Seite',
  'guide.papers': 'Arbeitsblätter und Texte zum Drucken',
  'guide.papers.text':
    'Jedes Blatt passt auf eine Seite, A4 oder US Letter, und hat seine Lösung. Im Druckdialog können Sie es auch als PDF speichern.',
  'guide.test': 'Zehn Fragen zum Schluss',
  'guide.answers': 'Lösungen aller Aufgaben',
  'guide.answers.text':
    'Für die Karten, die Stationen, „Ausprobieren“, den Spielplatz, den Code und die zehn Fragen. Auf dem Beamer bleiben sie zu, bis Sie sie öffnen.',
  'guide.answers.show': 'Lösungen zeigen',
  'guide.answers.hide': 'Lösungen verbergen',
  'guide.answers.stations': 'Stationen des Pfads',
  'guide.answers.cards': 'Karten',
  'guide.answers.try': 'Ausprobieren',
  'guide.answers.plane': 'Spielplatz',
  'guide.answers.code': 'Beispiele im Code',
  'guide.level': 'Fragen zum Schluss, Anforderungsbereich {n}',
  'guide.soon': 'Die Texte für Lehrkräfte kommen gleich …',
  'guide.failed':
    'Die Texte für Lehrkräfte ließen sich nicht laden. Prüfen Sie die Verbindung und öffnen Sie diese Seite noch einmal.',
  'paper.sheet': 'Blatt',
  'paper.solution': 'Lösung',
  'paper.back': 'Zurück zur Seite für Lehrkräfte',
  'paper.name': 'Name: ____________________',
  'paper.none': 'Dieses Blatt gibt es nicht.',
};
