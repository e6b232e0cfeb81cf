"""BROKEN: it never answers once it has been reversed."""
import time
from xor_device import Machine, serve

class Broken(Machine):
    def reverse(self):
        time.sleep(1e6)

if __name__ == "__main__":
    serve(Broken())
