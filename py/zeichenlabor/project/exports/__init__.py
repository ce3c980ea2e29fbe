"""A trained network in the forms that other programs read, one file per form.

=====================  =========================================================
`notebook`             a Jupyter notebook that rebuilds the network in Keras
`tensorflow_js`        TensorFlow.js' LayersModel
`onnx`                 ONNX, for onnxruntime and most other tools
`predictor`            NumPy and forty lines of Python
`web_page`             one HTML file with a canvas, to take home
`weights`              the weights by themselves, to and fro
=====================  =========================================================

All of them start from `network.steps`, so that each form says the same.
"""
