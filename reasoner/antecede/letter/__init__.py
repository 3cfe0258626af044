"""The letter: one object, made once, written as Markdown, HTML or PDF."""
