"""BROKEN: a host-updated machine that tells its momenta with the wrong sign, so every computer beside it walks uphill."""
from host_device import Machine, serve

class Broken(Machine):
    def listen(self):
        return [-momentum for momentum in super().listen()]

if __name__ == "__main__":
    serve(Broken())
