/** @type {Record<string, string>} */
export const windows = {
  'chapter.windows': 'How a CNN sees',
  'kernel.vertical': 'vertical edges',
  'kernel.horizontal': 'horizontal edges',
  'kernel.blur': 'blur',
  'kernel.outline': 'outline',
  'kernel.own': 'your own',
  'card.convolution': 'A small window moves',
  'card.convolution.term': 'Faltung, Filter',
  'card.convolution.task':
    'Move the window over your picture. Where does the map light up? Invent a filter of your own!',
  'card.convolution.text':
    'A filter only ever sees a small piece of the picture. It compares it with its pattern: nine numbers times nine weights, all added up. Then it moves on by one pixel. So the same filter finds its pattern everywhere in the picture. This is called convolution.',
  'card.convolution.exactly':
    'k is the filter (kernel). In neural networks it is not mirrored. Strictly speaking this is a cross-correlation, but everybody says convolution. In training the network learns the nine weights itself.',
  'card.convolution.kernel': 'Filter',
  'card.convolution.picture': 'Picture',
  'card.convolution.map': 'Feature map',
  'card.convolution.window': 'Window',
  'card.convolution.sum': 'Sum',
  'card.convolution.place': 'Place',
  'card.stride': 'Stride and border',
  'card.stride.term': 'Schrittweite, Rand',
  'card.stride.task': 'How do you get a map that is exactly half as wide as the picture?',
  'card.stride.text':
    'The window need not visit every pixel. With a stride of 2 it skips every other one, and the map gets smaller. At the border a large window no longer quite fits. If you put zeros all around, it fits everywhere. With a stride of 1 the size then stays the same. This is called padding.',
  'card.stride.exactly':
    'n is the width of the picture, k that of the window, s the stride. p zeros lie on each side; the network shares them out as well as it can.',
  'card.stride.places': 'Each dot: the middle of a window',
  'card.stride.map': 'Result: {n} × {n}',
  'card.stride.size': 'Window',
  'card.stride.step': 'Stride',
  'card.stride.padding': 'Border',
  'card.stride.valid': 'without (valid)',
  'card.stride.same': 'with zeros (same)',
  'card.stride.side': 'Size of the map',
  'card.pooling': 'Keep what matters most',
  'card.pooling.term': 'Pooling',
  'card.pooling.task': 'Make the windows larger. When can you no longer read the digit?',
  'card.pooling.text':
    'Pooling divides the map into small fields. Only one number is kept from each: the largest or the mean. So the network remembers that something was there, but not exactly where. Global pooling turns a whole map into one single number.',
  'card.pooling.exactly':
    'This is how it works with fields of 2 by 2 pixels. Pooling has no weights, it learns nothing.',
  'card.pooling.kind': 'Kind',
  'card.pooling.max': 'maximum',
  'card.pooling.average': 'mean',
  'card.pooling.global': 'global mean',
  'card.maps': 'Maps on top of each other',
  'card.maps.term': 'Merkmalskarten, Kanäle',
  'card.maps.task': 'Set the sliders so that only the corners remain.',
  'card.maps.text':
    'A layer has many filters, and each makes a map of its own. The maps are the channels of the next layer, like red, green and blue in a colour picture. The next layer mixes them: edges become corners, corners become shapes.',
  'card.maps.exactly':
    'The m are the four maps, the k their weights. So a filter in the second layer looks through all channels at once.',
  'card.maps.mixed': 'mixed map',
  'card.maps.read': 'Negative weights wipe out what another map has found.',
  'card.maps.strongest': 'Strongest value',
  'card.maps.mean': 'Mean',
};
