"""Issues of a gazette read back: contents, bookmarks, running heads, typefaces."""
