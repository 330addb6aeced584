"""年报体检: anyone hands in a report and sees at once what was read and what is wrong; nothing is kept."""
