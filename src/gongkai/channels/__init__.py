"""Channels: where an item was put out, online and offline; what is to be passed on; figures whose parts make their total."""
