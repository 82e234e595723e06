"""Files: loading, saving, locking, recovery, versions, settings, the site's policy, the audit trail, template folders."""
