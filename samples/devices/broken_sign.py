"""BROKEN: the error pulse has the same sign whatever the sign of epsilon, so two echoes with opposite errors do not differ."""
from xor_device import Machine, serve

class Broken(Machine):
    def inject(self, target, epsilon):
        super().inject(target, abs(epsilon))

if __name__ == "__main__":
    serve(Broken())
