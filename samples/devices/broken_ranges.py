"""BROKEN: it states safe ranges and does not mind when they are left."""
from xor_device import HELLO, Machine, serve

class Told(dict):
    def __getitem__(self, key):
        return {} if key == "ranges" else super().__getitem__(key)   # the handshake shows them, whoever looks them up finds none

if __name__ == "__main__":
    serve(Machine(), Told(HELLO))
