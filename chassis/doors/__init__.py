"""What every gRPC door has: who is let in, requests as plain values, refusals as status, and the past."""
