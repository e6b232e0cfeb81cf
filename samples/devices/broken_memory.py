"""BROKEN: a restored snapshot brings back everything but the springs."""
from xor_device import Machine, serve

class Broken(Machine):
    def restore(self, snapshot):
        springs = self.q[5:]
        super().restore(snapshot)
        self.q[5:] = springs

if __name__ == "__main__":
    serve(Broken())
