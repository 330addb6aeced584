"""The checks of the annual report: `check` runs every registered rule."""
