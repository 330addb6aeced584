"""Review and litigation: what a letter says about them, their stages and time limits, what a lost case obliges to."""
