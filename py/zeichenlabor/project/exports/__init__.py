"""Exports of a trained network, one module per format.

=====================  =========================================================
`notebook`             a Jupyter notebook that rebuilds the network in Keras
`tensorflow_js`        TensorFlow.js' LayersModel
`onnx`                 ONNX, for onnxruntime and most other tools
`predictor`            NumPy and forty lines of Python
`web_page`             one HTML file with a canvas, to take home
`weights`              the weights alone, for export and import
=====================  =========================================================

All of them start from `network.steps`, so they describe the same network.
"""
