"""BROKEN: the mirror forgets one momentum: the first mass goes on where the others turn round."""
from xor_device import Machine, serve

class Broken(Machine):
    def reverse(self):
        kept = self.p[0]
        super().reverse()
        self.p[0] = kept

if __name__ == "__main__":
    serve(Broken())
