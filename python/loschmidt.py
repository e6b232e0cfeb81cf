"""Loschmidt from Python: write a device, start runs, read what they left. One file, no packages; Python 3.9 or newer.

Copy it beside your program, or put its folder on PYTHONPATH. Arrays are NumPy's where NumPy is installed, and ``Array`` otherwise.

A device, which teaches itself or is updated by the computer beside it:

    class Swing(loschmidt.Device):
        features, outputs, targets = 1, 1, 1
        def prepare(self, input): ...
        def evolve(self): ...
        def inject(self, target, epsilon): ...
        def reverse(self): ...
        def decay(self, rate, time): ...
        def read(self): return [self.q]
    loschmidt.serve(Swing())

Runs, by the command line (the environment variable LOSCHMIDT names it where it is not found):

    run = loschmidt.train("xor", steps=100, set={"training.batch": 4}, watch=print)
    run.metrics[-1]["cost"], run.figures, run.tensors(), loschmidt.predict(run, [[0, 1], [1, 1]])
"""
import array
import ast
import base64
import http.server
import json
import math
import os
import pathlib
import shlex
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import zipfile
from numbers import Real

try:
    import numpy
except ImportError:
    numpy = None

__all__ = ["Device", "Refusal", "serve", "Array", "Run", "Training", "LoschmidtError", "start", "train", "predict", "runs", "load", "save"]

PROTOCOL = 1
LONGEST_LINE = 4 << 20


# ---------------------------------------------------------------------------------------------------------------------- devices

class Refusal(Exception):
    """What a device answers in place of a result. Codes: protocol, json, verb, range, shape, state, busy, fault."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code, self.message = code, message


class Device:
    """A machine to be trained: give features, outputs, targets, and the verbs it has. Everything else is done here.

    A self-learning device has prepare(input), evolve(), inject(target, epsilon), reverse(), decay(rate, time) and read(). A device that
    has load(theta) is host-updated: it also has theta() and listen(), says what its ``parameters`` are, and needs no decay.
    inject is the flow of C = ½ Σ (output - target)² for a time epsilon, which may be negative; of another cost, say ``injects = "own"``.
    Numbers outside ``ranges`` are refused before your verb is called, steps are done once, and a snapshot holds every attribute that is
    a number, a text, a list, a dict or an array; replace snapshot() and restore(snapshot) where that is not the whole state.
    """

    name, injects = None, "square"
    features = outputs = targets = 1
    ranges = {"input": [-1, 1], "target": [-1, 1], "epsilon": [-0.1, 0.1]}
    units, settle, noise, duration, parameters = {}, {}, {}, {}, []

    def snapshot(self):
        """The state as text: every attribute of this object."""
        return json.dumps(_packed(vars(self)))

    def restore(self, snapshot):
        """Goes back to a state that ``snapshot`` told."""
        state = _unpacked(json.loads(snapshot))
        vars(self).clear()
        vars(self).update(state)

    def hello(self):
        """What the handshake says of this device."""
        hosted = callable(getattr(self, "load", None))
        said = {
            "protocol": PROTOCOL, "name": self.name or type(self).__name__, "kind": "host-updated" if hosted else "self-learning",
            "features": self.features, "outputs": self.outputs, "targets": self.targets, "verbs": self._verbs(), "ranges": self.ranges,
            "cost": self.injects, "units": self.units, "settle": self.settle, "noise": self.noise, "duration": self.duration,
            "conjugates": callable(getattr(self, "reverse", None)), "arrays": ["plain", "base64"]}
        return {**said, "parameters": self.parameters} if hosted else said

    def _verbs(self):
        known = ("prepare", "evolve", "inject", "reverse", "decay", "read", "snapshot", "restore",
                 "load", "theta", "listen", "probe", "measure", "reinject")
        return [verb for verb in known if callable(getattr(self, verb, None))]


class _Session:
    """One device and what is remembered of it between lines: the last step, and what was answered."""

    def __init__(self, device):
        self.device, self.step, self.told = device, 0, None
        self.verbs, self.lock = device._verbs(), threading.Lock()

    def line(self, text):
        with self.lock:
            try:
                request = json.loads(text)
                if not isinstance(request, dict):
                    raise ValueError("a request is an object")
                reply = self.greet(request["hello"]) if "hello" in request else self.answer(request)
            except (ValueError, TypeError, KeyError, RecursionError) as problem:
                reply = {"error": {"code": "json", "message": _words(problem)}}
            return json.dumps(reply)

    def greet(self, hello):
        if PROTOCOL in hello.get("protocols", []):
            return {"hello": {**self.device.hello(), "step": self.step}}
        return {"error": {"code": "protocol", "message": f"protocol {PROTOCOL} is spoken here", "protocols": [PROTOCOL]}}

    def answer(self, request):
        reply, step, results, verb = {"id": request.get("id")}, request.get("step"), [], "do"
        if step is not None:
            reply["step"] = step
            if step == self.step:
                return {**reply, "results": self.told}
        try:
            if step is not None and step < self.step:
                raise Refusal("state", f"step {step} is over; the last one was {self.step}")
            for one in request["do"]:
                verb = one["verb"]
                results.append(json.loads(json.dumps(self.do(dict(one)), default=_listed, allow_nan=False)))
            reply["results"] = results
        except Refusal as refusal:
            return {"id": reply["id"], "error": {"code": refusal.code, "message": refusal.message, "at": len(results)}}
        except Exception as problem:  # whatever the device's own code raises is its fault, and the line goes on
            traceback.print_exc(file=sys.stderr)
            message = f"{verb}: {_words(problem)}{_where(problem, self.device)}"
            return {"id": reply["id"], "error": {"code": "fault", "message": message, "at": len(results)}}
        if step is not None:
            self.step, self.told = step, reply["results"]
        return reply

    def do(self, words):
        verb, device = words.pop("verb", None), self.device
        if verb not in self.verbs:
            raise Refusal("verb", f"{verb!r} is no verb of this device; it has {', '.join(self.verbs)}")
        words = {name: _plain(value) for name, value in words.items()}
        for name, count in (("input", device.features), ("target", device.targets)):
            if name in words and (not isinstance(words[name], list) or len(words[name]) != count):
                raise Refusal("shape", f"{name} is a list of {count} numbers")
        for name, value in words.items():
            self.guard(name, value)
        if verb == "snapshot":
            return json.dumps([self.step, self.told, device.snapshot()])
        if verb == "restore":
            self.step, self.told, inside = json.loads(words["snapshot"])
            return device.restore(inside)
        if verb == "decay":
            words = {"rate": words["rate"], "time": words.get("time", math.inf),
                     **({"temperature": words["temperature"]} if words.get("temperature") else {})}
        answer = getattr(device, verb)(**words)
        if verb == "read" and not _finite(answer, device.outputs):
            raise Refusal("fault", f"read must return a list of {device.outputs} finite numbers, and returned {_short(answer)}")
        return answer

    def guard(self, name, value):
        low, high = self.device.ranges.get(name, (-math.inf, math.inf))
        for i, one in enumerate(value if isinstance(value, list) else [value]):
            if name in self.device.ranges and not low <= one <= high:
                unit = self.device.units.get(name, "")
                raise Refusal("range", f"{name} {i} = {one} {unit} lies outside {low} to {high}".replace("  ", " "))


def serve(device, address=None):
    """Serves a device until its client goes: over standard input and output, or at tcp://127.0.0.1:PORT or http://127.0.0.1:PORT/.

    Only this computer is listened to, unless the address names another interface. What the device prints goes to standard error,
    since standard output belongs to the protocol.
    """
    session = _Session(device)
    if address is None:
        out, sys.stdout = sys.stdout, sys.stderr
        lines = iter(lambda: sys.stdin.buffer.readline(LONGEST_LINE + 1), b"")
        try:
            for line in lines:
                out.write(_reply(session, line) + "\n")
                out.flush()
        finally:
            sys.stdout = out
        return
    scheme, _, rest = address.partition("://")
    host, _, port = rest.strip("/").split("/")[0].rpartition(":")
    if scheme == "tcp":
        _serve_tcp(session, host or "127.0.0.1", int(port))
    elif scheme == "http":
        _serve_http(session, host or "127.0.0.1", int(port))
    else:
        raise ValueError(f"{address!r} is neither tcp://HOST:PORT nor http://HOST:PORT/")


def _reply(session, line):
    if len(line) > LONGEST_LINE:
        return json.dumps({"error": {"code": "json", "message": f"a line has at most {LONGEST_LINE} bytes"}})
    return session.line(line)


def _serve_tcp(session, host, port):
    with socket.create_server((host, port)) as server:
        print(f"listening at tcp://{host}:{server.getsockname()[1]}", file=sys.stderr, flush=True)
        while True:
            client, _ = server.accept()
            with client, client.makefile("rb") as lines:
                client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                try:
                    for line in iter(lambda: lines.readline(LONGEST_LINE + 1), b""):
                        client.sendall(_reply(session, line).encode() + b"\n")
                except ConnectionError:
                    continue


def _serve_http(session, host, port):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            length = int(self.headers.get("Content-Length", 0))
            ok = self.path.rstrip("/").endswith("/loschmidt") and length <= LONGEST_LINE
            lines = self.rfile.read(length).splitlines() if ok else []
            body = "".join(session.line(line) + "\n" for line in lines if line.strip()).encode()
            self.send_response(200 if ok else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            pass

    with http.server.ThreadingHTTPServer((host, port), Handler) as server:
        print(f"listening at http://{host}:{server.server_address[1]}/", file=sys.stderr, flush=True)
        server.serve_forever()


def _plain(value):
    if isinstance(value, dict) and "f64" in value:
        numbers = array.array("d", base64.b64decode(value["f64"], validate=True))
        if sys.byteorder == "big":
            numbers.byteswap()
        return list(numbers)
    return value


def _listed(value):
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, (set, tuple, range)):
        return list(value)
    raise TypeError(f"{type(value).__name__} cannot be sent; send numbers and lists of numbers")


def _packed(value):
    if isinstance(value, dict):
        return {"{}": [[_packed(key), _packed(one)] for key, one in value.items()]}
    if isinstance(value, complex):
        return {"complex": [value.real, value.imag]}
    if isinstance(value, tuple):
        return {"tuple": [_packed(one) for one in value]}
    if isinstance(value, array.array):
        return {"array": [value.typecode, value.tolist()]}
    if numpy is not None and isinstance(value, numpy.ndarray):
        return {"numpy": [value.dtype.str, value.shape, base64.b64encode(numpy.ascontiguousarray(value).tobytes()).decode()]}
    if numpy is not None and isinstance(value, numpy.generic):
        return value.item()
    if isinstance(value, list):
        return [_packed(one) for one in value]
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    raise TypeError(f"an attribute of type {type(value).__name__} cannot be kept; write snapshot() and restore(snapshot) yourself")


def _unpacked(value):
    if isinstance(value, list):
        return [_unpacked(one) for one in value]
    if not isinstance(value, dict):
        return value
    (kind, inside), = value.items()
    if kind == "{}":
        return {_unpacked(key): _unpacked(one) for key, one in inside}
    if kind == "complex":
        return complex(*inside)
    if kind == "tuple":
        return tuple(_unpacked(one) for one in inside)
    if kind == "array":
        return array.array(*inside)
    return numpy.frombuffer(base64.b64decode(inside[2]), inside[0]).reshape(inside[1]).copy()


def _finite(answer, count):
    answer = answer.tolist() if hasattr(answer, "tolist") else answer
    return (isinstance(answer, (list, tuple)) and len(answer) == count
            and all(isinstance(one, Real) and math.isfinite(one) for one in answer))


def _short(answer):
    text = repr(answer).replace("\n", " ")
    return text if len(text) <= 80 else text[:77] + "..."


def _words(problem):
    return f"{type(problem).__name__}: {problem}".replace("\n", " ")


def _where(problem, device):
    """The line of the file the device is written in that raised, or led there; nothing where it was none of its lines."""
    home = getattr(sys.modules.get(type(device).__module__), "__file__", None)
    lines = [frame.lineno for frame in traceback.extract_tb(problem.__traceback__) if frame.filename == home]
    return f" ({os.path.basename(home)}, line {lines[-1]})" if lines else ""


# ------------------------------------------------------------------------------------------------------------------------- runs

class LoschmidtError(RuntimeError):
    """A command that did not succeed: its one line, and ``code`` 1 failed, 2 bad input, 130 interrupted."""

    def __init__(self, message, code):
        super().__init__(message)
        self.code = code


def command():
    """The command line as a list of words: LOSCHMIDT, or the one on the PATH, or that of the checkout this file lies in."""
    here = pathlib.Path(__file__).resolve().parent.parent / "loschmidt"
    named = os.environ.get("LOSCHMIDT")
    found = shutil.which("loschmidt") or (str(here) if here.is_file() else None)
    if named:
        return shlex.split(named)
    if not found:
        raise LoschmidtError("no command 'loschmidt' is on the PATH; set LOSCHMIDT to where it is", 2)
    return [found]


def call(*words):
    """Runs a command to its end and gives its JSON document. Raises LoschmidtError with the command's own line."""
    done = subprocess.run([*command(), *map(str, words), "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    return _document(done.returncode, done.stdout, done.stderr)


def _document(code, out, error):
    try:
        document = json.loads(out)
    except ValueError:
        document = {"error": (error.strip().splitlines() or ["no answer"])[-1]}
    if code not in (0, 130) or "error" in document:
        raise LoschmidtError(document.get("error", error.strip()), code)
    return document


class Run:
    """What a run's folder holds; read when asked for, so that a run at work may be looked at too."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def __repr__(self):
        return f"Run({str(self.folder)!r})"

    @property
    def name(self):
        return self.folder.name

    @property
    def result(self):
        """What result.json says; None while there is none."""
        path = self.folder / "result.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    @property
    def metrics(self):
        """metrics.jsonl as a list of dicts; a line that is still being written is left out."""
        path = self.folder / "metrics.jsonl"
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        return [json.loads(line) for line in text[:text.rfind("\n") + 1].splitlines() if line]

    @property
    def figures(self):
        """Paths of the pictures."""
        return sorted((self.folder / "figures").glob("*.svg"))

    @property
    def checkpoints(self):
        """Folders of the checkpoints, oldest first."""
        found = (self.folder / "checkpoints").glob("*/state.safetensors")
        return sorted((path.parent for path in found if path.parent.name.isdigit()), key=lambda path: int(path.name))

    def tensors(self, step=None):
        """The arrays of a checkpoint, by name; of the last one where no step is named."""
        kept = [path for path in self.checkpoints if step is None or int(path.name) == step]
        if not kept:
            raise LoschmidtError(f"{self.name} has no checkpoint" + ("" if step is None else f" of step {step}"), 2)
        return load(kept[-1] / "state.safetensors")


class Training:
    """A training at work. Iterating gives its metrics as they are written; ``result()`` waits for its end and gives the Run."""

    def __init__(self, words, place):
        self.place, self.before = pathlib.Path(place), {path.name for path in pathlib.Path(place).glob("*")}
        self._out, self._error = tempfile.TemporaryFile(), tempfile.TemporaryFile()
        self.process = subprocess.Popen([*command(), *words, "--runs", str(place), "--json"], stdout=self._out, stderr=self._error)
        self.run, self._document, self._read = None, None, 0

    def __iter__(self):
        while True:
            over = self.process.poll() is not None
            self._find()
            points = self.run.metrics if self.run else []
            for point in points[self._read:]:
                self._read += 1
                yield point
            if over:
                return
            time.sleep(0.1)

    def stop(self):
        """Asks it to stop: it saves what it has, and can be resumed."""
        self.process.terminate()

    def result(self):
        """Waits, and gives the Run. Raises LoschmidtError where the training failed."""
        self.process.wait()
        if self._document is None:
            self._document = _document(self.process.returncode, self._text(self._out), self._text(self._error))
            self.run = Run(self._document["folder"])
        return self.run

    def _find(self):
        if self.run is None:
            for path in self.place.glob("*/lock.owner"):
                if path.parent.name not in self.before and _owner(path) == self.process.pid:
                    self.run = Run(path.parent)
            if self.run is None and self.process.poll() in (0, 130):
                self.result()

    @staticmethod
    def _text(file):
        file.seek(0)
        return file.read().decode("utf-8", "replace")


def _owner(path):
    """The process that works on a run: the first word of its lock.owner."""
    try:
        return int(path.read_text(encoding="utf-8").split()[0])
    except (OSError, ValueError, IndexError):
        return None


def start(experiment, *, steps=None, epochs=None, seed=None, estimator=None, set=None, quick=False, threads=None, data=None, runs="runs"):
    """Starts a training of a preset or an experiment file and gives a Training. ``set`` holds keys such as {"training.batch": 4}."""
    words = ["train", str(experiment)]
    for name, value in (("steps", steps), ("epochs", epochs), ("seed", seed), ("estimator", estimator), ("threads", threads), ("data", data)):
        words += [] if value is None else [f"--{name}", str(value)]
    words += ["--quick"] if quick else []
    for key, value in (set or {}).items():
        words += ["--set", f"{key}={value if isinstance(value, str) else json.dumps(value)}"]
    pathlib.Path(runs).mkdir(parents=True, exist_ok=True)
    return Training(words, runs)


def train(experiment, *, watch=None, **options):
    """Trains to the end and gives the Run; ``watch`` is called with every point of the metrics as it comes. Options as of ``start``."""
    training = start(experiment, **options)
    try:
        for point in training:
            if watch:
                watch(point)
    except BaseException:
        training.stop()
        raise
    return training.result()


def runs(place="runs"):
    """What ``loschmidt runs list`` tells: a dict for every run."""
    return call("runs", "list", "--runs", place)["runs"]


def predict(run, samples, *, runs="runs", checkpoint=None):
    """Answers of a trained machine: a list with a dict for every sample. ``samples`` is a file, rows of numbers, or an array."""
    name = str(run.folder if isinstance(run, Run) else run)
    more = [] if checkpoint is None else ["--checkpoint", str(checkpoint)]
    if isinstance(samples, (str, os.PathLike)):
        return call("predict", name, os.fspath(samples), "--runs", runs, *more)["predictions"]
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "samples.npy")
        save(file, samples)
        return call("predict", name, file, "--runs", runs, *more)["predictions"]


# ----------------------------------------------------------------------------------------------------------------------- arrays

class Array:
    """An array without NumPy: ``shape``, and ``data``, an array.array in C order (a list where booleans or half floats were read)."""

    def __init__(self, data, shape):
        self.data, self.shape = data, tuple(shape)

    def __len__(self):
        return self.shape[0]

    def __getitem__(self, index):
        for i, extent in zip(index if isinstance(index, tuple) else (index,), self.shape):
            if not -extent <= i < extent:
                raise IndexError(f"{index} lies outside an array of shape {self.shape}")
        place, rest = 0, self.shape
        for i in index if isinstance(index, tuple) else (index,):
            place, rest = place * rest[0] + i % rest[0], rest[1:]
        size = math.prod(rest)
        part = self.data[place * size:(place + 1) * size]
        return Array(part, rest) if rest else part[0]

    def tolist(self):
        """Nested lists; a number where the shape is empty."""
        return self.data[0] if not self.shape else [one.tolist() if isinstance(one, Array) else one for one in (self[i] for i in range(len(self)))]

    def __repr__(self):
        return f"Array(shape={self.shape})"


def load(path):
    """Reads a .npy file (an array), or .npz or .safetensors (a dict of arrays)."""
    path = pathlib.Path(path)
    if path.suffix == ".npz":
        with zipfile.ZipFile(path) as archive:
            return {name[:-4]: _npy(archive.read(name), f"{path}: {name}") for name in archive.namelist() if name.endswith(".npy")}
    return _safetensors(path.read_bytes(), path) if path.suffix == ".safetensors" else _npy(path.read_bytes(), path)


def save(path, values):
    """Writes numbers (nested lists, an Array, or NumPy's) as a .npy file of doubles in C order."""
    values = values.tolist() if hasattr(values, "tolist") else values
    shape, flat = [], values
    while isinstance(flat, (list, tuple)):
        shape.append(len(flat))
        flat = flat[0] if flat else None
    numbers = array.array("d", _flat(values, shape))
    if sys.byteorder == "big":
        numbers.byteswap()
    header = repr({"descr": "<f8", "fortran_order": False, "shape": tuple(shape)})
    header += " " * (-(len(header) + 11) % 64) + "\n"
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode("latin-1") + numbers.tobytes())


def _flat(values, shape):
    if not shape:
        return [float(values)]
    if len(values) != shape[0]:
        raise ValueError(f"rows of different lengths: {len(values)} where the first has {shape[0]}")
    return [number for one in values for number in _flat(one, shape[1:])]


_CODES = {"f8": "d", "f4": "f", "f2": "e", "i1": "b", "i2": "h", "i4": "i", "i8": "q", "u1": "B", "u2": "H", "u4": "I", "u8": "Q", "b1": "?"}
_SAFE = {"F64": "f8", "F32": "f4", "F16": "f2", "I8": "i1", "I16": "i2", "I32": "i4", "I64": "i8", "U8": "u1", "U16": "u2", "U32": "u4",
         "U64": "u8", "BOOL": "b1"}


def _npy(content, path):
    if content[:6] != b"\x93NUMPY":
        raise ValueError(f"{path} is no .npy file")
    form, first = ("<H", 10) if content[6] == 1 else ("<I", 12)
    size, = struct.unpack_from(form, content, 8)
    header = ast.literal_eval(content[first:first + size].decode("latin-1" if content[6] < 3 else "utf-8").strip())
    kind = header["descr"]
    if not isinstance(kind, str) or kind[1:] not in _CODES:
        raise ValueError(f"{path} holds numbers of kind {kind}; floats, integers and booleans are read")
    shape = header["shape"]
    if not header["fortran_order"]:
        return _numbers(content, first + size, kind[1:], shape, kind[0] == ">")
    turned = _numbers(content, first + size, kind[1:], shape[::-1], kind[0] == ">")
    return turned.T if numpy is not None else _transposed(turned)


def _transposed(array_):
    shape, steps, step = array_.shape[::-1], [], 1
    for extent in shape:
        steps.append(step)
        step *= extent
    places = [0]
    for extent, step in zip(shape, steps):
        places = [place + i * step for place in places for i in range(extent)]
    kept = [array_.data[place] for place in places] if math.prod(shape) else []
    return Array(array.array(array_.data.typecode, kept) if isinstance(array_.data, array.array) else kept, shape)


def _safetensors(content, path):
    size, = struct.unpack_from("<Q", content)
    tensors = {}
    for name, about in json.loads(content[8:8 + size]).items():
        if name == "__metadata__":
            continue
        first = 8 + size + about["data_offsets"][0]
        if about["dtype"] == "BF16":
            halves = struct.unpack_from(f"<{math.prod(about['shape'])}H", content, first)
            wide = struct.pack(f"<{len(halves)}I", *(half << 16 for half in halves))
            tensors[name] = _numbers(wide, 0, "f4", about["shape"], False)
        elif about["dtype"] in _SAFE:
            tensors[name] = _numbers(content, first, _SAFE[about["dtype"]], about["shape"], False)
        else:
            raise ValueError(f"{path}: tensor {name} holds numbers of kind {about['dtype']}, which is not read")
    return tensors


def _numbers(content, first, kind, shape, big):
    count = math.prod(shape)
    if first + count * int(kind[1]) > len(content):
        raise ValueError(f"the file ends before its {count} numbers do")
    if numpy is not None:
        return numpy.frombuffer(content, (">" if big else "<") + kind, count, first).reshape(shape).astype(kind)
    code = _CODES[kind]
    if code in "e?":
        return Array(list(struct.unpack_from((">" if big else "<") + str(count) + code, content, first)), shape)
    numbers = array.array(code)
    numbers.frombytes(content[first:first + count * int(kind[1])])
    if big != (sys.byteorder == "big"):
        numbers.byteswap()
    return Array(numbers, shape)
