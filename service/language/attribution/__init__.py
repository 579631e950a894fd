"""Who states what: quotations, reports and transcripts."""
