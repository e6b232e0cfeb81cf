"""BROKEN: it keeps no step numbers: what is repeated because an answer was lost happens twice."""
import json
from xor_device import Machine, serve

class Broken(Machine):
    step = property(lambda self: 0, lambda self, value: None)
    def snapshot(self):
        return json.dumps({**vars(self), "step": 0})
    def restore(self, snapshot):
        vars(self).update({name: value for name, value in json.loads(snapshot).items() if name != "step"})

if __name__ == "__main__":
    serve(Broken())
