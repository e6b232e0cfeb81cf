#!/usr/bin/python3
"""A stack of oscillator layers trained with PyTorch autograd, float32: forward and backward of one training step, no optimiser.

Start with the folder of the agreed data (README.md). Reads lines "<variant> <steps> <seconds>" and answers each with one
line of JSON; the gradient goes into the folder as raw floats. Everything without memory in time (encoder, norm, B, C, GELU, gate,
head) is done for all steps at once; only the oscillators' state runs through time. Variants:
  eager        nonlinear: a Python loop over time, gradient by autograd
  stepwise     nonlinear: a Python loop over time of the whole network, one step through all layers after the other
  script       nonlinear: the loop compiled by TorchScript, gradient by autograd
  handwritten  nonlinear: loops compiled by TorchScript, forward and the backward one written by hand
  fft          linear: convolution with the analytic kernel by FFT
  scan         linear: parallel scan, log-depth, of the diagonal complex form
  chunked      linear: pieces of 64 steps as triangular products, states between the pieces likewise
"""
import os
import sys

with open("/proc/cpuinfo", encoding="ascii", errors="replace") as cpu:
    if "avx512vl" in cpu.read():
        # This OpenBLAS does not know newer processors and would fall back to its 256-bit kernels, which are slower.
        os.environ.setdefault("OPENBLAS_CORETYPE", "SkylakeX")
THREADS = 2
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = str(THREADS)

import ctypes
import json
import math
import platform
import time
from typing import List, Tuple

import numpy
import torch
import torch.nn.functional as F

LANES, N, H, BLOCKS, CLASSES, P, STEP = 4, 6, 64, 2, 5, 16, 1e-3
CHUNK = 64
M_TRIM_THRESHOLD, M_TOP_PAD, M_MMAP_MAX = -1, -2, -4


# ---------------------------------------------------------------- nonlinear oscillators: [steps, lanes, P] of drive to positions


def nonlinear_loop(drive, w, alpha, c, h: float):
    """Half drifts of neighbouring steps merged; five operations a step."""
    c = h * c
    pull = h * alpha
    half = torch.zeros_like(drive[0])
    pi = torch.zeros_like(half)
    halves, momenta = [], []
    for s in drive.unbind(0):
        halves.append(half)
        pi = torch.addcmul(torch.addcmul(pi, pull, half, value=-1.0), c, torch.tanh(torch.addcmul(s, w, half)), value=-1.0)
        momenta.append(pi)
        half = torch.add(half, pi, alpha=h)
    return torch.add(torch.stack(halves), torch.stack(momenta), alpha=0.5 * h)


@torch.jit.script
def nonlinear_script(drive: torch.Tensor, w: torch.Tensor, alpha: torch.Tensor, c: torch.Tensor, h: float) -> torch.Tensor:
    c = h * c
    pull = h * alpha
    half = torch.zeros_like(drive[0])
    pi = torch.zeros_like(half)
    halves: List[torch.Tensor] = []
    momenta: List[torch.Tensor] = []
    for s in drive.unbind(0):
        halves.append(half)
        pi = torch.addcmul(torch.addcmul(pi, pull, half, value=-1.0), c, torch.tanh(torch.addcmul(s, w, half)), value=-1.0)
        momenta.append(pi)
        half = torch.add(half, pi, alpha=h)
    return torch.add(torch.stack(halves), torch.stack(momenta), alpha=0.5 * h)


@torch.jit.script
def forward_loop(drive: torch.Tensor, w: torch.Tensor, alpha: float, hc: torch.Tensor, h: float,
                 halves: torch.Tensor, tanhs: torch.Tensor, momenta: torch.Tensor):
    half = torch.zeros_like(drive[0])
    pi = torch.zeros_like(half)
    row_half, row_tanh, row_pi, row_drive = halves.unbind(0), tanhs.unbind(0), momenta.unbind(0), drive.unbind(0)
    pull = -h * alpha
    row_half[0].zero_()
    for k in range(len(row_drive)):
        half = row_half[k]
        tanh = torch.addcmul(row_drive[k], w, half, out=row_tanh[k]).tanh_()
        pi = torch.add(pi, half, alpha=pull, out=row_pi[k]).addcmul_(hc, tanh, value=-1.0)
        torch.add(half, pi, alpha=h, out=row_half[k + 1])


@torch.jit.script
def backward_loop(error: torch.Tensor, stiffness: torch.Tensor, h: float, halves: torch.Tensor):
    """error: half of it twice, for the two half drifts; stiffness: -h V''. Writes the error of each half-step position."""
    rows, row_error, row_stiffness = halves.unbind(0), error.unbind(0), stiffness.unbind(0)
    dpi = torch.zeros_like(error[0])
    dphi = torch.zeros_like(dpi)
    half_step = 0.5 * h
    for j in range(len(row_error)):
        k = len(row_error) - 1 - j
        dpi.add_(row_error[k])
        dhalf = torch.add(dphi, dpi, alpha=half_step, out=rows[k])
        dpi.addcmul_(row_stiffness[k], dhalf)
        torch.add(dhalf, dpi, alpha=half_step, out=dphi)


class Handwritten(torch.autograd.Function):
    @staticmethod
    def forward(ctx, drive, w, alpha, c, h):
        drive = drive.contiguous()
        halves = drive.new_empty((drive.shape[0] + 1,) + drive.shape[1:])
        tanhs, momenta = torch.empty_like(drive), torch.empty_like(drive)
        forward_loop(drive, w, float(alpha), (h * c).expand_as(drive[0]).contiguous(), h, halves, tanhs, momenta)
        ctx.h = h
        ctx.save_for_backward(w, alpha, c, halves, tanhs)
        return momenta.mul_(0.5 * h).add_(halves[:-1])

    @staticmethod
    def backward(ctx, error):
        w, alpha, c, halves, tanhs = ctx.saved_tensors
        h, halves = ctx.h, halves[:-1]
        slope = torch.addcmul(c, tanhs, tanhs * c, value=-1.0)
        stiffness = torch.add(-h * alpha, slope * w, alpha=-h)
        dhalf = torch.empty_like(tanhs)
        backward_loop(error.contiguous(), stiffness, h, dhalf)
        dhalf.mul_(-h)
        dc, dalpha = (tanhs * dhalf).sum((0, 1)), (halves * dhalf).sum()
        slope.mul_(dhalf)
        return slope, (slope * halves).sum((0, 1)), dalpha.reshape(1), dc, None


def handwritten(drive, w, alpha, c, h):
    return Handwritten.apply(drive, w, alpha, c, h)


# ---------------------------------------------------------------- linear oscillators: [steps, lanes, 2, P] of drive to positions


def frequency(A, h):
    """Of the discrete step: cos omega = 1 - h^2 A/2, and phi_n = c sin((n + 1/2) omega) with c = (h^2/2)/sin(omega/2) answers a
    unit drive. In double precision, or the phase would be lost on the way to thousands of steps; what is made of it is single."""
    A, h = A.double(), h.double()
    omega = 2 * torch.asin(0.5 * h * torch.sqrt(A))
    return omega, 0.5 * h * h / torch.sin(0.5 * omega)


def numbers(count):
    return torch.arange(count, dtype=torch.float64)


def good_size(n):
    """The smallest number from n on without prime factors beyond five that is even: what FFTs like."""
    best = 1 << (n - 1).bit_length()
    five = 1
    while five < best:
        three = five
        while three < best:
            two = three * 2
            while two < n:
                two *= 2
            best = min(best, two)
            three *= 3
        five *= 5
    return best


def linear_fft(drive, A, h):
    steps = drive.shape[0]
    size = good_size(2 * steps - 1)
    series = drive.permute(1, 2, 3, 0).contiguous()
    omega, c = frequency(A, h)
    k = torch.fft.rfft((c.unsqueeze(1) * torch.sin(torch.outer(omega, numbers(steps) + 0.5))).float(), n=size)
    phi = torch.fft.irfft(torch.fft.rfft(series, n=size) * k, n=size)[..., :steps]
    return phi.permute(3, 0, 1, 2)


def linear_scan(drive, A, h):
    """y_k = e^(i omega) y_(k-1) + s_k, phi_k = Im(c y_k): the diagonal form; both halves of the state in one complex number."""
    omega, c = frequency(A, h)

    def turn(exponent):
        return torch.polar(torch.ones_like(omega), exponent * omega).to(torch.complex64)

    def scan(x, power):
        if x.shape[0] == 1:
            return x
        odd_length = x.shape[0] % 2
        if odd_length:
            x = torch.cat((x, torch.zeros_like(x[:1])))
        even, odd = x[0::2], x[1::2]
        m = turn(power)
        late = scan(odd + m * even, 2 * power)
        early = torch.cat((even[:1], even[1:] + m * late[:-1]))
        y = torch.stack((early, late), 1).flatten(0, 1)
        return y[:-1] if odd_length else y

    y = scan(torch.complex(drive, torch.zeros_like(drive)), 1)
    real, imaginary = (c * torch.sin(0.5 * omega)).float(), (c * torch.cos(0.5 * omega)).float()
    return torch.addcmul(real * y.real, imaginary, y.imag)


def linear_chunked(drive, A, h):
    """Within a piece a triangular Toeplitz matrix per oscillator; the states at the seams by one more triangular product."""
    steps, p = drive.shape[0], A.shape[0]
    pieces = -(-steps // CHUNK)
    if pieces * CHUNK != steps:
        drive = F.pad(drive, (0, 0, 0, 0, 0, 0, 0, pieces * CHUNK - steps))
    columns = LANES * 2
    # [P, CHUNK, pieces x lanes x 2]
    s = drive.reshape(pieces, CHUNK, columns, p).permute(3, 1, 0, 2).reshape(p, CHUNK, pieces * columns)
    omega, c = (x.unsqueeze(1) for x in frequency(A, h))
    n, m = numbers(CHUNK), numbers(pieces)
    lag, between = n[:, None] - n[None, :], m[:, None] - 1 - m[None, :]
    toeplitz = (c.unsqueeze(2) * torch.sin((lag + 0.5) * omega.unsqueeze(2)) * (lag >= 0)).float()
    # What a piece leaves behind, at its end: [P, 2 (real, imaginary), CHUNK].
    left = torch.stack((torch.cos((CHUNK - 1 - n) * omega), torch.sin((CHUNK - 1 - n) * omega)), 1).float()
    ends = torch.bmm(left, s).reshape(p, 2, pieces, columns)
    angle = between * (CHUNK * omega.unsqueeze(2))
    re, im = (torch.cos(angle) * (between >= 0)).float(), (torch.sin(angle) * (between >= 0)).float()
    begin = torch.stack((torch.bmm(re, ends[:, 0]) - torch.bmm(im, ends[:, 1]),
                         torch.bmm(im, ends[:, 0]) + torch.bmm(re, ends[:, 1])), 1).reshape(p, 2, pieces * columns)
    # What a beginning adds along its piece: phi = c Im(e^(i omega (n + 1 + 1/2)) y).
    along = torch.stack((c * torch.sin((n + 1.5) * omega), c * torch.cos((n + 1.5) * omega)), 2).float()
    phi = torch.baddbmm(torch.bmm(toeplitz, s), along, begin)
    return phi.reshape(p, CHUNK, pieces, LANES, 2).permute(2, 1, 3, 4, 0).reshape(pieces * CHUNK, LANES, 2, p)[:steps]


NONLINEAR = {"eager": nonlinear_loop, "script": nonlinear_script, "handwritten": handwritten}
LINEAR = {"fft": linear_fft, "scan": linear_scan, "chunked": linear_chunked}


# ---------------------------------------------------------------- the stack


def shapes(linear):
    yield "encoder/W", (N, H)
    yield "encoder/b", (H,)
    for _ in range(BLOCKS):
        for name in ("A", "h") if linear else ("w", "b", "c"):
            yield name, (P,)
        if not linear:
            yield "alpha", (1,)
        for part in (".re", ".im") if linear else ("",):
            yield "B" + part, (H, P)
        for part in (".re", ".im") if linear else ("",):
            yield "C" + part, (P, H)
        yield "D", (H,)
        yield "W1", (H, H)
        yield "b1", (H,)
        yield "W2", (H, H)
        yield "b2", (H,)
    yield "head/W", (H, CLASSES)
    yield "head/b", (CLASSES,)


class Stack:
    def __init__(self, folder, linear):
        theta = torch.from_numpy(numpy.fromfile(f"{folder}/{'linear' if linear else 'nonlinear'}-theta.f32", dtype=numpy.float32))
        self.linear, self.tensors, at = linear, [], 0
        for name, shape in shapes(linear):
            count = math.prod(shape)
            self.tensors.append((name, theta[at:at + count].reshape(shape).clone().requires_grad_()))
            at += count
        if at != theta.numel():
            raise SystemExit(f"{theta.numel()} parameters, not {at}")

    def blocks(self):
        size = (len(self.tensors) - 4) // BLOCKS
        for b in range(BLOCKS):
            yield dict(self.tensors[2 + b * size:2 + (b + 1) * size])

    def cost(self, u, unit):
        """u: [steps, lanes, N]."""
        steps = u.shape[0]
        x = torch.addmm(self.tensors[1][1], u.reshape(-1, N), self.tensors[0][1])
        for t in self.blocks():
            z = F.layer_norm(x, (H,))
            if self.linear:
                s = torch.mm(z, torch.cat((t["B.re"], t["B.im"]), 1)).reshape(steps, LANES, 2, P)
                phi = unit(s, torch.relu(t["A"]), torch.sigmoid(t["h"])).reshape(steps * LANES, 2 * P)
                C = torch.cat((t["C.re"], -t["C.im"]))
            else:
                s = torch.addmm(t["b"], z, t["B"]).reshape(steps, LANES, P)
                c = torch.sigmoid(torch.sigmoid(t["c"]))
                phi = unit(s, t["w"], t["alpha"], c, STEP).reshape(steps * LANES, P)
                C = t["C"]
            v = F.gelu(torch.addcmul(torch.mm(phi, C), t["D"], z), approximate="tanh")
            # Both matrices of the gate in one product, and the gate as one operation.
            y = torch.addmm(torch.cat((t["b1"], t["b2"])), v, torch.cat((t["W1"], t["W2"]), 1))
            x = x + F.glu(y, -1)
        return self.head(x.reshape(steps, LANES, H).mean(0))

    def stepwise(self, u, _):
        blocks = [dict(t, c=torch.sigmoid(torch.sigmoid(t["c"]))) for t in self.blocks()]
        state = [(torch.zeros(LANES, P), torch.zeros(LANES, P)) for _ in blocks]
        pool = torch.zeros(LANES, H)
        for u_k in u.unbind(0):
            x = torch.addmm(self.tensors[1][1], u_k, self.tensors[0][1])
            for i, t in enumerate(blocks):
                phi, pi = state[i]
                z = F.layer_norm(x, (H,))
                half = torch.add(phi, pi, alpha=0.5 * STEP)
                a = torch.addcmul(torch.addmm(t["b"], z, t["B"]), t["w"], half)
                pi = torch.sub(pi, torch.addcmul(t["alpha"] * half, t["c"], torch.tanh(a)), alpha=STEP)
                phi = torch.add(half, pi, alpha=0.5 * STEP)
                state[i] = (phi, pi)
                v = F.gelu(torch.addcmul(torch.mm(phi, t["C"]), t["D"], z), approximate="tanh")
                x = x + torch.addmm(t["b1"], v, t["W1"]) * torch.sigmoid(torch.addmm(t["b2"], v, t["W2"]))
            pool = pool + x
        return self.head(pool / u.shape[0])

    def head(self, m):
        p = torch.addmm(self.tensors[-1][1], m, self.tensors[-2][1])
        return F.cross_entropy(p, torch.arange(LANES) % CLASSES, reduction="sum")

    def step(self, u, variant):
        for _, tensor in self.tensors:
            tensor.grad = None
        cost = self.stepwise(u, None) if variant == "stepwise" else self.cost(u, (LINEAR if self.linear else NONLINEAR)[variant])
        cost.backward()
        return cost.item()

    def write_gradient(self, path):
        torch.cat([tensor.grad.reshape(-1) for _, tensor in self.tensors]).numpy().astype(numpy.float32).tofile(path)


def main():
    folder = sys.argv[1]
    torch.set_num_threads(THREADS)
    c = ctypes.CDLL("libc.so.6")
    stacks = {linear: Stack(folder, linear) for linear in (False, True)}
    u = torch.from_numpy(numpy.fromfile(f"{folder}/input.f32", dtype=numpy.float32).reshape(-1, LANES, N))
    for line in sys.stdin:
        variant, steps, seconds = line.split()
        if float(seconds) > 0:
            # Memory that a step frees serves the next one instead of being mapped and cleared anew: up to a quarter faster.
            # It takes up to a quarter more, so a single step, by which memory is measured, goes without.
            c.mallopt(M_MMAP_MAX, 0)
            c.mallopt(M_TRIM_THRESHOLD, 2**31 - 1)
            c.mallopt(M_TOP_PAD, 64 << 20)
        stack, part, times = stacks[variant in LINEAR], u[:int(steps)], []
        start = time.perf_counter()
        while not times or time.perf_counter() - start < float(seconds):
            before = time.perf_counter()
            cost = stack.step(part, variant)
            times.append(1e3 * (time.perf_counter() - before))
        name = f"torch-{variant}.gradient"
        stack.write_gradient(f"{folder}/{name}")
        times.sort()
        median = 0.5 * (times[(len(times) - 1) // 2] + times[len(times) // 2])
        version = f"PyTorch {torch.__version__}, Python {platform.python_version()}"
        # Whoever measures memory takes the level of a process that holds parameters and input alone.
        for _, tensor in stack.tensors:
            tensor.grad = None
        c.malloc_trim(0)
        print(json.dumps({"peer": "torch", "step_ms": median, "step_ms_min": times[0], "cost": cost, "gradient": name,
                          "version": version}), flush=True)


if __name__ == "__main__":
    main()
