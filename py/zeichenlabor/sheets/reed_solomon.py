"""Reed–Solomon codes over GF(256), with which the page's mark survives a pen stroke.

A message is a polynomial, first byte the highest power. The code is systematic
(message, then parity) with the generator's roots 1, a, a², …; the field is the
one of QR codes, x⁸ + x⁴ + x³ + x² + 1. Decoding is the textbook's: syndromes,
Berlekamp–Massey, roots by trial, Forney (R. E. Blahut, Algebraic Codes for Data
Transmission, Cambridge 2003, chapter 7).
"""

from __future__ import annotations

import numpy as np

_FIELD = 0x11D

_EXP = np.zeros(510, np.int64)
_LOG = np.zeros(256, np.int64)
_power = 1
for _i in range(255):
    _EXP[_i] = _EXP[_i + 255] = _power
    _LOG[_power] = _i
    _power = _power << 1 ^ (_FIELD if _power & 0x80 else 0)


def encode(message: bytes, parity: int) -> bytes:
    """The message followed by ``parity`` bytes; at most 255 bytes in all."""
    if len(message) + parity > 255:
        raise ValueError(f"{len(message)} + {parity} bytes do not fit one codeword of 255")
    generator = _generator(parity)
    rest = np.zeros(len(message) + parity, np.int64)
    rest[: len(message)] = list(message)
    for i in range(len(message)):
        rest[i + 1 : i + 1 + parity] ^= _multiply(generator[1:], rest[i])
    return message + bytes(rest[len(message) :].tolist())


def decode(word: bytes, parity: int) -> bytes | None:
    """The message in a word with at most ``parity // 2`` wrong bytes, else None.

    A word with more errors is usually rejected; callers that must be sure include a checksum in the
    message.
    """
    received = np.frombuffer(word, np.uint8).astype(np.int64)
    syndromes = _syndromes(received, parity)
    if syndromes.any():
        locator = _berlekamp_massey(syndromes.tolist())
        errors = len(locator) - 1
        powers = np.arange(len(word))  # of the byte counted from the end
        roots = powers[_evaluate(locator[::-1], -powers) == 0]
        if errors > parity // 2 or len(roots) != errors:
            return None
        received[len(word) - 1 - roots] ^= _forney(syndromes, locator, roots)
        if _syndromes(received, parity).any():
            return None
    return bytes(received[: len(word) - parity].tolist())


def _multiply(a: np.ndarray, b: np.ndarray | int) -> np.ndarray:
    product = _EXP[_LOG[a] + _LOG[b]]
    return np.where((np.asarray(a) == 0) | (np.asarray(b) == 0), 0, product)


def _evaluate(polynomial: np.ndarray | list[int], exponents: np.ndarray) -> np.ndarray:
    """Values at a to the power of every exponent; the polynomial's highest power first."""
    polynomial = np.asarray(polynomial)
    powers = np.outer(np.arange(len(polynomial))[::-1], exponents) % 255
    return np.bitwise_xor.reduce(_multiply(polynomial[:, None], _EXP[powers]), axis=0)


def _generator(parity: int) -> np.ndarray:
    polynomial = np.array([1], np.int64)
    for i in range(parity):
        polynomial = np.append(polynomial, 0) ^ np.append(0, _multiply(polynomial, _EXP[i]))
    return polynomial


def _syndromes(word: np.ndarray, parity: int) -> np.ndarray:
    return _evaluate(word, np.arange(parity))


def _berlekamp_massey(syndromes: list[int]) -> list[int]:
    """The error locator, lowest power first: the shortest register that makes them."""
    exp, log = _EXP.tolist(), _LOG.tolist()

    def times(a: int, b: int) -> int:
        return exp[log[a] + log[b]] if a and b else 0

    current, previous = [1], [1]
    length, gap, last = 0, 1, 1
    for n, syndrome in enumerate(syndromes):
        delta = syndrome
        for i in range(1, min(length, len(current) - 1) + 1):
            delta ^= times(current[i], syndromes[n - i])
        if delta:
            factor = exp[(log[delta] - log[last]) % 255]
            update = [0] * gap + [times(factor, c) for c in previous]
            longer = current + [0] * (len(update) - len(current))
            for i, value in enumerate(update):
                longer[i] ^= value
            if 2 * length <= n:
                length, previous, last, gap = n + 1 - length, current, delta, 0
            current = longer
        gap += 1
    while current[-1] == 0:
        current.pop()
    return current


def _forney(syndromes: np.ndarray, locator: list[int], roots: np.ndarray) -> np.ndarray:
    """The errors' values at the places ``roots`` (powers counted from the end)."""
    parity, lam = len(syndromes), np.array(locator)
    omega = np.zeros(parity, np.int64)
    for i, coefficient in enumerate(lam[:parity]):
        omega[i:] ^= _multiply(syndromes[: parity - i], coefficient)
    derivative = np.where(np.arange(1, len(lam)) % 2, lam[1:], 0)
    numerator = _multiply(_EXP[roots], _evaluate(omega[::-1], -roots))
    denominator = _evaluate(derivative[::-1], -roots)
    quotient = _EXP[(_LOG[numerator] - _LOG[denominator]) % 255]
    return np.where(numerator == 0, 0, quotient)
