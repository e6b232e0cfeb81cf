"""BROKEN: a host-updated machine whose first spring is stuck: it says what was loaded and has something else."""
from host_device import Machine, serve

class Broken(Machine):
    def kick(self, time):
        told, self.springs = self.springs, [0.3, *self.springs[1:]]
        super().kick(time)
        self.springs = told

if __name__ == "__main__":
    serve(Broken())
