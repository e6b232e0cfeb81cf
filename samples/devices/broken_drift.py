"""BROKEN: the springs creep whenever the machine runs, whatever anybody asks for."""
from xor_device import Machine, serve

class Broken(Machine):
    def evolve(self):
        super().evolve()
        self.springs = [theta + 2e-4 for theta in self.springs]

if __name__ == "__main__":
    serve(Broken())
