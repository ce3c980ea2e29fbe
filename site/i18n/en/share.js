/** English: taking the network along, and what it says there. */

/** @type {Record<string, string>} */
export const share = {
  'share.title': 'Take your network home',
  'share.text':
    'One single file: your network and a field to write in. It runs in every browser, even without the internet. You can mail it or put it on a USB stick; the preview of a phone or tablet is not enough, a browser has to open it there.',
  'share.none': 'Train a network first. Then you can take it along from here.',
  'share.owner': 'Whose network is it? (optional)',
  'share.page': 'Page to take home',
  'share.working': 'Packing your network …',
  'share.stop': 'Stop',
  'share.taken': 'Saved: {size} kB.',
  'share.taken.page': 'Saved: {size} kB. Open the file with a double click.',
  'share.rounding':
    'To keep it small, the weights are rounded. That changes answers by {share} at most; {different} of {pictures} test pictures are read differently.',
  'share.more': 'For other programs',
  'share.file': 'my-network',
  'share.form.notebook': 'Keras notebook',
  'share.form.notebook.text':
    'Go on training in Jupyter or Colab, with a graphics card if you like. It contains the network and the pictures. In Colab the pictures are then stored by Google.',
  'share.form.numpy': 'NumPy program',
  'share.form.numpy.text':
    'The whole network in some 40 lines of Python, to read and to check by hand. With it comes what turns a photo into the picture that the network sees.',
  'share.form.onnx': 'ONNX',
  'share.form.onnx.text': 'The format that almost every program for neural networks opens.',
  'share.form.tensorflow': 'TensorFlow.js',
  'share.form.tensorflow.text': 'For web pages and apps of your own in JavaScript.',
  'share.back': 'Bring weights back',
  'share.back.text': 'Open network.npz from a package made here: the network is back as you took it along.',
  'share.back.keras':
    'Or bring weights from Keras. Choose the same network in “Train” first. This is how to save them there:',
  'share.bring': 'Open a file of weights',
  'share.bringing': 'Reading the weights …',
  'share.brought': 'The network has these weights now.',

  'share.page.title': 'My neural network',
  'share.page.title-of': 'The neural network of {name}',
  'share.page.lead': 'Write a symbol into the field. The network reads along.',
  'share.page.pad':
    'Field to write in. Arrow keys move the pen, the space bar puts it down and lifts it, Delete empties the sheet.',
  'share.page.hint': 'Write here',
  'share.page.larger': 'Write larger.',
  'share.page.clear': 'New sheet',
  'share.page.says': 'The network reads',
  'share.page.sure': 'confidence {share}',
  'share.page.glyph': 'How the network sees it',
  'share.page.inside': 'Inside, while you write',
  'share.page.positive': 'above zero',
  'share.page.negative': 'below zero',
  'share.page.maps': '{n} filters look for shapes',
  'share.page.units': '{n} neurons',
  'share.page.how': 'How does it work?',
  'share.page.how-1':
    'Your strokes are redrawn: on 28 × 28 points, as fine and as slanted as the symbols that the network has learned from.',
  'share.page.how-2': 'The network turns these points into new numbers, layer by layer.',
  'share.page.how-3': 'In the end it has a number for each symbol: how well it fits. The best one wins.',
  'share.page.refuses': 'Where a symbol looks like nothing that the network has learned, it answers “?”.',
  'share.page.facts':
    'Learned from {train} handwritten symbols, with {weights} weights. Of {test} symbols that it had never seen, it reads {accuracy} correctly.',
  'share.page.private': 'Everything is in this file. It needs no internet and sends nothing away.',
  'share.page.line-apart':
    'Leave some room between the symbols: this page does not separate two that are written in one stroke.',

  'share.notebook.start':
    '# Your network in Keras\n\nThis notebook builds your network from Zeichenlabor once more in Keras, with the same weights and the same pictures. Run the cells one after another (Shift + Enter).\n\nIn Colab everything is there. In Jupyter you need `pip install keras`, and `tensorflow`, `jax` or `torch` with it.',
  'share.notebook.files':
    '## The files\n\n`network.npz` (the weights) and `data.npz` (the pictures) are in the zip beside this notebook. In Colab this cell asks for them: choose both.',
  'share.notebook.data': '## The pictures\n\nFor training, validation and testing, split as in Zeichenlabor.',
  'share.notebook.build': '## The network',
  'share.notebook.test':
    '## The weights\n\nWith your weights the network reads the test pictures just as well as in Zeichenlabor.',
  'share.notebook.train':
    '## Go on training\n\nWith the same settings, from the beginning of the learning schedule. Change what you like. Distorted pictures (augmentation) and averaged weights do not come along.',
  'share.notebook.save': '## Save\n\nThe Keras file holds the whole network, `weights.npz` only the weights.',
  'share.notebook.glyph':
    '## Read pictures of your own\n\nThis is how the network sees a picture: 28 × 28 pixels, ink 255, paper 0. The writing is scaled so that its longer side has 20 pixels (averaged over areas), and its centre of mass is in the middle, on pixel (14, 14). A photo that is only scaled to 28 × 28 is read much worse. `glyph` does it right; `read("photo.png")` reads one symbol that was cut from a photo or a scan. It needs Pillow.',
  'share.readme.notebook':
    'Open zeichenlabor.ipynb in Jupyter or in Google Colab. network.npz holds the weights, data.npz the pictures. This is how the network sees a picture: 28 × 28 pixels, ink 255, paper 0. The writing is scaled so that its longer side has 20 pixels (averaged over areas), and its centre of mass is in the middle, on pixel (14, 14). A photo that is only scaled to 28 × 28 is read much worse. glyph() in the last cell does it right.',
  'share.readme.numpy':
    "network.npz holds your network, predict.py computes with it. It needs Python and NumPy only, and Pillow to open picture files:\n\nfrom predict import read\nprint(read('photo.png'))\n\nphoto.png: one symbol, cut from a photo or a scan. This is how the network sees a picture: 28 × 28 pixels, ink 255, paper 0. The writing is scaled so that its longer side has 20 pixels (averaged over areas), and its centre of mass is in the middle, on pixel (14, 14). A photo that is only scaled to 28 × 28 is read much worse. glyph() does it right; predict() computes the network:\n\nfrom predict import glyph, predict\nshares = predict(glyph('photo.png')[None])\n\nIt takes whole numbers from 0 (paper) to 255 (ink), n × 28 × 28. What comes back tells for each picture how sure the network is of each symbol. The symbols, in order:",
  'share.readme.onnx':
    'Input: pictures, numbers from 0 (paper) to 1 (ink), n × 28 × 28; output: answers, a share for each symbol. This is how the network sees a picture: 28 × 28 pixels, ink 255, paper 0. The writing is scaled so that its longer side has 20 pixels (averaged over areas), and its centre of mass is in the middle, on pixel (14, 14). A photo that is only scaled to 28 × 28 is read much worse. glyph() in predict.py does it right; the file is in the NumPy package. Divide its result by 255. The symbols, in order:',
  'share.readme.tensorflow':
    "model.json and weights.bin belong side by side on a web server:\n\nconst model = await tf.loadLayersModel('model.json');\nconst shares = model.predict(images);\n\nimages: numbers from 0 (paper) to 1 (ink), n × 28 × 28. This is how the network sees a picture: 28 × 28 pixels, ink 255, paper 0. The writing is scaled so that its longer side has 20 pixels (averaged over areas), and its centre of mass is in the middle, on pixel (14, 14). A photo that is only scaled to 28 × 28 is read much worse. normalizeGlyph(ink, width, height) in glyph.js does it right: it takes a drawing, ink 255, paper 0; divide its result by 255. The symbols, in order:",

  'error.export/error': 'Your network cannot be taken along like this.',
  'error.export/not-expressible': 'Your network has a layer “{layer}” that the format {form} does not know.',
  'error.weights/bad-file':
    'This file holds no weights that Zeichenlabor can read. It must have been saved with np.savez, without pickle.',
  'error.weights/wrong':
    'These weights belong to another network. {weight}: {expected} is needed, the file has {found}.',
};
