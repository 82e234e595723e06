"""Files: loading, saving, locking, recovery, settings, template folders."""
