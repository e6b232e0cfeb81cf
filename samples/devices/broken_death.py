"""BROKEN: it dies whenever it is reversed."""
import os
from xor_device import Machine, serve

class Broken(Machine):
    def reverse(self):
        os._exit(3)

if __name__ == "__main__":
    serve(Broken())
