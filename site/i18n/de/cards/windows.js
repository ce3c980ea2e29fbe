/** @type {Record<string, string>} */
export const windows = {
  'chapter.windows': 'So sieht ein CNN',
  'kernel.vertical': 'senkrechte Kanten',
  'kernel.horizontal': 'waagrechte Kanten',
  'kernel.blur': 'weichzeichnen',
  'kernel.outline': 'Umriss',
  'kernel.own': 'eigener',
  'card.convolution': 'Ein kleines Fenster wandert',
  'card.convolution.term': 'convolution, kernel',
  'card.convolution.task':
    'Schieb das Fenster über dein Bild. Wo leuchtet die Karte auf? Erfinde einen eigenen Filter!',
  'card.convolution.text':
    'Ein Filter sieht immer nur ein kleines Stück vom Bild. Er vergleicht es mit seinem Muster: neun Zahlen mal neun Gewichte, alles zusammenzählen. Dann wandert er ein Pixel weiter. So findet derselbe Filter sein Muster überall im Bild. Das nennt man Faltung.',
  'card.convolution.exactly':
    'k ist der Filter (Kernel). In neuronalen Netzen wird er nicht gespiegelt. Streng genommen ist das eine Kreuzkorrelation, aber alle sagen Faltung. Beim Training lernt das Netz die neun Gewichte selbst.',
  'card.convolution.kernel': 'Filter',
  'card.convolution.picture': 'Bild',
  'card.convolution.map': 'Merkmalskarte',
  'card.convolution.window': 'Fenster',
  'card.convolution.sum': 'Summe',
  'card.convolution.place': 'Ort',
  'card.stride': 'Schrittweite und Rand',
  'card.stride.term': 'stride, padding',
  'card.stride.task': 'Wie bekommst du eine Karte, die genau halb so breit ist wie das Bild?',
  'card.stride.text':
    'Das Fenster muss nicht jedes Pixel besuchen. Mit Schrittweite 2 überspringt es jedes zweite, und die Karte wird kleiner. Am Rand passt ein großes Fenster nicht mehr ganz hinein. Legt man rundherum Nullen an, passt es überall. Mit Schrittweite 1 bleibt dann die Größe erhalten. Das heißt Padding.',
  'card.stride.exactly':
    'n ist die Breite des Bildes, k die des Fensters, s die Schrittweite. p Nullen liegen auf jeder Seite; das Netz verteilt sie, so gut es geht.',
  'card.stride.places': 'Jeder Punkt: eine Fenstermitte',
  'card.stride.map': 'Ergebnis: {n} × {n}',
  'card.stride.size': 'Fenster',
  'card.stride.step': 'Schrittweite',
  'card.stride.padding': 'Rand',
  'card.stride.valid': 'ohne (valid)',
  'card.stride.same': 'mit Nullen (same)',
  'card.stride.side': 'Größe der Karte',
  'card.pooling': 'Das Wichtigste behalten',
  'card.pooling.term': 'pooling',
  'card.pooling.task': 'Mache die Fenster größer. Ab wann erkennst du die Ziffer nicht mehr?',
  'card.pooling.text':
    'Pooling teilt die Karte in kleine Felder. Von jedem bleibt nur eine Zahl: die größte oder der Mittelwert. So merkt sich das Netz, dass dort etwas war, aber nicht auf das Pixel genau, wo. Das globale Pooling macht aus einer ganzen Karte eine einzige Zahl.',
  'card.pooling.exactly': 'So rechnet es mit Feldern aus 2 mal 2 Pixeln. Pooling hat keine Gewichte, es lernt nichts.',
  'card.pooling.kind': 'Art',
  'card.pooling.max': 'Maximum',
  'card.pooling.average': 'Mittelwert',
  'card.pooling.global': 'globaler Mittelwert',
  'card.maps': 'Karten übereinander',
  'card.maps.term': 'feature maps, channels',
  'card.maps.task': 'Stelle die Regler so ein, dass nur die Ecken übrig bleiben.',
  'card.maps.text':
    'Eine Schicht hat viele Filter, und jeder macht seine eigene Karte. Die Karten sind die Kanäle der nächsten Schicht, so wie Rot, Grün und Blau im Farbbild. Die nächste Schicht mischt sie: Aus Kanten werden Ecken, aus Ecken werden Formen.',
  'card.maps.exactly':
    'm sind die vier Karten, k ihre Gewichte. Ein Filter der zweiten Schicht sieht also durch alle Kanäle zugleich.',
  'card.maps.mixed': 'gemischte Karte',
  'card.maps.read': 'Negative Gewichte löschen aus, was eine andere Karte gefunden hat.',
  'card.maps.strongest': 'Stärkster Wert',
  'card.maps.mean': 'Mittelwert',
};
