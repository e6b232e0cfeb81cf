"""A machine that teaches itself, in plain Python: five masses on springs. Two are displaced by the bits, one always; the last two are read.

H = Σ p²/2 + q²/2 + q⁴/4 + Σ θ_ij q_i q_j + Σ Ωπ_ij²/2: the springs θ move too, a little. Neither they nor their momenta π are ever told.
Try it:  loschmidt device check "python3 samples/devices/xor_device.py"       (a number behind the file draws other springs)
"""
import json, math, random, sys

SPRINGS, STEPS, H = [(i, j) for i in range(5) for j in range(i + 1)], 25, 0.2
HELLO = {"protocol": 1, "name": "five masses on springs", "kind": "self-learning", "features": 2, "outputs": 2, "targets": 2,
         "verbs": ["prepare", "evolve", "inject", "reverse", "decay", "read", "snapshot", "restore"],
         "ranges": {"input": [-1, 1], "target": [-1, 1], "epsilon": [-0.1, 0.1]}, "conjugates": True, "arrays": ["plain"]}

class Machine:
    omega = 1e-3                                                         # inverse mass of the springs' θ
    def __init__(self, seed=1):
        draw = random.Random(seed)
        self.springs, self.momenta, self.step, self.told = [draw.gauss(0, 0.3) for _ in SPRINGS], [0.0] * len(SPRINGS), 0, None
        self.prepare([0.0, 0.0])
    def prepare(self, input):
        self.q, self.p = [*input, 1.0, 0.0, 0.0], [0.0] * 5
    def evolve(self):
        for _ in range(STEPS):
            self.drift(H / 2), self.kick(H), self.drift(H / 2)
    def drift(self, time):
        self.q = [q + time * p for q, p in zip(self.q, self.p)]
        self.springs = [t + time * self.omega * pi for t, pi in zip(self.springs, self.momenta)]
    def kick(self, time):
        self.p = [p - time * (q + q ** 3) for q, p in zip(self.q, self.p)]
        for k, (i, j) in enumerate(SPRINGS):
            self.p[i] -= time * self.springs[k] * self.q[j]
            self.p[j] -= time * self.springs[k] * self.q[i]
            self.momenta[k] -= time * self.q[i] * self.q[j]
    def inject(self, target, epsilon):                                   # the flow of C = ½ Σ (q - target)² for a time ε
        self.p[3:] = [p - epsilon * (q - t) for q, p, t in zip(self.q[3:], self.p[3:], target)]
    def reverse(self):
        self.p, self.momenta = [-p for p in self.p], [-pi for pi in self.momenta]
    def decay(self, rate, time=math.inf, temperature=0):                 # the exact solution of θ' = Ωπ, π' = -Γπ
        left = math.exp(-rate * time)
        self.springs = [t + self.omega / rate * (1 - left) * pi for t, pi in zip(self.springs, self.momenta)]
        self.momenta = [left * pi for pi in self.momenta]
    def read(self):
        return self.q[3:]
    def snapshot(self):
        return json.dumps(vars(self))
    def restore(self, snapshot):
        vars(self).update(json.loads(snapshot))

def check(hello, word, value):
    """Nothing that could harm the device gets as far as the device."""
    low, high = hello["ranges"].get(word, (None, None))
    for i, one in enumerate([] if low is None else value if isinstance(value, list) else [value]):
        if not low <= one <= high:
            raise ValueError("range", f"{word} {i} = {one} lies outside {low} to {high}")
    if isinstance(value, list) and len(value) != hello.get({"input": "features", "target": "targets"}.get(word), len(value)):
        raise ValueError("shape", f"{len(value)} numbers are not {word}")

def answer(machine, hello, request):
    if "hello" in request and 1 in request["hello"]["protocols"]:
        return {"hello": {**hello, "step": machine.step}}
    if "hello" in request:
        return {"error": {"code": "protocol", "message": "protocol 1 is spoken here", "protocols": [1]}}
    step, results = request.get("step"), []
    reply = {"id": request["id"]} if step is None else {"id": request["id"], "step": step}
    if step is not None and step == machine.step:
        return {**reply, "results": machine.told}                        # done already: nothing happens twice
    try:
        if step is not None and step < machine.step:
            raise ValueError("state", f"step {step} is long over; the last was {machine.step}")
        for one in request["do"]:
            words = {word: value for word, value in one.items() if word != "verb"}
            if one["verb"] not in hello["verbs"]:
                raise ValueError("verb", f"no verb {one['verb']!r} here")
            for word, value in words.items():
                check(hello, word, value)
            results.append(getattr(machine, one["verb"])(**words))
    except Exception as problem:
        code, message = problem.args if isinstance(problem, ValueError) and len(problem.args) == 2 else ("fault", repr(problem))
        return {"id": request["id"], "error": {"code": code, "message": message, "at": len(results)}}
    if step is not None:
        machine.step, machine.told = step, results
    return {**reply, "results": results}

def serve(machine, hello=HELLO):
    for line in sys.stdin:
        try:
            reply = answer(machine, hello, json.loads(line))
        except (ValueError, TypeError, KeyError, AttributeError) as problem:
            reply = {"error": {"code": "json", "message": str(problem)}}
        print(json.dumps(reply), flush=True)

if __name__ == "__main__":
    serve(Machine(*map(int, sys.argv[1:])))
