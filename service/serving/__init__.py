"""What serves the application: gunicorn, set up as the settings say, made to bear slow, silent and wrong clients."""
