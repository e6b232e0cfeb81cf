"""BROKEN: the trainable springs are clamped: the decay removes their momenta and moves nothing."""
from xor_device import Machine, serve

class Broken(Machine):
    omega = 0.0

if __name__ == "__main__":
    serve(Broken())
