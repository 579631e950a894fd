"""gunicorn's threaded worker, made to bear clients that are slow, silent or wrong."""
