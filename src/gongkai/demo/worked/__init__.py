"""A complete year of the invented county: last year at all its bodies, through the same actions as any, loaded after the demo serves."""
