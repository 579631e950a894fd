"""Who states what: quotations, reports, and names in full."""
