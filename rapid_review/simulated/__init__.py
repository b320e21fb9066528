"""Simulated regions: invented partnerships with years of cases, played through the doors that everybody uses."""
