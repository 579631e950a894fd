"""What somebody would send who wants the service to fall: `make test-attack`. Traffic stays on this machine.

Everything here is bounded in count, time and memory. `shapes` are hostile texts; `one_process` measures what one of
them costs in a process of its own; `growth` tells how a cost grows. Other attacks have a `test_*.py` each.
"""
