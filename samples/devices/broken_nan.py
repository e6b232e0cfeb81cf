"""BROKEN: one output is no number."""
import math
from xor_device import Machine, serve

class Broken(Machine):
    def read(self):
        return [math.nan, self.q[4]]

if __name__ == "__main__":
    serve(Broken())
