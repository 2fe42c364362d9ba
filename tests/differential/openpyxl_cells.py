"""Prints the cells of workbooks as openpyxl reads them: one JSON object a line, from
"sheet!A1" to a kind and a value, in the order of the files named on standard input."""

import datetime
import json
import sys
import warnings

import openpyxl
from openpyxl.utils.escape import unescape
from openpyxl.utils.datetime import CALENDAR_MAC_1904, to_excel

warnings.simplefilter("ignore")


def said(cell, book):
    value = cell.value
    if cell.data_type == "e":
        return f"error {value}"
    if isinstance(value, bool):
        return "bool " + str(value).lower()
    if isinstance(value, datetime.timedelta):  # [h]:mm
        return "days " + repr(value / datetime.timedelta(days=1))
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        serial = to_excel(value, epoch=book.epoch)
        if book.epoch == CALENDAR_MAC_1904 and not isinstance(value, datetime.time):
            serial += 1462
        return f"date {round(serial * 86400)}"
    if isinstance(value, (int, float)):
        return "number " + repr(float(value))
    return f"text {unescape(value)}"  # openpyxl leaves _x000D_ as it is


for line in sys.stdin:
    book = openpyxl.load_workbook(line.rstrip("\n"), data_only=True)
    cells = {}
    for sheet in book.worksheets:
        # The cells there are; iter_rows() would make all those between them.
        for cell in sheet._cells.values():
            if cell.value is not None and cell.value != "":
                cells[f"{sheet.title}!{cell.coordinate}"] = said(cell, book)
    print(json.dumps(cells))
