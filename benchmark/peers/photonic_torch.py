#!/usr/bin/python3
"""The photonic digit network (docs/physics/photonic.md) trained with PyTorch autograd: one forward and one backward pass of a batch.

Reads lines "<variant> <f32|f64> <masks> <seconds>" and answers each with one line of JSON. Variants:
  fft         Fourier transforms by torch.fft
  matmul      Fourier transforms as products with DFT matrices
  closed      as matmul, but with the closed form of the activation instead of its substeps: less work than the machine
              does and another discretisation, shown because an autograd user, who needs no way back, may write it
  linear      as matmul, with chi1 = chi2 = 0
The check values are described in README.md.
"""
import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
with open("/proc/cpuinfo", encoding="ascii", errors="replace") as cpu:
    if "avx512vl" in cpu.read():
        # This OpenBLAS does not know newer processors and would fall back to its 256-bit kernels, which are slower.
        os.environ.setdefault("OPENBLAS_CORETYPE", "SkylakeX")

import json
import math
import sys
import time

import torch

torch.set_num_threads(1)

BATCH = 64
CHI1, CHI2, K1, K2 = 1.0, 3.0, 8, 12
AMPLITUDE, TARGET = 2.5, 1.0


def dft(x):
    return torch.fft.fft2(x, norm="ortho")


def idft(x):
    return torch.fft.ifft2(x, norm="ortho")


class MatrixDft:
    """F x F with the unitary, symmetric DFT matrix F, and the same with its conjugate."""

    def __init__(self, complex_type):
        self.type, self.matrices = complex_type, {}

    def matrix(self, n, inverse):
        if (n, inverse) not in self.matrices:
            j = torch.arange(n, dtype=torch.float64)
            angle = (1 if inverse else -1) * 2 * math.pi * torch.remainder(torch.outer(j, j), n) / n
            self.matrices[n, inverse] = (torch.polar(torch.ones_like(angle), angle) / math.sqrt(n)).to(self.type)
        return self.matrices[n, inverse]

    def both(self, x, inverse):
        n = x.shape[-1]
        f = self.matrix(n, inverse)
        return torch.matmul(f, torch.matmul(x.reshape(-1, n), f).reshape(x.shape))

    def dft(self, x):
        return self.both(x, False)

    def idft(self, x):
        return self.both(x, True)


def crop_frequencies(x, n, m):
    """Signed wave numbers -(m-1)/2 .. (m-1)/2 of the n-grid move to the m-grid."""
    half = (m - 1) // 2
    x = torch.cat((x[:, : half + 1], x[:, n - half :]), 1)
    return torch.cat((x[:, :, : half + 1], x[:, :, n - half :]), 2)


def crop_centre(x, n, m):
    start = (n - m) // 2
    return x[:, start : start + m, start : start + m]


def activation(x, chi, substeps):
    """Second-harmonic activation with an empty ancilla: the symmetric three-piece splitting of docs/physics/photonic.md.

    Neighbouring half steps of H1 are merged; addcmul does a product and a sum in one pass over memory.
    """
    if chi == 0:
        return x
    scale = math.sqrt(2.0)
    q, p = x.real * scale, x.imag * scale
    c, h = 0.5 * chi / scale, 1.0 / substeps
    # H1 with Q = 0: only P moves.
    P = -0.5 * c * h * (q * q)
    Q = torch.zeros_like(P)
    for step in range(substeps):
        if step > 0:
            p, P = torch.addcmul(p, Q, q, value=-2 * c * h), torch.addcmul(P, q, q, value=-c * h)
            q, P = torch.addcmul(q, Q, p, value=-c * h), torch.addcmul(P, p, p, value=0.5 * c * h)
        else:
            P = torch.addcmul(P, p, p, value=0.5 * c * h)
        e = torch.exp(P * (2 * c * h))
        q, p = q * e, p / e
        Q = torch.addcmul(Q, q, p, value=2 * c * h)
        q, P = torch.addcmul(q, Q, p, value=-c * h), torch.addcmul(P, p, p, value=0.5 * c * h)
    p = torch.addcmul(p, Q, q, value=-c * h)
    return torch.complex(q, p) * (1 / scale)


def closed_activation(x, chi, substeps):
    """The exact flow for an empty ancilla: x sech(chi |x| / sqrt 2)."""
    del substeps
    return x / torch.cosh((chi / math.sqrt(2.0)) * torch.abs(x)) if chi else x


class Network:
    def __init__(self, variant, real, masks):
        self.complex = torch.complex64 if real is torch.float32 else torch.complex128
        if variant == "fft":
            self.dft, self.idft = dft, idft
        else:
            matrices = MatrixDft(self.complex)
            self.dft, self.idft = matrices.dft, matrices.idft
        self.activation = closed_activation if variant == "closed" else activation
        self.chi1, self.chi2 = (0, 0) if variant == "linear" else (CHI1, CHI2)
        shapes = [(31, 31), (21, 21), (17, 17)]
        for n, m in ((17, 9), (9, 4)):
            shapes += [(masks + 1, n, n), (m, m), (masks + 1, m, m)]
        self.parameters = []
        first = 0
        for shape in shapes:
            j = torch.arange(first, first + math.prod(shape), dtype=torch.float64)
            self.parameters.append((3 * torch.sin(0.7 * j)).reshape(shape).to(real).requires_grad_())
            first += j.numel()
        sample = torch.arange(BATCH, dtype=torch.float64)[:, None]
        pixel = torch.arange(28 * 28, dtype=torch.float64)[None] * 0.31 + sample * 1.7
        image = torch.zeros(BATCH, 31, 31, dtype=torch.float64)
        image[:, 1:29, 1:29] = (AMPLITUDE * (0.5 + 0.5 * torch.sin(pixel))).reshape(BATCH, 28, 28)
        self.images = image.to(self.complex)
        self.wanted = TARGET * torch.nn.functional.one_hot(torch.arange(BATCH) % 10, 10).to(real)

    @staticmethod
    def mask(theta):
        return torch.polar(torch.ones_like(theta), -theta)

    def unitary(self, x, theta):
        """D_P F ... F* D_1 F D_0 with P = len(theta) - 1 transforms."""
        mask = self.mask(theta)
        x = x * mask[0]
        for k in range(1, len(theta)):
            x = (self.dft if k % 2 == 1 else self.idft)(x) * mask[k]
        return x

    def dense(self, x, n, m, v, mzi, u):
        x = crop_centre(self.unitary(x, v), n, m)
        # 50:50, phase, 50:50 with an empty ancilla: -i exp(-i phi/2) sin(phi/2) = (exp(-i phi) - 1)/2.
        return self.unitary(x * (0.5 * (self.mask(mzi) - 1)), u)

    def cost(self):
        theta = self.parameters
        x = self.activation(self.idft(self.dft(self.images) * self.mask(theta[0])), self.chi1, K1)
        for n, m, phase in ((31, 21, theta[1]), (21, 17, theta[2])):
            x = self.idft(crop_frequencies(self.dft(x), n, m) * self.mask(phase))
            x = self.activation(x, self.chi1, K1)
        x = self.activation(self.dense(x, 17, 9, *theta[3:6]), self.chi2, K2)
        x = self.dense(x, 9, 4, *theta[6:9])
        output = x.reshape(BATCH, 16)[:, :10]
        brightness = output.real.square() + output.imag.square()
        return (brightness - self.wanted).square().sum()

    def step(self):
        """Cost and gradient of one batch; the optimiser's own update is not included."""
        for parameter in self.parameters:
            parameter.grad = None
        cost = self.cost()
        cost.backward()
        return cost

    def checks(self):
        cost = float(self.step())
        gradient = torch.cat([parameter.grad.double().reshape(-1) for parameter in self.parameters])
        probe = torch.cos(0.3 * torch.arange(gradient.numel(), dtype=torch.float64))
        return {
            "cost": cost,
            "gradient_checksum": float(gradient @ probe),
            "gradient_norm": float(gradient.norm()),
            "parameters": gradient.numel(),
        }


def timed(network, seconds):
    """Processor time, not wall time: a core that others use too then only takes longer to measure."""
    times, start = [], time.process_time()
    while time.process_time() - start < seconds or len(times) < 3:
        before = time.process_time()
        network.step()
        times.append(1e3 * (time.process_time() - before))
    times.sort()
    return {"steps": len(times), "step_ms": times[len(times) // 2], "step_ms_min": times[0]}


def main():
    reals = {"f32": torch.float32, "f64": torch.float64}
    networks = {}
    for line in sys.stdin:
        variant, precision, masks, seconds = line.split()
        key = variant, precision, masks
        if key not in networks:
            network = Network(variant, reals[precision], int(masks))
            networks[key] = network, network.checks()
        network, check = networks[key]
        answer = {
            "peer": "torch",
            "variant": variant,
            "precision": precision,
            "masks": int(masks),
            "version": f"PyTorch {torch.__version__}, Python {sys.version.split()[0]}",
        }
        print(json.dumps(answer | timed(network, float(seconds)) | check), flush=True)


if __name__ == "__main__":
    main()
