"""Sign-off chains: who has to agree to what, in which order, bound to the digest of exactly what was approved."""
