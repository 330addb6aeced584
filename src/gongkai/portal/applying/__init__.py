"""Applying from the portal: the form step by step, the receipt, where an application stands."""
