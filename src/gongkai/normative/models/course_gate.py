"""The way of a document may hold back its publication."""

from gongkai.publication.models.gates import Gate, declare

COURSE = declare(Gate(key="course", holds="gongkai.normative.actions.course_gate.hold_back"))
"""法定程序: a document that is made here is published once it was reviewed, decided, numbered and issued."""
