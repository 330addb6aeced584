"""Where else an agency is to be read: its accounts of new media, and the places where one can read."""
