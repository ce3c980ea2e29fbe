/** @type {Record<string, string>} */
export const shell = {
  'app.title': 'Zeichenlabor',
  'app.skip': 'Skip to the content',
  'app.steps': 'Steps',
  'app.language': 'Language',
  'app.projector': 'Projector view',
  'app.projector.title': 'Projector view: large type, only this step (key P)',
  'app.drop': 'Let go to read the sheets',

  'boot.phase.runtime': 'Loading Python',
  'boot.phase.start': 'Nearly there',
  'fetching': 'Loading {names} …',
  'fetching.done': '{names} is here:',
  'fetching.pypi': 'Fetching {names} from the internet …',
  'boot.bytes': '{loaded} of {total} MB',
  'boot.ready': 'Ready',
  'boot.held.cell': 'A cell is running',
  'boot.held.work': 'Python is busy',
  'boot.held.stop': 'Stop the cell',
  'boot.working': '{count} at work',
  'boot.ready.title': 'Python runs inside this page. Kernel: {backend}.',
  'boot.start.snapshot': 'Python started quickly, from memory that was recorded when this page was built.',
  'boot.start.ordinary': 'Python started from scratch, without the recorded memory.',
  'boot.failed': 'Not started',
  'boot.failed.title': 'Python is not running',
  'boot.failed.stay': 'You can still read the page, and your drawing is kept. Reading sheets and training need Python.',
  'broken.title': 'This page cannot be shown',
  'error.page/broken':
    'Something went wrong in Zeichenlabor. Your work is still there. Reload the page. If that does not help, save your project as a file and start a new one.',
  'broken.again': 'Reload',
  'broken.save': 'Save project as a file',
  'broken.new': 'Start a new project',
  'python.restart': 'Restart Python',
  'python.restart.text':
    'Your pictures, trainings and cells stay. Training in progress goes back to where it was last saved, and the variables of the cells are gone.',
  'python.problem.unresponsive':
    'Python does not answer at the moment. It may be computing something large, or it may be stuck.',
  'python.problem.memory': 'Python’s memory is full. The variables of cells only free it when Python is restarted.',
  'python.problem.damaged': 'A cell has changed something in Python that this page needs for computing.',
  'boot.retry': 'Try again',

  'details': 'Technical details',

  'step.collect': 'Collect',
  'step.check': 'Check',
  'step.train': 'Train',
  'step.evaluate': 'Evaluate',
  'step.try': 'Try',
  'step.learn': 'Learn',
  'step.code': 'Code',
  'step.collect.lead':
    'A neural network is about to learn from your handwriting. Fill in a sheet, then scan it or take a photo.',
  'step.check.lead':
    'This is what the computer cut out. Is everything right? There should be about the same number of pictures of each symbol.',
  'step.train.lead': 'The network sees every picture many times and gets a little better each time.',
  'step.evaluate.lead': 'The network never saw these pictures while it trained. How well does it read them?',
  'step.try.lead': 'Write a symbol. The network reads along while you draw.',
  'step.learn.lead': 'Hands on instead of learning by heart: this is how a network works.',
  'step.code.lead': 'Python runs in this page, with your pictures. Write something, run it and see what happens.',
  'step.status.open': 'to do',
  'step.status.doing': 'running',
  'step.status.done': 'done',
  'step.next': 'Next: {step}',

  'sheets.title': 'Writer by writer',
  'sheets.right': '{right} of {n} right, probably between {low} and {high}',
  'sheets.help': 'The line shows how far chance reaches with so few pictures (95%).',

  'dock.title': 'Drawing pad',
  'dock.canvas':
    'Drawing pad. The left button draws, the right button erases. With the keyboard: arrow keys move the pen, space puts it down or lifts it, Delete clears the pad.',
  'dock.hint': 'Draw here',
  'pad.larger': 'Write larger.',
  'dock.pencil': 'Pen',
  'dock.eraser': 'Eraser',
  'dock.clear': 'Clear',
  'dock.tools': 'Tools',
  'dock.sees': 'What the network sees',
  'dock.sees.pen':
    'Redrawn with a pen {width} pixels wide: as fine and as slanted as in the pictures that it has learned from.',
  'dock.reads': 'The network reads',
  'dock.reads.before': 'Before, the network read',
  'dock.waits.cell': 'waits for the cell in “Code”',
  'dock.waits.work': 'being read …',
  'dock.reads.untrained': 'The network is guessing',
  'dock.nothing': 'nothing yet',
  'dock.guesses': 'untrained: it guesses',
  'dock.sure': 'confidence {share}',
  'dock.unknown': 'I do not know this. Softmax still says: {name}, {share}.',
  'dock.bars': 'Probability of each symbol',
  'dock.history': 'Your drawing, epoch by epoch',
  'dock.history.mark': 'after epoch {epochs}: {top}, confidence {share}',
  'dock.waiting': 'Python is still starting. You can draw already.',

  'privacy.title': 'Where is my data?',
  'privacy.here':
    'On this device, in this browser, nowhere else. Pictures and drawings are read here, and networks are trained here. There are no accounts, no statistics and no server that accepts anything.',
  'privacy.host':
    'The server that the page comes from sees, as with every page, when it was loaded and from which internet address. It never sees a picture.',
  'privacy.foreign': 'Requests to other computers since loading',
  'privacy.own': 'Files of this page that the browser has loaded',
  'privacy.try': 'Try it: turn off Wi-Fi and keep working.',
  'privacy.policy': 'The browser’s rules',
  'privacy.policy.text':
    'Your browser holds the page and its Python to these rules. “none” means: nothing. “self” means: only the files of this page.',
  'privacy.close': 'Close',

  'offline.begins': 'Saving for offline use',
  'offline.saving': 'Saving for offline use: {loaded} of {total} MB',
  'offline.ready': 'Works offline',
  'offline.failed': 'Not saved for offline use',
  'offline.update': 'New version ready',
  'offline.others': 'New version waits for other tabs',
  'offline.update.text':
    'There is a new version of Zeichenlabor. Reload the page when it suits you. Otherwise it comes when you next open the page after closing all its tabs.',
  'offline.others.text': 'Please close the other tabs with Zeichenlabor first, then reload.',
  'offline.take': 'Reload',

  'error.unknown': 'That did not work. ({code})',
  'error.sheet/error': 'This sheet cannot be read. Scan it or take a photo of it again.',
  'error.sheet/not-an-image': 'This is not a picture. Save the scan as PNG, JPEG or PDF and try again.',
  'error.sheet/empty': 'This file is empty. Copy it again, or scan once more.',
  'error.sheet/damaged': 'This file is damaged or was not copied completely. Copy it again, or scan once more.',
  'error.sheet/too-many-pages':
    'This file has {pages} pages. The first {limit} are read: split the file for the others.',
  'error.sheet/no-reader': 'Python cannot open PDFs here. Drop the file on the page, in “Collect”.',
  'error.sheet/too-large': 'This picture is too large. Scan at 300 dpi.',
  'error.sheet/too-small': 'This picture is too small. Scan at 150 dpi or more.',
  'error.sheet/no-grid':
    'No frame with cells was found in this picture. Is the whole sheet visible? Lay it straight and scan it again.',
  'error.sheet/no-grid.cut-off':
    'The cells go on beyond the edge of the picture. If it is a sheet: take the picture again so that the whole frame can be seen.',
  'error.sheet/no-grid.cut-off.left':
    'The sheet is cut off on the left. Take the picture again so that the whole frame can be seen.',
  'error.sheet/no-grid.cut-off.right':
    'The sheet is cut off on the right. Take the picture again so that the whole frame can be seen.',
  'error.sheet/no-grid.cut-off.top':
    'The sheet is cut off at the top. Take the picture again so that the whole frame can be seen.',
  'error.sheet/no-grid.cut-off.bottom':
    'The sheet is cut off at the bottom. Take the picture again so that the whole frame can be seen.',
  'error.sheet/no-grid.no-mark':
    'This looks like a sheet with large cells, but the strip above them cannot be read. Type in which symbols are on it, or scan the whole page again.',
  'error.sheet/no-grid.no-strip':
    'It is not clear which symbols these are: the strip above the cells is missing or covered, and they do not clearly look like digits. Type in which ones they are, or scan the whole page, including the strip.',
  'error.sheet/no-grid.mirrored': 'The picture is mirrored. Scan the sheet from the front, or switch mirroring off.',
  'error.sheet/no-grid.back':
    'This seems to be the back of a sheet: its frame and writing only show through, pale and mirrored. Use the front.',
  'error.sheet/no-grid.no-lines':
    'There are hardly any lines in this picture. Is it a sheet? More light and a closer look will help.',
  'error.sheet/no-grid.corners': 'These four corners do not enclose a page. Set them again.',
  'error.sheet/blank': 'This page is empty. Is it the back of a sheet? Then all is well.',
  'error.sheet/blank.pale':
    'Everything on this page is very pale. Is it empty, with the other side showing through? Then all is well. Otherwise take the picture again, darker and sharper.',
  'error.sheet/locked': 'This PDF is protected with a password. Save it without one, or as JPEG.',
  'error.sheet/unread-coding':
    'This picture is stored as {coding}, which cannot be opened here. Save it as JPEG or PNG.',
  'error.sheet/bad-symbols': 'No sheet can be made with these symbols. Type 2 to 30 different ones.',
  'error.sheet/bad-symbols.pages':
    'That many symbols do not fit on a page like this one. Name only those that are on it.',
  'error.sheet/too-much-text': 'The names of these symbols are too long for the sheet. Shorten them.',
  'error.line/error': 'This is not a calculation.',
  'error.line/missing-bracket': 'A bracket is missing: {bracket}',
  'error.line/division-by-zero': 'You cannot divide by 0.',
  'error.line/incomplete': 'Something is missing after {sign}.',
  'error.line/misplaced': 'A number is missing before {sign}.',
  'error.line/no-sign': 'What should happen with {left} and {right}? An operator is missing between them.',
  'error.line/bad-number': '{number} is not a number.',
  'error.data/error': 'Something is wrong with these data. Take another file.',
  'error.data/bad-file':
    'This file does not have the expected format. Save the data as npz (with x_train and y_train) or as idx.',
  'error.data/bad-file.missing':
    'These data lack pictures or their classes (labels), or there are several and it is not clear which are meant. Drop both files together; in an npz file they are called x_train and y_train.',
  'error.data/bad-file.none': 'There is no picture in these data. Take another file.',
  'error.data/bad-file.blank': 'All pictures in these data are empty. Take another file.',
  'error.data/bad-file.negative':
    'Some classes (labels) are less than 0. Number the classes from 0 and save the data again.',
  'error.data/bad-file.classes': 'These data have more than 256 classes. Choose some of them and save the data again.',
  'error.data/bad-file.labels':
    'These pictures lack classes (labels) that fit. Each picture needs exactly one, and has 28 × 28 pixels. Save the data again like this.',
  'error.data/bad-file.count':
    'The numbers of pictures and classes (labels) differ. Each picture needs exactly one. Drop files that belong together.',
  'error.data/bad-file.length':
    'The numbers of pictures and classes (labels) differ. Each picture needs exactly one. Drop files that belong together.',
  'error.data/bad-file.type':
    'Pictures must be saved as numbers from 0 to 255 or from 0 to 1, classes (labels) as whole numbers. Save the data again like this.',
  'error.data/bad-file.shape':
    'The pictures must be 28 × 28 pixels in size, in shades of grey and with one class (label) for each picture. Save the data again like this.',
  'error.data/bad-file.gzip': 'This file is damaged or was not copied completely. Copy it once more.',
  'error.data/bad-file.size': 'This file is damaged or was not copied completely. Copy it once more.',
  'error.data/bad-file.zip': 'This file is damaged or was not copied completely. Copy it once more.',
  'error.data/bad-file.cells': 'This file has more or longer cells than fit into a project. Split it.',
  'error.data/lost-source': 'Python has lost the pictures of one source. Reload the page: everything is saved.',
  'error.data/too-few': 'There are too few pictures for training. Read one more sheet.',
  'error.data/too-few.suspects':
    'The search needs at least two symbols with {needed} pictures each. Read one more sheet.',
  'error.model/error': 'Something is wrong with this network. Choose another one in “Train”.',
  'error.model/bad-shape': 'The layer {kind} does not fit here. It gets the shape {shape}.',
  'error.model/too-large': 'This network is too large for a browser.',
  'error.model/unfit': 'The page cannot read with this network. {setting} is {value}, it has to be {expected}.',
  'error.model/bad-setting': 'This setting does not work: {setting} = {value}.',
  'error.model/diverged':
    'The training diverged: the loss is no longer a number. The network has its last good weights back. Choose a smaller learning rate.',
  'error.model/exploded':
    'The training diverged: in epoch {epoch} the loss grew beyond that of guessing. The network has its weights from before again. Choose a smaller learning rate.',
  'error.request/error': 'That was not possible just now. Try again.',
  'error.request/unknown': 'This page and its Python part do not match. Reload the page.',
  'error.request/busy': 'A training is running. Press “Pause”, or wait until it is done.',
  'error.request/no-material': 'This computation lacks some of its data. Start it again.',
  'error.request/no-model': 'There is no network yet. Train one first.',
  'error.request/other-network': 'There is a different network by now. Try again.',
  'error.request/no-weights':
    'The weights of training {number} are gone: they had to make room for newer ones, or no epoch had ended yet. A star protects a training from that.',
  'error.request/no-name': '{module} has no “{name}” here. It has: {there}',
  'error.data/no-mnist':
    'MNIST is not among your pictures yet. Load it in “Collect” under “Ready-made data”, then this line works. With your own pictures it goes like this: (x_train, y_train), (x_test, y_test) = project.load_data()',
  'error.request/no-package': 'The package {package} is missing on this site.',
  'error.request/cancelled': 'Cancelled.',
  'error.boot/worker':
    'The browser could not start the worker for Python. Reload the page. Python runs in these versions and later ones: {browsers}.',
  'error.boot/old-browser':
    'This browser is too old for Python. It runs in these versions and later ones: {browsers}. On old devices, another browser often helps.',
  'error.boot/unreachable': 'The file {file} could not be reached. Check the connection and try again.',
  'error.boot/wrong-type':
    'The server sends the file {file} in a wrong form, not as JavaScript. Tell the person who runs this page.',
  'error.boot/missing-file': 'The file {file} is missing on the server. Tell the person who runs this page.',
  'error.boot/refused-file':
    'The server refuses to send the file {file} (status {status}). Your network may ask for a login: log in and reload the page. If that does not help, tell the person who runs this page.',
  'error.boot/server-error':
    'The server reports an error with the file {file} (status {status}). Try again in a few minutes. If that does not help, tell the person who runs this page.',
  'error.boot/web-page':
    'A web page arrived instead of the file {file}, perhaps your network’s login. Reload the page and log in if you are asked to. If that does not help, tell the person who runs this page.',
  'error.boot/broken-off':
    'The file {file} did not arrive whole: the connection was cut, or the server sends the file incomplete or wrongly compressed. Try again. If that does not help, tell the person who runs this page.',
  'error.boot/silent':
    'The server has sent nothing for {seconds} seconds; the file {file} was still missing. Check the connection and try again.',
  'error.boot/wrong-hash':
    'The file {file} arrived damaged, or it belongs to another version of this page. Try again or reload the page. If that does not help, tell the person who runs this page.',
  'error.boot/no-webassembly':
    'WebAssembly is switched off in this browser. Python needs it. Switch it on or use another browser.',
  'error.boot/python': 'Python could not be started. Try again.',
  'error.worker/ended': 'Python was ended. Try again.',
  'error.worker/crashed': 'Python crashed. Start it again: the sheets that were read are kept.',
  'error.worker/memory': 'There is not enough memory. Close other tabs or use fewer sheets.',
  'error.worker/unexpected':
    'An unexpected error occurred in Python ({type}). Try again. If that does not help, reload the page.',
  'error.page/unexpected':
    'An unexpected error occurred in this page. Try again. If that does not help, reload the page.',
  'error.page/ready-lost': 'These data were lost when Python restarted. Load them again.',
  'error.page/heic':
    'Your browser cannot open HEIC photos. Set the camera to “Most Compatible” (JPEG), or save the photo as JPEG.',
  'error.page/avif': 'Your browser cannot open AVIF pictures. Save the picture as JPEG, or use a newer browser.',
  'error.page/pdf': 'This page of the PDF cannot be drawn. Save the scan as JPEG or PNG.',
  'error.page/archive': 'This is a packed archive. Unpack it first, or pack the scans as a zip.',
  'error.page/zip-damaged': 'This zip is damaged or was not copied completely. Copy it once more.',
  'error.page/other-data':
    'These are data, but in a form that is not read here. Save them as npz (with x_train and y_train) or as idx, and drop them again.',
  'error.page/document':
    'This is a file of {program}, and no picture can be found in it. Save it there as PDF, and drop the PDF here.',
  'error.page/document.table':
    'This is a table of {program}. If a scan is in it, save it as PDF. If these are data, save pictures and classes as npz (with x_train and y_train) or as idx.',
  'error.page/document.old':
    'This is a file of Word or another office program. Save it there as PDF, and drop the PDF here.',
  'error.page/video':
    'This is a video. Take a photo or a scan. For a Live Photo, use the other file, which ends in HEIC or JPG.',
  'error.page/network':
    'This is a network or a dataset of another program. Save data as npz (with x_train and y_train). Save the weights of a network with np.savez, and open them in “Try” under “Bring weights back”.',
  'error.page/notebook': 'This is a notebook or a program. Open it in “Code” with “Open a file”.',
  'error.page/mail': 'This is an e-mail. Save its attachment, and drop that here.',
  'error.page/notes': 'This is a note of a writing app. Export it there as PDF, and drop the PDF here.',
  'error.page/link': 'This is only a link to a file. Download the file itself as PDF, and drop it here.',
  'error.page/web-page':
    'This is a web page and not a scan. Perhaps you were not signed in when you downloaded it: download the file once more.',
  'error.page/zip-without': 'There are neither scans nor a project of Zeichenlabor in this zip. Take another file.',
  'error.page/zip-locked': 'This file in the zip is protected with a password. Unpack the zip first.',
  'error.page/zip-in-zip': 'This zip is in a zip within a zip. Unpack it first.',
  'error.page/zip-too-much':
    'There is too much in this zip: {n} files were left out. Pack them into a zip of their own.',
  'error.page/file-unreadable':
    'The browser may not read this file. Choose it again. If it is a folder, choose the files in it.',
  'error.page/file-twice': 'This sheet is here already. The same pictures twice would distort the result.',
  'error.page/file-too-large': 'This file is larger than {limit} MB. Scan at 300 dpi and save as JPEG.',

  'remedy.add-layer': 'Add a layer.',
  'remedy.flatten': 'It needs a single row of numbers. Put a Flatten layer in front of it.',
  'remedy.add-channels': 'It needs pictures with channels. Put a Reshape layer in front of it that adds one.',
  'remedy.sequence':
    'It reads step by step and needs rows of numbers for that. Put a Reshape layer in front of it that makes such rows.',
  'remedy.reshape': 'It needs pictures but gets only a row of numbers. Put it in front of the Flatten layer.',
  'remedy.window-too-large':
    'Its window {window} is larger than the picture. Use a smaller window, less pooling before it, or padding “same”.',
  'remedy.same-size':
    'It should give the shape {target}, but the number of values has to stay the same. Remove this layer.',
  'remedy.fewer-parameters':
    '{found} numbers to learn are too many; the limit is {most}. Use fewer neurons, or shrink the picture first with pooling.',
  'remedy.fewer-values':
    'One batch gives {found} intermediate values; the limit is {most}. Use smaller batches or fewer filters.',
  'remedy.fewer-operations':
    'One batch takes about {found} seconds on this device; the limit is {most}. Use smaller batches or fewer filters, or shrink the picture first with pooling.',
  'remedy.shorter-steps':
    'On this device it could not be paused for about {found} seconds; the limit is {most}. Use smaller batches or fewer filters, or shrink the picture first with pooling.',
  'remedy.same-network': 'These weights belong to another network. They fit only the same layers.',
  'remedy.shared-weights': 'Its weights belong to another network and fit only that one’s input.',
  'remedy.same-length': 'Each picture has exactly one class (label).',
  'remedy.match-input': 'The network expects pictures of shape {input}.',
  'remedy.match-output': 'The last layer needs as many neurons as there are classes.',
  'remedy.more-outputs': 'There are more classes than outputs. The last layer needs one output per class.',
};
