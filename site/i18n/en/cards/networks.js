/** @type {Record<string, string>} */
export const networks = {
  'chapter.networks': 'The network',
  'card.layers': 'Layer upon layer',
  'card.layers.term': 'Schichten, mehrschichtiges Perzeptron',
  'card.layers.task': 'Rebuild the network. Which slider costs the most weights?',
  'card.layers.text':
    'Neurons are arranged in layers. Each one receives the values of all the neurons in the layer before. Such a network is called a multilayer perceptron. The first layers find small features, the later ones put them together. The last layer has one neuron for each class.',
  'card.layers.exactly':
    'Each layer has a matrix W of weights and a vector b of biases. The colours show the values for your picture. The network here is still untrained.',
  'card.layers.picture': 'The picture and the neurons of all layers',
  'card.layers.hidden': 'Hidden layers',
  'card.layers.width': 'Neurons in each',
  'card.layers.parameters': 'Weights and biases together',
  'card.matrix': 'A layer is a matrix',
  'card.matrix.term': 'Matrixprodukt',
  'card.matrix.task': 'Tap an input and go from output to output. Work one out yourself!',
  'card.matrix.text':
    'All the weights of a layer fit into one table: each column belongs to a neuron, each row to an input. Input times weight, add it all up, add the bias: that is the sum. This is called a matrix product. A computer can do billions of such multiplications a second.',
  'card.matrix.exactly':
    'x has 4 entries, W has 4 rows and 3 columns, so z has 3 entries. After that comes the activation. With a stack of pictures, b is added to every row: that is called broadcasting.',
  'card.matrix.inputs': 'Inputs',
  'card.matrix.weights': 'Weights',
  'card.matrix.sums': 'Sums',
  'card.matrix.output': 'Output',
  'card.matrix.relu': 'After ReLU',
  'card.matrix.next': 'Next output',
  'card.tensors': 'Numbers in boxes',
  'card.tensors.term': 'Tensoren und Formen',
  'card.tensors.task': 'Send more pictures through at once. Where do you get the most numbers?',
  'card.tensors.text':
    'A list of numbers has one direction, a table has two. A stack of pictures has four: pictures, rows, columns, channels. Such a box full of numbers is called a tensor. Its shape says how long each direction is. Many bugs in such programs are wrong shapes.',
  'card.tensors.exactly':
    'n is the number of pictures that go through together. Only these are in memory at the same time, so a small mini-batch saves room. The shapes are in the order in which Keras names them, too.',
  'card.tensors.network': 'Network',
  'card.tensors.cnn': 'a CNN',
  'card.tensors.dense': 'a dense network',
  'card.tensors.pictures': 'Pictures at once',
  'card.tensors.numbers': '{n} numbers',
  'card.tensors.most': 'Largest tensor',
  'card.parameters': 'How large is a model?',
  'card.parameters.term': 'Parameter, Modellgröße',
  'card.parameters.task': 'Compare 16 dense neurons with 16 filters. How can that be?',
  'card.parameters.text':
    'Everything a network can learn is in its parameters: weights and biases. A dense neuron needs a weight for each pixel. A filter uses the same nine weights everywhere in the picture. So in many CNNs most parameters are in the dense layers at the end. Large language models have many billions of parameters.',
  'card.parameters.exactly':
    'Every neuron or filter has a bias, hence the + 1. A parameter takes 4 bytes (float32). Often more than half of all weights are in the first dense layer after the filters.',
  'card.parameters.kind': 'Layer',
  'card.parameters.dense': 'dense (Dense)',
  'card.parameters.conv': 'convolution (Conv2D, 3 × 3)',
  'card.parameters.size.dense': 'Neurons',
  'card.parameters.size.conv': 'Filters',
  'card.parameters.all': 'Parameters',
  'card.parameters.bytes': 'Memory',
  'card.parameters.kilobytes': '{n} kB',
  'card.parameters.square.one': 'One square is one parameter.',
  'card.parameters.square.other': 'One square stands for {n} parameters.',
};
