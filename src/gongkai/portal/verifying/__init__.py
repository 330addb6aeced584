"""扫码验真: anyone checks that what they have in hand is what was published, and was approved, and was written down."""
