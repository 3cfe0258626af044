"""The same rules written in other ways: what the product is measured against."""
