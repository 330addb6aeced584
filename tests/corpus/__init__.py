"""Annual reports as they occur in the wild, printed from reports whose every figure is known."""
