"""Where the platform and its cases are looked over: operations, and the auditor's view."""
