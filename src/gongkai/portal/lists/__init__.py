"""Lists of public items: filters in the address, the same list as CSV and as RSS, the policy library."""
