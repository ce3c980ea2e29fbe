/** English: taking the network along, and what it says there. */

/** @type {Record<string, string>} */
export const exporting = {
  'export.title': 'Take your network home',
  'export.text':
    'One single file: your network and a field to write in. It runs in every browser, even without the internet. You can mail it or put it on a USB stick; the preview of a phone or tablet is not enough, a browser has to open it there.',
  'export.none': 'Train a network first. Then you can take it along from here.',
  'export.owner': 'Whose network is it? (optional)',
  'export.page': 'Page to take home',
  'export.working': 'Packing your network …',
  'export.stop': 'Stop',
  'export.finished': 'Saved: {size} kB.',
  'export.finished.page': 'Saved: {size} kB. Open the file with a double click.',
  'export.rounding':
    'To keep it small, the weights are rounded. That changes answers by {share} at most; {different} of {pictures} test pictures are read differently.',
  'export.more': 'For other programs',
  'export.file': 'my-network',
  'export.form.notebook': 'Keras notebook',
  'export.form.notebook.text':
    'Go on training in Jupyter or Colab, with a graphics card if you like. It contains the network and the pictures. In Colab the pictures are then stored by Google.',
  'export.form.numpy': 'NumPy program',
  'export.form.numpy.text':
    'The whole network in some 40 lines of Python, to read and to check by hand. With it comes what turns a photo into the picture that the network sees.',
  'export.form.onnx': 'ONNX',
  'export.form.onnx.text': 'The format that almost every program for neural networks opens.',
  'export.form.tensorflow': 'TensorFlow.js',
  'export.form.tensorflow.text': 'For web pages and apps of your own in JavaScript.',
  'export.back': 'Bring weights back',
  'export.back.text': 'Open network.npz from a package made here: the network is back as you took it along.',
  'export.back.keras':
    'Or bring weights from Keras. Choose the same network in “Train” first. This is how to save them there:',
  'export.weights': 'Open a file of weights',
  'export.importing': 'Reading the weights …',
  'export.brought': 'The network has these weights now.',

  'export.page.title': 'My neural network',
  'export.page.title-of': 'The neural network of {name}',
  'export.page.lead': 'Write a symbol into the field. The network reads along.',
  'export.page.pad':
    'Field to write in. Arrow keys move the pen, the space bar puts it down and lifts it, Delete empties the sheet.',
  'export.page.hint': 'Write here',
  'export.page.larger': 'Write larger.',
  'export.page.clear': 'New sheet',
  'export.page.says': 'The network reads',
  'export.page.sure': 'confidence {share}',
  'export.page.glyph': 'How the network sees it',
  'export.page.inside': 'Inside, while you write',
  'export.page.positive': 'above zero',
  'export.page.negative': 'below zero',
  'export.page.maps': '{n} filters look for shapes',
  'export.page.units': '{n} neurons',
  'export.page.how': 'How does it work?',
  'export.page.how-1':
    'Your strokes are redrawn: on 28 × 28 points, as fine and as slanted as the symbols that the network has learned from.',
  'export.page.how-2': 'The network turns these points into new numbers, layer by layer.',
  'export.page.how-3': 'In the end it has a number for each symbol: how well it fits. The best one wins.',
  'export.page.refuses': 'Where a symbol looks like nothing that the network has learned, it answers “?”.',
  'export.page.facts':
    'Learned from {train} handwritten symbols, with {weights} weights. Of {test} symbols that it had never seen, it reads {accuracy} correctly.',
  'export.page.private': 'Everything is in this file. It needs no internet and sends nothing away.',
  'export.page.line-apart':
    'Leave some room between the symbols: this page does not separate two that are written in one stroke.',

  'export.notebook.start':
    '# Your network in Keras\n\nThis notebook builds your network from Zeichenlabor once more in Keras, with the same weights and the same pictures. Run the cells one after another (Shift + Enter).\n\nIn Colab everything is there. In Jupyter you need `pip install keras`, and `tensorflow`, `jax` or `torch` with it.',
  'export.notebook.files':
    '## The files\n\n`network.npz` (the weights) and `data.npz` (the pictures) are in the zip beside this notebook. In Colab this cell asks for them: choose both.',
  'export.notebook.data': '## The pictures\n\nFor training, validation and testing, split as in Zeichenlabor.',
  'export.notebook.build': '## The network',
  'export.notebook.test':
    '## The weights\n\nWith your weights the network reads the test pictures just as well as in Zeichenlabor.',
  'export.notebook.train':
    '## Go on training\n\nWith the same settings, from the beginning of the learning schedule. Change what you like. Distorted pictures (augmentation) and averaged weights do not come along.',
  'export.notebook.save': '## Save\n\nThe Keras file holds the whole network, `weights.npz` only the weights.',
  'export.notebook.glyph':
    '## Read pictures of your own\n\nThis is how the network sees a picture: 28 × 28 pixels, ink 255, paper 0. The writing is scaled so that its longer side has 20 pixels (averaged over areas), and its centre of mass is in the middle, on pixel (14, 14). A photo that is only scaled to 28 × 28 is read much worse. `glyph` does it right; `read("photo.png")` reads one symbol that was cut from a photo or a scan. It needs Pillow.',
  'export.readme.notebook':
    'Open zeichenlabor.ipynb in Jupyter or in Google Colab. network.npz holds the weights, data.npz the pictures. This is how the network sees a picture: 28 × 28 pixels, ink 255, paper 0. The writing is scaled so that its longer side has 20 pixels (averaged over areas), and its centre of mass is in the middle, on pixel (14, 14). A photo that is only scaled to 28 × 28 is read much worse. glyph() in the last cell does it right.',
  'export.readme.numpy':
    "network.npz holds your network, predict.py computes with it. It needs Python and NumPy only, and Pillow to open picture files:\n\nfrom predict import read\nprint(read('photo.png'))\n\nphoto.png: one symbol, cut from a photo or a scan. This is how the network sees a picture: 28 × 28 pixels, ink 255, paper 0. The writing is scaled so that its longer side has 20 pixels (averaged over areas), and its centre of mass is in the middle, on pixel (14, 14). A photo that is only scaled to 28 × 28 is read much worse. glyph() does it right; predict() computes the network:\n\nfrom predict import glyph, predict\nshares = predict(glyph('photo.png')[None])\n\nIt takes whole numbers from 0 (paper) to 255 (ink), n × 28 × 28. What comes back tells for each picture how sure the network is of each symbol. The symbols, in order:",
  'export.readme.onnx':
    'Input: pictures, numbers from 0 (paper) to 1 (ink), n × 28 × 28; output: answers, a share for each symbol. This is how the network sees a picture: 28 × 28 pixels, ink 255, paper 0. The writing is scaled so that its longer side has 20 pixels (averaged over areas), and its centre of mass is in the middle, on pixel (14, 14). A photo that is only scaled to 28 × 28 is read much worse. glyph() in predict.py does it right; the file is in the NumPy package. Divide its result by 255. The symbols, in order:',
  'export.readme.tensorflow':
    "model.json and weights.bin belong side by side on a web server:\n\nconst model = await tf.loadLayersModel('model.json');\nconst shares = model.predict(images);\n\nimages: numbers from 0 (paper) to 1 (ink), n × 28 × 28. This is how the network sees a picture: 28 × 28 pixels, ink 255, paper 0. The writing is scaled so that its longer side has 20 pixels (averaged over areas), and its centre of mass is in the middle, on pixel (14, 14). A photo that is only scaled to 28 × 28 is read much worse. normalizeGlyph(ink, width, height) in glyph.js does it right: it takes a drawing, ink 255, paper 0; divide its result by 255. The symbols, in order:",

  'error.export/error': 'Your network cannot be taken along like this. Choose another format.',
  'error.export/not-expressible':
    'Your network has a layer “{layer}” that the format {form} does not know. Choose another format.',
  'error.weights/bad-file':
    'This file holds no weights that Zeichenlabor can read. It must have been saved with np.savez, without pickle.',
  'error.weights/wrong':
    'These weights belong to another network. {weight}: {expected} is needed, the file has {found}.',
};
