"""Two balls that repel each other: one is launched across a bowl, the other sits on a rail and learns where to sit (López-Pastor, Marquardt 2023).

H = (p_x² + p_y²)/2 + Ωπ²/2 + 1/√((x - θ)² + y² + 0.3²) + (x² + 0.2 y²)/2. Launched at x = input, y = -3 with p_y = 2; read is where it arrives,
x; wanted is x = target. Try it:  loschmidt device check "python3 samples/devices/pinball_device.py"   (a number behind the file is the first θ)
"""
import json, math, os, pathlib, sys, tempfile, uuid

KEEP = pathlib.Path(os.environ.get("DEVICE_KEEP") or tempfile.gettempdir(), "loschmidt-devices")    # of snapshots only names travel
KEEP.mkdir(parents=True, exist_ok=True)
HELLO = {"protocol": 1, "name": "two-ball machine", "kind": "self-learning", "features": 1, "outputs": 1, "targets": 1, "cost": "square",
         "verbs": ["prepare", "evolve", "inject", "reverse", "decay", "read", "snapshot", "restore"],
         "ranges": {"input": [-1, 1], "target": [-1, 1], "epsilon": [-0.1, 0.1]}, "units": {"input": "m", "output": "m", "epsilon": "s"}}

class Pinball:
    omega = 1e-3
    def __init__(self, theta=0.5):
        self.seat, self.push, self.step, self.told = theta, 0.0, 0, None
    def prepare(self, input):
        self.x, self.y, self.px, self.py = input[0], -3.0, 0.0, 2.0
    def evolve(self, h=0.02):
        for _ in range(150):
            self.drift(h / 2)
            away = self.x - self.seat
            force = (away ** 2 + self.y ** 2 + 0.09) ** -1.5
            self.px += h * (force * away - self.x)
            self.py += h * (force * self.y - 0.2 * self.y)
            self.push -= h * force * away
            self.drift(h / 2)
    def drift(self, time):
        self.x, self.y, self.seat = self.x + time * self.px, self.y + time * self.py, self.seat + time * self.omega * self.push
    def inject(self, target, epsilon):                                   # the flow of C = ½ (x - target)² for a time ε
        self.px -= epsilon * (self.x - target[0])
    def reverse(self): self.px, self.py, self.push = -self.px, -self.py, -self.push
    def decay(self, rate, time=math.inf, temperature=0):
        left = math.exp(-rate * time)
        self.seat, self.push = self.seat + self.omega / rate * (1 - left) * self.push, left * self.push
    def read(self): return [self.x]
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
    serve(Pinball(*map(float, sys.argv[1:])))
