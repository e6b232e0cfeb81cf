"""BROKEN: the masses have friction, so an echo comes home smaller than it left."""
import math
from xor_device import Machine, serve

class Broken(Machine):
    def drift(self, time):
        super().drift(time)
        self.p[:5] = [p * math.exp(-0.02 * time) for p in self.p[:5]]

if __name__ == "__main__":
    serve(Broken())
