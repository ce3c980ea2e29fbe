"""Datasets: sources and file formats, splits, augmentation."""

from .augmentation import Augmentation
from .bundled import load_digits
from .dataset import Dataset
from .folders import folders_zip, load_folders, load_foreign_folders
from .idx import Mnist, idx_bytes, load_idx, parse_idx
from .npz import classes_in, load_npz, npz_bytes
from .split import Split, train_test_split
from .sprites import load_sprites, sprite_bytes

__all__ = [
    "Augmentation",
    "Dataset",
    "Mnist",
    "Split",
    "classes_in",
    "folders_zip",
    "idx_bytes",
    "load_digits",
    "load_folders",
    "load_foreign_folders",
    "load_idx",
    "load_npz",
    "load_sprites",
    "npz_bytes",
    "parse_idx",
    "sprite_bytes",
    "train_test_split",
]
