/** @type {Record<string, string>} */
export const networks = {
  'chapter.networks': 'Das Netz',
  'card.layers': 'Schicht auf Schicht',
  'card.layers.term': 'layers, multilayer perceptron',
  'card.layers.task': 'Baue das Netz um. Welcher Regler kostet die meisten Gewichte?',
  'card.layers.text':
    'Neuronen stehen in Schichten. Jedes bekommt die Werte aller Neuronen der Schicht davor. So ein Netz heißt mehrschichtiges Perzeptron. Die vorderen Schichten finden kleine Merkmale, die hinteren setzen sie zusammen. Die letzte hat ein Neuron für jede Klasse.',
  'card.layers.exactly':
    'Jede Schicht hat eine Matrix W mit Gewichten und einen Vektor b mit Bias-Werten. Die Farben zeigen die Werte für dein Bild. Das Netz ist hier noch untrainiert.',
  'card.layers.picture': 'Das Bild und die Neuronen aller Schichten',
  'card.layers.hidden': 'Verdeckte Schichten',
  'card.layers.width': 'Neuronen in jeder',
  'card.layers.parameters': 'Gewichte und Bias zusammen',
  'card.matrix': 'Eine Schicht ist eine Matrix',
  'card.matrix.term': 'matrix product',
  'card.matrix.task': 'Tippe eine Eingabe an und geh Ausgang für Ausgang durch. Rechne einen selbst nach!',
  'card.matrix.text':
    'Alle Gewichte einer Schicht passen in eine Tabelle: Jede Spalte gehört zu einem Neuron, jede Zeile zu einer Eingabe. Eingabe mal Gewicht, alles zusammenzählen, Bias dazu: fertig ist die Summe. Diese Rechnung heißt Matrixprodukt. Ein Computer schafft Milliarden solcher Multiplikationen in der Sekunde.',
  'card.matrix.exactly':
    'x hat 4 Einträge, W hat 4 Zeilen und 3 Spalten, also hat z 3 Einträge. Danach kommt die Aktivierung. Bei einem Stapel von Bildern kommt b zu jeder Zeile dazu: Das heißt Broadcasting.',
  'card.matrix.inputs': 'Eingaben',
  'card.matrix.weights': 'Gewichte',
  'card.matrix.sums': 'Summen',
  'card.matrix.output': 'Ausgang',
  'card.matrix.relu': 'Nach ReLU',
  'card.matrix.next': 'Nächster Ausgang',
  'card.tensors': 'Zahlen in Schachteln',
  'card.tensors.term': 'tensors and shapes',
  'card.tensors.task': 'Schicke mehr Bilder auf einmal durchs Netz. Wo werden es die meisten Zahlen?',
  'card.tensors.text':
    'Eine Zahlenliste hat eine Richtung, eine Tabelle zwei. Ein Stapel Bilder hat vier: Bilder, Zeilen, Spalten, Kanäle. So ein Kasten voller Zahlen heißt Tensor. Seine Form sagt, wie lang jede Richtung ist. Viele Fehler beim Programmieren sind falsche Formen.',
  'card.tensors.exactly':
    'n ist die Zahl der Bilder, die gemeinsam durchlaufen. Nur sie liegen zugleich im Speicher, darum spart ein kleiner Mini-Batch Platz. Die Formen stehen in der Reihenfolge, in der auch Keras sie nennt.',
  'card.tensors.network': 'Netz',
  'card.tensors.cnn': 'ein CNN',
  'card.tensors.dense': 'ein dichtes Netz',
  'card.tensors.pictures': 'Bilder auf einmal',
  'card.tensors.numbers': '{n} Zahlen',
  'card.tensors.most': 'Größter Tensor',
  'card.parameters': 'Wie groß ist ein Modell?',
  'card.parameters.term': 'parameters, model size',
  'card.parameters.task': 'Vergleiche: 16 dichte Neuronen und 16 Filter. Wie kann das sein?',
  'card.parameters.text':
    'Alles, was ein Netz lernen kann, sind seine Parameter: Gewichte und Bias. Ein dichtes Neuron braucht für jedes Pixel ein Gewicht. Ein Filter benutzt dieselben neun Gewichte überall im Bild. In vielen CNNs steckt darum das meiste in den dichten Schichten am Ende. Große Sprachmodelle haben viele Milliarden Parameter.',
  'card.parameters.exactly':
    'Zu jedem Neuron oder Filter gehört ein Bias, daher das + 1. Ein Parameter braucht 4 Byte (float32). Oft steckt mehr als die Hälfte aller Gewichte in der ersten dichten Schicht nach den Filtern.',
  'card.parameters.kind': 'Schicht',
  'card.parameters.dense': 'dicht (Dense)',
  'card.parameters.conv': 'Faltung (Conv2D, 3 × 3)',
  'card.parameters.size.dense': 'Neuronen',
  'card.parameters.size.conv': 'Filter',
  'card.parameters.all': 'Parameter',
  'card.parameters.bytes': 'Speicher',
  'card.parameters.kilobytes': '{n} kB',
  'card.parameters.square.one': 'Ein Kästchen ist ein Parameter.',
  'card.parameters.square.other': 'Ein Kästchen steht für {n} Parameter.',
};
