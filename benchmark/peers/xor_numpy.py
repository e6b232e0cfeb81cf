#!/usr/bin/python3
"""The HEB step of the XOR wave machine with NumPy and SciPy: the peer that a physicist would write.

Reads lines "<variant> <f32|f64> <seconds>" and answers each with one line of JSON; variants: dst, dense, folded.
The physics (XorDefault) and the check values are described in README.md; xor.c does the same work.
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
import scipy
import scipy.fft

NX, NZ, W, L = 50, 150, 1.0, 3.0
SIGMA, BETA, G, CHI, OMEGA, GAMMA, EPSILON = 0.1, 0.04, 10.0, 31.6, 1e-2, 1e-2, 1e-3
T, STEPS = 1.0, 50
KZ = 0.75 * L / (T * BETA)
DT = T / STEPS
HX, HZ = W / (NX + 1), L / (NZ + 1)
CELL = HX * HZ
X = (np.arange(1, NX + 1) * HX)[:, None]
Z = (np.arange(1, NZ + 1) * HZ)[None, :]


def encode(a0, a1):
    """Two Gaussian packets near z = 0 that travel towards +z; (2 sigma)^-2 times their norm is 1."""
    field = np.zeros((NX, NZ))
    for s, a in enumerate((a0, a1)):
        centre = (2 * s + 1) * W / 8 + a * W / 2
        field = field + np.exp(-((X - centre) ** 2 + (Z - 0.05 * L) ** 2) / (4 * SIGMA**2))
    field = field * np.exp(-1j * KZ * Z)
    return field * np.sqrt((2 * SIGMA) ** 2 / (CELL * np.sum(np.abs(field) ** 2)))


def target(label):
    r2 = (X - (0.25 + 0.5 * label) * W) ** 2 + (Z - 0.8 * L) ** 2
    return np.pi**-0.5 * np.exp(-r2 / (4 * SIGMA**2)) * np.exp(-1j * KZ * (Z - 0.8 * L))


def weight():
    outputs = [(X - x) ** 2 + (Z - 0.8 * L) ** 2 for x in (0.25 * W, 0.75 * W)]
    return sum(np.exp(-r2 / (2 * SIGMA**2)) for r2 in outputs) / (2 * np.pi * SIGMA**2)


def planes(field, real):
    """[2, NX, NZ]: real and imaginary plane; every ufunc then runs over contiguous memory."""
    return np.stack((field.real, field.imag)).astype(real)


def wave_numbers():
    return (np.pi * np.arange(1, NX + 1) / W)[:, None], (np.pi * np.arange(1, NZ + 1) / L)[None, :]


def rotate(a, cos, sin, scratch):
    """a <- a (cos - i sin), in place on both planes."""
    np.multiply(a, sin, out=scratch)
    a *= cos
    a[0] += scratch[1]
    a[1] -= scratch[0]


class SineTransform:
    """Kinetic flow in the sine basis: DST-I, phase, DST-I."""

    def __init__(self, real):
        kx, kz = wave_numbers()
        self.phases = {}
        for share in (0.5, 1.0):
            angle = -0.5 * BETA * (kx**2 + kz**2) * DT * share
            self.phases[share] = np.cos(angle).astype(real), np.sin(angle).astype(real)
        self.scratch = np.empty((2, NX, NZ), real)

    def __call__(self, psi, share):
        a = scipy.fft.dstn(psi, type=1, axes=(1, 2), norm="ortho", overwrite_x=True, workers=1)
        rotate(a, *self.phases[share], self.scratch)
        return scipy.fft.dstn(a, type=1, axes=(1, 2), norm="ortho", overwrite_x=True, workers=1)


def propagator(count, length, share):
    k = np.pi * np.arange(1, count + 1) / length
    sites = np.arange(1, count + 1)
    sine = np.sqrt(2 / (count + 1)) * np.sin(np.pi * np.outer(sites, sites) / (count + 1))
    return sine @ np.diag(np.exp(0.5j * BETA * k**2 * DT * share)) @ sine


def as_complex(psi, complex_type):
    field = np.empty(psi.shape[1:], complex_type)
    field.real, field.imag = psi[0], psi[1]
    return field


class Dense:
    """Kinetic flow as two complex matrix products: the propagator is separable."""

    def __init__(self, real):
        self.type = np.result_type(real, np.complex64)
        self.parts = {
            share: (propagator(NX, W, share).astype(self.type), propagator(NZ, L, share).astype(self.type))
            for share in (0.5, 1.0)
        }

    def __call__(self, psi, share):
        ux, uz = self.parts[share]
        field = ux @ (as_complex(psi, self.type) @ uz)
        psi[0], psi[1] = field.real, field.imag
        return psi


class Folded:
    """The same with even and odd modes apart: a quarter of the entries of each propagator, half of the work."""

    def __init__(self, real):
        self.type = np.result_type(real, np.complex64)
        self.parts = {}
        for share in (0.5, 1.0):
            sides = []
            for count, length in ((NX, W), (NZ, L)):
                u, half = propagator(count, length, share), count // 2
                # Half of the even and odd part: unfolding is then a sum and a difference without a factor.
                near, far = u[:half, :half], u[:half, : half - 1 - count : -1]
                sides.append(np.stack([0.5 * (near + far), 0.5 * (near - far)]))
            self.parts[share] = [side.astype(self.type) for side in sides]
        self.x = np.empty((2, NX // 2, NZ), self.type)
        self.xz = np.empty((2, 2, NX // 2, NZ // 2), self.type)

    def __call__(self, psi, share):
        ux, uz = self.parts[share]
        hx, hz, x, xz = NX // 2, NZ // 2, self.x, self.xz
        field = as_complex(psi, self.type)
        low, high = field[:hx], field[: hx - 1 : -1]
        np.add(low, high, out=x[0])
        np.subtract(low, high, out=x[1])
        left, right = x[:, :, :hz], x[:, :, : hz - 1 : -1]
        np.add(left, right, out=xz[0])
        np.subtract(left, right, out=xz[1])
        y = np.matmul(xz, uz[:, None])
        y = np.matmul(ux[None], y)
        np.add(y[0], y[1], out=left)
        np.subtract(y[0], y[1], out=right)
        np.add(x[0], x[1], out=low)
        np.subtract(x[0], x[1], out=high)
        psi[0], psi[1] = field.real, field.imag
        return psi


class Machine:
    """Field and learning field, and the HEB step: forward, inject, reverse, echo, reverse, decay."""

    def __init__(self, real, kinetic):
        self.real = real
        self.kinetic = kinetic(real)
        window = ((Z >= 0.2 * L) & (Z <= 0.75 * L)) * np.ones_like(X)
        self.kick = (CHI * DT * window).astype(real)
        self.inputs = {(a, b): planes(encode(a, b), real) for a in (0, 1) for b in (0, 1)}
        self.targets = [planes(target(label), real) for label in (0, 1)]
        self.weight = weight()
        self.nudge = {}
        for epsilon in (0.0, EPSILON):
            angle = epsilon * self.weight
            self.nudge[epsilon] = np.cos(angle).astype(real), np.sin(angle).astype(real)
        self.psi = np.empty((2, NX, NZ), real)
        self.scratch = np.empty_like(self.psi)
        self.buffers = [np.empty((NX, NZ), real) for _ in range(4)]
        self.reset()

    def reset(self):
        self.theta = (0.06 * np.sin(2 * np.pi * X / W) * np.sin(5 * np.pi * Z / L)).astype(self.real)
        self.pi = np.zeros((NX, NZ), self.real)

    def drift(self, time):
        np.multiply(self.pi, self.real(OMEGA * time), out=self.buffers[0])
        self.theta += self.buffers[0]

    def local(self):
        intensity, phase, cos, sin = self.buffers
        np.multiply(self.psi, self.psi, out=self.scratch)
        np.add(self.scratch[0], self.scratch[1], out=intensity)
        np.multiply(self.theta, self.kick, out=phase)
        np.multiply(intensity, self.real(G * DT), out=cos)
        phase += cos
        np.cos(phase, out=cos)
        np.sin(phase, out=sin)
        rotate(self.psi, cos, sin, self.scratch)
        intensity *= self.kick
        self.pi -= intensity

    def travel(self):
        """One pass; neighbouring kinetic half steps are merged."""
        for step in range(STEPS + 1):
            share = 0.5 if step in (0, STEPS) else 1.0
            self.psi = self.kinetic(self.psi, share)
            self.drift(share * DT)
            if step < STEPS:
                self.local()

    def reverse(self):
        np.negative(self.psi[1], out=self.psi[1])
        np.negative(self.pi, out=self.pi)

    def echo(self, a0, a1, epsilon):
        """Returns the cost; leaves pi = -epsilon dC/dtheta + O(epsilon^2) as a density."""
        np.copyto(self.psi, self.inputs[a0, a1])
        self.travel()
        wanted = self.targets[a0 ^ a1]
        self.psi -= wanted
        cost = CELL * float(np.vdot(self.weight, np.square(self.psi, dtype=np.float64).sum(axis=0)))
        rotate(self.psi, *self.nudge[epsilon], self.scratch)
        self.psi += wanted
        self.reverse()
        self.travel()
        self.reverse()
        return cost

    def decay(self):
        self.pi *= self.real(OMEGA / GAMMA)
        self.theta += self.pi
        self.pi.fill(0)


def checks(machine):
    machine.reset()
    machine.echo(0, 1, 0.0)
    home = float(np.abs(machine.psi - machine.inputs[0, 1]).max())
    machine.reset()
    cost = machine.echo(0, 1, EPSILON)
    gradient = machine.pi.astype(np.float64) * (-CELL / EPSILON)
    probe = np.cos(3 * np.pi * X / W) * np.cos(2 * np.pi * Z / L)
    return {
        "echo_error": home,
        "cost": cost,
        "gradient_checksum": float(np.sum(gradient * probe)),
        "gradient_norm": float(np.linalg.norm(gradient)),
    }


def timed(machine, seconds):
    """Processor time, not wall time: a core that others use too then only takes longer to measure."""
    machine.reset()
    inputs = [(0, 0), (0, 1), (1, 0), (1, 1)]
    times, start = [], time.process_time()
    while time.process_time() - start < seconds or len(times) < 3:
        a0, a1 = inputs[len(times) % 4]
        before = time.process_time()
        machine.echo(a0, a1, EPSILON)
        machine.decay()
        times.append(1e3 * (time.process_time() - before))
    median = float(np.median(times))
    return {
        "steps": len(times),
        "step_ms": median,
        "step_ms_min": min(times),
        "lattice_step_us": 1e3 * median / (2 * STEPS),
    }


def main():
    kinetics = {"dst": SineTransform, "dense": Dense, "folded": Folded}
    reals = {"f32": np.float32, "f64": np.float64}
    machines = {}
    for line in sys.stdin:
        variant, precision, seconds = line.split()
        key = variant, precision
        if key not in machines:
            machine = Machine(reals[precision], kinetics[variant])
            machines[key] = machine, checks(machine)
        machine, check = machines[key]
        answer = {
            "peer": "numpy",
            "variant": variant,
            "precision": precision,
            "version": f"NumPy {np.__version__}, SciPy {scipy.__version__}, Python {sys.version.split()[0]}",
        }
        print(json.dumps(answer | timed(machine, float(seconds)) | check), flush=True)


if __name__ == "__main__":
    main()
