"""The wire shapes: what goes over HTTP, for the server and its clients alike."""
