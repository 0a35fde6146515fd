"""A list of open tasks as a spreadsheet: written for a secretary, read cell by cell, brought in whole or not at all.

    table = read_table(data, "danh-sach.xlsx")      # raises NotAList for what is no such workbook
    listing = understand(table, organization)       # rows as they are understood, and every bad cell
    bring_in(listing, organization, by=user)        # one act for the whole list

A bad cell says "Danh sách!C7: found '31/02/2021', expected a date such as 31/12/2021".
"""
