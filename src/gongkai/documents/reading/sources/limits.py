"""How much a file may hold before it is no annual report, each with its reason.

Published annual reports have 4 to 40 pages, 2,000 to 40,000 characters and four tables of at most 28 rows and 15 columns.
Every limit stands far above that, and low enough that a hostile file costs seconds and some hundred megabytes at most.
"""

# Saved web pages carry their pictures as base64 text; without pictures a report has less than 200 KB.
TEXT_BYTES = 20_000_000
# Word, WPS and scanners embed photographs; the largest real reports have about 20 MB.
OFFICE_BYTES = 60_000_000

# What a report says: ten times the longest.
LINES_AND_CELLS = 100_000
CHARACTERS = 3_000_000

# A grid larger than this is no table of the form and is given as lines instead.
GRID_ROWS = 2_000
GRID_COLUMNS = 200
# Tables inside tables: page layouts of the 2000s reach 6 or 7. Deeper tables are read as text.
NESTED_TABLES = 20

# A PDF of more pages is no single report: yearbooks and collections of documents begin here.
PDF_PAGES = 200
# Glyphs and ruling lines on one page: a full page of the form has about 3,000 and 500.
PAGE_GLYPHS = 30_000
PAGE_RULES = 6_000
# Horizontal times vertical lines, after pieces are joined: 28 by 16 in the form.
PAGE_CROSSINGS = 500_000
# Drawn objects of one page that are looked at for ruling lines.
PAGE_OBJECTS = 50_000

# Members of a DOCX or XLSX: parts plus pictures. Some hundred in practice.
ARCHIVE_MEMBERS = 5_000
# What one XML part may unpack to: the text of the longest reports with tracked changes has about 5 MB. As a tree it
# needs some 30 times its size at worst.
PART_BYTES = 16_000_000
# What the whole archive may unpack to, pictures included, and how often it may be larger than its packed size.
ARCHIVE_BYTES = 300_000_000
ARCHIVE_RATIO = 300
ARCHIVE_RATIO_FROM = 10_000_000

# Cells between the first and the last filled one of all sheets together: what is between is held in memory.
SHEET_CELLS = 200_000
# A form has four tables; templates add sheets of instructions and lists.
SHEETS = 30
# The records of an old .xls are looked through one by one. Tables alone have some hundred kilobytes.
XLS_BYTES = 10_000_000

# Browsers stop at 512 open elements; text pasted from Word leaves some hundreds unclosed.
HTML_DEPTH = 4_000
# Open elements times tags: the parser looks through all open elements at each tag. About a second.
HTML_DEPTH_TIMES_TAGS = 200_000_000
HTML_TAGS = 1_000_000
# A page with more attributes, or options to choose from, is simplified first: were all of them in one tag or one list,
# the parser would compare each with each. Below these numbers that takes about a second.
HTML_ATTRIBUTES = 30_000
HTML_OPTIONS = 10_000
