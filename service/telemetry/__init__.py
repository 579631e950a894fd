"""What the service tells of itself: metrics, spans, logs."""
