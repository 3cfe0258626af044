"""The walk: which pathway and step a line asks for, and how far the case has come on it."""
