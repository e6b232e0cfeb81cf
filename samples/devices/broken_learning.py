"""BROKEN: the masses are reversed, the trainable springs are not: what the way out did to their momenta is not undone."""
from xor_device import Machine, serve

class Broken(Machine):
    def reverse(self):
        self.p[:5] = [-p for p in self.p[:5]]

if __name__ == "__main__":
    serve(Broken())
