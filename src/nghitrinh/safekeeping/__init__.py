"""Safe keeping: the whole record in one file that either database takes back, and its keys apart and encrypted.

| name | what it does |
| --- | --- |
| `write_backup` | writes every table and file into one archive while acts go on, and reads it again |
| `require_whole` | reads an archive to its end and compares every part with its digest |
| `restore` | brings an archive into an empty home, all or nothing, and verifies what stands there then |
| `make_room` | drops the copy of a record that an interrupted move left, and refuses whatever else stands there |
| `export` | writes every row as a line of JSON, for other programs |
| `Step` | how far a part of the work is; the functions above tell it to who asks |
| `new_file` | a file of the owner's alone, there whole under its name or not at all |
| `lock_away`, `unlocked` | the keys of a home, encrypted by a passphrase, and back |

An archive is a gzipped tar: `head.json`, a file of JSON lines for each table, the stored files under their digests,
and `contents.json` last, so that one that was cut short is no archive. Decision 0031 has the reasons.
"""

from nghitrinh.safekeeping.archive import Contents, new_file, require_whole
from nghitrinh.safekeeping.errors import BackupFault
from nghitrinh.safekeeping.keys import lock_away, unlocked
from nghitrinh.safekeeping.moving import make_room
from nghitrinh.safekeeping.progress import Progress, Step
from nghitrinh.safekeeping.restoring import require_empty, restore
from nghitrinh.safekeeping.writing import export, write_backup

__all__ = [
    "BackupFault",
    "Contents",
    "Progress",
    "Step",
    "export",
    "lock_away",
    "make_room",
    "new_file",
    "require_empty",
    "require_whole",
    "restore",
    "unlocked",
    "write_backup",
]
