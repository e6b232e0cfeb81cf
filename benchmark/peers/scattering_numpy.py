#!/usr/bin/python3
"""An epoch of the digit scatterer with NumPy: layered elimination, a batch at a time, batched solves by LAPACK.

Reads lines "<variant> <f32|f64> <seconds>" and answers each with one line of JSON; variants: solve. The network, the samples and
the check values are described in README.md; scattering.c does the same work.
"""
import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
with open("/proc/cpuinfo", encoding="ascii", errors="replace") as cpu:
    if "avx512vl" in cpu.read():
        # This OpenBLAS does not know newer processors and would fall back to its 256-bit kernels, which are slower.
        os.environ.setdefault("OPENBLAS_CORETYPE", "SkylakeX")

import json
import sys
import time

import numpy as np

INPUTS, HIDDEN, OUTPUTS = 128, 80, 10
SAMPLES, BATCH = 3840, 96
BACKGROUND, OFFSET, GAIN, RATE = 10.0, 8.0, 8.0, 0.01


def parameters(real):
    j, a, l = np.arange(INPUTS), np.arange(HIDDEN), np.arange(OUTPUTS)
    return [
        p.astype(real)
        for p in (
            np.where(j % 2 == 0, OFFSET, -OFFSET),
            -0.002 * (0.5 + 0.5 * np.sin(a)),
            -0.002 * (0.5 + 0.5 * np.sin(l)),
            2 + 0.2 * (0.5 + 0.5 * np.sin(0.7 * j[:, None] + 1.3 * a)),
            2 + 0.2 * (0.5 + 0.5 * np.sin(1.1 * a[:, None] + 0.9 * l)),
        )
    ]


def samples(real):
    s, k = np.arange(SAMPLES)[:, None], np.arange(INPUTS // 2)
    pixels = 0.5 + 0.5 * np.sin(0.31 * k + 1.7 * s)
    return np.repeat(BACKGROUND * (1 - pixels), 2, axis=1).astype(real), np.arange(SAMPLES) % OUTPUTS


def gradient(theta, x, labels, kind):
    """Cost and gradients of a batch, summed over samples."""
    d0, d1, d2, j0, j1 = theta
    count = len(x)
    chi = (1 / (0.5 + 1j * (d0 + x))).astype(kind)
    hidden = (j0.T * chi[:, None, :]) @ j0.astype(kind)
    hidden[:, np.arange(HIDDEN), np.arange(HIDDEN)] += 0.5 + 1j * d1
    y = np.linalg.solve(hidden, np.broadcast_to(j1.astype(kind), (count, HIDDEN, OUTPUTS)))
    output = j1.T.astype(kind) @ y
    output[:, np.arange(OUTPUTS), np.arange(OUTPUTS)] += 0.5 + 1j * d2
    u2 = np.linalg.inv(output)
    scores = -u2[:, np.arange(OUTPUTS), np.arange(OUTPUTS)].imag
    logits = GAIN * scores
    logits -= logits.max(axis=1, keepdims=True)
    p = np.exp(logits)
    p /= p.sum(axis=1, keepdims=True)
    cost = -np.log(p[np.arange(count), labels]).sum(dtype=np.float64)
    p[np.arange(count), labels] -= 1
    g = GAIN * p
    u1 = -1j * (y @ u2)
    u0 = -1j * chi[:, :, None] * (j0.astype(kind) @ u1)
    v1, v2 = g[:, None, :] * u1, g[:, None, :] * u2
    return cost, [
        np.einsum("bjl,bjl,bl->j", u0, u0, g, optimize=True).real,
        np.einsum("bal,bal->a", u1, v1).real,
        np.einsum("bal,bal->a", u2, v2).real,
        2 * np.tensordot(u0, v1, axes=((0, 2), (0, 2))).real,
        2 * np.tensordot(u1, v2, axes=((0, 2), (0, 2))).real,
    ]


def epoch(real, kind, x, labels):
    theta, total = parameters(real), 0.0
    for start in range(0, SAMPLES, BATCH):
        rows = slice(start, start + BATCH)
        cost, slopes = gradient(theta, x[rows], labels[rows], kind)
        total += cost
        for parameter, slope in zip(theta, slopes):
            parameter -= real(RATE / BATCH) * slope
    flat = np.concatenate([p.ravel() for p in theta]).astype(float)
    last = np.concatenate([s.ravel() for s in slopes]).astype(float)
    return total, float(flat @ np.cos(0.3 * np.arange(flat.size))), float(np.linalg.norm(last))


def main():
    for line in sys.stdin:
        variant, precision, seconds = line.split()
        if variant != "solve":
            raise SystemExit(f"no variant {variant}")
        real, kind = (np.float32, np.complex64) if precision == "f32" else (np.float64, np.complex128)
        x, labels = samples(real)
        times, start = [], time.process_time()
        while len(times) < 2 or time.process_time() - start < float(seconds):
            before = time.process_time()
            cost, checksum, norm = epoch(real, kind, x, labels)
            times.append(1e3 * (time.process_time() - before))
        print(json.dumps({
            "step_ms": float(np.median(times)), "step_ms_min": min(times), "cost": cost, "gradient_checksum": checksum,
            "gradient_norm": norm, "version": f"NumPy {np.__version__}, Python {sys.version.split()[0]}, OpenBLAS",
        }), flush=True)


main()
