"""The clock of an application: a pure function of dated facts and a calendar.   依据：条例第三十至三十五条"""
