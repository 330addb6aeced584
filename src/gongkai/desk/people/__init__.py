"""Who works for an agency: roles, delegations, hand-over, accounts."""
