"""BROKEN: a restored snapshot brings back everything but the springs."""
from xor_device import Machine, serve

class Broken(Machine):
    def restore(self, snapshot):
        springs = self.springs
        super().restore(snapshot)
        self.springs = springs

if __name__ == "__main__":
    serve(Broken())
