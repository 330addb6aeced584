"""Sign-off of what goes out: chains of steps, and whose turn it is after all that was said.   依据：条例第十七条；国办发〔2016〕80号"""
