"""From a published page to the record: a Reading becomes a proposal, a person decides, accepting enters a past meeting.

| module | what it does |
| --- | --- |
| `opening` | bytes of a page → a page taken in, or a sentence saying why not |
| `proposal` | Reading, decisions and changes → the proposed record (pure) |
| `known`, `matching` | what the record knows already, and which of it a name on the page means |
| `review` | what still stands in the way of accepting |
| `accepting` | the proposal by acts into the record, all or nothing |
| `tasklist`, `template` | a list of open tasks from XLSX, every bad cell named |
| `command` | `nghitrinh intake FILE --by USER` |
"""
