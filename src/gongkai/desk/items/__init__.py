"""Items of information: listed, written, reviewed, published, taken back; what is withheld."""
