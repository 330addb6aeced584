"""What stands between the network and every page: who calls, how often, how much, and what the answer must say."""
