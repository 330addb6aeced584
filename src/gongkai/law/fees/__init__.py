"""The information-processing fee: how much, tier by tier, and what a fee notice needs.   依据：国办函〔2020〕109号"""
