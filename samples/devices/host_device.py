"""The same five masses, owned by somebody who can turn their springs: θ is loaded and read, momenta are listened to, a computer updates.

What it can be trained with: echo, one-sided, spsa, central-differences; physics-aware beside a twin.
Try it:  loschmidt device check "python3 samples/devices/host_device.py"
"""
import sys
from xor_device import HELLO, SPRINGS, Machine, serve

HOST = {**HELLO, "kind": "host-updated", "name": "five masses on springs that can be turned",
        "verbs": ["prepare", "evolve", "inject", "reverse", "read", "snapshot", "restore", "load", "theta", "listen"],
        "parameters": [{"name": "springs/strength", "shape": [len(SPRINGS)], "range": [-10, 10], "unit": "N/m"}]}

class HostMachine(Machine):
    omega = 0.0                                      # held: what is loaded stays, whatever the momenta are
    def load(self, theta):                           # new springs, at rest
        if len(theta) != len(SPRINGS) or not all(-10 <= value <= 10 for value in theta):
            raise ValueError("range", f"{len(SPRINGS)} springs of -10 to 10 N/m are wanted")
        self.springs, self.momenta = [float(value) for value in theta], [0.0] * len(SPRINGS)
    def theta(self):
        return self.springs
    def listen(self):
        return self.momenta

if __name__ == "__main__":
    serve(HostMachine(*map(int, sys.argv[1:])), HOST)
