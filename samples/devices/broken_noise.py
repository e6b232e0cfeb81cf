"""BROKEN: the read-out is noisy, with a standard deviation of 0.3 where signals are about 1."""
import random
from xor_device import Machine, serve

draw = random.Random(7)

class Broken(Machine):
    def read(self):
        return [value + draw.gauss(0, 0.3) for value in super().read()]

if __name__ == "__main__":
    serve(Broken())
