"""Exchange with other systems: tokens by which they hand in drafts, signed messages that tell them what changed."""
