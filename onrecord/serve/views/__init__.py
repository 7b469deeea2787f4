"""Views: what a page or a screen shows, as plain data with no layout: the same for terminal, page and JSON."""
