"""What a running part says about itself: log lines, traces and metrics. Ids and codes only, never a person's word."""
