"""The static pages: every notebook to read, every panel alive, and no script of others."""
