"""BROKEN: the decay moves the springs and never brings their momenta to rest: every later decay moves them once more."""
from xor_device import Machine, serve

class Broken(Machine):
    def decay(self, **words):
        kept = self.p[5:]
        super().decay(**words)
        self.p[5:] = kept

if __name__ == "__main__":
    serve(Broken())
