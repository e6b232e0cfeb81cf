"""BROKEN: it prints remarks for people where its answers belong."""
from xor_device import Machine, serve

class Broken(Machine):
    def evolve(self):
        print("evolving ...")
        super().evolve()

if __name__ == "__main__":
    serve(Broken())
