import numpy as np

averages = []
for label in range(len(project.classes)):
    pictures = project.images[project.labels == label]
    averages.append(pictures.mean(axis=0))

show(np.array(averages) / 255, titles=project.classes)
