"""BROKEN: the springs creep whenever the machine runs, whatever anybody asks for."""
from xor_device import Machine, serve

class Broken(Machine):
    def evolve(self):
        super().evolve()
        self.q[5:] = [theta + 2e-4 for theta in self.q[5:]]

if __name__ == "__main__":
    serve(Broken())
