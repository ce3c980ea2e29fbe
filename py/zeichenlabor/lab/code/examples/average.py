averages = []
for label in range(len(project.classes)):
    pictures = project.images[project.labels == label]
    averages.append(pictures.mean(axis=0))

import numpy as np

show(np.array(averages) / 255, titles=project.classes)
