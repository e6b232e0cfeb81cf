"""BROKEN: it states safe ranges and does not mind when they are left."""
import xor_device

xor_device.check = lambda hello, word, value: None

if __name__ == "__main__":
    xor_device.serve(xor_device.Machine())
