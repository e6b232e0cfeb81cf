"""The machine of xor_device.py, owned by somebody who can turn its springs: θ is loaded and read, momenta are listened to, a computer updates.

H = Σ p²/2 + q²/2 + q⁴/4 + Σ θ_ij q_i q_j. What it can be trained with: echo, one-sided, spsa, central-differences; physics-aware, in-silico beside a twin.
Try it:  loschmidt device check "python3 samples/devices/host_device.py"
"""
import json, math, os, pathlib, random, sys, tempfile, uuid

KEEP = pathlib.Path(os.environ.get("DEVICE_KEEP") or tempfile.gettempdir(), "loschmidt-devices")    # of snapshots only names travel
KEEP.mkdir(parents=True, exist_ok=True)
SPRINGS = [(i, j) for i in range(5) for j in range(i + 1)]
HELLO = {"protocol": 1, "name": "springs that can be turned", "kind": "host-updated", "features": 2, "outputs": 2, "targets": 2, "cost": "square",
         "verbs": ["prepare", "evolve", "inject", "reverse", "read", "snapshot", "restore", "load", "theta", "listen"],
         "parameters": [{"name": "springs/strength", "shape": [15], "range": [-10, 10], "unit": "N/m"}],
         "ranges": {"input": [-1, 1], "target": [-1, 1], "epsilon": [-0.1, 0.1], "theta": [-10, 10]}}

class Machine:
    def __init__(self, seed=1):
        draw, self.step, self.told = random.Random(seed), 0, None
        self.load([draw.gauss(0, 0.3) for _ in SPRINGS])
        self.prepare([0.0, 0.0])
    def load(self, theta):                                           # new springs, at rest
        self.springs, self.momenta = [*theta], [0.0] * len(SPRINGS)
    def theta(self): return self.springs
    def listen(self): return self.momenta
    def prepare(self, input):
        self.q, self.p = [*input, 1.0, 0.0, 0.0], [0.0] * 5
    def evolve(self):
        for _ in range(25):
            self.drift(0.1), self.kick(0.2), self.drift(0.1)
    def drift(self, time):
        self.q = [q + time * p for q, p in zip(self.q, self.p)]
    def kick(self, time):                                            # the springs' momenta gather what pulls at them
        self.p = [p - time * (q + q ** 3) for q, p in zip(self.q, self.p)]
        for k, (i, j) in enumerate(SPRINGS):
            self.p[i] -= time * self.springs[k] * self.q[j]
            self.p[j] -= time * self.springs[k] * self.q[i]
            self.momenta[k] -= time * self.q[i] * self.q[j]
    def inject(self, target, epsilon):                               # the flow of C = ½ Σ (q - target)² for a time ε
        self.p[3:] = [p - epsilon * (q - t) for q, p, t in zip(self.q[3:], self.p[3:], target)]
    def reverse(self): self.p, self.momenta = [-p for p in self.p], [-pi for pi in self.momenta]
    def read(self): return self.q[3:]
    def snapshot(self):                                              # all of the above, the last step and its answer too
        name = f"device-{uuid.uuid4().hex}"
        (KEEP / name).write_text(json.dumps(vars(self)))
        return name
    def restore(self, snapshot):
        vars(self).update(json.loads((KEEP / pathlib.Path(snapshot).name).read_text()))

def answer(machine, hello, line):
    ask, results = {}, []
    try:
        ask = dict(json.loads(line))
        if "hello" in ask:
            return {"hello": {**hello, "step": machine.step}}
        step = ask.get("step", math.inf)                             # an evaluation has none
        if step == machine.step:                                     # done already, its answer was lost: nothing happens twice
            return {"id": ask["id"], "step": step, "results": machine.told}
        if step < machine.step:
            raise RuntimeError(f"step {step} is long over; the last was {machine.step}")
        for words in ask.pop("do"):
            for word, (low, high) in hello["ranges"].items():        # nothing that could harm the machine gets any further
                values = words.get(word, low)
                if not all(low <= value <= high for value in (values if isinstance(values, list) else [values])):
                    raise ValueError(f"{word} {values} lies outside {low} to {high}")
            results.append({verb: getattr(machine, verb) for verb in hello["verbs"]}[words.pop("verb")](**words))
        if "step" in ask:
            machine.step, machine.told = step, results
        return {**ask, "results": results}
    except Exception as problem:
        code = {ValueError: "range", KeyError: "verb", RuntimeError: "state", json.JSONDecodeError: "json"}.get(type(problem), "fault")
        return {"id": ask.get("id"), "error": {"code": code, "message": str(problem), "at": len(results)}}

def serve(machine, hello=HELLO):                                     # a line comes, a line goes
    for line in sys.stdin:
        print(json.dumps(answer(machine, hello, line)), flush=True)

if __name__ == "__main__":
    serve(Machine(*map(int, sys.argv[1:])))
