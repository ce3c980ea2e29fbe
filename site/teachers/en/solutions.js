/**
 * Solutions of all tasks: `card.<id>`, `example.<key>`, `try.<n>`, `plane.<id>`, `station.<id>`.
 * @type {Record<string, string>}
 */
export const solutions = {
  'card.numbers':
    '0 is wherever the paper is empty, 255 in the middle of the stroke. The values in between are at the edge of the stroke.',
  'card.centre':
    'In the middle, and large: the longer side always measures 20 pixels, and the centre of mass is at 14.',
  'card.cutting':
    'As soon as two digits touch or reach over each other, there is no empty column any more, and four pieces become fewer. The program mostly still finds four symbols, but becomes doubtful where the digits overlap. With very narrow writing it is wrong.',
  'card.colours':
    'A lot of red, about half as much green, no blue, for example 255, 140, 0. Any similar mixture counts.',
  'card.mnist':
    'Of 10,000 test digits these were wrong: one layer 1,200, two layers 470, LeNet-5 95, support vector machine 56, 35 CNNs together 23.',
  'card.dataset':
    'That depends on your own pictures. Expect a few pictures in the wrong row and strokes that nobody can read. They are relabelled or left out in the step “Check”.',
  'card.split':
    'More training pictures: the network learns more, but the test rests on few pictures, so its result varies a lot. More test pictures: the other way round.',
  'card.scaling':
    'With 0 to 255 the loss jumps and does not shrink: the steps are far too large, because the input is a factor of the gradient. With 0 to 1 it falls smoothly.',
  'card.onehot':
    'A list with a 1 in the place of the class and zeros elsewhere. For the digit 3 it is the fourth place, because the first belongs to 0.',
  'card.neuron':
    'Infinitely many. From the start, for example: set the bias to −0.2, because the sum was 0.4. Or change a weight whose input is not 0. The weight of the input 0 changes nothing.',
  'card.weights':
    'The one with the largest sum. Its blue patches are where the digit has ink, the orange ones where it has none.',
  'card.activation':
    'ReLU: everywhere to the left of 0. Sigmoid and tanh: far left and far right. Leaky ReLU and the linear function are flat nowhere.',
  'card.dying':
    'The first fall asleep as soon as the bias pushes the sum below 0 for all pictures; where that is depends on the pictures. With leaky ReLU none falls asleep completely: a fifth of the slope remains.',
  'card.vanishing':
    'With sigmoid hardly anything: with five hidden layers about one five-thousandth, with nine less than a millionth. With ReLU it keeps its order of magnitude.',
  'card.softmax':
    'Because all the percentages add up to 100: the sum in the denominator grows with the bar that you pull.',
  'card.logits': 'Nothing. Only the distances between the scores count; the common factor e to the c cancels out.',
  'card.layers':
    'The neurons in each layer. Between two layers the number of weights grows with the square of the width, and in the first one every neuron has 784 weights.',
  'card.matrix':
    'Each input times the weight in its row, add everything up, add the bias. The result stands under “Sums”; after ReLU a negative one becomes 0.',
  'card.tensors':
    'After the first layer that has many channels: each picture becomes many maps. Training needs all of them at once, so large mini-batches cost memory.',
  'card.parameters':
    'A dense neuron has 784 weights and a bias, 16 of them have 12,560. A filter has nine weights and a bias, 16 of them have 160. The filter uses its nine everywhere.',
  'card.squares':
    'The squared one. There, twice the distance contributes four times as much; with the absolute error, only twice as much.',
  'card.entropy':
    'As expensive as you like: about 2.3 at 10%, about 4.6 at 1%, about 6.9 at 0.1%. Each time the share becomes ten times smaller, the loss grows by 2.3.',
  'card.binary': 'It gets steeper and steeper: minus one over p. Whoever is wrong and sure is corrected most.',
  'card.safety':
    'The way “first softmax, then log”: the share is rounded to 0, and log 0 is infinite. The other one calculates with the gap itself and gives about that.',
  'card.descent':
    'From the given start at about 0.95, from the very edge at about 0.5 already. Just below that the point jumps to and fro without coming to rest. From some starts the way ends in the shallower valley: a local minimum.',
  'card.landscape':
    'Without momentum the way is still almost at the height of the saddle after 60 steps. With β = 0.9 it gets almost to 0. Exactly in the middle neither helps, because the gradient is 0 there.',
  'card.race':
    'In the bent valley mostly SGD with momentum, with plain SGD last. In the bowl they are all close together. After ten steps momentum or Adam often leads. No one wins on every ground.',
  'card.batches':
    'Less and less. Small batches point in very different directions, large ones almost in that of all pictures together.',
  'card.chain':
    'Both grow until their product is 2 (at x = 1). The nearer the target, the smaller the steps, because the gradient contains the distance as a factor.',
  'card.beginnings':
    'With Glorot and He; He suits ReLU better. All 0: nothing arrives. Tiny: it vanishes. Huge: it explodes.',
  'card.decay':
    'After 25 steps with “keep halving”, after 50 with the cosine. The staircase falls below half all at once, after step 33; a constant rate never shrinks.',
  'card.fitting':
    'With 1 neuron the curve is too simple. With 4 it follows the course. With 32 it goes through almost every point and wriggles in between. Most people would draw the one in the middle.',
  'card.early': 'Then training ends at the first wobble of the curve, long before the best state.',
  'card.dropout':
    'Mostly yes, even with half of the ink gone: neighbouring pixels say almost the same. That is why the network learns to read with gaps, too.',
  'card.regularisation':
    'Without a penalty it is wild and goes through every point. With 0.003 it is calm. With a very strong penalty it is almost straight.',
  'card.augmentation':
    'That is a matter of judgement, mostly beyond the middle of the slider. A 6 and a 9 that are turned far cannot be told apart: then the label becomes wrong.',
  'card.normalisation':
    'No. Afterwards the mean and the standard deviation are always 0 and 1; the shape of the distribution stays.',
  'card.convolution':
    'Where the picture resembles the pattern, with “vertical edges” for example at the sides of a stroke. A filter of your own: −1 on the left, 1 on the right, 0 elsewhere.',
  'card.stride':
    'Stride 2 and border “with zeros (same)”: 28 ÷ 2 = 14. With a window of just 1 by 1 pixel it works without a border, too.',
  'card.pooling': 'Mostly with fields of 7 by 7 pixels. With the global mean a single number remains.',
  'card.maps':
    'For example vertical and horizontal edges positive, blur negative: then what remains is where both meet. Other mixtures count, too.',
  'card.scores':
    'Add answers from other rows in the column of the class: false positives. In its own row nothing may change.',
  'card.chance':
    'The same seed gives exactly the same weights and the same order, another one gives quite different ones. Set it back and everything returns.',
  'card.strangers':
    'For strangers. With one handwriting the network reads that one almost without mistakes and strangers little more than half the time. With 24 it reads the known ones worse and strangers clearly better.',
  'card.unknown':
    'Yes. Softmax hesitates only between the two classes and exactly opposite, and is almost certain everywhere else. The distance grows as soon as the symbol leaves the learned ones; above the limit the answer is “?”.',
  'card.kinds': 'Music has an order: RNN or LSTM, today often a transformer. Photos have neighbourhoods: CNN.',
  'card.autoencoder':
    'With 2 numbers similar digits such as 4 and 9 or 3, 5 and 8 blur together; 0 and 1 survive best. With 32 almost all can be recognised.',
  'card.rnn': 'Mostly only in the lower half. Before that, the same beginning can still turn into many digits.',
  'card.lstm':
    'Open “keep” completely (f = 1) and pull all later peaks to 0. Or f = 1 and a small i, so that later ones hardly disturb. In a real LSTM the gates change from step to step.',
  'card.physics': 'The one with the law. Without it, the curve is a guess after the three measurements.',
  'card.clusters':
    'Only if the classes are clearly apart. With k = 10, similar digits such as 4 and 9 often share a group, and another falls in two. The method knows no names; it groups by pixels.',
  'card.majority':
    '90%, although it does not find a single 5: the recall is 0. If it finds half of them, it is 95% with a recall of 50%, as long as there are no false alarms. Only both numbers together show whether anything was learned.',
  'card.reward':
    'With 20% curiosity the arrows lead round the pits to the goal after about 15 tries, with any other after 50 at the latest. Without curiosity it works here, too: each step costs, so the agent prefers what it does not know yet. But once it has found a way, it goes no other. With a lot of curiosity it goes on trying everything and still falls into the pit late on.',

  'example.first': 'Every number from 0 to the count minus 1 chooses another picture, −1 the last one.',
  'example.pixels':
    'The places of the large numbers trace the digit. The darkest are those with the largest number, usually 255: picture.max() and picture.argmax().',
  'example.average':
    'The class whose handwriting differs most, often 2, 4 or 7. The median (np.median) is sharper, because single outliers do not count.',
  'example.neighbour':
    'For known handwriting mostly well over 40 of 50. A picture that is shifted by two pixels is far away although it is the same digit: pixels are compared one by one.',
  'example.neuron':
    'Classes that differ from all others are easy, often 0, 1 or 6. Compare the accuracy with “always no”: that alone is 90%.',
  'example.network':
    'A little worse, mostly by a few percentage points. Replace the 64 in all three places, or the shapes do not fit.',
  'example.loop':
    'Remember the smallest val_loss and stop with if val_loss > best: break; better only after some epochs without improvement.',
  'example.layer':
    'No: x³ needs 3·x². With the old derivative the gradient check prints False and the curves lie apart; with the new one it prints True.',
  'example.augmentation':
    'picture[:, ::-1] mirrors. For digits that is not wise: a 2 or 7 becomes a symbol that does not exist, and the label stays. For photos of animals it would make sense.',
  'example.classics':
    'That depends on the sheets; the support vector machine and the nearest neighbours are often ahead. With very many neighbours KNN gets worse.',
  'example.filters':
    'The one with blue fields above orange ones (or the other way round): it responds to the change from light to dark from top to bottom, that is, to horizontal strokes.',
  'example.squeeze':
    'By smudged edges, missing loops and crossbars. With one channel the pictures usually become illegible, with four they are almost as before.',
  'example.line':
    'With gap = 0 there are no empty columns: the whole line is a single piece, and the network names some class for it. The way out: try several cuts and take the one about which the network is surest.',
  'example.fool':
    'With steps of 0.01 a few usually suffice. With 0.002 it works, too, it only takes longer. The sum of many tiny, deliberate changes is enough.',

  'try.1':
    'Both should be read as 7. If one shape is missing from the data, it is often read as 1 (without the bar), or as 4 or 9 (with it).',
  'try.2': 'Mostly just before the arcs on the left are quite closed. The confidence jumps; it does not grow evenly.',
  'try.any.1':
    'A slight slant hardly matters, a strong one does: such slanted symbols did not occur in training. Trained with distorted pictures, the network copes with more.',
  'try.any.2': 'Mostly at a place where a single stroke makes the difference. The answer flips suddenly.',
  'try.3':
    'The size hardly matters, because every symbol is enlarged and moved to the middle. Only the strokes become thick and jagged.',
  'try.4':
    'Often worse than your own. That is the point of the task: the network only knows handwriting from its data.',
  'try.5':
    'Often very sure: softmax has to share out everything among the classes. With the limit, the pad mostly answers “?”. Even the limit is not certain, and the stricter it is, the more real symbols it refuses.',

  'plane.line': 'No hidden layer; let it learn. A neuron draws a straight line, and that is enough.',
  'plane.corner':
    'One layer of four neurons and tanh. If it does not work, take new weights. With two neurons it does not work on these filled squares.',
  'plane.ring': 'One layer of three neurons and tanh: three straight lines enclose a triangle.',
  'plane.spiral': 'Two layers of eight neurons each, tanh or ReLU, no scatter, and patience.',

  'station.paper':
    'Done when there are a hundred pictures of the class’s own; sheets of the practice pen and ready-made data do not count.',
  'station.check': 'Leave out what is illegible; decide on disputed pictures together.',
  'station.numbers': 'See the cards “A picture is numbers” and “A neuron calculates”.',
  'station.guess':
    'For people whose handwriting the network knows, usually well over 90 of 100 are correct. Chance would be 10.',
  'station.first': 'The accuracy rises steeply in the first epochs and then flattens.',
  'station.mistakes':
    'Often 4 and 9, 1 and 7, 3 and 5. Good reasons name strokes that lie in similar places, or single pictures.',
  'station.draw':
    'Tiny, slanted, crossed-out or unusual shapes. Even a heart is often read as a digit with high confidence: softmax shares out 100% among the classes that exist.',
  'station.hand': '0.5·2 + 1·(−1) + 1·0.5 + 0.5 = 1; ReLU gives 1, sigmoid about 0.73.',
  'station.more': 'The network reads unknown handwriting better; the ordinary test often changes little.',
  'station.strangers': 'Almost always worse than known writers. An app for everybody needs data from everybody.',
  'station.swap':
    'The accuracy stays about the same, because the test pictures are swapped, too; small differences are chance. It shows when you draw: the network names the other symbol each time. The mistake is in the data, and a person made it.',
  'station.order': 'Much worse after the first epoch, almost as good at the end.',
  'station.descent': 'See the cards “Downhill, step by step” and “Who is to blame?”.',
  'station.plane': 'See the tasks of the playground.',
  'station.fitting': 'Overfitting: the training loss keeps falling while the validation loss rises.',
  'station.convolution':
    'Often by one to three percentage points, for unknown handwriting even more. The symbol as a whole is already centred, but arcs and strokes lie a little differently in everyone’s writing. The same weights find a pattern everywhere.',
  'station.machine':
    'Cutting: the frame holds two symbols, or only a piece of one. Reading: the frame is right, the name above it is not. Cuts go wrong where the writing is narrow, readings where a shape is rare on the sheets.',
  'station.review': 'Open answers. Good ones name something that the data did not contain, and a way to test it.',
};
