"""Two balls that repel each other: one is launched across a bowl, the other sits on a rail and learns where to sit (López-Pastor, Marquardt 2023).

H = (p_x² + p_y²)/2 + Ωπ²/2 + 1/√((x - θ)² + y² + 0.3²) + (x² + 0.2 y²)/2. Launched at x = input, y = -3 with p_y = 2; read is where it arrives,
x; wanted is x = target. Try it:  loschmidt device check "python3 samples/devices/pinball_device.py"   (a number behind the file is the first θ)
"""
import json, math, sys
from xor_device import serve

HELLO = {"protocol": 1, "name": "two-ball machine", "kind": "self-learning", "features": 1, "outputs": 1, "targets": 1,
         "verbs": ["prepare", "evolve", "inject", "reverse", "decay", "read", "snapshot", "restore"],
         "ranges": {"input": [-1, 1], "target": [-1, 1], "epsilon": [-0.1, 0.1]}, "units": {"input": "m", "output": "m", "epsilon": "s"},
         "conjugates": True, "arrays": ["plain"]}

class Pinball:
    omega = 1e-3
    def __init__(self, theta=0.5):
        self.seat, self.push, self.step, self.told = theta, 0.0, 0, None
        self.prepare([0.0])
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
    def reverse(self):
        self.px, self.py, self.push = -self.px, -self.py, -self.push
    def decay(self, rate, time=math.inf, temperature=0):
        left = math.exp(-rate * time)
        self.seat, self.push = self.seat + self.omega / rate * (1 - left) * self.push, left * self.push
    def read(self):
        return [self.x]
    def snapshot(self):
        return json.dumps(vars(self))
    def restore(self, snapshot):
        vars(self).update(json.loads(snapshot))

if __name__ == "__main__":
    serve(Pinball(*map(float, sys.argv[1:])), HELLO)
