"""Learning that follows a review: briefings, and actions from recommendation to evidenced impact."""
