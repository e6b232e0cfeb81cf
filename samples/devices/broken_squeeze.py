"""BROKEN: the mirror squeezes: positions come out 3 % larger, momenta 3 % smaller."""
from xor_device import Machine, serve

class Broken(Machine):
    def reverse(self):
        super().reverse()
        self.q[:5], self.p[:5] = [1.03 * q for q in self.q[:5]], [p / 1.03 for p in self.p[:5]]

if __name__ == "__main__":
    serve(Broken())
