"""Public items: the page of each, its files, the notice where one was taken back."""
