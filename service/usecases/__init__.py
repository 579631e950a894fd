"""What the service does, one function a story. Each owns its transaction; none knows HTTP or SQL."""
