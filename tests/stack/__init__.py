"""The stack as it is run, under faults and under load: `make test-stack`. It needs a Docker engine with compose."""
