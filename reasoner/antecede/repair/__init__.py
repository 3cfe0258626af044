"""What would change a recommendation, and what would not: every claim here has been reviewed again."""
