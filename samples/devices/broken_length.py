"""BROKEN: it says two outputs and reads three numbers."""
from xor_device import Machine, serve

class Broken(Machine):
    def read(self):
        return [*super().read(), 0.0]

if __name__ == "__main__":
    serve(Broken())
