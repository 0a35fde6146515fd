"""Letters: lines of the journal become notices to those whom they concern, and notices become letters, each sent once.

    fill()          what happened since the last look, as notices         (`filling`)
    send_due()      the letters that are due, over the home's transport   (`sending`)

It stands beside the record and changes nothing of it. A notice keeps whom it is for and what it is about, never words:
these are made when a letter is sent, by what its recipient may see at that moment (`rendering`).
"""
