"""Registers for everybody: pages, filters, files, figures, masks that leak nothing, draws that are proved."""
