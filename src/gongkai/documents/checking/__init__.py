"""What is wrong in a text before it goes out: personal data, wording, numbers, dates, links."""
