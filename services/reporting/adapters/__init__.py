"""What the service leans on."""
