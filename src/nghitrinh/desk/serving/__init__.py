"""The desk's web server: waitress, held to bounds, in two processes that a third one watches.

- `connection`: a request is taken in whole, within time and size, before a thread is given to it.
- `server`: who keeps a connection too long, or too much on it, loses it; a new one always finds room.
- `following`: who follows something keeps a connection that nobody works on, and is told when it changes.
- `queue`: one request is worked on at a time, and beside one that takes long another.
- `worker`: the loop of one process; `board`: what it tells the one that watches.
- `head`: the process that binds the port, begins the workers, and ends one that a request holds.
"""
