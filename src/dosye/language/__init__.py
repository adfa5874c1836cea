"""Languages that dosye reads; each folder is one language and knows nothing of politics."""
