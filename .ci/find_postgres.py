"""Print the address of the local PostgreSQL when it answers; nothing otherwise."""

import psycopg

URL = "postgresql://postgres@127.0.0.1:5432/postgres"
try:
    psycopg.connect(URL, connect_timeout=3).close()
except psycopg.OperationalError:
    pass
else:
    print(URL)
