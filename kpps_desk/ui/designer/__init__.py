"""The designer of certificates: its page, the hands on it and the panels beside it; the screen is screens/designer.py.

What a newcomer gets wrong: drawing an item here. The page is the PDF that the press would make; what is drawn over it
are boxes, handles and guides alone.
"""
