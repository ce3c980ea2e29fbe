/** @type {Record<string, string>} */
export const guide = {
  'guide.lead':
    'A class writes, collects, trains and tests: within 45 minutes every group has a network of its own. Everything runs in the browser. Nobody needs an account, and no picture leaves the device.',
  'guide.goals': 'What is learned',
  'guide.goal.data':
    'Collecting and judging data: pupils explain why the amount and variety of the data and correct labels decide how good a network is.',
  'guide.goal.forward':
    'Forward pass by hand: they compute the output of a small network from inputs, weights, bias and activation function.',
  'guide.goal.backward':
    'Purpose of backpropagation: they describe how the loss is measured and how the weights are adjusted step by step to make it smaller.',
  'guide.goal.evaluate':
    'Evaluating: they tell training, validation and test data apart, read a confusion matrix and see overfitting in the curves.',
  'guide.goal.society':
    'Judging: they give reasons why a network reads unknown handwriting less well, and apply this to systems in everyday life.',
  'guide.curriculum.bavaria13':
    'Bavaria, Gymnasium, computer science 13 at the higher level (LehrplanPLUS, valid from the school year 2025/26): section 2, “artificial intelligence”, about 34 lessons. It asks for the structure of an artificial neural network, a forward propagation in simple examples, and the aim of backpropagation. The cards about neurons and layers, the tab “By hand” and the single learning step in Train go with it.',
  'guide.curriculum.bavaria11':
    'Bavaria, Gymnasium, computer science 11: basic ideas of AI methods, machine learning among them, where they are used, and how an artificial neuron works. The path, the card “A neuron calculates” and, in the evaluation, the comparison with nearest neighbours and decision trees go with it.',
  'guide.curriculum.sources':
    'Sources: lehrplanplus.bayern.de/fachlehrplan/gymnasium/13/informatik/erhoeht; the skill about neural networks from the copy at mint.lentner.net; year 11 from jgg-waldkirchen.de/ki-experimentierkaesten-informatik. The basic level, years 9 and 10 and other kinds of schools were not checked: please compare with the text in force there.',
  'guide.curriculum.others':
    'Elsewhere the material fits the sections on machine learning and neural networks from about age 14, in optional courses earlier. For younger groups collecting, training and trying out are enough. Please compare with your own curriculum.',
  'guide.before': 'Before the lesson',
  'guide.before.device':
    'Open the page once on a school device. After that it also runs offline there. For devices that are never online there is the single file for a USB stick.',
  'guide.before.sheet': 'Print one sheet for each group, and a few to spare. “Fit to page” may be on.',
  'guide.before.scan': 'Try your scanner or phone camera with a filled-in sheet. Good light from the side is enough.',
  'guide.before.groups': 'Form groups of three. After collecting, each group can read in the others’ sheets as well.',
  'guide.sheets': 'Sheets to print',
  'guide.plans': 'Lesson plans',
  'guide.plans.same':
    'The plans take their stations from the same table as the path: what you read here is what pupils see there, in the same order. Open the path with the length of your lesson, for example by the link #learn/path/90. Switch to the projector view (key P) and press “Start the lesson” there: at the top of every step you then see where the class should be. Stations with ★ are for those who are ahead.',
  'guide.plan.minute': 'Minute',
  'guide.plan.station': 'Station and note',
  'guide.plan.open': 'Open the path of {n} minutes',
  'guide.station.paper':
    'A sheet has 600 cells, three rows for each digit. In a group of three, each pupil takes one row of every digit: that way the handwriting does not give the digit away. A hundred cells, ten of each digit, are enough to begin with; a full sheet takes longer than ten minutes, reading it in included. Better still, have the sheets written in the lesson before. A photocopier can scan them all into one PDF file, which is read as a whole. Without paper: write on the screen. Sample sheets or ready-made data work, too, but earn no tick.',
  'guide.station.check':
    'Together on the projector: what is a picture to a computer? Which symbol is disputed, and who decides?',
  'guide.station.numbers': 'In pairs at one device: one operates, the other predicts.',
  'guide.station.guess': 'Collect the bets on the board. With ten digits, guessing at random would get 10 of 100.',
  'guide.station.first':
    'On a school device the training takes a minute or two at most; meanwhile the groups draw and watch the answer.',
  'guide.station.mistakes':
    'Compare the bets, then look at the matrix. The result is not the figure but the explanation of a mistake.',
  'guide.station.draw':
    'Who can fool the network? Also: draw something that is no symbol at all. The confidence often stays high, because the network knows nothing but its classes.',
  'guide.station.hand': 'Worksheet “Forward by hand” (to print, below). Check it on the card “A neuron calculates”.',
  'guide.station.more':
    'Each group adds the sheets of the others: the same PDF file of the class, or open the groups’ project files together (“Projects”, “Open a file”, choose all of them). Each sheet needs a nickname of its own: sheets with the same one count as the same writer.',
  'guide.station.strangers':
    'One network is trained for each writer; with more than ten, several stay unknown at once. Start first, then talk; four to six sheets are enough. A sheet that a group wrote counts as one writer here. Discussion: who is missing from the data? Whom does that affect with face recognition, voice control, job applications?',
  'guide.station.swap':
    'Guess first, then train: the accuracy stays about the same. Summary: the network learns what the data say.',
  'guide.station.order': 'Guess first. It takes a second training of the same network.',
  'guide.station.descent':
    'Without derivatives (years 9 and 10): “slope” is enough, the chain rule stays a picture. With derivatives: check the numbers on the card by calculating them.',
  'guide.station.plane': 'Why can a single neuron not separate the checkerboard? It only draws a straight line.',
  'guide.station.fitting':
    'Provoke overfitting: one sheet, many epochs, a network without distorted pictures. Where do the curves part?',
  'guide.station.convolution': 'While it trains, open a filter and let it slide over your own drawing.',
  'guide.station.machine':
    'The way into the follow-up lesson. Collect three lines that failed: wrongly cut, or wrongly read?',
  'guide.station.review':
    'Each group says one sentence. Print the certificates, save the projects as files; on shared devices, then delete the project and close the tab.',
  'guide.plan.45': '45 minutes',
  'guide.plan.45.aim': 'A first network of your own',
  'guide.plan.90': '90 minutes',
  'guide.plan.90.aim': 'How a network calculates, and whom it serves',
  'guide.plan.180': '180 minutes',
  'guide.plan.180.aim': 'From the neuron to the convolutional network',
  'guide.plan.next': 'Follow-up lesson',
  'guide.plan.next.aim': 'A machine that calculates (90 minutes)',
  'guide.plan.next.1':
    'The card “Cutting is half of reading”: predict at which gap the cut fails, then push (10 minutes).',
  'guide.plan.next.2':
    'Handed out before: sheets with digits and operators, from the examples of “A sheet to print”. Read them in and check them (15 minutes).',
  'guide.plan.next.3': 'Train a network of “For your sheets” (10 minutes).',
  'guide.plan.next.4':
    'In the step “Try”, write calculations into the line, for example 3 + 4 × 2. Collect three lines that failed and sort them: wrongly cut, or wrongly read? (15 minutes)',
  'guide.plan.next.5':
    'Click what was read wrongly and correct it, train once more. Does it get better? How can that be measured? (15 minutes)',
  'guide.plan.next.6':
    'In the step “Code”, understand the example “Reading a line” line by line. Those who are done plan a number plate: sheets with capital letters and digits. In each place only some symbols are allowed. How does that help the machine? (15 minutes)',
  'guide.plan.next.7':
    'Discussion: where do machines read lines, at the post office, the bank, the toll? Who is liable when they are wrong? (10 minutes)',
  'guide.plan.day': 'Project day',
  'guide.plan.day.aim': 'Your own symbols, network and comparison',
  'guide.plan.day.1': 'Invent symbols (2 to 30), print sheets for them, have the whole school fill them in.',
  'guide.plan.day.2': 'Read them in, check them, decide on disputed pictures together.',
  'guide.plan.day.3': 'Compare three networks and write down each guess first.',
  'guide.plan.day.4':
    'Investigate a question: how many sheets does it take? Does distorting the pictures help? How well do we humans read?',
  'guide.plan.day.5': 'In the step “Code”, read the program behind the buttons and change a line.',
  'guide.plan.day.6': 'Make a poster with curves, matrix and the finest mistakes; print the certificates.',
  'guide.plan.day.7': 'Demonstration: guests draw, the network reads, the group explains.',
  'guide.solutions': 'Solutions and what to expect',
  'guide.solution.guess': 'The bet',
  'guide.solution.guess.text':
    'For people whose handwriting it knows, a simple network usually reads well over 90 of 100. Many pupils bet lower. With ten digits, guessing at random would get 10 of 100.',
  'guide.solution.mistakes': 'The most frequent confusions',
  'guide.solution.mistakes.text':
    'Often 4 and 9, 1 and 7, 3 and 5: their strokes lie in similar places. What counts are the group’s own pictures, not this list.',
  'guide.solution.strangers': 'Unknown writers',
  'guide.solution.strangers.text':
    'The value is nearly always lower than in the ordinary test, where test and training pictures come from the same people. More people help more than more pictures by the same person.',
  'guide.solution.swap': 'Swapped labels',
  'guide.solution.swap.text':
    'The accuracy stays about the same, because the test pictures carry the wrong labels, too; small differences are chance. It only shows when you draw. The network has learned well, but from wrong data.',
  'guide.solution.order': 'Learning without shuffling',
  'guide.solution.order.text':
    'After the first epoch the network reads much worse, at the end almost as well. A batch shows hardly more than one symbol: the network learns it and forgets the ones before. The fewer sheets and epochs, the clearer it shows. Many expect “no difference” or “never learns”; the curve refutes both.',
  'guide.solution.plane': 'The checkerboard',
  'guide.solution.plane.text':
    'One neuron separates with a straight line. Two hidden neurons are enough only for the classic XOR with four points; the filled squares here take three or four, preferably with tanh.',
  'guide.solution.convolution': 'The convolutional network',
  'guide.solution.convolution.text':
    'It uses the same small filters everywhere, so it recognises a pattern even where it is shifted. The convolutional layers themselves need only 18,816 weights; most of them (204,928) are in the dense layer that follows.',
  'guide.solution.hand': 'Forward pass by hand',
  'guide.solution.hand.text':
    'Inputs 0.5, 1 and 1, weights 2, −1 and 0.5, bias 0.5 (as in the station and on the worksheet). Sum: 0.5·2 + 1·(−1) + 1·0.5 + 0.5 = 1. ReLU gives 1, sigmoid about 0.73.',
  'guide.questions': 'Frequently asked questions',
  'guide.question.privacy': 'Where do the class’s pictures go?',
  'guide.question.privacy.text':
    'Nowhere. Reading, learning and testing happen in the browser. “Where is my data?” at the foot of the page tells how many requests went to other computers.',
  'guide.question.offline': 'Does it work without the internet?',
  'guide.question.offline.text':
    'Yes. After the first visit the page is kept on the device. Or take the single file: a double click is enough.',
  'guide.question.slow': 'Our devices are old. Will they do?',
  'guide.question.slow.text':
    'Take the smallest network and few epochs. Close other tabs. The page stays usable while it learns.',
  'guide.question.frame': 'A photo is not read. What now?',
  'guide.question.frame.text':
    'All four corners must be visible. More light helps. Otherwise set the four corners in the picture by hand.',
  'guide.question.low': 'The network reads badly. Why?',
  'guide.question.low.text':
    'Mostly because there are too few pictures, or some with wrong labels. Look at the step “Check”, then at the suspects in the evaluation.',
  'guide.question.safari': 'What is different on iPads and in Safari?',
  'guide.question.safari.text':
    'Safari deletes everything that a page has saved on the device when nobody has been on it for seven days: after a holiday or a lesson that was cancelled, the project is gone. There the page reminds you of it after a training. Two ways out: the page is added to the home screen (Share, “Add to Home Screen”) before the work begins, because the limit does not hold there. Or everybody saves their project as a file at the end of the lesson. The first start takes longer on an iPad than on a laptop.',
  'guide.question.lost': 'What if a tab is closed by accident?',
  'guide.question.lost.text':
    'The page saves on the device all the time. When it is opened again, it goes on from there. To move to another device, use the project file.',
  'guide.question.symbols': 'Do letters or made-up symbols work, too?',
  'guide.question.symbols.text':
    'Yes, 2 to 30 symbols. Type them when you print the sheet: emoji or short words of up to three letters, too.',
  'guide.question.mnist': 'How does MNIST get onto the page?',
  'guide.question.mnist.text':
    'Whoever hosts the page rebuilds it with one command: python3 build.py build --mnist FOLDER. The folder holds the four files train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz, as LeCun published them. After that “Ready-made data” offers MNIST to everybody, with MNIST’s own test pictures as the test. For a single lesson it is enough to drop the same four files, or Keras’ mnist.npz, on the page.',
  'guide.question.pen': 'Are the sample sheets real handwriting?',
  'guide.question.pen.text':
    'No. A program, the practice pen, draws each symbol from strokes and varies slant, pressure, size and shape from sheet to sheet. We may not include a class’s real handwriting. It is enough for trying things out; what a network learns about real handwriting only your own sheets show.',
  'guide.question.grades': 'How can I assess this?',
  'guide.question.grades.text':
    'The certificate holds curves, mistakes and the pupils’ own answers. Assess reasons, not the accuracy of the network.',
  'guide.print': 'Print this page',
  'guide.contents': 'On this page',
  'guide.papers': 'Worksheets and texts to print',
  'guide.papers.text':
    'Each sheet fits on one page, A4 or US Letter, and has its solution. In the print dialog you can also save it as a PDF.',
  'guide.test': 'Ten questions at the end',
  'guide.answers': 'Solutions of all tasks',
  'guide.answers.text':
    'For the cards, the stations, “Try”, the playground, the code and the ten questions. On the projector they stay closed until you open them.',
  'guide.answers.show': 'Show the solutions',
  'guide.answers.hide': 'Hide the solutions',
  'guide.answers.stations': 'Stations of the path',
  'guide.answers.cards': 'Cards',
  'guide.answers.try': 'Try',
  'guide.answers.plane': 'Playground',
  'guide.answers.code': 'Examples in Code',
  'guide.level': 'Questions at the end, level {n}',
  'guide.soon': 'The texts for teachers are on their way …',
  'guide.failed': 'The texts for teachers could not be loaded. Check the connection and open this page again.',
  'paper.sheet': 'Sheet',
  'paper.solution': 'Solution',
  'paper.back': 'Back to the teachers’ page',
  'paper.name': 'Name: ____________________',
  'paper.none': 'There is no such sheet.',
};
