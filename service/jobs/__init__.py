"""Background work: procrastinate's tasks as thin calls of use cases, and the worker that runs them."""
