"""The HTTP door: one module a resource; a view reads, calls a use case and replies."""
