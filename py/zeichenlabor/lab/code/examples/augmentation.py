import numpy as np

rng = np.random.default_rng(3)


def shifted(picture):
    # de: Ein wenig verschieben, wie wenn jemand nicht genau in die Mitte schreibt.
    # en: Shift it a little, as if somebody had not written exactly in the middle.
    down, right = rng.integers(-3, 4, size=2)
    return np.roll(picture, (down, right), axis=(0, 1))


picture = project.images[0]
show(np.array([picture] + [shifted(picture) for _ in range(11)]))

from zeichenlabor.data import Augmentation

# de: Und so macht es das Zeichenlabor.
# en: And this is how Zeichenlabor does it.
alter = Augmentation(rotation=12, scale=0.1, shear=0.2, elastic=0.8)
copies = np.repeat(picture[None].astype(np.float32) / 255, 12, axis=0)
show(alter(copies, rng))
