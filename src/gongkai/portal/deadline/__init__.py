"""办理期限计算器: anyone enters dates and events and sees by when an answer is due, and why, day by day."""
