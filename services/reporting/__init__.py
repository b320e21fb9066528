"""Where every case stands: the dashboard, one case's page, and its history over all services."""
