"""`python -P -m service.serving`: the HTTP API, until SIGTERM. -P keeps the working folder off Python's path."""

from service.serving.server import Server

if __name__ == "__main__":
    Server().run()
