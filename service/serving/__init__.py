"""What serves the application: gunicorn, set up as the settings say."""
