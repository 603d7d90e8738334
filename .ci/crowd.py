"""Adds so many users to an organization of an embedded database, for the benchmark: crowd.py DATABASE NUMBER."""
import sqlite3
import sys

database, number = sys.argv[1], int(sys.argv[2])
connection = sqlite3.connect(database)
connection.executescript("PRAGMA synchronous = OFF;")
# The names come in an order of their own, so that sorting by them is work.
connection.execute(
    """
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
    INSERT INTO users (id, side, email, first_name, last_name, name_folded, enabled, created_at)
    SELECT randomblob(16), 'back_office', 'user' || n || '@crowd.example', 'Given' || (n * 7919 % 10007), 'Family' || n,
        'given' || (n * 7919 % 10007) || ' family' || n, n % 10 > 0, 1700000000 + n
    FROM numbers
    """,
    (number,),
)
connection.execute(
    """
    INSERT INTO user_organizations (user_id, organization_id)
    SELECT id, (SELECT id FROM organizations WHERE global LIMIT 1) FROM users WHERE email LIKE '%@crowd.example'
    """
)
connection.commit()
connection.execute("ANALYZE")
connection.close()
