/** @type {Record<string, string>} */
export const python = {
  'python.name': 'Den Namen „{name}“ kennt Python nicht. Hast du dich vertippt, oder fehlt eine Zelle davor?',
  'python.name-close': 'Den Namen „{name}“ kennt Python nicht. Meinst du „{close}“?',
  'python.syntax': 'Diese Zeile versteht Python nicht. Fehlt ein Zeichen, oder ist eines zu viel?',
  'python.bracket': 'Die Klammern passen nicht zusammen: Zu jeder öffnenden gehört eine schließende.',
  'python.colon': 'Am Ende dieser Zeile fehlt ein Doppelpunkt.',
  'python.quote': 'Ein Text beginnt mit einem Anführungszeichen und hört nicht auf.',
  'python.equals': 'Zum Vergleichen brauchst du zwei Gleichheitszeichen: ==',
  'python.print': 'print braucht Klammern: print("Hallo")',
  'python.indent': 'Die Einrückung stimmt nicht. Zeilen, die zusammengehören, beginnen an derselben Stelle.',
  'python.operand': 'Diese beiden Dinge lassen sich so nicht verrechnen, zum Beispiel Zahl und Text.',
  'python.call': 'Hier steht eine Klammer hinter etwas, das keine Funktion ist.',
  'python.arguments': 'Die Funktion bekommt zu viele, zu wenige oder falsche Argumente.',
  'python.subscript': 'Eckige Klammern gehen nur bei Listen, Texten und Feldern.',
  'python.iterate': 'Eine Schleife braucht etwas mit mehreren Teilen, zum Beispiel range(5).',
  'python.type': 'Dieser Wert hat nicht den passenden Datentyp.',
  'python.none': 'Hier steht None, also nichts. Eine Funktion davor hat kein Ergebnis geliefert.',
  'python.attribute': '„{name}“ gibt es bei diesem Wert nicht.',
  'python.attribute-close': '„{name}“ gibt es bei diesem Wert nicht. Meinst du „{close}“?',
  'python.index': 'Diese Nummer gibt es nicht. Gezählt wird ab 0, die letzte ist also die Länge minus 1.',
  'python.key': 'Diesen Schlüssel gibt es nicht. Welche es gibt, zeigt .keys().',
  'python.value': 'Der Datentyp stimmt, aber dieser Wert ist hier nicht erlaubt.',
  'python.raised': 'Diesen Fehler meldet das Programm selbst, mit raise. Was es dazu sagt, steht darunter.',
  'python.convert': 'Dieser Text ist keine Zahl.',
  'python.shape': 'Die Formen der Felder passen nicht zusammen. Sieh sie dir mit .shape an.',
  'python.truth': 'Ein ganzes Feld ist weder wahr noch falsch. Nimm .any() oder .all().',
  'python.read-only': 'Diese Bilder gehören dem Projekt und sind geschützt. Nimm eine Kopie: .copy()',
  'python.zero': 'Durch null kann man nicht teilen.',
  'python.module': 'Das Paket „{name}“ gibt es auf dieser Seite nicht.',
  'python.module-network':
    '„{name}“ gibt es hier nicht. Netze baust du mit den Zeilen von Keras: from keras.layers import Flatten, Dense. Die Bilder gibt project.load_data(), und project.use(model) bringt dein Netz ans Zeichenblatt.',
  'python.module-chart':
    '„{name}“ gibt es hier nicht. Einfache Diagramme zeichnet import matplotlib.pyplot as plt, und noch kürzer: plot(y) oder plot(x, y) für Kurven, bars(y) für Balken, show(x) für Bilder.',
  'python.module-picture':
    '„{name}“ gibt es hier nicht. Bilder öffnet und verändert Pillow (from PIL import Image), mit NumPy kannst du in ihnen rechnen, und show(x) zeigt sie.',
  'python.module-table':
    '„{name}“ gibt es hier nicht. Rechne mit NumPy (import numpy as np): Eine Zelle zeigt ein Feld am Ende als Tabelle.',
  'python.module-data':
    '„{name}“ gibt es hier nicht. Deine Bilder gibt (x_train, y_train), (x_test, y_test) = project.load_data(). MNIST kannst du bei „Sammeln“ laden.',
  'python.install':
    'Installieren musst du hier nichts, und Befehle mit ! oder % kennt nur Jupyter. Lösche die Zeile und schreib nur import und den Namen.',
  'python.magic':
    'Zeilen mit % gehören zu Jupyter, nicht zu Python. Lösche sie: Bilder und Kurven erscheinen hier von selbst.',
  'python.shell':
    'Befehle mit ! gibt es nur in Jupyter. Hier läuft Python in deinem Browser, ein Terminal hat es nicht.',
  'python.question': 'Das Fragezeichen gehört zu Jupyter. In Python fragst du so: help(len)',
  'python.import': 'In diesem Paket gibt es diesen Namen nicht.',
  'python.file': 'Diese Datei gibt es nicht. Im Browser sieht Python deine Ordner nicht.',
  'python.recursion': 'Eine Funktion ruft immer wieder sich selbst auf und hört nicht auf.',
  'python.memory': 'Der Speicher reicht nicht. Rechne mit weniger Bildern oder kleineren Feldern.',
  'python.assert': 'Was hier mit assert behauptet wird, stimmt nicht.',
  'python.unbound': '„{name}“ wird in der Funktion benutzt, bevor es dort einen Wert hat.',
  'python.input': 'Eine Frage mit input() geht hier nicht. Schreib den Wert in den Code.',
  'python.stopped': 'Angehalten.',
  'python.other': 'Hier ist etwas schiefgegangen. Was Python dazu sagt, steht darunter.',
};
