"""BROKEN: the mirror shakes: every reversal adds a random momentum of 0.05 to every mass."""
import random
from xor_device import Machine, serve

draw = random.Random(7)

class Broken(Machine):
    def reverse(self):
        super().reverse()
        self.p[:5] = [p + draw.gauss(0, 0.05) for p in self.p[:5]]

if __name__ == "__main__":
    serve(Broken())
