"""Registers for everybody: lists, records, figures, the completeness of budgets, draws that anybody can prove."""
