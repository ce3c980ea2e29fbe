/** What a teacher looks up: each chapter has its paragraphs. @type {Record<string, {title: string, text: string[]}>} */
export const chapters = {
  class: {
    title: 'How a class works together',
    text: [
      'Before the lesson: each group fills in a sheet and writes a nickname at the top. The photocopier scans all sheets into one PDF file; put it on the shared drive. Each group drops the same file on the page.',
      'With phones: each group photographs its sheet. The photo gets to the laptop by cable, by AirDrop or Quick Share, or over the shared drive. Or open the page on the phone and save the project there as a file.',
      'Read apart, learn together: each group reads and checks its own sheet, saves its project as a file (“Projects”, “Save as a file”) and puts it on the drive. Then each group opens all the files at once: the page asks whether to merge them and counts no sheet twice.',
      'Who does what when: by minute 10 all sheets are scanned; by minute 15 they are checked; before the station “More writers” the common file is ready. One person in each group looks after the files.',
      'A single device with a projector will do, too: collect and train at the front while the class bets, draws and gives reasons.',
    ],
  },
  grades: {
    title: 'Different age groups',
    text: [
      'Ages 10 to 13: collect, check, train, draw, strangers, swapped labels. No formulas; start with the network of people.',
      'Ages 14 to 16, without derivatives: add neuron, weights, activation, forward by hand, confusion matrix, overfitting. “Slope” is enough; the cards “Who is to blame?” and “Where does the gradient go?” stay pictures.',
      'Ages 16 to 18: add loss, gradient descent, the chain rule with numbers, “By hand” with your own network, convolution, the step “Code”.',
      'The stations with ★ and the cards from “How the network learns” on are for those who are ahead.',
    ],
  },
  curricula: {
    title: 'Links to curricula and standards',
    text: [
      'Curricula change. Here is what we could look up, with its source, and what we could not. What counts is the text in force where you teach.',
      'CSTA K–12 Computer Science Standards (2017, csteachers.org): 2-DA-09, refine computational models based on the data they have generated; 2-IC-21, discuss issues of bias and accessibility in the design of existing technologies; 2-AP-17, systematically test and refine programs. The revision that CSTA is preparing was not checked.',
      'AI4K12 (ai4k12.org), big idea 3, “computers can learn from data”: finding patterns in labelled data, training data, feature sets; define supervised, unsupervised and reinforcement learning (grades 9 to 12).',
      'England, national curriculum, computing programmes of study (2013, gov.uk), key stage 3: how data of various types, including pictures, can be represented and manipulated digitally; computational abstractions that model real-world problems; collecting and analysing data; key stage 4: develop analytic, problem-solving and computational thinking skills. The programme does not name artificial intelligence. GCSE and A-level specifications, Wales, Scotland and Northern Ireland were not checked.',
      'Bavaria, Gymnasium 13, higher level: section 2, artificial intelligence, about 34 lessons, valid from 2025/26 (lehrplanplus.bayern.de). North Rhine-Westphalia, years 5 and 6: automata and artificial intelligence, with machine learning by decision trees and by neural networks (checked in a school’s rendering). Berlin and Brandenburg, years 7 to 10: information and data, digital pictures (artificial intelligence is no topic of its own there). Baden-Württemberg: wording not checked.',
      'KMK (the German states’ ministers of education): Education in the Digital World (2016) and the recommendation on artificial intelligence in school education of 10 October 2024 (kmk.org). German Informatics Society: standards for lower (2008) and upper (2016) secondary school (informatikstandards.de); newer versions were not checked.',
    ],
  },
  privacy: {
    title: 'Data protection',
    text: [
      'Handwriting and nicknames are personal data as soon as somebody knows whose they are. Choose nicknames that give nothing away, and write no names on the sheets.',
      'The page does everything on the device. It sends no pictures and has no accounts, no cookies, no statistics. Whoever hosts the page sees IP addresses in the web server’s log, as with any page; with the single file on a USB stick there is not even that.',
      'Something stays on the device: projects are in the browser’s storage until they are deleted. On shared laptops: at the end of the lesson save it as a file, delete the project (“Projects”, bin) and close the tab, because until then it can be brought back; or use a guest profile or a private window.',
      'Files go where you put them: a project file and the Keras notebook contain the pictures. Whoever opens the notebook in Colab gives them to Google. Use ready-made data for that, or Jupyter on your own device. Photos on private phones often end up in a cloud by themselves: use the school’s devices or the scanner, or have the photos deleted everywhere after the transfer.',
      'Consent: if pupils write in class and for class, the school’s educational task is usually enough. For anything beyond (an exhibition, publication, passing on the sheets, collecting across the school), ask for consent. If in doubt, ask your school’s data protection officer: this text is no legal advice.',
      'A network can give something away, too: from weights one can sometimes guess roughly what training pictures looked like. Pass a network on only if you might pass on the pictures.',
    ],
  },
  why: {
    title: 'Why this tool, and when another',
    text: [
      'Zeichenlabor: your own data on paper, no account, offline; a real network that you can look into, down to the single number; the same terms as in Keras; a path that leads to Python of your own. It only handles grey symbols of 28 by 28 pixels.',
      'Teachable Machine (Google): tell pictures, sounds or poses apart with the webcam within two minutes. Better for a first surprise and for photos; you cannot look inside, and the page comes from Google.',
      'Machine Learning for Kids: blocks as in Scratch, texts, numbers, pictures. Better for younger children who want to build a game; classes need a teacher’s account.',
      'Orange: data analysis with connected blocks, many methods and data sets. Better for tables and for comparing many methods; it has to be installed.',
      'TensorFlow Playground: two inputs, at once, in the browser. Our playground is a relative; there are more controls there, here it is part of a path.',
      'Jupyter or Colab with Keras: anything is possible. Better for large networks and projects; it takes programming and, with Colab, an account. Our notebook leads there.',
      'AI Unplugged and SoekiaGPT: without a computer, and for language models. Both are missing here and complement it well.',
    ],
  },
  beyond: {
    title: 'From here to language models, and what it costs',
    text: [
      'The same: a language model, too, works with numbers that are multiplied by weights, added up and sent through activations. It learns with cross-entropy, gradient descent (mostly AdamW) and mini-batches. At the end there is softmax: a probability for every possible next piece of text.',
      'Different: the classes are many thousands of pieces of text instead of ten digits. Nobody writes the labels, because the next word is there in the text. A transformer connects each word with every one before it (attention); a convolutional network only connects pixels that are close together. Instead of a hundred thousand weights there are billions. Afterwards it is trained further with human judgements.',
      'So there, too: confidence is not truth, and the network learns what the data say.',
      'Energy: a training here takes a laptop seconds to minutes, and about as much electricity as a few light bulbs in that time. Large language models need data centres for weeks to train; for GPT-3 the estimate was 1,287 megawatt-hours (Patterson et al. 2021, arxiv.org/abs/2104.10350); for today’s models figures are rarely published. Let pupils calculate: watts times hours, here and there.',
      'History: twice great expectations were followed by an “AI winter” without money and interest, in the 1970s and around 1990. With more data, faster graphics cards and better networks, today’s era began around 2012.',
      'Applications of the time: in the 1990s networks such as LeNet read postcodes and amounts on cheques (LeCun, Bottou, Bengio, Haffner 1998). Today similar networks read number plates, forms and parcels.',
    ],
  },
};

/** Texts to hand out, one page each. @import {Paper} from '../../views/learn/paperPage.js' @type {Record<string, Paper>} */
export const letters = {
  parents: {
    title: 'Information for parents',
    blocks: [
      'Dear parents,',
      'in class your child is learning how a neural network reads handwriting. For this the class writes digits or symbols on sheets, scans or photographs them, and trains a small network with them.',
      'We use the web page “Zeichenlabor”. It calculates in the browser on the school’s device: pictures are not sent over the internet, and there are no accounts, no advertising and no tracking.',
      'There is no name on the sheets, only a made-up nickname. The pictures stay on the school’s devices and are deleted when we have finished the topic, at the latest on: ________________',
      'Writing and training are part of the lessons. If you would rather your child did not write by hand, they can draw on the screen or work with sample data, at no disadvantage.',
      'Only if we want to exhibit or publish sheets or pictures do we ask for your consent:',
      '☐ My child’s sheets may be exhibited at school.     ☐ No.',
      'You can withdraw your consent at any time. I am happy to answer questions.',
      { lines: 1 },
      'Place, date, signature of parent or guardian                         Teacher',
    ],
  },
  officer: {
    title: 'For the data protection officer',
    blocks: [
      {
        list: [
          'Processing: lessons on machine learning with the web application Zeichenlabor.',
          'Controller: the school. The application is static (HTML, JavaScript, WebAssembly) and has no server that accepts content.',
          'Data subjects: pupils, possibly teachers. Data: pictures of handwriting (symbols), self-chosen nicknames, answers to questions, trained weights.',
          'Purpose and basis: the school’s educational task (Art. 6 (1) (e) GDPR with national school law); consent (Art. 6 (1) (a)) for exhibition or publication.',
          'Recipients: none. No picture, text or network is transmitted. A Content Security Policy only allows connections to the page’s own origin (and to PyPI for Python packages, if the operator enables that when building it); the page itself shows the number of requests (“Where is my data?”).',
          'Processors: the page processes nothing on anybody’s behalf; in our view it needs no contract under Art. 28 GDPR itself. For the web server that delivers the files (IP addresses in its log), the contracts with its operator apply. With the single file there is none.',
          'Storage: in the browser (IndexedDB, cache) of each device, and in files that somebody saves. No cookies. Deletion: delete the project and close the tab, or delete the browser’s site data.',
          'No profiling, no decisions about people, no special categories. An impact assessment does not seem necessary; that judgement is the school’s.',
          'Risks and measures: shared devices (delete, guest profile); project files and the Keras notebook contain pictures (only on the school’s drives, not in other clouds); photos on private phones (use school devices); treat networks that are passed on like the pictures.',
          'Source code: open; libraries pinned by checksums; each file is checked against a list when it is loaded.',
        ],
      },
    ],
  },
};
