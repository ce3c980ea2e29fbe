/** @type {Record<string, string>} */
export const examples = {
  'example.first': 'Meine erste Zelle',
  'example.first.task': 'Führe die Zelle aus. Ändere dann die 0 in der letzten Zeile: Welche Handschrift findest du?',
  'example.first.hint': 'Das letzte Bild hat die Nummer -1.',
  'example.pixels': 'Ein Bild sind Zahlen',
  'example.pixels.task': 'Finde in den gedruckten Zahlen die Ziffer. Welche Pixel sind am dunkelsten?',
  'example.pixels.hint':
    'picture.max() ist die größte Zahl, picture.argmax() ihre Stelle, wenn man Zeile für Zeile zählt.',
  'example.average': 'Das mittlere Bild',
  'example.average.task': 'Welche Klasse ist am verschwommensten? Was sagt das über eure Handschriften?',
  'example.average.hint': 'Ersetze pictures.mean(axis=0) durch np.median(pictures, axis=0). Was ändert sich?',
  'example.neighbour': 'Der nächste Nachbar',
  'example.neighbour.task':
    'Lies Ziffern ganz ohne Netz: Das ähnlichste bekannte Bild gewinnt. Wie viele von 50 stimmen?',
  'example.neighbour.hint': 'Schieb ein Bild um zwei Pixel, np.roll(x, 2). Warum ist der Abstand auf einmal so groß?',
  'example.neuron': 'Ein Neuron',
  'example.neuron.task':
    'Ein einziges Neuron lernt, eine Klasse zu erkennen. Setze wanted auf andere Klassen: Welche ist am leichtesten?',
  'example.neuron.hint': 'Blaue Gewichte wollen Tinte sehen, orange wollen weißes Papier.',
  'example.network': 'Ein ganzes Netz in wenigen Zeilen',
  'example.network.task': 'Hier steht alles, was ein Netz tut. Wie gut wird es mit 16 statt 64 Neuronen?',
  'example.network.hint': 'Die 64 steht an drei Stellen.',
  'example.loop': 'Die eigene Trainingsschleife',
  'example.loop.task': 'Jede Epoche selbst geschrieben. Brich ab, sobald val_loss wieder steigt.',
  'example.loop.hint': 'Mit if und break kommt man aus der Schleife hinaus.',
  'example.layer': 'Eine eigene Schicht',
  'example.layer.task': 'Ändere Square zu x³. Stimmt die Ableitung noch? Die Gradientenprobe sagt es.',
  'example.layer.hint': 'Die Ableitung von x³ ist 3·x².',
  'example.augmentation': 'Bilder abwandeln',
  'example.augmentation.task':
    'Aus einem Bild werden zwölf. Schreib eine Abwandlung, die das Bild spiegelt. Ist das für Ziffern klug?',
  'example.augmentation.hint': 'picture[:, ::-1] dreht links und rechts um.',
  'example.classics': 'Die Klassiker',
  'example.classics.task': 'Ohne neuronales Netz: Welches Verfahren von scikit-learn liest eure Ziffern am besten?',
  'example.classics.hint': 'Gib KNeighborsClassifier eine andere Zahl. Wer gewinnt jetzt?',
  'example.filters': 'Was sieht ein Filter?',
  'example.filters.task': 'Acht Filter gleiten über das Bild. Welcher sucht Striche von links nach rechts?',
  'example.filters.hint': 'In einem solchen Filter liegen blaue Felder über orangen.',
  'example.squeeze': 'Bilder zusammendrücken',
  'example.squeeze.task':
    'Ein Autoencoder drückt jedes Bild auf ein Achtel seiner Zahlen zusammen und zeichnet es daraus neu. Auf MNIST bleibt ein mittlerer Fehler von 0,05 je Pixel. Woran erkennst du, was verloren ging?',
  'example.squeeze.hint':
    'Gib dem zweiten Conv2D einen Kanal statt zwei, dann vier. Ab wann werden die Bilder unleserlich?',
  'example.line': 'Eine Zeile lesen',
  'example.line.task':
    'Erst schneiden, dann lesen: So wird aus einem Netz für ein Zeichen eine Maschine für ganze Zeilen. Trainiere vorher ein Netz. Was geschieht mit gap = 0?',
  'example.line.hint': 'Zwei Ziffern ohne leere Spalte dazwischen sind für diesen Schnitt ein einziges Zeichen.',
  'example.fool': 'Das Netz überlisten',
  'example.fool.task':
    'Ändere ein Bild so wenig, dass du es kaum siehst und das Netz sich doch irrt. Trainiere vorher ein Netz.',
  'example.fool.hint': 'Nimm statt 0.01 eine kleinere Schrittweite, zum Beispiel 0.002. Gelingt es noch?',
};
