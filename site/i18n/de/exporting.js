/** German: taking the network along, and what it says there. */

/** @type {Record<string, string>} */
export const exporting = {
  'export.title': 'Nimm dein Netz mit nach Hause',
  'export.text':
    'Eine einzige Datei: dein Netz und ein Feld zum Schreiben. Sie läuft in jedem Browser, auch ohne Internet. Du kannst sie mailen oder auf einen Stick kopieren; die Vorschau eines Handys oder Tablets genügt nicht, dort muss ein Browser sie öffnen.',
  'export.none': 'Trainiere zuerst ein Netz. Dann kannst du es hier mitnehmen.',
  'export.owner': 'Wessen Netz ist es? (freiwillig)',
  'export.page': 'Seite zum Mitnehmen',
  'export.working': 'Dein Netz wird eingepackt …',
  'export.stop': 'Abbrechen',
  'export.finished': 'Gespeichert: {size} kB.',
  'export.finished.page': 'Gespeichert: {size} kB. Öffne die Datei mit einem Doppelklick.',
  'export.rounding':
    'Damit sie klein bleibt, sind die Gewichte gerundet. Das ändert Antworten um höchstens {share}; {different} von {pictures} Testbildern liest das Netz dadurch anders.',
  'export.more': 'Für andere Programme',
  'export.file': 'mein-netz',
  'export.form.notebook': 'Keras-Notebook',
  'export.form.notebook.text':
    'Weitertrainieren in Jupyter oder Colab, auch mit Grafikkarte. Netz und Bilder sind dabei. In Colab liegen die Bilder dann bei Google.',
  'export.form.numpy': 'NumPy-Programm',
  'export.form.numpy.text':
    'Das ganze Netz in gut 40 Zeilen Python, zum Lesen und Nachrechnen. Dabei ist auch das, was aus einem Foto das Bild für das Netz macht.',
  'export.form.onnx': 'ONNX',
  'export.form.onnx.text': 'Das Format, das fast jedes Programm für neuronale Netze öffnet.',
  'export.form.tensorflow': 'TensorFlow.js',
  'export.form.tensorflow.text': 'Für eigene Webseiten und Apps in JavaScript.',
  'export.back': 'Gewichte zurückholen',
  'export.back.text': 'Öffne network.npz aus einem Paket von hier: Das Netz ist wieder da, wie du es mitgenommen hast.',
  'export.back.keras':
    'Oder hole Gewichte aus Keras. Wähle dazu vorher in „Trainieren“ dasselbe Netz. So speicherst du sie dort:',
  'export.weights': 'Datei mit Gewichten öffnen',
  'export.importing': 'Gewichte werden gelesen …',
  'export.brought': 'Das Netz hat jetzt diese Gewichte.',

  'export.page.title': 'Mein neuronales Netz',
  'export.page.title-of': 'Das neuronale Netz von {name}',
  'export.page.lead': 'Schreib ein Zeichen in das Feld. Das Netz liest mit.',
  'export.page.pad':
    'Schreibfeld. Pfeiltasten bewegen den Stift, die Leertaste setzt ihn auf und ab, Entf leert das Blatt.',
  'export.page.hint': 'Schreib hier',
  'export.page.larger': 'Schreib größer.',
  'export.page.clear': 'Neues Blatt',
  'export.page.says': 'Das Netz liest',
  'export.page.sure': 'Sicherheit {share}',
  'export.page.glyph': 'So sieht das Netz dein Zeichen',
  'export.page.inside': 'Im Netz, während du schreibst',
  'export.page.positive': 'über null',
  'export.page.negative': 'unter null',
  'export.page.maps': '{n} Filter suchen nach Formen',
  'export.page.units': '{n} Neuronen',
  'export.page.how': 'Wie geht das?',
  'export.page.how-1':
    'Deine Striche werden neu gezeichnet: auf 28 × 28 Punkte, so fein und so geneigt wie die Zeichen, aus denen das Netz gelernt hat.',
  'export.page.how-2': 'Das Netz rechnet diese Punkte Schicht für Schicht in neue Zahlen um.',
  'export.page.how-3': 'Am Ende steht für jedes Zeichen, wie gut es passt. Das beste gewinnt.',
  'export.page.refuses': 'Sieht ein Zeichen anders aus als alles, was das Netz gelernt hat, antwortet es mit „?“.',
  'export.page.facts':
    'Gelernt aus {train} handgeschriebenen Zeichen, mit {weights} Gewichten. Von {test} nie gesehenen Zeichen liest es {accuracy} richtig.',
  'export.page.private': 'Alles steckt in dieser Datei. Sie braucht kein Internet und schickt nichts weg.',
  'export.page.line-apart':
    'Lass zwischen den Zeichen etwas Platz: Zwei, die in einem Strich geschrieben sind, trennt diese Seite nicht.',

  'export.notebook.start':
    '# Dein Netz in Keras\n\nDieses Notebook baut dein Netz aus dem Zeichenlabor noch einmal in Keras, mit denselben Gewichten und denselben Bildern. Führe die Zellen der Reihe nach aus (Umschalt + Enter).\n\nIn Colab ist alles schon da. In Jupyter brauchst du `pip install keras` und dazu `tensorflow`, `jax` oder `torch`.',
  'export.notebook.files':
    '## Die Dateien\n\n`network.npz` (die Gewichte) und `data.npz` (die Bilder) liegen im Zip neben diesem Notebook. In Colab fragt diese Zelle danach: Wähle beide aus.',
  'export.notebook.data':
    '## Die Bilder\n\nTrainingsbilder, Validierungsbilder und Testbilder, aufgeteilt wie im Zeichenlabor.',
  'export.notebook.build': '## Das Netz',
  'export.notebook.test':
    '## Die Gewichte\n\nMit deinen Gewichten liest das Netz die Testbilder genauso gut wie im Zeichenlabor.',
  'export.notebook.train':
    '## Weitertrainieren\n\nMit denselben Einstellungen, vom Anfang des Lernplans an. Ändere, was du willst. Verzerrte Bilder (Augmentation) und gemittelte Gewichte gibt es hier nicht.',
  'export.notebook.save': '## Speichern\n\nDie Keras-Datei enthält das ganze Netz, `weights.npz` nur die Gewichte.',
  'export.notebook.glyph':
    '## Eigene Bilder lesen\n\nSo sieht das Netz ein Bild: 28 × 28 Punkte, Tinte 255, Papier 0. Die Schrift ist so verkleinert, dass ihre längere Seite 20 Punkte misst (über Flächen gemittelt), und ihr Schwerpunkt liegt in der Mitte, auf Punkt (14, 14). Ein Foto, das nur auf 28 × 28 verkleinert wird, liest das Netz viel schlechter. Richtig macht es `glyph`; `read("foto.png")` liest ein Zeichen, das aus einem Foto oder Scan ausgeschnitten ist. Dafür braucht es Pillow.',
  'export.readme.notebook':
    'Öffne zeichenlabor.ipynb in Jupyter oder in Google Colab. network.npz enthält die Gewichte, data.npz die Bilder. So sieht das Netz ein Bild: 28 × 28 Punkte, Tinte 255, Papier 0. Die Schrift ist so verkleinert, dass ihre längere Seite 20 Punkte misst (über Flächen gemittelt), und ihr Schwerpunkt liegt in der Mitte, auf Punkt (14, 14). Ein Foto, das nur auf 28 × 28 verkleinert wird, liest das Netz viel schlechter. Richtig macht es glyph() in der letzten Zelle.',
  'export.readme.numpy':
    "network.npz enthält dein Netz, predict.py rechnet damit. Es braucht nur Python und NumPy, und Pillow, um Bilddateien zu öffnen:\n\nfrom predict import read\nprint(read('foto.png'))\n\nfoto.png: ein Zeichen, ausgeschnitten aus einem Foto oder Scan. So sieht das Netz ein Bild: 28 × 28 Punkte, Tinte 255, Papier 0. Die Schrift ist so verkleinert, dass ihre längere Seite 20 Punkte misst (über Flächen gemittelt), und ihr Schwerpunkt liegt in der Mitte, auf Punkt (14, 14). Ein Foto, das nur auf 28 × 28 verkleinert wird, liest das Netz viel schlechter. Richtig macht es glyph(); predict() rechnet das Netz:\n\nfrom predict import glyph, predict\nshares = predict(glyph('foto.png')[None])\n\nEs nimmt ganze Zahlen von 0 (Papier) bis 255 (Tinte), n × 28 × 28. Zurück kommt für jedes Bild, wie sicher das Netz bei jedem Zeichen ist. Die Zeichen, der Reihe nach:",
  'export.readme.onnx':
    'Eingang: pictures, Zahlen von 0 (Papier) bis 1 (Tinte), n × 28 × 28; Ausgang: answers, für jedes Zeichen ein Anteil. So sieht das Netz ein Bild: 28 × 28 Punkte, Tinte 255, Papier 0. Die Schrift ist so verkleinert, dass ihre längere Seite 20 Punkte misst (über Flächen gemittelt), und ihr Schwerpunkt liegt in der Mitte, auf Punkt (14, 14). Ein Foto, das nur auf 28 × 28 verkleinert wird, liest das Netz viel schlechter. Richtig macht es glyph() in predict.py; die Datei liegt im NumPy-Paket. Teile sein Ergebnis durch 255. Die Zeichen, der Reihe nach:',
  'export.readme.tensorflow':
    "model.json und weights.bin gehören nebeneinander auf einen Webserver:\n\nconst model = await tf.loadLayersModel('model.json');\nconst shares = model.predict(images);\n\nimages: Zahlen von 0 (Papier) bis 1 (Tinte), n × 28 × 28. So sieht das Netz ein Bild: 28 × 28 Punkte, Tinte 255, Papier 0. Die Schrift ist so verkleinert, dass ihre längere Seite 20 Punkte misst (über Flächen gemittelt), und ihr Schwerpunkt liegt in der Mitte, auf Punkt (14, 14). Ein Foto, das nur auf 28 × 28 verkleinert wird, liest das Netz viel schlechter. Richtig macht es normalizeGlyph(ink, width, height) in glyph.js: Es nimmt eine Zeichnung, Tinte 255, Papier 0; teile sein Ergebnis durch 255. Die Zeichen, der Reihe nach:",

  'error.export/error': 'Dein Netz lässt sich so nicht mitnehmen. Wähle ein anderes Format.',
  'error.export/not-expressible':
    'Dein Netz hat eine Schicht „{layer}“, die es im Format {form} nicht gibt. Wähle ein anderes Format.',
  'error.weights/bad-file':
    'In dieser Datei sind keine Gewichte, die das Zeichenlabor lesen kann. Sie muss mit np.savez gespeichert sein, ohne Pickle.',
  'error.weights/wrong':
    'Diese Gewichte gehören zu einem anderen Netz. {weight}: gebraucht wird {expected}, in der Datei steht {found}.',
};
