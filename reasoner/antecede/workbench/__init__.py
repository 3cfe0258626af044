"""The workbench: decided cases to look for, a case to change and ask again, policies to browse; data, no pages."""
