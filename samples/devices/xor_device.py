"""A machine that teaches itself: five masses on springs. Two are displaced by the bits, a third always; the last two are read.

H = Σ p²/2 + q²/2 + q⁴/4 + Σ θ_ij q_i q_j + Σ Ωπ_ij²/2: the springs θ move too, a little; neither they nor their momenta π are ever told.
Try it:  loschmidt device check "python3 samples/devices/xor_device.py"       (a number behind the file draws other springs)
"""
import json, math, os, pathlib, random, sys, tempfile, uuid

KEEP = pathlib.Path(os.environ.get("DEVICE_KEEP") or tempfile.gettempdir(), "loschmidt-devices")    # of snapshots only names travel
KEEP.mkdir(parents=True, exist_ok=True)
SPRINGS = [(i, j) for i in range(5) for j in range(i + 1)]
HELLO = {"protocol": 1, "name": "five masses on springs", "kind": "self-learning", "features": 2, "outputs": 2, "targets": 2, "cost": "square",
         "verbs": ["prepare", "evolve", "inject", "reverse", "decay", "read", "snapshot", "restore"],
         "ranges": {"input": [-1, 1], "target": [-1, 1], "epsilon": [-0.1, 0.1]}}

class Machine:
    omega = 1e-3                                                     # inverse mass of the springs
    def __init__(self, seed=1):
        draw, self.step, self.told = random.Random(seed), 0, None
        self.q, self.p = [0.0] * 5 + [draw.gauss(0, 0.3) for _ in SPRINGS], [0.0] * 20     # five masses, then θ and π
    def prepare(self, input):
        self.q[:5], self.p[:5] = [*input, 1.0, 0.0, 0.0], [0.0] * 5
    def evolve(self):
        for _ in range(25):
            self.drift(0.1), self.kick(0.2), self.drift(0.1)
    def drift(self, time):
        self.q = [q + time * p * (1 if k < 5 else self.omega) for k, (q, p) in enumerate(zip(self.q, self.p))]
    def kick(self, time):
        self.p[:5] = [p - time * (q + q ** 3) for q, p in zip(self.q[:5], self.p)]
        for k, (i, j) in enumerate(SPRINGS, 5):
            self.p[i] -= time * self.q[k] * self.q[j]
            self.p[j] -= time * self.q[k] * self.q[i]
            self.p[k] -= time * self.q[i] * self.q[j]
    def inject(self, target, epsilon):                               # the flow of C = ½ Σ (q - target)² for a time ε
        self.p[3:5] = [p - epsilon * (q - t) for q, p, t in zip(self.q[3:5], self.p[3:5], target)]
    def reverse(self): self.p = [-p for p in self.p]
    def decay(self, rate, time=math.inf, temperature=0):             # the exact solution of θ' = Ωπ, π' = -Γπ
        left = math.exp(-rate * time)
        self.q[5:] = [q + self.omega / rate * (1 - left) * p for q, p in zip(self.q[5:], self.p[5:])]
        self.p[5:] = [left * p for p in self.p[5:]]
    def read(self): return self.q[3:5]
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
