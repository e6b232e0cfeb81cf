"""BROKEN: the error is injected with the wrong sign, so every step makes the answer worse."""
from xor_device import Machine, serve

class Broken(Machine):
    def inject(self, target, epsilon):
        super().inject(target, -epsilon)

if __name__ == "__main__":
    serve(Broken())
