"""Annual reports on the desk: compiled, written part by part, handed on, reviewed, signed, published; who is missing."""
