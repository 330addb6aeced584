"""Registers: rows that other systems deliver, kept by business key, shown masked, counted for table two.   依据：条例第二十条"""
