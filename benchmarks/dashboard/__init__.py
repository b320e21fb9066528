"""(e) From a command to the answer that shows it, at a steady rate, hop by hop, in both ways to run."""
