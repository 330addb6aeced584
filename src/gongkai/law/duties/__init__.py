"""What is published of an organ's own accord, when, by whom, and how long it is kept.   依据：条例第十至二十六条"""
