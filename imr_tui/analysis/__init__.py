"""From text to everything that is known of it: report, checklist, findings, counts."""
