"""Pictures of the page, drawn on the server: the same on the page, in a file and in print."""
